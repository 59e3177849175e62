"""Train the tagger of spans."""

import logging
import random
import time
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.evaluate import Tally
from kg.extract.tagger import label_names
from kg.extract.wordpieces import CLS, NO_WORD, SEP, pieces
from kg.train.net import Tagger, schedule, shown
from kg.train.samples import Example, Fillers, mixed, renamed

LABELS = label_names()
INDEX = {label: n for n, label in enumerate(LABELS)}

_MOST = 190  # word pieces of an example
_UNTOLD = -100
"""In place of a label, where nothing is asked for: torch leaves it out of the loss."""
_SIZE = 16
_RATE, _HEAD_RATE = 1.2e-4, 1e-3
_log = logging.getLogger("kg")


def tensors(example: Example) -> tuple[list[int], list[int], list[int]]:
    """Return pieces, casing and labels of an example."""
    cut = pieces(example.text)
    labels = [0] * len(cut)
    piece = 0
    for m in example.mentions:
        while piece < len(cut) and cut.ends[piece] <= m.start:
            piece += 1
        first = True
        while piece < len(cut) and cut.starts[piece] < m.end:
            labels[piece] = INDEX[("B-" if first else "I-") + m.type]
            first = False
            piece += 1
    ids, casing = [CLS, *cut.ids[:_MOST], SEP], [NO_WORD, *cut.casing[:_MOST], NO_WORD]
    return ids, casing, [_UNTOLD, *labels[:_MOST], _UNTOLD]


def batch(items: Sequence[tuple[list[int], list[int], list[int]]]) -> tuple[Tensor, ...]:
    """Pad examples to one length: ids, casing, mask, labels."""
    length = max(len(ids) for ids, _, _ in items)
    ids, casing, mask = (torch.zeros(len(items), length, dtype=torch.long) for _ in range(3))
    labels = torch.full((len(items), length), _UNTOLD)
    for k, (i, c, y) in enumerate(items):
        ids[k, : len(i)] = torch.tensor(i)
        casing[k, : len(i)] = torch.tensor(c)
        mask[k, : len(i)] = 1
        labels[k, : len(i)] = torch.tensor(y)
    return ids, casing, mask, labels


def train(
    examples: Sequence[Example],
    fillers: Fillers,
    folder: str,
    *,
    epochs: int,
    seed: int,
) -> Tagger:
    """Return a trained tagger; every epoch sees other names."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  no secret
    net = Tagger(folder, len(LABELS))
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    optim = torch.optim.AdamW(
        [{"params": net.encoder.parameters(), "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    begun = time.time()
    for epoch in range(epochs):
        net.train()
        items = [tensors(renamed(e, fillers, rng)) for e in mixed(examples, rng)]
        items.sort(key=lambda t: len(t[0]) + rng.random() * 30)
        batches = [items[k : k + _SIZE] for k in range(0, len(items), _SIZE)]
        rng.shuffle(batches)
        total = 0.0
        for n, part in enumerate(batches):
            schedule(optim, (epoch + n / len(batches)) / epochs)
            ids, casing, mask, labels = batch(part)
            optim.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(ids, casing, mask)
            loss = functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            total += loss.item()
        _log.info("epoch %d: %.4f, %d s", epoch, total / len(batches), time.time() - begun)
    net.eval()
    return net


def score(net: nn.Module, examples: Sequence[Example]) -> str:
    """Return precision, recall and F1 of exact spans, by the likeliest label of each piece."""
    right = said = gold = 0
    for example in examples:
        item = tensors(example)
        ids, casing, mask, _ = batch([item])
        with torch.no_grad():
            likely = net(ids, casing, mask)[0].argmax(-1).tolist()
        asked, told = set(_spans(item[2])), set(_spans(likely))
        right += len(asked & told)
        said += len(told)
        gold += len(asked)
    return shown(Tally(right, said, gold))


def _spans(labels_of: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    begun: tuple[int, str] | None = None
    for place, label in enumerate([*labels_of[1:-1], 0], 1):
        name = LABELS[label]
        if begun is not None and name != f"I-{begun[1]}":
            yield begun[0], place, begun[1]
            begun = None
        if name.startswith("B-"):
            begun = (place, name[2:])

"""A chunk → the arrays that the reader takes, and what it should say of each pair of things."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kg import read
from kg.extract import labels
from kg.extract.chunks import distances, encoded
from kg.extract.wordpieces import MASK
from kg.train.marked import Told
from kg.train.samples import Example, Mention

TYPES = labels.types()
COLUMNS = labels.columns().names
INDEX = {name: index for index, name in enumerate(COLUMNS)}
RELATIONS = len(labels.columns().relations)
ATTRIBUTES = len(labels.columns().attributes)

_MOST_MENTIONS, _MOST_PIECES = 60, 256
_DROPPED = {"described": 0.12, "named": 0.02, "topic": 0.1, "word": 0.04, "name": 0.3}
"""What share of its mentions, topics, words and known names an example loses when it is seen."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """An example, as arrays.

    Attributes:
        ids: its word pieces and markers.
        places: which piece each mention's marker is.
        distance: mentions × mentions: classes of how far they stand apart.
        types: each mention's type.
        belongs: things × mentions: 1 where a mention names a thing.
        gold: things × things × columns: 1 where it is told.
        weight: the same; 0 where nobody knows whether it is told.
        same: mentions × mentions: 1 where two name one thing.
    """

    ids: Tensor
    places: Tensor
    distance: Tensor
    types: Tensor
    belongs: Tensor
    gold: Tensor
    weight: Tensor
    same: Tensor


def pairs(example: Example, rng: random.Random | None = None) -> Pairs | None:
    """Return an example as arrays; with a source of chance, some of it left out."""
    mentions = list(example.mentions)
    topics = list(example.topics)
    if rng is not None:
        mentions = [m for m in mentions if rng.random() > _DROPPED[_how(m)]]
        topics = [t for t in topics if rng.random() > _DROPPED["topic"]]
    mentions = mentions[:_MOST_MENTIONS]
    stands = [(m.type, m.start, m.end) for m in mentions]
    names = [*topics, *(m.id for m in mentions)]
    told = [example.names.get(name, "") for name in names]
    if rng is not None:
        told = [name if rng.random() > _DROPPED["name"] else "" for name in told]
    made = encoded(example.text, stands, [t[0] for t in topics], told)
    ids = made.ids
    if rng is not None:
        keep = set(made.places)
        ids = [
            MASK if n not in keep and rng.random() < _DROPPED["word"] else piece
            for n, piece in enumerate(ids)
        ]
    if len(ids) > _MOST_PIECES or not made.places:
        return None
    letters = [*(t[0] for t in topics), *(m.type for m in mentions)]
    things = sorted(set(names))
    at = {thing: n for n, thing in enumerate(things)}
    gold, weight = _told(example, at)
    who = torch.tensor([at[name] for name in names])
    sentences = read.article(example.text).sentences
    return Pairs(
        ids=torch.tensor(ids),
        places=torch.tensor(made.places),
        distance=torch.tensor(distances(stands, len(topics), sentences)),
        types=torch.tensor([TYPES.index(letter) for letter in letters]),
        belongs=torch.nn.functional.one_hot(who, len(things)).T.float(),
        gold=gold,
        weight=weight,
        same=(who[:, None] == who[None, :]).float() - torch.eye(len(names)),
    )


def _how(mention: Mention) -> str:
    return "described" if mention.type.islower() else "named"


def _told(example: Example, at: dict[str, int]) -> tuple[Tensor, Tensor]:
    """Return what is told of each pair of things, and where that is known."""
    shape = (len(at), len(at), len(COLUMNS))
    gold, weight = torch.zeros(shape), torch.ones(shape)
    attributes = slice(RELATIONS, RELATIONS + ATTRIBUTES)
    weight[:, :, attributes] = 0
    for facts, value in ((example.open, 0.0), (example.facts, 1.0)):
        for fact in facts:
            for one, other, column in _cells(fact, at):
                weight[one, other, column] = value
                gold[one, other, column] = value
    for fact in example.facts:
        if fact.subject in at and fact.object in at:
            here = at[fact.subject], at[fact.object]
            weight[here][attributes] = 1
            said = {fact.status, fact.voice, *(f"{k}:{v}" for k, v in fact.qualifiers)}
            said |= {v for k, v in fact.qualifiers if k == "certainty"}
            for n, name in enumerate(labels.columns().attributes):
                if name in said:
                    gold[here][RELATIONS + n] = 1
    return gold, weight


def _cells(fact: Told, at: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a fact: of its ends, and of each end with each qualifier's value."""
    if fact.subject not in at or fact.object not in at:
        return
    ends = at[fact.subject], at[fact.object]
    yield *ends, INDEX[fact.relation]
    for key, value in fact.qualifiers:
        if value in at and f"@{key}" in INDEX:
            for end in ends:
                yield end, at[value], INDEX[f"@{key}"]


def batch(items: Sequence[Pairs]) -> dict[str, Tensor]:
    """Return examples as one, padded; ``mask`` and ``there`` are 1 where there is something."""
    count = len(items)
    size = max(len(i.ids) for i in items)
    marks = max(len(i.places) for i in items)
    things = max(i.belongs.size(0) for i in items)
    whole = {
        name: torch.zeros(count, *shape, dtype=torch.long)
        for name, shape in {
            "ids": (size,),
            "mask": (size,),
            "places": (marks,),
            "distance": (marks, marks),
            "types": (marks,),
        }.items()
    }
    whole |= {
        name: torch.zeros(count, *shape)
        for name, shape in {
            "there": (marks,),
            "belongs": (things, marks),
            "gold": (things, things, len(COLUMNS)),
            "weight": (things, things, len(COLUMNS)),
            "same": (marks, marks),
        }.items()
    }
    for k, item in enumerate(items):
        n, m, t = len(item.ids), len(item.places), item.belongs.size(0)
        whole["mask"][k, :n] = 1
        whole["there"][k, :m] = 1
        whole["ids"][k, :n] = item.ids
        whole["places"][k, :m] = item.places
        whole["types"][k, :m] = item.types
        whole["distance"][k, :m, :m] = item.distance
        whole["same"][k, :m, :m] = item.same
        whole["belongs"][k, :t, :m] = item.belongs
        whole["gold"][k, :t, :t] = item.gold
        whole["weight"][k, :t, :t] = item.weight
    return whole

"""What stands between the mentions of a text, as the trained reader sees it.

The reader scores every ordered pair of mentions of a chunk. Descriptions and pronouns go to the
name that they most likely stand for; then the pairs of the same two things are taken together: the
chance that none of them says it is the product of the chances that each does not (noisy-or).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extract import chunks, labels, networks, untitled
from kg.extract.places import overlapping
from kg.extract.things import Seen
from kg.model import Article, Span

if TYPE_CHECKING:
    Scores = np.ndarray[Any, np.dtype[np.float32]]

_BATCH = 6
_HELD = 240  # chunks whose scores are held at once
_LONGEST = 512  # word pieces and markers that the network takes: what has more is not read
_STANDS_FOR = 0.3
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, as the reader tells it.

    Attributes:
        subject: a mention of what it is about.
        relation: what is told.
        object: a mention of what it leads to.
        score: how sure the reader is of the fact and of both mentions, from 0 to 1.
        attributes: status, billing, medium …, each with its score.
        qualifiers: name, mention of the value, score.
        here: whether subject and object stand in the chunk, and not only before it.
    """

    subject: Seen
    relation: str
    object: Seen
    score: float
    attributes: Mapping[str, float]
    qualifiers: tuple[tuple[str, Seen, float], ...]
    here: tuple[bool, bool]


@dataclass(slots=True)
class _Chunk:
    span: Span
    mentions: list[Seen]
    topics: list[Seen]


def told(article: Article, mentions: Sequence[Seen], least: float) -> Iterator[Told]:
    """Yield what a text tells of the things it mentions.

    Args:
        article: the article.
        mentions: what it mentions, in order.
        least: facts with a lower score are left out.
    """
    made = _chunks(article, mentions)
    for first in range(0, len(made), _HELD):
        part = made[first : first + _HELD]
        for chunk, scores in zip(part, _scored(article, part), strict=True):
            if scores.size:
                yield from _told(article.text, chunk, scores, least)


def _chunks(article: Article, mentions: Sequence[Seen]) -> list[_Chunk]:
    """Cut the article, each chunk with what was spoken of before it."""
    named = [(one.type, one.key) for one in mentions if one.name]
    focals = [chunks.focal(letter, named) for letter in "WP"]
    first = {one.key: one for one in reversed(mentions) if one.name}
    made = []
    before = chunks.Before[tuple[str, str]]()
    at = 0
    for span in chunks.cuts(article.text, article.sentences):
        here = []
        while at < len(mentions) and mentions[at].span.start < span.end:
            here += [mentions[at]] if span.covers(mentions[at].span) else []
            at += 1
        made.append(_Chunk(span, here, [first[key] for key in before.topics(focals)]))
        before.add((one.type, one.key) for one in here if one.name)
    return made


def _scored(article: Article, made: Sequence[_Chunk]) -> "list[Scores]":
    """Return the scores, mentions × mentions × columns, topics first, of each chunk."""
    placed = [
        [
            (one.type, one.span.start - chunk.span.start, one.span.end - chunk.span.start)
            for one in chunk.mentions
        ]
        for chunk in made
    ]
    encoded = [
        chunks.encoded(
            chunk.span.of(article.text),
            there,
            [one.type for one in chunk.topics],
            [one.name for one in (*chunk.topics, *chunk.mentions)],
        )
        for chunk, there in zip(made, placed, strict=True)
    ]
    order = sorted(range(len(made)), key=lambda n: (len(encoded[n].ids), n))
    order = [n for n in order if encoded[n].places and len(encoded[n].ids) <= _LONGEST]
    found: dict[int, Scores] = {}
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        size = max(len(encoded[n].ids) for n in part)
        marks = max(len(encoded[n].places) for n in part)
        ids, mask = (np.zeros((len(part), size), np.int64) for _ in range(2))
        places = np.zeros((len(part), marks), np.int64)
        distance = np.zeros((len(part), marks, marks), np.int64)
        for row, n in enumerate(part):
            ids[row, : len(encoded[n].ids)] = encoded[n].ids
            mask[row, : len(encoded[n].ids)] = 1
            count = len(encoded[n].places)
            places[row, :count] = encoded[n].places
            distance[row, :count, :count] = chunks.distances(
                placed[n], len(made[n].topics), _sentences(article, made[n].span)
            )
        inputs = {"ids": ids, "mask": mask, "places": places, "distance": distance}
        out = networks.run("reader", inputs)
        for row, n in enumerate(part):
            count = len(encoded[n].places)
            found[n] = out[row, :count, :count]
    nothing = np.zeros((0, 0, len(labels.columns().names)), np.float32)
    return [found.get(n, nothing) for n in range(len(made))]


def _sentences(article: Article, chunk: Span) -> list[Span]:
    return [
        Span(one.start - chunk.start, one.end - chunk.start)
        for one in overlapping(article.sentences, chunk)
    ]


def _told(text: str, chunk: _Chunk, scores: "Scores", least: float) -> Iterator[Told]:
    everything = [*chunk.topics, *chunk.mentions]
    amount = np.logaddexp(0, scores) * _allowed("".join(one.type for one in everything))
    everything = _resolved(everything, scores)
    whole = untitled.named(text, everything, _chance(everything, amount))
    if whole != everything:
        everything = _resolved(whole, scores)
    places = _places(everything)
    keys = list(places)
    if not keys:
        return
    rows = np.stack([amount[places[key]].sum(axis=0) for key in keys])
    total = np.stack([rows[:, places[key]].sum(axis=1) for key in keys], axis=1)
    chance = 1 - np.exp(-total)
    columns = labels.columns()
    relations, attributes = len(columns.relations), len(columns.attributes)
    stated = chance[:, :, :relations] >= least
    for left, right, column in np.argwhere(stated).tolist():
        if left == right:
            continue
        ends = places[keys[left]], places[keys[right]]
        cells = amount[ends[0]][:, ends[1], column]
        row, cell = divmod(int(cells.argmax()), cells.shape[1])
        subject, thing = ends[0][row], ends[1][cell]
        if max(subject, thing) < len(chunk.topics):
            continue  # told before, if at all
        sure = everything[subject].sure * everything[thing].sure
        extra = chance[left, right, relations : relations + attributes]
        yield Told(
            everything[subject],
            columns.relations[column],
            everything[thing],
            float(chance[left, right, column]) * sure,
            dict(zip(columns.attributes, map(float, extra), strict=True)),
            tuple(
                (name, everything[places[keys[value]][0]], score)
                for name, value, score in _qualifiers(chance, left, right)
                if chance[left, right, column] > _LIKELY
            ),
            (subject >= len(chunk.topics), thing >= len(chunk.topics)),
        )


def _places(everything: Sequence[Seen]) -> Mapping[tuple[str, str], list[int]]:
    """Return which mentions name each thing."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(everything):
        if one.name:
            places[one.key].append(n)
    return places


def _chance(everything: Sequence[Seen], amount: "Scores") -> untitled.Chance:
    """Return what tells how likely a mention has a relation to a thing."""
    places = _places(everything)
    names = labels.columns().relations

    def chance(n: int, key: tuple[str, str], relation: str) -> float:
        there = [k for k in places[key] if k != n]
        return float(1 - np.exp(-amount[n, there, names.index(relation)].sum()))

    return chance


def _qualifiers(chance: "Scores", one: int, other: int) -> Iterator[tuple[str, int, float]]:
    """Yield the qualifiers of a fact, what both its ends agree on: name, value, how sure."""
    columns = labels.columns()
    first = len(columns.relations) + len(columns.attributes)
    both = np.minimum(chance[one, :, first:-1], chance[other, :, first:-1])
    both[[one, other]] = 0
    for value, column in np.argwhere(both > _LIKELY).tolist():
        yield columns.qualifiers[column], value, float(both[value, column])


def _allowed(types: str) -> "Scores":
    """Return mentions × mentions × columns: 1 for what a pair of types can have."""
    letters = labels.types()
    index = [letters.index(letter) for letter in types]
    return _table()[np.ix_(index, index)]


@cache
def _table() -> "Scores":
    columns = labels.columns()
    letters = labels.types()
    found = np.zeros((len(letters), len(letters), len(columns.names)), np.float32)
    for (one, other), can in labels.pairs().items():
        found[letters.index(one), letters.index(other), list(can)] = 1
    first = len(columns.relations)
    found[:, :, first : first + len(columns.attributes)] = 1
    return found


def _resolved(everything: Sequence[Seen], scores: "Scores") -> list[Seen]:
    """Give each description and pronoun the name of what it stands for, where one is likely."""
    found = list(everything)
    if not found:
        return found
    same = 1 / (1 + np.exp(-scores[:, :, -1]))
    for n, one in enumerate(everything):
        if one.name:
            continue
        letter = one.type.upper()
        if letter == one.type:  # a pronoun in a telling of the story: whoever was named last
            before = (other.name for other in reversed(found[:n]) if other.type == letter)
            found[n] = replace(one, name=next((name for name in before if name), ""))
            continue
        chances = [
            (float(same[n, k]), -abs(n - k), k)
            for k, other in enumerate(found)
            if k != n and other.type.upper() == letter and found[k].name
        ]
        best = max(chances, default=(0.0, 0, -1))
        if best[0] >= _STANDS_FOR:
            found[n] = replace(one, name=found[best[2]].name, sure=one.sure * best[0])
    return found

"""A chunk of text with its mentions → what the trained reader takes.

Each mention becomes one marker of its type; names themselves are left out, so that what
stands between them is all there is to read. The words of jobs, genres, prizes, dates and
descriptions stay.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from kg.extract import gazetteer, labels, wordpieces
from kg.model import Span

_FIRST_MARKER, _TOPIC = 1, 60  # numbers that the vocabulary leaves unused
_LEFT_OUT = frozenset("WPCSUNM")
_NEAR = (0, 1, 2, 4)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A chunk, encoded.

    Attributes:
        ids: word pieces and markers.
        places: which piece each mention's marker is; topics first.
    """

    ids: list[int]
    places: list[int]


_MOST, _ENOUGH = 110, 60
_MOST_PIECES = 300
"""Of words in a chunk, unless one sentence has more; real news has less than 200."""


def cuts(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Cut a text into runs of whole sentences, of some 60 to 110 words; paragraphs stay whole.

    Args:
        text: the text.
        sentences: its sentences, in order.
    """
    found: list[Span] = []
    begun: Span | None = None
    count = pieces = 0
    for sentence in sentences:
        length = len(sentence.of(text).split())
        size = wordpieces.count(sentence.of(text))
        if begun is not None:
            apart = "\n" in text[begun.end : sentence.start]
            long = count + length > _MOST or pieces + size > _MOST_PIECES
            if long or (apart and count >= _ENOUGH):
                found.append(begun)
                begun, count, pieces = None, 0, 0
        begun = Span(begun.start if begun else sentence.start, sentence.end)
        count += length
        pieces += size
    return [*found, begun] if begun else found


def focal(letter: str, named: Iterable[tuple[str, Key]]) -> Key | None:
    """Return the thing of a type that an article names most often; of several, the first.

    Args:
        letter: the type.
        named: type and thing of each mention that is a name, in order.
    """
    tally = Counter(key for type_, key in named if type_ == letter)
    return max(tally, key=lambda key: tally[key]) if tally else None  # keys are in order


_RECENT = "WPWPAFOS"


class Before(Generic[Key]):
    """What an article names before a chunk; its topics take no longer to find when it is much."""

    def __init__(self, named: Iterable[tuple[str, Key]] = ()) -> None:
        self._recent: dict[str, dict[Key, None]] = {}
        self._all: set[Key] = set()
        self.add(named)

    def add(self, named: Iterable[tuple[str, Key]]) -> None:
        """Take in type and thing of further mentions that are names, in order."""
        for letter, key in named:
            recent = self._recent.setdefault(letter, {})
            recent.pop(key, None)
            recent[key] = None
            self._all.add(key)

    def topics(self, focals: Iterable[Key | None]) -> list[Key]:
        """Return the focal work and person, then what was named last.

        Args:
            focals: the things that the whole article is about.
        """
        found = [key for key in focals if key in self._all and key is not None]
        for letter in _RECENT:
            recent = reversed(self._recent.get(letter, {}))
            last = next((key for key in recent if key not in found), None)
            if last is not None:
                found.append(last)
        return found


def encoded(
    text: str,
    mentions: Sequence[tuple[str, int, int]],
    topics: Sequence[str] = (),
    names: Sequence[str] = (),
) -> Encoded:
    """Return a chunk with markers for its mentions.

    Args:
        text: the chunk.
        mentions: type, start and end of each, in order, none overlapping.
        topics: the types of things spoken of before.
        names: the full names of topics and mentions, where known: one whose bearers are “he” or
            “she” gets that word behind its marker.
    """
    cut = wordpieces.pieces(text)
    ids, places = [wordpieces.CLS], []
    told = [*names, *[""] * (len(topics) + len(mentions) - len(names))]
    for letter, name in zip(topics, told, strict=False):
        ids.append(_TOPIC)
        places.append(len(ids))
        ids += [_FIRST_MARKER + labels.types().index(letter), *_pronoun(letter, name)]
    if topics:
        ids.append(wordpieces.SEP)
    piece = 0
    for (letter, start, end), name in zip(mentions, told[len(topics) :], strict=True):
        while piece < len(cut) and cut.ends[piece] <= start:
            ids.append(cut.ids[piece])
            piece += 1
        places.append(len(ids))
        ids += [_FIRST_MARKER + labels.types().index(letter), *_pronoun(letter, name)]
        while piece < len(cut) and cut.starts[piece] < end:
            if letter not in _LEFT_OUT:
                ids.append(cut.ids[piece])
            piece += 1
    ids += cut.ids[piece:]
    ids.append(wordpieces.SEP)
    return Encoded(ids, places)


def _pronoun(letter: str, name: str) -> list[int]:
    said = gazetteer.pronoun(name) if letter in "PC" else ""
    return list(_word(said)) if said else []


@cache
def _word(said: str) -> tuple[int, ...]:
    return tuple(wordpieces.pieces(said).ids)


def distances(
    mentions: Sequence[tuple[str, int, int]], topics: int, sentences: Sequence[Span]
) -> list[list[int]]:
    """Return the classes of how far mentions stand apart, ordered pairs, topics first.

    Args:
        mentions: as for ``encoded``.
        topics: how many things spoken of before go before them.
        sentences: the sentences of the chunk, counted in it.
    """
    ends = [sentence.end for sentence in sentences]
    lines = [-1] * topics + [bisect_right(ends, start) for _, start, _ in mentions]
    count = len(lines)
    return [[_distance(i, j, lines) for j in range(count)] for i in range(count)]


DISTANCES = 34
"""How many classes of distance there are."""


def _distance(one: int, other: int, lines: Sequence[int]) -> int:
    if lines[one] < 0 or lines[other] < 0:
        return 0
    if one == other:
        return 1
    apart = abs(one - other) - 1
    near = next((k for k, most in enumerate(_NEAR) if apart <= most), len(_NEAR))
    between = min(abs(lines[one] - lines[other]), 2)
    way = 0 if one < other else 1
    return 2 + (between * 2 + way) * (len(_NEAR) + 1) + near

"""A chunk of text with its mentions → what the trained reader takes.

Each mention becomes one marker of its type; names themselves are left out, so that what
stands between them is all there is to read. The words of jobs, genres, prizes, dates and
descriptions stay.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract import labels, wordpieces
from kg.model import Span

_FIRST_MARKER, _TOPIC, _CLS, _SEP = 1, 60, 101, 102
_LEFT_OUT = frozenset("WPCSUNM")
_NEAR = (0, 1, 2, 4)


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


def cuts(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Cut a text into runs of whole sentences, of some 60 to 110 words; paragraphs stay whole.

    Args:
        text: the text.
        sentences: its sentences, in order.
    """
    found: list[Span] = []
    begun: Span | None = None
    count = 0
    for sentence in sentences:
        length = len(sentence.of(text).split())
        if begun is not None:
            apart = "\n" in text[begun.end : sentence.start]
            if count + length > _MOST or (apart and count >= _ENOUGH):
                found.append(begun)
                begun, count = None, 0
        begun = Span(begun.start if begun else sentence.start, sentence.end)
        count += length
    return [*found, begun] if begun else found


def encoded(
    text: str, mentions: Sequence[tuple[str, int, int]], topics: Sequence[str] = ()
) -> Encoded:
    """Return a chunk with markers for its mentions.

    Args:
        text: the chunk.
        mentions: type, start and end of each, in order, none overlapping.
        topics: the types of things spoken of before.
    """
    cut = wordpieces.pieces(text)
    ids, places = [_CLS], []
    for letter in topics:
        ids.append(_TOPIC)
        places.append(len(ids))
        ids.append(_FIRST_MARKER + labels.types().index(letter))
    if topics:
        ids.append(_SEP)
    piece = 0
    for letter, start, end in mentions:
        while piece < len(cut) and cut.ends[piece] <= start:
            ids.append(cut.ids[piece])
            piece += 1
        places.append(len(ids))
        ids.append(_FIRST_MARKER + labels.types().index(letter))
        while piece < len(cut) and cut.starts[piece] < end:
            if letter not in _LEFT_OUT:
                ids.append(cut.ids[piece])
            piece += 1
    ids += cut.ids[piece:]
    ids.append(_SEP)
    return Encoded(ids, places)


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

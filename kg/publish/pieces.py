"""A text in pieces, each with the numbers of the spans over it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same facts cover from its first to its last character.

    Attributes:
        text: its words.
        covers: the numbers of the facts whose words it belongs to; empty for plain text.
        begins: whether the words of some fact begin here.
    """

    text: str
    covers: tuple[int, ...]
    begins: bool


def pieces(text: str, spans: Sequence[Span], first: int = 0) -> list[Piece]:
    """Return a text cut at every boundary of the spans, each piece with the spans over it.

    Marks that overlap cannot nest in HTML; pieces can stand side by side. The pieces
    joined give the text; a span that runs past its end is cut there.

    Args:
        text: the text.
        spans: any, in any order.
        first: the number of the first span; the others count on from it.

    >>> [(p.text, p.covers) for p in pieces("A blue hour", [Span(0, 6), Span(2, 11)])]
    [('A ', (0,)), ('blue', (0, 1)), (' hour', (1,))]
    """
    starts: defaultdict[int, set[int]] = defaultdict(set)
    ends: defaultdict[int, set[int]] = defaultdict(set)
    for number, span in enumerate(spans, first):
        if span.start < len(text):
            starts[span.start].add(number)
            ends[min(span.end, len(text))].add(number)
    found: list[Piece] = []
    cover: set[int] = set()
    for start, end in pairwise(sorted({0, len(text), *starts, *ends})):
        begun = starts.get(start, set())
        cover = (cover - ends.get(start, set())) | begun
        found.append(Piece(text[start:end], tuple(sorted(cover)), bool(begun)))
    return found

"""Stretches of an article that do not overlap, and what stands there: found without a search."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from kg.model import Span

T = TypeVar("T")


class Places(Generic[T]):
    """What stands where, in order.

    Every look-up takes time by the logarithm of how much there is, so that a long article is
    read in time by its length.

    >>> places = Places([(Span(0, 4), "Tide"), (Span(9, 13), "Loud")])
    >>> places.free(Span(4, 9)), places.free(Span(3, 9)), list(places.within(Span(5, 20)))
    (True, False, ['Loud'])
    """

    def __init__(self, there: Iterable[tuple[Span, T]] = ()) -> None:
        self._spans: list[Span] = []
        self._things: dict[Span, T] = {}
        for span, thing in there:
            self.add(span, thing)

    def __iter__(self) -> Iterator[T]:
        """Yield what there is, in order of place."""
        return (self._things[span] for span in self._spans)

    def add(self, span: Span, thing: T) -> bool:
        """Put something at a stretch, if it is free; return whether it was."""
        if not self.free(span):
            return False
        insort(self._spans, span)
        self._things[span] = thing
        return True

    def free(self, span: Span) -> bool:
        """Return whether nothing stands on any part of a stretch."""
        after = bisect_left(self._spans, span.end, key=lambda s: s.start)
        return after == 0 or self._spans[after - 1].end <= span.start

    def within(self, span: Span) -> Iterator[T]:
        """Yield what stands inside a stretch as a whole, in order."""
        first = bisect_left(self._spans, span.start, key=lambda s: s.start)
        last = bisect_left(self._spans, span.end, key=lambda s: s.start)
        for other in self._spans[first:last]:
            if other.end <= span.end:
                yield self._things[other]

    def at(self, span: Span) -> T | None:
        """Return what stands over a stretch, if anything does."""
        before = bisect_right(self._spans, span.start, key=lambda s: s.start)
        if before and self._spans[before - 1].covers(span):
            return self._things[self._spans[before - 1]]
        return None


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of some stretches, in order and apart, that share a part with one."""
    first = bisect_right(spans, span.start, key=lambda s: s.end)
    last = bisect_left(spans, span.end, key=lambda s: s.start)
    return spans[first:last]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return stretches in order and apart, those that share a part as one.

    >>> merged([Span(4, 9), Span(0, 5), Span(9, 12)])
    [Span(start=0, end=9), Span(start=9, end=12)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def around(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the one of some stretches, in order and apart, that covers another."""
    return next((one for one in overlapping(spans, span) if one.covers(span)), None)

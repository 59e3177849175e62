"""What hangs together: nodes joined by edges → each with the first of its component.

Large star and small star in turns (Kiveris et al. 2014, “Connected components in MapReduce and
beyond”): every node is joined to the smallest that it knows of, until each component is a star.
"""

from collections.abc import Iterator

from kg.bulk.records import AnyRecords, Group, Record, each

EDGE = "edge"
ROOT = "root"
_BUSY = "busy"


def edge(one: str, other: str) -> Iterator[Record]:
    """Yield the records of an edge between two nodes."""
    yield Record(EDGE, one, other)
    yield Record(EDGE, other, one)


def roots(edges: AnyRecords) -> AnyRecords:
    """Return for each node of edges the first of its component, as ``ROOT``."""
    while True:
        wide = edges.grouped(each(_far))
        if not wide.has(_BUSY):
            return wide.only(ROOT)
        edges = wide.only(EDGE).grouped(each(_near))


def _far(group: Group) -> Iterator[Record]:
    """Join the larger neighbours of a node to the smallest of all; tell whether it is done."""
    near = set(group.all(EDGE))
    smaller, larger = sorted(n for n in near if n < group.key), {n for n in near if n > group.key}
    first = smaller[0] if smaller else group.key
    yield Record(ROOT, group.key, first)
    if len(smaller) > 1 or (smaller and larger):
        yield Record(_BUSY, "", None)
    for other in larger:
        yield from edge(other, first)


def _near(group: Group) -> Iterator[Record]:
    """Join a node and its smaller neighbours to the smallest of them."""
    smaller = sorted({n for n in group.all(EDGE) if n < group.key})
    for other in (*smaller[1:], *([group.key] if smaller else [])):
        yield from edge(other, smaller[0])

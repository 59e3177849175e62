"""Quads as lines of N-Quads, each with its graph before it: sorted, they stand as in an export."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.terms import Quad, Wrap

_BLANK = b" "  # sorts before all that an IRI may hold


def lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield quads as lines, each once, in no order; values are written in their canonical form.

    A line is the name of the graph, which is empty for the film graph, a blank, and the statement.
    """
    wrap, film, named = Wrap(), ox.Store(), ox.Store()
    given = list(quads)
    film.extend(wrap(quad) for quad in given if quad.graph is None)
    named.extend(wrap(quad) for quad in given if quad.graph is not None)
    told = film.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    yield from (_BLANK + line for line in told.split(b"\n")[:-1])
    told = named.dump(format=ox.RdfFormat.N_QUADS) or b""
    for line in told.split(b"\n")[:-1]:
        yield line.rsplit(_BLANK, 2)[1] + _BLANK + line


def statement(line: bytes) -> bytes:
    """Return the statement of a line, without the graph before it."""
    return line.partition(_BLANK)[2]

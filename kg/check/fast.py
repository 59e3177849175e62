"""The shapes judged by the package ``shacl`` (the extra ``fast``): the same breaks, sooner.

Only shapes of ``proven`` are given to it. The film graph goes to it as the lines that the
graph's own engine writes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from kg.check.breaks import Break
from kg.check.proven import unusual
from kg.check.shapefiles import ShapeGraph, blank, looked_at, subclasses
from kg.graph import XSD_STRING, Graph, Iri, Literal, Quad, Term
from kg.namespaces import iri

if TYPE_CHECKING:
    import shacl

_LINES = "ntriples"
MANY = 2_000
"""So many triples, about, are judged together."""
_TYPE = f"<{iri('rdf:type')}>".encode()
_HERE = Iri("urn:kg:here")


def breaks(graph: Graph, shapes: ShapeGraph, focus: AbstractSet[str] | None) -> set[Break]:
    """Return every break of the shapes, as ``reference.breaks``.

    Raises:
        ValueError: the engine cannot read the graph, or is not known to read it as pySHACL does.
    """
    lines = graph.serialize("nt")
    if value := unusual(lines):
        message = f"it holds {value}"
        raise ValueError(message)
    found = {
        each
        for subjects, told in _parts(lines)
        for each in map(_break, _judged(told.decode() + _axioms(), shapes).results)
        if subjects is None or f"<{each.focus}>".encode() in subjects
    }
    return found if focus is None else {each for each in found if each.focus in focus}


def _parts(lines: bytes) -> Iterator[tuple[AbstractSet[bytes] | None, bytes]]:
    """Yield what is to be judged together: some subjects, and all that their judgement needs.

    The engine takes more than twice as long for twice as much. What a shape looks at is told of
    its focus, leads to it by one of few properties, or says what kind of thing a value is.
    """
    told = lines.splitlines()
    if len(told) <= MANY:
        yield None, lines
        return
    watched = {f"<{each}>".encode() for each in looked_at()}
    kinds, leads = defaultdict[bytes, list[bytes]](list), defaultdict[bytes, list[bytes]](list)
    for line in told:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate == _TYPE:
            kinds[subject].append(line)
        if predicate in watched:
            leads[rest[:-2]].append(line)
    some: list[bytes] = []
    subjects: set[bytes] = set()
    for subject, own in groupby(told, key=_subject):
        subjects.add(subject)
        some += own
        if len(some) >= MANY:
            yield subjects, _with(some, subjects, kinds, leads)
            some, subjects = [], set()
    yield subjects, _with(some, subjects, kinds, leads)


def _with(
    some: list[bytes],
    subjects: AbstractSet[bytes],
    kinds: Mapping[bytes, list[bytes]],
    leads: Mapping[bytes, list[bytes]],
) -> bytes:
    values = {line.split(b" ", 2)[2][:-2] for line in some} - subjects
    around = [line for value in values for line in kinds.get(value, ())]
    around += [line for subject in subjects for line in leads.get(subject, ())]
    return b"\n".join([*some, *around, b""])


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _judged(told: str, shapes: ShapeGraph) -> "shacl.Report":
    try:
        return _compiled(shapes).validate_text(told, _LINES)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust; its class cannot be imported
            raise
        message = f"the engine broke off: {error}"
        raise ValueError(message) from error


@lru_cache(8)
def _compiled(shapes: ShapeGraph) -> "shacl.Shapes":
    import shacl  # noqa: PLC0415  the extra

    lines = (" ".join(map(_written, triple)) + " .\n" for triple in shapes.triples)
    return shacl.Shapes.from_text("".join(lines), _LINES)


@lru_cache(1)
def _axioms() -> str:
    return "".join(" ".join(map(_written, axiom[:3])) + " .\n" for axiom in subclasses())


def _written(term: Term) -> str:
    if isinstance(term, Literal):
        [line] = Graph([Quad(_HERE, _HERE, term)]).serialize("nt").decode().splitlines()
        return line.split(" ", 2)[2].removesuffix(" .")
    return f"_:{blank(term)}" if blank(term) else f"<{term}>"


def _break(result: "shacl.Result") -> Break:
    return Break(
        Iri(result.focus_node[1:-1]),
        Iri((result.source_shape or "")[1:-1]),
        _value(result.value, result.value_plain or ""),
        result.message or "",
        result.severity_iri,
    )


def _value(written: str | None, text: str) -> Term | None:
    """Return a term from how it is written in N-Triples, and its text alone."""
    if written is None:
        return None
    if not written.startswith('"'):
        return Iri(text)
    sort = written.rpartition('"')[2]
    if sort.startswith("@"):
        return Literal(text, language=sort[1:])
    return Literal(text, sort[3:-1] or XSD_STRING)

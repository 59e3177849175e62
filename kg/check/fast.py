"""The shapes judged by the package ``shacl`` (the extra ``fast``): the same breaks, sooner.

Only shapes of ``proven`` are given to it. The film graph goes to it as the lines that the
graph's own engine writes.
"""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from kg.check.breaks import Break
from kg.check.proven import unusual
from kg.check.shapefiles import BELOW, SH, TYPE, ShapeGraph, blank, subclasses
from kg.graph import XSD_STRING, Graph, Iri, Literal, Quad, Term

if TYPE_CHECKING:
    import shacl

_LINES = "ntriples"
MANY = 2_000
"""So many triples, about, are judged together."""
_TYPE = f"<{TYPE}>".encode()
_BELOW = f"<{BELOW}>".encode()
_PATH = SH + "path"
_KINDS = {SH + "class", SH + "or", SH + "not"}
"""What asks which kind of thing is at the other end."""
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
        for subjects, told in _parts(lines + _axioms(), shapes)
        for each in map(_break, _judged(told.decode(), shapes).results)
        if f"<{each.focus}>".encode() in subjects
    }
    return found if focus is None else {each for each in found if each.focus in focus}


def _parts(lines: bytes, shapes: ShapeGraph) -> Iterator[tuple[AbstractSet[bytes], bytes]]:
    """Yield what is to be judged together: some subjects, and all that their judgement needs.

    The engine takes more than twice as long for twice as much. What a proven shape looks at is
    told of its focus, or leads to it by one of few properties; it says what kind of thing is at
    the other end; or which kind is below which.
    """
    backwards = {
        shape: {_written(way).encode() for way, inverse in shapes.ways(shape) if inverse}
        for shape, predicate, _ in shapes.triples
        if predicate == _PATH
    }
    watched = set[bytes]().union(*backwards.values())
    asked = [shape for shape, predicate, _ in shapes.triples if predicate in _KINDS]
    around = _Around(typed=any(backwards.get(shape) for shape in asked))
    told = sorted(set(lines.splitlines()))
    for line in told:
        subject, predicate, term = _terms(line)
        if predicate == _TYPE:
            around.kinds[subject].append(line)
        if predicate == _BELOW:
            around.below.append(line)
        if predicate in watched:
            around.leads[term].append(line)
    some: list[bytes] = []
    subjects: set[bytes] = set()
    for subject, own in groupby(told, key=lambda line: _terms(line)[0]):
        subjects.add(subject)
        some += own
        if len(some) >= MANY:
            yield subjects, around.of(subjects, some)
            some, subjects = [], set()
    yield subjects, around.of(subjects, some)


class _Around:
    """What a graph tells of the ends of its triples."""

    def __init__(self, *, typed: bool) -> None:
        self.typed = typed  # whether shapes ask what it is that leads to a subject
        self.kinds = defaultdict[bytes, list[bytes]](list)
        self.leads = defaultdict[bytes, list[bytes]](list)
        self.below: list[bytes] = []

    def of(self, subjects: AbstractSet[bytes], own: list[bytes]) -> bytes:
        """Return what is told of subjects, and all around it."""
        leads = [line for subject in subjects for line in self.leads.get(subject, ())]
        ends = {_terms(line)[2] for line in own}
        if self.typed:
            ends |= {_terms(line)[0] for line in leads}
        kinds = [line for end in ends for line in self.kinds.get(end, ())]
        return b"\n".join([*{*own, *leads, *kinds, *self.below}, b""])


def _terms(line: bytes) -> tuple[bytes, bytes, bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest[:-2]


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
def _axioms() -> bytes:
    return "".join(" ".join(map(_written, axiom[:3])) + " .\n" for axiom in subclasses()).encode()


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

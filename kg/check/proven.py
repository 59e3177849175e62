"""Which shapes the fast engine is shown to judge as pySHACL does.

What stands here is what tests/property/test_validation_laws.py tries with both engines: the shapes
of ontology/shapes, and random ones of the same terms, on random and damaged graphs. A shape with
anything else in it is left to pySHACL.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.check.shapefiles import NIL, SH, TARGETS, TYPE, ShapeGraph, blank
from kg.graph import XSD_STRING, Iri, Literal, Term
from kg.namespaces import iri

_log = logging.getLogger("kg")

_SAID = {TYPE, iri("rdfs:label"), iri("rdfs:comment")}
NODE_SHAPE = {"targetClass", "targetSubjectsOf", "property"}
PROPERTY_SHAPE = {
    *("path", "message", "severity", "minCount", "maxCount", "class", "datatype", "nodeKind"),
    *("in", "minInclusive", "maxInclusive", "pattern", "or", "not"),
}
MEMBER = {"class", "datatype", "in"}
"""Of ``sh:or`` and ``sh:not``; one of them in each."""
BOUNDS = {"minInclusive", "maxInclusive"}
"""Only of what is an ``xsd:integer``."""
VALUES: dict[str, set[Term]] = {
    "severity": {Iri(SH + "Violation"), Iri(SH + "Warning")},
    "nodeKind": {Iri(SH + "IRI"), Iri(SH + "Literal")},
    "pattern": {Literal(r"\S")},
    "datatype": {
        *(Iri(iri(f"xsd:{name}")) for name in ("string", "integer", "boolean", "date", "duration")),
        *(Iri(iri(f"xsd:{name}")) for name in ("gYear", "gYearMonth", "gMonthDay")),
        Iri(iri("film:Amount")),
    },
}
"""What may stand behind a term; behind any other, whatever its sort allows."""
USUAL: dict[str, str] = {
    iri("xsd:integer"): r"[+-]?\d{1,18}",
    iri("xsd:decimal"): r"[+-]?\d{1,18}(\.\d{1,18})?",
    iri("xsd:boolean"): r"true|false|0|1",
    iri("xsd:date"): r"(?!0000)\d{4}-\d\d-\d\d",
    iri("xsd:gYear"): r"(?!0000)\d{4}",
    iri("xsd:gYearMonth"): r"(?!0000)\d{4}-\d\d",
    iri("xsd:gMonthDay"): r"--\d\d-\d\d",
    iri("xsd:duration"): r"-?P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}D)?",
    iri("xsd:anyURI"): r".*",
}
"""How a literal that is no plain text is written for both engines to read it alike."""
_USUAL = {sort.encode(): re.compile(form.encode(), re.ASCII) for sort, form in USUAL.items()}
_OWN = iri("film:").encode()
_TYPED = re.compile(rb'(".*)"\^\^<([^>\n]*)> \.\n')
_SPACE = re.compile(rb"\\u001[C-F]")
"""What is white space to Python and to nobody else, as the graph’s engine writes it."""
_NUMBERS = {"minCount", "maxCount", *BOUNDS}
_INTEGER = iri("xsd:integer")
_TEXTS = {XSD_STRING, iri("rdf:langString")}
_NUMBER = re.compile(r"[0-9]{1,9}")
_LISTS = {"in": 1, "or": 1, "alternativePath": 2}
"""How many members such a list has at least."""


class Halves(NamedTuple):
    """The shapes by who judges them; nothing where there are none.

    Attributes:
        proven: those that the fast engine judges as the reference does.
        rest: the others, and what they need.
    """

    proven: ShapeGraph | None
    rest: ShapeGraph | None


@lru_cache(8)
def halves(shapes: ShapeGraph) -> Halves:
    """Return the shapes that the fast engine can judge, and the rest; of the rest the log tells."""
    proven, nodes, left = set[Iri](), set[Iri](), False
    for shape in shapes.aimed():
        if strange := next(_strange(shapes, shape), ""):
            left = True
            _log.warning("pySHACL judges %s: %s is not proven of the fast engine", shape, strange)
        else:
            proven.add(shape)
            nodes |= shapes.below(shape)
    told = [t for t in shapes.triples if t[0] in nodes]
    rest = [t for t in shapes.triples if not (t[0] in proven and t[1] in TARGETS)]
    return Halves(ShapeGraph(told) if proven else None, ShapeGraph(rest) if left else None)


def unusual(lines: bytes) -> str:
    """Return a value on which the engines may not agree; nothing where there is none.

    Args:
        lines: a graph in N-Triples.
    """
    if found := _SPACE.search(lines):
        return f"the character {found[0].decode()}"
    for text, sort in sorted(set(_TYPED.findall(lines))):
        usual = _USUAL.get(sort)
        if not (usual.fullmatch(text[1:]) if usual else sort.startswith(_OWN)):
            return f'{text.decode()}"^^<{sort.decode()}>'
    return ""


def _strange(shapes: ShapeGraph, shape: Iri) -> Iterator[str]:
    """Yield what stands in a shape that is not proven."""
    yield from _terms(shapes, shape, NODE_SHAPE, "NodeShape")
    for name in ("targetClass", "targetSubjectsOf"):
        yield from _values(shapes, name, shapes.all(shape, name))
    for each in shapes.all(shape, "property"):
        yield from _terms(shapes, each, PROPERTY_SHAPE, "PropertyShape")
        for name in PROPERTY_SHAPE:
            values = shapes.all(each, name)
            if len(values) > 1 or (not values and name in {"path", "message", "severity"}):
                yield f"a property shape with {len(values)} sh:{name}"
            if values and name in BOUNDS and shapes.all(each, "datatype") != [_INTEGER]:
                yield f"sh:{name} without sh:datatype xsd:integer"
            yield from _values(shapes, name, values)
        for path in shapes.all(each, "path"):
            yield from _path(shapes, path)
        for member in _members(shapes, each):
            if not blank(str(member)) or len(shapes.told(member)) != 1:
                yield "sh:or or sh:not of what has a name or more than one term"
            for predicate, value in shapes.told(member):
                if (name := predicate.removeprefix(SH)) not in MEMBER:
                    yield _short(predicate)
                yield from _values(shapes, name, [value])


def _terms(shapes: ShapeGraph, node: Term, known: Iterable[str], sort: str) -> Iterator[str]:
    if isinstance(node, Literal) or blank(node):
        yield "a shape without a name"
    for predicate, term in shapes.told(node):
        if predicate not in _SAID and predicate.removeprefix(SH) not in known:
            yield _short(predicate)
        if predicate == TYPE and term != SH + sort:
            yield f"of type {_short(str(term))}"


def _values(shapes: ShapeGraph, name: str, values: Iterable[Term]) -> Iterator[str]:
    for value in values:
        if not _fits(shapes, name, value):
            text = value.text if isinstance(value, Literal) else value
            yield f"sh:{name} {'()' if text == NIL else _short(text)}"


def _fits(shapes: ShapeGraph, name: str, value: Term) -> bool:
    """Return whether a value of a term is of the sort that both engines can read."""
    if name in VALUES:
        return value in VALUES[name]
    if isinstance(value, Literal):
        if name in _NUMBERS:
            return value.datatype == _INTEGER and _NUMBER.fullmatch(value.text) is not None
        return name == "message" and value.datatype in _TEXTS and "{" not in value.text
    if name in _LISTS:
        members = shapes.listed(value)
        named = all(isinstance(e, Iri) and not blank(e) for e in members)
        return len(members) >= _LISTS[name] and (named or name != "in")
    return name in {"path", "not"} or not (name in {*_NUMBERS, "message"} or blank(value))


def _path(shapes: ShapeGraph, path: Term) -> Iterator[str]:
    either = _alone(shapes, path, "alternativePath")
    yield from _values(shapes, "alternativePath", either)
    for step in [each for one in either for each in shapes.listed(one)] or [path]:
        for end in _alone(shapes, step, "inversePath") or [step]:
            if isinstance(end, Literal) or blank(end) or end == NIL:
                yield "a path of another kind"


def _alone(shapes: ShapeGraph, node: Term, name: str) -> list[Term]:
    """Return the value of a term, where it is all that is said of a node without a name."""
    unnamed = blank(str(node)) and len(shapes.told(node)) == 1
    return shapes.all(node, name) if unnamed else []


def _members(shapes: ShapeGraph, shape: Term) -> list[Term]:
    either = [each for one in shapes.all(shape, "or") for each in shapes.listed(one)]
    return either + shapes.all(shape, "not")


def _short(name: str) -> str:
    return f"sh:{name.removeprefix(SH)}" if name.startswith(SH) else name

"""Which shapes the fast engine is shown to judge as pySHACL does.

What stands here is what tests/property/test_validation_laws.py tries on random and damaged
graphs with both engines. A shape with anything else in it is left to pySHACL.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.check.shapefiles import SH, TARGETS, TYPE, ShapeGraph, blank
from kg.graph import Iri, Literal, Term
from kg.namespaces import iri

_log = logging.getLogger("kg")

_SAID = {TYPE, iri("rdfs:label"), iri("rdfs:comment")}
NODE_SHAPE = {"targetClass", "targetSubjectsOf", "property"}
PROPERTY_SHAPE = {
    *("path", "message", "severity", "minCount", "maxCount", "class", "datatype", "nodeKind"),
    *("in", "minInclusive", "maxInclusive", "pattern", "or", "not"),
}
PATH = {"alternativePath", "inversePath"}
MEMBER = {"class", "datatype", "in"}
"""Of ``sh:or`` and ``sh:not``; one of them in each."""
VALUES: dict[str, set[str]] = {
    "severity": {SH + "Violation", SH + "Warning"},
    "nodeKind": {SH + "IRI", SH + "Literal"},
    "pattern": {r"\S"},
    "datatype": {
        *map(iri, ("xsd:string", "xsd:integer", "xsd:boolean", "xsd:date", "xsd:duration")),
        *map(iri, ("xsd:gYear", "xsd:gYearMonth", "xsd:gMonthDay", "film:Amount")),
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
_NUMBERS = {"minCount", "maxCount", "minInclusive", "maxInclusive"}


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
    yield from _terms(shapes, shape, NODE_SHAPE)
    for each in shapes.all(shape, "property"):
        yield from _terms(shapes, each, PROPERTY_SHAPE)
        for name in PROPERTY_SHAPE:
            values = shapes.all(each, name)
            if len(values) > 1 or (not values and name in {"path", "message", "severity"}):
                yield f"a property shape with {len(values)} sh:{name}"
            yield from _values(shapes, name, values)
        for path in shapes.all(each, "path"):
            yield from _path(shapes, path)
        for name in ("message", *_NUMBERS):
            yield from _text(name, shapes.all(each, name))
        for member in _members(shapes, each):
            yield from _terms(shapes, member, MEMBER, named=False)
            if len(shapes.told(member)) != 1:
                yield "sh:or or sh:not of what has more than one term"
            for name in MEMBER:
                yield from _values(shapes, name, shapes.all(member, name))


def _terms(
    shapes: ShapeGraph, node: Term, known: Iterable[str], *, named: bool = True
) -> Iterator[str]:
    if isinstance(node, Literal) or bool(blank(node)) is named:
        yield "a shape without a name" if named else "a shape with a name in sh:or or sh:not"
    for predicate, term in shapes.told(node):
        if predicate not in _SAID and predicate.removeprefix(SH) not in known:
            yield _short(predicate)
        if predicate == TYPE and term not in {SH + "NodeShape", SH + "PropertyShape"}:
            yield f"of type {_short(str(term))}"


def _values(shapes: ShapeGraph, name: str, values: Iterable[Term]) -> Iterator[str]:
    for value in values:
        text = value.text if isinstance(value, Literal) else str(value)
        if text not in VALUES.get(name, {text}):
            yield f"sh:{name} {_short(text)}"
        if name == "class" and (isinstance(value, Literal) or blank(value)):
            yield "sh:class of what is no class"
        if name == "in" and any(isinstance(e, Literal) or blank(e) for e in shapes.listed(value)):
            yield "sh:in with values that have no identifier"


def _path(shapes: ShapeGraph, path: Term) -> Iterator[str]:
    steps = [
        path,
        *(s for either in shapes.all(path, "alternativePath") for s in shapes.listed(either)),
    ]
    for step in steps:
        told = shapes.told(step) if blank(str(step)) else []
        inverse = shapes.all(step, "inversePath")
        if len(told) > 1 or any(p.removeprefix(SH) not in PATH for p, _ in told):
            yield "a path of another kind"
        if any(blank(str(each)) for each in inverse) or (step != path and told and not inverse):
            yield "a path in a path"


def _text(name: str, values: Iterable[Term]) -> Iterator[str]:
    for value in values:
        plain = isinstance(value, Literal)
        text = value.text if isinstance(value, Literal) else ""
        if not plain or "{" in text or (name in _NUMBERS and not text.isdecimal()):
            yield f"sh:{name} “{text}”"


def _members(shapes: ShapeGraph, shape: Term) -> list[Term]:
    either = [each for one in shapes.all(shape, "or") for each in shapes.listed(one)]
    return either + shapes.all(shape, "not")


def _short(name: str) -> str:
    return f"sh:{name.removeprefix(SH)}" if name.startswith(SH) else name

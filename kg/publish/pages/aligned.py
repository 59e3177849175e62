"""Which terms of schema.org stand for those of the graph, and what schema.org has them for.

Read from ontology/alignments.ttl and ontology/schema_org.ttl, once, when first asked for. Terms
of schema.org are told by their local names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import patterns
from kg.graph import Iri, ontology
from kg.namespaces import FILM, VOCABULARIES

SCHEMA = "https://schema.org/"
VALUES = frozenset({"Text", "URL", "Date", "DateTime", "Duration", "Boolean", "Number", "Integer"})
"""The types of schema.org that are values and no things."""

_RDFS = VOCABULARIES["rdfs"]
_BELOW = {f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf"}
_NEAR = f"{_RDFS}seeAlso"
_DOMAIN, _RANGE = f"{SCHEMA}domainIncludes", f"{SCHEMA}rangeIncludes"
_STRING = VOCABULARIES["xsd"] + "string"
_Ends = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class _Alignments:
    """What the files say.

    Attributes:
        above: term → the terms right above it, of either vocabulary.
        near: term → the terms of schema.org that are near.
        domains: property of schema.org → the types that it is said of.
        ranges: property of schema.org → the types that it may lead to.
        text: properties of ours that hold a text and nothing else.
    """

    above: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    text: frozenset[str]


def types(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the types of schema.org that a thing of these kinds is of: the plainest, sorted.

    >>> types([FILM + "Film"])
    ('Movie',)
    """
    return _types(tuple(sorted(kinds)))


def properties(term: str) -> tuple[str, ...]:
    """Return the properties of schema.org that stand for one of the graph, sorted."""
    return _meant(term)


def is_for(name: str, types: Iterable[str]) -> bool:
    """Return whether a property is said of things of one of these types."""
    return are(types, _files().domains.get(name, frozenset()))


def are(types: Iterable[str], others: frozenset[str]) -> bool:
    """Return whether things of these types are of one of the others as well.

    >>> are(["Movie"], frozenset({"CreativeWork", "Person"}))
    True
    """
    return not others.isdisjoint(_lines(tuple(types)))


def takes(name: str) -> frozenset[str]:
    """Return the types that a property may lead to."""
    return _files().ranges.get(name, frozenset())


def holds_text(term: str) -> bool:
    """Return whether a property of the graph holds texts alone, as those of other vocabularies."""
    return term in _files().text or not term.startswith(FILM)


def narrowed(types: tuple[str, ...], takes: frozenset[str]) -> tuple[str, ...]:
    """Return the types of a thing to which a property leads; none where it cannot.

    Where it takes only what is plainer than the thing is known to be, the thing is that.

    >>> narrowed(("Place",), frozenset({"Country"}))
    ('Country',)
    """
    if not takes.isdisjoint((*_lines(types), "Thing")):
        return types
    below = [each for each in sorted(takes) if not set(types).isdisjoint(_lines((each,)))]
    return tuple(below) if len(below) == 1 else ()


@cache
def situation(segment: str) -> tuple[str, tuple[str, ...]]:
    """Return the property that leads to situations of a sort, and their types; else nothing.

    Args:
        segment: how the identifiers of the sort begin.
    """
    nodes = (each.node for relation in patterns.relations() for each in relation.patterns)
    name = next((node.name for node in nodes if node and node.segment == segment), "")
    kinds = types([FILM + name]) if name else ()
    ours = {each for term in (*_files().above, *_files().near) for each in properties(term)}
    free = sorted(set(_files().ranges) - ours)
    lines = _lines(kinds) - {"Thing"}
    return next((each for each in free if not lines.isdisjoint(takes(each))), ""), kinds


@cache
def _types(kinds: tuple[str, ...]) -> tuple[str, ...]:
    found = {each for kind in kinds for above in _line(kind) for each in _meant(above)}
    return tuple(sorted(each for each in found if not any(each in _over(o) for o in found)))


@cache
def _meant(term: str) -> tuple[str, ...]:
    """Return the terms of schema.org that a term is right below, or near to."""
    files = _files()
    found = files.above.get(term, frozenset()) | files.near.get(term, frozenset())
    return tuple(sorted(each.removeprefix(SCHEMA) for each in found if each.startswith(SCHEMA)))


@cache
def _lines(types: tuple[str, ...]) -> frozenset[str]:
    """Return types of schema.org and all those above them."""
    return frozenset(types).union(*map(_over, types))


def _over(name: str) -> frozenset[str]:
    """Return the types of schema.org above one."""
    line = _line(SCHEMA + name)
    return frozenset(each.removeprefix(SCHEMA) for each in line if each != SCHEMA + name)


@cache
def _line(term: str) -> tuple[str, ...]:
    """Return a term and all those above it, of its own vocabulary."""
    space = FILM if term.startswith(FILM) else SCHEMA
    right = sorted(each for each in _files().above.get(term, ()) if each.startswith(space))
    return tuple(dict.fromkeys([term, *(above for each in right for above in _line(each))]))


@cache
def _files() -> _Alignments:
    above, near, domains, ranges = (_Ends(set) for _ in range(4))
    text = set[str]()
    for name in ("film", "alignments", "schema_org"):
        graph = ontology.parsed(f"ontology/{name}.ttl")
        for subject, predicate, target, _ in graph.quads(None):
            if not isinstance(target, Iri):
                continue
            if predicate in _BELOW:
                above[subject].add(target)
            elif predicate == _NEAR and target.startswith(SCHEMA):
                near[subject].add(target)
            elif predicate == _DOMAIN:
                domains[subject.removeprefix(SCHEMA)].add(target.removeprefix(SCHEMA))
            elif predicate == _RANGE:
                ranges[subject.removeprefix(SCHEMA)].add(target.removeprefix(SCHEMA))
            elif predicate == f"{_RDFS}range" and target == _STRING:
                text.add(subject)
    return _Alignments(
        _frozen(above), _frozen(near), _frozen(domains), _frozen(ranges), frozenset(text)
    )


def _frozen(ends: _Ends) -> dict[str, frozenset[str]]:
    return {start: frozenset(each) for start, each in ends.items()}

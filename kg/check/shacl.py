"""The film graph against ontology/shapes.

pySHACL says what is right. Where the extra ``fast`` is installed, the package ``shacl`` judges by
those shapes on which both are shown to agree, and pySHACL by the rest alone.
"""

import logging
from collections.abc import Set as AbstractSet
from dataclasses import replace
from importlib.util import find_spec

from kg.check import fast as quick
from kg.check import sources
from kg.check.breaks import Break
from kg.check.proven import halves
from kg.check.shapefiles import ShapeGraph, every
from kg.check.sources import Finding
from kg.graph import Graph, Iri, Quad, Term
from kg.model import Report, Violation
from kg.namespaces import short

_log = logging.getLogger("kg")


def shapes(graph: Graph) -> Report:
    """Return what breaks a shape, each with the sentences behind it.

    A report that conforms may hold warnings: what is odd and need not be wrong.
    """
    found: dict[Violation, set[str]] = {}
    for finding in findings(graph):
        words = sources.quotes(graph, sources.facts(graph, finding))
        found.setdefault(finding.violation, set()).update(words)
    return Report(
        tuple(sorted(replace(each, quotes=tuple(sorted(q))) for each, q in found.items()))
    )


def findings(
    graph: Graph,
    focus: AbstractSet[str] | None = None,
    *,
    by: ShapeGraph | None = None,
    fast: bool = True,
) -> list[Finding]:
    """Return every break of a shape with the triples at fault, in a fixed order.

    Args:
        graph: what is judged.
        focus: the nodes to judge; all where it is not given.
        by: the shapes; those of ontology/shapes where not given.
        fast: whether the package ``shacl`` may judge, where it is installed; the result is the
            same.
    """
    by = by or every()
    judged = _soonest(graph, by, focus) if fast else _reference(graph, by, focus)
    found = {_finding(graph, by, each) for each in judged}
    return sorted(found, key=lambda finding: (finding.violation, str(finding.triples)))


def _soonest(graph: Graph, by: ShapeGraph, focus: AbstractSet[str] | None) -> set[Break]:
    """Return the breaks, by the fast engine where it is there and known to be right."""
    extra = find_spec("shacl")
    if extra is None or extra.origin is None:  # none, or a folder that has only its name
        _log.debug("pySHACL judges; the extra “fast” would judge the same sooner")
        return _reference(graph, by, focus)
    proven, rest = halves(by)
    try:
        found = quick.breaks(graph, proven, focus) if proven else set()
    except ValueError as error:
        _log.warning("pySHACL judges the film graph, which takes longer: %s", error)
        found, rest = set(), by
    return found | (_reference(graph, rest, focus) if rest else set())


def _reference(graph: Graph, by: ShapeGraph, focus: AbstractSet[str] | None) -> set[Break]:
    from kg.check import reference  # noqa: PLC0415  rdflib loads only here

    return reference.breaks(graph, by, focus)


def _finding(graph: Graph, by: ShapeGraph, told: Break) -> Finding:
    at_fault = _at_fault(graph, by, told)
    ways = by.ways(told.shape)
    path = min((quad.predicate for quad in at_fault), default=ways[0][0] if len(ways) == 1 else "")
    violation = Violation(
        focus=told.focus,
        path=short(path),
        message=told.message,
        severity=told.severity.rpartition("#")[2],
        shape=told.shape.rpartition("#")[2],
    )
    return Finding(violation, at_fault)


def _at_fault(graph: Graph, by: ShapeGraph, told: Break) -> tuple[Quad, ...]:
    """Return the triples between focus and value; with no value, all along the shape's path."""
    ends = [None] if told.value is None else [told.value, None]
    for end in ends:
        quads = [
            quad
            for predicate, inverse in by.ways(told.shape)
            for quad in (
                _to(graph, told.focus, predicate, end)
                if inverse
                else graph.quads(None, subject=told.focus, predicate=predicate, object=end)
            )
        ]
        if quads:
            return tuple(quads)
    return ()


def _to(graph: Graph, focus: Iri, predicate: Iri, start: Term | None) -> list[Quad]:
    subject = start if isinstance(start, Iri) else None
    return graph.quads(None, subject=subject, predicate=predicate, object=focus)

"""The film graph against ontology/shapes."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from typing import Any

import pyshacl
from rdflib import RDF, RDFS, SH, BNode, URIRef
from rdflib import Graph as Triples
from rdflib import Literal as Text
from rdflib.collection import Collection

from kg import resources
from kg.check import sources
from kg.check.sources import Finding
from kg.graph import XSD_STRING, Graph, Iri, Literal, Quad, Term
from kg.model import Report, Violation
from kg.namespaces import short


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


def findings(graph: Graph, focus: AbstractSet[str] | None = None) -> list[Finding]:
    """Return every break of a shape with the triples at fault, in a fixed order.

    Args:
        graph: what is judged.
        focus: the nodes to judge; all where it is not given.
    """
    triples = graph.films_rdflib()
    for axiom in subclasses():
        triples.add(axiom)
    aimed = shape_graph() if focus is None else _aimed(triples, focus)
    _, results, _ = pyshacl.validate(triples, shacl_graph=aimed, inplace=True)
    found = {_finding(graph, results, result) for result in results.objects(None, SH.result)}
    if focus is not None:
        found = {finding for finding in found if finding.violation.focus in focus}
    return sorted(found, key=lambda finding: (finding.violation, str(finding.triples)))


def _aimed(triples: Triples, focus: AbstractSet[str]) -> Triples:
    """Return the shapes, aimed at some nodes of the kinds that they are for, and at no others.

    The option of pySHACL for this leaves values out that are none of the nodes: what it then
    says of them is not so.
    """
    aimed = Triples()
    for triple in shape_graph():
        if triple[1] != SH.targetClass:
            aimed.add(triple)
    above: dict[Any, set[Any]] = {}
    for one, _, other in subclasses():
        above.setdefault(one, set()).add(other)
    for node in map(URIRef, sorted(focus)):
        kinds, edge = set(), set(triples.objects(node, RDF.type))
        while edge:
            kinds |= edge
            edge = {up for kind in edge for up in above.get(kind, ())} - kinds
        for kind in kinds:
            for shape in shape_graph().subjects(SH.targetClass, kind):
                aimed.add((shape, SH.targetNode, node))
    return aimed


@cache
def shape_graph() -> Triples:
    """Return all the shapes as one rdflib graph; treat it as read-only."""
    merged = Triples()
    for name in resources.names("ontology/shapes", ".ttl"):
        merged.parse(data=resources.text(name), format="turtle")
    return merged


@cache
def looked_at() -> dict[Iri, frozenset[Iri]]:
    """Return by which properties shapes look at what leads to a node, and at nodes of what kinds.

    A triple with one of these properties may break a shape of its object, any other of its
    subject alone; or of those that lead to its subject, where it tells what that is.
    """
    shapes = shape_graph()
    found: dict[Iri, set[Iri]] = {}
    for shape, target in shapes.subject_objects(SH.targetClass):
        below = {one for one, _, above in subclasses() if above == target} | {target}
        for property_shape in shapes.objects(shape, SH.property):
            for predicate, inverse in _ways(property_shape):
                if inverse:
                    found.setdefault(predicate, set()).update(Iri(str(each)) for each in below)
    return {predicate: frozenset(kinds) for predicate, kinds in found.items()}


@cache
def subclasses() -> tuple[tuple[Any, Any, Any], ...]:
    """Return which class of the ontology is below which: a film is a creative work."""
    ontology = Triples().parse(data=resources.text("ontology/film.ttl"), format="turtle")
    return tuple(sorted(ontology.triples((None, RDFS.subClassOf, None))))


def _finding(graph: Graph, results: Triples, result: Any) -> Finding:  # noqa: ANN401  a node of rdflib
    shape = results.value(result, SH.sourceShape)
    focus = Iri(str(results.value(result, SH.focusNode)))
    at_fault = _at_fault(graph, shape, focus, results.value(result, SH.value))
    ways = _ways(shape)
    path = min((quad.predicate for quad in at_fault), default=ways[0][0] if len(ways) == 1 else "")
    violation = Violation(
        focus=focus,
        path=short(path),
        message=str(results.value(result, SH.resultMessage)),
        severity=str(results.value(result, SH.resultSeverity)).rpartition("#")[2],
        shape=str(shape).rpartition("#")[2],
    )
    return Finding(violation, at_fault)


def _at_fault(graph: Graph, shape: Any, focus: Iri, value: Any) -> tuple[Quad, ...]:  # noqa: ANN401
    """Return the triples between focus and value; with no value, all along the shape's path."""
    ends = [None] if value is None else [_plain(value), None]
    for end in ends:
        quads = [
            quad
            for predicate, inverse in _ways(shape)
            for quad in (
                _to(graph, focus, predicate, end)
                if inverse
                else graph.quads(None, subject=focus, predicate=predicate, object=end)
            )
        ]
        if quads:
            return tuple(quads)
    return ()


def _to(graph: Graph, focus: Iri, predicate: Iri, start: Term | None) -> list[Quad]:
    subject = start if isinstance(start, Iri) else None
    return graph.quads(None, subject=subject, predicate=predicate, object=focus)


@cache
def _ways(shape: Any) -> tuple[tuple[Iri, bool], ...]:  # noqa: ANN401
    """Return the properties of a shape's path, and whether each is followed backwards."""
    path = shape_graph().value(shape, SH.path)
    several = shape_graph().value(path, SH.alternativePath)
    steps = [path] if several is None else list(Collection(shape_graph(), several))
    return tuple(_step(step) for step in steps if step is not None)


def _step(step: Any) -> tuple[Iri, bool]:  # noqa: ANN401
    if isinstance(step, URIRef):
        return Iri(str(step)), False
    return Iri(str(shape_graph().value(step, SH.inversePath))), True


def _plain(value: Any) -> Term:  # noqa: ANN401
    if isinstance(value, Text):
        return Literal(str(value), str(value.datatype or XSD_STRING), value.language or "")
    return Iri(f"_:{value}" if isinstance(value, BNode) else str(value))

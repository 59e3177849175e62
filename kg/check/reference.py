"""The shapes judged by pySHACL: what is right, by definition; it needs no extra."""

from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

import pyshacl
from rdflib import RDF, RDFS, SH, BNode, URIRef
from rdflib import Graph as Triples
from rdflib import Literal as Text

from kg.check.breaks import Break
from kg.check.shapefiles import ShapeGraph, blank, named, subclasses
from kg.graph import XSD_STRING, Graph, Iri, Literal, Term


def breaks(graph: Graph, shapes: ShapeGraph, focus: AbstractSet[str] | None) -> set[Break]:
    """Return every break of the shapes, whole or by some nodes.

    Args:
        graph: its film graph is judged.
        shapes: what by.
        focus: the nodes to judge; all where it is not given.
    """
    triples = graph.films_rdflib()
    for axiom in subclasses():
        triples.add((URIRef(axiom.subject), RDFS.subClassOf, URIRef(str(axiom.object))))
    aimed = _triples(shapes) if focus is None else _aimed(shapes, triples, focus)
    _, results, _ = pyshacl.validate(triples, shacl_graph=aimed, inplace=True)
    found = {_break(results, result) for result in results.objects(None, SH.result)}
    return found if focus is None else {each for each in found if each.focus in focus}


def _aimed(shapes: ShapeGraph, triples: Triples, focus: AbstractSet[str]) -> Triples:
    """Return the shapes, aimed at some nodes of the kinds that they are for, and at no others.

    The option of pySHACL for this leaves values out that are none of the nodes: what it then
    says of them is not so.
    """
    aimed = Triples()
    for triple in _triples(shapes):
        if triple[1] != SH.targetClass:
            aimed.add(triple)
    for node in map(URIRef, sorted(focus)):
        kinds = {
            kind
            for lowest in triples.objects(node, RDF.type)
            for kind in triples.transitive_objects(lowest, RDFS.subClassOf)
        }
        for kind in kinds:
            for shape in _triples(shapes).subjects(SH.targetClass, kind):
                aimed.add((shape, SH.targetNode, node))
    return aimed


@lru_cache(8)
def _triples(shapes: ShapeGraph) -> Triples:
    merged = Triples()
    for triple in shapes.triples:
        merged.add(tuple(map(_term, triple)))
    return merged


def _term(term: Term) -> Any:  # noqa: ANN401  any term of rdflib
    if not isinstance(term, Literal):
        return BNode(blank(term)) if blank(term) else URIRef(term)
    if term.language or term.datatype == XSD_STRING:
        return Text(term.text, lang=term.language or None)
    return Text(term.text, datatype=URIRef(term.datatype))


def _break(results: Triples, result: Any) -> Break:  # noqa: ANN401  a node of rdflib
    value = results.value(result, SH.value)
    return Break(
        Iri(str(results.value(result, SH.focusNode))),
        _node(results.value(result, SH.sourceShape)),
        None if value is None else _plain(value),
        str(results.value(result, SH.resultMessage)),
        str(results.value(result, SH.resultSeverity)),
    )


def _node(node: Any) -> Iri:  # noqa: ANN401  a node of rdflib
    return Iri(named(str(node)) if isinstance(node, BNode) else str(node))


def _plain(value: Any) -> Term:  # noqa: ANN401  any term of rdflib
    if isinstance(value, Text):
        return Literal(str(value), str(value.datatype or XSD_STRING), value.language or "")
    return Iri(f"_:{value}" if isinstance(value, BNode) else str(value))

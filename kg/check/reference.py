"""The shapes judged by pySHACL: what is right, by definition; it needs no extra."""

import logging
import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, RDFS, SH, BNode, URIRef
from rdflib import Graph as Triples
from rdflib import Literal as Text

from kg.check.breaks import Break
from kg.check.shapefiles import ShapeGraph, blank, files, named, subclasses
from kg.errors import LexiconError
from kg.graph import XSD_STRING, Graph, Iri, Literal, Term

_FAULTS = (ReportableRuntimeError, re.error)
"""What pySHACL raises of a shape that is none."""


def breaks(graph: Graph, shapes: ShapeGraph, focus: AbstractSet[str] | None) -> set[Break]:
    """Return every break of the shapes, whole or by some nodes.

    Args:
        graph: its film graph is judged.
        shapes: what by.
        focus: the nodes to judge; all where it is not given.

    Raises:
        LexiconError: a shape is none.
    """
    triples = graph.films_rdflib()
    for axiom in subclasses():
        triples.add((URIRef(axiom.subject), RDFS.subClassOf, URIRef(str(axiom.object))))
    aimed = _triples(shapes) if focus is None else _aimed(shapes, triples, focus)
    try:
        results = _results(triples, aimed)
    except _FAULTS as error:
        raise _told(triples, error) from error
    found = {_break(results, result) for result in results.objects(None, SH.result)}
    return found if focus is None else {each for each in found if each.focus in focus}


def _results(triples: Triples, shapes: Triples) -> Any:  # noqa: ANN401  a graph of rdflib
    logging.getLogger("pyshacl-validate").addFilter(_is_no_error)
    return pyshacl.validate(triples, shacl_graph=shapes, inplace=True)[1]


def _is_no_error(record: logging.LogRecord) -> bool:
    return record.levelno < logging.ERROR  # it is raised as well


def _told(triples: Triples, error: Exception) -> LexiconError:
    """Return what is wrong with the shapes, and the file that alone has the same fault."""
    place = PurePath("ontology/shapes")
    for name, text in files():
        try:
            _results(triples, _triples(ShapeGraph.read([(name, text)])))
        except _FAULTS as own:
            place, error = PurePath(name), own
            break
    problem = " ".join(str(error.args[0]).split()).rstrip(".")
    return LexiconError(place, "the file", problem, "Correct the shape")


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

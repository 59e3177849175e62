"""The graph as rdflib's own values, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rdflib

from kg.graph.terms import XSD_STRING, Iri, Literal, Quad, Term


def dataset(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """Return a dataset; the film graph is its default graph."""
    made = rdflib.Dataset(default_union=False)
    _bind(made, prefixes)
    home = made.default_graph
    graphs: dict[Iri | None, Any] = {None: home}
    for quad in quads:
        if quad.graph not in graphs:
            graphs[quad.graph] = made.graph(rdflib.URIRef(str(quad.graph)))
        graphs[quad.graph].add(_triple(quad))
    return made


def graph(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> rdflib.Graph:
    """Return one graph of all the triples."""
    made = rdflib.Graph()
    _bind(made, prefixes)
    for quad in quads:
        made.add(_triple(quad))
    return made


def quads(source: rdflib.Graph, space: str) -> Iterator[Quad]:
    """Yield the quads of a dataset, or of a graph as the film graph.

    Blank nodes are given identifiers below ``space`` from their own names.
    """
    if not isinstance(source, rdflib.Dataset):
        for subject, predicate, term in source:
            yield Quad(_iri(subject, space), Iri(predicate), _plain(term, space))
        return
    home = {None, source.default_graph.identifier}
    for subject, predicate, term, name in source.quads():
        place = None if name in home else _iri(name, space)
        yield Quad(_iri(subject, space), Iri(predicate), _plain(term, space), place)


def _bind(made: rdflib.Graph, prefixes: Mapping[str, str]) -> None:
    for prefix, space in prefixes.items():
        made.bind(prefix, space, replace=True)


def _triple(quad: Quad) -> tuple[Any, Any, Any]:
    return rdflib.URIRef(quad.subject), rdflib.URIRef(quad.predicate), _term(quad.object)


def _term(term: Term) -> rdflib.URIRef | rdflib.Literal:
    """Return rdflib's term; a plain text has no datatype there, as rdflib's parsers read it."""
    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if term.language:
        return rdflib.Literal(term.text, lang=term.language)
    if term.datatype == XSD_STRING:
        return rdflib.Literal(term.text)
    return rdflib.Literal(term.text, datatype=rdflib.URIRef(term.datatype), normalize=False)


def _plain(term: Any, space: str) -> Term:  # noqa: ANN401  any term of rdflib
    if not isinstance(term, rdflib.Literal):
        return _iri(term, space)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), str(term.datatype or XSD_STRING))


def _iri(term: Any, space: str) -> Iri:  # noqa: ANN401  any term of rdflib
    return Iri(f"{space}{term}" if isinstance(term, rdflib.BNode) else str(term))

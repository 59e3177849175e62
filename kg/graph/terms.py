"""The terms of RDF as plain values, and their exchange with the engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.namespaces import VOCABULARIES

XSD_STRING = VOCABULARIES["xsd"] + "string"
LANG_STRING = VOCABULARIES["rdf"] + "langString"


class Iri(str):
    """An IRI, in full."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A text, number or date.

    Attributes:
        text: its lexical form.
        datatype: the IRI of its datatype, in full.
        language: a language tag in lower case; empty for most.
    """

    text: str
    datatype: str = XSD_STRING
    language: str = ""


Term: TypeAlias = Iri | Literal


class Quad(NamedTuple):
    """One triple in one graph; the graph ``None`` is the film graph."""

    subject: Iri
    predicate: Iri
    object: Term
    graph: Iri | None = None


def order(quad: Quad) -> tuple[str, str, str, bool, str, str, str]:
    """Return the sort key of a quad: graph by graph, the film graph first."""
    term = quad.object
    if isinstance(term, Literal):
        return (
            quad.graph or "",
            quad.subject,
            quad.predicate,
            True,
            term.text,
            term.datatype,
            term.language,
        )
    return (quad.graph or "", quad.subject, quad.predicate, False, term, "", "")


class Wrap:
    """Plain quads → engine quads; remembers IRIs, since most occur many times."""

    def __init__(self) -> None:
        self._known: dict[str, ox.NamedNode] = {}

    def __call__(self, quad: Quad) -> ox.Quad:
        """Return the engine's form of a quad."""
        graph = ox.DefaultGraph() if quad.graph is None else self.iri(quad.graph)
        term = quad.object
        wrapped = literal(term) if isinstance(term, Literal) else self.iri(term)
        return ox.Quad(self.iri(quad.subject), self.iri(quad.predicate), wrapped, graph)

    def iri(self, text: str) -> ox.NamedNode:
        """Return the engine's form of an IRI."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = ox.NamedNode(text)
        return known


def literal(term: Literal) -> ox.Literal:
    """Return the engine's form of a literal."""
    if term.language:
        return ox.Literal(term.text, language=term.language)
    if term.datatype == XSD_STRING:
        return ox.Literal(term.text)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))


def engine_term(term: Term) -> ox.NamedNode | ox.Literal:
    """Return the engine's form of a term."""
    return literal(term) if isinstance(term, Literal) else ox.NamedNode(term)


def evidence_of(base: str) -> Iri:
    """Return the name of the evidence graph, of what its identifiers begin with."""
    return Iri(f"{base}evidence")


def is_iri(text: str) -> bool:
    """Return whether a text can be an identifier.

    >>> is_iri("https://example.org/tide"), is_iri("Tide")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def place(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """Return the engine's form of a graph's name; ``None`` is the film graph."""
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def plain_term(term: object) -> Term:
    """Return the plain form of an engine's term; a blank node becomes ``_:name``."""
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(str(term))


def plain_quad(quad: ox.Quad) -> Quad:
    """Return the plain form of an engine's quad."""
    graph = quad.graph_name
    return Quad(
        Iri(_value(quad.subject)),
        Iri(quad.predicate.value),
        plain_term(quad.object),
        Iri(graph.value) if isinstance(graph, ox.NamedNode) else None,
    )


def _value(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def named(quads: Iterator[ox.Quad], space: str) -> Iterator[ox.Quad]:
    """Yield the quads with every blank node given an IRI below ``space``.

    Blank nodes are numbered as they first occur, so that one file always gives the same.
    """
    known: dict[str, ox.NamedNode] = {}

    def name(term: Any) -> Any:  # noqa: ANN401  any term of the engine, and the same sort back
        if isinstance(term, ox.Triple):
            return ox.Triple(name(term.subject), term.predicate, name(term.object))
        if not isinstance(term, ox.BlankNode):
            return term
        return known.setdefault(term.value, ox.NamedNode(f"{space}{len(known)}"))

    for quad in quads:
        yield ox.Quad(name(quad.subject), quad.predicate, name(quad.object), name(quad.graph_name))

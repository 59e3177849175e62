"""One fact → the statement it makes and the triples of its graph."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from kg import patterns
from kg.graph import XSD_STRING, Iri, Literal, Term
from kg.model import Entity, Fact, Status, Value
from kg.namespaces import FILM, VOCABULARIES, digest, folded, iri, node_iri, slug
from kg.patterns import Nested, Node, Origin, Part, Pattern, Source

Triple = tuple[Iri, Iri, Term]

_NOTHING: Mapping[str, Iri] = MappingProxyType({})
_TYPE = Iri(VOCABULARIES["rdf"] + "type")
_STATUS = Iri(FILM + "status")
_TOLD_AS_SO = (Status.ACTUAL, Status.PLANNED)
_ADDRESS = "xsd:anyURI"
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a fact states.

    Attributes:
        statement: the flat statement of a base fact; node, property, value of an edge fact.
        triples: those of the fact's graph, each once.
    """

    statement: Triple
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A term with words for the eye, and what must be said with it."""

    term: Term
    readable: tuple[str, ...]
    triples: tuple[Triple, ...] = ()


class Maker:
    """Makes terms, nodes and triples below one base.

    Made with the id and the digest of each article that is known; or with its identifier, where
    that is known already.

    Attributes:
        base: what identifiers begin with.
    """

    def __init__(
        self,
        base: str,
        articles: Iterable[tuple[str, str]] = (),
        known: Mapping[str, Iri] = _NOTHING,
    ) -> None:
        self.base = base
        self._known = known
        self._last: tuple[Fact, Stated] | None = None
        self._digests: dict[str, str] = {}
        for name, of_text in articles:
            if self._digests.setdefault(name, of_text) != of_text:
                message = f"two articles have the id “{name}”; give each its own"
                raise ValueError(message)

    def article(self, name: str) -> Iri:
        """Return the identifier of an article, of its id and its text."""
        if name in self._known:
            return self._known[name]
        digits = digest((name, self._digests.get(name, "")), 8)
        return Iri(f"{self.base}article/{slug(name)}.{digits}")

    def made(self, value: Entity | Value) -> Made:
        """Return the term for an entity or a value: an address is the term that it names."""
        if isinstance(value, Entity):
            return Made(Iri(value.iri), (value.name,))
        if value.datatype == _ADDRESS and _ABSOLUTE.fullmatch(value.text):
            return Made(Iri(value.text), (value.text,))
        prefix, _, name = value.datatype.partition(":")
        if prefix == "film" and name == "Class":
            return Made(Iri(FILM + value.text), (value.text,))
        if prefix == "film" and name == "NewsArticle":
            return Made(self.article(value.text), (value.text,))
        if prefix == "film" and name.endswith("Scheme"):
            return Made(Iri(FILM + patterns.concept(name, value.text)), (value.text,))
        return Made(Literal(value.text, iri(value.datatype)), (value.text,))

    def stated(self, fact: Fact) -> Stated:
        """Return what a fact states, and the triples of its graph; remembered for the last."""
        if self._last is None or self._last[0] is not fact:
            self._last = fact, self._stated(fact)
        return self._last[1]

    def _stated(self, fact: Fact) -> Stated:
        relation = patterns.relation(fact.relation)
        pattern = relation.pattern_for(fact.object)
        given = {qualifier.name for qualifier in fact.qualifiers}
        property_ = Iri(iri(relation.stated_as(fact.subject.kinds)))
        flat = (Iri(fact.subject.iri), property_, self.made(fact.object).term)
        if not pattern.stands_for_node(given, fiction=relation.in_fiction(fact.subject.kinds)):
            actual = fact.status is Status.ACTUAL
            return Stated(flat, (flat,) if actual else self._reported(fact, flat))
        return self._node(fact, pattern, flat)

    def _node(self, fact: Fact, pattern: Pattern, flat: Triple) -> Stated:
        assert pattern.node is not None
        key = {part.property: self._values(fact, part) for part in pattern.key}
        node = self._minted(pattern.node, key, fact.status.value)
        subject = Iri(str(node.term))
        edge = pattern.edge({qualifier.name for qualifier in fact.qualifiers})
        told = pattern.says if edge is None else (edge,)
        triples = list(node.triples)
        statement = flat
        for part in told:
            for made in self._values(fact, part):
                triple = (subject, Iri(FILM + part.property), made.term)
                triples += (triple, *made.triples)
                statement = statement if edge is None else triple
        if edge is None and pattern.shortcut and fact.status is Status.ACTUAL:
            triples.append(flat)
        return Stated(statement, tuple(dict.fromkeys(triples)))

    def _values(self, fact: Fact, part: Part) -> list[Made]:
        """Return the values of a property, sorted: entities, values, words and other nodes."""
        found: dict[Term, Made] = {}
        for source in part.sources:
            for made in self._from(fact, source):
                found[made.term] = made
        return sorted(found.values(), key=lambda made: _key_text(made.term))

    def _from(self, fact: Fact, source: Source | Nested) -> Iterator[Made]:
        if isinstance(source, Nested):
            yield from self._nested(fact, source)
        elif source.origin is Origin.SUBJECT:
            yield self.made(fact.subject)
        elif source.origin is Origin.OBJECT:
            yield self.made(fact.object)
        elif source.origin is Origin.WORD:
            yield Made(Iri(FILM + source.name), (patterns.word(source.name) or source.name,))
        else:
            for qualifier in fact.qualifiers:
                if qualifier.name == source.name and isinstance(qualifier.value, Entity | Value):
                    yield self.made(qualifier.value)

    def _nested(self, fact: Fact, nested: Nested) -> Iterator[Made]:
        """Yield other nodes, one for each choice of values; told of only where that is true.

        A statement that is not so, or no longer, says nothing of the nodes that it names.
        """
        told = fact.status in _TOLD_AS_SO
        columns: list[list[Made | None]] = [
            [*self._values(fact, part)] or [None] for part in nested.parts
        ]
        for row in product(*columns):
            key = {
                part.property: [] if made is None else [made]
                for part, made in zip(nested.parts, row, strict=True)
            }
            node = self._minted(nested.node, key, nested.status or fact.status.value)
            silent = nested.node.has_status and not told
            yield Made(node.term, node.readable) if silent else node

    def _minted(self, node: Node, key: Mapping[str, list[Made]], status: str) -> Made:
        parts = [key.get(property_, []) for property_ in node.key]
        texts = [" ".join(_key_text(made.term) for made in part) or "-" for part in parts]
        if node.has_status and status != Status.ACTUAL.value:
            texts.append(status)  # what is planned or replaced is another node than what is so
        words = tuple(word for part in parts for made in part for word in made.readable)
        subject = Iri(node_iri(node.segment, _shown(words), texts, self.base))
        triples: list[Triple] = [(subject, _TYPE, Iri(FILM + node.name))]
        for property_, part in zip(node.key, parts, strict=True):
            for made in part:
                triples += ((subject, Iri(FILM + property_), made.term), *made.triples)
        if node.has_status:
            triples.append((subject, _STATUS, status_term(status)))
        return Made(subject, words, tuple(triples))

    def _reported(self, fact: Fact, flat: Triple) -> tuple[Triple, ...]:
        subject, property_, target = flat
        status = status_term(fact.status.value)
        readable = _shown((fact.subject.name, fact.relation, *self.made(fact.object).readable))
        key = (subject, property_, _key_text(target), status)
        node = Iri(node_iri("reported", readable, key, self.base))
        rdf = VOCABULARIES["rdf"]
        return (
            (node, _TYPE, Iri(FILM + "ReportedStatement")),
            (node, Iri(rdf + "subject"), subject),
            (node, Iri(rdf + "predicate"), property_),
            (node, Iri(rdf + "object"), target),
            (node, _STATUS, status),
        )


def status_term(status: str) -> Iri:
    """Return the term for a status."""
    return Iri(FILM + patterns.concept("StatusScheme", status))


def _shown(words: Iterable[str]) -> str:
    """Return the words of a key for the eye, each thing once."""
    return " ".join({slug(word): word for word in words}.values())


def _key_text(term: Term) -> str:
    """Return a term as it stands in a key: plain words are folded, so that spellings agree."""
    if isinstance(term, Iri):
        return term
    text = folded(term.text) if term.datatype == XSD_STRING else term.text
    return f'"{text}"^^<{term.datatype}>'

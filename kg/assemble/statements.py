"""A graph's facts, each with all that its articles say of it: read by the patterns, backwards.

What an article says of a statement's node, whichever fact brought it, qualifies the statement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg import patterns
from kg.errors import StoreError
from kg.graph import Iri, Literal, Quad, Term
from kg.graph.terms import evidence_of
from kg.namespaces import FILM, VOCABULARIES, short
from kg.patterns import Origin, Pattern, Relation

_RDF, _OA, _DCTERMS = (VOCABULARIES[prefix] for prefix in ("rdf", "oa", "dcterms"))
_TYPE = _RDF + "type"
_LABEL = VOCABULARIES["rdfs"] + "label"

Described = dict[str, dict[str, list[Term]]]
"""Subject → property → values."""


class Passage(NamedTuple):
    """A passage; in the order of choice: the article's own, then explicit ones, then by place.

    Attributes:
        quoted: whether it stands in somebody's quoted words.
        implied: whether the fact only follows from it.
        start: offset of its first character.
        end: offset after its last.
        iri: its identifier.
        article: the article's id.
        quote: its words.
        voice: who says it: article, quoted or story.
        speaker: who is quoted; empty for none.
        rumoured: whether it is told as a rumour.
        source: the article's identifier.
    """

    quoted: bool
    implied: bool
    start: int
    end: int
    iri: str
    article: str
    quote: str
    voice: str
    speaker: str
    rumoured: bool
    source: Iri


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, as one article states it.

    Attributes:
        fact: its identifier, which names its graph.
        relation: the flat relation that states it.
        subject: what it speaks of.
        object: what it leads to.
        qualifiers: name → what the article says under it of the statement's node.
        status: how it is presented.
        current: whether it is held now; a plan that was moved is not.
        node: what carries the qualifiers; none where a plain triple is all.
        article: the article's id.
        passage: the words that are shown: the first of the article's own that says it outright,
            else the first that it follows from; quoted words only where there are no others.
    """

    fact: Iri
    relation: Relation
    subject: Term
    object: Term
    qualifiers: Mapping[str, list[Term]]
    status: str
    current: bool
    node: Iri | None
    article: str
    passage: Passage


class Reader:
    """Quads of a graph, indexed for reading statements.

    Attributes:
        facts: the identifiers of the facts, in the order of the quads.
    """

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        """Index quads.

        Args:
            quads: of a graph, or of the part of it that is to be read.
            base: the graph's.

        Raises:
            StoreError: the evidence of a fact lacks a part.
        """
        self._film: Described = _described()
        self._evidence: Described = _described()
        self._graphs: dict[str, Described] = defaultdict(_described)
        evidence = evidence_of(base)
        for subject, property_, term, name in quads:
            if name is None:
                self._film[subject][property_].append(term)
            elif name == evidence:
                self._evidence[subject][property_].append(term)
            else:
                self._graphs[name][subject][property_].append(term)
        found = self._evidence.items()
        self.facts = [Iri(iri) for iri, told in found if Iri(FILM + "Fact") in told[_TYPE]]
        self._passages = {fact: self._by_article(fact) for fact in self.facts}
        self._said = self._said_by_article()

    def statements(self, fact: Iri, *, everything: bool) -> Iterator[Statement]:
        """Yield a base fact's statements, one an article; none for an edge fact.

        Args:
            fact: one of ``facts``.
            everything: also where the table of facts does not show its relation.

        Raises:
            StoreError: its evidence lacks a part.
        """
        told = self._evidence[fact]
        relation = patterns.stated_by(short(str(needed(fact, told, _RDF + "predicate"))))
        if relation is None or not (everything or relation.in_table):
            return
        subject, target = (needed(fact, told, _RDF + end) for end in ("subject", "object"))
        status = self.text(needed(fact, told, FILM + "status"))
        pattern = relation.pattern(self._kinds(target))
        node = self._node(fact, pattern)
        for article, passages in self._passages[fact].items():
            yield Statement(
                fact,
                relation,
                subject,
                target,
                self._qualifiers(fact, pattern, node, (subject, target), (article, status)),
                status,
                _one(told, FILM + "current") != "false",
                node,
                article,
                min(passages),
            )

    def passages(self, fact: Iri) -> Mapping[str, list[Passage]]:
        """Return a fact's passages, by the id of their article."""
        return self._passages[fact]

    def told(self, fact: Iri) -> Mapping[str, list[Term]]:
        """Return what the evidence graph says of a fact: property → values."""
        return self._evidence[fact]

    def rule(self, passage: Passage) -> str:
        """Return which entry of the lexicon found a passage."""
        return _one(self._evidence[passage.iri], FILM + "rule")

    def text(self, term: Term) -> str:
        """Return a term as a reader knows it: a name, a listed word, an article's id, a text."""
        if isinstance(term, Literal):
            return term.text
        if term.startswith(FILM):
            local = term.removeprefix(FILM)
            return patterns.word(local) or local
        names = self._film[term][_LABEL] or self._evidence[term][_DCTERMS + "identifier"]
        return max((str(name.text) for name in names if isinstance(name, Literal)), default=term)

    def _by_article(self, fact: str) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for iri in self._evidence[fact][FILM + "evidence"]:
            passage = self._passage(str(iri))
            found[passage.article].append(passage)
        return found

    def _passage(self, iri: str) -> Passage:
        told = self._evidence[iri]
        where: dict[str, list[Term]] = defaultdict(list)
        for selector in told[_OA + "hasSelector"]:
            for property_, terms in self._evidence[str(selector)].items():
                where[property_] += terms
        voice = self.text(needed(iri, told, FILM + "voice"))
        source = needed(iri, told, _OA + "hasSource")
        return Passage(
            quoted=voice == "quoted",
            implied=self.text(needed(iri, told, FILM + "basis")) == "implied",
            start=_offset(iri, where, _OA + "start"),
            end=_offset(iri, where, _OA + "end"),
            iri=iri,
            article=self.text(source),
            quote=self.text(needed(iri, where, _OA + "exact")),
            voice=voice,
            speaker=_one(told, FILM + "speakerName"),
            rumoured=self.text(needed(iri, told, FILM + "certainty")) == "rumoured",
            source=Iri(str(source)),
        )

    def _said_by_article(self) -> dict[tuple[str, str], Described]:
        """Return what the facts of each article and status say, together."""
        said: dict[tuple[str, str], Described] = defaultdict(_described)
        for fact in self.facts:
            status = self.text(needed(fact, self._evidence[fact], FILM + "status"))
            for article in self._passages[fact]:
                for subject, told in self._graphs[fact].items():
                    for property_, terms in told.items():
                        said[article, status][subject][property_] += terms
        return said

    def _qualifiers(
        self,
        fact: str,
        pattern: Pattern,
        node: Iri | None,
        ends: tuple[Term, Term],
        place: tuple[str, str],
    ) -> dict[str, list[Term]]:
        qualifiers: dict[str, list[Term]] = {}
        if node is None:
            return qualifiers
        for parts, told in ((pattern.key, self._graphs[fact]), (pattern.edges, self._said[place])):
            for part in parts:
                for leaf in part.leaves():
                    names = [s.name for s in leaf.sources if s.origin is Origin.QUALIFIER]
                    shown = () if len(leaf.sources) == 1 else ends
                    terms = [term for term in _ends(told, node, leaf.path) if term not in shown]
                    if names and terms:
                        qualifiers[names[0]] = terms
        return dict(sorted(qualifiers.items()))

    def _node(self, fact: str, pattern: Pattern) -> Iri | None:
        if pattern.node is None:
            return None
        kind = Iri(FILM + pattern.node.name)
        found = self._graphs[fact].items()
        return next((Iri(iri) for iri, told in found if kind in told[_TYPE]), None)

    def _kinds(self, term: Term) -> list[str]:
        known = set(patterns.kinds())
        if not isinstance(term, Iri):
            return []
        names = (str(kind).removeprefix(FILM) for kind in self._film[term][_TYPE])
        return [name for name in names if name in known]


def needed(iri: str, told: Mapping[str, list[Term]], property_: str) -> Term:
    """Return the first value of a property that a fact or passage must have.

    Raises:
        StoreError: it has none.
    """
    found = told.get(property_)
    if not found:
        raise _damaged(iri, f"it has no {short(property_)}")
    return found[0]


def _described() -> Described:
    return defaultdict(lambda: defaultdict(list))


def _ends(told: Described, start: str, path: Iterable[str]) -> list[Term]:
    """Return what a path of properties leads to, sorted, each once."""
    ends: list[Term] = [Iri(start)]
    for property_ in path:
        ends = [term for end in ends for term in told[str(end)][FILM + property_]]
    return sorted(set(ends), key=str)


def _one(told: Mapping[str, list[Term]], property_: str) -> str:
    """Return the text of the only value of a property; nothing where there is none."""
    found = told.get(property_, [])
    term = found[0] if found else ""
    return term.text if isinstance(term, Literal) else str(term)


def _offset(iri: str, told: Mapping[str, list[Term]], property_: str) -> int:
    term = needed(iri, told, property_)
    text = term.text if isinstance(term, Literal) else term
    if not text.isdecimal():
        raise _damaged(iri, f"its {short(property_)} is no number ({text!a})")
    return int(text)


def _damaged(iri: str, problem: str) -> StoreError:
    return StoreError(iri, problem, "Run “kg check” to see all that is damaged")

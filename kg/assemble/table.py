"""A graph → the flat table of facts, by the same patterns read backwards.

A row's qualifiers are what its article says of the statement's node, whichever fact brought it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg import patterns
from kg.assemble.row import Row
from kg.errors import StoreError
from kg.graph import Graph, Iri, Literal, Term
from kg.model import NAME_HERE
from kg.namespaces import FILM, VOCABULARIES, short
from kg.patterns import Origin, Pattern, Relation

_RDF, _OA, _DCTERMS = (VOCABULARIES[prefix] for prefix in ("rdf", "oa", "dcterms"))
_TYPE = _RDF + "type"
_ALIAS = VOCABULARIES["skos"] + "altLabel"
_LABEL = VOCABULARIES["rdfs"] + "label"

Described = dict[str, dict[str, list[Term]]]
"""Subject → property → values."""


class _Passage(NamedTuple):
    """A passage; in the order of choice: the article's own, then explicit ones, then by place."""

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


def table(graph: Graph, *, everything: bool = False, as_told: bool = False) -> list[Row]:
    """Return the facts as rows, sorted by article and place: one for each fact and article.

    The passage of a row is the first of the article's own that says the fact outright, else the
    first that it follows from; a passage in somebody's quoted words only where there is no other.

    Args:
        graph: as assembled, or read back.
        everything: also what only the graph holds: opinions, quotations, kinds, names …
        as_told: names as the article of the row has them; else those of the graph, the same in
            all rows.

    Raises:
        StoreError: the evidence of a fact lacks a part.
    """
    reader = _Reader(graph, as_told=as_told)
    rows = (row for fact in reader.facts for row in reader.rows(fact, everything=everything))
    return sorted(rows, key=_place)


class _Reader:
    """A graph, indexed for reading rows.

    Attributes:
        facts: the identifiers of the facts.
    """

    def __init__(self, graph: Graph, *, as_told: bool) -> None:
        self._film: Described = _described()
        self._evidence: Described = _described()
        self._graphs: dict[str, Described] = defaultdict(_described)
        evidence = graph.base + "evidence"
        for subject, property_, term, name in graph.quads():
            if name is None:
                self._film[subject][property_].append(term)
            elif name == evidence:
                self._evidence[subject][property_].append(term)
            else:
                self._graphs[name][subject][property_].append(term)
        found = self._evidence.items()
        self.facts = [iri for iri, told in found if Iri(FILM + "Fact") in told[_TYPE]]
        self._own: dict[tuple[Term, str], str] = {}
        self._passages = {fact: self._by_article(fact) for fact in self.facts}
        self._said = self._said_by_article()
        self._own = self._own_names() if as_told else self._own

    def rows(self, fact: str, *, everything: bool) -> Iterator[Row]:
        """Yield a base fact's rows, one an article; none for an edge fact."""
        told = self._evidence[fact]
        relation = patterns.stated_by(short(str(_needed(fact, told, _RDF + "predicate"))))
        if relation is None or not (everything or relation.in_table):
            return
        subject, target = (_needed(fact, told, _RDF + end) for end in ("subject", "object"))
        status = self._text(_needed(fact, told, FILM + "status"))
        for article, passages in self._passages[fact].items():
            passage = min(passages)
            qualifiers = self._qualifiers(fact, relation, (subject, target), (article, status))
            if passage.speaker:
                qualifiers["speaker"] = passage.speaker
            if passage.rumoured:
                qualifiers["certainty"] = "rumoured"
            if passage.implied:
                qualifiers["basis"] = "implied"
            yield Row(
                article,
                self._text(subject, article),
                relation.name,
                self._text(target, article),
                qualifiers,
                status,
                passage.voice,
                passage.start,
                passage.end,
                passage.quote,
                _one(told, FILM + "current") != "false",
            )

    def _by_article(self, fact: str) -> dict[str, list[_Passage]]:
        found: dict[str, list[_Passage]] = defaultdict(list)
        for iri in self._evidence[fact][FILM + "evidence"]:
            passage = self._passage(str(iri))
            found[passage.article].append(passage)
        return found

    def _passage(self, iri: str) -> _Passage:
        told = self._evidence[iri]
        where: dict[str, list[Term]] = defaultdict(list)
        for selector in told[_OA + "hasSelector"]:
            for property_, terms in self._evidence[str(selector)].items():
                where[property_] += terms
        voice = self._text(_needed(iri, told, FILM + "voice"))
        return _Passage(
            quoted=voice == "quoted",
            implied=self._text(_needed(iri, told, FILM + "basis")) == "implied",
            start=_offset(iri, where, _OA + "start"),
            end=_offset(iri, where, _OA + "end"),
            iri=iri,
            article=self._text(_needed(iri, told, _OA + "hasSource")),
            quote=self._text(_needed(iri, where, _OA + "exact")),
            voice=voice,
            speaker=_one(told, FILM + "speakerName"),
            rumoured=self._text(_needed(iri, told, FILM + "certainty")) == "rumoured",
        )

    def _said_by_article(self) -> dict[tuple[str, str], Described]:
        """Return what the facts of each article and status say, together."""
        said: dict[tuple[str, str], Described] = defaultdict(_described)
        for fact in self.facts:
            status = self._text(_needed(fact, self._evidence[fact], FILM + "status"))
            for article in self._passages[fact]:
                for subject, told in self._graphs[fact].items():
                    for property_, terms in told.items():
                        said[article, status][subject][property_] += terms
        return said

    def _qualifiers(
        self,
        fact: str,
        relation: Relation,
        ends: tuple[Term, Term],
        place: tuple[str, str],
    ) -> dict[str, str | list[str]]:
        pattern = relation.pattern(self._kinds(ends[1]))
        node = self._node(fact, pattern)
        qualifiers: dict[str, str | list[str]] = {}
        if node is None:
            return qualifiers
        for parts, told in ((pattern.key, self._graphs[fact]), (pattern.edges, self._said[place])):
            for part in parts:
                for leaf in part.leaves():
                    names = [s.name for s in leaf.sources if s.origin is Origin.QUALIFIER]
                    shown = () if len(leaf.sources) == 1 else ends
                    texts = [
                        self._text(term, place[0])
                        for term in _ends(told, node, leaf.path)
                        if term not in shown
                    ]
                    if names and texts:
                        qualifiers[names[0]] = texts[0] if len(texts) == 1 else texts
        return dict(sorted(qualifiers.items()))

    def _node(self, fact: str, pattern: Pattern) -> str | None:
        if pattern.node is None:
            return None
        kind = Iri(FILM + pattern.node.name)
        return next((iri for iri, told in self._graphs[fact].items() if kind in told[_TYPE]), None)

    def _kinds(self, term: Term) -> list[str]:
        known = set(patterns.kinds())
        if not isinstance(term, Iri):
            return []
        names = (str(kind).removeprefix(FILM) for kind in self._film[term][_TYPE])
        return [name for name in names if name in known]

    def _own_names(self) -> dict[tuple[Term, str], str]:
        """Return what an article calls a thing throughout, where the graph calls it otherwise."""
        own = {}
        for fact in self.facts:
            told = self._evidence[fact]
            if Iri(_ALIAS) in told[_RDF + "predicate"]:
                subject, name = (_needed(fact, told, _RDF + end) for end in ("subject", "object"))
                for article, passages in self._passages[fact].items():
                    if any(
                        _one(self._evidence[p.iri], FILM + "rule") == NAME_HERE for p in passages
                    ):
                        own[subject, article] = self._text(name)
        return own

    def _text(self, term: Term, article: str = "") -> str:
        """Return a term as a reader knows it: a name, a listed word, an article's id, a text."""
        if isinstance(term, Literal):
            return term.text
        if (term, article) in self._own:
            return self._own[term, article]
        if term.startswith(FILM):
            local = term.removeprefix(FILM)
            return patterns.word(local) or local
        names = self._film[term][_LABEL] or self._evidence[term][_DCTERMS + "identifier"]
        return max((str(name.text) for name in names if isinstance(name, Literal)), default=term)


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


def _needed(iri: str, told: Mapping[str, list[Term]], property_: str) -> Term:
    """Return the first value of a property that a fact or passage must have."""
    found = told.get(property_)
    if not found:
        raise _damaged(iri, f"it has no {short(property_)}")
    return found[0]


def _offset(iri: str, told: Mapping[str, list[Term]], property_: str) -> int:
    term = _needed(iri, told, property_)
    text = term.text if isinstance(term, Literal) else term
    if not text.isdecimal():
        raise _damaged(iri, f"its {short(property_)} is no number ({text!a})")
    return int(text)


def _damaged(iri: str, problem: str) -> StoreError:
    return StoreError(iri, problem, "Run “kg check” to see all that is damaged")


def _place(row: Row) -> tuple[object, ...]:
    said = (row.relation, row.subject, row.object, row.status)
    return row.article, row.start, row.end, *said, str(row.qualifiers)

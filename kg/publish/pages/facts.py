"""What pages show of facts: statements in groups, each beside the sentence that says it."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg import patterns, resources
from kg.assemble.around import facts_about, quads_of
from kg.assemble.statements import Passage, Reader, Statement
from kg.graph import Graph, Iri, Literal, Term
from kg.model import Status, Voice
from kg.namespaces import iri, short
from kg.publish.pages import addresses, notes
from kg.publish.pages.shown import NAMING, Group, Line, Link, Quote, words
from kg.query.articles import Articles

WHOLE = 150
"""How many statements of one group a page shows with their sentences; others are links."""
_RANK = {str(status): place for place, status in enumerate(Status)}
_SUBJECT, _PREDICATE, _OBJECT = (iri(f"rdf:{end}") for end in ("subject", "predicate", "object"))


class Facts:
    """Facts of a graph, read where they are asked for."""

    def __init__(
        self,
        graph: Graph,
        facts: Iterable[Iri],
        *,
        text: bool = True,
        article: Iri | None = None,
    ) -> None:
        """Read facts.

        Args:
            graph: with its evidence.
            facts: their identifiers.
            text: whether whole sentences are shown; else the passages alone.
            article: what this one tells alone is read; what all tell, where none is given.

        Raises:
            StoreError: the evidence of a fact lacks a part.
        """
        self._graph = graph
        self._base = graph.base
        self._given = list(facts)
        self.reader = Reader(quads_of(graph, self._given, article), graph.base)
        self._articles = Articles(graph, set(self._sources()))
        self._text = text
        self._edges: dict[Term, list[Iri]] = defaultdict(list)
        for fact in self.reader.facts:
            for node in self.reader.told(fact).get(_SUBJECT, []):
                self._edges[node].append(fact)

    def statements(self) -> Iterator[Statement]:
        """Yield the statements of the facts, everything included."""
        known = set(self.reader.facts)
        for fact in self._given:
            if fact in known:
                yield from self.reader.statements(fact, everything=True)

    def link(self, term: Term, fragment: str = "") -> Link:
        """Return a term in words, leading to its page where it has one."""
        text = self.reader.text(term)
        if isinstance(term, Literal) or text == term:
            return Link(text)
        path = addresses.path(term, self._base)
        if path.startswith(f"{addresses.ARTICLE}/"):
            text = self._articles.heading(term).title or text
        return Link(text, path, fragment)

    def line(self, told: Sequence[Statement]) -> Line:
        """Return a fact as a line.

        Args:
            told: what its articles say, at least one.
        """
        first = told[0]
        given: dict[str, dict[str, Link]] = defaultdict(dict)
        for statement in told:
            for name, terms in statement.qualifiers.items():
                for term in terms:
                    given[name].setdefault(str(term), self.link(term))
        return Line(
            addresses.anchor(first.fact),
            self.link(first.subject),
            words(first.relation.name),
            self.link(first.object),
            tuple((words(name), tuple(links.values())) for name, links in sorted(given.items())),
            first.status,
            first.current,
            tuple(quote for statement in self._dated(told) for quote in self._quotes(statement)),
            tuple(notes.became(self._graph, first.fact, current=first.current)),
        )

    def quotes(self, fact: Iri) -> tuple[Quote, ...]:
        """Return the sentences behind any fact, one an article, by the date of their articles."""
        first = [min(passages) for passages in self.reader.passages(fact).values()]
        heading = self._articles.heading
        first.sort(key=lambda each: (heading(each.source).date, each.article))
        return tuple(self._quote(fact, passage) for passage in first)

    def said(self, fact: Iri) -> str:
        """Return any fact in words."""
        return " – ".join(self._ends(fact))

    def _sources(self) -> Iterator[str]:
        for fact in self.reader.facts:
            for passages in self.reader.passages(fact).values():
                yield passages[0].source

    def _dated(self, told: Iterable[Statement]) -> list[Statement]:
        heading = self._articles.heading
        return sorted(told, key=lambda e: (heading(e.passage.source).date, e.article))

    def _quotes(self, statement: Statement) -> Iterator[Quote]:
        """Yield the sentence of a statement, then those that add to it."""
        first = self._quote(statement.fact, statement.passage)
        yield first
        shown = {first.before + first.words + first.after}
        for fact in self._edges.get(statement.node, []) if statement.node else []:
            passages = self.reader.passages(fact).get(statement.article, [])
            if not passages or fact == statement.fact:
                continue
            passage = min(passages)
            place = fact if self._stands(passage) else statement.fact
            quote = self._quote(place, passage, self._adds(fact))
            if not any(quote.words in sentence for sentence in shown):
                shown.add(quote.before + quote.words + quote.after)
                yield quote

    def _stands(self, passage: Passage) -> bool:
        """Return whether a passage is marked in the text of its article."""
        text = self._articles.heading(passage.source).text if self._text else ""
        return text[passage.start : passage.end] == passage.quote

    def _quote(self, fact: Iri, passage: Passage, said: str = "") -> Quote:
        head = self._articles.heading(passage.source)
        before, quoted, after = "", passage.quote, ""
        if self._text:
            before, _, after = self._articles.parted(head.iri, passage.start, passage.end, quoted)
        path = addresses.path(head.iri, self._base)
        return Quote(
            before,
            quoted,
            after,
            Link(head.title or head.id, path, addresses.anchor(fact) if path else ""),
            head.date,
            said,
            passage.speaker,
            tuple(_tags(passage)),
        )

    def _adds(self, fact: Iri) -> str:
        """Return in words what a fact adds to a node."""
        _, relation, target = self._ends(fact)
        return f"{relation}: {target}"

    def _ends(self, fact: Iri) -> tuple[str, str, str]:
        """Return a fact's subject, property and object in words."""
        told = self.reader.told(fact)
        subject, property_, target = (told[each][0] for each in (_SUBJECT, _PREDICATE, _OBJECT))
        name = words(short(str(property_)).partition(":")[2]).removeprefix("of ")
        return self.reader.text(subject), name, self.reader.text(target)


def groups(graph: Graph, thing: Iri, *, text: bool = True) -> tuple[list[Group], list[Group]]:
    """Return the facts that speak of a thing: those of the world, and those of its names.

    Relations stand in the order of ontology/patterns.toml: first where the thing is the
    subject, then where it is the object, then where it is neither.
    """
    facts = Facts(graph, facts_about(graph, thing), text=text)
    order = {relation.name: place for place, relation in enumerate(patterns.relations())}
    found: dict[tuple[int, str], dict[Iri, list[Statement]]] = defaultdict(dict)
    for statement in facts.statements():
        side = 0 if statement.subject == thing else 1 if statement.object == thing else 2
        key = side, statement.relation.name
        found[key].setdefault(statement.fact, []).append(statement)
    own: list[Group] = []
    naming: list[Group] = []
    for (side, relation), told in sorted(found.items(), key=lambda e: (e[0][0], order[e[0][1]])):
        group = _group(facts, side, relation, list(told.values()))
        (naming if relation in NAMING and side == 0 else own).append(group)
    return own, naming


def _group(facts: Facts, side: int, relation: str, told: list[list[Statement]]) -> Group:
    title = _inverses().get(relation, f"{words(relation)} of") if side == 1 else words(relation)
    end = ("object", "subject", "object")[side]
    ordered = sorted(told, key=lambda each: _order(facts, each[0], end))
    return Group(
        title,
        ("subject", "object", "neither")[side],
        tuple(facts.line(each) for each in ordered[:WHOLE]),
        tuple(
            (facts.link(getattr(each[0], end)), each[0].status, each[0].current)
            for each in ordered[WHOLE:]
        ),
    )


@cache
def _inverses() -> dict[str, str]:
    """Return how facts are titled on the page of the thing they lead to, by relation."""
    return tomllib.loads(resources.text("ontology/inverses.toml"))


def _order(facts: Facts, statement: Statement, end: str) -> tuple[object, ...]:
    name = facts.reader.text(getattr(statement, end))
    return not statement.current, _RANK[statement.status], name.casefold(), name, statement.fact


def _tags(passage: Passage) -> Iterator[str]:
    if passage.voice != Voice.ARTICLE:
        yield passage.voice
    if passage.rumoured:
        yield "rumoured"
    if passage.implied:
        yield "implied"

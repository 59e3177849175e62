"""Facts, and the articles they stand in → a graph; and a graph → the flat table of facts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from kg.assemble import evidence
from kg.assemble import notes as noted
from kg.assemble.nodes import Maker
from kg.assemble.reasons import reasons
from kg.assemble.row import Row
from kg.assemble.table import table
from kg.graph import Graph, Iri, Quad
from kg.model import Article, Fact, Note
from kg.namespaces import BASE, check_base

__all__ = ["Row", "fact_iri", "graph", "reasons", "table"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


def graph(
    facts: Iterable[Fact],
    *,
    articles: Iterable[Article] = (),
    notes: Iterable[Note] = (),
    base: str = BASE,
    made_by: Mapping[str, str] = _NOTHING,
) -> Graph:
    """Return the graph of the facts, by ontology/patterns.toml.

    The film graph is the union of the graphs of the facts that are current. Order and repetition
    of facts, articles and notes make no difference.

    Args:
        facts: as resolved.
        articles: those that the facts are taken from; of one not given only the id is known.
        notes: what stands beside the facts: who is one, what became of plans, corrections.
        base: what identifiers begin with; that of the facts.
        made_by: what the graph says of its own making, by local name of the property:
            ``kgVersion``, ``modelVersion``, ``lexiconDigest``.

    Raises:
        BaseError: identifiers cannot begin so.
        ValueError: two articles with different texts have one id.
    """
    check_base(base)
    given = list(articles)
    maker = Maker(base, given)
    quads = chain(_quads(list(facts), given, maker, made_by), _noted(list(notes), given, maker))
    return Graph(quads, base=base)


def fact_iri(fact: Fact, *, base: str = BASE) -> str:
    """Return the identifier of a fact, which is the name of its graph as well."""
    return noted.fact_iri(fact, base)


def _quads(
    facts: list[Fact], articles: list[Article], maker: Maker, made_by: Mapping[str, str]
) -> Iterator[Quad]:
    place = Iri(maker.base + "evidence")
    passages = {}
    for fact in facts:
        name = noted.fact_iri(fact, maker.base)
        stated = maker.stated(fact)
        for triple in stated.triples:
            if fact.current:
                yield Quad(*triple, None)
            yield Quad(*triple, name)
        for triple in evidence.fact_triples(name, fact, stated.statement, maker):
            yield Quad(*triple, place)
        passages.update(dict.fromkeys(fact.evidence))
    for each in passages:
        for triple in evidence.passage_triples(each, maker):
            yield Quad(*triple, place)
    known = {article.id: article for article in articles}
    for name_ in evidence.articles_named(facts) | known.keys():
        for triple in evidence.article_triples(name_, known.get(name_), maker):
            yield Quad(*triple, place)
    for triple in evidence.graph_triples(made_by, place):
        yield Quad(*triple, place)


def _noted(notes: list[Note], articles: list[Article], maker: Maker) -> Iterator[Quad]:
    place = Iri(maker.base + "evidence")
    known = {article.id: article for article in articles}
    for name in sorted({name for note in notes for name in noted.articles_named(note)}):
        for triple in evidence.article_triples(name, known.get(name), maker):
            yield Quad(*triple, place)
    for note in notes:
        for triple in noted.triples(note, maker):
            yield Quad(*triple, place)

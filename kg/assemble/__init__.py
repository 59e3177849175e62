"""Facts, and the articles they stand in → a graph; and a graph → the flat table of facts."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kg.assemble import evidence
from kg.assemble.nodes import Maker
from kg.assemble.table import Row, table
from kg.graph import Graph, Iri, Quad
from kg.model import Article, Fact
from kg.namespaces import BASE, check_base
from kg.patterns import keys

__all__ = ["Row", "fact_iri", "graph", "table"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


def graph(
    facts: Iterable[Fact],
    *,
    articles: Iterable[Article] = (),
    base: str = BASE,
    made_by: Mapping[str, str] = _NOTHING,
) -> Graph:
    """Return the graph of the facts, by ontology/patterns.toml.

    The film graph is the union of the graphs of the facts. Order and repetition of facts and
    articles make no difference.

    Args:
        facts: as resolved.
        articles: those that the facts are taken from; of one not given only the id is known.
        base: what identifiers begin with; that of the facts.
        made_by: what the graph says of its own making, by local name of the property:
            ``kgVersion``, ``modelVersion``, ``lexiconDigest``.

    Raises:
        BaseError: identifiers cannot begin so.
        ValueError: two articles with different texts have one id.
    """
    check_base(base)
    given = list(articles)
    return Graph(_quads(list(facts), given, Maker(base, given), made_by), base=base)


def fact_iri(fact: Fact, *, base: str = BASE) -> str:
    """Return the identifier of a fact, which is the name of its graph as well."""
    return f"{base}fact/{keys.fact_digits(fact)}"


def _quads(
    facts: list[Fact], articles: list[Article], maker: Maker, made_by: Mapping[str, str]
) -> Iterator[Quad]:
    place = Iri(maker.base + "evidence")
    passages = {}
    for fact in facts:
        name = Iri(fact_iri(fact, base=maker.base))
        stated = maker.stated(fact)
        for triple in stated.triples:
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

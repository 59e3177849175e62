"""Facts, and the articles they stand in → a graph; and a graph → the flat table of facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kg.assemble import evidence, quads
from kg.assemble import notes as noted
from kg.assemble.nodes import Maker
from kg.assemble.reasons import reasons
from kg.assemble.row import Row
from kg.assemble.table import table
from kg.graph import Graph, Quad
from kg.graph.terms import evidence_of
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
    known = {article.id: article for article in given}
    maker = Maker(base, ((article.id, article.digest) for article in given))
    return Graph(_quads(list(facts), known, list(notes), maker, made_by), base=base)


def fact_iri(fact: Fact, *, base: str = BASE) -> str:
    """Return the identifier of a fact, which is the name of its graph as well."""
    return noted.fact_iri(fact, base)


def _quads(
    facts: Sequence[Fact],
    known: Mapping[str, Article],
    notes: Sequence[Note],
    maker: Maker,
    made_by: Mapping[str, str],
) -> Iterator[Quad]:
    for fact in facts:
        yield from quads.stated(fact, maker)
        yield from quads.told(fact, maker)
    for passage in dict.fromkeys(each for fact in facts for each in fact.evidence):
        yield from quads.passage(passage, maker)
    named = evidence.articles_named(facts) | {a for n in notes for a in noted.articles_named(n)}
    for name in sorted(named | known.keys()):
        yield from quads.article(name, known.get(name), maker)
    for note in notes:
        yield from quads.note(note, maker)
    place = evidence_of(maker.base)
    for triple in evidence.graph_triples(made_by, place):
        yield Quad(*triple, place)

"""One fact, one article, one note → its quads; those of a graph are all of them together."""

from collections.abc import Iterator

from kg.assemble import evidence
from kg.assemble import notes as noted
from kg.assemble.nodes import Maker
from kg.graph import Quad
from kg.graph.terms import evidence_of
from kg.model import Article, Evidence, Fact, Note


def own(fact: Fact, maker: Maker) -> Iterator[Quad]:
    """Yield what a fact states, in the graph of its name."""
    name = noted.fact_iri(fact, maker.base)
    for triple in maker.stated(fact).triples:
        yield Quad(*triple, name)


def stated(fact: Fact, maker: Maker) -> Iterator[Quad]:
    """Yield the same, and where the fact is current in the film graph as well."""
    for quad in own(fact, maker):
        yield quad
        if fact.current:
            yield quad._replace(graph=None)


def told(fact: Fact, maker: Maker) -> Iterator[Quad]:
    """Yield what the evidence graph says of a fact; what it says of the passages aside."""
    place, name = evidence_of(maker.base), noted.fact_iri(fact, maker.base)
    for triple in evidence.fact_triples(name, fact, maker.stated(fact).statement, maker):
        yield Quad(*triple, place)


def passage(given: Evidence, maker: Maker) -> Iterator[Quad]:
    """Yield what the evidence graph says of a passage."""
    for triple in evidence.passage_triples(given, maker):
        yield Quad(*triple, evidence_of(maker.base))


def article(name: str, known: Article | None, maker: Maker) -> Iterator[Quad]:
    """Yield what the evidence graph says of an article; of one that is not known its id alone."""
    for triple in evidence.article_triples(name, known, maker):
        yield Quad(*triple, evidence_of(maker.base))


def note(given: Note, maker: Maker) -> Iterator[Quad]:
    """Yield what the evidence graph says of a note."""
    for triple in noted.triples(given, maker):
        yield Quad(*triple, evidence_of(maker.base))

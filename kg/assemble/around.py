"""The part of a graph that is about one thing, or that one article tells: found by lookups.

So a page of one thing costs what is said of that thing, however large the graph is.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from kg import patterns
from kg.graph import Graph, Iri, Quad, Term
from kg.namespaces import NODE_SEGMENTS, iri, short

_FACT_ENDS = tuple(Iri(iri(name)) for name in ("rdf:subject", "rdf:object"))
_EVIDENCE, _SOURCE, _SELECTOR = (
    Iri(iri(name)) for name in ("film:evidence", "oa:hasSource", "oa:hasSelector")
)
_NAMING = tuple(Iri(iri(name)) for name in ("rdf:type", "rdfs:label"))
_IDENTIFIER, _PREDICATE = Iri(iri("dcterms:identifier")), Iri(iri("rdf:predicate"))


def facts_about(graph: Graph, thing: Iri) -> list[Iri]:
    """Return the facts whose statement or whose graph speaks of a thing, sorted."""
    said = (graph.quads(graph.evidence, predicate=end, object=thing) for end in _FACT_ENDS)
    found = {quad.subject for quad in chain.from_iterable(said)}
    for quad in (*graph.quads(subject=thing), *graph.quads(object=thing)):
        if quad.graph not in (None, graph.evidence):
            found.add(Iri(quad.graph))
    return sorted(found)


def passages_of(graph: Graph, article: Iri) -> list[Iri]:
    """Return the passages of an article, sorted."""
    return [quad.subject for quad in graph.quads(graph.evidence, predicate=_SOURCE, object=article)]


def facts_of(graph: Graph, article: Iri) -> list[Iri]:
    """Return the facts that an article tells, sorted."""
    return sorted(
        {
            quad.subject
            for passage in passages_of(graph, article)
            for quad in graph.quads(graph.evidence, predicate=_EVIDENCE, object=passage)
        }
    )


def statement_of(graph: Graph, fact: Iri, article: Iri) -> Iri | None:
    """Return the fact as whose statement an article's facts show one; none where none does.

    That is the fact itself, or the one whose node it adds to, a date to a release.
    """
    told = graph.quads(graph.evidence, subject=fact)
    if any(_is_statement(quad) for quad in told):
        return fact
    nodes = [quad.object for quad in told if quad.predicate == _FACT_ENDS[0]]
    around = (quad.graph for node in nodes for quad in graph.quads(subject=Iri(str(node))))
    for each in sorted({Iri(name) for name in around if name and name != graph.evidence}):
        own = graph.quads(graph.evidence, subject=each)
        if any(_is_statement(quad) for quad in own) and article in (
            quad.object
            for passage in _ends(own, _EVIDENCE)
            for quad in graph.quads(graph.evidence, subject=passage, predicate=_SOURCE)
        ):
            return each
    return None


def quads_of(graph: Graph, facts: Iterable[Iri], article: Iri | None = None) -> list[Quad]:
    """Return what is needed to read facts: their graphs, evidence, and the names of their things.

    The facts that add to the nodes of the given ones, a date to a release, come with them.

    Args:
        graph: with its evidence.
        facts: their identifiers.
        article: only passages of this one are taken; of all, where none is given.
    """
    wanted = None if article is None else frozenset(passages_of(graph, article))
    given = list(facts)
    own = {fact: graph.quads(fact) for fact in given}
    for node in sorted({q.subject for quads in own.values() for q in quads if _is_node(graph, q)}):
        for quad in graph.quads(graph.evidence, predicate=_FACT_ENDS[0], object=node):
            if quad.subject not in own:
                own[quad.subject] = graph.quads(quad.subject)
    told = [
        quad
        for fact in own
        for quad in graph.quads(graph.evidence, subject=fact)
        if wanted is None or quad.predicate != _EVIDENCE or quad.object in wanted
    ]
    passages = [
        quad for one in _ends(told, _EVIDENCE) for quad in graph.quads(graph.evidence, subject=one)
    ]
    where = [
        quad
        for one in _ends(passages, _SELECTOR)
        for quad in graph.quads(graph.evidence, subject=one)
    ]
    articles = [
        quad
        for one in _ends(passages, _SOURCE)
        for quad in graph.quads(graph.evidence, subject=one, predicate=_IDENTIFIER)
    ]
    found = [*chain.from_iterable(own.values()), *told]
    names = [
        quad
        for thing in _things(found)
        for property_ in _NAMING
        for quad in graph.quads(None, subject=thing, predicate=property_)
    ]
    return [*found, *passages, *where, *articles, *names]


def _is_statement(quad: Quad) -> bool:
    return quad.predicate == _PREDICATE and patterns.stated_by(short(str(quad.object))) is not None


def _is_node(graph: Graph, quad: Quad) -> bool:
    return quad.subject.removeprefix(graph.base).partition("/")[0] in NODE_SEGMENTS


def _ends(quads: Iterable[Quad], property_: Iri) -> Iterator[Iri]:
    """Yield what a property leads to, each once."""
    found = (quad.object for quad in quads if quad.predicate == property_)
    yield from dict.fromkeys(end for end in found if isinstance(end, Iri))


def _things(quads: Iterable[Quad]) -> list[Iri]:
    terms: Iterable[Term] = chain.from_iterable((q.subject, q.object) for q in quads)
    return sorted({term for term in terms if isinstance(term, Iri)})

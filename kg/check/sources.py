"""From a break to the facts that brought it, and from the facts to their words."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph import Graph, Iri, Quad, Term
from kg.model import Violation
from kg.namespaces import iri

_FACT = Iri(iri("film:Fact"))
_EVIDENCE = Iri(iri("film:evidence"))
_SELECTOR = Iri(iri("oa:hasSelector"))
_EXACT = Iri(iri("oa:exact"))
_KEPT_OUT = "SELECT DISTINCT ?fact { GRAPH <%s> { ?fact a <" + _FACT + "> } }"


@dataclass(frozen=True, slots=True)
class Finding:
    """One break, with the triples at fault.

    Attributes:
        violation: what is told of it; without quotes.
        triples: the triples of the film graph at fault; none where something is missing.
    """

    violation: Violation
    triples: tuple[Quad, ...]


def facts(graph: Graph, finding: Finding) -> list[Iri]:
    """Return the facts whose own graphs hold a triple at fault, sorted.

    Where something is missing, these are the facts that tell anything of the focus.
    """
    quads = [
        quad
        for at_fault in finding.triples
        for quad in graph.quads(
            subject=at_fault.subject, predicate=at_fault.predicate, object=at_fault.object
        )
    ]
    return holders(graph, quads) or mentioning(graph, Iri(finding.violation.focus))


def mentioning(graph: Graph, focus: Iri) -> list[Iri]:
    """Return the facts that tell something of the focus; else those that lead to it."""
    return holders(graph, graph.quads(subject=focus)) or holders(graph, graph.quads(object=focus))


def holders(graph: Graph, quads: Iterable[Quad]) -> list[Iri]:
    """Return the facts in whose own graphs the quads stand, sorted."""
    names = {quad.graph for quad in quads if quad.graph is not None}
    return sorted(name for name in names if graph.quads(subject=name, object=_FACT))


def quotes(graph: Graph, found: Iterable[Iri]) -> tuple[str, ...]:
    """Return the words of the passages that bear the facts, sorted, each once."""
    return tuple(
        sorted(
            {
                str(getattr(exact.object, "text", ""))
                for fact in found
                for link in graph.quads(subject=fact, predicate=_EVIDENCE)
                for selector in graph.quads(subject=Iri(str(link.object)), predicate=_SELECTOR)
                for exact in graph.quads(subject=Iri(str(selector.object)), predicate=_EXACT)
            }
        )
    )


def standing(graph: Graph, query: str) -> list[dict[str, Term | None]]:
    """Return the rows of a check of queries/checks; none about a fact that a shape keeps out.

    A store keeps such facts beside its graph, where a query for any named graph meets them.
    """
    out = {row["fact"] for row in graph.select(_KEPT_OUT % f"{graph.base}ledger/rejected")[1]}
    rows = graph.select(query)[1]
    return [row for row in rows if out.isdisjoint(row.values())]

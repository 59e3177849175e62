"""Keep out of the film graph what breaks a shape, with the reason."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.check import sources
from kg.check.shacl import findings
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import Report, Violation
from kg.namespaces import iri

_EVIDENCE = iri("film:evidence")
_SELECTOR = iri("oa:hasSelector")
_CURRENT = Iri(iri("film:current"))
_ENDS = (iri("film:earlier"), iri("film:later"))
_REASON = Iri(iri("film:rejectedBecause"))
_NO = Literal("false", iri("xsd:boolean"))


def gate(graph: Graph) -> tuple[Graph, Graph, Report]:
    """Return what conforms, what does not, and why.

    Facts whose graphs hold a triple at fault are taken out until the shapes are content. The
    articles stay in both graphs. In the second no fact is current, and each has its reasons.
    A triple that no fact carries is not taken out: a rule finds it.

    Returns:
        The graph without the refused facts; the refused facts alone, with an empty film
        graph; and what they broke.
    """
    accepted, broken = _gated(graph, None)
    told = {each for violations in broken.values() for each in violations}
    reasons = {fact: {each.message for each in broken[fact]} for fact in broken}
    return accepted, _refused(graph, reasons), Report(tuple(sorted(told)))


def refused(graph: Graph, focus: AbstractSet[str]) -> dict[Iri, set[Violation]]:
    """Return the facts that a gate for some nodes alone would take out, and what they break.

    Args:
        graph: all that is told of these nodes, and what the nodes are that they lead to.
        focus: what the shapes are to judge.
    """
    return _gated(graph, focus)[1]


def _gated(graph: Graph, focus: AbstractSet[str] | None) -> tuple[Graph, dict[Iri, set[Violation]]]:
    accepted, broken = graph, dict[Iri, set[Violation]]()
    while blame := _blame(accepted, focus):
        for fact, violations in blame.items():
            quotes = sources.quotes(accepted, [fact])
            broken[fact] = {replace(violation, quotes=quotes) for violation in violations}
        accepted = _without(accepted, frozenset(blame))
    return accepted, broken


def _blame(graph: Graph, focus: AbstractSet[str] | None) -> dict[Iri, set[Violation]]:
    blame: dict[Iri, set[Violation]] = {}
    for finding in findings(graph, focus):
        if finding.violation.severity == "Violation":
            for fact in sources.facts(graph, finding):
                blame.setdefault(fact, set()).add(finding.violation)
    return blame


def _without(graph: Graph, facts: frozenset[Iri]) -> Graph:
    """Return the graph as it were had the facts never been told."""
    quads, evidence = graph.quads(), sources.evidence_graph(graph)
    told = [quad for quad in quads if quad.graph == evidence]
    past = {quad.subject for quad in told if quad.predicate == _CURRENT and quad.object == _NO}
    gone = {quad[:3] for quad in quads if quad.graph in facts}
    gone -= {quad[:3] for quad in quads if quad.graph not in {None, evidence, *facts, *past}}
    silent = _described(told, facts) - _described(told, _others(told, facts))
    silent |= {quad.subject for quad in told if quad.predicate in _ENDS and quad.object in facts}
    return Graph(
        (
            quad
            for quad in quads
            if not (quad.graph in facts or (quad.graph is None and quad[:3] in gone))
            and not (quad.graph == evidence and quad.subject in silent)
        ),
        base=graph.base,
    )


def _refused(graph: Graph, reasons: dict[Iri, set[str]]) -> Graph:
    """Return the facts alone, none of them current, each with its reasons."""
    if not reasons:
        return Graph(base=graph.base)
    quads, evidence = graph.quads(), sources.evidence_graph(graph)
    told = [quad for quad in quads if quad.graph == evidence]
    others = _described(told, _others(told, reasons)) - _described(told, reasons)
    kept = [quad for quad in quads if quad.graph in reasons]
    kept += [q for q in told if q.subject not in others and q.predicate != _CURRENT]
    for fact, messages in reasons.items():
        kept.append(Quad(fact, _CURRENT, _NO, evidence))
        kept += (Quad(fact, _REASON, Literal(message), evidence) for message in messages)
    return Graph(kept, base=graph.base)


def _others(told: list[Quad], facts: Iterable[Iri]) -> set[Iri]:
    return {quad.subject for quad in told if quad.predicate == _EVIDENCE} - set(facts)


def _described(told: list[Quad], facts: Iterable[Iri]) -> set[Iri]:
    """Return the facts with their passages and the selectors of those."""
    found = set(facts)
    for link in (_EVIDENCE, _SELECTOR):
        found |= {
            Iri(str(quad.object))
            for quad in told
            if quad.predicate == link and quad.subject in found
        }
    return found

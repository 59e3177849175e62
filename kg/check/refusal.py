"""Keep out of the film graph what breaks a shape, with the reason."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from kg.check import sources
from kg.check.shacl import findings
from kg.graph import Graph, Iri, Literal, Quad
from kg.graph.terms import evidence_of
from kg.model import Report, Violation
from kg.namespaces import iri

_TYPE, _FACT, _EVIDENCE, _SELECTOR, _CURRENT, *_ENDS = (
    f"<{iri(name)}>".encode()
    for name in (
        *("rdf:type", "film:Fact", "film:evidence", "oa:hasSelector", "film:current"),
        *("film:earlier", "film:later"),
    )
)
_BECAUSE = Iri(iri("film:rejectedBecause"))
_NO = f'"false"^^<{iri("xsd:boolean")}>'.encode()


class _Line(NamedTuple):
    """A quad, each term of it as N-Quads writes it; the film graph has no name."""

    subject: bytes
    predicate: bytes
    object: bytes
    graph: bytes


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
    accepted, broken, lines = graph, dict[Iri, set[Violation]](), list[_Line]()
    while blame := blamed(accepted, focus):
        for fact, violations in blame.items():
            quotes = sources.quotes(accepted, [fact])
            broken[fact] = {replace(violation, quotes=quotes) for violation in violations}
        lines = _without(lines or _lines(graph), set(map(_written, blame)), graph.base)
        accepted = _graph(lines, graph.base)
    return accepted, broken


def blamed(graph: Graph, focus: AbstractSet[str] | None = None) -> dict[Iri, set[Violation]]:
    """Return the facts that are at fault as the graph stands, and what they break.

    Args:
        graph: what is judged.
        focus: the nodes to judge; all where it is not given.
    """
    blame: dict[Iri, set[Violation]] = {}
    for finding in findings(graph, focus):
        if finding.violation.severity == "Violation":
            for fact in sources.facts(graph, finding):
                blame.setdefault(fact, set()).add(finding.violation)
    return blame


def _without(lines: list[_Line], names: AbstractSet[bytes], base: str) -> list[_Line]:
    """Return a graph as it were had the facts of these names never been told."""
    evidence = _evidence(lines, base)
    told = [line for line in lines if line.graph == evidence]
    past = {line.subject for line in told if line.predicate == _CURRENT and line.object == _NO}
    gone = {line[:3] for line in lines if line.graph in names}
    gone -= {line[:3] for line in lines if line.graph not in {b"", evidence, *names, *past}}
    silent = _described(told, names) - _described(told, _others(told, names))
    silent |= {line.subject for line in told if line.predicate in _ENDS and line.object in names}
    return [
        line
        for line in lines
        if not (line.graph in names or (line.graph == b"" and line[:3] in gone))
        and not (line.graph == evidence and line.subject in silent)
    ]


def _refused(graph: Graph, reasons: dict[Iri, set[str]]) -> Graph:
    """Return the facts alone, none of them current, each with its reasons."""
    if not reasons:
        return Graph(base=graph.base)
    lines, names = _lines(graph), set(map(_written, reasons))
    evidence = _evidence(lines, graph.base)
    place = Iri(evidence[1:-1].decode())
    told = [line for line in lines if line.graph == evidence]
    others = _described(told, _others(told, names)) - _described(told, names)
    kept = [line for line in lines if line.graph in names]
    kept += [line for line in told if line.subject not in others and line.predicate != _CURRENT]
    why = Graph(
        Quad(fact, _BECAUSE, Literal(message), place)
        for fact, messages in reasons.items()
        for message in messages
    )
    kept += _lines(why)
    kept += (_Line(name, _CURRENT, _NO, evidence) for name in names)
    return _graph(kept, graph.base)


def _evidence(lines: list[_Line], base: str) -> bytes:
    """Return the name of the graph that holds the evidence."""
    places = {line.graph for line in lines if line.object == _FACT and line.predicate == _TYPE}
    return min(places, default=b"") or _written(evidence_of(base))


def _others(told: list[_Line], facts: AbstractSet[bytes]) -> set[bytes]:
    return {line.subject for line in told if line.predicate == _EVIDENCE} - facts


def _described(told: list[_Line], facts: Iterable[bytes]) -> set[bytes]:
    """Return the facts with their passages and the selectors of those."""
    found = set(facts)
    for link in (_EVIDENCE, _SELECTOR):
        found |= {line.object for line in told if line.predicate == link and line.subject in found}
    return found


def _written(name: str) -> bytes:
    return f"<{name}>".encode()


def _lines(graph: Graph) -> list[_Line]:
    """Return the quads as they are written: nothing of them is read but where a term ends."""
    found = []
    for line in graph.serialize("nt").split(b"\n")[:-1]:
        subject, predicate, term = line.split(b" ", 2)
        found.append(_Line(subject, predicate, term[:-2], b""))
    for line in graph.serialize("nq", part="evidence").split(b"\n")[:-1]:
        subject, predicate, rest = line.split(b" ", 2)
        term, name, _ = rest.rsplit(b" ", 2)
        found.append(_Line(subject, predicate, term, name))
    return found


def _graph(lines: Iterable[_Line], base: str) -> Graph:
    return Graph.parse(b"".join(b"%b %b %b %b .\n" % line for line in lines), "nq", base=base)

"""What shapes keep out: nodes judged some thousand at a time, each with all that it depends on.

Facts that bring what breaks a shape are taken out, and the nodes that they told of are judged
again, until the shapes are content: as ``kg.check.gate`` does with a whole graph. Each round goes
over all facts, and judges only the nodes that the round before has stirred.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import count

from kg import check
from kg.assemble import quads as quads_of
from kg.assemble.nodes import Maker
from kg.bulk.records import AnyRecords, Group, Record, each
from kg.graph import Graph, Iri, Literal, Quad
from kg.graph.terms import evidence_of
from kg.namespaces import FILM, iri

BROKEN = "broken"

_TYPE = Iri(iri("rdf:type"))
_FACT = Iri(iri("film:Fact"))
_CURRENT = Iri(iri("film:current"))
_MANY = 20_000
"""So many quads are judged together."""


def broken(facts: AnyRecords, base: str) -> AnyRecords:
    """Return the facts that shapes keep out, as ``BROKEN``: the round, and why.

    Args:
        facts: each under its identifier, as ``fact``.
        base: what identifiers begin with.
    """
    watched = frozenset(check.looked_at())
    out = facts.only(BROKEN)
    for number in count(1):
        told = facts.beside(out).grouped(each(_told, base, watched, number))
        typed = told.only("kind", "leads", "retyped").grouped(each(_typed))
        around = told.only("told", "into", "stirred").beside(typed)
        found = around.grouped(partial(_judged, base, number))
        if not found.has(BROKEN):
            return out
        out = out.beside(found)
    raise AssertionError  # the loop ends by itself


def _told(base: str, watched: Collection[Iri], number: int, group: Group) -> Iterator[Record]:
    """Tell the nodes what a fact tells of them; or that one was taken out in the round before."""
    fact, places = group.one("fact")
    maker = Maker(base, known={article: at for article, (at, _) in places.items()})
    rounds = {told for told, _ in group.all(BROKEN)}
    for subject, predicate, term, name in quads_of.own(fact, maker):
        node = not isinstance(term, Literal) and not term.startswith(FILM)
        if not rounds:
            yield Record("told", subject, (predicate, term, name, fact.current))
            if predicate == _TYPE and fact.current:
                yield Record("kind", subject, term)
            if node and fact.current:
                yield Record("leads", str(term), subject)
            if node and predicate in watched:
                yield Record("into", str(term), (subject, predicate, name, fact.current))
        elif number - 1 in rounds:
            yield Record("stirred", subject, None)
            if node and predicate in watched:
                yield Record("stirred", str(term), None)
            if predicate == _TYPE:
                yield Record("retyped", subject, None)


def _typed(group: Group) -> Iterator[Record]:
    """Tell what a node is to those that lead to it."""
    kinds = sorted(set(group.all("kind")))
    for lead in set(group.all("leads")):
        yield Record("type", lead, (group.key, kinds))
        if group.all("retyped"):
            yield Record("stirred", lead, None)


def _judged(base: str, number: int, groups: Iterator[Group]) -> Iterator[Record]:
    """Judge nodes, many at a time; after the first round only those that were stirred."""
    quads: list[Quad] = []
    focus: set[str] = set()
    for group in groups:
        if group.all("told") and (number == 1 or group.all("stirred")):
            focus.add(group.key)
            quads += _around(base, group)
            if len(quads) >= _MANY:
                yield from _blamed(quads, focus, base, number)
                quads, focus = [], set()
    if focus:
        yield from _blamed(quads, focus, base, number)


def _around(base: str, group: Group) -> Iterator[Quad]:
    """Yield all that a node depends on: what is told of it, what leads to it, what it leads to."""
    node, evidence = Iri(group.key), evidence_of(base)
    told = [(Quad(node, p, o, name), now) for p, o, name, now in group.all("told")]
    told += [(Quad(s, p, node, name), now) for s, p, name, now in group.all("into")]
    for quad, current in told:
        assert quad.graph is not None
        yield quad
        yield Quad(quad.graph, _TYPE, _FACT, evidence)
        text = Literal(str(current).lower(), iri("xsd:boolean"))
        yield Quad(quad.graph, _CURRENT, text, evidence)
        if current:
            yield quad._replace(graph=None)
    for end, kinds in group.all("type"):
        yield from (Quad(Iri(end), _TYPE, kind) for kind in kinds)


def _blamed(
    quads: Iterable[Quad], focus: Collection[str], base: str, number: int
) -> Iterator[Record]:
    blame = check.blamed(Graph(quads, base=base), frozenset(focus))
    for fact, violations in blame.items():
        for message in sorted({found.message for found in violations}):
            yield Record(BROKEN, fact, (number, message))

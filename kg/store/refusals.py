"""What shapes keep out, where a change touches it: judged by the nodes that are told otherwise.

Which facts a shape takes out depends on what is told of the nodes that they speak of, kept out
or not. So these nodes are judged, and all that follows where a fact is taken out or let in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import check
from kg.graph import Graph, Iri, Literal, Quad, Term
from kg.namespaces import iri
from kg.store.ledger import Ledger

if TYPE_CHECKING:
    from kg.model import Violation

_TYPE = Iri(iri("rdf:type"))
_FACT = Iri(iri("film:Fact"))
_CURRENT = Iri(iri("film:current"))


@dataclass(frozen=True, slots=True)
class Own:
    """A fact's own triples.

    Attributes:
        quads: in the graph of its name.
        current: whether the film graph has them.
    """

    quads: frozenset[Quad]
    current: bool


class Judged:
    """The facts that a change may put in or take out.

    Attributes:
        were: those that a shape kept out before.
        broken: those that a shape keeps out now, and what they break.
        others: those that are none of the change's own, and come in or go out by it.
    """

    def __init__(self, ledger: Ledger, old: Mapping[Iri, Own], new: Mapping[Iri, Own]) -> None:
        """Judge a change.

        Args:
            ledger: what is remembered.
            old: the facts that change, as they were; naming those alone that are anew told.
            new: the same as they are.
        """
        self._ledger = ledger
        self._old = old
        self._new = new
        self.were = self._refused(old.keys() | new.keys())
        changed = _film(old) ^ _film(new)
        # What was kept out may cancel out with what comes under another name: it is judged anew.
        changed |= {
            q[:3]
            for side in (old, new)
            for name in self.were & side.keys()
            for q in side[name].quads
        }
        focus = self._touched(changed)
        while True:
            around, out = self._around(focus)
            shut = {q[:3] for q in out}
            if more := self._touched(shut) - focus:
                focus |= more
                continue
            self.were |= {name for quad in out if (name := ledger.names.fact_of(quad.graph))}
            graph = Graph(self._quads(focus, around), base=ledger.dataset.base)
            self.broken: Mapping[Iri, Collection[Violation]] = check.refused(graph, focus)
            turned = (self.broken.keys() ^ self.were) & (around.keys() | new.keys())
            turned &= around.keys() | old.keys()
            if not (more := self._touched(self._triples(turned)) - focus):
                break
            focus |= more
        self.others = {name for name in turned if name not in old and name not in new}

    def _refused(self, names: Iterable[Iri]) -> set[Iri]:
        """Return those of facts that a shape keeps out so far."""
        place = self._ledger.names.rejected
        kept = self._ledger.dataset.match(place, subjects=list(names), predicate=_CURRENT)
        return {quad.subject for quad in kept}

    def _touched(self, triples: Iterable[tuple[Iri, Iri, Term]]) -> set[str]:
        """Return the nodes that shapes must judge when triples come or go."""
        match, watched = self._ledger.dataset.match, check.looked_at()
        given = list(triples)
        nodes = {Iri(subject) for subject, _, _ in given}
        typed = {subject for subject, predicate, _ in given if predicate == _TYPE}
        nodes |= {quad.subject for quad in match(None, objects=typed)}
        nodes |= {q.subject for own in self._new.values() for q in own.quads if q.object in typed}
        ends = {(p, Iri(o)) for _, p, o in given if p in watched and isinstance(o, Iri)}
        kinds: dict[Iri, set[Term]] = {}
        for quad in match(None, subjects={end for _, end in ends}, predicate=_TYPE):
            kinds.setdefault(quad.subject, set()).add(quad.object)
        for subject, predicate, target in _film(self._new):
            if predicate == _TYPE:
                kinds.setdefault(subject, set()).add(target)
        seen = (end for p, end in ends if watched[p] & {*kinds.get(end, ()), check.ANYTHING})
        return {*nodes, *seen}

    def _around(self, focus: Collection[str]) -> tuple[dict[Iri, set[Quad]], set[Quad]]:
        """Return the facts that tell of nodes, with what they tell; and all that is kept out."""
        match, names = self._ledger.dataset.match, self._ledger.names
        nodes = [Iri(each) for each in focus]
        told = match(subjects=nodes)
        for predicate in check.looked_at():
            told += match(predicate=predicate, objects=nodes)
        around: dict[Iri, set[Quad]] = {}
        shut: set[Iri] = set()
        for quad in told:
            name = names.fact_of(quad.graph)
            if name is not None and name not in self._old and name not in self._new:
                around.setdefault(name, set()).add(quad._replace(graph=name))
                if quad.graph != name:
                    shut.add(names.kept_out(name))
        return around, {quad for graph in shut for quad in match(graph)}

    def _quads(self, focus: Collection[str], around: Mapping[Iri, Iterable[Quad]]) -> set[Quad]:
        """Return what is told of nodes, all of it, with what it leads to."""
        names, match = self._ledger.names, self._ledger.dataset.match
        current = {
            quad.subject: quad.object == Literal("true", iri("xsd:boolean"))
            for place in (names.evidence, names.rejected)
            for quad in match(place, subjects=around.keys(), predicate=_CURRENT)
        }
        quads = set(_told(self._new, names.evidence))
        every = {n: Own(frozenset(q), current.get(n, True)) for n, q in around.items()}
        quads |= set(_told(every, names.evidence))
        ends = {
            quad.object for quad in quads if quad.graph is None and isinstance(quad.object, Iri)
        }
        wanted = [Iri(str(end)) for end in ends if end not in focus]
        return quads | set(match(None, subjects=wanted, predicate=_TYPE))

    def _triples(self, names: Iterable[Iri]) -> set[tuple[Iri, Iri, Term]]:
        """Return the own triples of facts."""
        known, data = self._ledger.names, self._ledger.dataset
        found: set[Quad] = set()
        for name in names:
            if name in self._new:
                found |= self._new[name].quads
            else:
                found.update(data.match(name), data.match(known.kept_out(name)))
        return {quad[:3] for quad in found}


def _film(facts: Mapping[Iri, Own]) -> set[tuple[Iri, Iri, Term]]:
    return {quad[:3] for own in facts.values() if own.current for quad in own.quads}


def _told(facts: Mapping[Iri, Own], evidence: Iri) -> Iterator[Quad]:
    for name, own in facts.items():
        yield Quad(name, _TYPE, _FACT, evidence)
        yield Quad(name, _CURRENT, Literal(str(own.current).lower(), iri("xsd:boolean")), evidence)
        for quad in own.quads:
            yield quad
            if own.current:
                yield quad._replace(graph=None)

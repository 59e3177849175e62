"""Where the quads of facts stand: in the graphs that all may read, or kept out of them.

A fact that a shape keeps out stands in the ledger, with the reason: its own triples in a graph
there, its evidence in another. So it can come in again when what it clashed with is gone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.assemble import quads
from kg.assemble.nodes import Maker
from kg.graph import Iri, Literal, Quad, Term
from kg.model import Fact, Violation
from kg.namespaces import iri
from kg.store.ledger import Ledger

_EVIDENCE = Iri(iri("film:evidence"))
_SELECTOR = Iri(iri("oa:hasSelector"))
_CURRENT = Iri(iri("film:current"))
_BECAUSE = Iri(iri("film:rejectedBecause"))
_ENDS = (Iri(iri("film:earlier")), Iri(iri("film:later")))
_TRUE = Literal("true", iri("xsd:boolean"))


@dataclass(frozen=True, slots=True)
class Part:
    """A fact's quads, or the part of them that some articles bear.

    Attributes:
        own: its triples, in the graph of its name.
        told: what the evidence graph says of it, with its passages.
        current: whether the film graph has its triples.
    """

    own: frozenset[Quad]
    told: frozenset[Quad]
    current: bool

    @classmethod
    def of(cls, fact: Fact, maker: Maker) -> "Part":
        """Return the quads of a fact."""
        passages = (quad for each in fact.evidence for quad in quads.passage(each, maker))
        told = frozenset([*quads.told(fact, maker), *passages])
        return cls(frozenset(quads.own(fact, maker)), told, fact.current)

    def __or__(self, other: "Part") -> "Part":
        return Part(self.own | other.own, self.told | other.told, self.current)

    def bare(self, name: Iri) -> "Part":
        """Return what it is without any of its evidence."""
        told = (q for q in self.told if q.subject == name and q.predicate != _EVIDENCE)
        return Part(self.own, frozenset(told), self.current)


class Places:
    """Where the quads of the facts of one store stand, and are to stand."""

    def __init__(self, ledger: Ledger) -> None:
        self._names = ledger.names
        self._match = ledger.dataset.match

    def placed(self, part: Part, *, out: bool) -> Iterator[Quad]:
        """Yield the quads of a fact where they stand, let in or kept out."""
        names = self._names
        for quad in part.own:
            assert quad.graph is not None
            yield quad._replace(graph=names.kept_out(quad.graph)) if out else quad
            if part.current and not out:
                yield quad._replace(graph=None)
        for quad in part.told:
            yield quad._replace(graph=names.rejected if out else names.evidence)

    def stored(self, name: Iri, *, out: bool) -> Part:
        """Return a fact as it is kept, whole."""
        names = self._names
        place = names.rejected if out else names.evidence
        told = {q for q in self._match(place, subjects=[name]) if q.predicate != _BECAUSE}
        passages = {Iri(str(q.object)) for q in told if q.predicate == _EVIDENCE}
        told.update(self._match(place, subjects=passages))
        selectors = {Iri(str(q.object)) for q in told if q.predicate == _SELECTOR}
        told.update(self._match(place, subjects=selectors))
        own = self._match(names.kept_out(name) if out else name)
        current = any(q.predicate == _CURRENT and q.object == _TRUE for q in told)
        return Part(
            frozenset(quad._replace(graph=name) for quad in own),
            frozenset(quad._replace(graph=names.evidence) for quad in told),
            current,
        )

    def reasons_before(self, facts: Collection[Iri]) -> list[Quad]:
        """Return why facts are kept out so far."""
        return self._match(self._names.rejected, subjects=facts, predicate=_BECAUSE)

    def reasons(self, broken: Mapping[Iri, Iterable[Violation]]) -> Iterator[Quad]:
        """Yield why facts are kept out now."""
        for fact, violations in broken.items():
            for each in violations:
                yield Quad(fact, _BECAUSE, Literal(each.message), self._names.rejected)

    def changes(self, facts: Collection[Iri]) -> set[Quad]:
        """Return what is said of what became of facts, or of what they ended, as it is kept."""
        places = (self._names.evidence, self._names.rejected)
        wanted: list[Term] = list(facts)
        nodes = {
            quad.subject
            for place in places
            for end in _ENDS
            for quad in self._match(place, predicate=end, objects=wanted)
        }
        return {quad for place in places for quad in self._match(place, subjects=nodes)}

    def of_others(self, changes: Iterable[Quad], facts: Collection[Iri]) -> set[Quad]:
        """Return those of what is said of changes that are no changes of some facts."""
        given = list(changes)
        own = {q.subject for q in given if q.predicate == _ENDS[0] and q.object in facts}
        return {quad for quad in given if quad.subject not in own}

    def replaced(
        self, changes: Iterable[Quad], judged: Collection[Iri], out: Collection[Iri]
    ) -> set[Quad]:
        """Return what is said of what became of facts, where it is to stand.

        It is told where both the fact and what ended it are let in.

        Args:
            changes: what is said.
            judged: the facts of which it is known whether they are kept out.
            out: those of them that are.
        """
        given = list(changes)
        ends = {q.subject: set[Iri]() for q in given}
        for quad in given:
            if quad.predicate in _ENDS:
                ends[quad.subject].add(Iri(str(quad.object)))
        others = {end for both in ends.values() for end in both} - set(judged)
        names = self._names
        shut = {q.subject for q in self._match(names.rejected, subjects=others, predicate=_CURRENT)}
        shut |= set(out)
        return {
            q._replace(graph=names.rejected if ends[q.subject] & shut else names.evidence)
            for q in given
        }

    def shared(self, going: Collection[Quad], facts: Collection[Iri]) -> set[Quad]:
        """Return those of quads that go which facts bear that do not change.

        Args:
            going: the quads.
            facts: all facts that change, or come in or go out.
        """
        return {
            *self._shared_triples({quad for quad in going if quad.graph is None}, facts),
            *self._shared_passages(going, facts),
        }

    def _shared_triples(self, going: set[Quad], facts: Collection[Iri]) -> Iterator[Quad]:
        """Yield the triples of the film graph that other facts bear, let in and current."""
        names = self._names
        triples = {quad[:3] for quad in going}
        bearing = [
            quad
            for quad in self._match(subjects={quad.subject for quad in going})
            if quad[:3] in triples
            and quad.graph is not None
            and names.fact_of(quad.graph) == quad.graph
            and quad.graph not in facts
        ]
        bearers = {quad.graph for quad in bearing if quad.graph is not None}
        told = self._match(names.evidence, subjects=bearers, predicate=_CURRENT)
        current = {quad.subject for quad in told if quad.object == _TRUE}
        yield from (quad._replace(graph=None) for quad in bearing if quad.graph in current)

    def _shared_passages(self, going: Collection[Quad], facts: Collection[Iri]) -> Iterator[Quad]:
        """Yield what is said of passages, and of their words, that other facts rest on."""
        for place in (self._names.evidence, self._names.rejected):
            here = [quad for quad in going if quad.graph == place]
            of_passages = [q for q in here if q.predicate == _SELECTOR]
            passages = {quad.subject for quad in of_passages}
            links = self._match(place, predicate=_EVIDENCE, objects=passages)
            kept = {str(quad.object) for quad in links if quad.subject not in facts}
            selectors = {Iri(str(quad.object)) for quad in of_passages}
            uses = self._match(place, predicate=_SELECTOR, objects=selectors)
            kept |= {str(q.object) for q in uses if q.subject not in passages or q.subject in kept}
            yield from (quad for quad in here if quad.subject in kept)

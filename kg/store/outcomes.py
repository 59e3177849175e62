"""What became of statements, where a change touches it: subject by subject, before and after."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg import assemble
from kg.graph import Iri, Literal, Quad, Term
from kg.model import Entity, Fact
from kg.resolve import history, merge
from kg.resolve.statements import is_ending, node_digits
from kg.store import codec
from kg.store.ledger import Ledger
from kg.store.statements import Restated, stated


class Retold:
    """The facts of all subjects that a change touches.

    Attributes:
        old: fact → as it was.
        new: fact → as it is; with those that follow of plans that came about.
        changes: what became of those that are not current.
    """

    def __init__(
        self,
        ledger: Ledger,
        restated: Restated,
        things: Mapping[str, Entity],
        dates: Mapping[str, date | None],
    ) -> None:
        """Follow the history of what is stated otherwise.

        Args:
            ledger: what is remembered.
            restated: what is stated otherwise.
            things: things that the change touches, by identifier, as they were.
            dates: dates of articles that are new, or that have another date now, or none.
        """
        self._ledger = ledger
        self._things = things
        self._restated = restated
        self._kept: dict[Iri, tuple[Fact, bool]] = {}
        self._now: dict[Iri, Fact] = {}
        anew = restated.old.keys() | restated.new.keys()
        self._read(anew)
        self._base = ledger.dataset.base
        subjects = self._subjects(anew)
        self._read_ends()
        days = {**ledger.dates(self._articles()), **dates}
        known = {name: day for name, day in days.items() if day is not None}
        kept, changes = history.told(self._now.values(), known)
        self.old = {n: f for n, (f, _) in self._kept.items() if f.subject.iri in subjects}
        found = [fact for fact in merge.merged(kept) if fact.subject.iri in subjects]
        self.new = {Iri(assemble.fact_iri(fact, base=self._base)): fact for fact in found}
        self.changes = [each for each in changes if each.earlier.subject.iri in subjects]

    def remembered(self) -> tuple[set[Quad], set[Quad]]:
        """Return what the ledger has of these facts, and what it is to have."""
        was = {name for name, (_, is_stated) in self._kept.items() if is_stated}
        old = {q for n, f in self.old.items() for q in self._of(n, f, is_stated=n in was)}
        new = {q for n, f in self.new.items() for q in self._of(n, f, is_stated=n in self._now)}
        return old, new

    def _subjects(self, anew: Iterable[Iri]) -> set[str]:
        """Return all subjects whose histories may change, with their facts read."""
        touched = {fact for name in anew for fact in self._both(name)}
        ends = {Iri(fact.subject.iri) for fact in touched if is_ending(fact)}
        facts = self._valued(ends)
        edge = {fact.subject.iri for fact in touched}
        edge |= self._about(facts)
        subjects: set[str] = set()
        nodes = _nodes(touched)
        while edge:
            subjects |= edge
            about = self._ledger.found(self._ledger.names.about, map(Iri, edge))
            self._read({name for found in about.values() for name in found})
            own = [f for f in self._every() if f.subject.iri in edge]
            more = nodes | _nodes(own)
            found = self._ledger.found(self._ledger.names.node, map(Literal, more))
            edge = self._about({name for each in found.values() for name in each}) - subjects
            edge |= {f.subject.iri for f in self._now.values() if node_digits(f) in more} - subjects
            nodes = set()
        return subjects

    def _every(self) -> Iterator[Fact]:
        yield from (fact for fact, _ in self._kept.values())
        yield from self._now.values()

    def _both(self, name: Iri) -> Iterator[Fact]:
        if name in self._kept:
            yield self._kept[name][0]
        if name in self._now:
            yield self._now[name]

    def _read(self, names: Iterable[Iri]) -> None:
        """Read facts as they were; and see how they are stated now."""
        fresh = set(names) - self._kept.keys() - self._now.keys()
        restated = self._restated
        were = self._ledger.facts(fresh, self._things)
        self._kept |= were
        for name in fresh:
            said = were[name][0] if name in were and were[name][1] else None
            fact = stated(said, restated.new.get(name), restated.articles)
            if fact is not None:
                self._now[name] = fact

    def _read_ends(self) -> None:
        """Read what is said to have ended, of all that the facts speak of."""
        things = {
            Iri(value.iri)
            for fact in self._now.values()
            for value in (fact.subject, fact.object, *(q.value for q in fact.qualifiers))
            if isinstance(value, Entity)
        }
        found = self._ledger.found(self._ledger.names.ends, things)
        self._read({name for each in found.values() for name in each})

    def _about(self, facts: Iterable[Iri]) -> set[str]:
        """Return the subjects of facts that are kept."""
        told = self._ledger.given(self._ledger.names.about, facts)
        return {str(subject) for found in told.values() for subject in found}

    def _valued(self, things: Iterable[Iri]) -> set[Iri]:
        """Return the kept facts in whose own graphs things stand as values."""
        wanted: list[Term] = list(things)
        names = self._ledger.names
        quads = self._ledger.dataset.match(objects=wanted)
        return {fact for quad in quads if (fact := names.fact_of(quad.graph))}

    def _articles(self) -> set[str]:
        return {each.article for fact in self._now.values() for each in fact.evidence}

    def _of(self, name: Iri, fact: Fact, *, is_stated: bool) -> Iterator[Quad]:
        names, quad = self._ledger.names, self._ledger.quad
        yield quad(name, names.fact, Literal(codec.fact_text(fact, stated=is_stated)))
        yield quad(name, names.about, Iri(fact.subject.iri))
        for each in _nodes([fact]):
            yield quad(name, names.node, Literal(each))
        if is_ending(fact):
            yield quad(name, names.ends, Iri(fact.subject.iri))


def _nodes(facts: Iterable[Fact]) -> set[str]:
    return {digits for fact in facts if (digits := node_digits(fact)) is not None}

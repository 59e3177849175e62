"""What became of each statement, by the dates of the articles; what is current in the end.

A plan is confirmed, moved, withdrawn or cancelled by a later article; a general statement gives
way to a precise one, whatever their dates. An article without a date ends nothing. What is no
longer current is kept, with what took its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg import patterns
from kg.model import Basis, Change, Entity, Fact, Outcome, Qualifier, Status
from kg.patterns import keys
from kg.resolve.statements import (
    Statement,
    agree,
    differ,
    fits,
    grouped,
    in_one_place,
    is_date,
    is_ending,
    node,
    refines,
)


def told(facts: Iterable[Fact], dates: Mapping[str, date]) -> tuple[list[Fact], list[Change]]:
    """Return the facts, each current or not, with what follows of confirmed plans; and why.

    What a plan told of a node that a later article confirms, and that article leaves out, is
    taken to have come about as well: a fact that is implied, with the plan's words.

    Args:
        facts: each statement once.
        dates: article → its date, where it has one; of a near-copy, that of the first.
    """
    every = list(facts)
    statements = _Statements(every, dates)
    ends = {one: end for one in statements.every if (end := statements.end(one))}
    old = {keys.statement(fact) for one in ends for fact in one.facts}
    kept = [replace(fact, current=keys.statement(fact) not in old) for fact in every]
    changes = [
        Change(outcome, replace(fact, current=False), later.base, on)
        for one, (outcome, later, on) in ends.items()
        for fact in one.facts
    ]
    known = {keys.statement(fact) for fact in kept}
    for one, (outcome, later, _) in ends.items():
        for fact in _carried(one, later, dates) if outcome is Outcome.CONFIRMED else ():
            if keys.statement(fact) in known:
                continue
            gone = ends.get(later)  # what it hangs on was ended in its turn
            kept.append(replace(fact, current=gone is None))
            if gone is not None:
                changes.append(Change(gone[0], replace(fact, current=False), gone[1].base, gone[2]))
    return kept, sorted(dict.fromkeys(changes), key=_order)


_ANY = date.min
_End = tuple[Outcome, Statement, date | None]


class _Statements:
    """Statements, found by what they speak of.

    Attributes:
        every: all of them, in order.
    """

    def __init__(self, facts: Sequence[Fact], dates: Mapping[str, date]) -> None:
        self.every = grouped(facts, dates)
        self._alike: dict[tuple[str, str, Status], list[Statement]] = defaultdict(list)
        self._same: dict[tuple[str, str, Status, str], list[Statement]] = defaultdict(list)
        self._nodes: dict[object, list[Statement]] = defaultdict(list)
        self._ending: dict[str, list[Statement]] = defaultdict(list)
        for each in self.every:
            base = each.base
            about = base.subject.iri, base.relation, base.status
            self._alike[about].append(each)
            self._same[*about, keys.alike(base.object)].append(each)
            self._nodes[node(base)].append(each)
            if is_ending(base):
                self._ending[base.subject.iri].append(each)

    def end(self, one: Statement) -> _End | None:
        """Return what became of a statement; none where it is current.

        What an article tells of a work that it tells as cancelled is no confirmation.
        """
        found = [
            end
            for end in (self._confirmed(one), self._moved(one), self._withdrawn(one))
            if end is not None
        ]
        end = min(found, key=_day, default=None)
        cancelled = self._cancelled(one)
        if cancelled and (end is None or _day(cancelled) <= _day(end)):
            return cancelled
        return end or self._refined(one)

    def _confirmed(self, one: Statement) -> _End | None:
        if one.base.status is not Status.PLANNED or one.first is None:
            return None
        same = [o for o in self._others(one, Status.ACTUAL) if fits(one.base, o.base)]
        if not same and patterns.relation(one.base.relation).single is None:
            same = self._beside(one, Status.ACTUAL)
        return _earliest(Outcome.CONFIRMED, same, one.first)

    def _withdrawn(self, one: Statement) -> _End | None:
        if one.last is None or one.base.status not in (Status.PLANNED, Status.ACTUAL):
            return None
        over = [Status.SUPERSEDED, *([Status.DENIED] if one.base.status is Status.PLANNED else [])]
        same = [o for s in over for o in self._others(one, s) if fits(one.base, o.base)]
        same = same or self._beside(one, Status.SUPERSEDED)
        return _earliest(Outcome.WITHDRAWN, same, one.last)

    def _cancelled(self, one: Statement) -> _End | None:
        if one.base.status is not Status.PLANNED or one.last is None:
            return None
        values = (one.base.subject, one.base.object, *(q.value for q in one.base.qualifiers))
        ending = [
            end
            for value in values
            if isinstance(value, Entity)
            for end in self._ending.get(value.iri, ())
            if end.base.status is Status.ACTUAL
        ]
        return _earliest(Outcome.CANCELLED, ending, one.last)

    def _moved(self, one: Statement) -> _End | None:
        single = patterns.relation(one.base.relation).single
        if single is None or one.base.status is not Status.PLANNED or one.last is None:
            return None
        others = [
            other
            for status in (Status.PLANNED, Status.ACTUAL)
            for other in self._others(one, status)
            if in_one_place(one, other, single) and differ(one, other)
        ]
        found = _earliest(Outcome.MOVED, others, one.last)
        if found is None:
            return None
        rivals = [
            o
            for o in others
            if found[2] in o.dates and not agree(o.base.object, found[1].base.object)
        ]
        return None if rivals else found

    def _refined(self, one: Statement) -> _End | None:
        base = one.base
        about = base.subject.iri, base.relation, base.status
        dated = is_date(base.object)
        near = self._alike[about] if dated else self._same[*about, keys.alike(base.object)]
        others = [other for other in near if refines(other, one)]
        most = [o for o in others if not any(refines(p, o) for p in others)]
        return (Outcome.REFINED, most[0], None) if len(most) == 1 else None

    def _others(self, one: Statement, status: Status) -> list[Statement]:
        """Return the statements of the same relation, about the same thing, of a status."""
        alike = self._alike[one.base.subject.iri, one.base.relation, status]
        return [other for other in alike if other is not one]

    def _beside(self, one: Statement, status: Status) -> list[Statement]:
        """Return what is said of the same node by other relations alone."""
        own_node = node(one.base)
        if own_node is None:
            return []
        alike = [other for other in self._nodes[own_node] if other.base.status is status]
        own = any(other.base.relation == one.base.relation for other in alike)
        return [] if own else alike


def _earliest(outcome: Outcome, others: Sequence[Statement], after: date) -> _End | None:
    """Return the first of others that an article says after a day."""
    later = [
        (min(day for day in other.dates if day > after), index)
        for index, other in enumerate(others)
        if other.last is not None and other.last > after
    ]
    if not later:
        return None
    day, index = min(later)
    return outcome, others[index], day


def _day(end: _End) -> date:
    return end[2] or date.max


def _carried(one: Statement, later: Statement, dates: Mapping[str, date]) -> Iterator[Fact]:
    """Yield what a confirmed plan told of its node last, and what confirms it leaves out."""
    same = one.base.relation == later.base.relation
    target = later.base.object if same else one.base.object
    own = later.base.qualifiers if same else one.base.qualifiers
    identifying = {name for name, _ in one.identified}
    latest: dict[frozenset[str], date] = {}
    told: list[tuple[Fact, tuple[Qualifier, ...], frozenset[str], date]] = []
    for fact in one.edges if same else one.facts:
        more = tuple(q for q in fact.qualifiers if q.name not in identifying)
        names = frozenset(q.name for q in more)
        last = max((dates[e.article] for e in fact.evidence if e.article in dates), default=_ANY)
        latest[names] = max(last, latest.get(names, last))
        told.append((fact, more, names, last))
    for fact, more, names, last in told:
        if last < latest[names] or (same and any(later.given(name) for name in names)):
            continue
        qualifiers = tuple(sorted({*own, *more}, key=keys.order))
        words = tuple(replace(e, basis=Basis.IMPLIED) for e in fact.evidence)
        yield Fact(fact.subject, fact.relation, target, qualifiers, Status.ACTUAL, words)


def _order(change: Change) -> tuple[object, ...]:
    return keys.statement(change.earlier), change.outcome.value

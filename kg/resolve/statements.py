"""Facts that stand and fall together, and what two of them are to each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg import patterns
from kg.model import Entity, Fact, Value
from kg.namespaces import digest
from kg.patterns import keys
from kg.resolve.frames import Frame

_Names = frozenset[str]
_DATES = frozenset({"xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:gMonthDay"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A base fact with the facts of the further edges of its node: they stand and fall together.

    Attributes:
        base: the fact without further qualifiers, or the first where there is none.
        edges: the others.
        dates: those of the articles that say it, in order.
    """

    base: Fact
    edges: tuple[Fact, ...]
    dates: tuple[date, ...]

    @property
    def first(self) -> date | None:
        """The date of the first article that says it; none without dated articles."""
        return self.dates[0] if self.dates else None

    @property
    def last(self) -> date | None:
        """The date of the last."""
        return self.dates[-1] if self.dates else None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return (self.base, *self.edges)

    def given(self, name: str) -> _Names:
        """Return the values of a qualifier, of the base or of an edge."""
        return frozenset(
            keys.alike(q.value) for fact in self.facts for q in fact.qualifiers if q.name == name
        )

    @property
    def identified(self) -> frozenset[tuple[str, str]]:
        """The qualifiers that make its node this node."""
        return frozenset((q.name, keys.alike(q.value)) for q in self.base.qualifiers)


def grouped(facts: Iterable[Fact], dates: Mapping[str, date]) -> list[Statement]:
    """Return the facts as statements, in order.

    Args:
        facts: each once.
        dates: article → its date, where it has one.
    """
    parts: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        parts[_identity(fact)].append(fact)
    return [_statement(parts[key], dates) for key in sorted(parts, key=str)]


def _statement(facts: Sequence[Fact], dates: Mapping[str, date]) -> Statement:
    ordered = sorted(facts, key=lambda fact: (len(fact.qualifiers), keys.statement(fact)))
    days = {dates[e.article] for fact in facts for e in fact.evidence if e.article in dates}
    return Statement(ordered[0], tuple(ordered[1:]), tuple(sorted(days)))


def _identity(fact: Fact) -> tuple[object, ...]:
    identifying = patterns.relation(fact.relation).pattern_for(fact.object).identifying()
    own = tuple(keys.order(q) for q in fact.qualifiers if q.name in identifying)
    return fact.subject.iri, fact.relation, keys.alike(fact.object), own, fact.status.value


def node(fact: Fact) -> object:
    """Return what the node of a fact is known by; none where it has no node."""
    frame = Frame.of(fact)
    if frame is None or frame.pattern.node is None:
        return None
    return frame.pattern.node.name, frame.key


def node_digits(fact: Fact) -> str | None:
    """Return the digits of what the node of a fact is known by; none where it has no node."""
    known = node(fact)
    if not isinstance(known, tuple):
        return None
    name, key = known
    parts = sorted(f"{' '.join(path)} = {' | '.join(sorted(ends))}" for path, ends in key)
    return digest((name, *parts), 24)


def is_ending(fact: Fact) -> bool:
    """Return whether a fact says that its subject came to its end, with all that was planned."""
    ends = patterns.relation(fact.relation).ends
    return isinstance(fact.object, Value) and fact.object.text in ends


def fits(one: Fact, other: Fact) -> bool:
    """Return whether two facts may say the same, where one of them leaves something out."""
    given = {q.name: keys.alike(q.value) for q in one.qualifiers}
    clash = any(
        given.get(q.name, keys.alike(q.value)) != keys.alike(q.value) for q in other.qualifiers
    )
    return not clash and agree(one.object, other.object)


def agree(one: Entity | Value, other: Entity | Value) -> bool:
    """Return whether two values are the same, or one a general form of the other."""
    return keys.alike(one) == keys.alike(other) or _general(one, other) or _general(other, one)


def is_date(value: Entity | Value) -> bool:
    """Return whether a value is a date, a year or a month."""
    return isinstance(value, Value) and value.datatype in _DATES


def _general(one: Entity | Value, other: Entity | Value) -> bool:
    """Return whether the one is a date that the other gives more precisely."""
    if not (isinstance(one, Value) and isinstance(other, Value)) or one.text == other.text:
        return False
    if not (is_date(one) and is_date(other)):
        return False
    whole = other.text.startswith(one.text + "-")
    return whole or (one.text.startswith("--") and other.text.endswith(one.text[1:]))


def in_one_place(one: Statement, other: Statement, single: patterns.Single) -> bool:
    """Return whether only one of two values can hold: of one medium, say, or territory."""
    if any(not each.given(name) for each in (one, other) for name in single.needs):
        return False
    if any(not _overlap(one.given(name), other.given(name)) for name in single.by):
        return False
    loose = [(one.given(name), other.given(name)) for name in single.loosely]
    return all(not mine or not theirs or mine == theirs for mine, theirs in loose)


def _overlap(one: _Names, other: _Names) -> bool:
    return bool(one & other) or not (one or other)


def differ(one: Statement, other: Statement) -> bool:
    """Return whether two values cannot both hold: “spring” and a day may."""
    values = (one.base.object, other.base.object)
    comparable = all(not isinstance(v, Value) or v.datatype in _DATES for v in values)
    return comparable and not agree(*values)


def refines(fine: Statement, rough: Statement) -> bool:
    """Return whether a statement says all that another says, and more."""
    if fine is rough or not (node(rough.base) or _general(rough.base.object, fine.base.object)):
        return False
    same = keys.alike(rough.base.object) == keys.alike(fine.base.object)
    if not same and not _general(rough.base.object, fine.base.object):
        return False
    if not rough.identified <= fine.identified or (same and rough.identified == fine.identified):
        return False
    return all(
        keys.alike(q.value) in fine.given(q.name) for edge in rough.edges for q in edge.qualifiers
    )

"""Statements that say the same → one fact; those that differ stay apart.

Before that, what a statement leaves open about its node is taken from another statement of the
same article, where only one node agrees with all that it does tell.
"""

from collections import defaultdict
from collections.abc import Iterable

from kg import patterns
from kg.model import Entity, Evidence, Fact, Qualifier, Value
from kg.patterns import Origin, Pattern, keys

_Values = tuple[Entity | Value | str, ...]
_Path = tuple[str, ...]


def merged(parts: Iterable[Fact]) -> list[Fact]:
    """Return each statement once, with all its evidence, in order."""
    evidence: dict[tuple[str, ...], set[Evidence]] = defaultdict(set)
    first: dict[tuple[str, ...], Fact] = {}
    for part in parts:
        key = keys.statement(part)
        evidence[key].update(part.evidence)
        first.setdefault(key, part)
    return [_fact(first[key], sorted(evidence[key], key=_place)) for key in sorted(first)]


def spelled(said: Iterable[Fact]) -> list[Fact]:
    """Return the statements with one spelling for plain words that fold to the same.

    “Drama” and “drama” are one genre; quotation marks straight or curly are one quotation.
    """
    statements = list(said)
    spellings: dict[tuple[str, str], str] = {}
    for fact in statements:
        for slot, value in (
            (fact.relation, fact.object),
            *((q.name, q.value) for q in fact.qualifiers),
        ):
            if isinstance(value, Value):
                key = (slot, keys.alike(value))
                spellings[key] = max(spellings.get(key, value.text), value.text)
    return [_spelled(fact, spellings) for fact in statements]


def completed(said: Iterable[Fact]) -> list[Fact]:
    """Return the statements with open parts of their nodes' keys filled, article by article."""
    groups: dict[tuple[str, str, str], list[_Frame]] = defaultdict(list)
    done = []
    for fact in said:
        frame = _Frame.of(fact)
        if frame is None:
            done.append(fact)
            continue
        assert frame.pattern.node is not None
        key = (fact.evidence[0].article, frame.pattern.node.name, fact.status.value)
        groups[key].append(frame)
    for frames in groups.values():
        done += _filled(frames)
    return done


class _Frame:
    """A statement seen as a node with some parts filled.

    Attributes:
        fact: the statement.
        pattern: its pattern.
        parts: path of properties → what stands at its end, where anything does.
    """

    def __init__(self, fact: Fact, pattern: Pattern) -> None:
        self.fact = fact
        self.pattern = pattern
        self.open: dict[_Path, str] = {}
        self.parts: dict[_Path, _Values] = {}
        for part in pattern.key:
            for leaf in part.leaves():
                found = tuple(v for source in leaf.sources for v in values(fact, source))
                if found:
                    self.parts[leaf.path] = found
                elif all(s.origin is Origin.QUALIFIER for s in leaf.sources):
                    self.open[leaf.path] = leaf.sources[0].name

    @classmethod
    def of(cls, fact: Fact) -> "_Frame | None":
        """Return the frame of a statement; none where its relation never has a node."""
        relation = patterns.relation(fact.relation)
        pattern = relation.pattern_for(fact.object)
        everything = {*pattern.needs, *(q.name for q in fact.qualifiers)}
        fiction = relation.in_fiction(fact.subject.kinds)
        return cls(fact, pattern) if pattern.stands_for_node(everything, fiction=fiction) else None

    @property
    def key(self) -> frozenset[tuple[_Path, frozenset[str]]]:
        """What its node is known by."""
        return frozenset((path, _alike(found)) for path, found in self.parts.items())

    def filled(self, other: "_Frame") -> "_Frame":
        """Return this frame with its open parts taken from another."""
        more = tuple(
            Qualifier(name, value)
            for path, name in self.open.items()
            for value in other.parts.get(path, ())
            if not isinstance(value, str)
        )
        fact = self.fact
        qualifiers = tuple(sorted({*fact.qualifiers, *more}, key=keys.order))
        whole = Fact(
            fact.subject, fact.relation, fact.object, qualifiers, fact.status, fact.evidence
        )
        return _Frame(whole, self.pattern)


def values(fact: Fact, source: patterns.Source) -> _Values:
    """Return what a source gives for a statement: entities, values, or the term of a word."""
    match source.origin:
        case Origin.SUBJECT:
            return (fact.subject,)
        case Origin.OBJECT:
            return (fact.object,)
        case Origin.WORD:
            return (source.name,)
        case _:
            found = (q.value for q in fact.qualifiers if q.name == source.name)
            return tuple(value for value in found if isinstance(value, Entity | Value))


def _filled(frames: list[_Frame]) -> list[Fact]:
    """Fill the most complete first, so that a chain of ever fuller nodes ends in the fullest."""
    known: dict[frozenset[tuple[_Path, frozenset[str]]], _Frame] = {}
    done = []
    for frame in sorted(frames, key=_fullest_first):
        fuller = [other for key, other in known.items() if frame.key < key] if frame.open else []
        whole = frame.filled(fuller[0]) if len(fuller) == 1 else frame
        known.setdefault(whole.key, whole)
        done.append(whole.fact)
    return done


def _fullest_first(frame: _Frame) -> tuple[int, tuple[str, ...]]:
    return -len(frame.parts), keys.statement(frame.fact)


def _alike(found: _Values) -> frozenset[str]:
    return frozenset(each if isinstance(each, str) else keys.alike(each) for each in found)


def _spelled(fact: Fact, spellings: dict[tuple[str, str], str]) -> Fact:
    def same(slot: str, value: Entity | Value) -> Entity | Value:
        if isinstance(value, Entity):
            return value
        return Value(spellings[slot, keys.alike(value)], value.datatype)

    qualifiers = tuple(
        Qualifier(q.name, same(q.name, q.value) if isinstance(q.value, Entity | Value) else q.value)
        for q in fact.qualifiers
    )
    spelled_object = same(fact.relation, fact.object)
    return Fact(fact.subject, fact.relation, spelled_object, qualifiers, fact.status, fact.evidence)


def _fact(fact: Fact, evidence: Iterable[Evidence]) -> Fact:
    return Fact(
        fact.subject, fact.relation, fact.object, fact.qualifiers, fact.status, tuple(evidence)
    )


def _place(evidence: Evidence) -> tuple[object, ...]:
    return (
        evidence.article,
        evidence.span,
        evidence.rule,
        evidence.voice,
        evidence.speaker or "",
        evidence.basis,
        evidence.certainty,
        evidence.quote,
    )

"""Statements that say the same → one fact; those that differ stay apart.

Before that, what a statement leaves open about its node is taken from another statement of the
same article, where only one node agrees with all that it does tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Entity, Evidence, Fact, Qualifier, Value
from kg.patterns import keys
from kg.resolve.frames import Frame, Key

_PLAIN = "xsd:string"


def merged(parts: Iterable[Fact]) -> list[Fact]:
    """Return each statement once, with all its evidence, in order."""
    evidence: dict[tuple[str, ...], set[Evidence]] = defaultdict(set)
    first: dict[tuple[str, ...], Fact] = {}
    for part in parts:
        key = keys.statement(part)
        evidence[key].update(part.evidence)
        first.setdefault(key, part)
    return [
        replace(first[key], evidence=tuple(sorted(evidence[key], key=_place)))
        for key in sorted(first)
    ]


Spellings = Mapping[tuple[str, str], str]
"""Relation or qualifier, and a plain word folded → how the word is spelled."""


def words(statements: Iterable[Fact]) -> set[tuple[str, str, str]]:
    """Return the plain words of statements: relation or qualifier, the word folded, the word."""
    given = (
        part
        for fact in statements
        for part in ((fact.relation, fact.object), *((q.name, q.value) for q in fact.qualifiers))
    )
    return {
        (slot, keys.alike(value), value.text)
        for slot, value in given
        if isinstance(value, Value) and value.datatype == _PLAIN
    }


def spellings(statements: Iterable[Fact]) -> Spellings:
    """Return one spelling for plain words that fold to the same.

    “Drama” and “drama” are one genre; quotation marks straight or curly are one quotation.
    """
    found: dict[tuple[str, str], str] = {}
    for slot, alike, text in words(statements):
        found[slot, alike] = max(found.get((slot, alike), text), text)
    return found


def respelled(statements: Iterable[Fact], spellings: Spellings) -> list[Fact]:
    """Return the statements with their plain words spelled so."""
    return [_spelled(fact, spellings) for fact in statements]


def completed(said: Iterable[Fact]) -> list[Fact]:
    """Return the statements with open parts of their nodes' keys filled, article by article."""
    groups: dict[tuple[str, str, str], list[Frame]] = defaultdict(list)
    done = []
    for fact in said:
        frame = Frame.of(fact)
        if frame is None:
            done.append(fact)
            continue
        assert frame.pattern.node is not None
        key = (fact.evidence[0].article, frame.pattern.node.name, fact.status.value)
        groups[key].append(frame)
    for frames in groups.values():
        done += _filled(frames)
    return done


def _filled(frames: list[Frame]) -> list[Fact]:
    """Fill the most complete first, so that a chain of ever fuller nodes ends in the fullest."""
    known: dict[Key, Frame] = {}
    done = []
    for frame in sorted(frames, key=_fullest_first):
        fuller = [other for key, other in known.items() if frame.key < key] if frame.open else []
        whole = frame.filled(fuller[0]) if len(fuller) == 1 else frame
        known.setdefault(whole.key, whole)
        done.append(whole.fact)
    return done


def _fullest_first(frame: Frame) -> tuple[int, tuple[str, ...]]:
    return -len(frame.parts), keys.statement(frame.fact)


def _spelled(fact: Fact, spellings: Spellings) -> Fact:
    def same(slot: str, value: Entity | Value) -> Entity | Value:
        if isinstance(value, Entity) or value.datatype != _PLAIN:
            return value
        return Value(spellings[slot, keys.alike(value)])

    qualifiers = tuple(
        Qualifier(q.name, same(q.name, q.value) if isinstance(q.value, Entity | Value) else q.value)
        for q in fact.qualifiers
    )
    spelled_object = same(fact.relation, fact.object)
    return Fact(fact.subject, fact.relation, spelled_object, qualifiers, fact.status, fact.evidence)


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

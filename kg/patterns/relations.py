"""The flat relations: what each joins, its qualifiers, its patterns."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kg.errors import VocabularyError
from kg.model import Entity, Value
from kg.patterns.file import said
from kg.patterns.kinds import is_a
from kg.patterns.terms import Origin, Pattern, Single, Takes

_FICTION = "Character"


@dataclass(frozen=True, slots=True)
class Slot:
    """A qualifier of a relation.

    Attributes:
        name: the qualifier's name.
        identifying: whether it is part of the node's key; else it is a fact of its own.
        takes: what it may hold.
    """

    name: str
    identifying: bool
    takes: Takes


@dataclass(frozen=True, slots=True)
class Relation:
    """A flat relation.

    Attributes:
        name: as in the flat facts.
        property: the property of its triple, as a short name.
        twin: the property inside a fiction, as a short name; empty where there is none.
        in_table: whether the table of facts shows it; else only the graph holds it.
        patterns: its triples; several where they depend on the object, the first that fits.
        qualifiers: by name.
        single: where it has one value at a time; none where it may have many.
        ends: words that, told as so, end every plan for its subject.
    """

    name: str
    property: str
    twin: str
    in_table: bool
    patterns: tuple[Pattern, ...]
    qualifiers: dict[str, Slot]
    single: Single | None = None
    ends: tuple[str, ...] = ()

    def accepts(self, subject: str, object: str) -> bool:  # noqa: A002  the word of the flat fact
        """Return whether it may be said of such a subject and lead to such an object.

        A general kind is accepted where it may turn out to be a fitting one.

        Args:
            subject: a kind.
            object: a kind, a list of words, or a datatype.
        """
        fiction = self.in_fiction((subject,))
        return any(
            (fiction or _may_be(subject, pattern.subject))
            and _holds(pattern.fiction if fiction else pattern.object, object)
            for pattern in self.patterns
        )

    def slot(self, qualifier: str) -> Slot:
        """Return the qualifier of that name.

        Raises:
            VocabularyError: the relation has none.
        """
        found = self.qualifiers.get(qualifier)
        if found is None:
            name = f"{self.name} @{qualifier}"
            raise VocabularyError(name, self.qualifiers)
        return found

    def admits(self, qualifier: str, what: str) -> bool:
        """Return whether it has such a qualifier, and that may hold such a kind or datatype."""
        slot = self.qualifiers.get(qualifier)
        return slot is not None and _holds(slot.takes, what)

    def takes(self, subject_kinds: Collection[str]) -> Takes:
        """Return what it may lead to from a subject of these kinds."""
        fiction = self.in_fiction(subject_kinds)
        return Takes.union(p.fiction if fiction else p.object for p in self.patterns)

    def pattern(self, kinds: Collection[str]) -> Pattern:
        """Return the pattern for an object of these kinds; the last where none fits."""
        for pattern in self.patterns:
            if any(is_a(kind, allowed) for kind in kinds for allowed in pattern.object.kinds):
                return pattern
        return self.patterns[-1]

    def pattern_for(self, target: Entity | Value) -> Pattern:
        """Return the pattern for a statement that leads to this."""
        return self.pattern(target.kinds if isinstance(target, Entity) else ())

    def stated_as(self, subject_kinds: Collection[str]) -> str:
        """Return the property of the plain triple: the twin, where a character is spoken of."""
        return self.twin if self.in_fiction(subject_kinds) else self.property

    def in_fiction(self, subject_kinds: Collection[str]) -> bool:
        """Return whether a statement with such a subject holds inside a story only."""
        return self.twin != "" and any(is_a(kind, _FICTION) for kind in subject_kinds)


def relation(name: str) -> Relation:
    """Return the relation of that name.

    Raises:
        VocabularyError: there is none.
    """
    found = _relations().get(name)
    if found is None:
        raise VocabularyError(name, _relations())
    return found


def stated_by(property: str) -> Relation | None:  # noqa: A002  the word of the ontology
    """Return the relation whose plain triple, or whose twin, has this property; none else.

    Args:
        property: a short name.
    """
    return _by_property().get(property)


def relations() -> list[Relation]:
    """Return every relation, in the order of the file."""
    return list(_relations().values())


def _may_be(kind: str, allowed: Takes) -> bool:
    return any(is_a(kind, other) or is_a(other, kind) for other in allowed.kinds)


def _holds(takes: Takes, what: str) -> bool:
    if ":" in what or what in said().lists:
        return what in takes.datatypes or f"film:{what.removeprefix('film:')}" in takes.lists
    return _may_be(what, takes)


@cache
def _by_property() -> dict[str, Relation]:
    plain = {each.property: each for each in relations()}
    return plain | {each.twin: each for each in relations() if each.twin}


@cache
def _relations() -> dict[str, Relation]:
    found: dict[str, list[Pattern]] = {}
    for pattern in said().patterns:
        found.setdefault(pattern.name, []).append(pattern)
    return {name: _relation(tuple(patterns)) for name, patterns in found.items()}


def _relation(patterns: tuple[Pattern, ...]) -> Relation:
    slots: dict[str, Slot] = {}
    for pattern in patterns:
        for part in (*pattern.key, *pattern.edges):
            for leaf in part.leaves():
                for source in leaf.sources:
                    if source.origin is Origin.QUALIFIER:
                        takes = said().properties[leaf.path[-1]]
                        slots.setdefault(source.name, Slot(source.name, part in pattern.key, takes))
    first = patterns[0]
    return Relation(
        first.name,
        first.property,
        first.twin,
        first.in_table,
        patterns,
        slots,
        said().single.get(first.name),
        said().ends.get(first.name, ()),
    )

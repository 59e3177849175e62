"""What ontology/patterns.toml says: kinds, lists of words, nodes, and a pattern a relation.

All values are frozen and were checked when the file was read, which happens once, when first
asked for.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from kg import resources
from kg.errors import VocabularyError
from kg.model import Entity, Value
from kg.patterns import reading
from kg.patterns.reading import Patterns
from kg.patterns.terms import Leaf, Nested, Node, Origin, Part, Pattern, Source, Takes

__all__ = [
    "Leaf",
    "Nested",
    "Node",
    "Origin",
    "Part",
    "Pattern",
    "Relation",
    "Slot",
    "Source",
    "Takes",
    "concept",
    "family",
    "fitted",
    "is_a",
    "kinds",
    "most_specific",
    "relation",
    "relations",
    "segment",
    "stated_by",
    "word",
    "words",
]

_FILE = "ontology/patterns.toml"
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
    """

    name: str
    property: str
    twin: str
    in_table: bool
    patterns: tuple[Pattern, ...]
    qualifiers: dict[str, Slot]

    def accepts(self, subject: str, object: str) -> bool:  # noqa: A002  the word of the flat fact
        """Return whether it may be said of such a subject and lead to such an object.

        A general kind is accepted where it may turn out to be a fitting one.

        Args:
            subject: a kind.
            object: a kind, a list of words, or a datatype.
        """
        fiction = subject == _FICTION and self.twin != ""
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
        return self.twin if self.twin and _FICTION in subject_kinds else self.property

    def in_fiction(self, subject_kinds: Collection[str]) -> bool:
        """Return whether a statement with such a subject holds inside a story only."""
        return self.twin != "" and _FICTION in subject_kinds


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


def kinds() -> list[str]:
    """Return every kind of thing, in the order of the file."""
    return list(_read().kinds)


def is_a(kind: str, ancestor: str) -> bool:
    """Return whether every thing of a kind is of the other as well.

    >>> is_a("Film", "CreativeWork"), is_a("CreativeWork", "Film")
    (True, False)
    """
    return ancestor in _line(kind)


def most_specific(given: Iterable[str]) -> frozenset[str]:
    """Return the kinds that no other among them makes plainer.

    >>> sorted(most_specific(["CreativeWork", "Film", "ScreenWork"]))
    ['Film']
    """
    every = frozenset(given)
    return frozenset(kind for kind in every if not any(kind in _line(o)[1:] for o in every))


def segment(kind: str) -> str:
    """Return how the identifiers of a kind begin.

    >>> segment("TelevisionWork")
    'work'
    """
    return next(s for ancestor in _line(kind) if (s := _read().kinds[ancestor].segment))


def family(kind: str) -> str:
    """Return the most general kind above a kind: names are compared within one.

    >>> family("Film")
    'CreativeWork'
    """
    return _line(kind)[-1]


def concept(scheme: str, word: str) -> str:
    """Return the term for a word of a list.

    >>> concept("MediumScheme", "home video")
    'HomeVideo'

    Raises:
        VocabularyError: the list has no such word, or there is no such list.
    """
    lists = _read().lists
    if scheme not in lists:
        raise VocabularyError(scheme, lists)
    if word not in lists[scheme]:
        raise VocabularyError(word, lists[scheme])
    return lists[scheme][word]


def words(scheme: str) -> list[str]:
    """Return the words of a list, in the order of the file.

    Args:
        scheme: its name, short or local: ``film:MediumScheme``, ``MediumScheme``.
    """
    return list(_read().lists[scheme.removeprefix("film:")])


def word(term: str) -> str | None:
    """Return the word for a term of a list; none where the term is of no list.

    >>> word("HomeVideo")
    'home video'
    """
    return _words().get(term)


def fitted(value: Value, takes: Takes) -> Value:
    """Return the value with the datatype that is meant.

    Raises:
        VocabularyError: the word is not in the list it is said to be of.
    """
    lists = {f"film:{name}": words for name, words in _read().lists.items()}
    return takes.fitted(value, lists)


def _line(kind: str) -> tuple[str, ...]:
    """Return a kind and those above it, itself first."""
    every = _read().kinds
    if kind not in every:
        raise VocabularyError(kind, every)
    above = every[kind].under
    return (kind, *_line(above)) if above else (kind,)


def _may_be(kind: str, allowed: Takes) -> bool:
    return any(is_a(kind, other) or is_a(other, kind) for other in allowed.kinds)


def _holds(takes: Takes, what: str) -> bool:
    if ":" in what or what in _read().lists:
        return what in takes.datatypes or f"film:{what.removeprefix('film:')}" in takes.lists
    return _may_be(what, takes)


@cache
def _read() -> Patterns:
    return reading.patterns(resources.text(_FILE), PurePath(_FILE))


@cache
def _words() -> dict[str, str]:
    return {term: word for words in _read().lists.values() for word, term in words.items()}


@cache
def _by_property() -> dict[str, Relation]:
    plain = {each.property: each for each in relations()}
    return plain | {each.twin: each for each in relations() if each.twin}


@cache
def _relations() -> dict[str, Relation]:
    found: dict[str, list[Pattern]] = {}
    for pattern in _read().patterns:
        found.setdefault(pattern.name, []).append(pattern)
    return {name: _relation(tuple(patterns)) for name, patterns in found.items()}


def _relation(patterns: tuple[Pattern, ...]) -> Relation:
    slots: dict[str, Slot] = {}
    for pattern in patterns:
        for part in (*pattern.key, *pattern.edges):
            for leaf in part.leaves():
                for source in leaf.sources:
                    if source.origin is Origin.QUALIFIER:
                        takes = _read().properties[leaf.path[-1]]
                        slots.setdefault(source.name, Slot(source.name, part in pattern.key, takes))
    first = patterns[0]
    return Relation(first.name, first.property, first.twin, first.in_table, patterns, slots)

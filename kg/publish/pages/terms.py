"""The terms of the ontology, as values for a page."""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A term by its name.

    Attributes:
        name: its short name, such as ``film:castMember``.
        address: where it is told of: a place in the page, such as ``#castMember``, or its IRI.
    """

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Described:
    """What is told of any term.

    Attributes:
        name: its local name, and the name of its place in the page.
        short: with its prefix.
        iri: in full.
        label: what it is called.
        definition: what it means.
        example: a sentence that it fits.
        below: terms of other vocabularies of which it is a special case.
        near: those that are near it, and no more.
    """

    name: str
    short: str
    iri: str
    label: str
    definition: str
    example: str
    below: tuple[Link, ...]
    near: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A class.

    Attributes:
        term: what is told of any term.
        above: the classes right above it.
        beneath: those right beneath it.
        disjoint: those that nothing of it is of.
        properties: what is said of its things; not what is said of those of classes above it.
        key: the properties that make a situation this one and no other.
    """

    term: Described
    above: tuple[Link, ...]
    beneath: tuple[Link, ...]
    disjoint: tuple[Link, ...]
    properties: tuple[Link, ...]
    key: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property.

    Attributes:
        term: what is told of any term.
        domains: of what it is said.
        ranges: what it leads to: classes, lists of words, datatypes.
        above: the properties right above it.
        beneath: those right beneath it.
        inverse: those that say the same from the other end.
        twin: the property that says it inside a fiction, or outside.
        situations: the situations that a flat fact of this name stands for.
        bare: whether a flat fact of this name has a triple of its own, when it is so.
        relations: the flat relations that write it in a situation, or as its own triple.
        qualifiers: what a flat fact of this name may tell besides.
    """

    term: Described
    domains: tuple[Link, ...]
    ranges: tuple[Link, ...]
    above: tuple[Link, ...]
    beneath: tuple[Link, ...]
    inverse: tuple[Link, ...]
    twin: tuple[Link, ...]
    situations: tuple[Link, ...]
    bare: bool
    relations: tuple[Link, ...]
    qualifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a list.

    Attributes:
        term: what is told of any term.
        word: how flat facts say it.
    """

    term: Described
    word: str


@dataclass(frozen=True, slots=True)
class Concepts:
    """A list of words.

    Attributes:
        term: what is told of any term.
        members: its words, in the order of the file.
        taken_by: the properties that take a word of it.
    """

    term: Described
    members: tuple[Concept, ...]
    taken_by: tuple[Link, ...]


T = TypeVar("T")
Groups: TypeAlias = tuple[tuple[str, tuple[T, ...]], ...]
"""Title → what stands under it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology. Terms stand in the order of their file, under its titles.

    Attributes:
        title: its name.
        description: what it is for.
        iri: its IRI.
        space: what the IRIs of its terms begin with.
        version: of the ontology.
        licence: the address of its licence.
        classes: title → classes.
        properties: title → properties.
        lists: lists of words.
        datatypes: sorts of values.
        others: terms of other vocabularies that are used beside these → what they are near to.
        spaces: each prefix of another vocabulary, with what the IRIs of its terms begin with.
    """

    title: str
    description: str
    iri: str
    space: str
    version: str
    licence: str
    classes: Groups[Class]
    properties: Groups[Property]
    lists: tuple[Concepts, ...]
    datatypes: tuple[Described, ...]
    others: tuple[tuple[Link, tuple[Link, ...]], ...]
    spaces: tuple[Link, ...]

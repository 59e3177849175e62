"""What the pattern file speaks of: patterns, nodes, properties, and where values come from."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import VocabularyError
from kg.model import Value

_YEAR = re.compile(r"\d{4}")


class Origin(StrEnum):
    """Where the value of a property comes from."""

    SUBJECT = "subject"
    """The statement's subject."""
    OBJECT = "object"
    """The statement's object."""
    QUALIFIER = "qualifier"
    """The qualifier of a name."""
    WORD = "word"
    """Always the same word of a list."""
    ARTICLE = "article"
    """The article, where no other source gives a value."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a value comes from.

    Attributes:
        origin: which sort of place.
        name: the qualifier's name, or the word's term; else empty.
    """

    origin: Origin
    name: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A class of nodes.

    Attributes:
        name: the class, as a local name of the ontology.
        segment: how its identifiers begin.
        key: the properties that make the key, in order.
        has_status: whether it is told how the articles present it.
    """

    name: str
    segment: str
    key: tuple[str, ...]
    has_status: bool


@dataclass(frozen=True, slots=True)
class Nested:
    """Another node, as the value of a property.

    Attributes:
        node: its class.
        parts: its key.
        status: the word for its status; empty where it has that of the statement.
    """

    node: Node
    parts: "tuple[Part, ...]"
    status: str


@dataclass(frozen=True, slots=True)
class Part:
    """A property of a node, and where its values come from.

    Attributes:
        property: a local name of the ontology.
        sources: the values of all of these.
    """

    property: str
    sources: tuple[Source | Nested, ...]

    def leaves(self, path: tuple[str, ...] = ()) -> "Iterator[Leaf]":
        """Yield the plain sources below it, with the properties that lead there."""
        here = (*path, self.property)
        plain = tuple(source for source in self.sources if isinstance(source, Source))
        if plain:
            yield Leaf(here, plain)
        for source in self.sources:
            if isinstance(source, Nested):
                for part in source.parts:
                    yield from part.leaves(here)

    def qualifiers(self) -> tuple[str, ...]:
        """Return the names of the qualifiers it reads, the leading one first."""
        names = (
            source.name
            for leaf in self.leaves()
            for source in leaf.sources
            if source.origin is Origin.QUALIFIER
        )
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end of a path of properties from a node.

    Attributes:
        path: the properties, outermost first.
        sources: where the values at its end come from.
    """

    path: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Takes:
    """What a property, or a relation's end, may hold.

    Attributes:
        kinds: kinds of thing, and classes of nodes.
        lists: lists of words, by name.
        datatypes: datatypes, as short names.
    """

    kinds: frozenset[str]
    lists: frozenset[str]
    datatypes: frozenset[str]

    @staticmethod
    def union(several: "Iterable[Takes]") -> "Takes":
        """Return what any of several may hold."""
        each = list(several)
        return Takes(
            frozenset().union(*(takes.kinds for takes in each)),
            frozenset().union(*(takes.lists for takes in each)),
            frozenset().union(*(takes.datatypes for takes in each)),
        )

    def fitted(self, value: Value, words: Mapping[str, Mapping[str, str]]) -> Value:
        """Return the value with the datatype that is meant: a bare text may be a listed word.

        Args:
            value: as it was read.
            words: list → word → term.

        Raises:
            VocabularyError: the word is not in the list it is said to be of.
        """
        if value.datatype in ("xsd:string", "xsd:integer") and "xsd:gYear" in self.datatypes:
            return Value(value.text, "xsd:gYear") if _YEAR.fullmatch(value.text) else value
        if value.datatype == "xsd:string" and "xsd:string" not in self.datatypes:
            only = [*self.lists, *self.datatypes]
            value = Value(value.text, only[0]) if len(only) == 1 else value
        if value.datatype in words and value.text not in words[value.datatype]:
            raise VocabularyError(value.text, words[value.datatype])
        return value


@dataclass(frozen=True, slots=True)
class Single:
    """Where a relation has one value at a time.

    Attributes:
        by: qualifiers that must be alike, missing in both or the same.
        loosely: qualifiers that must be alike where both have them.
        needs: qualifiers without which nothing is single.
    """

    by: tuple[str, ...]
    loosely: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The triples of one relation, for one sort of object.

    Attributes:
        name: the relation.
        property: the property of the plain triple, as a short name.
        subject: what it may be said of.
        object: what it may lead to.
        twin: the property inside a fiction, as a short name; empty where there is none.
        fiction: what the twin may lead to.
        node: the node it stands for, if any.
        key: what makes the node this node.
        says: what else the bare statement tells of the node.
        edges: what further qualifiers tell of the node, each with a leading qualifier.
        needs: qualifiers without which there is no node.
        shortcut: whether the plain triple stands beside the node.
        node_in_fiction: whether the twin has the node as well.
        in_table: whether the table of facts shows it.
    """

    name: str
    property: str
    subject: Takes
    object: Takes
    twin: str
    fiction: Takes
    node: Node | None
    key: tuple[Part, ...]
    says: tuple[Part, ...]
    edges: tuple[Part, ...]
    needs: frozenset[str]
    shortcut: bool
    node_in_fiction: bool
    in_table: bool

    def identifying(self) -> frozenset[str]:
        """Return the names of the qualifiers that are part of the key."""
        return frozenset(name for part in self.key for name in part.qualifiers())

    def own(self, edge: Part) -> tuple[str, ...]:
        """Return the qualifiers that an edge reads beyond the key, the leading one first."""
        return tuple(name for name in edge.qualifiers() if name not in self.identifying())

    def edge(self, qualifiers: Collection[str]) -> Part | None:
        """Return the edge that a fact with these qualifiers tells; none for a base fact."""
        return next((edge for edge in self.edges if self.own(edge)[0] in qualifiers), None)

    def stands_for_node(self, qualifiers: Collection[str], *, fiction: bool) -> bool:
        """Return whether a statement with these qualifiers has a node."""
        told = self.node is not None and (self.node_in_fiction or not fiction)
        return told and self.needs <= set(qualifiers)

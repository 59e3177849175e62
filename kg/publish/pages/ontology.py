"""The ontology as a page shows it: every term with what it means, an example, and its kin.

Read from ontology/film.ttl, its alignments and its patterns, once, when first asked for.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from kg import patterns
from kg.graph import Literal, Term
from kg.graph.ontology import of_text, text
from kg.namespaces import FILM, VOCABULARIES
from kg.patterns import Nested, Node, Part, Relation
from kg.patterns.file import said
from kg.publish.pages.terms import (
    Class,
    Concept,
    Concepts,
    Described,
    Groups,
    Link,
    Property,
    T,
    Vocabulary,
)

__all__ = ["Class", "Concept", "Concepts", "Described", "Link", "Property", "Vocabulary"]
__all__ += ["vocabulary"]

_FILES = ("ontology/film.ttl", "ontology/alignments.ttl")
_IRI = FILM.removesuffix("#")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property")
_BELOW = ("rdfs:subClassOf", "rdfs:subPropertyOf")
_PREFIX = re.compile(r"^@prefix\s+(\w+):\s+<([^>]+)>", re.MULTILINE)
# A term begins a block; a line of comment that stands alone is a title.
_BLOCK = re.compile(r"^film:(?P<term>\w+) a |(?<=\n\n)# (?P<title>[^\n]+)(?=\n\n)", re.MULTILINE)


_Said = defaultdict[str, defaultdict[str, list[Term]]]


@cache
def vocabulary() -> Vocabulary:
    """Return the ontology of this installation."""
    return _Reading().vocabulary()


class _Reading:
    """The files, read; terms by their local names."""

    def __init__(self) -> None:
        texts = list(map(text, _FILES))
        self._spaces = VOCABULARIES | dict(_PREFIX.findall("".join(texts)))
        self._film, self._aligned = map(self._statements, _FILES, texts)
        self._outside = dict(_PREFIX.findall(texts[1]))
        self._titles = _titles(texts[0])
        self._written = _written()
        self._nodes = {
            pattern.node.name: pattern.node
            for relation in patterns.relations()
            for pattern in relation.patterns
            if pattern.node
        }

    def vocabulary(self) -> Vocabulary:
        about = self._film[_IRI]
        return Vocabulary(
            title=_text(about["dcterms:title"]),
            description=_text(about["dcterms:description"]),
            iri=_IRI,
            space=FILM,
            version=_text(about["owl:versionInfo"]),
            licence=_text(about["dcterms:license"]),
            classes=self._grouped(self._class, "owl:Class"),
            properties=self._grouped(self._property, *_PROPERTIES),
            lists=tuple(map(self._list, self._of("skos:ConceptScheme"))),
            datatypes=tuple(map(self._described, self._of("rdfs:Datatype"))),
            others=tuple(
                (self._link(name), self._links(says["rdfs:seeAlso"]))
                for name, says in sorted(self._aligned.items())
                if not name.startswith(("film:", "http"))
            ),
            spaces=tuple(
                Link(f"{prefix}:", space)
                for prefix, space in sorted(self._outside.items())
                if prefix not in ("film", "owl", "rdfs")
            ),
        )

    def _statements(self, path: str, text: str) -> _Said:
        found: _Said = defaultdict(lambda: defaultdict(list))
        for subject, predicate, target, _ in of_text(path, text).quads(None):
            found[self._short(subject)][self._short(predicate)].append(target)
        return found

    def _short(self, iri: str) -> str:
        fitting = [prefix for prefix, space in self._spaces.items() if iri.startswith(space)]
        prefix = max(fitting, key=lambda each: len(self._spaces[each]), default="")
        return f"{prefix}:{iri.removeprefix(self._spaces[prefix])}" if prefix else iri

    def _of(self, *kinds: str) -> list[str]:
        """Return the terms of these kinds, in the order of the file."""
        return [
            name
            for name in self._titles
            if any(
                self._short(str(kind)) in kinds for kind in self._film[f"film:{name}"]["rdf:type"]
            )
        ]

    def _grouped(self, told: Callable[[str], T], *kinds: str) -> Groups[T]:
        found: defaultdict[str, list[T]] = defaultdict(list)
        for name in self._of(*kinds):
            found[self._titles[name]].append(told(name))
        return tuple((title, tuple(members)) for title, members in found.items())

    def _link(self, name: str) -> Link:
        """Return the link to a term by its short name; ours stand in the page."""
        prefix, _, local = name.partition(":")
        ours = prefix == "film" and local in self._titles
        return Link(name, f"#{local}" if ours else self._spaces[prefix] + local)

    def _links(self, terms: Iterable[Term]) -> tuple[Link, ...]:
        return tuple(sorted(self._link(self._short(str(term))) for term in terms))

    def _ours(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Return the links to terms by local name, in the order of the file."""
        given = set(names)
        return tuple(self._link(f"film:{name}") for name in self._titles if name in given)

    def _described(self, name: str) -> Described:
        says, aligned = self._film[f"film:{name}"], self._aligned[f"film:{name}"]
        return Described(
            name=name,
            short=f"film:{name}",
            iri=FILM + name,
            label=_text(says["rdfs:label"]),
            definition=_text(says["skos:definition"]),
            example=_text(says["skos:example"]),
            below=self._links(term for below in _BELOW for term in aligned[below]),
            near=self._links(aligned["rdfs:seeAlso"]),
        )

    def _pointing(self, name: str, *predicates: str) -> tuple[Link, ...]:
        """Return the terms of ours that lead to one by these predicates."""
        here = FILM + name
        return self._ours(
            other
            for other in self._titles
            if any(here in self._film[f"film:{other}"][each] for each in predicates)
        )

    def _class(self, name: str) -> Class:
        says, node = self._film[f"film:{name}"], self._nodes.get(name)
        return Class(
            term=self._described(name),
            above=self._links(says["rdfs:subClassOf"]),
            beneath=self._pointing(name, "rdfs:subClassOf"),
            disjoint=self._links(says["owl:disjointWith"])
            + self._pointing(name, "owl:disjointWith"),
            properties=self._ours(each for each in self._titles if name in self._domains(each)),
            key=tuple(self._link(f"film:{part}") for part in node.key) if node else (),
        )

    def _domains(self, name: str) -> set[str]:
        """Return the classes that a property is said of, as its file or its patterns say."""
        declared = self._film[f"film:{name}"]["rdfs:domain"]
        if declared:
            return {str(each).removeprefix(FILM) for each in declared}
        if relation := _relation(name):
            return {kind for pattern in relation.patterns for kind in pattern.subject.kinds}
        return {node for _, node in self._written.get(name, ())}

    def _ranges(self, name: str) -> tuple[Link, ...]:
        """Return what a property leads to; lists of words by name."""
        declared = self._film[f"film:{name}"]["rdfs:range"]
        if declared and f"{VOCABULARIES['skos']}Concept" not in declared:
            return self._links(declared)
        takes = said().properties.get(name)
        if relation := _relation(name):
            takes = relation.takes(())
        if takes is None:
            return tuple(map(self._link, self._lists(name))) or self._links(declared)
        kinds = {f"film:{kind}" for kind in takes.kinds}
        return tuple(sorted(map(self._link, kinds | takes.lists | takes.datatypes)))

    def _lists(self, name: str) -> list[str]:
        """Return the lists of words that a property takes: named in its definition, or as it is."""
        if not self._film[f"film:{name}"]["rdfs:range"]:
            return []
        words = _text(self._film[f"film:{name}"]["skos:definition"])
        named = [*re.findall(r"\b\w+Scheme\b", words), f"{name[0].upper()}{name[1:]}Scheme"]
        return [f"film:{each}" for each in named if each in self._titles][:1]

    def _property(self, name: str) -> Property:
        says, relation = self._film[f"film:{name}"], _relation(name)
        several = relation.patterns if relation else ()
        twin = patterns.stated_by(f"film:{name}")
        twins = {twin.property, twin.twin} - {f"film:{name}", ""} if twin else set()
        return Property(
            term=self._described(name),
            domains=self._ours(self._domains(name)),
            ranges=self._ranges(name),
            above=self._links(says["rdfs:subPropertyOf"]),
            beneath=self._pointing(name, "rdfs:subPropertyOf"),
            inverse=self._links(says["owl:inverseOf"]) + self._pointing(name, "owl:inverseOf"),
            twin=tuple(map(self._link, sorted(twins if twin and twin.twin else ()))),
            situations=self._ours(each.node.name for each in several if each.node),
            bare=any(each.shortcut for each in several),
            relations=self._ours(relation for relation, _ in self._written.get(name, ())),
            qualifiers=tuple(relation.qualifiers) if relation else (),
        )

    def _list(self, name: str) -> Concepts:
        return Concepts(
            term=self._described(name),
            members=tuple(
                Concept(self._described(each.name.removeprefix("film:")), self._word(each))
                for each in self._pointing(name, "skos:inScheme")
            ),
            taken_by=self._ours(
                each
                for each in self._of(*_PROPERTIES)
                if f"film:{name}" in {link.name for link in self._ranges(each)}
            ),
        )

    def _word(self, concept: Link) -> str:
        return _text(self._film[concept.name]["skos:prefLabel"])


def _titles(text: str) -> dict[str, str]:
    """Return the terms of a file in their order, each with the title above it."""
    title, found = "", dict[str, str]()
    for block in _BLOCK.finditer(text):
        title = block["title"] or title
        if block["term"]:
            found[block["term"]] = title
    return found


def _text(terms: Iterable[Term]) -> str:
    """Return the first text, or IRI; nothing where there is none."""
    first = next(iter(terms), "")
    return first.text if isinstance(first, Literal) else str(first)


def _relation(name: str) -> Relation | None:
    """Return the flat relation of the name of a property, if there is one."""
    return next((each for each in patterns.relations() if each.name == name), None)


def _written() -> Mapping[str, set[tuple[str, str]]]:
    """Return each property of a situation → the relations that write it, and the situations."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for relation in patterns.relations():
        for pattern in relation.patterns:
            if pattern.node:
                parts = (*pattern.key, *pattern.says, *pattern.edges)
                for name, node in _parts(parts, pattern.node):
                    found[name].add((relation.name, node))
    return found


def _parts(parts: Iterable[Part], node: Node) -> Iterator[tuple[str, str]]:
    """Yield each property that parts write, and the class that it is written of."""
    for part in parts:
        yield part.property, node.name
        for source in part.sources:
            if isinstance(source, Nested):
                yield from _parts(source.parts, source.node)

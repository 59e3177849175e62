"""The things of a graph that have a page: names, kinds, and the lists they stand in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.graph import Graph, Iri, Literal
from kg.namespaces import ENTITY_SEGMENTS, FILM, folded, iri
from kg.publish.pages import addresses

_TYPE, _LABEL, _ALIAS, _SAME = (
    Iri(iri(name)) for name in ("rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs")
)
_ENDS = tuple(Iri(iri(name)) for name in ("rdf:subject", "rdf:object"))
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
"""How a link begins that a page may hold: no other leads to a page without running something."""
_YEAR = re.compile(r"\d{4}(?=-|$)")
_GENERAL = frozenset({"Entity", "Agent", "CreativeWork"})
"""Classes that say less than others that a thing has."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as its page shows it.

    Attributes:
        iri: its identifier.
        segment: the first part of the identifier: work, person …
        name: what it is called.
        kinds: its classes, by local name, sorted; the general ones where it has no others.
        aliases: its other spellings, sorted.
        same_as: addresses of what it is elsewhere, sorted; an identifier of another kind is none.
        path: of its page.
    """

    iri: Iri
    segment: str
    name: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list.

    Attributes:
        iri: its identifier.
        segment: the first part of the identifier.
        name: what it is called.
        path: of its page.
        told: how many statements speak of it.
        note: what tells it from its namesakes; empty where it has none.
    """

    iri: str
    segment: str
    name: str
    path: str
    told: int
    note: str = ""


class Things:
    """The things of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def thing(self, name: Iri) -> Thing | None:
        """Return a thing by its identifier; none where nothing is called so, or it has no page."""
        path = addresses.path(name, self._graph.base)
        names = self._texts(name, _LABEL)
        if not path or not names or path.startswith(addresses.ARTICLE):
            return None
        kinds = {str(each).removeprefix(FILM) for each in self._ends(name, _TYPE)}
        return Thing(
            name,
            path.partition("/")[0],
            max(names),
            tuple(sorted(kinds - _GENERAL or kinds)),
            tuple(self._texts(name, _ALIAS)),
            tuple(each for each in self._ends(name, _SAME) if _ADDRESS.match(each)),
            path,
        )

    def at(self, path: str) -> Thing | None:
        """Return the thing whose page has a path; none where there is none."""
        found = self.thing(Iri(self._graph.base + path.removesuffix(".html")))
        if found is not None and found.path == path:
            return found
        known = self._by_path.get(path)
        return None if known is None else self.thing(Iri(known))

    @cached_property
    def listed(self) -> list[Listed]:
        """All of them, sorted by segment, and by name as people look it up."""
        names: dict[str, str] = {}
        for quad in self._graph.quads(None, predicate=_LABEL):
            if isinstance(quad.object, Literal):
                names[quad.subject] = max(names.get(quad.subject, ""), quad.object.text)
        told = self._told()
        paths = {thing: addresses.path(thing, self._graph.base) for thing in names}
        count = Counter(_called(paths[thing], name) for thing, name in names.items())
        found = (
            Listed(
                thing,
                path.partition("/")[0],
                name,
                path,
                told[thing],
                self._apart(Iri(thing)) if count[_called(path, name)] > 1 else "",
            )
            for thing, name in names.items()
            if (path := paths[thing])
        )
        order = {segment: place for place, segment in enumerate(ENTITY_SEGMENTS)}
        kept = (each for each in found if each.segment in order)
        return sorted(kept, key=lambda each: (order[each.segment], folded(each.name), each.iri))

    def of(self, segment: str) -> list[Listed]:
        """Return the things of a segment, by name."""
        return [each for each in self.listed if each.segment == segment]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The path of each thing whose name no other has."""
        count = Counter(each.name for each in self.listed)
        return {each.name: each.path for each in self.listed if count[each.name] == 1}

    @cached_property
    def _by_path(self) -> dict[str, str]:
        return {each.path: each.iri for each in self.listed}

    def _apart(self, thing: Iri) -> str:
        """Return what tells a thing from its namesakes: a year, and a thing it is joined to."""
        own, other = self._graph.quads(None, subject=thing), self._graph.quads(None, object=thing)
        around = [*own, *other]
        dates = (quad.object.text for quad in own if isinstance(quad.object, Literal))
        years = sorted(match[0] for text in dates if (match := _YEAR.match(text)))
        ends = [quad.object if quad in own else quad.subject for quad in around]
        names = (self._texts(end, _LABEL) for end in ends if isinstance(end, Iri) and end != thing)
        first = next((found[0] for found in names if found), "")
        return ", ".join(filter(None, (years[0] if years else "", first)))

    def _told(self) -> Counter[str]:
        """Return how many facts have each thing at an end."""
        return Counter(
            quad.object
            for end in _ENDS
            for quad in self._graph.quads(self._graph.evidence, predicate=end)
            if isinstance(quad.object, Iri)
        )

    def _ends(self, thing: Iri, property_: Iri) -> Iterator[str]:
        for quad in self._graph.quads(None, subject=thing, predicate=property_):
            if isinstance(quad.object, Iri):
                yield quad.object

    def _texts(self, thing: Iri, property_: Iri) -> list[str]:
        found = self._graph.quads(None, subject=thing, predicate=property_)
        return [quad.object.text for quad in found if isinstance(quad.object, Literal)]


def _called(path: str, name: str) -> tuple[str, str]:
    """Return what namesakes have in common: sort of thing, and name in any spelling."""
    return path.partition("/")[0], folded(name)

"""Read the pattern file: a text → checked values.

What cannot be is told as a ``LexiconError`` that names the entry and what to do.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, NoReturn

from kg.errors import LexiconError
from kg.namespaces import SEGMENTS
from kg.patterns.terms import Nested, Node, Origin, Part, Pattern, Single, Source, Takes

_TABLES = {"kinds", "lists", "groups", "nodes", "properties", "relation", "single", "ends"}
_FIELDS = {
    "name", "property", "subject", "object", "twin", "fiction", "node", "key", "says", "edges",
    "needs", "shortcut", "table", "nodeInFiction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: the kind above it, and its own way for identifiers to begin, if any."""

    under: str
    segment: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """All that the file says, by name and in its order."""

    kinds: Mapping[str, Kind]
    lists: Mapping[str, Mapping[str, str]]
    properties: Mapping[str, Takes]
    patterns: tuple[Pattern, ...]
    single: Mapping[str, Single]
    ends: Mapping[str, tuple[str, ...]]


def patterns(text: str, path: PurePath) -> Patterns:
    """Return what the text of a pattern file says.

    Raises:
        LexiconError: it says something impossible.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, "the file", f"it is not TOML: {error}", "Correct it") from error
    return _Reader(said, path).patterns()


class _Reader:
    """Reads the tables of one file, and knows where it is when something is wrong."""

    def __init__(self, said: Mapping[str, Any], path: PurePath) -> None:
        self._said = said
        self._path = path
        self._entry = ""
        self._terms = {term for words in said.get("lists", {}).values() for term in words.values()}
        self._nodes: dict[str, Node] = {}
        self._properties: dict[str, Takes] = {}

    def patterns(self) -> Patterns:
        """Return everything, in the order in which one table needs another."""
        self._entry = "the file"
        for table in _TABLES - self._said.keys():
            self._refuse(f"it has no table “{table}”", "Give it")
        kinds = {name: self._kind(name, entry) for name, entry in self._said["kinds"].items()}
        self._nodes = {name: self._node(name, entry) for name, entry in self._said["nodes"].items()}
        for name, entry in self._said["properties"].items():
            self._entry = name
            self._properties[name] = self._takes(entry)
        found = tuple(self._pattern(block) for block in self._said["relation"])
        single = {name: self._single(name, e, found) for name, e in self._said["single"].items()}
        ends = {name: tuple(words) for name, words in self._said["ends"].items()}
        for name in ends:
            self._entry = "ends"
            self._known(name, {pattern.name for pattern in found}, "relation")
        return Patterns(kinds, self._said["lists"], self._properties, found, single, ends)

    def _single(
        self, name: str, entry: Mapping[str, list[str]], found: tuple[Pattern, ...]
    ) -> Single:
        self._entry = f"single.{name}"
        own = [pattern for pattern in found if pattern.name == name]
        self._known(name, {pattern.name for pattern in found}, "relation")
        for field, qualifiers in entry.items():
            self._known(field, ("by", "loosely", "needs"), "field of what is single")
            for qualifier in qualifiers:
                parts = [part for p in own for part in (*p.key, *p.edges)]
                known = {each for part in parts for each in part.qualifiers()}
                self._known(qualifier, known, "qualifier of the relation")
        return Single(*(tuple(entry.get(field, ())) for field in ("by", "loosely", "needs")))

    def _kind(self, name: str, entry: Mapping[str, str]) -> Kind:
        self._entry = name
        under, segment = entry.get("under", ""), entry.get("segment", "")
        if under:
            self._known(under, self._said["kinds"], "kind")
        if segment or not under:
            self._known(segment, SEGMENTS, "beginning of an identifier")
        return Kind(under, segment)

    def _node(self, name: str, entry: Mapping[str, Any]) -> Node:
        self._entry = name
        self._known(entry["segment"], SEGMENTS, "beginning of an identifier")
        for property_ in entry["key"]:
            self._known(property_, self._said["properties"], "property")
        return Node(name, entry["segment"], tuple(entry["key"]), entry.get("status", True))

    def _takes(self, names: list[str]) -> Takes:
        kinds, lists, datatypes = set(), set(), set()
        for name in names:
            for each in self._said["groups"].get(name, [name]):
                if ":" in each:
                    datatypes.add(each)
                elif each in self._said["lists"]:
                    lists.add(f"film:{each}")
                else:
                    self._known(
                        each, [*self._said["kinds"], *self._nodes], "kind, list or datatype"
                    )
                    kinds.add(each)
        return Takes(frozenset(kinds), frozenset(lists), frozenset(datatypes))

    def _pattern(self, block: Mapping[str, Any]) -> Pattern:
        self._entry = block.get("name", "without a name")
        for field in block:
            self._known(field, _FIELDS, "field of a relation")
        for field in ("name", "subject", "object"):
            if field not in block:
                self._refuse(f"it has no {field}", f"Give its {field}")
        if "node" in block:
            self._known(block["node"], self._nodes, "node")
        node = self._nodes[block["node"]] if "node" in block else None
        key = self._parts(block.get("key", {}))
        self._check_key(node, key)
        pattern = Pattern(
            name=block["name"],
            property=block.get("property", f"film:{block['name']}"),
            subject=self._takes(block["subject"]),
            object=self._takes(block["object"]),
            twin=f"film:{block['twin']}" if "twin" in block else "",
            fiction=self._takes(block.get("fiction", block["object"])),
            node=node,
            key=key,
            says=self._parts(block.get("says", {})),
            edges=self._parts(block.get("edges", {})),
            needs=frozenset(block.get("needs", [])),
            shortcut=block.get("shortcut", True),
            node_in_fiction=block.get("nodeInFiction", False),
            in_table=block.get("table", True),
        )
        self._check(pattern)
        return pattern

    def _parts(self, table: Mapping[str, Any]) -> tuple[Part, ...]:
        for property_ in table:
            self._known(property_, self._properties, "property")
        return tuple(Part(name, self._sources(source)) for name, source in table.items())

    def _sources(self, said: str | list[Any] | Mapping[str, Any]) -> tuple[Source | Nested, ...]:
        if isinstance(said, str):
            return (self._source(said),)
        if isinstance(said, list):
            return tuple(source for each in said for source in self._sources(each))
        self._known(said.get("node", ""), self._nodes, "node")
        node = self._nodes[said["node"]]
        parts = self._parts({k: v for k, v in said.items() if k not in ("node", "status")})
        self._check_key(node, parts)
        return (Nested(node, parts, said.get("status", "")),)

    def _source(self, said: str) -> Source:
        if said in ("subject", "object", "article"):
            return Source(Origin(said))
        if said.startswith("="):
            self._known(said[1:], self._terms, "word of a list")
            return Source(Origin.WORD, said[1:])
        if not said.startswith("@"):
            remedy = "Write “subject”, “object”, “article”, “@qualifier” or “=Word”"
            self._refuse(f"“{said}” is no source of a value", remedy)
        return Source(Origin.QUALIFIER, said[1:])

    def _check_key(self, node: Node | None, parts: tuple[Part, ...]) -> None:
        if node is None:
            return
        strange = [part.property for part in parts if part.property not in node.key]
        if strange or not parts:
            problem = f"{strange[0] if strange else 'nothing'} is given as key of {node.name}"
            self._refuse(problem, f"Its key is {', '.join(node.key)}")

    def _check(self, pattern: Pattern) -> None:
        if pattern.node is None and (pattern.key or pattern.says or pattern.edges):
            self._refuse("it has parts of a node, and no node", "Name the node")
        identifying = {name for part in pattern.key for name in part.qualifiers()}
        for name in pattern.needs - identifying:
            self._refuse(f"it needs “{name}”, which is no part of its key", "Correct needs")
        for part in pattern.says:
            for name in set(part.qualifiers()) - identifying:
                problem = f"says.{part.property} reads “{name}”, which is no part of the key"
                self._refuse(problem, "Move it to edges")
        for part in pattern.edges:
            if not set(part.qualifiers()) - identifying:
                problem = f"edges.{part.property} reads no qualifier of its own"
                self._refuse(problem, "Move it to says")

    def _known(self, name: str, known: Collection[str], what: str) -> None:
        if name not in known:
            self._refuse(f"“{name}” is no {what}", f"Use one of {', '.join(sorted(known))}")

    def _refuse(self, problem: str, remedy: str) -> NoReturn:
        raise LexiconError(self._path, self._entry, problem, remedy)

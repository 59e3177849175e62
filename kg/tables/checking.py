"""Check the map of a table against ontology/patterns.toml, entry by entry."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn

from kg import patterns
from kg.errors import MapError, VocabularyError
from kg.model import Status, Value
from kg.namespaces import folded
from kg.patterns import Relation, Takes
from kg.tables import cells
from kg.tables.columns import Column, Map, Part

_OF_MAP = ("row", "column")
_OF_ROW = (
    "subject", "kind", "id", "date", "status", "delimiter", "nothing", "fits", "without",
)  # fmt: skip
_OF_PART = ("column", "kind", "datatype", "separator", "nothing", "fits", "without", "words")
_OF_COLUMN = (
    "name", "relation", "status", "subject", "needed", "qualifiers", *_OF_PART[1:],
)  # fmt: skip


class Reader:
    """Reads one map, and knows where it is when something is wrong."""

    def __init__(self, said: Mapping[str, Any], path: str) -> None:
        self._said = said
        self._path = path
        self._entry = ""
        self._nothing: frozenset[str] = frozenset()
        self._status = Status.ACTUAL

    def map(self) -> Map:
        """Return the map.

        Raises:
            MapError: it says something impossible.
        """
        self._fields(self._said, _OF_MAP)
        row = self._said.get("row")
        if not isinstance(row, Mapping):
            self._refuse("it has no table [row]", "Say in [row] what a row is about")
        self._entry = "row"
        self._fields(row, _OF_ROW)
        self._nothing = frozenset({"", *map(folded, self._texts(row, "nothing"))})
        self._status = self._stated(row, Status.ACTUAL)
        subject = Column(
            name=self._needed(row, "subject"),
            kind=self._kind(self._needed(row, "kind")),
            needed=True,
            nothing=self._nothing,
            fits=self._pattern(row, "fits"),
            without=self._pattern(row, "without"),
        )
        identity, date = tuple(self._texts(row, "id")), self._text(row, "date")
        delimiter = self._text(row, "delimiter")
        if len(delimiter) > 1:
            self._refuse(f"the delimiter “{delimiter}” is not one character", "Give one")
        return Map(subject, self._columns(subject), identity, date, delimiter)

    def _columns(self, subject: Column) -> tuple[Column, ...]:
        given = self._said.get("column", [])
        if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
            self._entry = "column"
            self._refuse("it is no list of tables", "Write [[column]] above each")
        kinds = {each.get("name"): each.get("kind", "") for each in given} | {"": subject.kind}
        return tuple(self._column(each, kinds) for each in given)

    def _column(self, said: Mapping[str, Any], kinds: Mapping[str, str]) -> Column:
        self._entry = "a column without a name"
        name = self._needed(said, "name")
        self._entry = f"column “{name}”"
        self._fields(said, _OF_COLUMN)
        relation, owner = self._text(said, "relation"), self._text(said, "subject")
        column = self._values(said, name)
        parts: tuple[Part, ...] = ()
        if relation:
            self._known(relation, [each.name for each in patterns.relations()], "relation")
            found = patterns.relation(relation)
            self._known(owner, kinds, "column that the map describes")
            self._joins(found, kinds[owner], column)
            given = said.get("qualifiers", {})
            parts = tuple(self._part(found, name, each) for name, each in given.items())
        elif "qualifiers" in said or owner:
            self._refuse("it has no relation", "Give one, or leave subject and qualifiers out")
        return Column(
            name=name,
            relation=relation,
            kind=column.kind,
            datatypes=column.datatypes,
            separator=column.separator,
            subject=owner,
            status=self._stated(said, self._status),
            needed=said.get("needed") is True,
            nothing=column.nothing,
            fits=column.fits,
            without=column.without,
            words=column.words,
            parts=parts,
        )

    def _values(self, said: Mapping[str, Any], name: str) -> Column:
        """Return what an entry says of the values of a column, its relation aside."""
        kind, datatypes = self._text(said, "kind"), self._texts(said, "datatype")
        if bool(kind) is bool(datatypes):
            self._refuse("it has not one of kind and datatype", "Give the one or the other")
        for each in datatypes:
            if not self._is_datatype(each):
                self._refuse(f"“{each}” is no datatype that a cell can have", "Give another")
        words = said.get("words", {})
        if not isinstance(words, Mapping) or not all(isinstance(w, str) for w in words.values()):
            self._refuse("words are no table of texts", 'Write words = { Sport = "sports" }')
        if words and kind:
            self._refuse("it has other words for names", "Leave words out: names stay as they are")
        return Column(
            name=name,
            kind=self._kind(kind) if kind else "",
            datatypes=tuple(datatypes),
            separator=self._text(said, "separator"),
            nothing=self._nothing | frozenset(map(folded, self._texts(said, "nothing"))),
            fits=self._pattern(said, "fits"),
            without=self._pattern(said, "without"),
            words={folded(word): other for word, other in words.items()},
        )

    def _joins(self, relation: Relation, subject: str, column: Column) -> None:
        """Refuse what the relation cannot join."""
        if not subject:
            self._refuse("the column of its subject has no kind", "Give that one")
        for target in (column.kind,) if column.kind else column.datatypes:
            if not relation.accepts(subject, target):
                takes = self._shown(relation.takes([subject]))
                of = sorted({kind for each in relation.patterns for kind in each.subject.kinds})
                problem = f"{relation.name} does not join {subject} and {target}"
                self._refuse(problem, f"It is said of {', '.join(of)}, and leads to {takes}")

    def _part(self, relation: Relation, name: str, said: object) -> Part:
        self._known(name, relation.qualifiers, f"qualifier of {relation.name}")
        takes = relation.slot(name).takes
        if isinstance(said, str):
            return Part(name, value=self._constant(name, said, takes))
        if not isinstance(said, Mapping):
            remedy = 'Write a word, or { column = "…", kind = "…" }'
            self._refuse(f"the qualifier “{name}” is neither text nor table", remedy)
        self._fields(said, _OF_PART)
        column = self._values(said, self._needed(said, "column"))
        for target in (column.kind,) if column.kind else column.datatypes:
            if not relation.admits(name, target):
                problem = f"the qualifier “{name}” cannot be of {target}"
                self._refuse(problem, f"It may be of {self._shown(takes)}")
        return Part(name, column=column)

    def _constant(self, name: str, said: str, takes: Takes) -> Value:
        try:
            value = patterns.fitted(Value(said), takes)
        except VocabularyError as error:
            self._refuse(f"“{said}” is no word for “{name}”", str(error).rstrip("."))
        fits = value.datatype in takes.lists | takes.datatypes
        if not (fits and cells.value(said, [value.datatype])):
            remedy = f"It takes {self._shown(takes)}; a name needs a column"
            self._refuse(f"“{said}” is no value for “{name}”", remedy)
        return value

    def _is_datatype(self, name: str) -> bool:
        if name.endswith("Scheme"):
            try:
                return bool(patterns.words(name))
            except KeyError:
                return False
        return cells.is_told(name)

    def _kind(self, name: str) -> str:
        self._known(name, patterns.kinds(), "kind")
        return name

    def _stated(self, said: Mapping[str, Any], otherwise: Status) -> Status:
        word = self._text(said, "status") or otherwise.value
        self._known(word, list(Status), "status")
        return Status(word)

    def _needed(self, said: Mapping[str, Any], name: str) -> str:
        return self._text(said, name) or self._refuse(f"it has no {name}", f"Give its {name}")

    def _text(self, said: Mapping[str, Any], name: str) -> str:
        found = said.get(name, "")
        return found if isinstance(found, str) else self._refuse(f"{name} is no text", "Quote it")

    def _texts(self, said: Mapping[str, Any], name: str) -> list[str]:
        found = said.get(name, [])
        each = [found] if isinstance(found, str) else found
        if not isinstance(each, list) or not all(isinstance(one, str) for one in each):
            self._refuse(f"{name} is neither a text nor a list of texts", "Quote each")
        return each

    def _pattern(self, said: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
        text = self._text(said, name)
        try:
            return re.compile(text) if text else None
        except re.error as error:
            self._refuse(f"{name} is no regular expression: {error}", "Correct it")

    def _fields(self, said: Mapping[str, Any], known: Collection[str]) -> None:
        for name in said:
            self._known(name, known, "field of a map")

    def _known(self, name: str, known: Collection[str], what: str) -> None:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"Write “{near[0]}”" if near else f"Use one of {', '.join(sorted(known))}"
            self._refuse(f"“{name}” is no {what}", remedy)

    def _shown(self, takes: Takes) -> str:
        return ", ".join(sorted(takes.kinds | takes.lists | takes.datatypes))

    def _refuse(self, problem: str, remedy: str) -> NoReturn:
        raise MapError(self._path, self._entry, problem, remedy)

"""corrections.toml: what people say is wrong, is one, is two, or is to be left out.

    [[wrong]]                       # no article is right to say so
    subject  = "Tide"
    relation = "director"
    object   = "Lee Park"           # left out: whatever it says
    article  = "tide-opens"         # left out: in any article
    why      = "Park produced it."

    [[same]]                        # these are one
    things = ["Ada Marsh", "A. B. Marsh"]

    [[different]]                   # these are two
    things = [{ name = "Tide", article = "tide-opens" }, { name = "Tide", article = "old-tide" }]

    [[without]]                     # this person is taken out, with all that is said of them
    person = "Kim Roe"

A thing is named by a name, by its identifier, or by a table of ``name`` with ``article`` or
``kind``, where a name alone is borne by several.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NoReturn

from kg import patterns
from kg.errors import CorrectionError

_FIELDS = {
    "wrong": {"subject", "relation", "object", "article", "why"},
    "same": {"things", "why"},
    "different": {"things", "why"},
    "without": {"person", "why"},
}
_NEEDED = {
    "wrong": {"subject", "relation"},
    "same": {"things"},
    "different": {"things"},
    "without": {"person"},
}


@dataclass(frozen=True, slots=True)
class Ref:
    """What a correction speaks of.

    Attributes:
        name: a name, or an identifier.
        article: the id of the article where it is named so; of any where it is empty.
        kind: its kind; any where it is empty.
    """

    name: str
    article: str = ""
    kind: str = ""

    @property
    def is_iri(self) -> bool:
        """Whether it is an identifier, and no name."""
        return "://" in self.name and " " not in self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction.

    Attributes:
        sort: ``wrong``, ``same``, ``different`` or ``without``.
        number: its place among those of its sort, from one.
        things: what it speaks of: two or more; of a wrong fact the subject, and its object.
        relation: of a wrong fact.
        article: of a wrong fact; of any article where it is empty.
        why: the reason given.
    """

    sort: str
    number: int
    things: tuple[Ref, ...]
    relation: str = ""
    article: str = ""
    why: str = ""

    @property
    def place(self) -> str:
        """Where it stands in the file."""
        return f"[[{self.sort}]] {self.number}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a file says.

    Attributes:
        path: the file, for messages.
        entries: in its order.
    """

    path: PurePath
    entries: tuple[Entry, ...]

    def of(self, *sorts: str) -> tuple[Entry, ...]:
        """Return the entries of some sorts."""
        return tuple(entry for entry in self.entries if entry.sort in sorts)


def read(path: str | Path) -> Corrections:
    """Return what a file of corrections says.

    Raises:
        CorrectionError: it cannot be read, or says something impossible.
    """
    place = Path(path)
    try:
        said = tomllib.loads(place.read_text("utf-8-sig"))
    except OSError as error:
        raise CorrectionError(place, "", f"it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CorrectionError(place, "", "it is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise CorrectionError(place, "", f"it is not TOML: {error}") from error
    return parsed(said, place)


def parsed(said: Mapping[str, Any], path: PurePath) -> Corrections:
    """Return the corrections that a table of TOML says.

    Raises:
        CorrectionError: it says something impossible.
    """
    entries = []
    for sort, given in said.items():
        if sort not in _FIELDS:
            known = ", ".join(f"[[{each}]]" for each in _FIELDS)
            raise CorrectionError(path, sort, f"there is no such entry; there are {known}")
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise CorrectionError(path, sort, f"it is no list: write [[{sort}]]")
        entries += [_entry(path, sort, number, each) for number, each in enumerate(given, 1)]
    return Corrections(path, tuple(entries))


def _entry(path: PurePath, sort: str, number: int, given: Mapping[str, Any]) -> Entry:
    def refuse(problem: str) -> NoReturn:
        raise CorrectionError(path, f"[[{sort}]] {number}", problem)

    for field in sorted(given.keys() - _FIELDS[sort]):
        refuse(f"it has no field “{field}”; its fields are {', '.join(sorted(_FIELDS[sort]))}")
    for field in sorted(_NEEDED[sort] - given.keys()):
        refuse(f"its {field} is missing")
    for field in ("relation", "article", "why"):
        if not isinstance(given.get(field, ""), str):
            refuse(f"its {field} is no text")
    things = given.get("things", [given.get("person", given.get("subject"))])
    if not isinstance(things, list):
        refuse("its things are no list")
    if "object" in given:
        things = [*things, given["object"]]
    if sort in ("same", "different") and len(things) < 2:  # noqa: PLR2004  a pair
        refuse("it names fewer than two things")
    refs = [_ref(each) for each in things]
    if None in refs:
        refuse("a thing is a name, an identifier, or a table of name, article and kind")
    relation = given.get("relation", "")
    if sort == "wrong" and relation not in {each.name for each in patterns.relations()}:
        refuse(f"there is no relation “{relation}”")
    meant = tuple(ref for ref in refs if ref is not None)
    return Entry(sort, number, meant, relation, given.get("article", ""), given.get("why", ""))


def _ref(given: object) -> Ref | None:
    """Return what a thing of an entry speaks of; none where that is not how one is written."""
    table = {"name": given} if isinstance(given, str) else given
    if not isinstance(table, dict) or not {"name"} <= table.keys() <= {"name", "article", "kind"}:
        return None
    told = all(isinstance(text, str) and text.strip() for text in table.values())
    return Ref(**table) if told else None

"""data/authorities/identifiers.toml: identifiers of things elsewhere, by authority and kind."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import patterns, resources

_FILE = "data/authorities/identifiers.toml"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of identifier of an authority.

    Attributes:
        column: the column of the authority.
        form: what its identifiers look like.
        kind: what it is of; empty where it may be of anything.
        iri: the address, with ``{id}`` for the identifier.
    """

    column: str
    form: re.Pattern[str]
    kind: str
    iri: str

    def may_be(self, kind: str) -> bool:
        """Return whether it may be of a thing of this kind; of any where the kind is empty."""
        return not (kind and self.kind) or alike(kind, self.kind)


@dataclass(frozen=True, slots=True)
class Year:
    """What the year of a row tells of things of a kind.

    Attributes:
        kind: the kind.
        relation: the relation that the year is told by.
        says: the word before the year in a sentence.
        apart: so many years that two lists may differ.
    """

    kind: str
    relation: str
    says: str
    apart: int


def columns() -> tuple[str, ...]:
    """Return the columns of the authorities, in order."""
    return tuple(dict.fromkeys(sort.column for sort in _sorts()))


def sorts(column: str, text: str) -> list[Sort]:
    """Return the sorts that an identifier may be of, by its form; none where it has a wrong one.

    >>> [sort.kind for sort in sorts("imdb", "nm0000158")], sorts("imdb", "Q2263")
    (['Person'], [])
    """
    return [s for s in _sorts() if s.column == column and s.form.fullmatch(text)]


def address(column: str, text: str, kind: str) -> str | None:
    """Return the address of an identifier; nothing where the kind leaves open which it is.

    >>> address("wikidata", "Q2263", "")
    'http://www.wikidata.org/entity/Q2263'
    """
    fitting = [sort for sort in sorts(column, text) if sort.may_be(kind)]
    return fitting[0].iri.format(id=text) if len(fitting) == 1 else None


def year(kinds: Iterable[str]) -> Year | None:
    """Return what a year tells of a thing of these kinds; nothing where it tells nothing."""
    given = list(kinds)
    return next((y for y in _years() if any(patterns.is_a(k, y.kind) for k in given)), None)


def alike(one: str, other: str) -> bool:
    """Return whether a thing may be of both kinds, as one is the more general."""
    return patterns.is_a(one, other) or patterns.is_a(other, one)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(resources.text(_FILE))


@cache
def _sorts() -> tuple[Sort, ...]:
    return tuple(
        Sort(each["column"], re.compile(each["form"]), each.get("kind", ""), each["iri"])
        for each in _said()["identifier"]
    )


@cache
def _years() -> tuple[Year, ...]:
    return tuple(Year(**each) for each in _said()["year"])

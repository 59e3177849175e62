"""data/lexicon/identity.toml and the names known beforehand, as checked values."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from kg import patterns, resources
from kg.errors import LexiconError
from kg.namespaces import folded

_FILE = "data/lexicon/identity.toml"
_NAMES = "data/lexicon/names"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How names are spelled.

    Attributes:
        honorifics: words in front of a person's name that are no part of it.
        particles: words inside a person's name that are often left out.
        legal: words behind a company's name that tell its legal form.
        trade: words behind a company's name that tell its trade.
        loose: words that an organisation's name may have or lack.
        articles: words that a title may have or lack.
        openers: words that a description begins with, in capitals at the head of a sentence.
        breaks: what stands between the two parts of a title.
        counted: words that stand before a number in titles.
        common: names of prizes that many prizes have.
        plural: families whose names mean one thing in the plural.
        suffixes: what tells the generations of a family apart, by spelling.
        words: a word → its other spelling.
        letters: a letter → plain letters.
        sounds: letters → what sounds alike.
        numbers: a word → the number it is in a title.
        last_numbers: the same, for the last word of a title.
    """

    honorifics: frozenset[str]
    particles: frozenset[str]
    legal: frozenset[str]
    trade: frozenset[str]
    loose: frozenset[str]
    articles: frozenset[str]
    openers: frozenset[str]
    breaks: tuple[str, ...]
    counted: frozenset[str]
    common: frozenset[str]
    plural: frozenset[str]
    suffixes: Mapping[str, str]
    words: Mapping[str, str]
    letters: Mapping[str, str]
    sounds: Mapping[str, str]
    numbers: Mapping[str, str]
    last_numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tells:
    """Which relations tell namesakes apart: each a set of names of relations."""

    born: frozenset[str]
    died: frozenset[str]
    aged: frozenset[str]
    works_as: frozenset[str]
    dated: frozenset[str]
    made_by: frozenset[str]
    lives: frozenset[str]
    out: frozenset[str]
    titled: frozenset[str]
    from_: frozenset[str]
    sorted_: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Years:
    """How many years tell two things of one name apart."""

    birth: int
    death: int
    after: int
    told: int
    work: int
    anew: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the file says.

    Attributes:
        spelling: how names are spelled.
        tells: which relations tell namesakes apart.
        shared: family → families of what makes it likely one thing.
        forms: kind → the form of a work; of two forms, two works.
        told_of: relation → the form of a work that it is told of.
        fresh: relations, with a qualifier and its value, told in a work's own year.
        genres: genres that no fiction has.
        spheres: job → the spheres it belongs to.
        years: how many years tell apart.
        nicknames: short given name → the full ones.
    """

    spelling: Spelling
    tells: Tells
    shared: Mapping[str, frozenset[str]]
    forms: Mapping[str, str]
    told_of: Mapping[str, str]
    fresh: frozenset[tuple[str, str, str]]
    genres: frozenset[str]
    spheres: Mapping[str, frozenset[str]]
    years: Years
    nicknames: Mapping[str, frozenset[str]]


@cache
def knowledge() -> Knowledge:
    """Return what data/lexicon/identity.toml says.

    Raises:
        LexiconError: it names a relation or a kind that ontology/patterns.toml does not have,
            or an entry is missing.
    """
    said = _said()
    forms = _owners(said["forms"])
    told_of = _owners(said["told_of"])
    fresh = frozenset((e["relation"], e["qualifier"], e["value"]) for e in said["fresh"])
    known = [each.name for each in patterns.relations()]
    _check("forms", forms, patterns.kinds())
    _check("shared", [*said["shared"], *_flat(said["shared"])], patterns.kinds())
    _check("tells", _flat(said["tells"]), known)
    _check("told_of", told_of, known)
    _check("fresh", [relation for relation, *_ in fresh], known)
    return Knowledge(
        _values(Spelling, said, "spelling"),
        _values(Tells, said, "tells"),
        {family: frozenset(given) for family, given in said["shared"].items()},
        forms,
        told_of,
        fresh,
        frozenset(said["genres"]["apart"]),
        _inverted(said["spheres"]),
        _values(Years, said, "years"),
        _inverted(said["nicknames"]),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """An example: two names, and how they are judged."""

    family: str
    one: str
    other: str
    verdict: str


def pairs() -> list[Pair]:
    """Return the file's own examples."""
    return [Pair(e["family"], e["one"], e["other"], e["is"]) for e in _said()["pair"]]


@cache
def listed() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Map family and folded name to the known name that it is another spelling of, and its file."""
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for path in resources.names(_NAMES, ".csv"):
        for row in csv.DictReader(io.StringIO(resources.text(path))):
            if row.get("aliases"):
                family = patterns.family(row["kind"])
                for spelling in (row["name"], *row["aliases"].split(";")):
                    known.setdefault((family, folded(spelling)), (row["name"], PurePath(path).name))
    return MappingProxyType(known)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(resources.text(_FILE))


def _values(kind: Any, said: Mapping[str, Any], entry: str) -> Any:  # noqa: ANN401  one of three
    """Return an entry as one of the dataclasses above, lists as sets or, in order, as a tuple."""
    given = {}
    for each in fields(kind):
        name = each.name.rstrip("_")
        if name not in said[entry]:
            raise LexiconError(PurePath(_FILE), entry, f"“{name}” is missing", "Write it")
        value = said[entry][name]
        ordered = each.type == tuple[str, ...]
        given[each.name] = (
            value if not isinstance(value, list) else tuple(value) if ordered else frozenset(value)
        )
    return kind(**given)


def _check(entry: str, names: Any, known: list[str]) -> None:  # noqa: ANN401  any names
    for name in names:
        if name not in known:
            problem = f"ontology/patterns.toml has no “{name}”"
            raise LexiconError(PurePath(_FILE), entry, problem, "Use one of its names")


def _flat(entry: Mapping[str, list[str]]) -> list[str]:
    return [name for names in entry.values() for name in names]


def _owners(entry: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: key for key, names in entry.items() for name in names}


def _inverted(entry: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, names in entry.items():
        for name in names:
            found.setdefault(name.casefold(), set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}

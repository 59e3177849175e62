"""data/model/labels.toml: the types of mentions, and what is told of pairs of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources
from kg.errors import ModelError

STATUSES = ("planned", "superseded", "denied")
_FIXED = (*STATUSES, "rumoured", "story")


@cache
def table() -> Mapping[str, Any]:
    """Return the whole file.

    Raises:
        ModelError: it is missing or no TOML.
    """
    path = "data/model/labels.toml"
    try:
        return tomllib.loads(resources.text(path))
    except (OSError, ValueError) as error:
        remedy = "Restore it, or install kg again"
        raise ModelError(path, f"it cannot be read ({error})", remedy) from error


@cache
def types() -> str:
    """Return the letters of all types; the small ones, of descriptions, last."""
    kinds: Mapping[str, Mapping[str, Any]] = table()["types"]
    return "".join(kinds) + "".join(k.lower() for k, told in kinds.items() if told.get("described"))


@dataclass(frozen=True, slots=True)
class Columns:
    """What is scored for an ordered pair of mentions, in the order of the outputs.

    Attributes:
        relations: of the pair as subject and object.
        attributes: what else is told of a stated relation: status, billing, medium …
        qualifiers: of one of a relation's ends, and its value.
    """

    relations: tuple[str, ...]
    attributes: tuple[str, ...]
    qualifiers: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns; the last one: a description and what it stands for."""
        return (*self.relations, *self.attributes, *(f"@{q}" for q in self.qualifiers), "same")


@cache
def columns() -> Columns:
    """Return the columns."""
    qualifiers = table()["qualifiers"]
    heard = [
        f"{name}:{word}"
        for name, told in qualifiers.items()
        if name != "certainty"
        for word in (*told.get("words", ()), *told.get("heard", ()))
    ]
    valued = tuple(n for n, told in qualifiers.items() if told["value"] and n != "speaker")
    return Columns(tuple(table()["relations"]), (*_FIXED, *heard), valued)


def takes(relation: str, end: str) -> str:
    """Return the types of a relation's ``subject`` or ``object``."""
    letters = str(table()["relations"][relation][end])
    return "".join(table()["types"]) if letters == "any" else letters


@cache
def pairs() -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return the columns that a pair of types can have, attributes aside.

    Inside a fiction a character takes a person's place.
    """
    told = columns()
    found = {}
    names = told.names
    for one in types():
        for other in types():
            a, b = one.upper(), other.upper()
            can = [
                n
                for n, relation in enumerate(told.relations)
                if _fits(a, takes(relation, "subject")) and _fits(b, takes(relation, "object"))
            ]
            first = len(told.relations) + len(told.attributes)
            can += [
                first + n
                for n, name in enumerate(told.qualifiers)
                if b in table()["qualifiers"][name]["value"]
            ]
            if one.islower() and a == b:
                can.append(len(names) - 1)
            found[one, other] = tuple(can)
    return found


def _fits(letter: str, letters: str) -> bool:
    return letter in letters or (letter == "C" and "P" in letters)

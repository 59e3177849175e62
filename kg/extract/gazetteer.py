"""data/lexicon/names → names known beforehand, and given names of people."""

import csv
import io
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg import resources

_FOLDER = "data/lexicon/names"
_GIVEN = f"{_FOLDER}/given.csv"


@dataclass(frozen=True, slots=True)
class Known:
    """A name known beforehand.

    Attributes:
        name: its full form.
        kind: its class.
        note: what the list remarks: ``platform``, ``television`` …
        common: whether a one-word spelling is also an ordinary word.
    """

    name: str
    kind: str
    note: str
    common: bool


@cache
def known_names() -> Mapping[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    """Return the names known beforehand, by first word; of each the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for path in resources.names(_FOLDER, ".csv"):
        if path == _GIVEN:
            continue
        for row in csv.DictReader(io.StringIO(resources.text(path))):
            note, _, doubt = (row["note"] or "").partition(";")
            common = "common" in (note.strip(), doubt.strip())
            known = Known(row["name"], row["kind"], note.strip(), common)
            for form in (row["name"], *filter(None, (row["aliases"] or "").split(";"))):
                parts = tuple(form.strip().replace("'", "’").split())
                found.setdefault(parts[0], []).append((parts, known))
    return MappingProxyType(
        {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in found.items()}
    )


def known(name: str) -> bool:
    """Tell whether a name, or another form of one, stands in the lists."""
    parts = tuple(name.replace("'", "’").split())
    return any(form == parts for form, _ in known_names().get(parts[0], ()))


def note(name: str) -> str:
    """Return what the name list remarks of a full name: of a prize, the medium it honours."""
    return _notes().get(name, "")


@cache
def _notes() -> Mapping[str, str]:
    return {known.name: known.note for forms in known_names().values() for _, known in forms}


def given_names() -> AbstractSet[str]:
    """Return given names, in lower case."""
    return _pronouns().keys()


def pronoun(name: str) -> str:
    """Return the pronoun that bearers of a given name go by: ``he``, ``she``, or nothing.

    >>> pronoun("Anna Lind"), pronoun("Lind")
    ('she', '')
    """
    return _pronouns().get(name.partition(" ")[0].lower(), "")


@cache
def _pronouns() -> Mapping[str, str]:
    """Map given names, in lower case, to the pronoun of who bears them, or to nothing."""
    rows = csv.DictReader(io.StringIO(resources.text(_GIVEN)))
    return {row["name"].lower(): row["pronoun"] for row in rows}

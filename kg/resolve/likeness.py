"""What two names are to each other, and how a name is compared: without case, marks and points."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from kg.namespaces import folded
from kg.resolve.knowledge import knowledge

_LONG = 9
"""Names shorter than this are never thought misspelt."""


class Verdict(StrEnum):
    """What two names are to each other."""

    ONE = "one name"
    PERHAPS = "perhaps"
    CLASH = "clash"
    OTHER = "other"


class Likeness(NamedTuple):
    """A verdict and its reason, as words that follow the two names.

    Attributes:
        verdict: what the two are.
        reason: why; empty where they are strangers.
        needs: how many things they must share to be one, where they may be.
    """

    verdict: Verdict
    reason: str = ""
    needs: int = 1


STRANGERS = Likeness(Verdict.OTHER)
ALIKE = Likeness(Verdict.ONE, "the same but for marks, points and spaces")


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return a name without case, marks and points; hyphens and dashes are spaces.

    >>> plain("Léa  O’Hara-Øst")
    'lea ohara ost'
    """
    letters = knowledge().spelling.letters
    text = unicodedata.normalize("NFKD", folded(name))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = "".join(letters.get(c, c) for c in text)
    text = text.replace("&", " and ").replace("'", "").replace(".", "").replace('"', "")
    return " ".join(re.sub(r"[\W_]+", " ", text).split()) or folded(name)


def unspaced(name: str) -> str:
    """Return a plain name written as one word.

    >>> unspaced("Léa  O’Hara")
    'leaohara'
    """
    return plain(name).replace(" ", "")


def misspelt(one: str, other: str) -> bool:
    """Return whether two long names without spaces differ in one letter, left out or turned too.

    >>> misspelt("saoirseronan", "saorisERONAN".lower())
    True
    """
    long = min(len(one), len(other)) >= _LONG
    return long and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1

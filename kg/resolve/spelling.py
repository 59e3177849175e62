"""Two names: one name in two spellings, perhaps one thing, never one thing, or strangers.

The rules are those of authority files; what they know of names stands in
data/lexicon/identity.toml. Names are compared within a family.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.namespaces import folded
from kg.resolve import person_names, titles
from kg.resolve.knowledge import knowledge, listed
from kg.resolve.likeness import ALIKE, STRANGERS, Likeness, Verdict, plain, unspaced
from kg.resolve.names import PEOPLE, is_acronym

SHORT = "short"
"""How a key begins that names share with their short form, and not with one another."""
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}\Z")
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)\Z")


@lru_cache(maxsize=65536)
def compared(one: str, other: str, family: str) -> Likeness:
    """Return what two names of a family are to each other; the order makes no difference.

    >>> compared("Samuel Jackson", "Samuel L. Jackson", "Person").reason
    'one lacks the other’s middle name'
    """
    if other < one:
        return compared(other, one, family)
    if folded(one) == folded(other):
        return Likeness(Verdict.ONE, "the same name")
    if family in PEOPLE:
        return person_names.compared(one, other)
    if unspaced(one) == unspaced(other):
        return ALIKE
    if family == "CreativeWork":
        return titles.compared(one, other)
    known, second = (listed().get((family, folded(name))) for name in (one, other))
    if known and known == second:
        return Likeness(Verdict.ONE, f"both are names of {known[0]} in {known[1]}")
    if _body(one, family) == _body(other, family):
        return Likeness(Verdict.ONE, "the same but for words that such names may lack")
    if family == "Organization":
        return _bodies(one, other)
    return STRANGERS


def keys(name: str, family: str) -> Iterator[str]:
    """Yield what two names must have one of in common to be compared at all."""
    yield f"is {unspaced(name)}"
    if family in PEOPLE:
        yield from person_names.keys(name)
    elif family == "CreativeWork":
        yield from titles.keys(name)
    else:
        yield f"is {''.join(_body(name, family))}"
        yield f"is {''.join(_traded(name, family))}"
        yield f"{SHORT} {_initials(name) if ' ' in name else name.casefold()}"
        known = listed().get((family, folded(name)))
        if known:
            yield f"listed {known[0]}"


@lru_cache(maxsize=65536)
def _body(name: str, family: str) -> tuple[str, ...]:
    """Return the words that tell a body from others of its sort."""
    known = knowledge().spelling
    words = [known.words.get(word, word) for word in plain(name).split()]
    if family == "Organization":
        left_out = known.loose | known.legal
        words = [w for w in words if w not in left_out and not _dated(w)] or words
    if family in known.plural:
        words = [word.removesuffix("s") for word in words]
    return tuple(words)


def _bodies(one: str, other: str) -> Likeness:
    """Return what two companies, festivals or guilds are to each other, by words left out."""
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    if is_acronym(short) and short.casefold() == _initials(long):
        return Likeness(Verdict.PERHAPS, "one is the initials of the other")
    words = [_body(name, "Organization") for name in (one, other)]
    traded = [_traded(name, "Organization") for name in (one, other)]
    if traded[0] == traded[1] and traded[0] in words:
        return Likeness(Verdict.PERHAPS, "one lacks the words for the other’s trade")
    return STRANGERS


def _traded(name: str, family: str) -> tuple[str, ...]:
    """Return the words before those that tell a company's trade."""
    words = _body(name, family)
    while len(words) > 1 and words[-1] in knowledge().spelling.trade:
        words = words[:-1]
    return words


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words if word[0].isupper()).casefold()


def _dated(word: str) -> bool:
    return bool(_YEAR.match(word) or _ORDINAL.match(word))

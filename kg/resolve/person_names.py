"""Names of people: initials, particles, suffixes, order, short forms, transliteration."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.resolve.knowledge import knowledge
from kg.resolve.likeness import ALIKE, STRANGERS, Likeness, Verdict, misspelt, plain

_SHORT = 2
_RARE = 13
"""Of names with so many letters no two that differ so little are borne by two people."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2,3}(?= )")


class _Person(NamedTuple):
    words: tuple[str, ...]
    suffix: str


@lru_cache(maxsize=65536)
def _person(name: str) -> _Person:
    known = knowledge().spelling
    spaced = _INITIALS.sub(lambda m: " ".join(m[0].replace(".", "")) + " ", name)
    words = plain(spaced).split() or [name]
    suffix = ""
    while len(words) > _SHORT and words[-1] in known.suffixes:
        suffix = known.suffixes[words.pop()]
    while len(words) > 1 and words[0] in known.honorifics:
        words.pop(0)
    return _Person(tuple(words), suffix)


def keys(name: str) -> Iterator[str]:
    """Yield what two names must have one of in common to be compared at all."""
    person = _person(name)
    words = person.words
    core = _bare(words)
    yield f"turn {_turned(words)}"
    yield f"sound {_sound(''.join(core))}"
    yield f"sound {_sound(''.join(words))}"
    if len(words) == 1:
        yield f"surname {words[0]}"
        return
    yield f"last {core[-1]}" if len(core[0]) == 1 else f"last {core[0][0]} {core[-1]}"
    for full in knowledge().nicknames.get(core[0], (core[0],)):
        yield f"last {full[0]} {core[-1]}"
    yield f"first {core[0]} {core[1]}"
    yield f"surname {words[-1]}"


def compared(one: str, other: str) -> Likeness:
    """Return what two names of people are to each other."""
    first, second = _person(one), _person(other)
    if first.suffix and second.suffix and first.suffix != second.suffix:
        if first.words == second.words:
            return Likeness(Verdict.CLASH, f"one is {first.suffix}, the other {second.suffix}")
        return STRANGERS
    alike = _alike(first.words, second.words)
    if alike.verdict is Verdict.ONE and first.suffix != second.suffix:
        return Likeness(Verdict.PERHAPS, f"one lacks “{first.suffix or second.suffix}”")
    return alike


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    if "".join(one) == "".join(other):
        return ALIKE
    if len(short) == 1:
        surname = short[0] in (long[-1], "".join(long[1:]), "".join(long[-2:]))
        return Likeness(Verdict.PERHAPS, "the surname alone") if surname else STRANGERS
    if _turned(one) == _turned(other):
        verdict = Verdict.ONE if len(long) > _SHORT else Verdict.PERHAPS
        return Likeness(verdict, "family name first in one, last in the other")
    cores = [_bare(words) for words in (one, other)]
    if cores[0] == cores[1]:
        return Likeness(Verdict.PERHAPS, "one lacks the other’s particle")
    if cores[0][-1] == cores[1][-1]:
        return _one_surname(cores[0], cores[1])
    if long[: len(short)] == short:
        return Likeness(Verdict.PERHAPS, "one has a further surname")
    whole = _sounding(one, other)
    return _sounding(*cores) if whole == STRANGERS else whole


def _one_surname(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Judge two people of one surname by their given names."""
    first, second = one[0], other[0]
    middles = (one[1:-1], other[1:-1])
    if first == second or _abbreviates(first, second):
        if middles[0] and middles[1] and not _fit(*middles):
            return Likeness(Verdict.CLASH, "their middle names differ")
        if first != second or (middles[0] and middles[1]):
            return Likeness(Verdict.PERHAPS, "one has initials for the other’s given names")
        return Likeness(Verdict.PERHAPS, "one lacks the other’s middle name")
    full = [knowledge().nicknames.get(given, frozenset()) | {given} for given in (first, second)]
    if full[0] & full[1] and (not middles[0] or not middles[1] or _fit(*middles)):
        return Likeness(Verdict.PERHAPS, "a short form of the same given name")
    if one[1:] == other[1:] and (one[0] in other[1:] or other[0] in one[1:]):
        return STRANGERS
    return _sounding(one, other)


def _sounding(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Judge two names by their sound and by a slip; long names need share nothing."""
    letters = ["".join(words) for words in (one, other)]
    rare = min(map(len, letters)) >= _RARE
    if _sound(letters[0]) == _sound(letters[1]):
        return Likeness(Verdict.PERHAPS, "the same sounds in other letters", 0 if rare else 1)
    if letters[0][0] == letters[1][0] and misspelt(*letters):
        needs = 0 if rare and one[0] == other[0] else 1
        return Likeness(Verdict.PERHAPS, "the same but for one letter", needs)
    return STRANGERS


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) != len(other) or all(
        a == b or _abbreviates(a, b) for a, b in zip(one, other, strict=True)
    )


def _abbreviates(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without particles, unless nothing of a full name would be left."""
    particles = knowledge().spelling.particles
    kept = tuple(word for word in words if word not in particles)
    return kept if len(kept) >= min(_SHORT, len(words)) else words


def _turned(words: tuple[str, ...]) -> str:
    """Return what is the same whichever word a name begins with, the others in order."""
    return min("".join(words[i:] + words[:i]) for i in range(len(words)))


@lru_cache(maxsize=65536)
def _sound(letters: str) -> str:
    sounds = knowledge().spelling.sounds
    found = []
    at = 0
    while at < len(letters):
        width = next((n for n in (4, 3, 2, 1) if letters[at : at + n] in sounds), 0)
        sound = sounds[letters[at : at + width]] if width else letters[at]
        found.append(sound)
        at += width or 1
    return re.sub(r"(.)\1+", r"\1", "".join(found))

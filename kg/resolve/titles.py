"""Titles of works: articles, subtitles, numbers."""

from collections.abc import Iterator
from functools import lru_cache

from kg.resolve.knowledge import knowledge
from kg.resolve.likeness import STRANGERS, Likeness, Verdict, misspelt, plain

_RARE = 20
"""Of titles with so many letters no two that differ in one are of two works."""


def compared(one: str, other: str) -> Likeness:
    """Return what two titles are to each other."""
    first, second = _title(one), _title(other)
    if "".join(first) == "".join(second):
        return Likeness(Verdict.ONE, "the same but for how numbers are written")
    if _unnumbered(first) == _unnumbered(second):
        return Likeness(Verdict.CLASH, "they have other numbers in a series")
    if _unopened(first) == _unopened(second):
        return Likeness(Verdict.PERHAPS, "one lacks the other’s article", needs=0)
    for whole, part in ((one, second), (other, first)):
        parts = [_unopened(each) for each in _title_parts(whole)[1:]]
        if _unopened(part) in parts[1:]:
            return Likeness(Verdict.PERHAPS, "one lacks the words before the other’s colon")
        if _unopened(part) in parts[:1]:
            needs = 1 if part[-1].isdecimal() else 2
            return Likeness(Verdict.PERHAPS, "one lacks the other’s subtitle", needs)
    letters = ["".join(_unopened(words)) for words in (first, second)]
    if misspelt(*letters):
        needs = 0 if min(map(len, letters)) >= _RARE else 2
        return Likeness(Verdict.PERHAPS, "the same but for one letter", needs)
    return STRANGERS


@lru_cache(maxsize=65536)
def _title(title: str) -> tuple[str, ...]:
    known = knowledge().spelling
    words = [known.numbers.get(word, word) for word in plain(title).split()]
    if len(words) > 1:
        words[-1] = known.last_numbers.get(words[-1], words[-1])
    return tuple(known.words.get(word, word) for word in words)


def keys(name: str) -> Iterator[str]:
    """Yield what two titles must have one of in common to be compared at all."""
    yield from (f"is {''.join(words)}" for words in map(_unopened, _title_parts(name)))
    yield f"in {''.join(word for word in _title(name) if not word.isdecimal())}"
    letters = "".join(_unopened(_title(name)))
    yield from (
        f"half {half}" for half in (letters[: len(letters) // 2], letters[-(len(letters) // 2) :])
    )


@lru_cache(maxsize=65536)
def _title_parts(title: str) -> tuple[tuple[str, ...], ...]:
    """Return the whole title, and what stands before and after its first break, if any."""
    for mark in knowledge().spelling.breaks:
        before, found, after = title.partition(mark)
        if found and before.strip() and after.strip():
            return _unopened(_title(title)), _title(before), _title(after)
    return (_unopened(_title(title)),)


def _unopened(words: tuple[str, ...]) -> tuple[str, ...]:
    articles = knowledge().spelling.articles
    return tuple(word for word in words if word not in articles) or words


def _unnumbered(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without numbers, nor the word “part” and its like before them."""
    kept = [w for i, w in enumerate(words) if not w.isdecimal() and not _counts(words, i)]
    return tuple(kept) or words


def _counts(words: tuple[str, ...], at: int) -> bool:
    counting = at > 0 and words[at] in knowledge().spelling.counted
    return counting and at + 1 < len(words) and words[at + 1].isdecimal()

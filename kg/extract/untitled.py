"""Works without a title, named by what is told of them: a sequel of “Glass” is “Glass sequel”.

data/model/labels.toml has the names that relations give their subjects: ``untitled``, and
``untitled_numbered`` to the third of something.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extract import labels, lexicon
from kg.extract.things import Seen

_LIKELY, _HINTED = 0.5, 0.02

Chance = Callable[[int, tuple[str, str], str], float]
"""How likely it is that a mention, by its number, has a relation to a thing, by its key."""


def named(text: str, found: Sequence[Seen], chance: Chance) -> list[Seen]:
    """Return the mentions, works without a title with a name where something tells of whose.

    Args:
        text: the article.
        found: mentions, descriptions with the name of what they stand for, if known.
        chance: see ``Chance``.
    """
    things = {one.key: one for one in found if one.name}
    made = list(found)
    for n, one in enumerate(found):
        if one.type != "w":
            continue
        best = max(_names(text, n, one, things, chance), default=None)
        if best is not None:
            made[n] = replace(one, name=best[1])
    return made


def _names(
    text: str, n: int, one: Seen, things: Mapping[tuple[str, str], Seen], chance: Chance
) -> Iterator[tuple[float, str]]:
    """Yield the names that a work without a title can have, each with how likely it is."""
    number, within = _number(text, one, things)
    word = one.span.of(text)
    if within is not None and one.name in ("", within.name):
        yield 1.0, f"{number} {within.name} {word}"
    for column, pattern, numbered in _patterns():
        hinted = bool(number and numbered) or pattern.endswith(f" {word}")
        for key, thing in things.items():
            score = chance(n, key, column) if key[0] in _NAMING else 0.0
            if score < (_HINTED if hinted and not one.name else _LIKELY):
                continue
            if key == one.key:
                score += 1  # what it was taken for cannot be what it follows
            elif one.name:
                continue
            if number and numbered:
                yield score, numbered.format(thing=thing.name, word=word, number=number)
            elif pattern:
                yield score, pattern.format(thing=thing.name, word=word)


_NAMING = "WPS"


@cache
def _patterns() -> tuple[tuple[str, str, str], ...]:
    """Return the relations that name their subject, each with its two patterns."""
    return tuple(
        (name, told.get("untitled", ""), told.get("untitled_numbered", ""))
        for name, told in labels.table()["relations"].items()
        if "untitled" in told or "untitled_numbered" in told
    )


def _number(
    text: str, one: Seen, things: Mapping[tuple[str, str], Seen]
) -> tuple[str, Seen | None]:
    """Return the ordinal before a description, and the name that stands between, if one does."""
    before = text[max(0, one.span.start - 60) : one.span.start]
    within = None
    for thing in things.values():
        if thing.type in _NAMING and before.endswith(f" {thing.name} "):
            before, within = before.removesuffix(f"{thing.name} "), thing
            break
    last = re.search(r"(\w+) \Z", before)
    if last is None or last[1] not in lexicon.table("ordinals"):
        return "", None
    return last[1], within

"""A mention → what its relation or qualifier takes: a name of a kind, a date, a number, a word."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from kg.extract import labels, lexicon, values
from kg.extract.places import Places
from kg.extract.things import Seen
from kg.model import Article, Mention, Span, Status, Value


def thing(
    article: Article, one: Seen, told: Mapping[str, str], found: Places[values.Found]
) -> Mention | Value | None:
    """Return what a mention is, as its relation or qualifier takes it, if it is such a thing."""
    kind = told.get("is") or labels.table()["types"][one.type.upper()]["is"]
    said = " ".join(one.span.of(article.text).split())
    if kind in ("date", "xsd:gYear"):
        value = _value(one.span, found, "date") or values.named_day(said, article.published)
        if value is None:
            return None if kind == "xsd:gYear" or said.isdigit() else Value(said)
        if kind == "xsd:gYear":
            year = re.match(r"\d{4}", value.text)
            return Value(year[0], "xsd:gYear") if year else None
        return value
    if kind == "film:Amount":
        if _converted(article.text, one.span):
            return None
        value = _value(one.span, found, "amount")
        return value or Value(said, kind)
    if kind == "xsd:integer":
        count = number(said)
        return None if count is None else Value(str(count), kind)
    if kind == "xsd:string":
        return Value(said.lower() if one.type == "G" else said, kind)
    name = one.name or said
    if kind == "Occupation":
        name = said.lower() if said[1:] == said[1:].lower() else said
        known = (name.removesuffix(ending) for ending in ("s", "es"))
        name = next((n for n in known if n != name and n in lexicon.roles()), name)
    elif kind == "AwardCategory":
        name = said.lower()
    elif kind == "Place":
        name = lexicon.nationalities().get(said.lower(), name)
    return Mention(one.span.of(article.text), kind, one.span, name)


_AMOUNT = re.compile(r"[\d.]+ ?(?:[a-z]{1,8})? ?\(\Z")


def _converted(text: str, span: Span) -> bool:
    """Tell whether an amount only repeats the one before it, in brackets: “$22m (£11.7m)”."""
    return bool(_AMOUNT.search(text, max(0, span.start - 20), span.start))


def _value(span: Span, found: Places[values.Found], kind: str) -> Value | None:
    """Return the value that stands in a stretch: the one that covers most of it."""
    inside = [one for one in found.within(span) if one.kind == kind]
    over = found.at(span)
    if over is not None and over.kind == kind:
        inside.append(over)
    return max(inside, key=lambda one: one.span.end - one.span.start).value if inside else None


def number(words: str) -> int | None:
    """Read a number: “number three”, “third”, “1,204”, “two hours and ten minutes”, “double”.

    >>> [number(words) for words in ("No 3", "number three", "112 minutes", "many")]
    [3, 3, 112, None]
    """
    hours = re.search(r"(\S+)[ -]hours?", words.lower())
    minutes = re.search(r"(\S+)[ -]min", words.lower())
    if hours:
        count, more = _count(hours[1]), _count(minutes[1]) if minutes else 0
        return None if count is None else count * 60 + (more or 0)
    digits = re.search(r"\d[\d,]*", words)
    if digits:
        return int(digits[0].replace(",", ""))
    return next((n for w in re.split(r"[\s-]+", words) if (n := _count(w)) is not None), None)


def _count(word: str) -> int | None:
    word = word.lower().strip(".,")
    if word.isdigit():
        return int(word)
    told = _numerals().get(word)
    return told if told is None else int(told)


@cache
def _numerals() -> Mapping[str, int]:
    return {
        **{
            word: int(n)
            for word, n in lexicon.table("number_words").items()
            if word not in values.ARTICLES
        },
        **lexicon.table("ordinals"),
    }


def in_time(
    value: Value, words: str, relation: str, status: Status, published: date | None
) -> Value:
    """Return a date without a year on that side of the article's date where its fact must lie.

    A birth or death lies before it. What is told as a fact may still be of a day that comes soon,
    and what was given up was mostly to come.

    Args:
        value: as read: the next such day.
        words: what it was read from.
        relation: what happens then.
        status: whether it has happened.
        published: the article's date.
    """
    before = values.past(value, words, published)
    if before == value or published is None or status is Status.PLANNED:
        return value
    if relation in _LIVES:
        return before
    ahead, behind = (
        abs(date.fromisoformat((one.text + "-15")[:10]) - published) for one in (value, before)
    )
    if ahead + behind == _WEEK:
        return before if status is Status.ACTUAL else value
    if status is Status.ACTUAL:
        return value if ahead < _SOON else before
    return before if behind < min(ahead, _LATELY) else value


_LIVES = frozenset({"birthDate", "deathDate"})
_WEEK, _SOON, _LATELY = timedelta(days=7), timedelta(days=60), timedelta(days=100)

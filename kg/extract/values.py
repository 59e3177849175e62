"""Dates, durations, amounts and numbers: read from their words once.

Dates are read against the article's date; where that is missing, a date without a year stays
without one (``--11-20``, an ``xsd:gMonthDay``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from kg.extract import lexicon
from kg.extract.places import Places
from kg.model import Article, Span, Value


@dataclass(frozen=True, slots=True)
class Found:
    """A value in the text.

    Attributes:
        kind: ``date``, ``duration``, ``amount``.
        span: where its words stand.
        value: what they say.
        implied: whether the value needed the article's date.
    """

    kind: str
    span: Span
    value: Value
    implied: bool = False


def values(article: Article) -> list[Found]:
    """Return the dates, durations and amounts of an article, in order, never overlapping."""
    found = Places[Found]()
    for one in (*_dates(article), *_durations(article.text), *_amounts(article.text)):
        found.add(one.span, one)
    return list(found)


def past(value: Value, words: str, published: date | None) -> Value:
    """Return a day that was read as the next one after the article's date as the last before it.

    Args:
        value: as read.
        words: the words it was read from: a weekday, or a day or a month without a year.
        published: the article's date.

    >>> past(Value("2021-02", "xsd:gYearMonth"), "February", date(2020, 5, 1)).text
    '2020-02'
    >>> past(Value("2021-02-07", "xsd:date"), "7 February", date(2020, 5, 1)).text
    '2020-02-07'
    """
    said = words.lower().split()
    if published is None or not later(value, published) or _YEAR.search(words) or "next" in said:
        return value
    if value.datatype == "xsd:gYearMonth":
        return Value(f"{int(value.text[:4]) - 1:04}{value.text[4:]}", value.datatype)
    if value.datatype != "xsd:date":
        return value
    day = date.fromisoformat(value.text)
    week = said[-1] in lexicon.table("weekdays")
    before = _moved(day, timedelta(days=-7) if week else relativedelta(years=-1))
    return value if before is None else Value(before.isoformat(), "xsd:date")


def later(value: Value, published: date | None) -> bool:
    """Return whether a date lies after the article's."""
    if published is None or value.datatype not in ("xsd:date", "xsd:gYearMonth", "xsd:gYear"):
        return False
    return value.text > published.isoformat()[: len(value.text)]


_YEAR = re.compile(r"\d{4}")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    months = _either(lexicon.table("months"))
    counted = lexicon.table("number_words").items()
    numbers = _either(n for n, count in counted if n not in ARTICLES and count)
    units = _either(form for unit in lexicon.table("units") for form in (unit, f"{unit}s"))
    year = r"(?P<year>1[89][0-9][0-9]|20[0-9][0-9])"
    return {
        "month_day": re.compile(
            rf"\b(?P<month>(?i:{months}))\b\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|million|per))(?:,?\s+{year}\b)?"
        ),
        "day_month": re.compile(
            rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>(?i:{months}))\b\.?(?:,?\s+{year}\b)?"
        ),
        "month": re.compile(
            rf"\b(?:(?P<which>last|next|this)\s+)?(?P<month>(?:{_titled('months')}))\b(?:,?\s+{year}\b)?"
        ),
        "iso": re.compile(r"\b(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})\b"),
        "year": re.compile(rf"(?<![0-9$£€.,-]){year}(?![0-9-]|,[0-9]|\.[0-9])"),
        "weekday": re.compile(
            rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>(?:{_titled('weekdays')}))\b"
        ),
        "relative": re.compile(r"\b(?P<which>last|next|this)\s+(?P<unit>year|month)\b"),
        "duration": re.compile(
            rf"\b(?P<number>[0-9]{{1,4}}|(?i:{numbers}))(?:[\s-]+)(?P<unit>(?i:{units}))\b"
        ),
        "amount": re.compile(
            r"(?:US|A|C|HK)?[$£€¥]\s?[0-9][0-9,]*(?:\.[0-9]+)?\s?(?:(?:m|bn|k|million|billion|thousand)\b)?"
        ),
    }


def named_day(words: str, published: date | None) -> Value | None:
    """Read a day that has a name: “today”, “Boxing Day”, “Christmas Day 2019”.

    Args:
        words: all that was said.
        published: the article's date.

    >>> named_day("Boxing Day", date(2019, 3, 1))
    Value(text='2019-12-26', datatype='xsd:date')
    """
    said = words.lower().replace("’", "'")
    year = _YEAR.search(said)
    name = _YEAR.sub("", said).strip(" ,")
    table = lexicon.table("named_days")
    if published is not None and name in table["from_now"] and not year:
        day = _moved(published, timedelta(days=int(table["from_now"][name])))
        return None if day is None else Value(day.isoformat(), "xsd:date")
    if name not in table["each_year"]:
        return None
    in_year = str(table["each_year"][name])
    if year:
        return Value(f"{year[0]}-{in_year}", "xsd:date")
    if published is None:
        return Value(f"--{in_year}", "xsd:gMonthDay")
    next_year = f"{published.year}-{in_year}" < published.isoformat()
    return Value(f"{published.year + next_year:04}-{in_year}", "xsd:date")


def _either(forms: Iterable[str]) -> str:
    """Give a search for any of some words, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))


def _titled(table: str) -> str:
    return _either(form[:1].upper() + form[1:] for form in lexicon.table(table))


def _dates(article: Article) -> Iterator[Found]:
    patterns, text, today = _patterns(), article.text, article.published
    for found in patterns["iso"].finditer(text):
        year, month, day = map(int, found["iso"].split("-"))
        if _calendar(year, month, day) is not None:
            yield _found("date", found, Value(found["iso"], "xsd:date"))
    yield from _days(text, today)
    yield from _months(text, today)
    for found in patterns["year"].finditer(text):
        yield _found("date", found, Value(found["year"], "xsd:gYear"))
    if today is not None:
        yield from _relative(text, today)


def _days(text: str, today: date | None) -> Iterator[Found]:
    months = lexicon.table("months")
    for name in ("month_day", "day_month"):
        for found in _patterns()[name].finditer(text):
            month, day = int(months[found["month"].lower()]), int(found["day"])
            if _calendar(_LEAP, month, day) is not None:
                yield _day(found, month, day, today)


def _months(text: str, today: date | None) -> Iterator[Found]:
    for found in _patterns()["month"].finditer(text):
        word = found["month"].lower()
        month = int(lexicon.table("months")[word])
        if found["year"]:
            yield _found("date", found, Value(f"{found['year']}-{month:02}", "xsd:gYearMonth"))
        elif today and (found["which"] or word not in _ALSO_WORDS):
            year = today.year + (month < today.month)
            if found["which"] == "last":
                year = today.year - (month >= today.month)
            elif found["which"] == "next":
                year = today.year + (month <= today.month)
            if year <= date.max.year:
                value = Value(f"{year:04}-{month:02}", "xsd:gYearMonth")
                yield _found("date", found, value, implied=True)


def _relative(text: str, today: date) -> Iterator[Found]:
    """Yield “on Friday”, “last year”, “next month”, read from the article's date."""
    weekdays = lexicon.table("weekdays")
    for found in _patterns()["weekday"].finditer(text):
        day = _weekday(int(weekdays[found["weekday"].lower()]), found["which"], today)
        if day is not None:
            yield _found("date", found, Value(day.isoformat(), "xsd:date"), implied=True)
    for found in _patterns()["relative"].finditer(text):
        step = {"last": -1, "next": 1, "this": 0}[found["which"]]
        whole_year = found["unit"] == "year"
        then = _moved(
            today, relativedelta(years=step) if whole_year else relativedelta(months=step)
        )
        if then is None:
            continue
        text_of = then.isoformat()
        value = (
            Value(text_of[:4], "xsd:gYear") if whole_year else Value(text_of[:7], "xsd:gYearMonth")
        )
        yield _found("date", found, value, implied=True)


ARTICLES = frozenset({"a", "an"})
"""Words of [number_words] that count one length of time, and nothing else."""
_LEAP = 2000
"""A year that has every day a year can have."""
_ALSO_WORDS = frozenset({"may", "march", "mar", "sun", "sat"})
"""Months and days that, alone, are more often another word."""


def _day(found: re.Match[str], month: int, day: int, today: date | None) -> Found:
    year = int(found["year"]) if found["year"] else None
    if year is None and today is not None:
        for candidate in (today.year, min(today.year + 1, date.max.year)):
            if (value := _calendar(candidate, month, day)) is not None and value >= today:
                return _found("date", found, Value(value.isoformat(), "xsd:date"), implied=True)
    value = _calendar(year, month, day) if year else None
    if value is not None:
        return _found("date", found, Value(value.isoformat(), "xsd:date"))
    if year is not None:
        return _found("date", found, Value(f"{year}-{month:02}", "xsd:gYearMonth"))
    return _found("date", found, Value(f"--{month:02}-{day:02}", "xsd:gMonthDay"))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(weekday: int, which: str | None, today: date) -> date | None:
    ahead = (weekday - today.isoweekday()) % 7
    if which == "last":
        ahead -= 7
    elif which == "next" and ahead == 0:
        ahead = 7
    return _moved(today, timedelta(days=ahead))


def _moved(day: date, step: timedelta | relativedelta) -> date | None:
    """Give a day later or earlier; none where the calendar has no such day."""
    try:
        return day + step
    except (OverflowError, ValueError):
        return None


def _durations(text: str) -> Iterator[Found]:
    numbers, units = lexicon.table("number_words"), lexicon.table("units")
    for found in _patterns()["duration"].finditer(text):
        said = found["number"].lower()
        number = int(said) if said.isdigit() else int(numbers[said])
        unit = found["unit"].lower()
        listed = units.get(unit) or units[unit.removesuffix("s")]
        length = _length(listed["iso"], number * listed.get("times", 1))
        yield _found("duration", found, Value(length, "xsd:duration"))


def _length(unit: str, number: int) -> str:
    """Give a length of time as an ``xsd:duration``, which has no weeks.

    >>> _length("P{n}W", 4), _length("P{n}Y", 2)
    ('P28D', 'P2Y')
    """
    if unit.endswith("W"):
        return f"P{number * 7}D"
    return unit.format(n=number)


def _amounts(text: str) -> Iterator[Found]:
    for found in _patterns()["amount"].finditer(text):
        yield _found("amount", found, Value(found[0].strip(), "film:Amount"))


def _found(kind: str, found: re.Match[str], value: Value, *, implied: bool = False) -> Found:
    return Found(kind, Span(found.start(), found.end()), value, implied)

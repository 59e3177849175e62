"""Dates as far as they are known, and the days that an axis names."""

import calendar
import re
from datetime import date

from kg.query import Plain

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST = 9  # ticks
_SHORT = 60  # days: what is no longer is told by the day
_DAYS = (1, 2, 5, 10)
_TIMES = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 12000)  # months


def span(value: Plain) -> tuple[date, date] | None:
    """Return the first and the last day of a date, a month or a year; none of other texts.

    >>> [day.isoformat() for day in span("2020-02")]
    ['2020-02-01', '2020-02-29']
    """
    found = _DATE.fullmatch("" if value is None else str(value))
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        begin = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = day or calendar.monthrange(year, month or 12)[1]
    return begin, date(year, month or 12, last)


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return the days that an axis names, with their names; each says its year.

    >>> ticks(date(2020, 9, 20), date(2020, 9, 23))[0]
    (datetime.date(2020, 9, 20), '20 Sep 2020')
    >>> [name for _, name in ticks(date(2020, 9, 20), date(2021, 2, 2))]
    ['Oct 2020', 'Nov 2020', 'Dec 2020', 'Jan 2021', 'Feb 2021']
    """
    length = (last - first).days
    if length < _SHORT:
        step = next(days for days in _DAYS if length // days < _MOST)
        every = range(first.toordinal(), last.toordinal() + 1, step)
        return [(day, _named(day)) for day in map(date.fromordinal, every)]
    begin, end = first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month - 1
    step = next(months for months in _TIMES if (end - begin) // months < _MOST)
    found = (
        date(at // 12, at % 12 + 1, 1) for at in range(-(-begin // step) * step, end + 1, step)
    )
    return [
        (day, str(day.year) if step >= _TIMES[4] else f"{_MONTHS[day.month - 1]} {day.year}")
        for day in found
    ]


def _named(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

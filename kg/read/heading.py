"""Read what stands above an article's body: title, date, author, publisher.

Known forms: a first line ``date 2020-09-24 The standfirst …``; fields (``Date: …``,
``Title: …``); a title line and a blank line; a line that is only a date; ``By Ada Marsh``;
a dateline, ``LONDON, March 3, 2020 (Northlight) -``. All of it but the title is no
sentence. Only the first lines are looked at.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice, pairwise

from kg.model import Span
from kg.model.letters import hides
from kg.read.sentences import blank_line_between, lines

_LINES = 12  # no heading is longer
_LONGEST_TITLE = 200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = r"(?P<month{0}>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}}\.?"
_DATE = (
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    rf"|{_MONTH.format(1)} (?P<day1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year1>[0-9]{{4}}))?"
    rf"|(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH.format(2)}(?:,? (?P<year2>[0-9]{{4}}))?)"
    r"(?![0-9])"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?"
_TIME = (
    r"(?:[T,]? ?(?:at )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9.]{2,6})? ?[\w.:+-]{0,9}(?: [A-Z]{2,4})?)?"
)

_DIGITS = re.compile(
    r"\s*(?P<year>1[89][0-9]{2}|20[0-9]{2})(?P<mark>[-/.]?)(?P<month>[0-9]{2})(?P=mark)"
    r"(?P<day>[0-9]{2})(?:[0-9]{6})?(?![0-9])"
)
_SEED = re.compile(rf"\ufeff?\s{{0,9}}date {_DATE}[^\S\r\n]*", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<key>date|published|publication date|title|headline|author|by|byline|source|publisher"
    r"|publication|url|link)[^\S\r\n]?:[^\S\r\n]{0,9}(?P<value>.*)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted)(?: on)?:? )?{_WEEKDAY}{_DATE}{_TIME}", re.IGNORECASE
)
_BYLINE = re.compile(
    r"[Bb][Yy] (?P<name>[^\W\d_][^\s,|]*+(?: [^\W\d_][^\s,|]*+){1,4})(?: ?[,|].{0,80})?"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'-]{1,20}(?:,? [A-Z][\w.’'-]{0,20}){0,4})"
    rf"(?:,? {_WEEKDAY}{_DATE})?(?: ?\((?P<agency>[A-Z][\w .&’'-]{{1,40}})\))? ?[-–—]{{1,2}} "
)
_LEADING_DATE = re.compile(rf"{_WEEKDAY}{_DATE} ?[-–—:]{{1,2}} ")
_ENDS_A_SENTENCE = re.compile(r"[.…:;,][\"”’')\]]*\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the body.

    Attributes:
        body: where the body begins; all before it but the title is no sentence.
        title: the headline.
        published: the date, where it is given with its year.
        author: who wrote it.
        publisher: where it appeared.
    """

    body: int = 0
    title: Span | None = None
    published: date | None = None
    author: str | None = None
    publisher: str | None = None


def heading(text: str, title: Span | None = None) -> Heading:
    r"""Return the heading of an article; where it has none, nothing but where the body begins.

    Args:
        text: the article.
        title: its title, where that is known; the heading goes on below it.

    Example:
        >>> found = heading("Tide wins\n\nLONDON, March 3, 2020 (Northlight) - It won.")
        >>> found.publisher, found.published.isoformat(), found.body
        ('Northlight', '2020-03-03', 48)
    """
    seed = _SEED.match(text)
    published = _day(seed) if seed else None
    if title:
        found = Heading(body=title.end, title=title)
    elif seed and published:
        found = Heading(body=seed.end(), published=published)
        if text[seed.end() : seed.end() + 1].strip():
            return found  # a standfirst follows on the line
    else:
        found = Heading()
    ahead = lines(text, found.body)
    for line, following in islice(pairwise(chain(ahead, [None])), _LINES):
        assert line is not None
        more = _with_line(text, found, line, following)
        if more is None:
            return _with_dateline(text, found, line)
        found = replace(more, body=following.start if following else len(text))
    return found


def day(said: str) -> date | None:
    """Return the date that a field gives: in digits, year first, or with its month in letters.

    >>> day("2020-09-24T10:00:00Z"), day("Thu, 24 Sep 2020 10:00:00 GMT"), day("09/10/2020")
    (datetime.date(2020, 9, 24), datetime.date(2020, 9, 24), None)
    """
    numbers = _DIGITS.match(said)
    if numbers:
        return _date(numbers["year"], numbers["month"], numbers["day"])
    found = re.search(_DATE, said[:_LONGEST_TITLE], re.IGNORECASE)
    return _day(found) if found else None


def _with_line(text: str, found: Heading, line: Span, following: Span | None) -> Heading | None:
    """Return the heading with one more line of it, or nothing where the line is none of it."""
    said = line.of(text)
    if len(said) > _LONGEST_TITLE or hides(said):
        return None
    if field := _FIELD.fullmatch(said):
        return _with_field(found, field, line)
    if day := _DATE_LINE.fullmatch(said):
        return replace(found, published=found.published or _day(day))
    byline = _BYLINE.fullmatch(said)
    if byline and following and all(name[0].isupper() for name in byline["name"].split()):
        return replace(found, author=found.author or byline["name"])
    apart = following and not found.title and _stands_apart(text, line, following)
    return replace(found, title=line) if apart else None


def _stands_apart(text: str, line: Span, following: Span) -> bool:
    """Return whether a line may be a title: no stop, and a blank line or a field below it."""
    if _ENDS_A_SENTENCE.search(line.of(text)):
        return False
    if blank_line_between(text, line, following):
        return True
    below = following.of(text)[: _LONGEST_TITLE + 1]
    return any(form.fullmatch(below) for form in (_FIELD, _DATE_LINE, _BYLINE))


def _with_field(found: Heading, field: re.Match[str], line: Span) -> Heading | None:
    key, value = field["key"].lower(), field["value"].strip()
    if key in {"title", "headline"}:
        title = Span(line.start + field.start("value"), line.end) if value else None
        return None if found.title else replace(found, title=title)
    if key in {"date", "published", "publication date"}:
        day = re.search(_DATE, value, re.IGNORECASE)
        return replace(found, published=found.published or _day(day)) if day else None
    if key in {"author", "by", "byline"}:
        return replace(found, author=found.author or value or None)
    if key in {"url", "link"}:
        return found
    return replace(found, publisher=found.publisher or value or None)


def _with_dateline(text: str, found: Heading, line: Span) -> Heading:
    """Return the heading with the dateline that the body's first line may begin with."""
    begun = replace(found, body=line.start)
    head = text[line.start : min(line.end, line.start + _LONGEST_TITLE)]
    if day := _LEADING_DATE.match(head):
        return replace(begun, body=line.start + day.end(), published=found.published or _day(day))
    place = _DATELINE.match(head)
    dated = place and (place["month1"] or place["month2"] or place["iso"])
    if not place or not (dated or (place["agency"] and place["place"].partition(",")[0].isupper())):
        return begun
    return replace(
        begun,
        body=line.start + place.end(),
        published=found.published or _day(place),
        publisher=found.publisher or place["agency"],
    )


def _day(match: re.Match[str]) -> date | None:
    """Return the date that was matched, if it has a year and is one."""
    for numbers in (
        tuple(match["iso"].split("-")) if match["iso"] else (),
        (match["year1"], _number(match["month1"]), match["day1"]),
        (match["year2"], _number(match["month2"]), match["day2"]),
    ):
        if numbers and all(numbers):
            return _date(*numbers)
    return None


def _date(*numbers: str | None) -> date | None:
    try:
        return date(*(int(number or 0) for number in numbers))
    except ValueError:
        return None


def _number(month: str | None) -> str | None:
    return str(_MONTHS.index(month[:3].lower()) + 1) if month else None

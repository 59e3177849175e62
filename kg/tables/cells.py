"""A cell of a table → texts; and which texts are a date, a number, a word of a list."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from kg import patterns
from kg.model import Value

_FORMS = {
    "xsd:string": re.compile(r".*\S.*", re.DOTALL),
    "xsd:integer": re.compile(r"[+-]?[0-9]+"),
    "xsd:gYear": re.compile(r"[0-9]{4}"),
    "xsd:gYearMonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    "xsd:gMonthDay": re.compile(r"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "xsd:date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "xsd:boolean": re.compile(r"true|false"),
    "xsd:duration": re.compile(r"P(?=.)(?:[0-9]+[YMWD])*(?:T(?:[0-9]+[HMS])+)?"),
    "xsd:anyURI": re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+"),
    "film:Amount": re.compile(r".*[0-9].*"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        texts: without outer whitespace; empty where a place of a list is.
        many: whether it is a list.
        plain: whether it can be read: a text, a number, a date, or a list of these.
    """

    texts: tuple[str, ...]
    many: bool = False
    plain: bool = True

    def split(self, separator: str) -> "Cell":
        """Return a cell of one text as the list that it stands for; a list as it is."""
        if self.many or not self.plain or not separator:
            return self
        parts = (part.strip() for text in self.texts for part in text.split(separator))
        return Cell(tuple(parts), many=True)


def cell(value: object) -> Cell:
    """Return what stands in a cell, however the file has it.

    >>> cell(" Tide "), cell([1900.0, None])
    (Cell(texts=('Tide',), many=False, plain=True), Cell(texts=('1900', ''), many=True, plain=True))
    """
    given = list(value) if isinstance(value, list | tuple) else [value]
    texts = [_text(each) for each in given]
    found = tuple(text for text in texts if text is not None)
    if len(found) == len(given):
        return Cell(found, many=isinstance(value, list | tuple))
    shown = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return Cell((shown,), plain=False)


def value(text: str, datatypes: Iterable[str]) -> Value | None:
    """Return a text as a value of the first datatype whose form it has; nothing where of none.

    >>> value("1910", ["xsd:date", "xsd:gYear"])
    Value(text='1910', datatype='xsd:gYear')
    """
    return next((Value(text, each) for each in datatypes if _is(text, each)), None)


def day(text: str) -> date | None:
    """Return the day that a text is in ISO’s form; nothing where it is none."""
    try:
        return date.fromisoformat(text) if _FORMS["xsd:date"].fullmatch(text) else None
    except ValueError:
        return None


def is_told(datatype: str) -> bool:
    """Return whether it is known what form the values of a datatype have."""
    return datatype in _FORMS or datatype == "film:Class" or datatype.endswith("Scheme")


def _text(value: object) -> str | None:
    """Return a value in plain words, the empty text for none; nothing where it has no words."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return str(value).lower()
        case date():
            return _day(value)
        case int() | float() | Decimal():
            return _number(value)
    return None


def _day(value: date) -> str:
    """Return a day, or a moment; midnight is the day itself."""
    if isinstance(value, datetime) and value.timetz() == time():
        value = value.date()
    return value.isoformat()


def _number(value: float | Decimal) -> str:
    """Return a number; a table that lacks some writes 1980 as 1980.0, and NaN for the lacking."""
    if value != value:  # noqa: PLR0124  NaN alone differs from itself
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _is(text: str, datatype: str) -> bool:
    if datatype == "film:Class":
        return text in patterns.kinds()
    if datatype == "xsd:date":
        return day(text) is not None
    if datatype in _FORMS:
        return _FORMS[datatype].fullmatch(text) is not None
    return text in patterns.words(datatype)

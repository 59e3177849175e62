"""An amount as an article prints it → its currency and its number."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?)"
_LARGE = 1000  # the least number whose word scales another


def amount(printed: str) -> tuple[str, float] | None:
    """Return the currency and the number of an amount; nothing where it cannot be read.

    Ways to write one currency are one (``data/lexicon/money.toml``); none is converted.

    >>> amount("US$1.5m"), amount("20 million baht"), amount("a fortune"), amount("3 million")
    (('$', 1500000.0), ('baht', 20000000.0), None, None)
    """
    read = counted(printed)
    return read if read and read[0] else None


def differ(one: str, other: str) -> bool:
    """Return whether two amounts of one currency are not the same number.

    >>> differ("$4.2m", "$4.2 million"), differ("$4.2m", "$5m"), differ("$4.2m", "£5m")
    (False, True, False)
    """
    first, second = amount(one), amount(other)
    return bool(first and second and first[0] == second[0] and first[1] != second[1])


def counted(printed: str) -> tuple[str, float] | None:
    """Return what is counted, "" where that is not told, and how many."""
    words = _words()
    if before := words.before.fullmatch(printed.strip()):
        unit, number, factor = before.groups()
    elif after := words.after.fullmatch(printed.strip()):
        number, factor, unit = after.groups()
    else:
        return None
    value = float(number.replace(",", "")) * words.scales.get((factor or "").lower(), 1)
    unit = " ".join((unit or "").split())
    return words.currencies.get(unit.lower(), unit.replace(" ", "")), value


@dataclass(frozen=True, slots=True)
class _Words:
    """What the lexicon knows of how money is written."""

    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _words() -> _Words:
    numbers = tomllib.loads(resources.text("data/lexicon/words.toml"))["number_words"]
    known = tomllib.loads(resources.text("data/lexicon/money.toml"))
    scales = {word: float(value) for word, value in numbers.items() if value >= _LARGE}
    scales |= known["scales"]
    scales |= {f"{word}s": value for word, value in scales.items() if len(word) > 1}
    currencies = {
        form.lower(): name for name, forms in known["currencies"].items() for form in (name, *forms)
    }
    names = rf"(?i:{_either(currencies)})"
    factor = rf"(?:\s?-?(?i:({_either(scales)})(?![A-Za-z])))?"
    other = r"(?:[A-Z]{1,3}\s?)?[$£€¥₹₩]|[A-Z]{3}"
    before = re.compile(rf"({names}|{other})\s?{_NUMBER}{factor}")
    after = re.compile(rf"{_NUMBER}{factor}(?:\s?-?({names}|{other}|[A-Za-z]+))?")
    return _Words(scales, currencies, before, after)


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))

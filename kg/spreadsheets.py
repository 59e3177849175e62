"""Tables that a spreadsheet opens: each cell in its place, and none taken for a formula."""

import csv
import io
from collections.abc import Iterable

_FORMULA = (*"=+-@\t\r\n", *"＝＋－＠")
"""What a formula begins with; in East Asian editions also in full width."""


def cell(value: object) -> object:
    """Return a value as it stands in a cell: a text that would be a formula has an apostrophe.

    Numbers stay as they are.

    >>> cell("=1+1"), cell(-1)
    ("'=1+1", -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def table(rows: Iterable[Iterable[object]], end: str = "\n") -> str:
    r"""Return rows as CSV, the form of RFC 4180 but for what ends a line.

    >>> table([["=1+1", 2], ["a, b", None]])
    '\'=1+1,2\n"a, b",\n'
    """
    return "".join(_line(row).removesuffix("\r\n") + end for row in rows)


def _line(row: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(map(cell, row))  # it quotes what ends a line
    return text.getvalue()

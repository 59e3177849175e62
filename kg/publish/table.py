"""The fact table as a file for spreadsheets, and as lines for programs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg import assemble, writing
from kg.assemble import Row
from kg.graph import Graph

_COLUMNS = (
    "article",
    "subject",
    "relation",
    "object",
    "qualifiers",
    "status",
    "voice",
    "start",
    "end",
    "quote",
    "current",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts_csv(graph: Graph, path: str | Path, *, everything: bool = False) -> None:
    """Write the fact table so that a spreadsheet opens it with a double click.

    UTF-8 with a byte order mark, and the form of RFC 4180. A cell that a spreadsheet
    would take for a formula begins with an apostrophe.

    Raises:
        WriteError: the file cannot be written.
    """
    rows_csv(assemble.table(graph, everything=everything), path)


def rows_csv(rows: Iterable[Row], path: str | Path) -> None:
    """Write rows as ``facts_csv`` does those of a graph."""
    writing.file(path, table_csv(rows).encode("utf-8-sig"))


def table_csv(rows: Iterable[Row]) -> str:
    """Return rows as comma-separated values with a line of column names, lines ended by CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        record = row.record() | {"qualifiers": qualifiers(row.qualifiers)}
        record["current"] = str(row.current).lower()
        writer.writerow([_cell(record[column]) for column in _COLUMNS])
    return text.getvalue()


def table_jsonl(rows: Iterable[Row]) -> str:
    """Return rows as one JSON record a line."""
    return "".join(f"{json.dumps(row.record(), ensure_ascii=False)}\n" for row in rows)


def qualifiers(given: Mapping[str, str | Sequence[str]]) -> str:
    """Return qualifiers in one line, as people read them.

    >>> qualifiers({"billing": "lead", "incoming": ["Lee Park", "Ada Marsh"]})
    'billing: lead; incoming: Lee Park, Ada Marsh'
    """
    return "; ".join(
        f"{name}: {value if isinstance(value, str) else ', '.join(value)}"
        for name, value in given.items()
    )


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

"""The fact table as a file for spreadsheets, and as lines for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg import assemble, spreadsheets, writing
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
    return spreadsheets.table([_COLUMNS, *map(_cells, rows)], end="\r\n")


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


def _cells(row: Row) -> list[str]:
    record = row.record() | {"qualifiers": qualifiers(row.qualifiers)}
    record["current"] = str(row.current).lower()
    return [str(record[column]) for column in _COLUMNS]

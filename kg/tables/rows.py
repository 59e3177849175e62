"""The rows of a table → articles, each with its claims, by a map."""

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article, Claim
from kg.namespaces import folded
from kg.tables import cells, formats
from kg.tables.cells import Cell
from kg.tables.columns import Column, Map
from kg.tables.printing import Printed, called
from kg.tables.saying import Sayer

_ALONE = 16  # hex digits of the text of a row that nothing else identifies
DIGITS = 8
"""So many hex digits of their text stand in the ids of rows that would have the same."""

_log = logging.getLogger("kg")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be read.

    Attributes:
        number: which of the rows of the table; from 1.
        cells: by column, in order.
        printed: as the text of an article.
        id: the id of that article.
        place: where it stands: the file, with the row as RFC 7111 writes it.
    """

    number: int
    cells: Mapping[str, Cell]
    printed: Printed
    id: str
    place: str


def rows(
    path: str | os.PathLike[str],
    by: Map,
    *,
    skipped: list[ReadError] | None = None,
) -> Iterator[tuple[Article, list[Claim]]]:
    """Read a table: each row as an article, with what its cells claim.

    The text of an article is its row as printed, the evidence of a claim that whole text. Ids and
    sources depend on the file’s name and what the row says, not on the folder; where the map
    says what identifies a row, nor on the order of the rows: the table is then read twice. Rows
    that say quite the same are one.

    Args:
        path: a file that ends in ``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson`` or ``.parquet``.
        by: what its columns mean.
        skipped: receives the reason for each row, and each value of a cell, that could not be
            read; it costs itself alone.

    Returns:
        Articles and claims, one row at a time, in the order of the table.

    Raises:
        ReadError: the table cannot be read, lacks a column of the map, or has no row that can
            be read.
    """
    table, passed = Path(path), [] if skipped is None else skipped
    for row in read(table, by, passed):
        sayer = Sayer(row.cells, row.printed, partial(formats.place, table, row.number))
        if sayer.subject(by) is not None:
            published = _published(row, by, sayer.told, table)
            article = row.printed.article(row.id, row.place, published)
            yield article, sayer.claims(article, by)
        skip(sayer.told, passed)


def _published(row: Row, by: Map, told: list[ReadError], table: Path) -> date | None:
    """Return the day that a row is from; nothing where it says none."""
    texts = row.cells[by.date].texts if by.date in row.cells else ()
    text = next((text for text in texts if folded(text) not in by.subject.nothing), "")
    found = cells.day(text)
    if text and found is None:
        where = formats.place(table, row.number, by.date)
        told.append(ReadError(where, f"“{text}” is no day", "Write it as 2020-11-20"))
    return found


def read(path: Path, by: Map, skipped: list[ReadError], *, loose: bool = False) -> Iterator[Row]:
    """Give the rows that can be read, those that say the same once.

    Args:
        path: the file.
        by: what its columns mean.
        skipped: receives the reasons for the others.
        loose: whether only the column of the subject must be there.

    Raises:
        ReadError: as ``rows``.
    """
    clashing = _clashing(path, by, loose=loose) if by.id else frozenset()
    given: set[str] = set()
    seen: set[str] = set()
    lost: list[ReadError] = []
    number = 0
    for row in _rows(path, by, loose=loose):
        number += 1
        if isinstance(row, ReadError):
            lost += [] if lost else [row]
            skip([row], skipped)
            continue
        seen.update(row.cells)
        if row.printed.digest not in given:
            given.add(row.printed.digest)
            apart = f".{row.printed.digest[:DIGITS]}" if row.id in clashing else ""
            yield Row(row.number, row.cells, row.printed, row.id + apart, row.place)
    if number and not given:
        first = str(lost[0]).removesuffix(".")
        raise ReadError(path, f"none of its {number:,} rows can be read", f"The first: {first}")
    if not loose:
        unseen = [name for name in by.names() if number and name not in seen]
        remedy = "Correct the map, or take the column out of it"
        skip([ReadError(path.name, f"no row has “{n}”", remedy) for n in unseen], skipped)


def skip(errors: list[ReadError], skipped: list[ReadError]) -> None:
    """Tell what was passed over."""
    for error in errors:
        _log.info("skipped %s", error)
    skipped += errors


def _clashing(path: Path, by: Map, *, loose: bool) -> frozenset[str]:
    """Return the ids that rows with different texts have."""
    digests: dict[str, str] = {}
    found = set()
    given = (row for row in _rows(path, by, loose=loose) if isinstance(row, Row))
    for row in given:
        if digests.setdefault(row.id, row.printed.digest) != row.printed.digest:
            found.add(row.id)
    return frozenset(found)


def _rows(path: Path, by: Map, *, loose: bool) -> Iterator[Row | ReadError]:
    wanted = [by.subject.name] if loose else by.names()
    parts = [part.column for column in by.columns for part in column.parts if part.column]
    separators = {each.name: each.separator for each in (*parts, *by.columns) if each.separator}
    needed = [column for column in (by.subject, *by.columns) if column.needed]
    for number, given in formats.raw(path, wanted, by.delimiter):
        if isinstance(given, ReadError):
            yield given
            continue
        found = {
            name: cells.cell(value).split(separators.get(name, "")) for name, value in given.items()
        }
        missing = next((each.name for each in needed if not _is_told(found, each)), None)
        if missing is None:
            yield _row(path, number, found, by)
        else:
            problem, remedy = "there is nothing in it", "Fill it in, or leave the row out"
            yield ReadError(formats.place(path, number, missing), problem, remedy)


def _row(path: Path, number: int, found: Mapping[str, Cell], by: Map) -> Row:
    printed = Printed.of(found)
    identity = [" ".join(found[name].texts) for name in by.id if name in found]
    own = called(path.stem, identity) if any(identity) else ""
    name = own or f"{path.stem}.{printed.digest[:_ALONE]}"
    return Row(number, found, printed, name, f"{path.name}#row={number}")


def _is_told(found: Mapping[str, Cell], column: Column) -> bool:
    texts = found[column.name].texts if column.name in found else ()
    return any(folded(text) not in column.nothing for text in texts)

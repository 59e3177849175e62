"""The rows of a table as the file has them: CSV, JSON lines or Parquet, one at a time."""

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import ReadError

LONGEST_LINE = 8_000_000
"""The longest line of JSON lines, in bytes; as long a head may be in CSV."""

_CHUNK = 1_000
_DELIMITERS = ",;\t|"
_ENDINGS = ".csv, .tsv, .jsonl, .ndjson or .parquet"
_SURROGATES = ("\ud800", "\udfff")


class Raw(NamedTuple):
    """A row, or why it cannot be read.

    Attributes:
        number: which of the rows that hold data; from 1.
        cells: by column, in the order of the table.
    """

    number: int
    cells: Mapping[str, object] | ReadError


def raw(path: Path, columns: Collection[str], delimiter: str = "") -> Iterator[Raw]:
    """Give the rows of a table, in order.

    Args:
        path: the file; its ending tells what it is.
        columns: those that a table with a head must have.
        delimiter: what parts the cells in CSV; empty where the head shall tell.

    Raises:
        ReadError: it cannot be read, or has no such column.
    """
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        found = _of_csv(path, columns, delimiter or ("\t" if ending == ".tsv" else ""))
    elif ending in (".jsonl", ".ndjson"):
        found = _of_lines(path)
    elif ending == ".parquet":
        found = _of_parquet(path, columns)
    else:
        problem = f"its ending “{ending}” is that of no table" if ending else "it has no ending"
        raise ReadError(path, problem, f"Give a table that ends in {_ENDINGS}")
    try:
        yield from (Raw(number, _sound(path, number, cells)) for number, cells in found)
    except OSError as error:
        problem = f"it cannot be read ({error.strerror or _line(error)})"
        raise ReadError(path, problem, "Check the path and your rights") from error


def place(path: Path, number: int, column: str = "") -> str:
    """Return what messages call a row, or a cell of it."""
    return f"{path.name}, row {number}" + (f", column “{column}”" if column else "")


def _of_csv(path: Path, columns: Collection[str], delimiter: str) -> Iterator[Raw]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline(LONGEST_LINE)
        if not first.strip():
            raise ReadError(path, "there is no head in it", "Give the columns’ names in line 1")
        if _broken(first):
            raise ReadError(path, "it is not UTF-8", "Save it with the encoding UTF-8")
        mark = delimiter or _delimiter(first, columns)
        reader = csv.reader(chain([first], file), delimiter=mark, strict=True)
        head = [name.strip() for name in _next(path, reader)]
        _check(path, head, columns)
        number = 0
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                number += 1
                remedy = "Mend its quotation marks, or leave it out"
                yield Raw(number, ReadError(place(path, number), _line(error), remedy))
                continue
            if row is None:
                return
            if row:
                number += 1
                yield Raw(number, _headed(path, number, head, row))


def _next(path: Path, reader: Iterator[list[str]]) -> list[str]:
    try:
        return next(reader)
    except csv.Error as error:
        remedy = "Give the columns’ names in line 1"
        raise ReadError(path, f"its head is damaged ({_line(error)})", remedy) from error


def _headed(
    path: Path, number: int, head: list[str], row: list[str]
) -> Mapping[str, object] | ReadError:
    if len(row) == len(head):
        return dict(zip(head, row, strict=True))
    problem = f"it has {len(row)} cells and the head {len(head)}"
    remedy = "Put cells that hold the delimiter in quotation marks"
    return ReadError(place(path, number), problem, remedy)


def _delimiter(head: str, columns: Collection[str]) -> str:
    """Return what parts the head into the columns that are wanted, else into most."""

    def found(mark: str) -> tuple[int, int]:
        names = [name.strip(' "\r\n') for name in head.split(mark)]
        return len(set(names) & set(columns)), len(names)

    return max(_DELIMITERS, key=found)


def _of_lines(path: Path) -> Iterator[Raw]:
    number = 0
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            long = len(line) > LONGEST_LINE
            while long and not line.endswith(b"\n") and (line := file.readline(LONGEST_LINE)):
                pass
            if long or line.strip():
                number += 1
                yield Raw(number, _long(path, number) if long else _object(path, number, line))
    if not number:
        raise ReadError(path, "there is nothing in it", "Give a line of JSON a row")


def _long(path: Path, number: int) -> ReadError:
    problem = f"the line has more than {LONGEST_LINE:,} bytes"
    return ReadError(place(path, number), problem, "Leave its longest cell out")


def _object(path: Path, number: int, line: bytes) -> Mapping[str, object] | ReadError:
    try:
        found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        problem = "it is not UTF-8"
    except RecursionError:
        problem = "its brackets nest too deep"
    except ValueError as error:
        problem = f"it is not JSON ({_line(error)})"
    else:
        if isinstance(found, dict):
            return found
        problem = "it is JSON, but no object"
    remedy = "Give an object in braces, a cell by its column’s name"
    return ReadError(place(path, number), problem, remedy)


def _of_parquet(path: Path, columns: Collection[str]) -> Iterator[Raw]:
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        problem, remedy = "Parquet cannot be read", "Run: pip install 'film-news-kg[tables]'"
        raise ReadError(path, f"{problem} without pyarrow", remedy) from error
    try:
        with path.open("rb") as file:
            table = parquet.ParquetFile(file)
            _check(path, table.schema_arrow.names, columns)
            number = 0
            for batch in table.iter_batches(batch_size=_CHUNK):
                for row in batch.to_pylist():
                    number += 1
                    yield Raw(number, row)
    except arrow.ArrowException as error:
        problem = f"it is no sound Parquet file ({_line(error)})"
        raise ReadError(path, problem, "Write it anew") from error


def _check(path: Path, head: list[str], columns: Collection[str]) -> None:
    for name in head:
        if name and head.count(name) > 1:
            raise ReadError(path, f"two columns are called “{name}”", "Give each its own name")
    for name in columns:
        if name not in head:
            problem = f"there is no column “{name}”; there are {', '.join(head)}"
            raise ReadError(path, problem, "Correct the map, or the table’s head")


def _sound(
    path: Path, number: int, cells: Mapping[str, object] | ReadError
) -> Mapping[str, object] | ReadError:
    """Return the cells, or the reason where a text among them is none that can be written."""
    if isinstance(cells, ReadError) or not any(map(_broken, _texts(cells))):
        return cells
    problem = "a cell is not UTF-8, or holds a zero byte"
    return ReadError(place(path, number), problem, "Save the table with the encoding UTF-8")


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, Mapping):
            waiting += [*found, *found.values()]
        elif isinstance(found, list | tuple):
            waiting += found


def _broken(text: str) -> bool:
    return "\0" in text or (
        not text.isascii() and any(_SURROGATES[0] <= c <= _SURROGATES[1] for c in text)
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]

"""The files of a bulk build: sorted N-Quads, and tables, in parts of which each is whole or absent.

nquads/part-00000.nq       the graph: all parts, one after the other, are its sorted export
facts/part-00000.parquet   each passage of each fact, a row
rejected/part-00000.nq     the facts that a shape keeps out, each with its reasons
errors/part-00000.parquet  what could not be read, a row
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from kg.bulk.records import ERROR, KEPT_OUT, LINE, ROW, Records, Writer
from kg.bulk.telling import COLUMNS
from kg.errors import WriteError
from kg.graph.lines import statement

NAMES = ("nquads", "facts", "rejected", "errors")

_ERRORS: Mapping[str, type] = {"place": str, "problem": str}
_ROWS = 50_000
"""So many rows are held at a time, and stand in a row group."""

Opened = Callable[[str], AbstractContextManager[IO[bytes]]]
"""The name of a file below the output → the file, there when the block ends well."""


def refuse_without_arrow(output: str | Path) -> None:
    """Refuse to begin where no Parquet could be written.

    Raises:
        WriteError: pyarrow is not installed.
    """
    try:
        import_module("pyarrow")
    except ImportError as error:
        problem = "tables of Parquet are written there, and pyarrow is not installed"
        raise WriteError(output, problem, "Run: pip install 'film-news-kg[tables]'") from error


def write(told: Records, opened: Opened) -> dict[str, int]:
    """Write what a merge gives; return how many lines or rows each of ``NAMES`` has.

    Args:
        told: as ``kg.bulk.merging.merged`` gives it.
        opened: opens the files.
    """
    ways: dict[str, tuple[str, Writer]] = {
        "nquads": (LINE, partial(_quads, opened, "nquads")),
        "facts": (ROW, partial(_table, opened, "facts", COLUMNS)),
        "rejected": (KEPT_OUT, partial(_quads, opened, "rejected")),
        "errors": (ERROR, partial(_table, opened, "errors", _ERRORS)),
    }
    begun = {name: told.write(tag, writer) for name, (tag, writer) in ways.items()}
    return {name: done() for name, done in begun.items()}


@contextmanager
def file(folder: Path, name: str) -> Iterator[IO[bytes]]:
    """Open a file on this machine; it bears its name when all of it is written."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    partial_ = target.with_name(f".{target.name}.partial")
    with partial_.open("wb") as opened:
        yield opened
    partial_.replace(target)


def _quads(opened: Opened, name: str, number: int, lines: Iterator[bytes]) -> int:
    count = 0
    with opened(f"{name}/part-{number:05}.nq") as target:
        for line in lines:
            target.write(statement(line) + b"\n")
            count += 1
    return count


def _table(
    opened: Opened, name: str, columns: Mapping[str, type], number: int, lines: Iterator[bytes]
) -> int:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    known = {str: arrow.string(), int: arrow.int64(), bool: arrow.bool_()}
    schema = arrow.schema([(column, known[sort]) for column, sort in columns.items()])
    count = 0
    with (
        opened(f"{name}/part-{number:05}.parquet") as target,
        parquet.ParquetWriter(target, schema, compression="zstd") as writer,
    ):
        while some := [json.loads(line) for line in islice(lines, _ROWS)]:
            given = [
                arrow.array(values, kind.type)
                for values, kind in zip(zip(*some, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.table(given, schema=schema))
            count += len(some)
    return count

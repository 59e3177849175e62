"""``kg import``: the rows of a table → a store."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import growing, options

Table = Annotated[
    Path, typer.Argument(metavar="TABLE", help="A file of CSV, JSON lines, or Parquet.")
]
MapFile = Annotated[
    str,
    typer.Option("--map", metavar="MAP", help="What its columns mean: a file, or a known name."),
]


def import_(
    place: options.Kept,
    table: Table,
    by: MapFile,
    base: options.Base = options.BASE,
    mixed: options.Mixed = False,  # noqa: FBT002  a switch of the command
    strict: options.Strict = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Add the rows of a table to a store, each as an article whose text is the row.

    So every fact of a table shows its row, and a row can be retracted as an article can.

    Example: kg import films movies.jsonl --map wikipedia_movies
    """
    from kg import keeping  # noqa: PLC0415  it loads what reads articles, and the shapes

    meant = kg.tables.mapping(by)
    with growing.watched(place) as watches:
        grown = keeping.rows(place, table, meant, keeping.Manner(base=base, mixed=mixed), watches)
    growing.tell(place, grown, "added", strict=strict)

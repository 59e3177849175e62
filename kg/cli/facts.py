"""``kg facts``: every fact beside its words."""

from enum import StrEnum
from typing import Annotated

import typer

import kg
from kg.cli import options, screen, telling


class Form(StrEnum):
    """How facts are shown."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


All = Annotated[bool, typer.Option("--all", help="Opinions, quotations, kinds, names … as well.")]


def facts(
    given: options.SourcesOrStore,
    form: Annotated[Form, typer.Option("--format", help="How to show them.")] = Form.TABLE,
    everything: All = False,  # noqa: FBT002  a switch of the command
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
) -> None:
    """Show every fact beside its words.

    Example: kg facts data/articles/sound-of-metal.txt --format jsonl
    """
    graph, _ = options.opened(given, date, base, model)
    rows = kg.assemble.table(options.evidenced(graph, given[0]), everything=everything)
    if not rows:
        screen.note("no film facts")
    elif form is Form.TABLE:
        screen.table(telling.COLUMNS, map(telling.cells, rows))
    else:
        told = kg.publish.table_csv if form is Form.CSV else kg.publish.table_jsonl
        screen.give(told(rows))

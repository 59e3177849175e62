"""``kg facts``: every fact beside its words."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg import precision
from kg.cli import options, screen, telling

if TYPE_CHECKING:
    from kg.errors import ReadError


class Form(StrEnum):
    """How facts are shown."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def _share(given: float) -> float:
    if not 0 <= given <= 1:  # nor what is no number
        problem = f"{given} is not a share. Give a number from 0 to 1."
        raise typer.BadParameter(problem)
    return given


All = Annotated[bool, typer.Option("--all", help="Opinions, quotations, kinds, names … as well.")]
Least = Annotated[
    float,
    typer.Option(
        "--min-precision",
        metavar="P",
        callback=_share,
        help="Only relations that were right so often where it was measured: 0 to 1.",
    ),
]


Why = Annotated[
    bool,
    typer.Option("--why", help="Instead: what was seen in each article, and what was doubted."),
]


def facts(  # noqa: PLR0913, PLR0917  the switches of the command
    given: options.SourcesOrStore,
    form: Annotated[Form, typer.Option("--format", help="How to show them.")] = Form.TABLE,
    everything: All = False,  # noqa: FBT002  a switch of the command
    least: Least = 0,
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
    jobs: options.Jobs = 1,
    why: Why = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Show every fact beside its words.

    With --min-precision those alone whose relation was right that often on articles with known
    facts (docs/quality.md); a relation that was not measured counts as right half the time.

    Example: kg facts data/articles/sound-of-metal.txt --format jsonl
    """
    if why:
        _explain(given, date, model)
        return
    graph, _ = options.opened(given, date, base, model, jobs)
    graph = options.evidenced(graph, given[0])
    rows = kg.assemble.table(graph, everything=everything, as_told=True)
    shown = [row for row in rows if not least or precision.of(row.relation) >= least]
    if not rows:
        screen.note("no film facts")
    elif not shown:
        screen.note(f"none of {telling.counted(len(rows), 'fact')} has a relation so often right")
    elif form is Form.TABLE:
        screen.table(telling.COLUMNS, map(telling.cells, shown))
    else:
        told = kg.publish.table_csv if form is Form.CSV else kg.publish.table_jsonl
        screen.give(told(shown))


def _explain(given: list[str], date: datetime | None, model: str) -> None:
    """Show why nothing more was found in articles."""
    skipped: list[ReadError] = []
    chosen = {"model": model} if model else {}
    for article in kg.read.articles(given, published=date and date.date(), skipped=skipped):
        found = kg.extract.why(article, **chosen)
        screen.say(f"{article.id}:")
        screen.table(("seen as", "name", "times"), found.seen)
        screen.say("", "not sure enough:")
        columns = ("subject", "relation", "object", "sure", "needed")
        screen.table(columns, found.doubted)
        if found.unfit:
            screen.say("", "of kinds that the relation does not join:")
            screen.table(("relation", "from", "to", "claims"), found.unfit)
        screen.say("")
    for error in skipped:
        screen.complain(error)

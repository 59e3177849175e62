"""``kg bulk``: very many articles, or rows of a table → sorted N-Quads, a table, a store."""

from typing import Annotated

import typer

import kg
from kg.cli import options, screen, telling

MapFile = Annotated[
    str,
    typer.Option(
        "--map", metavar="MAP", help="The source is a table: what its columns mean, as for import."
    ),
]


def bulk(  # noqa: PLR0913, PLR0917  the switches of the command
    sources: options.Sources,
    output: options.Folder = "graph",
    by: MapFile = "",
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
    jobs: options.Jobs = 1,
    strict: options.Strict = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Build the graph of very many articles in bounded memory.

    Writes nquads/ (the graph, sorted, in parts), facts/ (each passage of each fact, as Parquet),
    rejected/ (the facts that break a shape), errors/ (what could not be read), and a store that
    all other commands can ask; it cannot be added to. The quads are those of “kg build”.

    Example: kg bulk news/ -o graph --jobs 8
    """
    from kg import bulk as bulk_  # noqa: PLC0415  it loads all that reads and merges

    meant = kg.tables.mapping(by) if by else None
    if meant and len(sources) != 1:
        message = "with --map, give one table"
        raise typer.BadParameter(message)
    if meant and (date or model):
        message = "--date and --model are for articles: with --map, the table tells all"
        raise typer.BadParameter(message)
    with screen.progress() as bar:
        made = bulk_.build(
            sources[0] if len(sources) == 1 else sources,
            output,
            by=meant,
            base=base,
            published=date and date.date(),
            model=model or None,
            jobs=jobs,
            watch=bar.step,
        )
    screen.say(*telling.in_bulk(made, output))
    if strict and made.errors:
        raise typer.Exit(1)

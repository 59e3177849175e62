"""``kg build``: articles → a folder with the graph, a table, a network and a page."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options, screen, telling

Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the results go.")
]


def build(  # noqa: PLR0913, PLR0917  the switches of the command
    sources: options.Sources,
    output: Folder = Path("graph"),
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
    jobs: options.Jobs = 1,
    corrections: options.Corrections = None,
    strict: options.Strict = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Build a graph of what articles say.

    Writes films.ttl and films.trig (the graph without and with its evidence), rejected.trig
    (the facts that break a shape), facts.csv, network.graphml and report.html (a page that
    shows each fact beside its words). Identifiers that changed since the build that stood in the
    folder before are listed in redirects.csv.

    Example: kg build data/articles/sound-of-metal.txt -o graph
    """
    kg.publish.writable(output)
    made = options.built(sources, date, base, model, jobs, corrections)
    kg.publish.everything(made.graph, made.rejected, output)
    screen.say(telling.summary(made), f"in {output}: {', '.join(kg.publish.FILES)}")
    if strict and made.skipped:
        raise typer.Exit(1)

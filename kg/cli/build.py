"""``kg build``: articles → a folder with the graph, a table, a network and a page."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import growing, options, screen, telling

Folder = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="Where the results go; or a SPARQL endpoint."
    ),
]


def build(  # noqa: PLR0913, PLR0917  the switches of the command
    sources: options.Sources,
    output: Folder = "graph",
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
    folder before are listed in redirects.csv. The folder is a store: “kg add” adds to it.
    Of a store, the articles that it keeps are read again.

    Example: kg build data/articles/sound-of-metal.txt -o graph
    """
    from kg import building, keeping  # noqa: PLC0415  it loads what reads articles, and the shapes
    from kg.crew import Crew  # noqa: PLC0415  as above

    elsewhere = kg.store.is_address(output)
    if not elsewhere:
        kg.publish.writable(output)
    told = kg.resolve.corrections.read(corrections) if corrections else None
    manner = keeping.Manner(base, date and date.date(), model, jobs, told)
    with growing.keeping_much(), Crew(jobs) as crew:
        with screen.progress() as watch:
            watches = keeping.Watches(read=watch, sent=watch.sent)
            grown, graph, rejected = building.build(output, sources, manner, watches, crew)
        for error in grown.errors:
            screen.complain(error)
        where = f"in {kg.store.shown(output)}"
        if elsewhere:
            facts = len(kg.assemble.table(graph))
        else:
            facts = building.publish(output, graph, rejected, crew)
            (Path(output) / growing.STALE).unlink(missing_ok=True)
            where = f"in {output}: {', '.join(kg.publish.FILES)}"
    counts = (len(grown.done), len(grown.errors), facts)
    screen.say(telling.summary(graph, rejected, *counts), where)
    if strict and grown.errors:
        raise typer.Exit(1)

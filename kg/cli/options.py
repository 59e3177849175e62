"""The arguments and options that several verbs share, and what they name."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import screen
from kg.errors import StoreError
from kg.model import Report
from kg.namespaces import BASE

__all__ = [
    "BASE",
    "AnySources",
    "Base",
    "Corrections",
    "Date",
    "Folder",
    "Jobs",
    "Kept",
    "Mixed",
    "Model",
    "NoText",
    "Sources",
    "SourcesOrStore",
    "Store",
    "Strict",
    "built",
    "evidenced",
    "opened",
]


if TYPE_CHECKING:
    from kg.flow import Built
    from kg.graph import Graph

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Articles: files, folders, or - for standard input."),
]
SourcesOrStore = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE|STORE", help="Articles as for build; or one kept graph."),
]
Store = Annotated[
    str,
    typer.Argument(
        metavar="STORE",
        help="A folder made by “kg build” or “kg add”, an RDF file, or a SPARQL endpoint.",
    ),
]
Kept = Annotated[
    str, typer.Argument(metavar="STORE", help="A folder, or the address of a SPARQL endpoint.")
]
AnySources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Articles: files, folders, or - for standard input."),
]
Mixed = Annotated[
    bool, typer.Option("--mixed", help="Though another kg, model or lexicon read what is there.")
]
Date = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The date of articles that carry none."),
]
Base = Annotated[str, typer.Option(help="What every identifier begins with.")]
Model = Annotated[str, typer.Option(help="Another installed language model, by its package.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="How many processes read the articles.")
]
Corrections = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What you say is wrong, is one, is two: corrections.toml."),
]
Folder = Annotated[
    str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the results go.")
]
NoText = Annotated[bool, typer.Option("--no-text", help="Quoted passages, no whole texts.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if any file cannot be read.")]


def opened(
    given: list[str], date: datetime | None, base: str, model: str, jobs: int = 1
) -> tuple["Graph", Report]:
    """Return one kept graph, or what is made of articles and what had to be left out of it."""
    if len(given) == 1 and kg.store.holds_graph(given[0]):
        return kg.store.open(given[0]), Report(())
    made = built(given, date, base, model, jobs)
    return made.graph, made.report


def evidenced(graph: "Graph", place: str) -> "Graph":
    """Return the graph, or refuse it where it has no words to show."""
    if len(graph) and not graph.has_evidence:
        problem = "it holds the film graph alone, without its evidence"
        raise StoreError(kg.store.shown(place), problem, "Use the films.trig of the same build")
    return graph


def built(given: list[str], date: datetime | None, base: str, model: str, jobs: int = 1) -> "Built":
    """Return all that is made of articles, and tell which files could not be read."""
    from kg import flow, keeping  # noqa: PLC0415  they load what reads articles, and the shapes

    keeping.refuse_stores(given)

    with screen.progress() as watch:
        made = flow.built(
            given,
            base=base,
            published=date and date.date(),
            model=model or None,
            jobs=jobs,
            watch=watch,
        )
    for error in made.skipped:
        screen.complain(error)
    return made

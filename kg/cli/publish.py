"""``kg publish``: a site with a page a thing, each fact beside its sentence."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options, screen

Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="Made where it is missing; a site there is replaced."),
]
Title = Annotated[str, typer.Option("--title", help="What the site is called.")]


def publish(
    place: options.Store,
    folder: Folder,
    title: Title = "Film news",
    no_text: options.NoText = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Write a site that shows each fact beside its sentence.

    A page for each work, person, organization, article, dispute and question, with search; it
    needs no server: open index.html, or put the folder on any web server under any path.

    Example: kg publish graph public
    """
    graph = options.evidenced(kg.store.open(place), place)
    with screen.pages() as bar:
        count = kg.publish.site(graph, folder, text=not no_text, title=title, watch=bar)
    screen.note(f"{count:,} files in {folder}; open {folder / 'index.html'}")

"""``kg network``: who worked with whom."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options, screen

File = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE.graphml", help="Write GraphML.")
]
Works = Annotated[bool, typer.Option("--works", help="People joined to works, not to each other.")]


def network(
    place: options.Store,
    output: File = None,
    works: Works = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Show who worked with whom.

    With an output file, the network is written for a program that draws networks.

    Example: kg network graph -o people.graphml
    """
    graph = kg.store.open(place)
    found = kg.network.people_and_works(graph) if works else kg.network.collaborations(graph)
    if output:
        kg.publish.graphml(found, output)
        screen.say(f"{len(found)} nodes and {found.size()} ties in {output}")
        return
    names = dict(found.nodes(data="name"))
    columns = ["roles"] if works else ["weight", "works", "roles"]
    rows = (
        (names[one], names[other], *map(tie.get, columns))
        for one, other, tie in found.edges(data=True)
    )
    screen.table(["one", "other", *columns], rows)

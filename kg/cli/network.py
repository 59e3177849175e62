"""``kg network``: who worked with whom."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import options, screen, ties
from kg.model import Status

if TYPE_CHECKING:
    from kg.network import Chosen


class Of(StrEnum):
    """What a network joins."""

    PEOPLE = "people"
    WORKS = "works"
    COMPANIES = "companies"
    PEOPLE_WORKS = "people-works"
    COMPANIES_WORKS = "companies-works"


class Weight(StrEnum):
    """What the weight of a tie is."""

    NEWMAN = "newman"
    SHARED = "shared"


class Measure(StrEnum):
    """What can be measured of a network."""

    DEGREE = "degree"
    STRENGTH = "strength"
    BETWEENNESS = "betweenness"
    CLOSENESS = "closeness"
    PAGERANK = "pagerank"
    CORE_NUMBERS = "core-numbers"
    BROKERS = "brokers"
    COMPONENTS = "components"
    COMMUNITIES = "communities"
    BRIDGES = "bridges"
    ALL = "all"
    """Those that score nodes, side by side."""


File = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it: .graphml .gexf .json .csv; as a picture .png .svg; as a page .html.",
    ),
]
Kind = Annotated[Of | None, typer.Option("--of", help="What is joined; people if left out.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="ROLE ROLE", help="Who had the first role with whom in the second."),
]
Path_ = Annotated[
    tuple[str, str] | None,
    typer.Option("--path", metavar="NAME NAME", help="How two are joined, with the sentences."),
]
Asked = Annotated[
    Measure | None,
    typer.Option("--measure", help="What to measure; with -o, written beside each node."),
]
Heavy = Annotated[Weight | None, typer.Option(help="What the ties weigh; newman if left out.")]
Roles = Annotated[
    list[str] | None, typer.Option("--role", help="Only credits in this role; may be repeated.")
]
Since = Annotated[int | None, typer.Option(metavar="YEAR", help="Only works of this year on.")]
Until = Annotated[int | None, typer.Option(metavar="YEAR", help="Only works up to this year.")]
Genres = Annotated[
    list[str] | None, typer.Option("--genre", help="Only works of this genre; may be repeated.")
]
Told = Annotated[
    Status | None,
    typer.Option(
        "--status",
        help="Only credits of this status; if left out actual, and in a path then planned.",
    ),
]
Most = Annotated[
    int | None,
    typer.Option(min=0, help="How many to show: rows, or nodes of a picture or page; 0 is all."),
]


def network(  # noqa: PLR0913, PLR0917  the options of the verb
    place: options.Store,
    output: File = None,
    of: Kind = None,
    between: Between = None,
    path: Path_ = None,
    measure: Asked = None,
    weight: Heavy = None,
    status: Told = None,
    roles: Roles = None,
    since: Since = None,
    until: Until = None,
    genres: Genres = None,
    most: Most = None,
) -> None:
    """Show who worked with whom: as a table, a picture, or a file for other programs.

    Example: kg network graph --path "Ada Marsh" "Lee Park"
    """
    ties.check(output)
    given = {"-o": output, "--of": of, "--between": between, "--path": path, "--measure": measure}
    ties.agree(given | {"--weight": weight, "--role": roles, "--most": most})
    chosen: Chosen = {"roles": roles or (), "since": since, "until": until, "genres": genres or ()}
    if status:
        chosen["status"] = status
    graph = kg.store.open(place)
    if path:
        with screen.busy("looking for a way"):
            found = kg.network.path(options.evidenced(graph, place), path, **chosen)
            lines = list(ties.hops(found))
        screen.say(*lines)
        return
    with screen.busy("joining"):
        made = ties.network(graph, of or Of.PEOPLE, between, weight or Weight.NEWMAN, chosen)
    if output:
        with screen.busy("writing"):
            files = ties.write(made, graph, output, measure, most)
        tell = screen.note if output.exists() and not output.is_file() else screen.say
        tell(f"{len(made)} nodes and {made.size()} ties in {', '.join(map(str, files))}")
        return
    with screen.busy("measuring"):
        columns, rows = ties.measured(made, measure) if measure else ties.listed(made)
    screen.table(columns, rows[: most or None])

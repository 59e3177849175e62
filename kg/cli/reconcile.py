"""``kg reconcile``: identifiers from a table of authority → a store."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import growing, options, screen

Authority = Annotated[
    Path,
    typer.Option(
        "--with",
        metavar="TABLE",
        help="Columns name, and wikidata, imdb or tmdb; kind, year, aliases, works, people.",
    ),
]


def reconcile(
    place: options.Kept,
    table: Authority,
    base: options.Base = options.BASE,
    mixed: options.Mixed = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Say which things of a store are which things of Wikidata, IMDb, TMDB.

    Each match is told with its reason. What may be one thing or another is listed, not guessed.

    Example: kg reconcile films --with people.csv
    """
    from kg import keeping, reconciling  # noqa: PLC0415  it loads what reads articles

    manner = keeping.Manner(base=base, mixed=mixed)
    with growing.watched(place) as watches:
        grown, matches = reconciling.reconciled(place, table, manner, watches)
    for found in matches.found:
        screen.say(f"{found.known.name}: {' '.join(found.row.identifiers)} ({found.why})")
    for unsure in matches.ambiguous:
        may = ", ".join(known.iri for known in unsure.known)
        screen.say(
            f"not sure, row {unsure.row.row}, {unsure.row.name}: {unsure.why}. {may}".rstrip()
        )
    screen.say(
        f"{len(matches.found)} matched, {len(matches.ambiguous)} not sure, "
        f"{len(matches.unknown)} of no thing here"
    )
    growing.tell(place, grown, "added")

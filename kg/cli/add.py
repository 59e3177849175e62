"""``kg add``: articles → a store, each in a transaction of its own."""

import typer

import kg
from kg.cli import growing, options


def add(  # noqa: PLR0913, PLR0917  the switches of the command
    place: options.Kept,
    sources: options.AnySources = None,
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
    jobs: options.Jobs = 1,
    corrections: options.Corrections = None,
    mixed: options.Mixed = False,  # noqa: FBT002  a switch of the command
    strict: options.Strict = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Add articles to a store, which is made where there is none.

    What is added is never lost; whoever runs a command again that was broken off completes it.
    Adding an article again changes nothing. Without articles, --corrections alone are put in
    force.

    Example: kg add films data/articles/sound-of-metal.txt
    """
    from kg import keeping  # noqa: PLC0415  it loads what reads articles, and the shapes

    if not sources and corrections is None:
        message = "name articles to add, or --corrections"
        raise typer.BadParameter(message)
    told = kg.resolve.corrections.read(corrections) if corrections else None
    manner = keeping.Manner(base, date and date.date(), model, jobs, told, mixed)
    with growing.watched(place) as watches:
        grown = keeping.add(place, sources or [], manner, watches)
    growing.tell(place, grown, "added", strict=strict)

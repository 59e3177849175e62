"""``kg retract``: articles out of a store, with all that they alone say."""

from typing import Annotated

import typer

from kg.cli import growing, options

Articles = Annotated[
    list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles, as “kg facts” shows them.")
]


def retract(
    place: options.Kept,
    articles: Articles,
    base: options.Base = options.BASE,
    model: options.Model = "",
    mixed: options.Mixed = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Take articles out of a store: it is then as if they had never been added.

    Example: kg retract films sound-of-metal
    """
    from kg import keeping  # noqa: PLC0415  it loads what reads articles, and the shapes

    manner = keeping.Manner(base=base, model=model, mixed=mixed)
    with growing.watched(place) as watches:
        grown = keeping.retract(place, articles, manner, watches)
    growing.tell(place, grown, "retracted")

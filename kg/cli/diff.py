"""``kg diff``: what one graph says and another does not."""

from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import options, screen, telling

if TYPE_CHECKING:
    from kg.assemble import Row

Old = Annotated[str, typer.Argument(metavar="OLD", help="A kept graph, as for query.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="Another.")]


def diff(old: Old, new: New) -> None:
    """Show what two kept graphs say otherwise: fact by fact, with the words.

    A line that begins with “-” is in the first alone, one with “+” in the second.

    Example: kg diff graph newer-graph
    """
    before, after = (_told(place) for place in (old, new))
    lines = [("-", key, before[key]) for key in before.keys() - after.keys()]
    lines += [("+", key, after[key]) for key in after.keys() - before.keys()]
    for sign, _, row in sorted(lines, key=lambda line: (line[1], line[0])):
        screen.say(
            f"{sign} {telling.statement(row)}", f"    “{row.quote}”", f"    {telling.place(row)}"
        )
    gone, come = (sum(1 for sign, *_ in lines if sign == each) for each in "-+")
    names = [kg.store.shown(place) for place in (old, new)]
    screen.say(f"{gone} only in {names[0]}, {come} only in {names[1]}")


def _told(place: str) -> dict[tuple[str, ...], "Row"]:
    graph = options.evidenced(kg.store.open(place), place)
    rows = kg.assemble.table(graph, everything=True)
    return {(telling.statement(row), row.article, str(row.start), row.quote): row for row in rows}

"""``kg explain``: the sentences behind what is known of a thing."""

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import options, screen, telling
from kg.errors import StoreError
from kg.namespaces import folded

if TYPE_CHECKING:
    from kg.assemble import Row

Subject = Annotated[
    str, typer.Argument(metavar="NAME", help="A name, or one of its other spellings.")
]
Relation = Annotated[
    str, typer.Argument(metavar="[RELATION]", help="One relation; all where none is given.")
]


def explain(place: options.Store, subject: Subject, relation: Relation = "") -> None:
    """Show the words behind all that is known of a thing.

    Below them stands why its names are one thing, or belong to two; what became of plans; and
    what you corrected.

    Example: kg explain graph "Blue Hour" castMember
    """
    graph = options.evidenced(kg.store.open(place), place)
    rows = kg.assemble.table(graph, everything=True)
    noted = kg.assemble.reasons(graph, [subject])
    names = _names(rows, place, subject, known=bool(noted))
    told = [row for row in rows if _tells(row, names) and relation in ("", row.relation)]
    if names and not told:
        relations = ", ".join(sorted({row.relation for row in rows if _tells(row, names)}))
        raise StoreError(place, f"it has no “{relation}” of {subject}", f"There are: {relations}")
    for row in told:
        screen.say(telling.statement(row), f"    “{row.quote}”", f"    {telling.place(row)}", "")
    screen.say(*kg.assemble.reasons(graph, [subject, *names]))


def _names(rows: list["Row"], place: str, asked: str, *, known: bool) -> set[str]:
    """Return the names under which the rows tell of what was asked for.

    None where only a note speaks of it, as of somebody who was taken out.
    """
    spellings: dict[str, set[str]] = {}
    for row in rows:
        for spelling in (row.subject, *([row.object] if row.relation == "alias" else [])):
            spellings.setdefault(folded(spelling), set()).add(row.subject)
        spellings.setdefault(folded(row.object), set()).add(row.object)
    if folded(asked) in spellings:
        return spellings[folded(asked)]
    if known:
        return set()
    near = get_close_matches(folded(asked), spellings, n=1)
    hint = f"Did you mean “{min(spellings[near[0]])}”?" if near else "Check the spelling"
    raise StoreError(place, f"nothing is known of “{asked}”", hint)


def _tells(row: "Row", names: set[str]) -> bool:
    given = [[value] if isinstance(value, str) else value for value in row.qualifiers.values()]
    return not names.isdisjoint([row.subject, row.object, *chain.from_iterable(given)])

"""``kg query``: the questions of queries/, or a file of one's own, asked of a graph."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import screen, signals
from kg.cli.parameters import sorted_out

if TYPE_CHECKING:
    from kg.query import Parameter


class Form(StrEnum):
    """How answers are shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STORE] [NAME|FILE.rq] [--PARAMETER VALUE]",
        help="A kept graph; a question by its name, or a file with SPARQL; what it asks for.",
    ),
]


def query(
    words: Words = None,
    form: Annotated[Form, typer.Option("--format", help="How to show the answers.")] = Form.TABLE,
) -> None:
    """Ask a graph a question.

    Without one, the questions are listed; a question alone is described.

    Example: kg query graph cast --film "Blue Hour"
    """
    places, given = sorted_out(words or [])
    if not places[1:]:
        _tell(*places)
        return
    store, name = places
    from kg.graph import Graph  # noqa: PLC0415  the engine loads where a graph is asked

    graph = kg.store.asked(store)
    try:
        with signals.at_once():
            rows = kg.query.run(graph, name, **given)
    finally:
        if not isinstance(graph, Graph):
            graph.close()
    if form is Form.TABLE:
        screen.table(rows.columns, [[row[name] for name in rows.columns] for row in rows])
    else:
        screen.give(rows.to_csv() if form is Form.CSV else rows.to_json())


def _tell(place: str = "") -> None:
    """Describe one question, or list them all; a place that is neither is refused."""
    if place in kg.query.names():
        asked = kg.query.question(place)
        screen.say(f"{asked.title}. {asked.question}", "")
        told = [(f"--{each.name}", each.meaning) for each in asked.params]
        screen.table(["", ""], told + [(each.name, each.meaning) for each in asked.columns])
        return
    if place and not kg.store.holds_graph(place):
        kg.store.open(place)
    screen.table(
        ["name", "question", "parameters"],
        [(q.name, q.question, " ".join(map(_option, q.params))) for q in kg.query.questions()],
    )


def _option(param: "Parameter") -> str:
    return f"[--{param.name}]" if param.optional else f"--{param.name}"

"""The questions of queries/ with a graph's answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import query
from kg.graph import Graph, Iri, Term
from kg.publish.pages import addresses
from kg.publish.pages.shown import Link
from kg.query import Question
from kg.query.articles import Articles
from kg.query.rows import plain

SHOWN = 200
"""How many rows a page shows; the table beside it has all."""
_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as its page shows it.

    Attributes:
        question: what is asked.
        answered: whether it was: one that must be told a name has no answer by itself.
        columns: their names, those left out that are empty throughout.
        rows: the first of the answers: a cell a column.
        count: how many there are.
    """

    question: Question
    answered: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, ...], ...]
    count: int


def answered(graph: Graph, question: Question, pages: Mapping[str, str]) -> Answered:
    """Return a question with its answers.

    Args:
        graph: that is asked.
        question: one of ``kg.query.questions``.
        pages: name of a thing → path of its page.
    """
    if question.required:
        return Answered(question, answered=False, columns=(), rows=(), count=0)
    columns, rows = graph.select(question.text)
    columns = [*(name for name in columns[:-1] if any(row[name] for row in rows)), columns[-1]]
    ids = _articles(graph)
    shown = (tuple(_cells(graph, columns, row, (pages, ids))) for row in rows[:SHOWN])
    return Answered(question, True, tuple(columns), tuple(shown), len(rows))  # noqa: FBT003  in order


def table(graph: Graph, question: Question) -> bytes:
    """Return all answers as CSV, under a line of names."""
    return query.run(graph, question.name).to_csv().encode("utf-8")


def _articles(graph: Graph) -> dict[str, str]:
    """Return the page of each article by its id, and by its title where no other has it."""
    found = list(Articles(graph))
    titles = Counter(head.title for head in found)
    pages = [(head, addresses.path(head.iri, graph.base)) for head in found]
    by_title = {head.title: path for head, path in pages if titles[head.title] == 1}
    return by_title | {head.id: path for head, path in pages}


def _cells(
    graph: Graph,
    columns: list[str],
    row: Mapping[str, Term | None],
    paths: tuple[Mapping[str, str], Mapping[str, str]],
) -> Iterator[Link]:
    pages, ids = paths
    for column in columns:
        term = row[column]
        value = plain(term)
        text = "" if value is None else str(value)
        if isinstance(term, Iri):
            yield Link(text, addresses.path(term, graph.base))
        elif column == _ARTICLE:
            yield Link(text, ids.get(text, ""))
        else:
            yield Link(text, "" if column == columns[-1] else pages.get(text, ""))

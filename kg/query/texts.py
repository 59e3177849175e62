"""The answers to a question as texts, for whoever takes very many: no order, and no values made."""

import csv
from collections.abc import Iterator
from functools import cache
from io import StringIO

from kg import query
from kg.graph import Iri
from kg.query.arguments import Asked
from kg.query.rows import plain


def texts(graph: Asked, name: str) -> Iterator[list[str]]:
    """Yield the rows of a question without parameters, each once where it says DISTINCT.

    Args:
        graph: the graph to ask, or a dataset behind an endpoint.
        name: the question’s name.

    Returns:
        Rows in no order, columns in the order of the SELECT; identifiers in full.
    """
    rows = csv.reader(StringIO(_told(graph, name, "csv"), newline=""))
    next(rows)
    return rows


def identifiers(graph: Asked, name: str) -> Iterator[list[str]]:
    """Yield the rows of a question as :func:`texts`, where all columns hold identifiers."""
    _, *lines = _told(graph, name, "tsv").split("\n")
    return (line.strip("<>\r").split(">\t<") for line in lines if line)


def _told(graph: Asked, name: str, form: str) -> str:
    unordered, _, rest = query.question(name).text.rpartition("ORDER BY")
    return graph.results(unordered or rest, form).decode("utf-8")


@cache
def word(iri: str) -> str:
    """Return the word that stands for a listed term in the rows of :func:`kg.query.run`."""
    return str(plain(Iri(iri)))

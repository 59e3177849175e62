"""The files of ontology/ as graphs; what is wrong with one is told in one line."""

from pathlib import PurePath

from kg import resources
from kg.errors import LexiconError
from kg.graph import Graph
from kg.namespaces import BASE


def parsed(path: str) -> Graph:
    """Return the graph that a file holds, named from the root as for ``resources.text``.

    Raises:
        LexiconError: it is no Turtle, or no UTF-8.
    """
    return of_text(path, text(path))


def text(path: str) -> str:
    """Return what a file says.

    Raises:
        LexiconError: it is not in UTF-8.
    """
    try:
        return resources.text(path)
    except UnicodeDecodeError as error:
        raise _unreadable(path, error) from error


def of_text(path: str, text: str, *, base: str = BASE) -> Graph:
    """Return the graph of what a file says.

    Args:
        path: the file, which an error names.
        text: Turtle.
        base: below it stand the identifiers that blank nodes are given.

    Raises:
        LexiconError: it is no Turtle.
    """
    try:
        return Graph.parse(text.encode("utf-8"), "ttl", base=base)
    except ValueError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: ValueError) -> LexiconError:
    return LexiconError(PurePath(path), "the file", f"it cannot be read ({error})", "Correct it")

"""The words after ``kg query``: which are places, which are what the question asks for."""

from collections.abc import Sequence
from typing import NoReturn

import typer

_PLACES = 2  # a graph and a question


def sorted_out(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return graph and question, and the values given as ``--name value`` or ``--name=value``.

    Raises:
        BadParameter: a value is missing, given twice, or for no question; or a word is too many.

    >>> sorted_out(["graph", "cast", "--film", "Blue Hour"])
    (['graph', 'cast'], {'film': 'Blue Hour'})
    """
    places: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            places.append(word)
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        value = value if equals else next(rest, "--")
        if not equals and value.startswith("--"):
            _refuse(f"--{name} needs a value")
        if name in given:
            _refuse(f"--{name} is given twice")
        given[name] = value
    if len(places) > _PLACES:
        _refuse(f"“{places[_PLACES]}” is one word too many; put names in quotation marks")
    if given and len(places) < _PLACES:
        _refuse(f"--{min(given)} belongs to a question; name a graph and a question first")
    return places, given


def _refuse(problem: str) -> NoReturn:
    raise typer.BadParameter(problem)

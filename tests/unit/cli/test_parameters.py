"""The words after kg query."""

import pytest
import typer

from kg.cli.parameters import sorted_out


@pytest.mark.parametrize(
    "words",
    [
        ["graph", "cast", "--film", "Blue Hour"],
        ["graph", "cast", "--film=Blue Hour"],
        ["--film", "Blue Hour", "graph", "cast"],
        ["graph", "--film=Blue Hour", "cast"],
    ],
)
def test_places_and_values_are_told_apart_in_any_order(words):
    assert sorted_out(words) == (["graph", "cast"], {"film": "Blue Hour"})


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--film"], "needs a value"),
        (["--film", "--person", "Lee Park"], "needs a value"),
        (["--film", "Tide", "--film", "Loud"], "twice"),
        (["graph", "cast", "Blue", "Hour"], "“Blue” is one word too many"),
        (["graph", "--film", "Tide"], "name a graph and a question first"),
    ],
)
def test_a_slip_is_named(words, problem):
    with pytest.raises(typer.BadParameter, match=problem):
        sorted_out(words)


def test_a_value_may_begin_with_dashes_after_an_equals_sign():
    assert sorted_out(["graph", "cast", "--film=--x"])[1] == {"film": "--x"}

"""How a clause presents what it says."""

import pytest
from telling import bug

from kg.extract import parse
from kg.extract.clauses import syntax
from kg.extract.status import status


def told(text: str, verb: str = "direct") -> str:
    """Return the status of the clause of a verb, and whether it is rumoured."""
    [tokens] = parse.parses([text])
    anchor = next(index for index, token in enumerate(tokens) if token.lemma == verb)
    found, certainty = status(syntax(tokens), anchor)
    return found.value if certainty.value == "stated" else f"{found.value}, {certainty.value}"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson directed Othello.",
        "Johnson has directed Othello.",
        "Johnson directs Othello.",
        "Othello was directed by Johnson.",
        "Johnson, who directed Othello, will leave.",
        "Johnson directed Othello and will leave.",
        "Johnson did not leave, and directed Othello.",
        "Miller says Johnson directed Othello.",
        "Miller may leave because Johnson directed Othello.",
        "Not only Miller wept when Johnson directed Othello.",
        "Miller denied the report, but Johnson directed Othello.",
    ],
)
def test_what_is_told_outright_is_actual(text: str) -> None:
    assert told(text) == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson will direct Othello.",
        "Johnson is set to direct Othello.",
        "Johnson plans to direct Othello.",
        bug(
            "Johnson is due to direct Othello.",
            because="an infinitive that the model tags as an adjective has no governor",
        ),
        bug(
            "Johnson has signed on to direct Othello.",
            because="an infinitive that the model tags as an adjective has no governor",
        ),
        "Johnson has agreed to direct Othello.",
        "Johnson will leave and direct Othello.",
        "Othello will be directed by Johnson.",
        bug(
            "Othello is to be directed by Johnson.",
            because="“is to be directed” is no cue of a plan",
        ),
        "Miller said that Johnson will direct Othello.",
        "Johnson is going to direct Othello.",
    ],
)
def test_what_is_still_to_come_is_planned(text: str) -> None:
    assert told(text) == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson originally directed Othello.",
        "Johnson was originally set to direct Othello.",
        "Johnson was initially hired to direct Othello.",
        "Johnson initially directed Othello and left it.",
    ],
)
def test_what_was_so_first_is_superseded(text: str) -> None:
    assert told(text) == "superseded"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson did not direct Othello.",
        "Johnson didn't direct Othello.",
        "Johnson never directed Othello.",
        "Johnson declined to direct Othello.",
        "Johnson refused to direct Othello.",
        "Johnson will not direct Othello.",
        "Johnson denied that he directed Othello.",
        "Johnson denies directing Othello.",
    ],
)
def test_what_is_told_as_not_so_is_denied(text: str) -> None:
    assert told(text) == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson may direct Othello.",
        "Johnson could direct Othello.",
        "Johnson is considering directing Othello.",
        "Johnson is in talks to direct Othello.",
        "Johnson is rumoured to direct Othello.",
        "Johnson is reportedly set to direct Othello.",
        "Johnson will possibly direct Othello.",
    ],
)
def test_what_is_only_a_possibility_is_a_rumoured_plan(text: str) -> None:
    assert told(text) == "planned, rumoured"


def test_what_reportedly_is_so_is_rumoured_but_no_plan() -> None:
    assert told("Johnson reportedly directed Othello.") == "actual, rumoured"


def test_a_denied_possibility_is_denied() -> None:
    assert told("Johnson would never direct Othello.") == "denied"

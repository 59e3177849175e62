"""Works without a title get a name by what is told of them."""

import pytest

from kg.extract import untitled
from kg.extract.things import Seen
from kg.model import Span


def mention(text: str, words: str, letter: str, name: str = "") -> Seen:
    start = text.rindex(words)
    return Seen(letter, Span(start, start + len(words)), name)


@pytest.mark.parametrize(
    ("text", "words", "thing", "relation", "name"),
    [
        ("Hal Moor plans a sequel to Glass.", "sequel", "W Glass", "followsWork", "Glass sequel"),
        ("Glass gets a remake.", "remake", "W Glass", "remakeOf", "Glass remake"),
        ("After Glass comes a third film.", "film", "W Glass", "followsWork", "third Glass film"),
        ("She joins the fourth Rivers film.", "film", "S Rivers", "series", "fourth Rivers film"),
        ("She joins a Rivers film.", "film", "S Rivers", "series", ""),
        ("Glass has made the film famous.", "film", "W Glass", "castMember", ""),
    ],
)
def test_a_work_without_a_title_is_named_by_its_relation(
    text: str, words: str, thing: str, relation: str, name: str
) -> None:
    letter, _, title = thing.partition(" ")
    found = [mention(text, title, letter, title), mention(text, words, "w")]

    def chance(n: int, key: tuple[str, str], column: str) -> float:
        return float(n == 1 and key == (letter, title.casefold()) and column == relation)

    assert untitled.named(text, found, chance)[1].name == name


def test_what_follows_a_work_is_not_that_work() -> None:
    text = "Glass ended well, says Moor of the sequel."
    found = [mention(text, "Glass", "W", "Glass"), mention(text, "sequel", "w", "Glass")]

    made = untitled.named(text, found, lambda n, _, column: float(n and column == "followsWork"))

    assert [one.name for one in made] == ["Glass", "Glass sequel"]


def test_a_description_that_is_resolved_stays_so() -> None:
    text = "Glass and Stone: the film is a sequel."
    found = [
        mention(text, "Glass", "W", "Glass"),
        mention(text, "Stone", "W", "Stone"),
        mention(text, "film", "w", "Stone"),
    ]

    def chance(n: int, key: tuple[str, str], column: str) -> float:
        return float(n == 2 and key == ("W", "glass") and column == "followsWork")

    assert untitled.named(text, found, chance) == found

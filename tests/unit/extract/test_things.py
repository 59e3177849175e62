"""Tagged mentions take the fullest name of what they name."""

import pytest

from kg import read
from kg.extract import things
from kg.extract.tagger import Tagged
from kg.model import Span


@pytest.mark.parametrize(
    ("text", "letter", "spans", "names"),
    [
        (
            "Bríd Ní Ríordáin left. Ní Ríordáin wept, said Ríordáin.",
            "P",
            ["Bríd Ní Ríordáin", "Ní Ríordáin wept", "Ríordáin."],
            ["Bríd Ní Ríordáin"] * 3,
        ),
        (
            "S. K. Nair won; Sunita Kumari Nair lost.",
            "P",
            ["S. K. Nair", "Sunita Kumari Nair"],
            None,
        ),
        ("Ann Lee met Tom Lee.", "P", ["Ann Lee", "Tom Lee"], ["Ann Lee", "Tom Lee"]),
        (
            "Larch made it. Larch Pictures paid.",
            "O",
            ["Larch", "Larch Pictures"],
            ["Larch Pictures"] * 2,
        ),
        (
            "Larch, Larch Pictures and Larch Music.",
            "O",
            ["Larch", "Larch Pictures", "Larch Music"],
            ["Larch", "Larch Pictures", "Larch Music"],
        ),
        ("BBC said BBC Two paid.", "O", ["BBC", "BBC Two"], ["BBC", "BBC Two"]),
        (
            "In Glass: Return, as Return is called.",
            "W",
            ["Glass: Return", "Return is"],
            ["Glass: Return"] * 2,
        ),
    ],
)
def test_a_short_name_stands_for_the_full_one(
    text: str, letter: str, spans: list[str], names: list[str] | None
) -> None:
    found = []
    at = 0
    for words in spans:
        at = text.index(words, at)
        said = words.rstrip(".").removesuffix(" wept").removesuffix(" is")
        found.append(Tagged(letter, Span(at, at + len(said)), 1.0))
        at += len(said)

    seen = things.seen(read.article(text), found)

    assert [one.name for one in seen] == (names or ["Sunita Kumari Nair"] * 2)


def test_a_name_is_as_sure_as_where_it_is_read_best() -> None:
    found = [
        Tagged("W", Span(0, 5), 0.9),
        Tagged("W", Span(7, 12), 0.1),
        Tagged("w", Span(14, 18), 0.4),
    ]

    seen = things.seen(read.article("Glass, Glass, film."), found)

    assert [one.sure for one in seen] == [0.9, 0.9, 0.4]

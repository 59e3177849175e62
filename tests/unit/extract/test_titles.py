"""Which stretches are works, and of which kind."""

import pytest

from kg import extract, read
from kg.extract.mentions import is_work


def titles(text: str) -> list[tuple[str, str]]:
    """Return the mentions of works with their kinds, in order."""
    named = extract.survey(read.article(text), trained=False).named
    return [(one.mention.text, one.kind) for one in named if is_work(one.kind)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Blue Hour” won.", "Blue Hour"),
        ('"Blue Hour" won.', "Blue Hour"),
        ("Critics loved “Blue Hour,” and so did we.", "Blue Hour"),
        ("“The Man in the Boat and the Sea” won.", "The Man in the Boat and the Sea"),
        ("“NO WAY OUT” won.", "NO WAY OUT"),
        ("“Tide: Part 2” won.", "Tide: Part 2"),
        ("“9 Rooms” won.", "9 Rooms"),
        ("“I Am Not Here” opens in May.", "I Am Not Here"),
        ("“Who’s Afraid of Nora?” won.", "Who’s Afraid of Nora?"),
        ("Salt Road (2019) won.", "Salt Road"),
        ("The comedy Salt Road won.", "Salt Road"),
        ("The film Salt Road won.", "Salt Road"),
        ("“The Day after the Storm” won.", "The Day after the Storm"),
        ("“Tide,” written by Lee Park, won.", "Tide"),
    ],
)
def test_a_title_is_found_by_its_marks_or_by_the_word_before_it(text: str, title: str) -> None:
    assert [name for name, _ in titles(text)] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "“It was a long winter,” Ada Marsh said.",
        "“Yes,” Ada Marsh said.",
        "Ada Marsh calls it “a marvel”.",
        "It is a film about Norway.",
        "The film Ada Marsh directed won.",
        "Ada Marsh won in 2019 (2020 was worse).",
        "“Really?” she asked.",
        "It won at the Harbor Film Festival.",
    ],
)
def test_other_words_are_no_title(text: str) -> None:
    assert titles(text) == []


def test_a_title_found_once_is_found_everywhere() -> None:
    text = "Ada Marsh directed “Salt Road”. Critics liked Salt Road. Salt Road won."

    assert titles(text) == [("Salt Road", "CreativeWork")] * 3


def test_a_word_at_the_start_of_a_sentence_is_no_title_of_one_word() -> None:
    assert titles("Ada Marsh saw “Tide”. Tide and wind rose.") == [("Tide", "CreativeWork")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Tide” won.", "CreativeWork"),
        ("The film “Tide” won.", "Film"),
        ("The thriller Salt Road won.", "Film"),
        ("The novel “Tide” won.", "WrittenWork"),
        ("“Tide” is a television series.", "TelevisionWork"),
        ("“Tide”, a play by Lee Park, won.", "StageWork"),
        ("The song “Tide” won.", "MusicalWork"),
        ("“Tide” won. Critics loved the film “Tide”.", "Film"),
    ],
)
def test_the_words_around_it_tell_its_kind(text: str, kind: str) -> None:
    assert {found for _, found in titles(text)} == {kind}

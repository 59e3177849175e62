"""Quotation marks, speakers and texts that tell a story."""

import pytest

from kg import extract, read
from kg.extract.quotations import quoted


def speeches(text: str) -> list[tuple[str, str | None, bool]]:
    """Return each quotation with its speaker's name and whether it tells a story."""
    article = read.article(text)
    return [
        (
            speech.quoted.inner.of(text),
            speech.speaker.name if speech.speaker else None,
            speech.story,
        )
        for speech in extract.survey(article, trained=False).speeches
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“Tide” won.", ["Tide"]),
        ('"Tide" and "Blue Hour" won.', ["Tide", "Blue Hour"]),
        ("Marsh said: “I wept.” Park laughed.", ["I wept."]),
        ("“I wept and\nlaughed,” Marsh said.", ["I wept and\nlaughed,"]),
        ("“I wept.\n\n“I laughed,” Marsh said.", ["I wept.", "I laughed,"]),
        ("“Not closed, Marsh said.", ["Not closed, Marsh said."]),
        ("It is 5' 6\" tall and won.", []),
        ("“” won.", []),
        ("He said “I saw ‘Tide’ twice”.", ["I saw ‘Tide’ twice"]),
        ("", []),
    ],
)
def test_marks_open_and_close_within_a_paragraph(text: str, inner: list[str]) -> None:
    found = quoted(text)

    assert [mark.inner.of(text) for mark in found] == inner
    assert all(mark.outer.covers(mark.inner) for mark in found)


@pytest.mark.parametrize(
    "text",
    [
        "“It was a long winter for us,” Ada Marsh said.",
        "“It was a long winter for us,” said Ada Marsh.",
        "Ada Marsh said: “It was a long winter for us.”",
        "Ada Marsh told Lee Park: “It was a long winter for us.”",
        '"It was a long winter for us," Ada Marsh explained.',
        "“It was a long winter for us,” director Ada Marsh recalled in Bergen.",
    ],
)
def test_the_speaker_stands_beside_a_verb_of_saying(text: str) -> None:
    [(_, speaker, story)] = speeches(text)

    assert (speaker, story) == ("Ada Marsh", False)


def test_a_surname_speaks_for_the_full_name() -> None:
    text = "Ada Marsh left. “It was a long winter for us,” Marsh said."

    assert [speaker for _, speaker, _ in speeches(text)] == ["Ada Marsh"]


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    text = "“It was a long winter,” Ada Marsh said. “We froze every day on the set.”"

    assert [speaker for _, speaker, _ in speeches(text)] == ["Ada Marsh", "Ada Marsh"]


def test_a_quotation_in_another_paragraph_does_not_go_on() -> None:
    text = "“It was a long winter,” Ada Marsh said.\n\n“We froze every day on the set.”"

    assert [speaker for _, speaker, _ in speeches(text)] == ["Ada Marsh", None]


def test_words_that_nobody_says_have_no_speaker() -> None:
    assert speeches("The poster shows “a long and bitter winter for all”.") == [
        ("a long and bitter winter for all", None, False)
    ]


@pytest.mark.parametrize("label", ["synopsis", "logline", "official synopsis"])
def test_a_plot_telling_is_a_story_and_nobodys_words(label: str) -> None:
    text = f"Here is the {label} of “Tide”: “Nora hears a voice from the sea.”"

    assert speeches(text) == [("Nora hears a voice from the sea.", None, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh made “The Long Winter,” a Northlight film.",
        "“The Long Winter,” directed by Ada Marsh, won.",
        "Ada Marsh praised “The Long Winter,” a Northlight film.",
        "“The Long Winter,” written by Ada Marsh, won.",
        "Critics call “The Long Winter,” which Ada Marsh wrote, a marvel.",
    ],
)
def test_a_title_is_no_quotation(text: str) -> None:
    assert speeches(text) == []

"""Near-copies of one text are one source."""

import pytest

from kg import read
from kg.model import Copy
from kg.resolve.copies import copies

TEXT = (
    "Hartwanger has begun shooting “The Tramway Widow” in Vienna, the company said on Tuesday. "
    "He directs the drama from his own screenplay about a conductor who takes over a route. "
    "Ringlinie Film is producing it with a budget of four million euros and two old tramcars. "
    "The shoot is to end in June, and the film is to open in Austria in the spring of next year."
)
OTHER = (
    "Kestrel Films will release the comedy “Low Water” in cinemas across Ireland next October. "
    "It stars two comedians from Cork who had never acted in a film before this one was made."
)


def alike(**texts: tuple[str, str]) -> list[Copy]:
    given = [read.article(f"{date}\n\n{text}", id=name) for name, (date, text) in texts.items()]
    return copies(given)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT[: len(TEXT) * 2 // 3],
        TEXT.replace("has begun shooting", "started to shoot"),
        f"A headline of its own.\n\n{TEXT}\n\nAnd a last paragraph by the paper itself.",
    ],
    ids=["the same", "cut short", "altered a little", "with more"],
)
def test_a_text_taken_over_is_a_copy_of_the_earlier(text: str) -> None:
    assert alike(b=("2024-03-05", TEXT), a=("2024-03-06", text)) == [Copy("a", "b")]


def test_articles_that_tell_the_same_in_other_words_are_two_sources() -> None:
    other = (
        "Shooting on “The Tramway Widow” started in Vienna this week, with Hartwanger directing."
    )

    assert alike(a=("2024-03-05", TEXT), b=("2024-03-06", f"{other} {OTHER}")) == []


def test_three_copies_lead_to_the_first_whatever_the_order() -> None:
    one = alike(a=("2024-03-07", TEXT), b=("2024-03-06", TEXT), c=("2024-03-05", TEXT))

    assert one == [Copy("a", "c"), Copy("b", "c")]


def test_a_dated_text_is_the_first_before_one_without_a_date() -> None:
    assert alike(a=("", TEXT), b=("2024-03-06", TEXT)) == [Copy("a", "b")]


def test_texts_of_a_few_words_are_no_copies() -> None:
    assert alike(a=("2024-03-05", "It opens on Friday."), b=("", "It opens on Friday.")) == []


def test_a_text_that_hundreds_print_is_one_source() -> None:
    found = alike(**{f"a{n:03}": ("2024-03-05", TEXT) for n in range(230)})

    assert len(found) == 229

"""What stands above an article's body."""

from datetime import date

import pytest

from kg.read.heading import heading

BODY = "Lee Park directed “Tide.”"


@pytest.mark.parametrize(
    ("above", "title", "published"),
    [
        (" date 2020-09-24 ", None, date(2020, 9, 24)),
        ("date 2020-09-24\n\n", None, date(2020, 9, 24)),
        ("date 2020-09-24\nTide wins\n\n", "Tide wins", date(2020, 9, 24)),
        ("Tide wins\n\n", "Tide wins", None),
        ("\n\n  Tide wins!  \r\n\r\n", "Tide wins!", None),
        ("Who made “Tide”?\n\n", "Who made “Tide”?", None),
        ("Date: 2020-09-24\n\n", None, date(2020, 9, 24)),
        ("Title: Tide wins\nDate: 24 September 2020\n\n", "Tide wins", date(2020, 9, 24)),
        ("date: Thu, 24 Sep 2020 10:00:00 GMT\n", None, date(2020, 9, 24)),
        ("Tide wins\nPublished: Sept. 24, 2020\n\n", "Tide wins", date(2020, 9, 24)),
        ("Tide wins\n\nSeptember 24, 2020\n\n", "Tide wins", date(2020, 9, 24)),
        (
            "Tide wins\n\nThursday, 24th September 2020 9:05 am PT\n\n",
            "Tide wins",
            date(2020, 9, 24),
        ),
        ("September 24, 2020\n\nTide wins\n\n", "Tide wins", date(2020, 9, 24)),
        ("2020-09-24T10:00:00Z\n\n", None, date(2020, 9, 24)),
        ("LONDON, March 3, 2020 (Northlight) - ", None, date(2020, 3, 3)),
        ("Tide wins\n\nLONDON, March 3 (Northlight) – ", "Tide wins", None),
        ("LOS ANGELES, Calif. (Northlight News) — ", None, None),
        ("Toronto, Sept. 9, 2020 -- ", None, date(2020, 9, 9)),
        ("September 24, 2020 — ", None, date(2020, 9, 24)),
        ("\ufeffdate 2020-09-24 ", None, date(2020, 9, 24)),
    ],
)
def test_a_heading_is_read_and_is_no_part_of_the_body(
    above: str, title: str | None, published: date | None
) -> None:
    text = above + BODY

    found = heading(text)

    assert text[found.body :].strip() == BODY
    assert (found.title.of(text) if found.title else None) == title
    assert found.published == published


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Lee Park directed “Tide”",
        "It rained.\n\nLee Park left.",
        "It rained:\n\nLee Park left.",
        "Date: a film by Lee Park.\n\nIt won.",
        "date 2020-13-45 is no date.",
        "date night won.",
        "By the sea, Lee Park left.",
        "Tide - a film - won.",
        "Lee Park (Northlight) - he left.",
        "May 2020 was cold.",
        "word " * 60 + "\n\nLee Park left.",
    ],
)
def test_what_only_looks_like_a_heading_stays_in_the_body(text: str) -> None:
    found = heading(text)

    assert (found.body, found.title, found.published) == (0, None, None)


def test_author_and_publisher_are_read() -> None:
    fields = heading("Author: Ada Marsh\nPublisher: Northlight\n\nIt rained.")
    lines = heading("Tide wins\n\nBy Ada Marsh, Chief Critic\n\nLONDON (Northlight) - It rained.")

    assert (fields.author, fields.publisher) == ("Ada Marsh", "Northlight")
    assert (lines.author, lines.publisher) == ("Ada Marsh", "Northlight")


def test_a_long_heading_ends_and_loses_no_text() -> None:
    text = "Date: 2020-09-24\n" * 40

    assert text[heading(text).body :].startswith("Date:")


def test_a_date_that_does_not_exist_is_none() -> None:
    assert heading("Tide wins\n\nFebruary 30, 2020\n\nIt rained.").published is None

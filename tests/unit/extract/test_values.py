"""Dates, lengths of time and amounts, read from their words."""

from datetime import date

import pytest

from kg import read
from kg.extract.values import past, values
from kg.model import Value

FRIDAY = date(2020, 11, 20)


def found(text: str, published: date | None = None) -> list[tuple[str, str, str]]:
    """Return the words, the value and its datatype."""
    article = read.article(text, published=published)
    return [(one.span.of(text), one.value.text, one.value.datatype) for one in values(article)]


@pytest.mark.parametrize(
    ("text", "words", "value", "datatype"),
    [
        ("It opens on May 3, 2027.", "May 3, 2027", "2027-05-03", "xsd:date"),
        ("It opens on 3 May 2027.", "3 May 2027", "2027-05-03", "xsd:date"),
        ("It opens on the 3rd of May 2027.", "3rd of May 2027", "2027-05-03", "xsd:date"),
        ("It opens on Sept. 9, 2027.", "Sept. 9, 2027", "2027-09-09", "xsd:date"),
        ("It opens on 2027-05-03.", "2027-05-03", "2027-05-03", "xsd:date"),
        ("It opens in May 2027.", "May 2027", "2027-05", "xsd:gYearMonth"),
        ("It opened in 1999.", "1999", "1999", "xsd:gYear"),
        ("It opens on May 3.", "May 3", "--05-03", "xsd:gMonthDay"),
        ("It took six weeks.", "six weeks", "P42D", "xsd:duration"),
        ("It took 3 years.", "3 years", "P3Y", "xsd:duration"),
        ("It took eighteen months.", "eighteen months", "P18M", "xsd:duration"),
        ("It cost $1.5m.", "$1.5m", "$1.5m", "film:Amount"),
        ("It cost £20 million.", "£20 million", "£20 million", "film:Amount"),
        ("It cost US$1,250,000.", "US$1,250,000", "US$1,250,000", "film:Amount"),
        ("It cost €3bn.", "€3bn", "€3bn", "film:Amount"),
    ],
)
def test_a_value_is_read_from_its_words(text: str, words: str, value: str, datatype: str) -> None:
    assert found(text) == [(words, value, datatype)]


@pytest.mark.parametrize(
    "text",
    [
        "It opens on May 32, 2027.",
        "It may rain and march on.",
        "It cost 1,999 kroner.",
        "It has 2020-21 written on it.",
        "They may 5% of it.",
    ],
)
def test_other_words_are_no_whole_date(text: str) -> None:
    assert [one for one in found(text) if one[2] == "xsd:date"] == []


@pytest.mark.parametrize(
    ("text", "value", "datatype"),
    [
        ("It opens on December 3.", "2020-12-03", "xsd:date"),
        ("It opens on May 3.", "2021-05-03", "xsd:date"),
        ("It opens today, November 20.", "2020-11-20", "xsd:date"),
        ("It opens in December.", "2020-12", "xsd:gYearMonth"),
        ("It opens in February.", "2021-02", "xsd:gYearMonth"),
        ("It opens on Friday.", "2020-11-20", "xsd:date"),
        ("It opens on Sunday.", "2020-11-22", "xsd:date"),
        ("It opened last Sunday.", "2020-11-15", "xsd:date"),
        ("It opens next Friday.", "2020-11-27", "xsd:date"),
        ("It opened last year.", "2019", "xsd:gYear"),
        ("It opens next month.", "2020-12", "xsd:gYearMonth"),
        ("It opened last month.", "2020-10", "xsd:gYearMonth"),
        ("It opens on February 29.", "--02-29", "xsd:gMonthDay"),
    ],
)
def test_a_date_without_a_year_is_read_against_the_articles_date(
    text: str, value: str, datatype: str
) -> None:
    assert [each[1:] for each in found(text, FRIDAY)] == [(value, datatype)]


@pytest.mark.parametrize(
    "text", ["It opens on Friday.", "It opens next month.", "It opens in May."]
)
def test_without_the_articles_date_a_relative_date_says_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "implied"), [("It opens on May 3.", True), ("It opens on May 3, 2021.", False)]
)
def test_a_date_that_took_the_articles_date_is_implied(text: str, implied: bool) -> None:  # noqa: FBT001
    [one] = values(read.article(text, published=FRIDAY))

    assert one.implied is implied


def test_values_stand_in_order_and_never_overlap() -> None:
    text = "In 2019 it cost $2m, took six weeks and opened on May 3, 2020."

    assert [words for words, *_ in found(text)] == ["2019", "$2m", "six weeks", "May 3, 2020"]


@pytest.mark.parametrize("word", ["Mark", "Mary", "Mars", "Jane", "Octo"])
def test_a_name_that_begins_like_a_month_is_no_date(word: str) -> None:
    assert found(f"{word} Park left.") == found(f"{word} Park left.", FRIDAY) == []


@pytest.mark.parametrize(
    ("value", "words", "moved"),
    [
        (Value("2020-11-21", "xsd:date"), "Saturday", "2020-11-14"),
        (Value("2021-03-04", "xsd:date"), "March 4", "2020-03-04"),
        (Value("2020-11-20", "xsd:date"), "November 20", "2020-11-20"),
        (Value("2020-11-19", "xsd:date"), "last Thursday", "2020-11-19"),
        (Value("2031-03-04", "xsd:date"), "March 4, 2031", "2031-03-04"),
        (Value("2021", "xsd:gYear"), "2021", "2021"),
    ],
)
def test_a_past_day_lies_before_the_articles_date(value: Value, words: str, moved: str) -> None:
    assert past(value, words, FRIDAY).text == moved
    assert past(value, words, None) == value

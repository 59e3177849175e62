"""A date without a year lies on that side of the article's date where its fact must lie."""

from datetime import date

import pytest

from kg import read
from kg.extract import objects, values
from kg.model import Status

THEN = date(2014, 10, 30)


@pytest.mark.parametrize(
    ("relation", "status", "words", "iso"),
    [
        ("deathDate", "actual", "June", "2014-06"),
        ("deathDate", "actual", "Friday", "2014-10-24"),
        ("releaseDate", "actual", "3 January", "2014-01-03"),
        ("releaseDate", "actual", "28 November", "2014-11-28"),
        ("releaseDate", "planned", "June", "2015-06"),
        ("releaseDate", "superseded", "3 September", "2014-09-03"),
        ("releaseDate", "superseded", "3 January", "2015-01-03"),
        ("releaseDate", "superseded", "Friday", "2014-10-31"),
        ("releaseDate", "actual", "June 2015", "2015-06"),
        ("releaseDate", "actual", "Boxing Day", "2014-12-26"),
        ("releaseDate", "planned", "next June", "2015-06"),
        ("releaseDate", "actual", "last December", "2013-12"),
        ("releaseDate", "planned", "tomorrow", "2014-10-31"),
    ],
)
def test_the_side_is_that_of_the_fact(relation: str, status: str, words: str, iso: str) -> None:
    article = read.article(f"{THEN}\n\nGlass\n\nGlass will be, or was, {words}, they say.\n")
    read_so = [one.value for one in values.values(article)][1:]
    value = read_so[0] if read_so else values.named_day(words, THEN)
    assert value is not None

    assert objects.in_time(value, words, relation, Status(status), THEN).text == iso

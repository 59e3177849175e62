"""One article, step by step: what is seen, and what is claimed."""

from datetime import date

import pytest
from telling import claims, told

from kg import extract, read
from kg.errors import KgError

TEXT = """Tide wins in Cannes

Ada Marsh directed “Tide”. “Tide” stars Lee Park. It rained.
“It was a long winter for us,” Marsh said.
"""


def test_claims_stand_in_the_order_of_the_text_and_each_once() -> None:
    found = claims(TEXT)

    assert [claim.evidence.span for claim in found] == sorted(c.evidence.span for c in found)
    assert len(set(found)) == len(found) == 4


@pytest.mark.parametrize(
    "text", ["It rained.", "...", "Yesterday in Oslo the sun shone on nobody."]
)
def test_an_article_that_says_nothing_of_films_gives_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Netflix chairman Ada Marsh died in Oslo.", False),
        ("Netflix chairman Ada Marsh died in Oslo. The cinema was closed.", True),
        ("Netflix chairman Ada Marsh died in Oslo. She won an Oscar.", True),
    ],
)
def test_people_matter_only_in_an_article_about_films(text: str, said: bool) -> None:  # noqa: FBT001
    assert ("Ada Marsh | position | chairman" in told(text)) is said


def test_a_survey_sees_names_quotations_and_pieces() -> None:
    seen = extract.survey(read.article(TEXT))

    assert {"Ada Marsh", "Tide", "Lee Park"} <= {one.mention.name for one in seen.named}
    assert [speech.speaker.name for speech in seen.speeches if speech.speaker] == ["Ada Marsh"]
    assert {piece.voice.value for piece in seen.pieces} == {"article", "quoted"}


def test_the_articles_date_gives_a_date_its_year() -> None:
    text = "“Tide” opens in theaters on November 20."

    assert told(text, date(2020, 9, 1)) == ["Tide | releaseDate | 2020-11-20"]
    assert told(text) == ["Tide | releaseDate | --11-20"]


def test_another_model_may_be_named() -> None:
    with pytest.raises(KgError, match="no_such_model"):
        extract.claims(read.article(TEXT), model="no_such_model")

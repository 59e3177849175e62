"""What stands before and behind a name, and what it says of the person."""

import pytest
from telling import claims, in_film_news, line, one, qualifiers, told

from kg.model import Basis, Status


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Director Ada Marsh left.", ["Ada Marsh | occupation | director"]),
        ("British actress Ada Marsh left.",
         ["Ada Marsh | nationality | United Kingdom", "Ada Marsh | occupation | actress"]),
        ("Acclaimed Norwegian writer-director Ada Marsh left.",
         ["Ada Marsh | nationality | Norway", "Ada Marsh | occupation | writer",
          "Ada Marsh | occupation | director"]),
        ("“Tide” director Ada Marsh left.",
         ["Tide | director | Ada Marsh", "Ada Marsh | notableWork | Tide",
          "Ada Marsh | occupation | director"]),
        ("“Tide” and “Salt” writer Ada Marsh left.",
         ["Tide | screenwriter | Ada Marsh", "Ada Marsh | notableWork | Tide",
          "Salt | screenwriter | Ada Marsh", "Ada Marsh | notableWork | Salt",
          "Ada Marsh | occupation | writer"]),
        ("Oscar-winning composer Ada Marsh left.",
         ["Ada Marsh | awardReceived | Oscar", "Ada Marsh | occupation | composer"]),
        ("Oscar nominee Ada Marsh left.", ["Ada Marsh | nominatedFor | Oscar"]),
        ("Netflix chairman Ada Marsh left.",
         ["Ada Marsh | employer | Netflix", "Ada Marsh | position | chairman"]),
        ("Northlight Pictures president Ada Marsh left.",
         ["Ada Marsh | employer | Northlight Pictures", "Ada Marsh | position | president"]),
        ("Singer and actress Ada Marsh left.",
         ["Ada Marsh | occupation | singer", "Ada Marsh | occupation | actress"]),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_is_read(text: str, statements: list[str]) -> None:
    assert sorted(told(in_film_news(text))) == sorted(statements)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Ada Marsh, a former dancer, left.", ["Ada Marsh | occupation | dancer"]),
        ("Ada Marsh, 45, left.", ["Ada Marsh | age | 45"]),
        ("Ada Marsh, a Norwegian actress, left.",
         ["Ada Marsh | nationality | Norway", "Ada Marsh | occupation | actress"]),
        ("Ada Marsh, the director, left.", ["Ada Marsh | occupation | director"]),
        ("Ada Marsh, 2019, left.", []),
        ("Ada Marsh, however, left.", []),
        ("Ada Marsh, a delight, left.", []),
    ],
)  # fmt: skip
def test_what_stands_between_commas_behind_a_name_is_read(text: str, statements: list[str]) -> None:
    assert sorted(told(in_film_news(text))) == sorted(statements)


@pytest.mark.parametrize(
    "text",
    [
        "The director left. Ada Marsh stayed.",
        "The director, Ada Marsh says, left.",
        "The prize for the best director went to Ada Marsh.",
        "The actress thanked Ada Marsh.",
        "The star of the evening was Ada Marsh.",
        "Ada Marsh, her sister and a dancer left.",
    ],
)
def test_a_job_that_is_not_said_of_the_name_is_left(text: str) -> None:
    assert told(in_film_news(text), only=("occupation",)) == []


def test_a_former_post_is_superseded() -> None:
    said = {
        claim.relation: claim.status
        for claim in claims(in_film_news("Former Netflix chairman Ada Marsh left."))
    }

    assert said["employer"] is said["position"] is Status.SUPERSEDED


def test_a_post_names_its_organisation_and_a_job_its_post() -> None:
    text = "Netflix chief executive Ada Marsh left."

    assert qualifiers(one(in_film_news(text), "position")) == {"organisation": "Netflix"}
    assert qualifiers(one(in_film_news(text), "employer")) == {"position": "chief executive"}


def test_a_prize_before_a_name_may_be_for_a_work() -> None:
    claim = one("“Tide” Oscar winner Ada Marsh left.", "awardReceived")

    assert (line(claim), qualifiers(claim)) == (
        "Ada Marsh | awardReceived | Oscar",
        {"forWork": "Tide"},
    )


def test_a_notable_work_only_follows() -> None:
    claim = one("“Tide” director Ada Marsh left.", "notableWork")

    assert claim.evidence.basis is Basis.IMPLIED


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Then “Tide” director Ada Marsh left.", "“Tide” director Ada Marsh"),
        ("Then “Tide” star Ada Marsh left.", "“Tide” star Ada Marsh"),
        ("Then “Tide” breakout Ada Marsh left.", "“Tide” breakout Ada Marsh"),
    ],
)
def test_the_passage_is_the_phrase_alone(text: str, quote: str) -> None:
    assert {c.evidence.quote for c in claims(text) if c.subject.name == "Tide"} == {quote}


def test_a_verb_behind_a_title_is_no_job() -> None:
    assert told("“Tide” stars Ada Marsh.") == ["Tide | castMember | Ada Marsh"]

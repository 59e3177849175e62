"""Whom “he”, “Marsh” and “the film” stand for."""

import pytest
from telling import bug, one, told

from kg import extract, read
from kg.extract.coreference import focal

CREDITS = ("director", "screenwriter", "castMember", "producer")


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Ada Marsh lives in Oslo. She directed “Tide”.", "director | Ada Marsh"),
        ("Ada Marsh lives in Oslo. Marsh directed “Tide”.", "director | Ada Marsh"),
        ("Ada Marsh met Lee Park. She directed “Tide”.", "director | Ada Marsh"),
        ("Ada Marsh said that she directed “Tide”.", "director | Ada Marsh"),
        bug(
            "Before she directed “Tide”, Ada Marsh taught.",
            "director | Ada Marsh",
            because="a pronoun before its name stands for nobody",
        ),
        ("Lee Park left. Ada Marsh stayed. She directed “Tide”.", "director | Ada Marsh"),
        ("“Tide” won. Ada Marsh directed the film.", "director | Ada Marsh"),
        ("“Tide” won. Ada Marsh directed this brilliant film.", "director | Ada Marsh"),
        bug(
            "“Tide” won. Ada Marsh directed this quiet film.",
            "director | Ada Marsh",
            because="a plain adjective keeps “this film” from standing for the film",
        ),
        ("“Tide” won. It was directed by Ada Marsh.", "director | Ada Marsh"),
        ("“Tide” won. It stars Lee Park.", "castMember | Lee Park"),
        bug(
            "“Tide” won. Its director is Ada Marsh.",
            "director | Ada Marsh",
            because="no entry says “the director of … is …”",
        ),
    ],
)
def test_a_pronoun_or_a_description_stands_for_what_was_named(text: str, credit: str) -> None:
    assert told(text, only=CREDITS) == [f"Tide | {credit}"]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("“Tide” won. Ada Marsh loved the weather.", []),
        ("It rained. Ada Marsh directed it.", []),
        ("The film rolled. Ada Marsh directed.", []),
        ("She directed “Tide”.", []),
        bug(
            "“Tide” won. Ada Marsh wrote the score.",
            ["Tide | composer | Ada Marsh"],
            because="“the score” is taken for the film itself, and its author for a screenwriter",
        ),
        ("“Tide” won. Ada Marsh wrote the song.", []),
        bug(
            "“Tide” won. Ada Marsh read the play, and Lee Park directed it.",
            [],
            because="“it” stands for the film, though another work was named just before",
        ),
    ],
)
def test_other_words_stand_for_nothing_named(text: str, statements: list[str]) -> None:
    assert told(text, only=(*CREDITS, "composer")) == statements


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("“Tide” beat “Salt”. The film was directed by Ada Marsh.", "Tide"),
        ("“Tide” won. “Salt” lost. The film was directed by Ada Marsh.", "Salt"),
        (
            "“Tide” stars Lee Park, best known for “Salt.” The film was directed by Ada Marsh.",
            "Tide",
        ),
        (
            "“Tide” opens. Lee Park, the “Salt” star, wept. The film was directed by Ada Marsh.",
            "Tide",
        ),
    ],
)
def test_the_film_is_the_one_spoken_of(text: str, work: str) -> None:
    assert f"{work} | director | Ada Marsh" in told(text, only=("director",))


def test_in_a_story_a_pronoun_is_a_characters() -> None:
    text = (
        "Ada Marsh stars in “Tide”. The synopsis: “Nora lives by the sea. She is a dancer with "
        "a limp.”"
    )

    assert "Nora | occupation | dancer" in told(text)
    assert "Ada Marsh | occupation | dancer" not in told(text)


def test_a_passage_shows_whom_a_pronoun_stands_for_where_that_is_near() -> None:
    claim = one("Ada Marsh said that she directed “Tide”.", "director")

    assert claim.evidence.quote == "Ada Marsh said that she directed “Tide”"


@pytest.mark.parametrize(
    ("text", "title_end", "work"),
    [
        ("“Tide” won. “Salt” lost.", 0, "Tide"),
        ("“Tide” won. “Salt” lost. “Salt” wept.", 0, "Salt"),
        ("“Tide” beats “Salt”\n\nEveryone loved “Salt”. Few saw “Tide”.", 20, "Tide"),
        ("It rained.", 0, None),
    ],
)
def test_the_focal_work_is_the_one_named_most_and_in_the_headline(
    text: str, title_end: int, work: str | None
) -> None:
    found = focal(extract.survey(read.article(text), trained=False).named, title_end)

    assert (found.mention.name if found else None) == work

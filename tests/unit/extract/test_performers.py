"""Who plays whom in brackets, and whose kin somebody is."""

import pytest
from telling import bug, claims, in_film_news, line, one, qualifiers, told

from kg.model import Voice

SYNOPSIS = "Ada Marsh stars in “Tide”. The synopsis: “{}”"


def test_a_performer_in_brackets_plays_the_character_before() -> None:
    text = SYNOPSIS.format("Nora (Tess Holm) hears a voice from the sea.")

    casting = one(text, "castMember", "Tess Holm")

    assert qualifiers(casting) == {"character": "Nora"}
    assert casting.evidence.voice is Voice.ARTICLE
    assert casting.evidence.quote == "Nora (Tess Holm)"
    assert "Tess Holm | playsCharacter | Nora" in told(text)


@pytest.mark.parametrize(
    ("plot", "statement", "kind"),
    [
        ("Nora leaves her husband Tom.", "Nora | relative | Tom", "husband"),
        ("Nora leaves with her sister Eva.", "Nora | relative | Eva", "sister"),
        (
            "Nora is half of a duo along with her boyfriend Tom.",
            "Nora | relative | Tom",
            "boyfriend",
        ),
    ],
)
def test_kin_in_the_story_are_the_characters(plot: str, statement: str, kind: str) -> None:
    [claim] = [c for c in claims(SYNOPSIS.format(plot)) if c.relation == "relative"]

    assert line(claim) == statement
    assert qualifiers(claim) == {"kind": kind}
    assert claim.evidence.voice is Voice.STORY


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ada Marsh came with her brother Ben Novak.", "Ada Marsh | relative | Ben Novak"),
        ("Ada Marsh came with her husband Ben Novak.", "Ada Marsh | spouse | Ben Novak"),
        ("Ada Marsh’s brother Ben Novak came.", "Ada Marsh | relative | Ben Novak"),
        bug(
            "Ada Marsh came with her brother, Ben Novak.",
            "Ada Marsh | relative | Ben Novak",
            because="a comma between the word of kinship and the name is not read",
        ),
        ("Ada Marsh is married to Ben Novak.", "Ada Marsh | spouse | Ben Novak"),
    ],
)
def test_kin_of_people_are_relatives_or_spouses(text: str, statement: str) -> None:
    assert told(in_film_news(text), only=("relative", "spouse")) == [statement]


@pytest.mark.parametrize(
    "text",
    ["The wife of Ben Novak came.", "A brother came. Ben Novak left.", "Brother Ben Novak left."],
)
def test_nobody_is_kin_of_nobody(text: str) -> None:
    assert told(in_film_news(text), only=("relative", "spouse")) == []

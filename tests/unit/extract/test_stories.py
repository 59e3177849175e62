"""What is true in the fiction only, and the texts that an article carries."""

import pytest
from telling import claims, line, name, one, qualifiers, told

from kg.model import Basis, Voice

ARTICLE = """Ada Marsh stars in “Tide”. Here is the official synopsis: “Nora is a dancer from Oslo.
When a storm comes, she loses her ship. Tom, a priest who drinks, hides her.”
“It was cold,” Ada Marsh said. “We froze every day on the set.”
"""


def test_every_clause_about_a_character_is_a_note_in_the_articles_words() -> None:
    notes = [
        (c.subject.name, name(c.object)) for c in claims(ARTICLE) if c.relation == "diegeticNote"
    ]

    assert notes == [
        ("Nora", "is a dancer from Oslo"),
        ("Nora", "loses her ship"),
        ("Tom", "priest who drinks"),
        ("Tom", "hides her"),
    ]


def test_whatever_a_character_is_or_does_is_true_in_the_story() -> None:
    voices = {c.evidence.voice for c in claims(ARTICLE) if c.subject.kind == "Character"}

    assert voices == {Voice.STORY}


def test_no_person_is_what_the_story_tells() -> None:
    assert told(ARTICLE, only=("occupation",)) == ["Nora | occupation | dancer"]


def test_a_plot_telling_is_a_synopsis_of_the_work() -> None:
    claim = one(ARTICLE, "synopsis")

    assert claim.subject.name == "Tide"
    assert name(claim.object).startswith(
        "Nora is a dancer from Oslo. When a storm comes, she loses"
    )
    assert qualifiers(claim) == {"official": "true"}


def test_an_unofficial_plot_telling_is_not_called_official() -> None:
    text = "“Tide” won. The synopsis: “Nora is a diver from Oslo.”"

    assert qualifiers(one(text, "synopsis")) == {}


def test_a_quotation_is_a_fact_with_its_speaker() -> None:
    said = [claim for claim in claims(ARTICLE) if claim.relation == "quotation"]

    assert [(line(claim), claim.evidence.basis) for claim in said] == [
        ("Ada Marsh | quotation | It was cold", Basis.EXPLICIT),
        ("Ada Marsh | quotation | We froze every day on the set.", Basis.IMPLIED),
    ]
    assert said[0].evidence.quote == "“It was cold,” Ada Marsh said."


@pytest.mark.parametrize("character", ["Nora", "Tom"])
def test_a_named_character_is_in_the_work(character: str) -> None:
    assert f"Tide | character | {character}" in told(ARTICLE, only=("character",))


def test_a_note_stands_beside_a_character_outside_a_synopsis_too() -> None:
    text = "Ada Marsh plays Nora, a diver who hears a voice, in “Tide”."

    assert "Nora | diegeticNote | diver who hears a voice" in told(text)

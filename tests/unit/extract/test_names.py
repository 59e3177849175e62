"""Who and what is named: known names, people, characters."""

import pytest
from telling import bug

from kg import extract, read

SURNAME = "a bare surname that the model takes for a company or a place stays one"


def named(text: str, *kinds: str) -> list[tuple[str, str, str]]:
    """Return the words, the kind and the full name of everything named."""
    found = extract.survey(read.article(text), trained=False).named
    return [
        (one.mention.text, one.kind, one.mention.name)
        for one in found
        if not kinds or one.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("It opened at the Cannes Film Festival.", "Cannes Film Festival", "Festival", ""),
        ("It opened on Netflix.", "Netflix", "Organization", ""),
        ("It won an Oscar.", "Oscar", "Award", ""),
        ("Canada and Oslo froze.", "Canada", "Place", ""),
        ("Northlight Pictures made it.", "Northlight Pictures", "Organization", ""),
        ("She runs the Harbor Festival.", "Harbor Festival", "Festival", ""),
        ("She runs the Harbor Film Festival.", "Harbor Film Festival", "Festival", ""),
        ("She runs the Northlight Film Company.", "Northlight Film Company", "Organization", ""),
        ("She runs the National Film School.", "National Film School", "Organization", ""),
        (
            "She runs the Harbor Film Critics Circle.",
            "Harbor Film Critics Circle",
            "Organization",
            "",
        ),
        ("She won the Harbor Prize.", "Harbor Prize", "Award", ""),
    ],
)
def test_a_thing_is_named_by_a_list_or_by_its_last_word(
    text: str, words: str, kind: str, name: str
) -> None:
    assert (words, kind, name or words) in named(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ada Marsh met Lee Park.", ["Ada Marsh", "Lee Park"]),
        ("Director Ada Marsh left.", ["Ada Marsh"]),
        ("Mr. Lee Park left.", ["Lee Park"]),
        ("Dr. Ada Marsh left.", ["Ada Marsh"]),
        ("Lee Park Jr. left.", ["Lee Park Jr."]),
        ("J.J. Marsh met Samuel L. Park.", ["J.J. Marsh", "Samuel L. Park"]),
        ("Maria de la Cruz met Anna von Berg.", ["Maria de la Cruz", "Anna von Berg"]),
        ("British Ada Marsh left.", ["Ada Marsh"]),
        ("Jean-Pierre Park met Ada O’Hara.", ["Jean-Pierre Park", "Ada O’Hara"]),
        ("Ada Marsh met Anne-Marie Vane.", ["Ada Marsh", "Anne-Marie Vane"]),
        ("Then Ada Marsh left.", ["Ada Marsh"]),
        ("Zoë Müller met Åse Lund.", ["Zoë Müller", "Åse Lund"]),
        bug(
            "Joe “Ace” Park left.",
            ["Joe “Ace” Park"],
            because="a nickname splits the name in three",
        ),
    ],
)
def test_people_have_their_whole_names_and_no_more(text: str, people: list[str]) -> None:
    assert [words for words, *_ in named(text, "Person")] == people


def test_a_surname_or_a_given_name_stands_for_the_first_full_name() -> None:
    found = named("Ada Marsh met Lee Park. Marsh laughed, and Lee wept.", "Person")

    assert [(words, name) for words, _, name in found] == [
        ("Ada Marsh", "Ada Marsh"),
        ("Lee Park", "Lee Park"),
        ("Marsh", "Ada Marsh"),
        ("Lee", "Lee Park"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh met Lee Park. Marsh laughed.",
        "Ada Marsh met Lee Park, and Marsh laughed.",
        bug("Hanna Brook died. Brook studied in Oslo and worked as an editor.", because=SURNAME),
    ],
)
def test_a_surname_is_the_persons_whatever_the_model_takes_it_for(text: str) -> None:
    full = text[: text.index(" ", 4)]
    surname = full.split()[1]

    assert (surname, "Person", full) in named(text)


def test_a_name_that_the_story_tells_of_is_a_characters_everywhere() -> None:
    text = "Ada Marsh plays Nora. The synopsis: “Nora hears a voice from the sea.” Nora is deaf."

    assert [(words, kind) for words, kind, _ in named(text, "Person", "Character", "Name")] == [
        ("Ada Marsh", "Person"),
        ("Nora", "Character"),
        ("Nora", "Character"),
        ("Nora", "Character"),
    ]


def test_a_performer_in_brackets_is_no_character() -> None:
    text = "The synopsis of “Tide”: “Nora (Ada Marsh) hears a voice from the sea.”"

    assert ("Ada Marsh", "Person", "Ada Marsh") in named(text)


def test_named_things_stand_in_order_and_never_overlap() -> None:
    text = "“Tide” director Lee Park won the Harbor Prize at the Cannes Film Festival in May 2019."

    found = extract.survey(read.article(text), trained=False).named

    ends = [one.outer.end for one in found]
    starts = [one.outer.start for one in found]
    assert len(found) == 5
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_an_everyday_word_at_the_start_of_a_sentence_is_no_name() -> None:
    assert named("Yesterday it rained. However, nobody left. Winter came.") == []

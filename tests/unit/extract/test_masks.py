"""Stand-ins for names before the parse, and the way back."""

import pytest

from kg import extract, read
from kg.extract import parse
from kg.extract.masks import Masked, joined, masked, unhyphenated
from kg.model import Span


def mask(text: str) -> Masked:
    """Mask everything that is named in a text of one sentence."""
    article = read.article(text)
    return masked(text, Span(0, len(text)), extract.survey(article, trained=False).named)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("“Blue Hour” won.", "{work} won."),
        ("“Blue Hour” and “Salt” won.", "{work} and {work} won."),
        ("Critics loved “Blue Hour.”", "Critics loved {work}."),
        ("Critics loved “Blue Hour,” and wept.", "Critics loved {work}, and wept."),
        ("Ada Marsh won.", "{person} won."),
        ("Ada Marsh met Lee Park.", "{person} met {other}."),
        ("She co-wrote a heavy-metal song.", "She wrote a heavymetal song."),
        ("It was Ada Marsh’s.", "It was {person}'s."),
    ],
)
def test_a_name_is_replaced_by_one_known_word(text: str, parsed: str) -> None:
    words = mask("“Tide” won. Ada Marsh met Lee Park.").text.split()
    work, person, other = words[0], words[2], words[4].rstrip(".")

    assert mask(text).text == parsed.format(work=work, person=person, other=other)


def test_a_person_keeps_their_stand_in() -> None:
    words = mask("Ada Marsh met Lee Park when Ada Marsh laughed.").text.split()

    assert words[0] == words[4] != words[2]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Ada Marsh saw “Blue Hour.”", ["Ada Marsh", "saw", "“Blue Hour.”", "”"]),
        ("Ada Marsh co-wrote it.", ["Ada Marsh", "co-wrote", "it", "."]),
        ("It opens May 3, 2027.", ["It", "opens", "May 3, 2027", "."]),
    ],
)
def test_each_word_of_the_parse_leads_back_to_its_words(text: str, sources: list[str]) -> None:
    one = mask(text)
    [tokens] = parse.parses([one.text])

    assert [one.source(t.start, t.end).of(text) for t in tokens] == sources


def test_a_stretch_of_words_leads_back_from_its_first_to_its_last() -> None:
    text = "Then Ada Marsh saw “Blue Hour” twice."
    one = mask(text)

    start = one.text.index("saw")

    assert one.source(start, len(one.text)).of(text) == "saw “Blue Hour” twice."
    assert one.source(0, start + 3).of(text) == "Then Ada Marsh saw"


def test_a_named_thing_is_known_by_the_word_that_stands_for_it() -> None:
    text = "Ada Marsh showed “Blue Hour” at the Cannes Film Festival in May 2019."
    one = mask(text)
    [tokens] = parse.parses([one.text])

    found = one.tokens_of(tokens)

    assert [named.mention.text for _, named in sorted(found.items())] == [
        "Ada Marsh",
        "Blue Hour",
        "Cannes Film Festival",
        "May 2019",
    ]


def test_pieces_leave_no_gap_and_cover_the_stretch() -> None:
    text = "Then Ada Marsh co-wrote “Blue Hour,” it said."
    one = mask(text)

    assert one.pieces[0].start == 0
    assert one.pieces[-1].end == len(one.text)
    assert [p.end for p in one.pieces[:-1]] == [p.start for p in one.pieces[1:]]
    assert [p.source.end for p in one.pieces[:-1]] == [
        min(p.source.start, one.pieces[i].source.end) for i, p in enumerate(one.pieces[1:])
    ]


def test_only_what_stands_in_the_stretch_is_masked() -> None:
    text = "“Tide” won. “Salt” lost."
    named = extract.survey(read.article(text), trained=False).named

    one = masked(text, Span(12, len(text)), named)

    assert [each.mention.text for each in one.named] == ["Salt"]


@pytest.mark.parametrize(
    ("compound", "word"), [("co-wrote", "wrote"), ("road-trip", "roadtrip"), ("sea", "sea")]
)
def test_a_compound_becomes_one_word(compound: str, word: str) -> None:
    assert joined(compound) == word
    assert unhyphenated(f"a {compound} in U-Bahn") == f"a {word} in U-Bahn"

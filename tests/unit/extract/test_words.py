"""Text cut into words with offsets."""

import pytest

from kg.extract.words import Word, words


@pytest.mark.parametrize(
    "marked",
    [
        "Lee Park ’s “ Blue Hour ” cost $ 1.5 m .",
        "Ada ’s and Ada 's",
        "O’Hara ’s D’Arcy",
        "the writer-director and the writer / director",
        "J.J. Marsh , J. Park",
        "an “ A - ” , a “ B + ”",
        "1,250.5 kroner in 3 weeks , 2019",
        "Northlight -backed , Oscar -winning , Oslo -born",
        "Chan-wook is well-known",
        "Café Müller , 片",
        "Wait … and see !",
        "R&B",
    ],
)
def test_a_text_is_cut_where_a_reader_sees_words(marked: str) -> None:
    text = _unmarked(marked)

    assert [word.text for word in words(text)] == marked.split()


def test_offsets_count_in_the_whole_text() -> None:
    text = "It rained. “Tide” won."

    found = words(text, 11, 17)

    assert [(w.text, w.start, w.end) for w in found] == [
        ("“", 11, 12),
        ("Tide", 12, 16),
        ("”", 16, 17),
    ]


def test_no_words_lie_in_blanks() -> None:
    assert words(" \n\t ") == []


def test_a_word_knows_its_case() -> None:
    word = Word("O’Hara’S", 0, 8)

    assert (word.capitalised, word.low) == (True, "o'hara's")
    assert not Word("tide", 0, 4).capitalised


def _unmarked(marked: str) -> str:
    """Join marked words as they are printed: no blank before a stop or inside marks."""
    text = marked
    for one, other in [
        (" ’s", "’s"), (" 's", "'s"), ("“ ", "“"), (" ”", "”"), (" .", "."), (" ,", ","),
        ("$ ", "$"), (" m.", "m."), (" / ", "/"), (" - ", "- "), ("A -", "A-"), ("B +", "B+"),
        (" -b", "-b"), (" -w", "-w"), (" …", "…"), (" !", "!"),
    ]:  # fmt: skip
        text = text.replace(one, other)
    return text

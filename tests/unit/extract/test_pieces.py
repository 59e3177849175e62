"""An article cut at its quotations, each piece in one voice."""

import pytest

from kg import extract, read


def pieces(text: str) -> list[tuple[str, str]]:
    """Return the words and the voice of each piece."""
    found = extract.survey(read.article(text), trained=False).pieces
    return [(piece.span.of(text), piece.voice.value) for piece in found]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It rained. Ada Marsh left.", [("It rained.", "article"), ("Ada Marsh left.", "article")]),
        (
            "“It was a long winter for us,” Ada Marsh said.",
            [("It was a long winter for us,", "quoted"), ("Ada Marsh said.", "article")],
        ),
        (
            "The synopsis: “Nora hears a voice. She leaves.”",
            [
                ("The synopsis:", "article"),
                ("Nora hears a voice.", "story"),
                ("She leaves.", "story"),
            ],
        ),
        ("She calls it “a marvel” twice.", [("She calls it “a marvel” twice.", "article")]),
        (
            "Ada Marsh saw “The Long Winter” in Oslo.",
            [("Ada Marsh saw “The Long Winter” in Oslo.", "article")],
        ),
        ("...", []),
    ],
)
def test_a_long_quotation_is_parsed_alone(text: str, cut: list[tuple[str, str]]) -> None:
    assert pieces(text) == cut


def test_every_letter_stands_in_one_piece() -> None:
    text = "It rained. “It was a long winter for us,” Ada Marsh said. The synopsis: “Nora left.”"

    said = "".join(words for words, _ in pieces(text))

    assert [c for c in said if c.isalnum()] == [c for c in text if c.isalnum()]

"""Kinds, genres and opinions that nouns and adjectives give."""

import pytest
from telling import bug, in_film_news, one, told

LOOKED_FOR = ("kind", "genre", "opinion")


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("The thriller “Tide” won.", ["Tide | genre | thriller"]),
        ("The road-trip comedy “Tide” won.", ["Tide | genre | comedy"]),
        ("The film “Tide” won.", ["Tide | kind | Film"]),
        ("The comedy film “Tide” won.", ["Tide | genre | comedy", "Tide | kind | Film"]),
        ("“Tide” won. The thriller is long.", ["Tide | genre | thriller"]),
        ("“Tide” won. The film is long.", ["Tide | kind | Film"]),
        ("The brilliant “Tide” won.", ["Tide | opinion | brilliant"]),
        ("“Tide” won. A film is a film.", []),
        ("“Tide” won. Every thriller is long.", []),
        ("The tall “Tide” poster fell.", []),
        ("Ada Marsh’s brilliant performance won.", ["Ada Marsh | opinion | brilliant performance"]),
        ("Ada Marsh’s brilliant brother won.", []),
        bug(
            "“Tide” is brilliant.",
            ["Tide | opinion | brilliant"],
            because="an adjective behind “is” is not read",
        ),
    ],
)
def test_a_noun_or_an_adjective_says_what_it_says_of_the_work(
    text: str, statements: list[str]
) -> None:
    assert sorted(told(in_film_news(text), only=LOOKED_FOR)) == sorted(statements)


def test_the_passage_of_a_genre_is_the_noun_and_the_title() -> None:
    assert one("The road-trip comedy “Tide” won.", "genre").evidence.quote == "comedy “Tide”"

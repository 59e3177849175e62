"""Where the compiled ways of saying stand, and what their slots take."""

import pytest
from telling import told


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        # a slot takes its kind only
        ("Northlight Pictures directed “Tide”.", []),
        ("Ada Marsh directed Lee Park.", []),
        # words in between do not matter
        ("Ada Marsh, as Oslo knows, directed the quiet “Tide”.", ["Tide | director | Ada Marsh"]),
        # the nearest of several
        ("Ada Marsh wept when Lee Park directed “Tide”.", ["Tide | director | Lee Park"]),
        ("Ada Marsh, who met Lee Park, directed “Tide”.", ["Tide | director | Ada Marsh"]),
        # a name beside a common noun
        ("The film’s director, Ada Marsh, directed “Tide”.", ["Tide | director | Ada Marsh"]),
        # several verbs share a subject
        ("Ada Marsh wrote the film “Tide” and directed “Salt”.", ["Salt | director | Ada Marsh"]),
    ],
)  # fmt: skip
def test_a_slot_takes_what_stands_in_its_place(text: str, statements: list[str]) -> None:
    assert told(text, only=("director",)) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("“Tide” opens on May 3, 2027.", ["Tide | releaseDate | 2027-05-03"]),
        ("On May 3, 2027 “Tide” opens in Norway.", ["Tide | releaseDate | 2027-05-03"]),
        ("“Tide” opens soon, and Ada Marsh leaves on May 3, 2027.", []),
        ("“Tide” opens because Ada Marsh left on May 3, 2027.", []),
        ("“Tide” won on May 3, 2027 and opens in Norway.", []),
    ],
)
def test_an_optional_slot_looks_in_its_own_clause(text: str, statements: list[str]) -> None:
    assert told(text, only=("releaseDate",)) == statements


@pytest.mark.parametrize(
    ("text", "cast"),
    [
        ("“Tide” stars Ada Marsh.", ["Ada Marsh"]),
        (
            "“Tide” stars Ada Marsh, Lee Park and Ben Novak.",
            ["Ada Marsh", "Lee Park", "Ben Novak"],
        ),
        ("“Tide” stars Ada Marsh, and Lee Park wept.", ["Ada Marsh"]),
        ("“Tide” stars Ada Marsh and is directed by Lee Park.", ["Ada Marsh"]),
        ("“Tide” stars British actress Ada Marsh and singer Lee Park.", ["Ada Marsh", "Lee Park"]),
    ],
)
def test_a_list_of_names_is_taken_whole(text: str, cast: list[str]) -> None:
    assert told(text, only=("castMember",)) == [f"Tide | castMember | {name}" for name in cast]

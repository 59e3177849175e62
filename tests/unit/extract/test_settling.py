"""What only the whole article tells: kinds of works, homes of characters, outlets of critics."""

import pytest
from telling import bug, claims, name, one, qualifiers, told

from kg.model import Basis


def kinds(text: str, work: str = "Tide") -> set[str]:
    """Return the kinds that mentions of a work have in the claims."""
    return {thing.kind for claim in claims(text) for thing in claim.mentions if thing.name == work}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Marsh directed “Tide”.", "Film"),
        ("Ada Marsh directed “Tide”. The series won.", "TelevisionWork"),
        ("Ada Marsh directed the television series “Tide”.", "TelevisionWork"),
        ("Ada Marsh directed the play “Tide”.", "StageWork"),
        ("“Tide” is a television series. Ada Marsh directed “Tide”.", "TelevisionWork"),
        ("Ada Marsh directed “Tide”. “Tide” is a television series.", "TelevisionWork"),
        ("“Tide” Emmy winner Ada Marsh left.", "TelevisionWork"),
    ],
)
def test_a_work_is_of_one_kind_in_every_claim(text: str, kind: str) -> None:
    assert kinds(text) == {kind}


def test_a_kind_that_only_follows_says_so() -> None:
    claim = one("Ada Marsh directed “Tide”.", "kind")

    assert (name(claim.object), claim.evidence.basis) == ("Film", Basis.IMPLIED)
    assert claim.evidence.quote == "Ada Marsh directed “Tide”"


def test_a_kind_that_is_told_needs_not_to_follow() -> None:
    assert told("The film “Tide” was directed by Ada Marsh.", only=("kind",)) == [
        "Tide | kind | Film"
    ]
    assert (
        one("The film “Tide” was directed by Ada Marsh.", "kind").evidence.basis is Basis.EXPLICIT
    )


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Ada Marsh plays Nora in “Tide”.", "Tide"),
        ("“Salt” won. “Salt” lost. Ada Marsh plays Nora in “Tide”.", "Tide"),
        ("“Tide” opens on Friday. Ada Marsh plays Nora.", "Tide"),
    ],
)
def test_a_character_lives_in_the_work_it_is_played_in(text: str, home: str) -> None:
    characters = [
        thing for claim in claims(text) for thing in claim.mentions if thing.kind == "Character"
    ]

    assert characters
    assert {character.within for character in characters} == {home}


@pytest.mark.parametrize(
    "text",
    [
        "Netflix critic Kim Roe gave “Tide” an A- review.",
        "Kim Roe gave “Tide” an A- review. Netflix critic Kim Roe wept.",
        bug(
            "Northlight critic Kim Roe gave “Tide” an A- review.",
            because="a one-word company that no list knows is not read before a post",
        ),
    ],
)
def test_a_review_appeared_where_its_critic_is_employed(text: str) -> None:
    given = qualifiers(one(text, "grade", "A-"))

    assert given["critic"] == "Kim Roe"
    assert given["outlet"] == text.partition(" critic")[0].rpartition(" ")[2]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("“Tide” features Ada Marsh, who dazzles as a sailor. Ada Marsh plays Nora.",
         ["Nora | occupation | sailor"]),
        ("“Tide” features Ada Marsh, who dazzles as a sailor.", []),
        ("Ada Marsh plays Nora and plays Eva in “Tide”. Ada Marsh dazzles as a sailor.", []),
    ],
)  # fmt: skip
def test_what_a_role_is_goes_to_the_one_character_played(text: str, statements: list[str]) -> None:
    assert told(text, only=("occupation",)) == statements


def test_no_claim_is_left_of_a_role_that_is_not_known() -> None:
    said = told("“Tide” features Ada Marsh, who dazzles as a sailor.")

    assert [statement for statement in said if "role of" in statement] == []

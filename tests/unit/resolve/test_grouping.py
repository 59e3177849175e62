"""Names in several articles: one thing or two, and why."""

import pytest
from corpora import dated, day, film, named, resolved, says

from kg.model import Claim, Judgement, Status, Value
from kg.resolve import Resolution

ARTICLES = dated(a="2020-01-05", b="2021-06-05", c="2021-07-05", d="2021-08-05")
TIDE, LOUD = film("Tide"), film("Loud")
LEE = named("Lee Park")


def cast(article: str, work, person, status: Status = Status.ACTUAL) -> Claim:
    return says(article, work, "castMember", person, status)


def things(found: Resolution, kind: str = "Person") -> list[str]:
    """The names of the things of a kind, sorted; a name as often as it is borne."""
    kinds = [fact for fact in found.facts if fact.relation == "kind"]
    return sorted(fact.subject.name for fact in kinds if fact.object == Value(kind, "film:Class"))


def reasons(found: Resolution, *, same: bool) -> str:
    notes = [note for note in found.notes if isinstance(note, Judgement) and note.same is same]
    return "; ".join(note.why for note in notes)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Léa Sorel", "Lea Sorel", "the same but for marks, points and spaces"),
        ("J.J. Abbott", "J. J. Abbott", "the same but for marks, points and spaces"),
        ("Dame Ada Marsh", "Ada Marsh", "the same but for marks, points and spaces"),
        ("Bae Joon-ho", "Joonho Bae", "family name first in one, last in the other"),
    ],
)
def test_two_spellings_of_a_name_are_one_thing(one: str, other: str, why: str) -> None:
    found = resolved([cast("a", TIDE, named(one)), cast("b", LOUD, named(other))], ARTICLES)

    assert len(things(found)) == 1
    assert why in reasons(found, same=True)
    assert "nothing speaks against it" in reasons(found, same=True)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Samuel Marsh", "Samuel B. Marsh", "one lacks the other’s middle name"),
        ("Bob Marsh", "Robert Marsh", "a short form of the same given name"),
        ("A. Marsh", "Ada Marsh", "one has initials"),
        ("Andrei Tarsky", "Andrey Tarskiy", "the same sounds in other letters"),
        ("Lars von Marsh", "Lars Marsh", "one lacks the other’s particle"),
        ("Marsh", "Ada Marsh", "the surname alone"),
        ("Ada Marsh Jr.", "Ada Marsh", "one lacks “Jr.”"),
    ],
)
def test_names_that_may_be_one_are_where_something_is_shared(
    one: str, other: str, why: str
) -> None:
    apart = resolved([cast("a", TIDE, named(one)), cast("b", LOUD, named(other))], ARTICLES)
    together = resolved([cast("a", TIDE, named(one)), cast("b", TIDE, named(other))], ARTICLES)

    assert len(things(apart)) == 2
    assert why in reasons(apart, same=False)
    assert len(things(together)) == 1
    assert why in reasons(together, same=True)
    assert "both stand beside “Tide”" in reasons(together, same=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Keira Knightly", "Keira Knightley", True), ("Ada Marsh", "Ada March", False)],
)
def test_a_slip_in_a_long_name_needs_nothing_shared(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    found = resolved([cast("a", TIDE, named(one)), cast("b", LOUD, named(other))], ARTICLES)

    assert (len(things(found)) == 1) is same


def test_what_one_article_names_both_is_two() -> None:
    claims = [cast("a", TIDE, named("Ada Marsh")), cast("a", TIDE, named("A. Marsh"))]

    found = resolved(claims, ARTICLES)

    assert things(found) == ["A. Marsh", "Ada Marsh"]
    assert "but the article “a” names both" in reasons(found, same=False)


def test_a_surname_that_two_may_bear_joins_neither() -> None:
    claims = [
        cast("a", TIDE, named("Ada Marsh")),
        cast("b", TIDE, named("Ben Marsh")),
        cast("c", TIDE, named("Marsh")),
    ]

    found = resolved(claims, ARTICLES)

    assert things(found) == ["Ada Marsh", "Ben Marsh", "Marsh"]
    assert "it may as well be “Ada Marsh”" in reasons(found, same=False)


def test_generations_of_a_family_are_never_one() -> None:
    claims = [cast("a", TIDE, named("Ada Marsh Jr.")), cast("b", TIDE, named("Ada Marsh Sr."))]

    assert len(things(resolved(claims, ARTICLES))) == 2


def test_who_died_long_before_did_not_play() -> None:
    died = says("a", LEE, "deathDate", day("1950"))
    came = [cast("b", TIDE, LEE), says("b", TIDE, "releaseDate", day("2004"))]

    found = resolved([died, *came], ARTICLES)

    assert things(found) == ["Lee Park", "Lee Park"]
    assert "one died in 1950, the other worked in 2004" in reasons(found, same=False)


def test_late_evidence_parts_what_was_one() -> None:
    early = [
        cast("b", TIDE, LEE),
        says("b", TIDE, "releaseDate", day("2004")),
        cast("a", LOUD, LEE),
    ]
    late = says("a", LEE, "deathDate", day("1950"))

    assert things(resolved(early, ARTICLES)) == ["Lee Park"]
    assert things(resolved([*early, late], ARTICLES)) == ["Lee Park", "Lee Park"]


def test_late_evidence_joins_what_was_two() -> None:
    early = [cast("a", TIDE, named("A. Marsh")), cast("b", LOUD, named("Ada Marsh"))]
    late = cast("b", TIDE, named("Ada Marsh"))

    assert len(things(resolved(early, ARTICLES))) == 2
    assert things(resolved([*early, late], ARTICLES)) == ["Ada Marsh"]


def test_a_remake_is_another_work_and_each_keeps_its_people() -> None:
    def made(article: str, year: str, director: str, star: str) -> list[Claim]:
        return [
            says(article, TIDE, "releaseDate", day(year)),
            says(article, TIDE, "director", named(director)),
            cast(article, TIDE, named(star)),
        ]

    found = resolved(
        [*made("a", "1967", "Ben Novak", "Una Grey"), *made("b", "2006", "Ada Marsh", "Kit Lane")],
        ARTICLES,
    )

    assert things(found, "Film") == ["Tide", "Tide"]
    directors = {fact.subject.iri for fact in found.facts if fact.relation == "director"}
    assert len(directors) == 2
    assert "1967" in reasons(found, same=False)


def test_a_date_that_is_moved_makes_no_second_work() -> None:
    claims = [
        says("a", TIDE, "releaseDate", day("2020-05-01"), Status.PLANNED),
        says("a", TIDE, "director", LEE),
        says("b", TIDE, "releaseDate", day("2022-05-01"), Status.PLANNED),
        says("b", TIDE, "director", LEE),
    ]

    assert things(resolved(claims, ARTICLES), "Film") == ["Tide"]


def test_what_fits_only_one_namesake_is_that_one() -> None:
    claims = [
        says("a", LEE, "deathDate", day("1950")),
        says("b", LEE, "birthDate", day("1980")),
        cast("b", TIDE, LEE),
        says("b", TIDE, "releaseDate", day("2004")),
        cast("c", LOUD, LEE),
        says("c", LOUD, "releaseDate", day("2010")),
    ]

    found = resolved(claims, ARTICLES)

    assert things(found) == ["Lee Park", "Lee Park"]
    assert "it can be no other" in reasons(found, same=True)


def test_what_may_be_either_of_two_namesakes_stays_apart() -> None:
    claims = [
        says("a", LEE, "deathDate", day("1950")),
        cast("b", TIDE, LEE),
        says("b", TIDE, "releaseDate", day("2004")),
        says("c", LEE, "nationality", named("Norway", "Place")),
    ]

    found = resolved(claims, ARTICLES)

    assert len(things(found)) == 3
    assert "nothing tells which of its namesakes it is" in reasons(found, same=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tide II", "Tide 2", True),
        ("Romeo & Julia", "Romeo and Julia", True),
        ("Tide", "Tide 2", False),
        ("Tide 2", "Tide 3", False),
    ],
)
def test_titles_are_told_by_their_numbers(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    claims = [cast("a", film(one), LEE), cast("b", film(other), LEE)]

    assert (len(things(resolved(claims, ARTICLES), "Film")) == 1) is same


def test_a_book_and_the_film_of_it_are_two_works() -> None:
    claims = [
        says("a", named("Tide", "WrittenWork"), "author", LEE),
        says("b", TIDE, "director", named("Ada Marsh")),
    ]

    found = resolved(claims, ARTICLES)

    assert things(found, "Film") + things(found, "WrittenWork") == ["Tide", "Tide"]


def test_another_title_that_an_article_gives_joins_the_two() -> None:
    claims = [
        says("a", TIDE, "director", LEE),
        says("b", film("Low Water"), "alternativeTitle", Value("Tide")),
        says("b", film("Low Water"), "director", LEE),
    ]

    found = resolved(claims, ARTICLES)

    assert len(things(found, "Film")) == 1
    assert "“Tide” is given as another name" in reasons(found, same=True)


def test_one_role_in_two_works_is_one_where_one_plays_it() -> None:
    vera = [named("Vera", "Character", work) for work in ("Tide", "Loud")]

    def played(by: str) -> list[Claim]:
        return [
            says("a", TIDE, "castMember", LEE, character=vera[0]),
            says("b", LOUD, "castMember", named(by), character=vera[1]),
        ]

    assert len(things(resolved(played("Lee Park"), ARTICLES), "Character")) == 1
    assert len(things(resolved(played("Ada Marsh"), ARTICLES), "Character")) == 2


def test_a_prize_of_a_common_name_is_one_where_something_is_shared() -> None:
    prize = named("Jury Prize", "Award")

    def won(first, second) -> list[Claim]:
        return [says("a", first, "awardReceived", prize), says("b", second, "awardReceived", prize)]

    assert len(things(resolved(won(TIDE, LOUD), ARTICLES), "Award")) == 2
    assert len(things(resolved(won(TIDE, TIDE), ARTICLES), "Award")) == 1


def test_what_an_article_tells_as_a_relative_is_somebody_else() -> None:
    one, other = named("A. Marsh"), named("Ada Marsh")
    claims = [
        cast("a", TIDE, one),
        says("c", one, "relative", other),
        cast("b", TIDE, other),
    ]

    found = resolved(claims, ARTICLES)

    assert things(found) == ["A. Marsh", "Ada Marsh"]


def test_what_is_shared_is_shared_in_any_spelling() -> None:
    claims = [cast("a", film("TIDE"), named("Sam Marsh")), cast("b", TIDE, named("Samuel Marsh"))]

    assert things(resolved(claims, ARTICLES)) == ["Samuel Marsh"]


def test_a_name_known_beforehand_says_where_it_is_known() -> None:
    claims = [
        says("a", TIDE, "awardReceived", named("Academy Award", "Award")),
        says("b", LOUD, "awardReceived", named("Oscar", "Award")),
    ]

    found = resolved(claims, ARTICLES)

    assert len(things(found, "Award")) == 1
    assert "both are names of Oscar in awards.csv" in reasons(found, same=True)

"""What became of each statement, by the dates of the articles."""

import pytest
from corpora import changes, current, dated, day, film, named, resolved, says

from kg.model import Basis, Status, Value

PLANNED, SUPERSEDED, DENIED = Status.PLANNED, Status.SUPERSEDED, Status.DENIED
TIDE, LEE, ADA = film("Tide"), named("Lee Park"), named("Ada Marsh")
IN_ORDER = dated(a="2024-01-05", b="2024-06-05", c="2024-09-05")
THEATERS = {"medium": Value("theatrical")}


def test_a_plan_told_as_done_is_confirmed() -> None:
    found = resolved(
        [says("a", TIDE, "director", LEE, PLANNED), says("b", TIDE, "director", LEE)], IN_ORDER
    )

    assert current(found) == {"Tide | director | Lee Park | actual"}
    assert changes(found) == {
        ("Tide | director | Lee Park | planned", "confirmed", "Tide | director | Lee Park | actual")
    }


@pytest.mark.parametrize("days", [{"a": "", "b": "2024-06-05"}, {"a": "2024-06-05", "b": ""}])
def test_an_article_without_a_date_ends_nothing(days: dict[str, str]) -> None:
    claims = [
        says("a", TIDE, "releaseDate", day("2025-05-09"), PLANNED),
        says("b", TIDE, "releaseDate", day("2025-09-05"), PLANNED),
    ]

    assert changes(resolved(claims, dated(**days))) == set()


def test_nothing_is_ended_by_an_article_of_the_same_day() -> None:
    claims = [says("a", TIDE, "director", LEE, PLANNED), says("b", TIDE, "director", LEE)]

    assert changes(resolved(claims, dated(a="2024-01-05", b="2024-01-05"))) == set()


def test_a_date_is_moved_twice_and_each_state_stays() -> None:
    days = ["2025-05-09", "2025-09-05", "2026-01-16"]
    claims = [
        says(article, TIDE, "releaseDate", day(text), PLANNED, **THEATERS)
        for article, text in zip("abc", days, strict=True)
    ]

    found = resolved(claims, IN_ORDER)

    assert {line for line in current(found) if "2025" in line} == set()
    assert {(e.split(" | ")[2], o, later.split(" | ")[2]) for e, o, later in changes(found)} == {
        ("2025-05-09", "moved", "2025-09-05"),
        ("2025-09-05", "moved", "2026-01-16"),
    }


@pytest.mark.parametrize(
    "other",
    [
        {"medium": Value("streaming")},
        {"medium": Value("theatrical"), "territory": named("Norway", "Place")},
    ],
)
def test_another_medium_or_territory_is_no_move(other: dict) -> None:
    claims = [
        says("a", TIDE, "releaseDate", day("2025-05-09"), PLANNED, **THEATERS),
        says("b", TIDE, "releaseDate", day("2025-09-05"), PLANNED, **other),
    ]

    assert changes(resolved(claims, IN_ORDER)) == set()


def test_a_later_article_that_gives_two_dates_moves_nothing() -> None:
    claims = [
        says("a", TIDE, "releaseDate", day("2025-05-09"), PLANNED),
        says("b", TIDE, "releaseDate", day("2025-09-05"), PLANNED),
        says("b", TIDE, "releaseDate", day("2025-10-03"), PLANNED),
    ]

    assert changes(resolved(claims, IN_ORDER)) == set()


def test_who_left_is_withdrawn_from_cast_and_part() -> None:
    vera = named("Vera", "Character", "Tide")
    claims = [
        says("a", TIDE, "castMember", ADA, character=vera),
        says("a", ADA, "playsCharacter", vera, work=TIDE),
        says("b", TIDE, "castMember", ADA, SUPERSEDED),
    ]

    found = resolved(claims, IN_ORDER)

    assert current(found) == {"Tide | castMember | Ada Marsh | superseded"}
    assert {outcome for _, outcome, _ in changes(found)} == {"withdrawn"}


def test_a_denial_withdraws_a_plan_and_disputes_a_fact() -> None:
    denied = says("b", TIDE, "director", LEE, DENIED)

    plan = resolved([says("a", TIDE, "director", LEE, PLANNED), denied], IN_ORDER)
    fact = resolved([says("a", TIDE, "director", LEE), denied], IN_ORDER)

    assert {outcome for _, outcome, _ in changes(plan)} == {"withdrawn"}
    assert changes(fact) == set()


def test_a_cancelled_work_has_no_plans_and_keeps_its_facts() -> None:
    claims = [
        says("a", TIDE, "director", LEE, PLANNED),
        says("a", TIDE, "productionCompany", named("Northlight", "Organization")),
        says("b", TIDE, "productionStage", Value("cancelled")),
        says("b", TIDE, "director", LEE),
    ]

    found = resolved(claims, IN_ORDER)

    assert ("planned", "cancelled") in {(e.split(" | ")[-1], o) for e, o, _ in changes(found)}
    assert "Tide | productionCompany | Northlight | actual" in current(found)


def test_a_plan_after_the_end_is_a_plan_again() -> None:
    claims = [
        says("a", TIDE, "productionStage", Value("cancelled")),
        says("b", TIDE, "director", LEE, PLANNED),
    ]

    assert "Tide | director | Lee Park | planned" in current(resolved(claims, IN_ORDER))


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_general_gives_way_to_the_precise_whatever_the_dates(order: str) -> None:
    general, precise = order
    claims = [
        says(general, TIDE, "releaseDate", day("2005")),
        says(precise, TIDE, "releaseDate", day("2005-03-04")),
    ]

    found = resolved(claims, IN_ORDER)

    assert current(found) == {"Tide | releaseDate | 2005-03-04 | actual"}
    assert {outcome for _, outcome, _ in changes(found)} == {"refined"}


def test_the_general_stays_beside_two_that_are_precise() -> None:
    claims = [
        says("a", TIDE, "releaseDate", day("2005")),
        says("b", TIDE, "releaseDate", day("2005-03-04")),
        says("c", TIDE, "releaseDate", day("2005-04-08")),
    ]

    assert "Tide | releaseDate | 2005 | actual" in current(resolved(claims, IN_ORDER))


def test_what_a_confirmed_plan_told_beside_follows() -> None:
    vera = named("Vera", "Character", "Tide")
    claims = [
        says("a", TIDE, "castMember", ADA, PLANNED, character=vera),
        says("b", TIDE, "castMember", ADA),
    ]

    found = resolved(claims, IN_ORDER)

    [part] = [f for f in found.facts if f.qualifiers and f.status is Status.ACTUAL]
    assert {e.basis for e in part.evidence} == {Basis.IMPLIED}
    assert {e.article for e in part.evidence} == {"a"}


def test_a_release_that_came_confirms_who_was_to_bring_it() -> None:
    north = named("Northlight", "Organization")
    claims = [
        says("a", TIDE, "distributor", north, PLANNED, **THEATERS),
        says("a", TIDE, "releaseDate", day("2024-03-01"), PLANNED, **THEATERS),
        says("b", TIDE, "releaseDate", day("2024-03-01"), **THEATERS),
    ]

    found = resolved(claims, IN_ORDER)

    assert {line.rpartition(" | ")[2] for line in current(found)} == {"actual"}
    assert {outcome for _, outcome, _ in changes(found)} == {"confirmed"}


ANN, BEA = (named(name, "Character", "Tide") for name in ("Ann", "Bea"))


def test_what_followed_from_a_plan_ends_with_what_confirmed_it() -> None:
    claims = [
        says("a", TIDE, "castMember", ADA, PLANNED, character=ANN),
        says("b", TIDE, "castMember", ADA),
        says("c", TIDE, "castMember", ADA, SUPERSEDED),
    ]

    assert current(resolved(claims, IN_ORDER)) == {"Tide | castMember | Ada Marsh | superseded"}


def test_of_two_plans_the_last_is_what_came_about() -> None:
    claims = [
        says("a", TIDE, "castMember", ADA, PLANNED, character=ANN),
        says("b", TIDE, "castMember", ADA, PLANNED, character=BEA),
        says("c", TIDE, "castMember", ADA),
    ]

    assert current(resolved(claims, IN_ORDER)) == {
        "Tide | castMember | Ada Marsh | actual",
        "Tide | castMember | Ada Marsh | character=Bea | actual",
    }


def test_what_came_first_is_what_became_of_it() -> None:
    claims = [
        says("a", TIDE, "director", LEE, PLANNED),
        says("b", TIDE, "director", LEE, SUPERSEDED),
        says("c", TIDE, "director", LEE),
    ]

    found = resolved(claims, IN_ORDER)

    outcomes = {earlier: outcome for earlier, outcome, _ in changes(found)}
    assert outcomes["Tide | director | Lee Park | planned"] == "withdrawn"
    assert "Tide | director | Lee Park | actual" in current(found)

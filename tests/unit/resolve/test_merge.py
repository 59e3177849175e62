"""Claims that say the same, and claims that say more or less of one node."""

from dataclasses import replace
from typing import Any

import pytest
import worked
from corpora import shown

from kg import resolve
from kg.errors import VocabularyError
from kg.model import Claim, Fact, Mention, Qualifier, Span, Status, Value

MEDIUM: dict[str, Any] = {"medium": Value("theatrical")}
ELSEWHERE = replace(worked.evidence("HFF"), article="elsewhere")


def told(relation: str, *claims: Claim) -> list[tuple[str, dict[str, str]]]:
    return [
        (shown(fact.object), {each.name: shown(each.value) for each in fact.qualifiers})
        for fact in resolve.facts(claims)
        if fact.relation == relation
    ]


def date(day: str, *, status: Status = Status.PLANNED, **qualifiers: Mention | Value) -> Claim:
    words = worked.evidence("November 20, 2020")
    value = Value(day, "xsd:date")
    return worked.claim(worked.FILM, "releaseDate", value, words, status=status, **qualifiers)


def company(name: str, *, status: Status = Status.PLANNED, **qualifiers: Mention | Value) -> Claim:
    mention = Mention(name, "Organization", Span(0, len(name)), name)
    words = worked.evidence("Northlight will release")
    return worked.claim(worked.FILM, "distributor", mention, words, status=status, **qualifiers)


def test_a_claim_gives_its_base_and_one_fact_for_each_edge() -> None:
    claims = [each for each in worked.CLAIMS if each.relation == "recasting"]

    assert told("recasting", *claims) == [
        ("Dev Novak", {}),
        ("Dev Novak", {"incoming": "Lee Park"}),
        ("Dev Novak", {"reason": "a clash"}),
    ]


def test_qualifiers_that_make_one_edge_stay_together() -> None:
    claims = [each for each in worked.CLAIMS if each.relation == "quotation"]

    assert told("quotation", *claims) == [
        ("A marvel", {}),
        ("A marvel", {"outlet": "The Reel Post", "work": "Blue Hour"}),
    ]


def test_one_statement_in_two_articles_is_one_fact() -> None:
    claim = worked.CLAIMS[0]
    other = replace(claim, evidence=replace(claim.evidence, article="other"))

    [fact] = [fact for fact in resolve.facts([claim, other, claim]) if fact.relation == "director"]

    assert [each.article for each in fact.evidence] == ["blue-hour", "other"]


def test_one_statement_with_two_statuses_is_two_facts() -> None:
    claim = worked.CLAIMS[0]

    facts = resolve.facts([claim, replace(claim, status=Status.DENIED)])

    assert [fact.status for fact in facts if fact.relation == "director"] == ["actual", "denied"]


def test_an_open_part_is_filled_from_the_only_node_that_agrees() -> None:
    assert told("distributor", company("Northlight"), date("2020-11-20", **MEDIUM)) == [
        ("Northlight", {"medium": "theatrical"})
    ]


@pytest.mark.parametrize(
    "others",
    [
        [date("2020-11-20", **MEDIUM), date("2020-12-04", medium=Value("streaming"))],
        [date("2020-11-20", status=Status.ACTUAL, **MEDIUM)],
        [replace(date("2020-11-20", **MEDIUM), evidence=ELSEWHERE)],
    ],
    ids=["two nodes agree", "another status", "another article"],
)
def test_an_open_part_stays_open_else(others: list[Claim]) -> None:
    assert told("distributor", company("Northlight"), *others) == [("Northlight", {})]


def test_a_chain_of_ever_fuller_nodes_ends_in_the_fullest() -> None:
    place = Mention("Norway", "Place", Span(0, 6), "Norway")
    claims = [company("Northlight"), date("2020-11-20", **MEDIUM)]
    fullest = company("Fjord Film", territory=place, **MEDIUM)

    found = told("distributor", *claims, fullest) + told("releaseDate", *claims, fullest)

    assert {tuple(given.items()) for _, given in found} == {
        (("medium", "theatrical"), ("territory", "Norway"))
    }


def test_a_role_without_its_work_takes_the_work_of_the_only_casting() -> None:
    bare = worked.claim(
        worked.LEE, "playsCharacter", worked.VERA, worked.evidence("Lee Park plays Vera")
    )
    cast = worked.claim(worked.FILM, "castMember", worked.LEE, worked.evidence("Lee Park"))

    assert told("playsCharacter", bare) == [("Vera", {})]
    assert told("playsCharacter", bare, cast) == [("Vera", {"work": "Blue Hour"})]


def test_spellings_of_plain_words_are_one_fact() -> None:
    one = worked.claim(worked.FILM, "genre", Value("Drama"), worked.evidence("film"))
    other = worked.claim(worked.FILM, "genre", Value("drama"), worked.evidence("story"))

    assert told("genre", one, other) == [("drama", {})]


def test_an_opinion_that_nobody_holds_is_the_articles() -> None:
    assert told("opinion", worked.CLAIMS[1]) == [("astonishing", {"holder": "blue-hour"})]


def test_inside_a_fiction_the_parts_of_a_node_fall_away() -> None:
    claim = worked.claim(
        worked.VERA,
        "position",
        Value("leader"),
        worked.evidence("Vera is"),
        organisation=worked.POST,
    )

    assert told("position", claim) == [("leader", {})]


def test_a_qualifier_that_the_relation_lacks_is_told() -> None:
    claim = replace(worked.CLAIMS[0], qualifiers=(Qualifier("year", Value("2019")),))

    with pytest.raises(VocabularyError, match="director @year"):
        resolve.facts([claim])


def test_facts_stand_in_order() -> None:
    facts = resolve.facts(worked.CLAIMS)

    assert facts == sorted(facts, key=_order)
    assert len(facts) > len(worked.CLAIMS)


def _order(fact: Fact) -> tuple[str, str]:
    return fact.subject.iri, fact.relation

# ruff: noqa: E501  a case a line
"""Each check that sets two facts side by side finds what it is for, and leaves what agrees."""

import pytest
from corpora import dated, day, film, graph, named, says

from kg import check
from kg.check.disputes import checks
from kg.graph import Graph
from kg.model import Claim, Status, Value

ARTICLES = dated(a="2020-02-12", b="2021-05-06", c="")
TIDE, LEE, ADA = film("Tide"), named("Lee Park"), named("Ada Marsh")
LAMP = named("Golden Lamp", "Award")
OPENING = {"territory": named("Norway", "Place"), "period": Value("opening weekend")}
BEST = {"year": Value("2019"), "category": named("best film", "AwardCategory")}
PLANNED, DENIED = Status.PLANNED, Status.DENIED

DISPUTED: dict[str, list[list[Claim]]] = {
    "two_life_dates": [
        [says("a", LEE, "birthDate", day("1948-06-03")), says("b", LEE, "birthDate", day("1949-06-08"))],
        [says("a", LEE, "deathDate", day("2014-01-17")), says("b", LEE, "deathDate", day("2014-01-19"))],
    ],
    "two_directors": [[says("a", TIDE, "director", LEE), says("b", TIDE, "director", ADA)]],
    "dead_and_cast": [
        [
            says("a", LEE, "deathDate", day("2020-02-09")),
            says("a", film("Loud"), "castMember", LEE),
            says("b", film("Loud"), "castMember", LEE),
            says("b", TIDE, "castMember", LEE, PLANNED),
        ],
        [
            says("a", LEE, "deathDate", day("2020")),
            says("b", TIDE, "castMember", LEE),
            says("b", TIDE, "director", ADA, PLANNED),
        ],
    ],
    "said_and_denied": [
        [says("a", TIDE, "castMember", LEE), says("b", TIDE, "castMember", LEE, DENIED)],
        [says("a", TIDE, "awardReceived", LAMP, **BEST), says("b", TIDE, "awardReceived", LAMP, DENIED, **BEST)],
        [says("a", LEE, "spouse", ADA), says("b", LEE, "spouse", ADA, DENIED)],
    ],
    "two_winners": [
        [says("a", TIDE, "awardReceived", LAMP, **BEST), says("b", film("Loud"), "awardReceived", LAMP, **BEST)]
    ],
    "two_release_dates": [
        [says("a", TIDE, "releaseDate", day("2014-10-06")), says("b", TIDE, "releaseDate", day("2014-10-13"))],
        [
            says("a", TIDE, "releaseDate", day("2021-06-12"), PLANNED),
            says("c", TIDE, "releaseDate", day("2021-08-21"), PLANNED),
        ],
    ],
    "two_sums": [
        [
            says("a", TIDE, "boxOffice", Value("$14.2 million"), **OPENING),
            says("b", TIDE, "boxOffice", Value("$11.8 million"), **OPENING),
        ]
    ],
}  # fmt: skip
AGREED: dict[str, list[list[Claim]]] = {
    "two_life_dates": [
        [says("a", LEE, "birthDate", day("1948")), says("b", LEE, "birthDate", day("1948-06-03"))],
        [says("a", LEE, "birthDate", day("1948-06-03")), says("a", LEE, "birthDate", day("1949-06-08"))],
        [says("a", LEE, "deathDate", Value("last Friday")), says("b", LEE, "deathDate", day("2014-01-19"))],
    ],
    "two_directors": [
        [says("a", TIDE, "director", LEE), says("a", TIDE, "director", ADA), says("b", TIDE, "director", ADA)],
        [says("a", TIDE, "director", LEE, PLANNED), says("b", TIDE, "director", ADA)],
    ],
    "dead_and_cast": [
        [says("b", LEE, "deathDate", day("2021-05-01")), says("a", TIDE, "castMember", LEE, PLANNED)],
        [says("a", LEE, "deathDate", day("2020-02-09")), says("b", TIDE, "castMember", LEE)],
        [
            says("a", LEE, "deathDate", day("2020-02-09")),
            says("a", TIDE, "castMember", LEE, Status.SUPERSEDED),
            says("a", TIDE, "director", ADA, PLANNED),
        ],
    ],
    "said_and_denied": [
        [says("a", TIDE, "awardReceived", LAMP, **BEST), says("b", TIDE, "awardReceived", LAMP, DENIED, year=Value("2020"))],
        [says("a", TIDE, "castMember", LEE, PLANNED), says("b", TIDE, "castMember", LEE, DENIED)],
    ],
    "two_winners": [
        [says("a", LEE, "awardReceived", LAMP, forWork=TIDE, **BEST), says("b", TIDE, "awardReceived", LAMP, **BEST)]
    ],
    "two_release_dates": [
        [
            says("a", TIDE, "releaseDate", day("2014-10-06")),
            says("b", TIDE, "releaseDate", day("2014-12-01"), medium=Value("streaming")),
        ],
        [says("a", TIDE, "releaseDate", day("2014-10")), says("b", TIDE, "releaseDate", day("2014-10-13"))],
    ],
    "two_sums": [
        [
            says("a", TIDE, "boxOffice", Value("$14.2 million"), **OPENING),
            says("b", TIDE, "boxOffice", Value("US$14.2m"), **OPENING),
        ]
    ],
}  # fmt: skip


def cases(given: dict[str, list[list[Claim]]]) -> list[object]:
    return [
        pytest.param(rule, claims, id=f"{rule} {n}")
        for rule, several in given.items()
        for n, claims in enumerate(several, 1)
    ]


def made(claims: list[Claim]) -> Graph:
    return graph(claims, ARTICLES)


def test_every_such_check_is_tried() -> None:
    names = {name for name, _ in checks()}

    assert names == set(DISPUTED) == set(AGREED)


@pytest.mark.parametrize(("rule", "claims"), cases(DISPUTED))
def test_a_dispute_is_shown_with_both_sentences_and_dates(rule: str, claims: list[Claim]) -> None:
    [found] = [each for each in check.disputes(made(claims)) if each.rule == rule]

    assert len(found.sides) == 2
    quotes = {quote for side in found.sides for _, _, quote in side.passages}
    assert quotes <= {claim.evidence.quote for claim in claims}
    told = {(name, on) for side in found.sides for name, on, _ in side.passages}
    assert told < {("a", "2020-02-12"), ("b", "2021-05-06"), ("c", "")}
    assert len(told) == 2


@pytest.mark.parametrize(("rule", "claims"), cases(DISPUTED))
def test_a_dispute_is_a_warning_with_its_words(rule: str, claims: list[Claim]) -> None:
    report = check.rules(made(claims))

    [warning] = [each for each in report.violations if each.shape == rule]
    assert warning.severity == "Warning"
    assert len(warning.quotes) == 2


@pytest.mark.parametrize(("rule", "claims"), cases(AGREED))
def test_what_can_both_hold_is_no_dispute(rule: str, claims: list[Claim]) -> None:
    assert [each for each in check.disputes(made(claims)) if each.rule == rule] == []

"""Whole articles: what the program says of them, and where it is known to be wrong.

Each folder of ``cases`` holds an invented article; ``facts.tsv``, the facts that the program
gives (subject, relation, object, qualifiers, status, voice), read by a person in the diff; and
``errors.tsv``, what that person found: lines of it that are ``wrong``, and ``missing`` facts. An
error that is mended must be taken out of ``errors.tsv``, and ``facts.tsv`` be written anew.
"""

from functools import cache
from pathlib import Path

import pytest
from goldens import Golden

import kg
from kg import assemble, flow

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def _errors(case: Path) -> list[tuple[str, str]]:
    """Return the known errors of a case: ``wrong`` or ``missing``, and the line of a fact."""
    lines = (case / "errors.tsv").read_text("utf-8").splitlines()
    return [(sort, fact) for sort, _, fact in (line.partition("\t") for line in lines)]


ERRORS = [
    pytest.param(
        case,
        sort,
        fact,
        id=f"{case.name}: {sort}: {fact}".replace("\t", " | "),
        marks=pytest.mark.xfail(reason="known error: see errors.tsv"),
    )
    for case in CASES
    for sort, fact in _errors(case)
]


@cache
def built(case: Path) -> flow.Built:
    return kg.flow.built(case / "article.txt")


@cache
def facts(case: Path) -> tuple[str, ...]:
    """Return the facts of an article, a line each, sorted; names left out."""
    rows = assemble.table(built(case).graph, everything=True)
    lines = (
        "\t".join(
            (
                row.subject,
                row.relation,
                row.object,
                "; ".join(f"{name}: {_text(value)}" for name, value in row.qualifiers.items()),
                row.status,
                row.voice,
            )
        )
        for row in rows
        if row.relation != "name"
    )
    return tuple(sorted(lines))


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def test_there_are_cases_of_several_kinds() -> None:
    assert {case.name for case in CASES} >= {"casting", "lineup", "review", "release", "obituary"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_gives_these_facts(case: Path, golden: Golden) -> None:
    golden.agrees(case / "facts.tsv", facts(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_fact_of_an_article_is_refused(case: Path) -> None:
    assert built(case).report.violations == ()
    assert len(built(case).graph) > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_wrong_fact_is_one_that_the_program_gives(case: Path) -> None:
    agreed = (case / "facts.tsv").read_text("utf-8").splitlines()

    assert {fact for sort, fact in _errors(case) if sort == "wrong"} <= set(agreed)
    assert {fact for sort, fact in _errors(case) if sort == "missing"}.isdisjoint(agreed)
    assert {sort for sort, _ in _errors(case)} <= {"wrong", "missing"}


@pytest.mark.parametrize(("case", "sort", "fact"), ERRORS)
def test_what_the_archivist_found_is_right(case: Path, sort: str, fact: str) -> None:
    assert (fact in facts(case)) is (sort == "missing")

"""Pairs of articles: what becomes of plans, and where articles disagree.

Each folder of ``pairs`` holds two or three invented articles; ``expected.toml``, what a reader who
knew nothing of the program expects of them; and ``told.tsv``, what the program tells, read by a
person in the diff. What it is known to miss stands in ``errors.tsv`` of ``pairs``.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from goldens import Golden

import kg
from kg import flow
from kg.graph import Iri, Literal
from kg.model import Dispute
from kg.namespaces import folded, iri

PAIRS = Path(__file__).parent / "pairs"
SETS = sorted(folder for folder in PAIRS.iterdir() if folder.is_dir())
KNOWN = set((PAIRS / "errors.tsv").read_text("utf-8").splitlines())

CHANGES = """
SELECT ?subject ?relation ?value ?became ?on ?later WHERE {
  GRAPH ?evidence {
    ?change  a film:Change ; film:earlier ?earlier ; film:later ?fact ; film:became ?became .
    ?earlier rdf:subject ?thing ; rdf:predicate ?relation ; rdf:object ?object .
    ?fact    rdf:object ?target .
    OPTIONAL { ?change film:changedOn ?on }
  }
  ?thing rdfs:label ?subject .
  OPTIONAL { ?object rdfs:label ?name } OPTIONAL { ?target rdfs:label ?second }
  BIND (COALESCE(?name, ?object) AS ?value) BIND (COALESCE(?second, ?target) AS ?later)
} ORDER BY ?subject ?relation STR(?value) ?became STR(?later)
"""
CURRENT = """
SELECT ?subject ?relation ?value WHERE {
  GRAPH ?evidence {
    ?fact rdf:subject ?thing ; rdf:predicate ?relation ; rdf:object ?object ; film:current true .
  }
  ?thing rdfs:label ?subject .
  OPTIONAL { ?object rdfs:label ?name }
  BIND (COALESCE(?name, ?object) AS ?value)
}
"""


def expected(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "expected.toml").read_text("utf-8"))


def entries(sort: str) -> list[Any]:
    """Each entry of a sort, as a case; a known error fails as it must."""
    cases = []
    for folder in SETS:
        for entry in expected(folder).get(sort, []):
            values = entry.get("values", [entry.get("object")])
            what = "\t".join((folder.name, sort, entry["relation"], *values))
            marks = [pytest.mark.xfail(reason="see errors.tsv")] if what in KNOWN else []
            name = what.replace("\t", " | ")
            cases.append(pytest.param(folder, entry, id=name, marks=marks))
    return cases


@cache
def built(folder: Path) -> flow.Built:
    return flow.built(sorted(folder.glob("*.txt")))


@cache
def rows(folder: Path, query: str) -> list[tuple[str, ...]]:
    found = built(folder).graph.select(query)[1]
    return [tuple(short(term) for term in row.values()) for row in found]


@cache
def disputes(folder: Path) -> list[Dispute]:
    return kg.check.disputes(built(folder).graph)


def short(term: object) -> str:
    text = term.text if isinstance(term, Literal) else str(term or "")
    return text.rpartition("#")[2]


def test_there_are_pairs_of_every_sort() -> None:
    assert len(SETS) >= 20
    assert {expected(folder)["sort"] for folder in SETS} >= {
        "agree", "disagree", "confirmed", "moved", "withdrawn", "cancelled", "refined", "undated",
        "copy",
    }  # fmt: skip


def test_every_known_error_is_of_a_case() -> None:
    cases = [*entries("change"), *entries("dispute"), *entries("current")]

    assert {each.id.replace(" | ", "\t") for each in cases} >= KNOWN


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_pair_tells_these_changes_and_disputes(folder: Path, golden: Golden) -> None:
    lines = ["\t".join(("change", *row)) for row in rows(folder, CHANGES)]
    for each in disputes(folder):
        sides = (f"{side.statement} ({side.status})" for side in each.sides)
        lines.append("\t".join(("dispute", each.rule, *sides)))

    golden.agrees(folder / "told.tsv", lines)


@pytest.mark.parametrize(("folder", "entry"), entries("change"))
def test_what_becomes_of_a_plan_is_told(folder: Path, entry: dict[str, str]) -> None:
    became = {"cancelled": "PlanCancelled", "refined": "Refined"}
    outcome = became.get(entry["change"], f"Plan{entry['change'].capitalize()}")
    asked = (entry["subject"], entry["relation"], entry["object"], outcome)

    assert asked in {row[:4] for row in rows(folder, CHANGES)}


@pytest.mark.parametrize(("folder", "entry"), entries("dispute"))
def test_what_is_in_dispute_is_told(folder: Path, entry: dict[str, Any]) -> None:
    sides = [
        {f"{side.statement} ({side.status})" for side in each.sides} for each in disputes(folder)
    ]

    assert any(all(_stands(value, found) for value in entry["values"]) for found in sides)


@pytest.mark.parametrize(("folder", "entry"), entries("current"))
def test_what_is_so_in_the_end_is_current(folder: Path, entry: dict[str, str]) -> None:
    now = {(row[0], row[1], folded(row[2])) for row in rows(folder, CURRENT)}

    assert (entry["subject"], entry["relation"], folded(entry["object"])) in now


@pytest.mark.parametrize(
    "folder", [f for f in SETS if expected(f)["sort"] in ("agree", "copy")], ids=lambda f: f.name
)
def test_articles_that_agree_are_in_no_dispute(folder: Path) -> None:
    assert disputes(folder) == []


@pytest.mark.parametrize(
    "folder", [f for f in SETS if expected(f)["sort"] == "copy"], ids=lambda f: f.name
)
def test_a_near_copy_is_no_second_source(folder: Path) -> None:
    copies = built(folder).graph.quads(predicate=Iri(iri("film:copyOf")))

    assert len(copies) == 1


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_graph_of_two_articles_breaks_no_rule(folder: Path) -> None:
    report = kg.check.rules(built(folder).graph)

    assert [each for each in report.violations if each.severity == "Violation"] == []


def _stands(value: str, sides: set[str]) -> bool:
    """Whether a side says a value; “not X” is X denied."""
    if value.startswith("not "):
        return any(value.removeprefix("not ") in side and "(denied)" in side for side in sides)
    return any(value in side for side in sides)

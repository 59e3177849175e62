"""Many articles at the command line: corrections, disputes, reasons, redirects."""

from pathlib import Path

import pytest
from corpora import dated, film, graph, named, says
from typer.testing import CliRunner

from kg import publish
from kg.cli import app
from kg.graph import Graph
from kg.model import Status

TIDE, LEE = film("Tide"), named("Lee Park")
CLAIMS = [
    says("a", TIDE, "director", LEE, Status.PLANNED),
    says("b", TIDE, "director", LEE),
    says("c", TIDE, "director", named("Ada Marsh")),
]
ARTICLES = dated(a="2024-01-05", b="2024-06-05", c="2024-07-05")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "graph"
    publish.everything(graph(CLAIMS, ARTICLES, without=[]), Graph(), folder)
    return folder


def said(*args: object) -> str:
    ended = CliRunner().invoke(app, list(map(str, args)))
    assert ended.exit_code == 0, ended.output
    return ended.output


def test_a_dispute_is_shown_with_both_sentences_and_dates(store: Path) -> None:
    shown = said("disputes", store)

    assert "Two sole directors" in shown
    assert "“Tide director Lee Park actual”" in shown
    assert "“Tide director Ada Marsh actual”" in shown
    assert "b, 2024-06-05" in shown
    assert shown.endswith("1 dispute\n")


def test_what_became_of_a_plan_is_explained(store: Path) -> None:
    shown = said("explain", store, "tide")

    assert "confirmed on 2024-06-05: Tide – director – Lee Park" in shown
    assert "one thing (work:tide." in shown
    assert "the same name, and nothing speaks against it" in shown


def test_plans_and_single_sources_are_questions(store: Path) -> None:
    assert "confirmed" in said("query", store, "plan_changes", "--subject", "Tide")
    assert "Ada Marsh" in said("query", store, "single_source", "--subject", "Tide")


def test_a_build_takes_corrections_and_tells_of_them(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("“Tide” was directed by Lee Park. It is a film.", "utf-8")
    file = tmp_path / "corrections.toml"
    file.write_text('[[without]]\nperson = "Lee Park"\nwhy = "asked for it"\n', "utf-8")

    said("build", articles, "-o", tmp_path / "graph", "--corrections", file)

    turtle = (tmp_path / "graph" / "films.ttl").read_text("utf-8")
    assert "Park" not in turtle
    shown = said("explain", tmp_path / "graph", "Lee Park")
    assert shown == "corrections.toml [[without]] 1: somebody was taken out. asked for it\n"


def test_a_build_anew_lists_the_identifiers_that_went(store: Path) -> None:
    publish.everything(graph(CLAIMS[:2], ARTICLES[:2]), Graph(), store)

    rows = (store / "redirects.csv").read_text("utf-8").splitlines()
    assert rows[0] == "old,new,why"
    assert "person/ada-marsh." in rows[1]

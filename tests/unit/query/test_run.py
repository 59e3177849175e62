"""A question asked of a graph, with what it needs to be told."""

from pathlib import Path

import pytest

from kg import query
from kg.errors import QueryError
from kg.graph import Graph, Iri, Literal, Quad

FILM = "https://w3id.org/filmkg/ontology#"
DATA = "https://example.org/"
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")
ALIAS = Iri("http://www.w3.org/2004/02/skos/core#altLabel")
DIRECTOR = Iri(FILM + "director")
EVIDENCE = Iri(DATA + "evidence")
NAMES = {"tide": "Tide", "hour": "Blue “Hour”", "park": "Lee Park", "low": "low", "up": "LOW"}
MINE = """\
PREFIX film: <https://w3id.org/filmkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?film ?director WHERE {
  ?work rdfs:label ?film ; film:director/rdfs:label ?director
} ORDER BY ?film ?director"""
HEADED = (
    """\
# title:    Mine
# question: Who directed {film}?
# param:    film      (optional) the film's name
# column:   director  the person's name
# order:    by film, director

"""
    + MINE
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(
        [
            *(Quad(Iri(DATA + node), LABEL, Literal(name)) for node, name in NAMES.items()),
            Quad(Iri(DATA + "tide"), ALIAS, Literal("Gezeiten")),
            Quad(Iri(DATA + "tide"), DIRECTOR, Iri(DATA + "park")),
            Quad(Iri(DATA + "hour"), DIRECTOR, Iri(DATA + "park")),
            Quad(
                Iri(DATA + "fact"),
                Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"),
                DIRECTOR,
                EVIDENCE,
            ),
        ]
    )


@pytest.mark.parametrize(
    "name", ["Tide", "tide", " TIDE ", "Gezeiten", "gezeiten", Literal("Tide")]
)
def test_a_name_is_found_in_any_spelling_that_means_it(graph: Graph, name: str) -> None:
    assert query.run(graph, HEADED, film=name) == [{"film": "Tide", "director": "Lee Park"}]


def test_quotation_marks_in_a_name_may_be_straight(graph: Graph) -> None:
    [row] = query.run(graph, HEADED, film='Blue "Hour"')

    assert row["film"] == "Blue “Hour”"


def test_an_optional_parameter_may_be_left_out(graph: Graph) -> None:
    assert len(query.run(graph, HEADED)) == 2


def test_a_name_with_quotes_and_braces_is_bound_and_never_pasted(graph: Graph) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        query.run(graph, HEADED, film='Tide" } DROP ALL #')


@pytest.mark.parametrize(
    ("asked", "params", "told"),
    [
        ("casts", {}, "Did you mean “cast”"),
        ("collaborations", {}, "it needs “person”"),
        (HEADED, {"movie": "Tide"}, "no parameter “movie”. It takes film"),
        (HEADED, {"film": "Tyde"}, "Did you mean “Tide”"),
        (HEADED, {"film": "Zzyzx"}, "nothing in the graph is called “Zzyzx”. Check"),
        (HEADED, {"film": "Low"}, "several things are called “Low”. Write one of “LOW”, “low”"),
        ("evidence_of", {"about": "Tide", "says": "directr"}, "Did you mean “director”"),
        ("evidence_of", {"about": "Tide", "says": "zzz:q"}, "There are “director”"),
        ("no/such/file.rq", {}, "no such file"),
        ("networks/nothing", {}, "no such query"),
        ("../README", {}, "no such query"),
        ("SELECT ?film WHERE { ?film", {}, "cannot be run"),
        ("SELECT ?s { SERVICE <http://e/> { ?s ?p ?o } }", {}, "SERVICE"),
    ],
)
def test_a_wrong_question_is_told_in_one_sentence(
    graph: Graph, asked: str, params: dict[str, str], told: str
) -> None:
    with pytest.raises(QueryError) as caught:
        query.run(graph, asked, **params)

    assert told in str(caught.value)
    assert str(caught.value).count("?.") == 0


def test_what_is_wrong_in_a_file_is_told_with_its_name(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?film WHERE { ?film", "utf-8")

    with pytest.raises(QueryError, match="Query “mine”: it cannot be run"):
        query.run(graph, file)


def test_a_query_of_ones_own_runs_from_text_or_file(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(MINE, "utf-8")

    assert query.run(graph, MINE) == query.run(graph, file) == query.run(graph, str(file))
    assert query.run(graph, MINE).columns == ("film", "director")


def test_a_query_without_a_header_takes_any_variable_it_selects(graph: Graph) -> None:
    [row] = query.run(graph, MINE, film="Tide")

    assert row["director"] == "Lee Park"


def test_a_file_that_is_no_text_is_refused(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(QueryError, match="cannot be read as UTF-8"):
        query.run(graph, file)


def test_names_and_questions_agree_and_are_sorted() -> None:
    names = query.names()

    assert names == sorted(names)
    assert [question.name for question in query.questions()] == names

"""The graph: its parts, its questions, its bytes."""

import json

import pytest

from kg import resources
from kg.errors import LexiconError, QueryError
from kg.graph import Graph, Iri, Literal, Quad, ontology
from kg.namespaces import BASE, iri

WORK = Iri(BASE + "work/tide.1")
PERSON = Iri(BASE + "person/ada-marsh.1")
FACT = Iri(BASE + "fact/1")
EVIDENCE = Iri(BASE + "evidence")
ARTICLE = Iri(BASE + "article/news.1")
TYPE, LABEL = Iri(iri("rdf:type")), Iri(iri("rdfs:label"))
DIRECTOR, TEXT = Iri(iri("film:director")), Iri(iri("film:text"))


@pytest.fixture
def graph() -> Graph:
    return Graph(
        [
            Quad(WORK, DIRECTOR, PERSON),
            Quad(WORK, DIRECTOR, PERSON, FACT),
            Quad(WORK, LABEL, Literal("Tide")),
            Quad(WORK, TYPE, Iri(iri("film:Film"))),
            Quad(PERSON, TYPE, Iri(iri("film:Person"))),
            Quad(FACT, TYPE, Iri(iri("film:Fact")), EVIDENCE),
            Quad(ARTICLE, TYPE, Iri(iri("film:NewsArticle")), EVIDENCE),
            Quad(ARTICLE, TEXT, Literal("Ada Marsh directed “Tide”."), EVIDENCE),
            Quad(Iri(BASE + "opinion/a.1"), TEXT, Literal("a marvel")),
        ]
    )


def test_its_length_is_that_of_the_film_graph(graph: Graph) -> None:
    assert len(graph) == 5


def test_it_tells_what_it_holds(graph: Graph) -> None:
    assert repr(graph) == "<Graph: 1 works, 1 people, 1 facts, 1 articles, 5 triples>"
    assert "<td>works</td><td>1</td>" in graph._repr_html_()


def test_it_shows_its_beginning_with_short_names(graph: Graph) -> None:
    shown = graph._repr_html_()

    assert "the first of 5 triples" in shown
    assert "<td>film:director</td>" in shown
    assert BASE not in shown
    assert "&quot;Tide&quot;" in shown
    assert "<details>" not in Graph()._repr_html_()


def test_quads_are_those_that_fit_in_order(graph: Graph) -> None:
    assert graph.quads(FACT) == [Quad(WORK, DIRECTOR, PERSON, FACT)]
    assert [quad.predicate for quad in graph.quads(None, subject=WORK)] == [TYPE, LABEL, DIRECTOR]
    assert [quad.graph for quad in graph.quads(object=PERSON)] == [None, FACT]
    assert graph.graphs() == [EVIDENCE, FACT]


def test_graphs_with_the_same_quads_are_equal(graph: Graph) -> None:
    same = Graph([*reversed(graph.quads()), *graph.quads()])

    assert same == graph
    assert hash(same) == hash(graph)
    assert same != Graph()


def test_a_union_holds_each_quad_once(graph: Graph) -> None:
    more = Graph([Quad(WORK, LABEL, Literal("Tide")), Quad(WORK, LABEL, Literal("Ebb"))])

    assert len(graph | more) == 6
    assert len(graph) == 5


def test_a_query_gives_columns_and_rows(graph: Graph) -> None:
    columns, rows = graph.select(
        "SELECT ?work ?name ?nothing WHERE { ?work rdfs:label ?name }", {"work": WORK}
    )

    assert columns == ["work", "name", "nothing"]
    assert rows == [{"work": WORK, "name": Literal("Tide"), "nothing": None}]


def test_a_bound_value_is_a_term_and_never_pasted(graph: Graph) -> None:
    trick = Literal('Tide" } #')

    assert graph.select("SELECT ?w ?n { ?w rdfs:label ?n }", {"n": trick})[1] == []


def test_a_yes_or_no_is_one_row(graph: Graph) -> None:
    _, rows = graph.select("ASK { ?work film:director ?person }")

    assert rows == [{"answer": Literal("true", iri("xsd:boolean"))}]


def test_triples_are_rows_of_three_columns(graph: Graph) -> None:
    query = "CONSTRUCT { ?p film:directed ?w } WHERE { ?w film:director ?p }"

    columns, rows = graph.select(query)

    assert columns == ["subject", "predicate", "object"]
    assert rows[0]["subject"] == PERSON
    assert b"film:directed work:tide.1" in graph.results(query, "ttl")


@pytest.mark.parametrize(
    ("form", "expected"),
    [("csv", b"name\r\nTide\r\n"), ("tsv", b'?name\n"Tide"\n'), ("xml", b"Tide</literal>")],
)
def test_an_answer_has_the_standard_formats(graph: Graph, form: str, expected: bytes) -> None:
    assert expected in graph.results("SELECT ?name { ?work rdfs:label ?name }", form)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT ?x WHERE", "it cannot be run"),
        ("SELECT ?x { ?x flim:director ?y }", "prefix not declared"),
        ("SELECT ?x { SERVICE <https://example.org/> { ?x ?y ?z } }", "SERVICE"),
        ("SELECT ?x { \\u0053ERVICE <https://example.org/> { ?x ?y ?z } }", "SERVICE"),
        ("SELECT ?x from <https://example.org/> { ?x ?y ?z }", "FROM"),
        ("LOAD <https://example.org/>", "LOAD"),
        ("DELETE WHERE { ?x ?y ?z }", "it cannot be run"),
    ],
)
def test_a_query_that_is_wrong_or_reaches_outside_is_refused(
    graph: Graph, query: str, problem: str
) -> None:
    with pytest.raises(QueryError, match=problem) as refused:
        graph.select(query)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service film:from ?from }",
        "SELECT ?x { ?x rdfs:label 'SERVICE <x> FROM' } # FROM LOAD",
        'SELECT ?x { ?x rdfs:label """a "SERVICE" """ }',
        "SELECT ?x { ?x <https://example.org/SERVICE> ?y }",
    ],
)
def test_the_words_that_reach_outside_may_stand_as_names_and_texts(
    graph: Graph, query: str
) -> None:
    assert graph.select(query)[1] == []


def test_a_binding_that_the_query_lacks_is_told(graph: Graph) -> None:
    with pytest.raises(QueryError, match="nobody"):
        graph.select("SELECT ?x { ?x ?y ?z }", {"nobody": WORK})


def test_an_answer_in_an_unknown_format_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryError, match="ttl"):
        graph.results("SELECT ?x { ?x ?y ?z }", "ttl")


def test_turtle_is_pleasant_to_read(graph: Graph) -> None:
    assert graph.serialize("ttl").decode() == (
        "@prefix film: <https://w3id.org/filmkg/ontology#> .\n"
        "@prefix opinion: <https://w3id.org/filmkg/data/opinion/> .\n"
        "@prefix person: <https://w3id.org/filmkg/data/person/> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix work: <https://w3id.org/filmkg/data/work/> .\n"
        "\n"
        'opinion:a.1 film:text "a marvel" .\n'
        "\n"
        "person:ada-marsh.1 a film:Person .\n"
        "\n"
        "work:tide.1 a film:Film ;\n"
        '\trdfs:label "Tide" ;\n'
        "\tfilm:director person:ada-marsh.1 .\n"
    )


def test_without_text_an_article_keeps_everything_else(graph: Graph) -> None:
    trig = graph.serialize("trig", text=False).decode()

    assert "directed" not in trig
    assert "article:news.1 a film:NewsArticle" in trig
    assert "a marvel" in trig


@pytest.mark.parametrize(
    ("form", "part", "found"),
    [("ttl", "films", 5), ("ttl", "evidence", 3), ("trig", "evidence", 4), ("nq", "all", 9)],
)
def test_a_part_can_be_written_alone(graph: Graph, form: str, part: str, found: int) -> None:
    assert len(Graph.parse(graph.serialize(form, part=part), form).quads()) == found


@pytest.mark.parametrize(("form", "part"), [("ttl", "all"), ("docx", ""), ("trig", "films.ttl")])
def test_a_format_or_part_that_there_is_not_is_refused(graph: Graph, form: str, part: str) -> None:
    with pytest.raises(ValueError, match=form):
        graph.serialize(form, part=part)


def test_json_ld_has_a_context_and_short_names(graph: Graph) -> None:
    document = json.loads(graph.serialize("jsonld"))

    assert document["@context"]["film"] == "https://w3id.org/filmkg/ontology#"
    [work] = [node for node in document["@graph"] if node["@id"] == "work:tide.1"]
    assert work == {
        "@id": "work:tide.1",
        "@type": ["film:Film"],
        "rdfs:label": "Tide",
        "film:director": {"@id": "person:ada-marsh.1"},
    }


def test_rdf_xml_replaces_what_xml_cannot_hold() -> None:
    graph = Graph([Quad(WORK, LABEL, Literal("a\0b\r\nc"))])

    [quad] = Graph.parse(graph.serialize("rdfxml"), "rdfxml").quads()

    assert quad.object == Literal("a\ufffdb\r\nc")


@pytest.mark.parametrize("form", ["ttl", "trig", "jsonld", "rdfxml"])
def test_bytes_that_are_not_in_the_format_are_refused(form: str) -> None:
    with pytest.raises(ValueError, match=form):
        Graph.parse(b"{ not this", form)


def test_blank_nodes_are_given_names_in_their_order() -> None:
    turtle = b"[] <http://example.org/p> [] ."

    assert Graph.parse(turtle, "ttl") == Graph.parse(turtle, "ttl")
    assert all(".well-known/genid/" in quad.subject for quad in Graph.parse(turtle, "ttl").quads())


@pytest.mark.parametrize("form", ["ttl", "trig"])
@pytest.mark.parametrize(
    "told",
    [
        ":tide :by :ada {| :in :news |} .",
        "<< :tide :by :ada >> :in :news .",
        ":tide :by :ada ~ .",
        ":tide :by <<( :a :b _:c )>> .",
        ":tide :by (:ada) .",
        ":tide :by _:ada .",
    ],
)
def test_blank_nodes_without_a_name_of_their_own_are_given_one(form: str, told: str) -> None:
    text = f"@prefix : <http://example.org/> . {told}".encode()

    graph = Graph.parse(text, form)

    assert graph == Graph.parse(text, form)
    assert b".well-known/genid/0" in graph.serialize("nq")


def test_rdflib_gets_all_parts(graph: Graph) -> None:
    dataset = graph.to_rdflib()

    assert len(dataset.default_graph) == 5
    assert len(list(dataset.quads())) == 9
    assert len(graph.films_rdflib()) == 5
    assert "director" in graph.films_rdflib().serialize(format="turtle")
    assert Graph.from_rdflib(dataset) == graph
    assert Graph.from_rdflib(graph.films_rdflib()) == Graph(graph.quads(None))


@pytest.mark.parametrize("content", [b"film:Film a", b"# caf\xe9"], ids=["no Turtle", "no UTF-8"])
def test_a_file_of_the_ontology_that_cannot_be_read_is_told_in_one_line(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "text", lambda _: content.decode())

    with pytest.raises(LexiconError) as told:
        ontology.parsed("ontology/film.ttl")

    assert str(told.value).startswith("film.ttl, entry “the file”: it cannot be read (")
    assert "\n" not in str(told.value)

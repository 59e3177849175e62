"""Which engine judges: the fast one what it is shown to judge rightly, pySHACL all else."""

import logging
import subprocess
import sys
from importlib.util import find_spec

import pytest

from kg import check, resources
from kg.check import fast, proven, reference, shacl
from kg.check.shapefiles import BELOW, ShapeGraph, every
from kg.errors import LexiconError
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, iri

HEAD = """
@prefix film: <https://w3id.org/filmkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/filmkg/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMED = """
shape:Film a sh:NodeShape ; sh:targetClass film:Film ; sh:property shape:Film-name .
shape:Film-name a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ;
    sh:severity sh:Violation ; sh:message "A film has a name. Give it."@en .
"""
OTHER = """
shape:Person a sh:NodeShape ; sh:targetClass film:Person ; sh:property {property} .
shape:Person-name a sh:PropertyShape ; sh:path rdfs:label ;
    sh:severity sh:Violation ; sh:message "A name is short. Cut it."@en ; {constraint} .
"""
TIDE, ADA = Iri(f"{BASE}work/tide"), Iri(f"{BASE}person/ada")
TYPE, NAME = Iri(iri("rdf:type")), Iri(iri("rdfs:label"))
DATA = [
    Quad(TIDE, TYPE, Iri(iri("film:Film"))),
    Quad(ADA, TYPE, Iri(iri("film:Person"))),
    Quad(ADA, NAME, Literal("Ada Marsh")),
    Quad(ADA, NAME, Literal("Ada", language="en")),
    Quad(ADA, NAME, Literal("Marsh", language="en")),
]
STRANGE = [
    "sh:maxLength 5",
    "sh:minLength 6",
    "sh:uniqueLang true",
    'sh:languageIn ( "de" )',
    "sh:hasValue film:Film",
    "sh:equals rdfs:comment",
    "sh:disjoint rdfs:label",
    "sh:lessThan rdfs:label",
    "sh:node shape:Film",
    "sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMaxCount 2",
    "sh:and ( [ sh:datatype xsd:string ] )",
    "sh:xone ( [ sh:datatype xsd:string ] [ sh:nodeKind sh:IRI ] )",
    "sh:or ( [ sh:datatype xsd:string ; sh:minLength 3 ] )",
    "sh:or ( [ sh:maxLength 5 ] )",
    "sh:not [ sh:nodeKind sh:Literal ]",
    'sh:in ( "Ada" )',
    "sh:maxExclusive 5",
    'sh:maxInclusive "2020-01-01"^^xsd:date',
    "sh:datatype xsd:dateTime",
    "sh:nodeKind sh:IRIOrLiteral ; sh:maxCount 2",
    'sh:pattern "^ada" ; sh:flags "i"',
    'sh:pattern "^[A-M]"',
    "sh:class [] ",
    "sh:maxCount 2 ; sh:deactivated true",
    "sh:maxInclusive 130",
    "sh:minInclusive 130 ; sh:datatype film:Amount",
    'sh:minInclusive "5" ; sh:datatype xsd:integer',
    'sh:maxInclusive "2010"^^xsd:gYear ; sh:datatype xsd:integer',
    "sh:maxInclusive 5.5 ; sh:datatype xsd:integer",
    'sh:or ( [ rdfs:label "x" ] )',
    "sh:in film:Film",
    'sh:datatype "x"',
    'sh:class "x"',
    "sh:not [ a sh:NodeShape ]",
    'sh:message "A name is long. Let it."@de',
]
MALFORMED = [
    'sh:minCount "2"',
    'sh:maxCount "1"^^xsd:decimal',
    "sh:or ()",
    "sh:datatype xsd:string ; a sh:NodeShape",
    'sh:pattern "("',
    "sh:minCount",
]


extra = pytest.mark.skipif(
    find_spec("shacl") is None, reason="the extra “fast” brings the package shacl"
)


def shapes(constraint, prop="shape:Person-name"):
    return read(HEAD + NAMED, HEAD + OTHER.format(constraint=constraint, property=prop))


def read(*texts):
    return ShapeGraph.read((f"{number}.ttl", text) for number, text in enumerate(texts))


def subjects(graph):
    return {shape.rpartition("#")[2] for shape in graph.aimed()}


def told(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "kg"]


def test_the_fast_engine_is_shown_to_judge_every_shape_there_is() -> None:
    found, rest = proven.halves(every())

    assert set(found.triples) == set(every().triples)
    assert rest is None


def test_nothing_is_called_proven_that_no_shape_uses() -> None:
    used = {p.removeprefix("http://www.w3.org/ns/shacl#") for _, p, _ in every().triples}
    values = {term for _, _, term in every().triples}

    terms = proven.NODE_SHAPE | proven.PROPERTY_SHAPE | proven.MEMBER

    assert terms <= used
    assert set().union(*proven.VALUES.values()) <= values


@pytest.mark.parametrize("constraint", STRANGE)
@extra
def test_a_shape_with_another_construct_alone_falls_back(constraint, caplog) -> None:
    by = shapes(constraint)

    with caplog.at_level(logging.WARNING, logger="kg"):
        found, rest = proven.halves(by)

    assert subjects(found) == {"Film"}
    assert subjects(rest) == {"Person"}
    [line] = told(caplog)
    assert line.startswith("pySHACL judges https://w3id.org/filmkg/shapes#Person: ")


@pytest.mark.parametrize("constraint", STRANGE)
@extra
def test_a_shape_that_falls_back_is_judged_right(constraint) -> None:
    by, graph = shapes(constraint), Graph(DATA)

    found = shacl.findings(graph, by=by)

    assert found == shacl.findings(graph, by=by, fast=False)
    assert [each.violation.shape for each in found if each.violation.focus == TIDE] == ["Film-name"]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("constraint", MALFORMED)
def test_a_shape_that_is_none_is_refused_in_one_line_that_names_its_file(
    constraint, fast, monkeypatch, capfd
) -> None:
    there = resources.text
    texts = {
        "ontology/shapes/films.ttl": HEAD + NAMED,
        "ontology/shapes/people.ttl": HEAD
        + OTHER.format(constraint=constraint, property="shape:Person-name"),
    }
    monkeypatch.setattr(resources, "names", lambda *_: list(texts))
    monkeypatch.setattr(resources, "text", lambda name: texts.get(name) or there(name))

    with pytest.raises(LexiconError) as refused:
        shacl.findings(Graph(DATA), by=ShapeGraph.read(texts.items()), fast=fast)

    assert str(refused.value).startswith("people.ttl, entry “the file”: ")
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


@extra
def test_what_falls_back_finds_its_breaks() -> None:
    found = shacl.findings(Graph(DATA), by=shapes("sh:maxLength 5"))

    assert [each.violation.shape for each in found] == ["Person-name", "Film-name"]


@pytest.mark.parametrize(
    "path",
    [
        "( film:director rdfs:label )",
        "[ sh:zeroOrMorePath film:director ]",
        "[ sh:inversePath [ sh:zeroOrMorePath film:director ] ]",
        "[ sh:alternativePath ( rdfs:label [ sh:oneOrMorePath film:director ] ) ]",
    ],
)
def test_a_path_of_another_kind_falls_back(path) -> None:
    by = read(HEAD + NAMED.replace("sh:path rdfs:label", f"sh:path {path}"))

    assert proven.halves(by).proven is None


SHORT, X = Iri(f"{BASE}kind/short"), Iri(f"{BASE}x")
ABOUT, DIRECTOR = Iri(iri("film:about")), Iri(iri("film:director"))
FILM, PERSON = Iri(iri("film:Film")), Iri(iri("film:Person"))
FAR = {
    "what is below a kind": (
        "sh:targetClass film:Film",
        "sh:path rdfs:label ; sh:minCount 1",
        [Quad(TIDE, TYPE, SHORT), Quad(SHORT, BELOW, FILM)],
    ),
    "a property that no other shape looks at": (
        "sh:targetClass film:Person",
        "sh:path [ sh:inversePath film:about ] ; sh:minCount 1",
        [Quad(ADA, TYPE, PERSON), Quad(X, TYPE, PERSON), Quad(TIDE, ABOUT, ADA)],
    ),
    "another target": (
        "sh:targetSubjectsOf film:spouse",
        "sh:path [ sh:inversePath film:about ] ; sh:minCount 1",
        [Quad(ADA, Iri(iri("film:spouse")), ADA), Quad(TIDE, ABOUT, ADA)],
    ),
    "the kind of what leads to it": (
        "sh:targetClass film:Person",
        "sh:path [ sh:inversePath film:director ] ; sh:class film:Film",
        [Quad(ADA, TYPE, PERSON), Quad(TIDE, DIRECTOR, ADA), Quad(TIDE, TYPE, FILM)],
    ),
    "the kind that it must not be": (
        "sh:targetClass film:Person",
        "sh:path [ sh:inversePath film:about ] ; sh:not [ sh:class film:Film ]",
        [Quad(ADA, TYPE, PERSON), Quad(TIDE, ABOUT, ADA), Quad(TIDE, TYPE, FILM)],
    ),
}


@pytest.mark.parametrize(("target", "constraint", "quads"), FAR.values(), ids=FAR)
@extra
def test_what_lies_in_another_part_of_the_graph_is_seen(
    target, constraint, quads, monkeypatch
) -> None:
    aimed = NAMED.replace("sh:targetClass film:Film", target)
    by = read(HEAD + aimed.replace("sh:path rdfs:label ; sh:minCount 1", constraint))
    monkeypatch.setattr(fast, "MANY", 1)

    found = fast.breaks(Graph(quads), by, None)

    assert proven.halves(by).rest is None
    assert found == reference.breaks(Graph(quads), by, None)


@extra
def test_a_shape_without_a_name_is_told_by_a_name_that_stays() -> None:
    prop = '[ sh:path rdfs:label ; sh:maxLength 5 ; sh:message "Short. Cut it." ]'

    twice = [shacl.findings(Graph(DATA), by=shapes("sh:maxCount 3", prop)) for _ in range(2)]

    assert twice[0] == twice[1]
    assert len(twice[0]) == 2


@extra
def test_a_value_that_may_be_read_otherwise_goes_to_pyshacl_and_the_log_tells(
    caplog,
) -> None:
    graph = Graph([*DATA, Quad(ADA, Iri(iri("film:age")), Literal("1_0", iri("xsd:integer")))])

    with caplog.at_level(logging.WARNING, logger="kg"):
        found = shacl.findings(graph)

    assert found == shacl.findings(graph, fast=False)
    [line] = told(caplog)
    assert '"1_0"' in line


@extra
def test_where_the_fast_engine_breaks_off_pyshacl_judges(monkeypatch, caplog) -> None:
    monkeypatch.setattr(fast, "unusual", lambda _: "")
    far = Literal("9" * 30, iri("xsd:date"))
    graph = Graph([*DATA, Quad(ADA, Iri(iri("film:birthDate")), far)])

    with caplog.at_level(logging.WARNING, logger="kg"):
        found = shacl.findings(graph)

    assert found == shacl.findings(graph, fast=False)
    [line] = told(caplog)
    assert "broke off" in line


def test_without_the_extra_pyshacl_judges(monkeypatch) -> None:
    expected = check.shapes(Graph(DATA))
    monkeypatch.setitem(sys.modules, "shacl", None)
    monkeypatch.delattr(fast, "breaks")

    assert check.shapes(Graph(DATA)) == expected
    assert not expected.conforms


@extra
def test_the_fast_engine_needs_neither_rdflib_nor_pyshacl() -> None:
    script = (
        "import sys; from kg import check; from kg.graph import Graph;"
        "check.shapes(Graph()); check.looked_at();"
        "assert 'shacl' in sys.modules; assert not {'rdflib', 'pyshacl'} & sys.modules.keys()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )

    assert done.stderr == ""

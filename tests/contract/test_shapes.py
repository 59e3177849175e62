"""Each shape says what to do, passes its valid graph and catches its invalid one."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from kg.namespaces import FILM, iri

ROOT = Path(__file__).resolve().parents[2]
SHAPES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
CASES = ROOT / "tests" / "golden" / "shapes"
ONTOLOGY = Graph().parse(ROOT / "ontology" / "film.ttl")
EVERY = Graph()
for each in SHAPES:
    EVERY.parse(each)
# Classes of the evidence graph, which the rules of queries/checks judge.
EVIDENCE = {
    URIRef(iri(f"film:{name}"))
    for name in ("Fact", "Passage", "NewsArticle", "Judgement", "Change", "Correction")
}


def graph(path: Path) -> Graph:
    return Graph().parse(path)


def results(data: Graph, shapes: Graph) -> Graph:
    for axiom in ONTOLOGY.triples((None, RDFS.subClassOf, None)):
        data.add(axiom)
    return pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]


def property_shapes(shapes: Graph) -> set:
    return set(shapes.subjects(RDF.type, SH.PropertyShape))


def test_there_are_shapes() -> None:
    assert len(SHAPES) >= 20


def test_every_graph_of_a_case_belongs_to_a_shape() -> None:
    expected = {f"{path.stem}.{kind}.ttl" for path in SHAPES for kind in ("valid", "invalid")}

    assert {path.name for path in CASES.iterdir()} == expected


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_each_shape_passes_the_right_and_catches_the_wrong(path) -> None:
    shapes = graph(path)

    right = results(graph(CASES / f"{path.stem}.valid.ttl"), shapes)
    wrong = results(graph(CASES / f"{path.stem}.invalid.ttl"), shapes)

    assert set(right.objects(None, SH.sourceShape)) == set()
    assert set(wrong.objects(None, SH.sourceShape)) == property_shapes(shapes)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_the_right_graph_of_a_shape_breaks_no_shape_at_all(path) -> None:
    found = results(graph(CASES / f"{path.stem}.valid.ttl"), EVERY)

    assert set(found.objects(None, SH.sourceShape)) == set()


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_each_property_shape_has_an_iri_a_severity_and_two_sentences(path) -> None:
    shapes = graph(path)

    for shape in property_shapes(shapes):
        message = str(shapes.value(shape, SH.resultMessage) or shapes.value(shape, SH.message))
        assert isinstance(shape, URIRef)
        assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning}
        assert message.endswith(".")
        assert ". " in message or "; " in message


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_shapes_are_core_only(path) -> None:
    terms = set(graph(path).predicates())

    assert not terms & {SH.sparql, SH.select, SH.js, SH.rule}


def test_every_class_of_the_film_graph_has_a_shape() -> None:
    judged = set(EVERY.objects(None, SH.targetClass))
    classes = set(ONTOLOGY.subjects(RDF.type, OWL.Class))

    judged |= {
        below
        for target in set(judged)
        for below in ONTOLOGY.transitive_subjects(RDFS.subClassOf, target)
    }

    assert classes
    assert classes - EVIDENCE <= judged
    assert all(str(target).startswith(FILM) for target in judged)

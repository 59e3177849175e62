"""How far shapes look: what a change may break is known of every shape, or the shape is refused."""

import pytest

from kg.check import reach
from kg.check.reach import ANYTHING
from kg.check.shapefiles import ShapeGraph
from kg.errors import LexiconError
from kg.graph import Iri
from kg.namespaces import FILM

HEAD = """
@prefix film: <https://w3id.org/filmkg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/filmkg/shapes#> .
"""
BACK = "sh:path [ sh:inversePath film:director ] ; sh:maxCount 0"
DIRECTOR, PERSON = Iri(f"{FILM}director"), Iri(f"{FILM}Person")


def looked_at(target, constraint, monkeypatch, more=""):
    said = f"shape:A a sh:NodeShape ; {target} ; sh:property shape:A-b . shape:A-b {constraint} ."
    shapes = ShapeGraph.read([("a.ttl", f"{HEAD}{said} {more}")])
    monkeypatch.setattr(reach, "every", lambda: shapes)
    return reach.looked_at.__wrapped__()


@pytest.mark.parametrize(
    ("target", "kinds"),
    [
        ("sh:targetClass film:Person", {PERSON}),
        ("sh:targetSubjectsOf film:spouse", {ANYTHING}),
        ("sh:targetNode film:Person", {ANYTHING}),
        ("sh:targetClass film:Person ; sh:targetSubjectsOf film:spouse", {PERSON, ANYTHING}),
        ("a owl:Class", {Iri("https://w3id.org/filmkg/shapes#A")}),
    ],
)
def test_what_leads_to_a_node_is_looked_at_by_the_shapes_that_are_for_it(
    target, kinds, monkeypatch
) -> None:
    assert looked_at(target, BACK, monkeypatch) == {DIRECTOR: kinds}


def test_a_shape_is_for_all_that_is_below_its_class(monkeypatch) -> None:
    found = looked_at("sh:targetClass film:CreativeWork", BACK, monkeypatch)

    assert {Iri(f"{FILM}{name}") for name in ("CreativeWork", "ScreenWork", "Film")} <= found[
        DIRECTOR
    ]


def test_what_a_property_leads_to_is_judged_where_a_shape_is_for_that(monkeypatch) -> None:
    found = looked_at("sh:targetObjectsOf film:spouse", "sh:path film:age", monkeypatch)

    assert found == {Iri(f"{FILM}spouse"): {ANYTHING}}


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:path ( film:director film:age )",
        "sh:path [ sh:zeroOrMorePath film:director ]",
        "sh:path [ sh:alternativePath ( film:age [ sh:oneOrMorePath film:director ] ) ]",
        "sh:path film:director ; sh:node shape:B",
        "sh:path film:director ; sh:property shape:B",
        "sh:path film:director ; sh:or ( [ sh:path film:age ] )",
        "sh:path film:director ; sh:not [ sh:node shape:B ]",
    ],
)
def test_a_shape_that_looks_farther_is_refused_by_its_name(constraint, monkeypatch) -> None:
    with pytest.raises(LexiconError, match=r"entry “https://\S+#A”: it looks farther than one"):
        looked_at("sh:targetClass film:Film", constraint, monkeypatch, "shape:B sh:path film:age .")

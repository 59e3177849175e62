"""Both SHACL engines tell the same of every graph, and of every node of it."""

from unittest.mock import patch

import pytest
import worked
from hypothesis import given, settings
from hypothesis import strategies as st
from judged_graphs import (
    LITERALS,
    NODES,
    SHAPES,
    TERMS,
    TYPE,
    UNUSUAL,
    USUAL,
    damaged,
    film_graphs,
    random_shapes,
    small_graphs,
)

from kg import assemble, resolve
from kg.check import proven
from kg.check.shacl import findings
from kg.check.shapefiles import SH
from kg.graph import Graph, Iri, Quad

pytest.importorskip("shacl", reason="the extra “fast” brings the package shacl")

from kg.check import fast, reference

law = settings(max_examples=30, deadline=None)  # a busy machine breaks no law
BUILT = assemble.graph(resolve.facts(worked.CLAIMS), articles=[worked.ARTICLE]).quads(None)


def cases(root, kind):
    return sorted((root / "tests" / "golden" / "shapes").glob(f"*.{kind}.ttl"))


def agreed(graph, focus=None, by=SHAPES):
    """What both engines tell, each for itself; the fast one of all, and subject by subject."""
    told = fast.breaks(graph, by, focus)
    with patch.object(fast, "MANY", 1):
        in_parts = fast.breaks(graph, by, focus)

    assert told == reference.breaks(graph, by, focus)
    assert told == in_parts
    return told


@law
@given(film_graphs(), st.sets(st.sampled_from(NODES)))
def test_both_engines_tell_the_same_of_a_made_up_graph(quads, focus) -> None:
    graph = Graph(quads)

    whole, part = agreed(graph), agreed(graph, focus)

    assert part == {each for each in whole if each.focus in focus}


@law
@given(damaged(BUILT), st.randoms())
def test_both_engines_tell_the_same_of_a_damaged_graph(quads, rng) -> None:
    graph = Graph(quads)
    focus = set(rng.sample(sorted({quad.subject for quad in quads}), k=3))

    whole, part = agreed(graph), agreed(graph, focus)

    assert part == {each for each in whole if each.focus in focus}


@settings(max_examples=200, deadline=None)
@given(random_shapes(), small_graphs, st.sets(st.sampled_from(NODES)))
def test_both_engines_tell_the_same_by_random_shapes(shapes, quads, focus) -> None:
    found, rest = proven.halves(shapes)
    graph = Graph(quads)

    whole, part = agreed(graph, None, found), agreed(graph, focus, found)

    assert rest is None
    assert part == {each for each in whole if each.focus in focus}


def test_random_shapes_have_every_term_that_is_called_proven() -> None:
    assert TERMS.keys() == proven.PROPERTY_SHAPE


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_both_engines_tell_the_same_of_the_cases_of_every_shape(root, kind) -> None:
    paths = cases(root, kind)

    found = [agreed(Graph.parse(path.read_bytes(), "ttl")) for path in paths]

    assert len(found) >= 20
    assert all(bool(each) == (kind == "invalid") for each in found)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_both_engines_tell_the_same_of_the_damaged_cases_of_every_shape(root, data) -> None:
    paths = cases(root, "valid") + cases(root, "invalid")
    several = data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6))
    quads = [q for path in several for q in Graph.parse(path.read_bytes(), "ttl").quads(None)]

    agreed(Graph(data.draw(damaged(quads))))


def test_both_engines_tell_the_same_of_every_literal() -> None:
    quads = []
    for shape, kind, predicate in sorted(judging()):
        for number, literal in enumerate(USUAL):
            node = Iri(f"{NODES[0]}/{shape.rpartition('#')[2]}/{number}")
            quads += [Quad(node, TYPE, kind), Quad(node, predicate, literal)]

    assert len(quads) > 10_000
    assert agreed(Graph(quads))


def judging():
    """One shape for each way to judge a literal, with a class and the property."""
    ways = {}
    for aimed in SHAPES.aimed():
        for kind in SHAPES.all(aimed, "targetClass"):
            for shape in SHAPES.all(aimed, "property"):
                predicate, inverse = SHAPES.ways(shape)[0]
                if not inverse:
                    ways.setdefault(judged_by(shape), (shape, kind, predicate))
    return ways.values()


def judged_by(shape):
    members = [each for either in SHAPES.all(shape, "or") for each in SHAPES.listed(either)]
    names = ("datatype", "pattern", "nodeKind", "minInclusive", "maxInclusive")
    told = [(name, *SHAPES.all(shape, name)) for name in names]
    sorts = [term for member in members for term in SHAPES.all(member, "datatype")]
    return str(sorted(map(str, told + sorts)))


@law
@given(film_graphs(2), st.sampled_from(UNUSUAL))
def test_a_graph_with_an_unusual_value_is_judged_by_pyshacl(quads, literal) -> None:
    graph = Graph([*quads, Quad(NODES[0], Iri(f"{SH}name"), literal)])

    with pytest.raises(ValueError, match="it holds"):
        fast.breaks(graph, SHAPES, None)
    assert findings(graph) == findings(graph, fast=False)


def test_there_are_literals_of_both_sorts() -> None:
    assert len(USUAL) > 300
    assert len(UNUSUAL) > 300
    assert len(LITERALS) == len(USUAL) + len(UNUSUAL)

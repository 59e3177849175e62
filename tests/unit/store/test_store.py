"""A kept graph is opened from its folder or file, or refused in one line."""

import pytest

from kg import store
from kg.errors import StoreError
from kg.graph import Graph, Iri, Quad

A, B, C = (Iri(f"https://example.org/{name}") for name in "abc")
GRAPH = Graph([Quad(A, B, C, None)])


@pytest.mark.parametrize("ending", ["trig", "nq", "ttl", "nt", "jsonld"])
def test_a_graph_is_opened_from_each_kind_of_file(tmp_path, ending):
    path = tmp_path / f"films.{ending}"
    path.write_bytes(GRAPH.serialize(ending))

    assert store.holds_graph(path)
    assert store.open(path) == GRAPH
    assert store.open(str(path)) == GRAPH


def test_a_graph_is_opened_from_the_folder_of_a_build(tmp_path):
    (tmp_path / "films.trig").write_bytes(GRAPH.serialize("trig"))

    assert store.holds_graph(tmp_path)
    assert store.open(tmp_path) == GRAPH


def test_a_graph_keeps_the_base_it_was_built_with(tmp_path):
    base = "https://example.org/data/"
    path = tmp_path / "films.trig"
    path.write_bytes(Graph([Quad(A, B, C, Iri(f"{base}evidence"))], base=base).serialize("trig"))

    assert store.open(path).base == base


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("nowhere", None, "nothing there"),
        ("nowhere.ttl", None, "nothing there"),
        ("zero\0.ttl", None, "nothing there"),
        ("notes.txt", b"words", "no graph"),
        ("films.ttl", b"<a> <b> .", "not well-formed"),
        ("films.nq", b"\xff\xfe", "not well-formed"),
        ("films.jsonld", b"{", "not well-formed"),
        ("", b"", "holds no store and no films.trig"),
    ],
)
def test_what_is_no_graph_is_refused_in_one_line(tmp_path, name, content, problem):
    path = tmp_path / name
    if name and content is not None:
        path.write_bytes(content)

    with pytest.raises(StoreError, match=problem) as told:
        store.open(path)

    assert "\n" not in str(told.value)

"""A kept graph is opened from its folder or file, or refused in one line."""

from pathlib import Path

import portalocker
import pytest

from kg import store
from kg.errors import StoreError
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE
from kg.store import folder

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


def test_a_folder_that_another_made_meanwhile_is_left_to_it(tmp_path, monkeypatch):
    place = tmp_path / "films"
    place.mkdir()

    with (place / "lock").open("w") as held:
        portalocker.lock(held, portalocker.LOCK_EX | portalocker.LOCK_NB)
        monkeypatch.setattr(Path, "exists", lambda _: False)  # as it was a moment before
        with pytest.raises(StoreError, match="another kg"), folder.replacing(place, base=BASE):
            pass

    assert place.is_dir()


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_a_failure_leaves_empty_is_taken_away_by_who_made_it(tmp_path, there):
    place = tmp_path / "films"
    if there:
        place.mkdir()

    with pytest.raises(KeyError), folder.replacing(place, base=BASE):
        raise KeyError

    assert place.exists() is there


@pytest.mark.parametrize(
    "line",
    [
        b"_:a <b:b> <c:c> .",
        b"<a:a> <b:b> _:c .",
        b'<a:a> <b:b> "c _: \\"" _:g .',
        b"<a:a> <b:b> <<( _:a <b:b> <c:c> )>> .",
    ],
)
def test_a_file_with_a_blank_node_is_not_loaded(tmp_path, line):
    file = tmp_path / "films.nq"
    file.write_bytes(b"<a:a> <b:b> <c:c> .\n" + line + b"\n")

    with pytest.raises(StoreError, match="line 2 holds a blank node") as told:
        store.load(tmp_path / "films", [file])

    assert str(told.value).startswith(f"{file}: ")
    assert not (tmp_path / "films").exists()


def test_the_sign_of_a_blank_node_may_stand_in_a_text_a_name_or_a_comment(tmp_path):
    graph = Graph([Quad(A, B, Literal('_: "_:c" \\_: \\'), Iri("https://example.org/_:d"))])
    (tmp_path / "films.nq").write_bytes(graph.serialize("nq") + b"# _:e\n")

    store.load(tmp_path / "films", [tmp_path / "films.nq"])

    assert store.open(tmp_path / "films") == graph

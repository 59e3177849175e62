"""How a worker answers, without its process."""

import io

import pytest

from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE
from kg.serve.worker import Answering, Out
from kg.store import snapshot

ASK = {"query": "ASK {}", "accept": "", "format": "", "rows": 9, "default": [], "named": []}
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture
def answering(tmp_path):
    graph = Graph([Quad(Iri(f"{BASE}work/tide.00000000"), LABEL, Literal("Tide"))])
    file, copy = tmp_path / "films.trig", tmp_path / "copy"
    file.write_bytes(graph.serialize("trig"))
    copy.mkdir()
    snapshot.write(file, copy)
    return Answering(copy, 0, text=True)


def test_a_mistake_of_ours_is_told_in_a_line_and_the_next_query_is_answered(answering, capsys):
    out = Out(io.BytesIO())

    wrong = answering.answer(ASK | {"named": 9}, out)
    right = answering.answer(ASK, out)

    assert wrong == {"status": 500, "line": "Something went wrong here."}
    assert "TypeError" in capsys.readouterr().err
    assert right["status"] == 200

"""The answers of a question as texts, whatever order it asks for."""

from dataclasses import replace

import pytest

from kg import query
from kg.graph import Graph, Iri, Quad
from kg.query import texts

A, B = Iri("https://example.org/a"), Iri("https://example.org/b")


@pytest.mark.parametrize("order", ["", "ORDER BY ?thing"])
def test_a_question_is_answered_with_and_without_an_order(order, monkeypatch) -> None:
    asked = replace(query.question("directors"), text=f"SELECT ?thing {{ ?thing ?is ?it }} {order}")
    monkeypatch.setattr(query, "question", lambda _: asked)

    assert list(texts.texts(Graph([Quad(A, B, B)]), "things")) == [[A]]

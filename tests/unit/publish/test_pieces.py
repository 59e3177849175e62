"""A text cut at the boundaries of spans, so that marks may overlap."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.publish.pieces import pieces

spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda at: Span(at[0], sum(at)))
texts = st.text(max_size=40)


@given(texts, st.lists(spans))
def test_the_pieces_joined_are_the_text(text, given_spans):
    assert "".join(piece.text for piece in pieces(text, given_spans)) == text


@given(texts, st.lists(spans))
def test_the_pieces_of_a_span_joined_are_its_words(text, given_spans):
    cut = pieces(text, given_spans)

    for number, span in enumerate(given_spans):
        assert "".join(p.text for p in cut if number in p.covers) == span.of(text)


@given(texts, st.lists(spans))
def test_no_piece_is_empty_and_each_span_begins_once(text, given_spans):
    cut = pieces(text, given_spans)

    assert all(piece.text for piece in cut)
    starts = {span.start for span in given_spans if span.start < len(text)}
    assert sum(piece.begins for piece in cut) == len(starts)


def test_spans_are_numbered_from_where_the_caller_says():
    [piece] = pieces("Tide", [Span(0, 4), Span(0, 4)], first=7)

    assert piece.covers == (7, 8)

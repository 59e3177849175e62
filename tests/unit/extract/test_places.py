"""What stands where in an article."""

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.places import Places, around, overlapping
from kg.model import Span

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 12)
)


@given(st.lists(SPANS), SPANS)
def test_places_answer_as_a_search_through_all_would(spans: list[Span], asked: Span) -> None:
    places = Places[Span]()
    kept: list[Span] = []
    for span in spans:
        free = all(span.end <= one.start or one.end <= span.start for one in kept)
        assert places.add(span, span) is free
        kept += [span] if free else []

    kept.sort()

    assert list(places) == kept
    assert places.free(asked) is all(asked.end <= o.start or o.end <= asked.start for o in kept)
    assert list(places.within(asked)) == [one for one in kept if asked.covers(one)]
    assert places.at(asked) == next((one for one in kept if one.covers(asked)), None)
    assert list(overlapping(kept, asked)) == [
        one for one in kept if one.start < asked.end and asked.start < one.end
    ]
    assert around(kept, asked) == places.at(asked)

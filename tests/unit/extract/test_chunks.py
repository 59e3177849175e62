"""What the trained reader is told of a chunk beside its words."""

from kg.extract import chunks, wordpieces


def test_the_focal_thing_is_named_most_often_and_first() -> None:
    named = [("W", "Glass"), ("P", "Moor"), ("W", "Stone"), ("W", "Stone"), ("P", "Lind")]

    assert chunks.focal("W", named) == "Stone"
    assert chunks.focal("P", named) == "Moor"
    assert chunks.focal("A", named) is None


def test_topics_are_the_focal_things_then_the_last_of_each_kind() -> None:
    before = [
        ("W", "Glass"),
        ("P", "Moor"),
        ("A", "Goya"),
        ("W", "Stone"),
        ("W", "Sand"),
        ("A", "Leo"),
    ]

    assert chunks.Before(before).topics(["Glass", "Moor"]) == [
        "Glass",
        "Moor",
        "Sand",
        "Stone",
        "Leo",
    ]
    assert chunks.Before(before[:1]).topics(["Glass", "Moor"]) == ["Glass"]
    assert chunks.Before([]).topics(["Glass", None]) == []


def test_a_name_whose_bearers_are_she_tells_so_behind_its_marker() -> None:
    text = "Anna Lind met Moor."
    mentions = [("P", 0, 9), ("P", 14, 18)]
    she = wordpieces.pieces("she").ids

    bare = chunks.encoded(text, mentions)
    told = chunks.encoded(text, mentions, names=["Anna Lind", "Moor"])

    at = told.places[0] + 1
    assert told.ids[at : at + len(she)] == list(she)
    assert [*told.ids[:at], *told.ids[at + len(she) :]] == bare.ids

"""The language model gives plain values, and is the one that was tested."""

import pytest

from kg.errors import KgError
from kg.extract import parse


def test_a_token_knows_its_place_and_its_head() -> None:
    [tokens] = parse.parses(["Johnson directed it."])

    assert [(t.text, t.start, t.end) for t in tokens] == [
        ("Johnson", 0, 7),
        ("directed", 8, 16),
        ("it", 17, 19),
        (".", 19, 20),
    ]
    assert [tokens[t.head].text for t in tokens] == ["directed"] * 4
    assert tokens[1].lemma == "direct"


def test_each_text_gives_one_parse_in_order() -> None:
    texts = ["Johnson left.", "", "Miller stayed."] * 30

    assert [" ".join(t.text for t in tokens) for tokens in parse.parses(texts)] == [
        "Johnson left .", "", "Miller stayed ."
    ] * 30  # fmt: skip


def test_a_survey_sees_names_with_their_places() -> None:
    text = "Ada Marsh left Norway."

    [seen] = parse.surveys([text])

    assert [(text[n.start : n.end], n.label) for n in seen.names] == [
        ("Ada Marsh", "PERSON"),
        ("Norway", "GPE"),
    ]
    assert 0 in seen.propers


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("directed", "VBD", "direct"), ("roles", "NNS", "role"), ("lessons", "NNS", "lesson")],
)
def test_a_word_has_a_lemma(word: str, tag: str, lemma: str) -> None:
    assert parse.lemma(word, tag) == lemma


def test_the_version_names_the_model() -> None:
    assert parse.version().startswith(f"{parse.MODEL} 3.")


def test_a_model_that_is_not_installed_is_told_in_one_line() -> None:
    with pytest.raises(KgError, match="“no_such_model” is not installed") as told:
        list(parse.parses(["It rained."], model="no_such_model"))

    assert "\n" not in str(told.value)

"""One labelled graph of who did what, however it is said."""

import pytest

from kg.extract import parse
from kg.extract.clauses import Syntax, syntax


def graph(text: str) -> Syntax:
    [tokens] = parse.parses([text])
    return syntax(tokens)


def edges(text: str) -> set[tuple[str, str, str]]:
    """Return every edge as lemma, label, word."""
    parsed = graph(text)
    return {
        (parsed.tokens[index].lemma, label, parsed.tokens[child].text)
        for index, some in enumerate(parsed.edges)
        for label, child in some
    }


@pytest.mark.parametrize(
    "text",
    [
        "Johnson directed Othello.",
        "Othello was directed by Johnson.",
        "Critics loved Othello, directed by Johnson.",
        "Critics loved Othello, which was directed by Johnson.",
        "Johnson, who directed Othello, left.",
        "Johnson came to Oslo and directed Othello.",
        "Johnson wants to direct Othello.",
        "Johnson will direct Othello.",
        "Johnson left after directing Othello.",
        "Othello was produced by Miller and directed by Johnson.",
        "The film that Johnson directed is Othello.",
    ],
)
def test_who_did_what_has_the_same_edges_however_it_is_said(text: str) -> None:
    found = edges(text)

    assert ("direct", "subj", "Johnson") in found
    assert {("direct", "obj", "Othello"), ("direct", "obj", "film")} & found


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Johnson appears in Othello.", ("appear", "prep:in", "Othello")),
        ("Johnson moved from Oslo to Bergen.", ("move", "prep:to", "Bergen")),
        ("Johnson gave Miller a prize.", ("give", "iobj", "Miller")),
        ("Johnson gave a prize to Miller.", ("give", "iobj", "Miller")),
        ("Othello is a film.", ("be", "attr", "film")),
        ("Johnson's film opened.", ("film", "poss", "Johnson")),
        ("The quiet film opened.", ("film", "mod", "quiet")),
        ("The film, a comedy, opened.", ("film", "appos", "comedy")),
        ("It opens Monday.", ("open", "adv", "Monday")),
        ("Johnson originally directed it.", ("direct", "advm", "originally")),
        ("It opens in theaters.", ("open", "prep:in", "theaters")),
    ],
)
def test_what_hangs_on_a_word_has_a_plain_label(text: str, edge: tuple[str, str, str]) -> None:
    assert edge in edges(text)


def test_names_that_are_coordinated_form_one_group() -> None:
    parsed = graph("Othello stars Johnson, Miller and Smith.")
    place = {token.text: index for index, token in enumerate(parsed.tokens)}

    group = parsed.groups[place["Miller"]]

    assert [parsed.tokens[index].text for index in group] == ["Johnson", "Miller", "Smith"]
    assert group == parsed.groups[place["Johnson"]] == parsed.groups[place["Smith"]]


def test_a_word_stands_in_the_clause_of_its_own_verb() -> None:
    parsed = graph("Johnson laughed because Miller left Oslo.")
    place = {token.text: index for index, token in enumerate(parsed.tokens)}

    clause = {word: parsed.tokens[parsed.clauses[place[word]]].text for word in place}

    assert clause["Johnson"] == "laughed"
    assert clause["Miller"] == clause["Oslo"] == "left"


def test_the_subjects_of_a_verb_are_its_deep_ones() -> None:
    parsed = graph("Othello was directed by Johnson.")
    verb = next(i for i, token in enumerate(parsed.tokens) if token.lemma == "direct")

    assert [parsed.tokens[index].text for index in parsed.subjects(verb)] == ["Johnson"]


def test_a_text_without_words_has_an_empty_graph() -> None:
    assert graph("") == Syntax((), (), (), (), ())

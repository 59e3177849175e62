"""What the header of a query says."""

import pytest

from kg.errors import QueryError
from kg.query.question import ordered, parsed, selected

HEADER = """\
# title:    Directors of a film
# question: Who directed {film}?
# param:    film      the film's name
# param:    says      (optional, property) a relation
# column:   director  the person's name
# order:    by director
# example:  film="Blue Hour" gives 1 row
# example:  film="Blue Hour" says="director" gives 2 rows

"""
QUERY = "SELECT ?film ?says ?director WHERE { ?film ?says ?director } ORDER BY ?director"


def test_a_header_gives_title_parameters_columns_order_and_examples() -> None:
    question = parsed("directors", HEADER + QUERY)

    assert question.name == "directors"
    assert question.title == "Directors of a film"
    assert question.question == "Who directed {film}?"
    assert [(p.name, p.optional, p.value) for p in question.params] == [
        ("film", False, "name"),
        ("says", True, "property"),
    ]
    assert [(c.name, c.meaning) for c in question.columns] == [("director", "the person's name")]
    assert question.order == "by director"
    assert [(dict(e.arguments), e.rows) for e in question.examples] == [
        ({"film": "Blue Hour"}, 1),
        ({"film": "Blue Hour", "says": "director"}, 2),
    ]
    assert question.required == ("film",)


def test_a_query_without_a_header_is_a_question_too() -> None:
    question = parsed("mine", "# my own\n" + QUERY)

    assert not question.described
    assert question.title == "mine"
    assert [column.name for column in question.columns] == ["film", "says", "director"]
    assert question.params == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# title:    Directors of a film\n", "", "0 lines “# title:”"),
        ("# order:    by director", "# order:    by a\n# order:    by b", "2 lines “# order:”"),
        ("(optional, property)", "(maybe)", "marked (maybe)"),
        ("(optional, property)", "(text, property)", "marked (text, property)"),
        ("director  the person's name", "director", "does not explain"),
        ("gives 1 row", "gives one row", "cannot be read"),
        ('film="Blue Hour" gives 1 row', "gives 1 row", "wrong parameters: film"),
        ('film="Blue Hour" gives', 'film="Tide" song="A" gives', "wrong parameters: song"),
        ("{film}", "{movie}", "{movie}"),
        ("# column:   director", "# column:   person", "SELECT film, says, director"),
        ("?director WHERE", "WHERE", "SELECT film, says"),
        ("SELECT ?film", "ASK ?film", "SELECT nothing"),
    ],
)
def test_a_wrong_header_is_told_in_one_sentence(old: str, new: str, told: str) -> None:
    assert old in HEADER + QUERY

    with pytest.raises(QueryError, match="Query “directors”") as caught:
        parsed("directors", (HEADER + QUERY).replace(old, new, 1))

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("SELECT ?a ?b WHERE { }", ["a", "b"]),
        ("select distinct $a\n?b { }", ["a", "b"]),
        ("SELECT REDUCED ?a FROM <http://e/g> WHERE { ?c ?d ?e }", ["a"]),
        ("SELECT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { }", ["a", "n"]),
        ("SELECT (IF(BOUND(?a), (?a), ?b) AS ?c) ?d WHERE { }", ["c", "d"]),
        ("PREFIX e: <http://e/#select> # SELECT ?x\nSELECT ?a # and ?b\n WHERE { }", ["a"]),
        ("SELECT * WHERE { ?a ?b ?c }", []),
        ("ASK { ?a ?b ?c }", []),
    ],
)
def test_the_selected_variables_are_found(query: str, variables: list[str]) -> None:
    assert selected(query) == variables


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("SELECT ?a WHERE { } ORDER BY ?a", ["a"]),
        ("SELECT ?a WHERE { } order  by desc(?b) STR(?a) LIMIT 3", ["b", "a"]),
        ("SELECT ?a WHERE { ?a <http://e/x#ORDER> ?b }", []),
        ("SELECT ?a WHERE { { SELECT ?b { } ORDER BY ?b } } ORDER BY ?a # ?c", ["a"]),
    ],
)
def test_the_variables_of_the_order_are_found(query: str, variables: list[str]) -> None:
    assert ordered(query) == variables

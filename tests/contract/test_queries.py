"""Each query keeps the promise of its header, on either engine."""

from functools import cache
from pathlib import Path, PurePath
from typing import Any

import pytest
import rdflib
from golden.queries import made
from goldens import Golden

from kg import network, query, resources
from kg.graph import Graph, Iri, Literal, Term
from kg.query import Question, Rows
from kg.query.arguments import bindings
from kg.query.question import ordered
from kg.query.rows import rows

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "queries"
NAMES = query.names()
NETWORKS = [
    f"networks/{PurePath(name).stem}" for name in resources.names("queries/networks", ".rq")
]
QUESTIONS = [query.question(name) for name in NAMES + NETWORKS]
EXAMPLES = [(question, example) for question in QUESTIONS for example in question.examples]
ASKED = {
    "recastings": "who was cast and replaced, by whom, why",
    "cast": "who plays whom",
    "plans": "what is planned, when, on what medium and platform",
    "debuts": "debuts, in what capacity, says who",
    "story_and_script": "script against story",
    "reviews": "critics with outlet and grade",
    "fiction": "what is true only in the fiction",
    "preparations": "how performers prepared, how long",
    "implied": "which facts are only implied",
    "evidence_of": "which passages back a statement",
    "collaborations": "who worked with whom",
    "awards_of_cast": "awards of a cast, for which other work",
    "plan_changes": "which plans were confirmed, moved or cancelled",
    "single_source": "which facts rest on one source",
    "missing_later": "who was announced and is missing later",
    "premiere_to_release": "from festival premiere to release, how long",
}


@cache
def small() -> Graph:
    return made.graph()


@cache
def dataset() -> Any:
    return small().to_rdflib()


@cache
def texts() -> tuple[str, ...]:
    return tuple(article.text for article in made.articles().values())


def named(question: Question) -> str:
    return question.name


def test_there_are_queries_of_both_sorts() -> None:
    assert len(NAMES) >= 18
    assert len(NETWORKS) >= 2


def test_there_is_a_query_for_all_that_film_people_asked_for() -> None:
    assert set(ASKED) <= set(NAMES)


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_each_query_explains_itself(question: Question) -> None:
    assert question.described
    assert question.title
    assert question.question.endswith("?")
    for param in question.params:
        assert f"{{{param.name}}}" in question.question or param.optional


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_each_query_has_an_example_that_gives_rows(question: Question) -> None:
    assert question.examples
    assert any(example.rows for example in question.examples)


@pytest.mark.parametrize("name", NAMES)
def test_each_query_shows_the_words(name: str) -> None:
    assert query.question(name).columns[-1].name == "quote"


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_the_order_is_total_and_as_the_header_says(question: Question) -> None:
    given = set(question.required)
    selected = set(columns_of(question))

    assert set(ordered(question.text)) == selected - given
    assert question.order == "by " + ", ".join(
        name.replace("_", " ") for name in ordered(question.text)
    )


@pytest.mark.parametrize(
    ("question", "example"), EXAMPLES, ids=lambda case: getattr(case, "name", "")
)
def test_each_example_gives_the_rows_it_says(question: Question, example: query.Example) -> None:
    found = query.run(small(), question.name, **example.arguments)

    assert len(found) == example.rows
    assert len({tuple(row.values()) for row in found}) == len(found)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib calls its own old names
@pytest.mark.parametrize(
    ("question", "example"), EXAMPLES, ids=lambda case: getattr(case, "name", "")
)
def test_another_engine_gives_the_same_rows(question: Question, example: query.Example) -> None:
    here = query.run(small(), question.name, **example.arguments)

    assert here == by_rdflib(question, dict(example.arguments))


@pytest.mark.parametrize(
    ("question", "example"), EXAMPLES, ids=lambda case: getattr(case, "name", "")
)
def test_each_quote_stands_in_an_article(question: Question, example: query.Example) -> None:
    quotes = {
        str(row[column])
        for row in query.run(small(), question.name, **example.arguments)
        for column in row
        if column.endswith("quote")
    }

    assert all(any(quote in text for text in texts()) for quote in quotes)


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_those_a_person_agreed(name: str, golden: Golden) -> None:
    question = query.question(name)
    lines = []
    for example in question.examples:
        asked = " ".join(f"{key}={value}" for key, value in example.arguments.items())
        lines.append(f"# {name} {asked}".rstrip())
        found = query.run(small(), name, **example.arguments)
        lines.append("\t".join(found.columns))
        lines += ["\t".join("" if v is None else str(v) for v in row.values()) for row in found]

    golden.agrees(GOLDEN / "rows" / f"{name}.tsv", lines)


def test_the_network_queries_feed_the_networks() -> None:
    people = network.collaborations(small())

    assert people.number_of_edges() >= 4


def columns_of(question: Question) -> list[str]:
    return [p.name for p in question.params] + [c.name for c in question.columns]


def by_rdflib(question: Question, arguments: dict[str, str]) -> Rows:
    bound = {
        name: rdflib.URIRef(term) if isinstance(term, Iri) else rdflib.Literal(term.text)
        for name, term in bindings(small(), question, arguments).items()
    }
    columns = columns_of(question)
    solutions = dataset().query(question.text, initBindings=bound)
    return rows(columns, ({name: taken(row[name]) for name in columns} for row in solutions))


def taken(term: Any) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return Iri(term)
    return Literal(str(term), str(term.datatype or rdflib.XSD.string), term.language or "")

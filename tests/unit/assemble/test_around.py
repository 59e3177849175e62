"""What is found around one thing or article is what the whole graph says of it."""

from functools import cache

import pytest
from corpora import dated, film, graph, named, says
from published import corpus, worked

from kg.assemble import around
from kg.assemble.statements import Reader
from kg.graph import Graph, Iri
from kg.namespaces import iri

A = dated(a="")
GRAPHS = {"corpus": corpus, "worked": worked, "empty": Graph}


@cache
def whole(name: str) -> tuple[Reader, list]:
    reader = Reader(GRAPHS[name]().quads(), GRAPHS[name]().base)
    return reader, list(statements(reader, reader.facts))


def statements(reader: Reader, facts):
    for fact in facts:
        if fact in set(reader.facts):
            yield from reader.statements(fact, everything=True)


def things(told) -> list[Iri]:
    ends = {end for each in told for end in (each.subject, each.object)}
    return sorted(end for end in ends if isinstance(end, Iri))


@pytest.mark.parametrize("name", GRAPHS)
def test_statements_around_a_thing_are_those_of_the_whole_graph(name):
    graph, (_, told) = GRAPHS[name](), whole(name)

    for thing in things(told)[::3]:
        facts = around.facts_about(graph, thing)
        found = list(statements(Reader(around.quads_of(graph, facts), graph.base), facts))

        assert _sorted(found) == _sorted(each for each in told if each.fact in set(facts))
        assert all(each.fact in facts for each in told if thing in (each.subject, each.object))


@pytest.mark.parametrize("name", GRAPHS)
def test_statements_of_an_article_are_those_that_the_whole_graph_has_of_it(name):
    graph, (_, told) = GRAPHS[name](), whole(name)

    for article in {each.passage.source for each in told}:
        facts = around.facts_of(graph, article)
        found = Reader(around.quads_of(graph, facts, article), graph.base)

        assert _sorted(statements(found, facts)) == _sorted(
            each for each in told if each.passage.source == article
        )


def _sorted(told):
    return sorted(told, key=lambda each: (each.fact, each.article, repr(each)))


def test_a_fact_is_about_its_ends_and_about_what_its_node_leads_to():
    tide = film("Tide")
    role = named("Vera", "Character", within="Tide")
    told = graph([says("a", tide, "castMember", named("Lee Park"), character=role)], A)
    names = {q.object.text: q.subject for q in told.quads(None, predicate=Iri(iri("rdfs:label")))}

    about = {name: set(around.facts_about(told, thing)) for name, thing in names.items()}

    cast = about["Tide"] & about["Lee Park"]
    assert cast
    assert cast & about["Vera"]


def test_nothing_is_around_what_the_graph_does_not_hold():
    nobody = Iri(f"{worked().base}person/nobody.1")

    assert around.facts_about(worked(), nobody) == []
    assert around.facts_of(worked(), nobody) == []
    assert around.quads_of(worked(), []) == []
    assert around.statement_of(worked(), nobody, nobody) is None


@pytest.mark.parametrize("name", GRAPHS)
def test_each_fact_is_shown_as_a_statement_of_its_article_or_of_none(name):
    graph, (reader, told) = GRAPHS[name](), whole(name)
    shown = {(each.fact, each.passage.source) for each in told}

    for fact in reader.facts:
        for passages in reader.passages(fact).values():
            article = passages[0].source
            statement = around.statement_of(graph, fact, article)

            assert statement is None or (statement, article) in shown
            assert (fact, article) not in shown or statement == fact


def test_what_adds_to_a_node_is_shown_where_the_node_is_stated():
    role = named("Vera", "Character", within="Tide")
    told = graph([says("a", film("Tide"), "castMember", named("Lee Park"), character=role)], A)
    reader = Reader(told.quads(), told.base)
    stated = {each.fact for each in statements(reader, reader.facts)}

    added = set(reader.facts) - stated
    articles = {fact: next(iter(reader.passages(fact).values()))[0].source for fact in added}
    assert added
    assert all(around.statement_of(told, fact, articles[fact]) in stated for fact in added)

"""What holds of every set of claims, and of every graph."""

import random

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_names, claim_lists, graphs, quad_lists

from kg import assemble, resolve
from kg.graph import Graph, Iri, Quad
from kg.model import Claim, Entity, Fact, Value
from kg.namespaces import FILM, SEPARATOR, digest, entity_iri, folded, node_iri, prefixes

law = settings(max_examples=40, deadline=None)  # a busy machine breaks no law

RDFLIB = {
    "ttl": "turtle",
    "nt": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "nq": "nquads",
    "jsonld": "json-ld",
}


@law
@given(claim_lists, st.randoms())
def test_facts_do_not_depend_on_order_or_repetition(
    claims: list[Claim], rng: random.Random
) -> None:
    shuffled = rng.sample(claims, k=len(claims))

    assert resolve.facts(shuffled + claims) == resolve.facts(claims)


@law
@given(claim_lists)
def test_no_claim_is_lost(claims: list[Claim]) -> None:
    facts = resolve.facts(claims)

    for claim in claims:
        assert any(_says(fact, claim) for fact in facts)


@law
@given(claim_lists)
def test_every_thing_has_a_kind_and_one_name(claims: list[Claim]) -> None:
    facts = resolve.facts(claims)

    things = {fact.subject.iri for fact in facts}
    named = [fact.subject.iri for fact in facts if fact.relation == "name"]
    assert sorted(things) == sorted(named)
    assert things == {fact.subject.iri for fact in facts if fact.relation == "kind"}


@law
@given(claim_lists, claim_lists)
def test_assembling_a_union_gives_the_union(one: list[Claim], other: list[Claim]) -> None:
    first, second = resolve.facts(one), resolve.facts(other)

    whole = assemble.graph([*first, *second])

    assert whole == assemble.graph(first) | assemble.graph(second)


@law
@given(claim_lists)
def test_the_film_graph_is_the_union_of_the_graphs_of_the_current_facts(
    claims: list[Claim],
) -> None:
    facts = resolve.facts(claims)
    graph = assemble.graph(facts)

    film = {quad[:3] for quad in graph.quads(None)}
    current = {assemble.fact_iri(fact) for fact in facts if fact.current}
    told = {quad[:3] for quad in graph.quads() if quad.graph in current}
    assert film == told


@law
@given(claim_lists)
def test_nothing_that_is_not_so_is_said_plainly(claims: list[Claim]) -> None:
    facts = [fact for fact in resolve.facts(claims) if fact.status != "actual"]

    graph = assemble.graph(facts)

    things = {fact.subject.iri for fact in facts}
    assert not [quad for quad in graph.quads(None) if quad.subject in things]


@law
@given(claim_lists)
def test_no_node_has_two_statuses(claims: list[Claim]) -> None:
    graph = assemble.graph(resolve.facts(claims))

    statuses: dict[object, set[object]] = {}
    for quad in graph.quads(None):
        if quad.predicate == FILM + "status":
            statuses.setdefault(quad.subject, set()).add(quad.object)
    assert all(len(found) == 1 for found in statuses.values())


@law
@given(claim_lists)
def test_the_table_shows_every_claim(claims: list[Claim]) -> None:
    facts = resolve.facts(claims)

    rows = assemble.table(assemble.graph(facts), everything=True)

    shown = {(row.article, row.relation, row.object, row.status) for row in rows}
    for fact in facts:
        text = fact.object.text if isinstance(fact.object, Value) else fact.object.name
        for evidence in fact.evidence:
            assert (evidence.article, fact.relation, text, fact.status) in shown


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
@law
@given(graph=graphs)
def test_a_graph_survives_formats_with_named_graphs(form: str, graph: Graph) -> None:
    written = graph.serialize(form)

    read = Graph.parse(written, form)
    assert read == graph
    assert read.serialize(form) == written


@pytest.mark.parametrize("form", ["ttl", "nt"])
@law
@given(graph=graphs)
def test_the_film_graph_survives_formats_of_one_graph(form: str, graph: Graph) -> None:
    read = Graph.parse(graph.serialize(form), form)

    assert read.quads() == graph.quads(None)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, in its parsers
@pytest.mark.parametrize("form", sorted(RDFLIB))
@law
@given(graph=graphs)
def test_rdflib_reads_every_export_alike(form: str, graph: Graph) -> None:
    written = graph.serialize(form)
    read = rdflib.Dataset() if form in ("trig", "nq", "jsonld") else rdflib.Graph()

    read.parse(data=written, format=RDFLIB[form])

    assert Graph.from_rdflib(read) == Graph.parse(written, form)


@law
@given(graphs)
def test_a_graph_survives_rdflib(graph: Graph) -> None:
    assert Graph.from_rdflib(graph.to_rdflib()) == graph


@pytest.mark.parametrize("form", sorted(RDFLIB))
@law
@given(quads=quad_lists, rng=st.randoms())
def test_bytes_do_not_depend_on_the_order_of_quads(
    form: str, quads: list[Quad], rng: random.Random
) -> None:
    shuffled = rng.sample(quads, k=len(quads))

    assert Graph(shuffled).serialize(form) == Graph(quads).serialize(form)


_texts = st.text(alphabet=["a", "\\", "s", SEPARATOR, "-"], max_size=4)
parts = st.lists(_texts, min_size=1, max_size=4)


@law
@given(parts, parts)
def test_different_keys_have_different_digits(one: list[str], other: list[str]) -> None:
    assert (digest(one, 64) == digest(other, 64)) == (one == other)


@law
@given(any_names)
def test_an_identifier_of_any_name_is_written_short_and_read_back(name: str) -> None:
    iri = entity_iri("work", name)
    node = node_iri("casting", name, [name])
    quad = Quad(Iri(iri), Iri(FILM + "director"), Iri(node))

    turtle = Graph([quad]).serialize("ttl").decode()

    assert f"\n{iri.replace(prefixes()['work'], 'work:')} film:director casting:" in turtle
    assert Graph.parse(turtle.encode(), "ttl").quads()[0].subject == iri


@law
@given(any_names)
def test_an_identifier_does_not_depend_on_the_spelling(name: str) -> None:
    assert entity_iri("work", folded(name)) == entity_iri("work", f" {name} ")


def _says(fact: Fact, claim: Claim) -> bool:
    return (
        fact.relation == claim.relation
        and fact.status == claim.status
        and claim.evidence in fact.evidence
        and _agree(fact, claim)
    )


def _agree(fact: Fact, claim: Claim) -> bool:
    if isinstance(claim.object, Value):
        assert isinstance(fact.object, Value)
        return folded(fact.object.text) == folded(claim.object.text)
    assert isinstance(fact.object, Entity)
    names = {folded(fact.object.name), *map(folded, fact.object.aliases)}
    return folded(claim.object.name) in names

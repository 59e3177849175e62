"""Networks of people and works, from a small graph of invented films."""

from collections.abc import Callable

import networkx as nx
import pytest
from golden.queries import made

from kg import network
from kg.graph import Graph
from kg.model import Status


@pytest.fixture(scope="module")
def graph() -> Graph:
    return made.graph()


def by_name(net: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(net, dict(net.nodes(data="name")))


def test_people_are_joined_by_the_works_they_share(graph: Graph) -> None:
    people = by_name(network.collaborations(graph))

    assert dict(people["Ada Marsh"]) == {
        "Ben Novak": {
            "weight": pytest.approx(1 / 3 + 1),
            "shared": 2,
            "works": "Blue Hour; Tide",
            "roles": "director & performer; performer & performer; performer & screenwriter",
        },
        "Dev Stone": {
            "weight": pytest.approx(1 / 3),
            "shared": 1,
            "works": "Blue Hour",
            "roles": "performer & story author; screenwriter & story author",
        },
        "Lee Park": {
            "weight": pytest.approx(1 / 3),
            "shared": 1,
            "works": "Blue Hour",
            "roles": "director & performer; director & screenwriter; "
            "performer & screenwriter; screenwriter & screenwriter",
        },
    }


def test_nodes_are_identifiers_with_name_and_kind(graph: Graph) -> None:
    for node, attributes in network.collaborations(graph).nodes(data=True):
        assert node.startswith("https://w3id.org/filmkg/data/person/")
        assert set(attributes) == {"name", "kind"}
        assert attributes["kind"] == "Person"


def test_who_was_replaced_or_is_only_planned_joins_nobody(graph: Graph) -> None:
    people = by_name(network.collaborations(graph))

    assert set(people) == {"Ada Marsh", "Ben Novak", "Dev Stone", "Lee Park", "Max Thorn"}


def test_another_status_can_be_asked_for(graph: Graph) -> None:
    gone = by_name(network.collaborations(graph, status=Status.SUPERSEDED))

    assert set(gone) == {"Cy Brand"}
    assert gone.number_of_edges() == 0


def test_roles_can_be_chosen(graph: Graph) -> None:
    cast = by_name(network.collaborations(graph, roles=["performer"]))

    assert sorted(map(sorted, cast.edges)) == [["Ada Marsh", "Ben Novak"]]
    assert cast["Ada Marsh"]["Ben Novak"]["weight"] == 2


def test_people_and_works_have_two_sides(graph: Graph) -> None:
    net = network.people_and_works(graph)
    named = by_name(net)

    assert nx.is_bipartite(net)
    assert {name for name, side in named.nodes(data="bipartite") if side} == {
        "Blue Hour",
        "Loud",
        "Tide",
    }
    assert named.nodes["Tide"]["kind"] == "Film"
    assert named["Ben Novak"]["Tide"]["roles"] == "director; performer"


@pytest.mark.parametrize("made_from", [network.collaborations, network.people_and_works])
def test_a_graph_without_credits_gives_an_empty_network(
    made_from: Callable[[Graph], nx.Graph],
) -> None:
    assert made_from(Graph()).number_of_nodes() == 0


@pytest.mark.parametrize("made_from", [network.collaborations, network.people_and_works])
def test_the_order_of_quads_makes_no_difference(
    graph: Graph, made_from: Callable[[Graph], nx.Graph]
) -> None:
    here = made_from(graph)
    turned = made_from(Graph(reversed(graph.quads())))

    assert list(here.nodes(data=True)) == list(turned.nodes(data=True))
    assert list(here.edges(data=True)) == list(turned.edges(data=True))
    assert list(here.nodes)[: len(network.collaborations(graph))] == sorted(
        network.collaborations(graph)
    )

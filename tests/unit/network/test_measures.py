"""Measures of networks whose answers can be worked out by hand."""

from collections.abc import Callable

import networkx as nx
import pytest

from kg.network import measures

PATH = measures.weighted_pairs({"Tide": ["Ada", "Ben"], "Loud": ["Ben", "Cy"]})
MEASURES: list[Callable[[nx.Graph], list[measures.Score]]] = [
    measures.degree,
    measures.strength,
    measures.brokers,
    measures.closeness,
    measures.pagerank,
    measures.core_numbers,
]


def values(scores: list[measures.Score]) -> dict[str, float]:
    return {score.name: score.value for score in scores}


def test_a_company_of_one_gives_a_node_and_no_edge() -> None:
    net = measures.weighted_pairs({"Alone": ["Ada"], "Empty": []})

    assert list(net) == ["Ada"]
    assert net.number_of_edges() == 0


def test_nobody_gives_an_empty_network() -> None:
    assert measures.weighted_pairs({}).number_of_nodes() == 0


def test_a_person_counts_once_a_work() -> None:
    net = measures.weighted_pairs({"Tide": ["Ada", "Ben", "Ada"]})

    assert list(net.edges(data=True)) == [("Ada", "Ben", {"weight": 1.0, "shared": 1})]


def test_one_string_for_people_is_refused() -> None:
    with pytest.raises(TypeError, match="people of “Tide” are one string"):
        measures.weighted_pairs({"Tide": "Ada"})


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (measures.degree, {"Ada": 1, "Ben": 2, "Cy": 1}),
        (measures.strength, {"Ada": 1, "Ben": 2, "Cy": 1}),
        (measures.brokers, {"Ada": 0, "Ben": 1, "Cy": 0}),
        (measures.closeness, {"Ada": 2 / 3, "Ben": 1, "Cy": 2 / 3}),
        (measures.core_numbers, {"Ada": 1, "Ben": 1, "Cy": 1}),
    ],
)
def test_a_path_of_three_is_measured(
    measure: Callable[[nx.Graph], list[measures.Score]], expected: dict[str, float]
) -> None:
    assert values(measure(PATH)) == pytest.approx(expected)


def test_pagerank_is_shared_out() -> None:
    found = values(measures.pagerank(PATH))

    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=lambda name: found[name]) == "Ben"


def test_weighted_brokers_take_the_strong_way() -> None:
    net = nx.Graph()
    net.add_edge("Ada", "Cy", weight=0.1)
    net.add_edge("Ada", "Ben", weight=1.0)
    net.add_edge("Ben", "Cy", weight=1.0)

    assert values(measures.brokers(net))["Ben"] == 0
    assert values(measures.brokers(net, weighted=True))["Ben"] == 1
    assert values(measures.closeness(net, weighted=True))["Ben"] == pytest.approx(1)


@pytest.mark.parametrize("measure", MEASURES)
def test_scores_come_highest_first_then_by_name(
    measure: Callable[[nx.Graph], list[measures.Score]],
) -> None:
    net = PATH.copy()
    nx.set_node_attributes(net, {"Ada": "Z", "Ben": "Y", "Cy": "A"}, "name")

    scores = measure(net)

    assert [(-s.value, s.name) for s in scores] == sorted((-s.value, s.name) for s in scores)
    assert {score.name for score in scores} == {"A", "Y", "Z"}
    assert {score.node for score in scores} == {"Ada", "Ben", "Cy"}


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_network_has_no_scores(
    measure: Callable[[nx.Graph], list[measures.Score]],
) -> None:
    assert measure(nx.Graph()) == []


def test_communities_are_the_groups_joined_within() -> None:
    net = measures.weighted_pairs(
        {"A": ["Ada", "Ben", "Cy"], "B": ["Dee", "Eve", "Flo", "Gus"], "C": ["Cy", "Dee"]}
    )
    net["Cy"]["Dee"]["weight"] = 0.1

    assert measures.communities(net) == [["Dee", "Eve", "Flo", "Gus"], ["Ada", "Ben", "Cy"]]
    assert measures.communities(net, seed=7) == measures.communities(net, seed=7)


def test_components_are_the_pieces() -> None:
    net = measures.weighted_pairs({"A": ["Ada", "Ben"], "B": ["Cy"], "C": ["Dee", "Eve", "Flo"]})

    assert measures.components(net) == [["Dee", "Eve", "Flo"], ["Ada", "Ben"], ["Cy"]]


def test_an_empty_network_has_no_groups() -> None:
    assert measures.communities(nx.Graph()) == measures.components(nx.Graph()) == []

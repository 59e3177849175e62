"""Measures of networks whose answers can be worked out by hand."""

import re
from collections.abc import Callable

import networkx as nx
import pytest

from kg.errors import NetworkError
from kg.network import measures
from kg.network.measures import engine
from kg.network.measures import fast as _fast

PATH = measures.weighted_pairs({"Tide": ["Ada", "Ben"], "Loud": ["Ben", "Cy"]})
MEASURES: list[Callable[[nx.Graph], list[measures.Score]]] = [
    measures.degree,
    measures.strength,
    measures.betweenness,
    measures.closeness,
    measures.pagerank,
    measures.core_numbers,
    measures.brokers,
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
        (measures.betweenness, {"Ada": 0, "Ben": 1, "Cy": 0}),
        (measures.brokers, {"Ada": 1, "Ben": 2, "Cy": 1}),
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


def test_weighted_betweenness_takes_the_strong_way() -> None:
    net = nx.Graph()
    net.add_edge("Ada", "Cy", weight=0.1)
    net.add_edge("Ada", "Ben", weight=1.0)
    net.add_edge("Ben", "Cy", weight=1.0)

    assert values(measures.betweenness(net))["Ben"] == 0
    assert values(measures.betweenness(net, weighted=True))["Ben"] == 1
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


def test_bridges_are_the_ties_that_hold_two_pieces_together() -> None:
    net = measures.weighted_pairs({"A": ["Ada", "Ben", "Cy"], "B": ["Cy", "Dee"]})

    assert measures.bridges(net) == [("Cy", "Dee")]


def test_who_joins_circles_is_a_broker_and_who_stands_in_one_is_none() -> None:
    net = measures.weighted_pairs({"A": ["Ada", "Ben", "Cy"], "B": ["Cy", "Dee", "Eve"]})

    assert measures.brokers(net)[0] == ("Cy", 3.0, "Cy")
    assert values(measures.brokers(net))["Ada"] == 1


def test_directed_networks_are_measured_as_well() -> None:
    net = nx.DiGraph([("Ada", "Ben"), ("Ben", "Ada"), ("Ben", "Cy")])

    assert values(measures.degree(net)) == {"Ada": 1, "Ben": 2, "Cy": 1}
    assert measures.components(net) == [["Ada", "Ben", "Cy"]]
    assert measures.bridges(net) == [("Ada", "Ben"), ("Ben", "Cy")]
    assert values(measures.core_numbers(net)) == {"Ada": 1, "Ben": 1, "Cy": 1}
    assert values(measures.closeness(net)) == pytest.approx({"Ada": 2 / 3, "Ben": 1, "Cy": 0})
    assert values(measures.betweenness(net)) == {"Ada": 0, "Ben": 0.5, "Cy": 0}
    assert measures.pagerank(net)[0].name == "Ben"


def test_large_networks_are_measured_by_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LARGE", 2)
    asked: list[str] = []
    monkeypatch.setattr(engine, "fast", lambda: asked.append("fast") or _fast)

    measures.pagerank(PATH)
    measures.pagerank(PATH, fast=False)

    assert asked == ["fast"]


def test_without_the_extra_large_networks_are_measured_by_networkx(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "LARGE", 0)
    monkeypatch.setattr(engine, "find_spec", lambda _name: None)

    assert values(measures.betweenness(PATH)) == {"Ada": 0, "Ben": 1, "Cy": 0}
    with pytest.raises(NetworkError, match=r"Run: pip install 'film-news-kg\[fast\]'"):
        measures.betweenness(PATH, fast=True)


def test_the_extra_measures_no_directed_network() -> None:
    with pytest.raises(NetworkError, match="directed"):
        measures.closeness(nx.DiGraph([("Ada", "Ben")]), fast=True)


def test_measures_stand_side_by_side() -> None:
    found = measures.table(PATH, ["degree", "betweenness"])

    assert found == [
        {"name": "Ben", "degree": 2, "betweenness": 1, "node": "Ben"},
        {"name": "Ada", "degree": 1, "betweenness": 0, "node": "Ada"},
        {"name": "Cy", "degree": 1, "betweenness": 0, "node": "Cy"},
    ]
    assert list(measures.table(PATH).columns)[1:-1] == [m.__name__ for m in MEASURES]
    assert measures.table(nx.Graph()) == []


def test_a_measure_that_is_none_is_told() -> None:
    with pytest.raises(NetworkError, match="no measure “degre”"):
        measures.table(PATH, ["degre"])


@pytest.mark.parametrize("weight", [-1, 0, float("nan"), float("inf"), 1e300, None, "2"])
@pytest.mark.parametrize("measure", [*MEASURES, measures.communities], ids=lambda m: m.__name__)
def test_weights_that_are_no_positive_numbers_are_told(
    measure: Callable[[nx.Graph], object], weight: object
) -> None:
    net = nx.Graph()
    net.add_edge("Ada", "Ben", weight=weight)

    with pytest.raises(NetworkError, match=re.escape(f"Ada and Ben weighs {weight}.")):
        measure(net)


def test_several_ties_between_two_are_told() -> None:
    with pytest.raises(NetworkError, match="several ties"):
        measures.degree(nx.MultiGraph([("Ada", "Ben"), ("Ada", "Ben")]))


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.__name__)
def test_ties_of_a_node_with_itself_count_for_nothing(
    measure: Callable[[nx.Graph], list[measures.Score]],
) -> None:
    net = PATH.copy()
    net.add_edge("Ada", "Ada", weight=5.0)

    assert measure(net) == measure(PATH)


def test_tiny_scores_come_highest_first() -> None:
    net = nx.Graph([("Ada", "Ben"), ("Ben", "Cy")])
    for place, (_, _, edge) in enumerate(net.edges(data=True), 1):
        edge["weight"] = place * 1e-14

    assert [score.name for score in measures.strength(net)] == ["Ben", "Cy", "Ada"]


def test_measures_are_noted_at_nodes_and_groups_by_number() -> None:
    noted = measures.noted(PATH, "degree", "components")

    assert noted.nodes["Ben"]["degree"] == 2
    assert noted.nodes["Ben"]["components"] == 1
    assert "degree" not in PATH.nodes["Ben"]
    assert {"pagerank", "communities"} <= set(measures.noted(PATH).nodes["Ada"])
    with pytest.raises(NetworkError, match="no measure “fame”"):
        measures.noted(PATH, "fame")

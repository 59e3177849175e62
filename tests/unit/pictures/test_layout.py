"""Where nodes stand: somewhere, each by itself, always the same; pieces apart."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.pictures.layout import positions

nodes = st.integers(0, 30).map("n{}".format)


def grown(alone: list[str], edges: list[tuple[str, str, float]]) -> nx.Graph:
    network = nx.Graph()
    network.add_nodes_from(alone)
    network.add_weighted_edges_from(edges)
    return network


networks = st.builds(
    grown,
    st.lists(nodes, max_size=12),
    st.lists(st.tuples(nodes, nodes, st.floats(0.01, 9)), max_size=60),
)


@given(networks)
def test_each_node_stands_somewhere_by_itself(network: nx.Graph) -> None:
    places = positions(network)

    assert list(places) == sorted(network)
    assert all(-1 <= side <= 1 for place in places.values() for side in place)
    assert len(set(places.values())) == len(network)


@given(networks, st.randoms())
def test_the_order_of_nodes_and_edges_makes_no_difference(network: nx.Graph, rng) -> None:
    shuffled = nx.Graph()
    shuffled.add_nodes_from(rng.sample(sorted(network), k=len(network)))
    shuffled.add_weighted_edges_from(
        rng.sample(sorted(network.edges(data="weight")), k=network.number_of_edges())
    )

    assert positions(network) == positions(shuffled)


@given(networks)
def test_pieces_do_not_overlap(network: nx.Graph) -> None:
    places = positions(network)
    pieces = [
        np.array([places[node] for node in sorted(piece)])
        for piece in nx.connected_components(network)
    ]

    assert all(apart(one, other) for one, other in combinations(pieces, 2))


def test_many_pieces_do_not_overlap() -> None:
    network = nx.disjoint_union_all([nx.complete_graph(size) for size in [5, 4, 3, 2, 1] * 14])
    network = nx.relabel_nodes(network, str)

    places = positions(network)

    pieces = [
        np.array([places[node] for node in sorted(piece)])
        for piece in nx.connected_components(network)
    ]
    assert len(pieces) == 70
    assert all(apart(one, other) for one, other in combinations(pieces, 2))


@pytest.mark.parametrize("size", [2, 13, 101, 520], ids="{} nodes".format)
def test_neighbours_stand_nearer_than_others(size: int) -> None:
    network = nx.relabel_nodes(nx.random_regular_graph(1 if size == 2 else 4, size, seed=1), str)

    places = positions(network)

    joined = [distance(places, one, other) for one, other in network.edges]
    others = [distance(places, one, other) for one, other in combinations(sorted(network), 2)]
    assert np.mean(joined) < np.mean(others) or size == 2
    assert positions(network) == places


def test_groups_of_a_large_network_stand_apart() -> None:
    network = nx.relabel_nodes(nx.connected_caveman_graph(4, 250), str)

    places = positions(network)

    middles = [
        np.mean([places[str(node)] for node in range(cave * 250, cave * 250 + 250)], axis=0)
        for cave in range(4)
    ]
    near = [distance(places, "5", str(node)) for node in range(6, 250)]
    assert min(np.hypot(*(one - other)) for one, other in combinations(middles, 2)) > 0.5
    assert np.mean(near) < 0.5


@pytest.mark.parametrize("leaves", [3, 5, 12, 99, 150])
def test_the_leaves_of_a_star_stand_evenly_on_a_circle(leaves: int) -> None:
    star = nx.relabel_nodes(nx.star_graph(leaves), "n{:03}".format)

    places = np.array(list(positions(star).values()))

    ways = places[1:] - places[0]
    turns = np.sort(np.arctan2(*ways.T))
    assert np.hypot(*ways.T) == pytest.approx(np.hypot(*ways[0]), rel=1e-4)
    assert np.diff(turns) == pytest.approx(2 * np.pi / leaves, abs=1e-4)


def test_no_leaf_stands_on_the_line_to_another() -> None:
    hubs = nx.Graph([("a", "b"), ("b", "c")])
    for hub, leaves in zip("abc", (12, 3, 14), strict=True):
        hubs.add_edges_from((hub, f"{hub}{number}") for number in range(leaves))

    places = positions(hubs)

    for hub in "abc":
        ways = np.array([np.subtract(places[leaf], places[hub]) for leaf in hubs[hub]])
        turns = np.sort(np.arctan2(*ways.T))
        gaps = np.append(np.diff(turns), turns[0] + 2 * np.pi - turns[-1])
        assert gaps.min() > 0.5 * 2 * np.pi / len(gaps)


def test_no_node_has_no_place() -> None:
    assert positions(nx.Graph()) == {}


def test_an_edge_of_no_weight_or_to_itself_joins_nothing() -> None:
    network = nx.Graph([("a", "a")])
    network.add_edge("a", "b", weight=0.0)

    assert len(set(positions(network).values())) == 2


def distance(places: dict[str, tuple[float, float]], one: str, other: str) -> float:
    return float(np.hypot(*np.subtract(places[one], places[other])))


def apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether some line parts the two, of many directions."""
    turns = np.arange(0, np.pi, np.pi / 180)
    ways = np.column_stack([np.cos(turns), np.sin(turns)]).T
    here, there = one @ ways, other @ ways
    before = here.max(axis=0) < there.min(axis=0)
    behind = there.max(axis=0) < here.min(axis=0)
    return bool((before | behind).any())

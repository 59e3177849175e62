"""What holds of the networks of any companies whatever."""

import tempfile
from itertools import combinations
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import network
from kg.network import measures

people = st.sampled_from([f"P{number}" for number in range(8)]) | st.text(min_size=1, max_size=4)
companies = st.dictionaries(st.text(max_size=4), st.lists(people, max_size=6), max_size=8)


def naive(casts: dict[str, list[str]]) -> nx.Graph:
    """The definition, pair by pair."""
    net = nx.Graph()
    for work in casts.values():
        company = sorted(set(work))
        net.add_nodes_from(company)
        for one, other in combinations(company, 2):
            edge = net.get_edge_data(one, other, default={"shared": 0, "weight": 0.0})
            weight = edge["weight"] + 1 / (len(company) - 1)
            net.add_edge(one, other, shared=edge["shared"] + 1, weight=weight)
    return net


@given(companies)
def test_the_matrix_gives_what_the_definition_gives(casts: dict[str, list[str]]) -> None:
    net = measures.weighted_pairs(casts)
    expected = naive(casts)

    assert set(net) == set(expected)
    assert set(map(frozenset, net.edges)) == set(map(frozenset, expected.edges))
    for one, other, edge in net.edges(data=True):
        assert edge["shared"] == expected[one][other]["shared"]
        assert edge["weight"] == pytest.approx(expected[one][other]["weight"])


@given(companies)
def test_weights_add_up_to_the_works_made_with_others(casts: dict[str, list[str]]) -> None:
    net = measures.weighted_pairs(casts)

    for person in net:
        shared = sum(len(set(work)) > 1 and person in work for work in casts.values())
        assert net.degree(person, weight="weight") == pytest.approx(shared)


@given(companies, st.randoms())
def test_the_order_of_works_and_people_makes_no_difference(
    casts: dict[str, list[str]], rng: Random
) -> None:
    shuffled = {
        work: rng.sample(casts[work], k=len(casts[work]))
        for work in rng.sample([*casts], k=len(casts))
    }

    here, there = measures.weighted_pairs(casts), measures.weighted_pairs(shuffled)

    assert list(here.nodes) == list(there.nodes)
    assert list(here.edges(data=True)) == list(there.edges(data=True))


@given(companies)
def test_groups_share_out_all_the_people(casts: dict[str, list[str]]) -> None:
    net = measures.weighted_pairs(casts)

    for groups in (measures.communities(net), measures.components(net)):
        assert sorted(person for group in groups for person in group) == sorted(net)


named = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)


@given(st.dictionaries(named.map("n{}".format), named, max_size=5), st.floats(0.001, 1e6))
def test_graphml_loads_back_equal_whatever_the_names(names: dict[str, str], weight: float) -> None:
    net = nx.Graph()
    for node, name in names.items():
        net.add_node(node, name=name, works=len(name))
    for one, other in combinations(names, 2):
        net.add_edge(one, other, weight=weight, works=names[one])

    with tempfile.TemporaryDirectory() as folder:
        network.graphml(net, Path(folder) / "net.graphml")
        back = nx.read_graphml(Path(folder) / "net.graphml")

    assert list(back.nodes(data=True)) == list(net.nodes(data=True))
    assert list(back.edges(data=True)) == list(net.edges(data=True))

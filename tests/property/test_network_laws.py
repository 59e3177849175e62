"""What holds of the networks of any companies whatever, and of their measures."""

import tempfile
from itertools import combinations
from pathlib import Path
from random import Random

import definitions
import networkx as nx
import pytest
from hypothesis import given, settings
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


MEASURES = {
    "degree": (measures.degree, definitions.degree),
    "strength": (measures.strength, definitions.strength),
    "brokers": (measures.brokers, definitions.brokers),
    "pagerank": (measures.pagerank, definitions.pagerank),
    "core numbers": (measures.core_numbers, definitions.core_numbers),
}
ALONG_PATHS = {
    "betweenness": (measures.betweenness, definitions.betweenness),
    "closeness": (measures.closeness, definitions.closeness),
}
small = st.dictionaries(
    st.sampled_from("ABCDEFG"), st.lists(st.sampled_from("uvwxyz"), max_size=4), max_size=6
)
OF_FEW = settings(max_examples=40, deadline=None)


def values(scores: list[measures.Score]) -> dict[str, float]:
    return {score.node: score.value for score in scores}


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("form", ["networkx", "ties"])
@OF_FEW
@given(casts=small)
def test_a_measure_is_what_its_definition_says(
    name: str, form: str, casts: dict[str, list[str]]
) -> None:
    measure, definition = MEASURES[name]
    net = measures.weighted_pairs(casts)

    found = measure(net if form == "networkx" else measures.joined(casts))

    assert values(found) == pytest.approx(definition(net), abs=1e-7)


@pytest.mark.parametrize("name", ALONG_PATHS)
@pytest.mark.parametrize("weighted", [False, True])
@OF_FEW
@given(casts=small)
def test_a_measure_of_paths_is_what_its_definition_says(
    name: str, *, weighted: bool, casts: dict[str, list[str]]
) -> None:
    measure, definition = ALONG_PATHS[name]
    net = _unlike(measures.weighted_pairs(casts))

    found = measure(net, weighted=weighted)

    assert values(found) == pytest.approx(definition(net, weighted=weighted), abs=1e-7)


@pytest.mark.parametrize("name", ["pagerank", "core numbers", "betweenness", "closeness"])
@OF_FEW
@given(casts=companies)
def test_the_extra_gives_the_same_numbers(name: str, casts: dict[str, list[str]]) -> None:
    measure, _ = (MEASURES | ALONG_PATHS)[name]
    net = measures.weighted_pairs(casts)

    plain, fast = measure(net, fast=False), measure(net, fast=True)

    assert values(fast) == pytest.approx(values(plain), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("name", ALONG_PATHS)
@OF_FEW
@given(casts=companies)
def test_the_extra_gives_the_same_numbers_along_weights(
    name: str, casts: dict[str, list[str]]
) -> None:
    measure, _ = ALONG_PATHS[name]
    net = _unlike(measures.weighted_pairs(casts))

    plain, fast = (measure(net, weighted=True, fast=fast) for fast in (False, True))

    assert values(fast) == pytest.approx(values(plain), rel=1e-6, abs=1e-12)


@OF_FEW
@given(small)
def test_pieces_bridges_and_modularity_are_what_their_definitions_say(
    casts: dict[str, list[str]],
) -> None:
    net = measures.weighted_pairs(casts)
    groups = measures.communities(net)

    assert set(map(frozenset, measures.components(net))) == definitions.pieces(net)
    assert measures.components(measures.joined(casts)) == measures.components(net)
    assert set(map(frozenset, measures.bridges(net))) == definitions.bridges(net)
    assert measures.modularity(net, groups) == pytest.approx(
        definitions.modularity(net, groups), abs=1e-9
    )


@OF_FEW
@given(companies)
def test_the_extra_finds_groups_that_hold(casts: dict[str, list[str]]) -> None:
    net = measures.weighted_pairs(casts)

    groups = measures.communities(net, fast=True)

    assert sorted(node for group in groups for node in group) == sorted(net)
    assert groups == measures.communities(net, fast=True)
    assert measures.modularity(net, groups) >= -1e-9  # as good as no groups at all


@given(companies)
def test_arrays_are_the_same_network(casts: dict[str, list[str]]) -> None:
    net, its = measures.weighted_pairs(casts), measures.joined(casts)

    assert list(its.network().edges(data=True)) == list(net.edges(data=True))
    assert list(measures.ties(net).network().edges(data=True)) == list(net.edges(data=True))
    assert (len(its), its.size()) == (len(net), net.size())


def _unlike(net: nx.Graph) -> nx.Graph:
    """Give ties weights of which no two sums are equal by chance or nearly so."""
    for place, (_, _, edge) in enumerate(net.edges(data=True)):
        edge["weight"] = 1 / (1 + 2.0 ** -(place % 40))
    return net


named = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
@given(
    names=st.dictionaries(named.map("n{}".format), named, max_size=5), weight=st.floats(0.001, 1e6)
)
def test_a_file_loads_back_equal_whatever_the_names(
    ending: str, kind: type[nx.Graph], names: dict[str, str], weight: float
) -> None:
    net = kind()
    for node, name in names.items():
        net.add_node(node, name=name, works=len(name))
    for one, other in combinations(names, 2):
        net.add_edge(one, other, weight=weight, works=names[one])

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"net{ending}"
        network.save(net, place)
        first = place.read_bytes()
        back = network.read(place)
        network.save(back, place)

        assert place.read_bytes() == first
    assert back.is_directed() == net.is_directed()
    assert list(back.nodes(data=True)) == list(net.nodes(data=True))
    assert list(back.edges(data=True)) == list(net.edges(data=True))

"""What a picture of a network shows."""

import networkx as nx
import pytest

from kg.errors import NetworkError
from kg.network import measures
from kg.pictures.sketch import COLOURS, OTHERS, shortened, sketch


def chain() -> nx.Graph:
    network = nx.Graph()
    for number, weight in enumerate([4.0, 1.0, 1.0]):
        network.add_edge(f"n{number}", f"n{number + 1}", weight=weight, shared=number + 1)
    for node in network:
        network.nodes[node].update(name=f"Name {node}", kind="Person")
    return network


def test_dots_are_in_order_and_areas_are_as_strengths() -> None:
    drawn = sketch(chain())

    assert [dot.node for dot in drawn.dots] == ["n0", "n1", "n2", "n3"]
    assert [dot.name for dot in drawn.dots][:1] == ["Name n0"]
    assert [dot.size**2 for dot in drawn.dots] == pytest.approx([0.8, 1.0, 0.4, 0.2], abs=1e-5)
    assert not drawn.directed


def test_lines_tell_weight_and_works() -> None:
    lines = sketch(chain()).lines

    assert [(line.one, line.other) for line in lines] == [(0, 1), (1, 2), (2, 3)]
    assert [line.width for line in lines] == [1.0, 0.25, 0.25]
    assert [line.shared for line in lines] == [1, 2, 3]


@pytest.mark.parametrize(("most", "left"), [(0, 0), (4, 0), (3, 1), (1, 3), (9, 0)])
def test_only_the_most_joined_are_drawn(most: int, left: int) -> None:
    drawn = sketch(chain(), most=most)

    assert drawn.left_out == left
    assert len(drawn.dots) == 4 - left
    assert "n1" in {dot.node for dot in drawn.dots}


def test_sizes_and_groups_are_those_of_the_whole_network_whatever_is_left_out() -> None:
    # The strongest is joined to many who are not drawn, and to nobody who is.
    network = nx.complete_graph([f"c{number}" for number in range(5)])
    network.add_edges_from(("hub", f"leaf {number}") for number in range(9))

    few = sketch(network, most=6)

    drawn = {dot.node: dot for dot in few.dots}
    whole = {score.node: score.value for score in measures.strength(network)}
    assert sorted(drawn) == ["c0", "c1", "c2", "c3", "c4", "hub"]
    assert {node: dot.strength for node, dot in drawn.items()} == {
        node: whole[node] for node in drawn
    }
    assert drawn["hub"].size == 1
    assert drawn["c0"].size ** 2 == pytest.approx(4 / 9, abs=1e-5)
    assert [(group.name, group.size) for group in few.groups] == [("c0, c1 …", 5), ("hub", 1)]
    assert few.groups[drawn["hub"].group].colour in COLOURS


@pytest.mark.parametrize("weight", [-1, 0, float("nan"), float("inf"), "heavy", [1]])
def test_a_weight_that_is_none_is_refused_in_one_line(weight: object) -> None:
    network = nx.Graph()
    network.add_edge("a", "b", weight=weight)

    with pytest.raises(NetworkError, match="edge from “a” to “b” has the weight") as refused:
        sketch(network)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("unit", [1.0, 1e300, 1e-300])
def test_weights_of_any_size_are_drawn_alike(unit: float) -> None:
    network = chain()
    for _, _, edge in network.edges(data=True):
        edge["weight"] *= unit

    drawn, usual = sketch(network), sketch(chain())

    assert [dot.size for dot in drawn.dots] == [dot.size for dot in usual.dots]
    assert [line.weight for line in drawn.lines] == pytest.approx([4 * unit, unit, unit])
    assert [group.name for group in drawn.groups] == [group.name for group in usual.groups]


def test_an_edge_without_a_weight_weighs_one() -> None:
    network = nx.Graph()
    network.add_edge("a", "b", weight=None)
    network.add_edge("b", "c")

    assert [line.weight for line in sketch(network).lines] == [1, 1]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u200b \n", None])
def test_a_name_that_cannot_be_seen_is_none(name: str | None) -> None:
    network = nx.Graph()
    network.add_node("a", name=name)

    assert [dot.name for dot in sketch(network).dots] == ["a"]


def test_one_who_stands_alone_is_called_by_name() -> None:
    network = chain()
    network.add_node("z", name="Zoë Alone")

    assert sketch(network).groups[-1].name == "Zoë Alone"
    assert sketch(network.subgraph(["z"])).groups[0].name == "Zoë Alone"


def test_fewer_than_none_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="at most -1 nodes; give 0 for all"):
        sketch(chain(), most=-1)


def test_groups_are_named_for_their_best_joined_and_have_colours_of_their_own() -> None:
    caves = nx.relabel_nodes(nx.caveman_graph(14, 5), str)
    caves.add_nodes_from(["alone", "lonely"])

    groups = sketch(caves).groups

    assert [group.colour for group in groups] == [*COLOURS, OTHERS]
    assert groups[-1].name == "others"
    assert sum(group.size for group in groups) == len(caves)
    assert groups[0].name.endswith(" …")


def test_nodes_that_nothing_joins_share_one_group() -> None:
    drawn = sketch(nx.empty_graph(["a", "b"]))

    assert [(group.name, group.size, group.colour) for group in drawn.groups] == [
        ("unconnected", 2, OTHERS)
    ]


def test_a_directed_network_keeps_its_directions() -> None:
    drawn = sketch(nx.DiGraph([("b", "a"), ("a", "b"), ("c", "a"), ("a", "a")]))

    assert drawn.directed
    assert [(line.one, line.other) for line in drawn.lines] == [(0, 1), (1, 0), (2, 0)]


def test_nothing_gives_an_empty_sketch() -> None:
    drawn = sketch(nx.Graph())

    assert (drawn.dots, drawn.lines, drawn.groups, drawn.left_out) == ((), (), (), 0)


def test_the_same_network_gives_the_same_sketch_in_any_order() -> None:
    network = nx.relabel_nodes(nx.karate_club_graph(), str)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from((two, one, edge) for one, two, edge in network.edges(data=True))

    assert sketch(network) == sketch(turned)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Marsh", "Ada Marsh"),
        ("  Ada\n Marsh ", "Ada Marsh"),
        ("x" * 300, "x" * 27 + "…"),
        ("The Long and Very Winding Road, Part Two", "The Long and Very Winding…"),
        ("Somebody with a Longer… name of it", "Somebody with a Longer…"),
        ("", ""),
    ],
)
def test_a_long_name_is_cut_between_words(name: str, short: str) -> None:
    assert shortened(name) == short

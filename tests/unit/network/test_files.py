"""Networks as files."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from golden.queries import made

from kg import network
from kg.errors import WriteError
from kg.graph import Graph


@pytest.fixture(scope="module")
def people() -> nx.Graph:
    return network.collaborations(made.graph())


@pytest.mark.parametrize("made_from", [network.collaborations, network.people_and_works])
def test_graphml_loads_back_equal(made_from: Callable[[Graph], nx.Graph], tmp_path: Path) -> None:
    net = made_from(made.graph())
    network.graphml(net, tmp_path / "net.graphml")

    back = nx.read_graphml(tmp_path / "net.graphml")

    assert list(back.nodes(data=True)) == list(net.nodes(data=True))
    assert list(back.edges(data=True)) == list(net.edges(data=True))


def test_attributes_are_typed(people: nx.Graph, tmp_path: Path) -> None:
    network.graphml(people, tmp_path / "people.graphml")

    text = (tmp_path / "people.graphml").read_text("utf-8")

    for name, kind in [("name", "string"), ("weight", "double"), ("shared", "long")]:
        assert f'attr.name="{name}" attr.type="{kind}"' in text


def test_the_same_network_gives_the_same_bytes_and_leaves_nothing_beside(
    people: nx.Graph, tmp_path: Path
) -> None:
    network.graphml(people, tmp_path / "one.graphml")
    network.graphml(people, tmp_path / "two.graphml")
    network.graphml(people, tmp_path / "two.graphml")

    assert (tmp_path / "one.graphml").read_bytes() == (tmp_path / "two.graphml").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.graphml", "two.graphml"]


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    net = nx.Graph()
    net.add_node("a", name="Ada\x00 <Marsh> & “Co”\r")
    network.graphml(net, tmp_path / "odd.graphml")

    back = nx.read_graphml(tmp_path / "odd.graphml")

    assert back.nodes["a"]["name"] == "Ada\ufffd <Marsh> & “Co”\ufffd"
    assert net.nodes["a"]["name"] == "Ada\x00 <Marsh> & “Co”\r"


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    people: nx.Graph, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WriteError, match="cannot be written") as caught:
        network.graphml(people, tmp_path / "file" / "people.graphml")

    assert "\n" not in str(caught.value)


def test_a_folder_in_the_way_is_left_alone(people: nx.Graph, tmp_path: Path) -> None:
    (tmp_path / "people.graphml").mkdir()

    with pytest.raises(WriteError):
        network.graphml(people, tmp_path / "people.graphml")

    assert [path.name for path in tmp_path.iterdir()] == ["people.graphml"]

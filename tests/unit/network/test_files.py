"""Networks as files."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from golden.queries import made

from kg import network
from kg.errors import NetworkError, WriteError
from kg.graph import Graph
from kg.network import measures


@pytest.fixture(scope="module")
def people() -> nx.Graph:
    return network.collaborations(made.graph())


def roles(graph: Graph) -> nx.Graph:
    return network.between(graph, ("director", "performer"))


MADE = [network.collaborations, network.people_and_works, network.works, network.companies, roles]


@pytest.mark.parametrize("made_from", MADE)
@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_a_network_loads_back_equal(
    ending: str, made_from: Callable[[Graph], nx.Graph], tmp_path: Path
) -> None:
    net = made_from(made.graph())
    network.save(net, tmp_path / f"net.{ending}")

    back = network.read(tmp_path / f"net.{ending}")

    assert net.size()
    assert type(back) is type(net)
    assert list(back.nodes(data=True)) == list(net.nodes(data=True))
    assert list(back.edges(data=True)) == list(net.edges(data=True))


@pytest.mark.parametrize("made_from", MADE)
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


def test_gephi_finds_labels_types_and_weights_and_no_clock(
    people: nx.Graph, tmp_path: Path
) -> None:
    network.gexf(people, tmp_path / "people.gexf")

    document = ET.parse(tmp_path / "people.gexf")

    found = {
        name: document.findall(f".//{{http://www.gexf.net/1.2draft}}{name}")
        for name in ("meta", "node", "edge", "attribute")
    }
    assert [each.attrib for each in found["meta"]] == [{}]
    assert {each.get("label") for each in found["node"]} >= {"Ada Marsh", "Lee Park"}
    assert all(float(each.get("weight", "")) > 0 for each in found["edge"])
    types = {each.get("title"): each.get("type") for each in found["attribute"]}
    assert types == {
        "name": "string", "kind": "string", "shared": "long", "works": "string",
        "iris": "string", "roles": "string",
    }  # fmt: skip


def test_tables_have_the_heads_that_other_programs_know(people: nx.Graph, tmp_path: Path) -> None:
    network.save(people, tmp_path / "people.csv")

    nodes, edges = (
        list(csv.DictReader(io.StringIO((tmp_path / f"people.{part}.csv").read_text("utf-8"))))
        for part in ("nodes", "edges")
    )

    assert [row["Id"] for row in nodes] == list(people)
    assert [row["Label"] for row in nodes] == [name for _, name in people.nodes(data="name")]
    assert list(edges[0])[:4] == ["Source", "Target", "Type", "Weight"]
    assert [(row["Source"], row["Target"]) for row in edges] == list(people.edges)
    assert [float(row["Weight"]) for row in edges] == [w for *_, w in people.edges(data="weight")]


def test_a_cell_of_several_lines_stays_one_cell(tmp_path: Path) -> None:
    net = nx.Graph()
    net.add_node("a", name="Ada\r Marsh\n, “Co”")

    written = network.save(net, tmp_path / "odd.csv")

    text = io.StringIO(written[0].read_bytes().decode("utf-8"), newline="")
    assert [row["Label"] for row in csv.DictReader(text)] == ["Ada\r Marsh\n, “Co”"]


def test_identifiers_that_xml_cannot_hold_are_cleaned(tmp_path: Path) -> None:
    network.save(measures.weighted_pairs({"w": ["a\x00", "b"]}), tmp_path / "odd.gexf")

    assert set(network.read(tmp_path / "odd.gexf")) == {"a\ufffd", "b"}


def test_a_format_that_is_none_is_told_with_those_there_are(
    people: nx.Graph, tmp_path: Path
) -> None:
    with pytest.raises(NetworkError, match=r"No network is written as “.doc”.*\.graphml, \.gexf"):
        network.save(people, tmp_path / "people.doc")
    with pytest.raises(NetworkError, match=r"No network is read from “people.csv”"):
        network.read(tmp_path / "people.csv")


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
@pytest.mark.parametrize("content", ["", "<graphml>", "<gexf/>", "{}", "[1]", "\udcff"])
def test_what_is_no_network_is_told_in_one_line(ending: str, content: str, tmp_path: Path) -> None:
    place = tmp_path / f"odd.{ending}"
    place.write_text(content, "utf-8", errors="surrogateescape")

    with pytest.raises(NetworkError) as caught:
        network.read(place)

    assert "\n" not in str(caught.value)
    assert "odd." in str(caught.value)


def test_a_network_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="cannot be read"):
        network.read(tmp_path / "none.gexf")


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

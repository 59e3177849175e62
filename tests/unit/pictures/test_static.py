"""Pictures of networks: names that can be read, files that never differ."""

import struct
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest
from golden.queries import made
from matplotlib.collections import PathCollection
from matplotlib.transforms import Bbox
from pictured import overlap, texts, words

import kg.network
from kg import pictures
from kg.errors import KgError, WriteError
from kg.pictures.picture import DPI, Picture
from kg.pictures.sketch import sketch

ODD = {
    "a": "$x_1^2$ & <b>",
    "b": "黒澤 明",
    "c": "عمر الشريف",
    "d": "Wolfeschlegelstein" * 17,
    "e": "a\x00b\ud800\n\\frac",
    "f": "",
}


def odd() -> nx.Graph:
    network = nx.relabel_nodes(nx.path_graph(6), dict(enumerate("abcdef")))
    nx.set_node_attributes(network, ODD, "name")
    return network


def directed() -> nx.DiGraph:
    return nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])


def of(size: int) -> nx.Graph:
    network = nx.relabel_nodes(nx.barabasi_albert_graph(size, 3, seed=1), "n{}".format)
    nx.set_node_attributes(network, {node: f"Somebody {node}" for node in network}, "name")
    return network


CASES = {
    "one": nx.empty_graph(["a"]),
    "two": nx.Graph([("a", "b")]),
    "eight": nx.relabel_nodes(nx.complete_graph(8), "Somebody Or Other {}".format),
    "sixty": of(60),
    "two hundred": of(200),
    "odd": odd(),
    "directed": directed(),
    "two sides": kg.network.people_and_works(made.graph()),
    "nothing": nx.Graph(),
}


@pytest.mark.parametrize("case", CASES)
def test_no_words_run_over_others_or_out_of_the_picture(case: str) -> None:
    boxes = words(pictures.network(CASES[case], title="A title " * 20))

    whole = Bbox([[0, 0], [12 * DPI, 8 * DPI]])
    assert all(box.x0 >= whole.x0 and box.x1 <= whole.x1 for box in boxes)
    assert all(box.y0 >= whole.y0 and box.y1 <= whole.y1 for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@pytest.mark.parametrize("case", CASES)
def test_an_svg_is_xml_without_a_clock_and_always_the_same(case: str) -> None:
    picture = pictures.network(CASES[case], title="$\\alpha$ <&>")

    text = picture.svg()

    ET.fromstring(text)
    assert "date" not in text.lower()
    assert text == picture.svg() == pictures.network(CASES[case], title="$\\alpha$ <&>").svg()


def test_a_png_has_its_size_and_is_always_the_same() -> None:
    picture = pictures.network(CASES["eight"])

    drawn = picture.png()

    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", drawn[16:24]) == (12 * DPI, 8 * DPI)
    assert b"oftware" not in drawn
    assert drawn == pictures.network(CASES["eight"]).png()


def chain(size: int) -> nx.Graph:
    network = nx.relabel_nodes(nx.path_graph(size), "n{:02}".format)
    nx.set_node_attributes(network, {node: f"Somebody {node}" for node in network}, "name")
    return network


@pytest.mark.parametrize(
    ("network", "named"),
    [(chain(25), 10), (of(40), 20), (of(120), 30), (of(300), 15)],
    ids=["path", "few", "some", "many"],
)
def test_no_name_covers_a_dot_or_stands_nearer_to_another_than_to_its_own(network, named) -> None:
    picture = pictures.network(network, most=0)

    at, radii = dots(picture, network)
    whose = {
        name: number
        for number, name in enumerate(sorted(network.nodes[n]["name"] for n in network))
    }
    far = {
        text.get_text(): beyond(text.get_window_extent(), at) - radii
        for text in picture.figure.axes[0].texts
    }
    assert len(far) >= named
    assert all(rims.min() == rims[whose[name]] > 0 for name, rims in far.items())


@pytest.mark.parametrize("network", [chain(25), chain(3), of(300)], ids=["path", "short", "many"])
def test_most_dots_leave_room_between_them_for_their_line(network) -> None:
    at, radii = dots(pictures.network(network, most=0), network)

    apart = np.hypot(*(at[:, None] - at[None, :]).T) - radii[:, None] - radii[None, :]
    np.fill_diagonal(apart, np.inf)
    assert np.median(apart.min(axis=0)) > 0
    assert len(network) > 25 or apart.min() > 0


def test_neighbours_stand_no_farther_than_three_inches() -> None:
    network = nx.Graph([("a", "b")])
    network.add_node("c")

    at, _ = dots(pictures.network(network), network)

    apart = np.hypot(*(at[:, None] - at[None, :]).T) / DPI
    assert 1 < apart[0, 1] <= 3
    assert apart.max() <= 4


def test_the_dots_that_are_named_are_ringed_where_there_are_many() -> None:
    rings = [
        len(pictures.network(of(size), most=0).figure.axes[0].collections) for size in (100, 200)
    ]

    assert rings[1] - rings[0] == 3


def test_the_key_tells_what_sizes_and_widths_stand_for() -> None:
    network = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 0.25), ("b", "c", 1234.0)])

    said = texts(pictures.network(network))

    assert "Strength 0.25 to 1,234" in said
    assert "Weight 0.25 to 1,234" in said
    assert "Weight 1" in texts(pictures.network(CASES["two"]))


def test_sides_without_a_kind_are_told_apart_all_the_same() -> None:
    network = nx.Graph([("a", "b")])
    nx.set_node_attributes(network, {"a": 0, "b": 1}, "bipartite")

    assert {"one side", "other side"} <= set(texts(pictures.network(network)))


def test_no_name_is_cut_twice() -> None:
    network = nx.relabel_nodes(
        nx.complete_graph(5), ("Wolfeschlegelsteinhausen " * 2 + "{}").format
    )

    assert not [said for said in texts(pictures.network(network)) if "……" in said or "… …" in said]


def test_the_strongest_are_named_first() -> None:
    network = of(300)

    named = texts(pictures.network(network, labels=5))

    best = [score.name for score in kg.network.measures.strength(network)[:5]]
    assert len(set(named) & set(best)) >= 2
    assert len([name for name in named if name.startswith("Somebody n") and "(" not in name]) <= 5


def test_all_of_a_few_are_named() -> None:
    named = texts(pictures.network(kg.network.collaborations(made.graph())))

    assert {"Ada Marsh", "Ben Novak", "Lee Park", "Dev Stone"} <= set(named)


def test_what_is_left_out_is_told() -> None:
    assert "10 of 60 nodes drawn" in texts(pictures.network(CASES["sixty"], most=10))


def test_nothing_to_draw_is_told() -> None:
    assert "There is nothing to draw: the network is empty." in texts(pictures.network(nx.Graph()))


@pytest.mark.parametrize("wrong", [{"most": -1}, {"labels": -1}])
def test_fewer_than_none_cannot_be_asked_for(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at most -1 nodes"):
        pictures.network(CASES["two"], **wrong)


@pytest.mark.parametrize(("ending", "begin"), [(".png", b"\x89PNG"), (".SVG", b"<?xml")])
def test_a_picture_is_saved_as_its_ending_says(tmp_path: Path, ending: str, begin: bytes) -> None:
    pictures.network(CASES["two"]).save(tmp_path / f"net{ending}")

    assert (tmp_path / f"net{ending}").read_bytes().startswith(begin)


@pytest.mark.parametrize("name", ["net.pdf", "net"])
def test_another_ending_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match=r"End the name in \.png or \.svg") as caught:
        pictures.network(CASES["two"]).save(tmp_path / name)

    assert isinstance(caught.value, KgError)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_notebook_shows_the_picture_once() -> None:
    picture = pictures.network(CASES["two"])

    drawn, shown = picture._repr_png_()

    assert drawn == picture.png()
    assert shown == {"width": 900}
    assert not hasattr(picture, "_repr_svg_")


def test_settings_of_the_user_neither_count_nor_change() -> None:
    plain = pictures.network(CASES["two"]).png()

    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        before = dict(mpl.rcParams)
        drawn = pictures.network(CASES["two"]).png()
        after = dict(mpl.rcParams)

    assert drawn == plain
    assert before == after


def test_a_large_network_has_its_lines_as_pixels() -> None:
    text = pictures.network(of(1600), most=0).svg()

    assert "data:image/png" in text
    assert text.count("<path") < 3000


def dots(picture: Picture, network: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    """Where dots are drawn, in pixels, in the order of their nodes, and their radii."""
    axes = picture.figure.axes[0]
    drawn = next(each for each in axes.collections if isinstance(each, PathCollection))
    offsets, sizes = np.asarray(drawn.get_offsets()), drawn.get_sizes()
    order = [
        int(np.argmin(np.hypot(*(offsets - (dot.x, dot.y)).T)))
        for dot in sketch(network, most=0).dots
    ]
    return axes.transData.transform(offsets[order]), np.sqrt(sizes[order]) / 2 * DPI / 72


def beyond(box: Bbox, at: np.ndarray) -> np.ndarray:
    """How far points are from a box."""
    beside = np.maximum(np.maximum(box.x0 - at[:, 0], at[:, 0] - box.x1), 0)
    above = np.maximum(np.maximum(box.y0 - at[:, 1], at[:, 1] - box.y1), 0)
    return np.hypot(beside, above)

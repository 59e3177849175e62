"""The page of a network as a file: it needs nothing, and no text can break out of it."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from browser import staged
from golden.queries import made

from kg import network
from kg.errors import KgError
from kg.graph import Graph
from kg.pictures.interactive import Page, page

EVIL = "</script><!--<script><img src=x onerror=alert(1)>'\"& \u2028"
TEXT = f"“Tide 🌊” has {EVIL} in its cast. Ada Marsh directed “Tide 🌊”, they say."
PASSAGES = (f"“Tide 🌊” has {EVIL}", "Ada Marsh directed “Tide 🌊”")


class Elements(HTMLParser):
    """The elements that a browser would see, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.names: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._open = (tag, dict(attrs))
        self.found.append(self._open)

    def handle_data(self, data):
        if self._open and self._open[0] in {"script", "style"}:
            self.inside.append((*self._open, data))
        if self._open and self._open[0] == "li":
            self.names.append(data)

    def handle_endtag(self, _tag):
        self._open = None


@pytest.fixture(scope="module")
def graph() -> Graph:
    parts = [
        ("Tide 🌊", "castMember", EVIL, PASSAGES[0]),
        ("Tide 🌊", "director", "Ada Marsh", PASSAGES[1]),
    ]
    return staged.graph({"tide": (TEXT, parts)})


@pytest.fixture(scope="module")
def html(graph) -> str:
    return page(network.collaborations(graph), graph, title=f"Of {EVIL}").html


def data(html: str) -> dict:
    blocks = [
        text
        for tag, attributes, text in Elements(html).inside
        if tag == "script" and attributes.get("type") == "application/json"
    ]
    assert len(blocks) == 1
    return json.loads(blocks[0])


def test_a_page_loads_nothing(html) -> None:
    for _, attributes in Elements(html).found:
        assert not {"src", "href", "srcset", "action", "style"} & set(attributes)

    style = next(text for tag, _, text in Elements(html).inside if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in html


def test_its_policy_allows_its_own_style_and_scripts_and_nothing_else(html) -> None:
    elements = Elements(html)
    policy = next(
        str(attributes["content"])
        for tag, attributes in elements.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    wanted = {
        kind: [
            f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
            for tag, attributes, text in elements.inside
            if tag == kind and "type" not in attributes
        ]
        for kind in ("style", "script")
    }

    assert rules["default-src"] == "'none'"
    assert rules["style-src"].split() == wanted["style"]
    assert rules["script-src"].split() == wanted["script"]
    assert len(wanted["script"]) == 3
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}


def test_no_text_can_end_what_it_stands_in(html) -> None:
    elements = Elements(html)

    assert [tag for tag, _ in elements.found].count("script") == 4
    assert "img" not in {tag for tag, _ in elements.found}
    assert "<" not in html[html.index('id="data">') + 10 :].partition("</script>")[0]
    assert EVIL in data(html)["names"]
    assert EVIL in "".join(elements.names)


def test_a_passage_is_found_by_its_place_as_a_script_counts(html) -> None:
    cited = data(html)["cited"]

    passages = {
        cited["sentences"][sentence]
        .encode("utf-16-le")[2 * start : 2 * (start + length)]
        .decode("utf-16-le")
        for sentence, start, length in zip(
            cited["sentence"], cited["start"], cited["length"], strict=True
        )
    }

    assert passages == set(PASSAGES)
    assert all(sentence in TEXT for sentence in cited["sentences"])


def test_the_same_network_gives_the_same_bytes_whatever_its_order(graph, html) -> None:
    net = network.collaborations(graph)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(net.nodes(data=True))))
    turned.add_edges_from((other, one, edge) for one, other, edge in net.edges(data=True))

    assert page(turned, graph, title=f"Of {EVIL}").html == html


def test_a_line_tells_the_works_that_made_it_where_its_ends_share_more() -> None:
    graph = made.graph()
    led = network.between(graph, ("director", "performer"))

    told = data(page(led, graph).html)

    names, lines = told["names"], told["lines"]
    found = {
        (names[lines["one"][int(line)]], names[lines["other"][int(line)]], names[work])
        for line, works in told["met"].items()
        for work in works
    }
    assert found == {("Ben Novak", "Ada Marsh", "Tide")}
    assert told["directed"]
    assert data(page(network.collaborations(graph), graph).html)["met"] == {}


@pytest.mark.parametrize(
    "made_from",
    [network.collaborations, network.works, network.people_and_works, network.companies],
)
def test_every_network_has_a_page_that_has_each_node_and_edge(made_from) -> None:
    graph = made.graph()
    net = made_from(graph)

    told = data(page(net, graph).html)

    nodes = [told["prefix"] + iri for iri in told["iris"][: len(told["dots"]["x"])]]
    lines = zip(told["lines"]["one"], told["lines"]["other"], strict=True)
    assert sorted(nodes) == sorted(net)
    assert {frozenset((nodes[one], nodes[other])) for one, other in lines} == {
        frozenset(edge) for edge in net.edges
    }
    assert not told["directed"]


def test_at_most_so_many_nodes_are_shown_and_the_rest_is_counted() -> None:
    graph = made.graph()
    net = network.collaborations(graph)

    told = data(page(net, graph, most=2).html)

    assert len(told["dots"]["x"]) == 2
    assert told["left"] == len(net) - 2
    assert max(told["dots"]["degree"]) > 1


def test_half_a_letter_is_replaced_and_the_page_can_be_written(graph, tmp_path: Path) -> None:
    net = nx.Graph(network.collaborations(graph))
    node = min(net)
    net.nodes[node]["name"] = "Ada \ud800 Marsh"

    page(net, graph, title="Of \udfff").save(tmp_path / "page.html")

    written = (tmp_path / "page.html").read_text("utf-8")
    assert "Ada \ufffd Marsh" in data(written)["names"]
    assert "<title>Of \ufffd</title>" in written


def test_nodes_that_are_no_iris_have_no_sentences(graph) -> None:
    net = nx.Graph(network.collaborations(graph))
    net.add_edge(min(net), "just a name")
    net.add_edge("just a name", "\ud800 <>")

    told = data(page(net, graph).html)

    assert "just a name" in told["names"]
    assert len(told["cited"]["node"]) == 2
    assert data(page(nx.Graph([("a", "b")]), graph).html)["cited"]["node"] == []


def test_a_page_without_its_script_counts_those_it_does_not_list() -> None:
    many = nx.empty_graph([f"n{number}" for number in range(520)])

    assert "… and 20 more." in page(many, Graph()).html
    assert "… and 517 more." in page(many, Graph(), most=3).html
    assert "more." not in page(nx.Graph([("a", "b")]), Graph()).html.partition("<main")[0]


def test_a_page_without_sentences_promises_none(graph) -> None:
    net = network.collaborations(graph)

    heads = {
        name: page(net, its).html.partition("<main")[0]
        for name, its in {"told": graph, "bare": Graph()}.items()
    }

    assert "the sentences need JavaScript" in heads["told"]
    assert "sentences" not in heads["bare"].partition("<noscript>")[2]


@pytest.mark.parametrize(
    ("made_from", "works"),
    [
        (network.collaborations, set()),
        (network.people_and_works, {"Tide", "Blue Hour"}),
        (network.works, {"Tide", "Blue Hour"}),
    ],
)
def test_works_are_told_from_people_even_without_sentences(made_from, works) -> None:
    net = made_from(made.graph())

    told = data(page(net, Graph()).html)

    found = {name for name, work in zip(told["names"], told["dots"]["work"], strict=True) if work}
    assert works <= found
    assert "Ada Marsh" not in found


def test_strength_is_told_as_the_whole_network_has_it() -> None:
    net = network.collaborations(made.graph())

    told = data(page(net, made.graph(), most=2).html)

    whole = {score.name: score.value for score in network.measures.strength(net)}
    names = told["names"][: len(told["dots"]["strength"])]
    assert dict(zip(names, told["dots"]["strength"], strict=True)) == pytest.approx(
        {name: whole[name] for name in names}, rel=1e-3
    )


def test_an_empty_network_has_a_page() -> None:
    told = data(page(nx.Graph(), Graph()).html)

    assert told["names"] == []
    assert told["cited"]["sentences"] == []


@pytest.mark.parametrize("name", ["network.html", "Network.HTM"])
def test_a_page_is_saved_as_it_is(tmp_path: Path, name: str) -> None:
    Page("<p>Zoë").save(tmp_path / name)

    assert (tmp_path / name).read_text("utf-8") == "<p>Zoë"


@pytest.mark.parametrize("name", ["network", "network.svg", "network.html.gz"])
def test_another_ending_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(KgError, match=r"Give a name that ends in \.html\.$") as refused:
        Page("<p>").save(tmp_path / name)

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_shows_a_page_in_a_frame_that_reaches_nothing(html) -> None:
    shown = Page(html)._repr_html_()

    found = re.fullmatch(r'<iframe sandbox="allow-scripts" [^<>]*srcdoc="([^"]*)"></iframe>', shown)
    assert found
    assert unescape(found[1]) == html


def test_a_notebook_does_not_hold_a_page_of_many_megabytes() -> None:
    shown = Page("x" * 9_000_000)._repr_html_()

    assert len(shown) < 200
    assert "9 MB" in shown


def test_a_page_carries_the_licences_of_the_scripts_in_it(html) -> None:
    for holder in ("Alexis Jacomy", "Guillaume Plique", "Joyent"):
        assert holder in html


def test_the_scripts_of_others_are_those_their_record_names(root: Path) -> None:
    folder = root / "kg" / "pictures" / "vendored"
    record = (folder / "README.md").read_text("utf-8")

    for script in folder.glob("*.js"):
        assert f"| `{script.name}` |" in record
        assert sha256(script.read_bytes()).hexdigest() in record

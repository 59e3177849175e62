"""Whatever names and words say, what is written holds them as words: nothing else comes of them."""

import csv
import io
import json
import tempfile
from contextlib import redirect_stdout
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import rdflib
from hostile_names import NAMES, graph_of_names, graphs, names
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from published import seen

import kg
from kg.cli import screen
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, iri
from kg.publish import Site, table_csv
from kg.publish.report import page
from kg.query.rows import Rows

law = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(law, max_examples=60)
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "trig": "trig", "nq": "nquads"}
RDFLIB["jsonld"] = "json-ld"
LABEL = Iri(iri("rdfs:label"))
HARMLESS = "Tide"
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}
NOT_IN_XML = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n", "\r"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def in_xml(text: str) -> str:
    """Return a text as XML can hold it."""
    return "".join("\ufffd" if letter in NOT_IN_XML else letter for letter in text)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, in its parsers
@pytest.mark.parametrize("form", sorted(RDFLIB))
@law
@given(graph=graphs)
def test_every_format_says_what_the_graph_says_and_no_more(form: str, graph: Graph) -> None:
    written = graph.serialize(form)
    whole = form in ("trig", "nq", "jsonld")
    read = rdflib.Dataset() if whole else rdflib.Graph()

    read.parse(data=written, format=RDFLIB[form])

    told = graph.quads() if whole else graph.quads(None)
    if form == "rdfxml":
        told = [quad._replace(object=_legible(quad.object)) for quad in told]
    assert set(Graph.parse(written, form).quads()) == set(told)
    assert set(Graph.from_rdflib(read).quads()) == set(told)


def _legible(term: Iri | Literal) -> Iri | Literal:
    if isinstance(term, Iri):
        return term
    return Literal(in_xml(term.text), term.datatype, term.language)


@many
@given(graphs)
def test_identifiers_are_ours_or_of_a_vocabulary_or_given_as_one(graph: Graph) -> None:
    given_as = {Iri(iri("film:url"))}
    spaces = (graph.base, *kg.namespaces.VOCABULARIES.values())

    for quad in graph.quads():
        for term in (*quad[:3], quad.graph):
            if isinstance(term, Iri) and quad.predicate not in given_as:
                assert term.startswith(spaces) or quad.predicate.endswith("sameAs"), quad


@many
@given(names)
@example("\x00\x1b\ufffe\r<&]]>")
def test_answers_as_xml_are_well_formed_and_hold_the_words(name: str) -> None:
    graph = Graph([Quad(Iri("urn:a"), LABEL, Literal(name))])

    told = graph.results("SELECT ?name { ?thing rdfs:label ?name }", "xml")

    assert [each.text for each in ET.fromstring(told).iter() if each.tag.endswith("literal")] == [
        in_xml(name)
    ]


@law
@given(st.lists(names, min_size=2, max_size=4, unique=True))
@example(["=HYPERLINK(1)", "\x00\x1b]8;;\ufffe"])
def test_networks_carry_the_names_into_every_file(called: list[str]) -> None:
    network = nx.Graph()
    for number, name in enumerate(called):
        network.add_node(f"urn:n{number}", name=name, kind="Person")
    network.add_edge("urn:n0", "urn:n1", weight=1.0, shared=1, works=called[0])

    with tempfile.TemporaryDirectory() as folder:
        for form in ("graphml", "gexf", "json"):
            kg.network.save(network, Path(folder) / f"net.{form}")
            read = kg.network.files.read(Path(folder) / f"net.{form}")
            kept = [in_xml(name).replace("\r", "\ufffd") for name in called]
            found = [its["name"] for _, its in read.nodes(data=True)]
            assert found == (called if form == "json" else kept)
        kg.network.save(network, Path(folder) / "net.csv")
        nodes = _cells((Path(folder) / "net.nodes.csv").read_bytes().decode())
        assert sorted(path.name for path in Path(folder).iterdir()) == [
            "net.csv"[:4] + end for end in ("edges.csv", "gexf", "graphml", "json", "nodes.csv")
        ]
    assert not [cell for row in nodes for cell in row if cell.startswith(FORMULA)]
    assert [row[1].removeprefix("'") for row in nodes[1:]] == [n.removeprefix("'") for n in called]


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@many
@given(st.lists(names, max_size=4), st.integers(-9, 9))
def test_no_cell_of_a_table_is_a_formula_and_numbers_stay_numbers(
    words: list[str], number: int
) -> None:
    rows = Rows([{"word": word, "number": number} for word in words], ("word", "number"))

    told = _cells(rows.to_csv())[1:]

    for word, (cell, count) in zip(words, told, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell in (word, f"'{word}")
        assert int(count) == number
    assert [row["word"] for row in json.loads(rows.to_json())] == words


@law
@given(graphs)
def test_no_cell_of_the_table_of_facts_is_a_formula(graph: Graph) -> None:
    rows = _cells(table_csv(kg.assemble.table(graph, everything=True)))

    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def structure(element: HtmlElement) -> list[object]:
    """Return elements and the names of their attributes, in order; of texts nothing."""
    return [
        (each.tag, sorted(each.attrib)) if isinstance(each.tag, str) else "comment"
        for each in element.iter()
    ]


def made(name: str) -> dict[str, bytes]:
    """The pages of a graph where everything is called so, by their number among those of a kind."""
    site = Site(graph_of_names(name))
    kinds = ("work/", "person/", "article/", "character/", "dispute", "articles", "index", "people")
    found = [path for path in site.paths() if path.startswith(kinds) and path.endswith(".html")]
    pages = {path: site.content(path) for path in found}
    return {path: content for path, content in pages.items() if content is not None}


@law
@given(names)
@example("</script><script>alert(1)</script>")
@example("--><svg/onload=alert(1)>")
@example("' onmouseover='alert(1)")
@example("\x00\ufffe\x0b")
def test_no_name_writes_an_element_an_attribute_or_an_address(name: str) -> None:
    assume(name.strip() and any(letter.isalnum() for letter in name))
    pages = made(name)

    assert len(pages) > 8
    for path, content in pages.items():
        tree = seen(content)
        elements = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
        assert elements <= ELEMENTS, path
        assert {key for each in tree.iter() for key in each.attrib} <= ATTRIBUTES, path
        assert not [each for each in tree.iter() if not isinstance(each.tag, str)], path
        for link in tree.xpath("//@href | //@src"):
            assert _is_own(link), (path, link)
        scripts = tree.xpath("//script")
        assert [each.get("src", "").rpartition("/")[2] for each in scripts if each.get("src")] == [
            "site.js"
        ]
        for each in scripts:
            if not each.get("src"):
                assert each.get("type") == "application/ld+json"
                assert json.loads(each.text)["@context"] == "https://schema.org"
        assert len(tree.xpath("//meta[@http-equiv='Content-Security-Policy']")) == 1


ELEMENTS = {
    *("html", "head", "meta", "title", "link", "body", "a", "header", "p", "div", "label", "input"),
    *("ul", "li", "nav", "main", "section", "h1", "h2", "h3", "figure", "blockquote", "mark"),
    *("figcaption", "span", "time", "details", "summary", "footer", "script", "article", "code"),
    *("b", "br", "q", "dl", "dt", "dd", "bdi", "ol", "i", "aside", "h4", "kbd"),
}
ATTRIBUTES = {
    *(
        "lang",
        "data-root",
        "charset",
        "http-equiv",
        "content",
        "name",
        "rel",
        "href",
        "class",
        "id",
    ),
    *("role", "hidden", "for", "type", "placeholder", "autocomplete", "spellcheck", "src"),
    *("aria-label", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-keyshortcuts"),
    *("aria-live", "tabindex", "dir", "datetime", "data-fact", "data-facts", "aria-current"),
    *("data-begins", "data-piece", "data-start", "aria-labelledby"),
}


def _is_own(link: str) -> bool:
    """Return whether a link leads into the site, or nowhere."""
    return link == "data:," or not link.partition("#")[0].partition("?")[0].count(":")


@law
@given(names)
@example("</script><script>alert(1)</script>")
@example("]]><![CDATA[")
def test_the_report_is_built_as_that_of_a_harmless_name(name: str) -> None:
    tree = seen(page(graph_of_names(name), pictures=list).encode("utf-8", "replace"))

    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} <= ELEMENTS | {"style"}
    assert not [key for each in tree.iter() for key in each.attrib if key.startswith("on")]
    assert len(tree.xpath("//script")) == 1
    assert not [link for link in tree.xpath("//@href | //@src") if not link.startswith("#")]


@law
@given(names)
@example("</script><script>alert(1)</script>")
@example("</noscript><img src=x onerror=alert(1)>")
def test_the_page_of_a_network_holds_names_as_data(name: str) -> None:
    graph = graph_of_names(name)
    network = kg.network.collaborations(graph)

    tree = seen(kg.pictures.page(network, graph, title=name).html.encode("utf-8", "replace"))

    [data] = tree.xpath("//script[@id='data']")
    scripts = tree.xpath("//script")
    told = seen(kg.pictures.page(network, graph, title=HARMLESS).html.encode())
    assert isinstance(json.loads(data.text)["names"], list)
    assert len(scripts) == len(told.xpath("//script"))
    assert structure(tree) == structure(told)


@many
@given(names)
@example("a\x1b[2Jb\r\u202e")
def test_what_people_are_shown_commands_no_terminal(name: str) -> None:
    shown = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    with redirect_stdout(shown):
        screen.say(name)
        screen.table(["name"], [[name]])

    assert isinstance(shown.buffer, io.BytesIO)
    told = shown.buffer.getvalue().decode()
    commands = {*map(chr, [*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F)])}
    assert not (commands - {"\n", "\t"}) & {*told}


@settings(law, max_examples=4)
@given(st.lists(names, min_size=1, max_size=2))
@example(["CON", "../../../etc/passwd"])
@example(["x" * 1000, "\0"])
def test_every_file_of_a_site_is_in_its_folder_and_has_a_name_that_any_disk_takes(
    called: list[str],
) -> None:
    paths = list(Site(graph_of_names(*called)).paths())

    assert len(paths) > 60
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in map(PurePosixPath, paths):
        assert not path.is_absolute()
        assert len(path.parts) <= 2
        for part in path.parts:
            assert part.partition(".")[0].casefold() not in DEVICES
            assert not set(part) & set('<>:"|?*\\/\0')
            assert part.isprintable()
            assert not part.startswith((".", "-", "~"))
            assert not part.endswith((".", " "))
            assert len(part.encode()) <= 255


_addresses = st.sampled_from([name for name in NAMES if kg.graph.terms.is_iri(name)])


@law
@given(_addresses)
def test_a_thing_that_is_said_to_be_the_same_as_a_script_leads_nowhere(address: str) -> None:
    thing = Iri(f"{BASE}work/tide.1")
    kind = Quad(thing, Iri(iri("rdf:type")), Iri(iri("film:Film")))
    same = Quad(thing, Iri(iri("owl:sameAs")), Iri(address))
    content = Site(Graph([kind, Quad(thing, LABEL, Literal("Tide")), same])).content(
        "work/tide.1.html"
    )
    assert content is not None

    for link in seen(content).xpath("//@href"):
        assert _is_own(link) or link.startswith(("http://", "https://"))

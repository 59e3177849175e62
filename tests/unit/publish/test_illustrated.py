"""The pictures of a graph's page."""

import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest
from golden.queries import made

from kg.graph import Graph, Literal, Quad
from kg.namespaces import VOCABULARIES
from kg.publish.illustrated import illustrations
from kg.publish.report import page

EVIL = '</script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def shown() -> str:
    return page(made.graph())


def images(shown: str) -> list[tuple[str, bytes]]:
    found = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)"', shown)
    return [(title, b64decode(source)) for source, title in found]


def test_there_is_a_picture_of_people_of_news_and_of_money(shown: str) -> None:
    titles = [title for title, _ in images(shown)]

    assert titles[0] == "Who worked with whom"
    assert "The news of Blue Hour" in titles
    assert titles[-1] == "Money taken"
    assert all(f'<figcaption dir="auto">{title}</figcaption>' in shown for title in titles)


def test_each_picture_is_whole_and_loads_nothing(shown: str) -> None:
    for _, content in images(shown):
        drawn = ET.fromstring(content)
        addresses = {
            value
            for element in drawn.iter()
            for name, value in element.attrib.items()
            if name.endswith("href")
        }
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert all(address.startswith(("#", "data:")) for address in addresses)


def test_the_policy_allows_pictures_within_the_page_alone(shown: str) -> None:
    assert "img-src data:;" in shown
    assert set(re.findall(r'<img src="(\w+):', shown)) == {"data"}


def test_the_same_graph_gives_the_same_pictures(shown: str) -> None:
    assert page(made.graph()) == shown


def test_a_graph_of_nobody_has_no_pictures() -> None:
    assert illustrations(Graph()) == []
    assert "<details" not in page(Graph())


def test_names_are_drawn_and_never_markup() -> None:
    label = VOCABULARIES["rdfs"] + "label"
    quads = [
        Quad(quad.subject, quad.predicate, Literal(f"{quad.object.text} {EVIL}"), quad.graph)
        if quad.predicate == label and isinstance(quad.object, Literal)
        else quad
        for quad in made.graph().quads()
    ]

    shown = page(Graph(quads))

    assert len(images(shown)) >= 3
    assert EVIL not in shown
    for _, content in images(shown):
        assert EVIL.encode() not in content
        assert not {element.tag for element in ET.fromstring(content).iter()} & {"script", "img"}

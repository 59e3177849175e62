"""A site as a browser would see it: its files, and their elements, links and places."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from worked import ARTICLE, CLAIMS

import kg
from kg import assemble, extract, read, resolve
from kg.graph import Graph
from kg.publish import Site

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
_UNKNOWN_TAG = 801
"""What libxml calls an element of HTML 5."""


@cache
def corpus() -> Graph:
    """The graph of data/articles, built once."""
    return kg.build(ARTICLES)


@cache
def corpus_site() -> Mapping[str, bytes]:
    """The files of its site, written once, by their paths."""
    folder = Path(mkdtemp()) / "site"
    kg.publish.site(corpus(), folder)
    return files(folder)


@cache
def worked() -> Graph:
    """The graph of the worked example."""
    found = resolve.resolution(CLAIMS, articles=[ARTICLE])
    return assemble.graph(found.facts, articles=[ARTICLE], notes=found.notes)


def read_graph(*texts: str) -> Graph:
    """The graph of articles that are read."""
    articles = [read.article(text, id=f"a{number}") for number, text in enumerate(texts)]
    said = [claim for article in articles for claim in extract.claims(article)]
    found = resolve.resolution(said, articles=articles)
    return assemble.graph(found.facts, articles=articles, notes=found.notes)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def made(graph: Graph, **options: object) -> dict[str, bytes]:
    """The files of a graph's site, each made when asked for."""
    pages = Site(graph, **options)
    found = {path: pages.content(path) for path in pages.paths()}
    assert None not in found.values()
    return {path: content for path, content in found.items() if content is not None}


def seen(content: bytes) -> HtmlElement:
    return document_fromstring(content.decode("utf-8"))


def faults(content: bytes) -> list[str]:
    """What a parser complains of: tags that do not close, names that stand twice."""
    parser = etree.HTMLParser(encoding="utf-8")
    etree.fromstring(content, parser)
    return [each.message for each in parser.error_log if each.type != _UNKNOWN_TAG]


def ids(page: HtmlElement) -> list[str]:
    return [str(each) for each in page.xpath("//@id")]


def links(page: HtmlElement) -> set[str]:
    return {str(each) for each in page.xpath("//@href | //@src")}


def target(path: str, link: str) -> tuple[str, str]:
    """The path that a relative link of a page leads to, and the place in it."""
    parts = urlsplit(link)
    names = path.split("/")[:-1]
    for name in parts.path.split("/") if parts.path else []:
        if name == "..":
            names.pop()
        else:
            names.append(unquote(name))
    return "/".join(names) if parts.path else path, unquote(parts.fragment)


def words(element: HtmlElement) -> str:
    return str(element.text_content())

"""Read the article of a page: its running text by trafilatura, and what the page says of it.

Title, date, author, publisher and address are taken from the page's ``application/ld+json``
first, then from its meta tags and its headline. Nothing is ever fetched.
"""

import logging
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

from kg.errors import ReadError
from kg.read import markup, records
from kg.read.heading import day
from kg.read.markup import Markup
from kg.read.records import Record

_REMEDY = "Give the page of one article, or its text"
_TAGS_IN_A_LINE = """
a abbr b big cell cite code del em font graphic hi i ins lb br mark q ref s small span strike strong
sub sup tt u
"""
_INLINE = frozenset(_TAGS_IN_A_LINE.split())
_NAMES_OF_DATES = """
article:published article:published_time citation_date citation_publication_date date
date.published datepublished dc.date dc.date.created dc.date.issued dc:date dc:created
dcterms.created dcterms.date dcterms.issued displaydate og:article:published_time
og:published_time originalpublicationdate parsely-pub-date pubdate publish-date publish_date
publishdate published_time sailthru.date
"""
_DATED = frozenset(_NAMES_OF_DATES.split())
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]([0-9]{2})[/-]([0-9]{2})(?:/|-|\Z)")
_BLANKS = re.compile(r"\s+")
_APART = re.compile(r"\n[ \t]*\n\s*")
_WIDE = 200  # characters in a cell of a table: more is running text
_MANY = 8000  # tags
_FORM = 3  # paragraphs in a form: as many, and it holds the page


def read(text: str, source: str) -> Record:
    """Return the article of a page.

    Args:
        text: the page, decoded.
        source: where it was read, for messages.

    Returns:
        The article; its text is of paragraphs with blank lines between, headline apart.

    Raises:
        ReadError: there is no article in it, or its markup cannot be taken in.
    """
    page = markup.parsed(text, source)
    data = list(_data(page.data))
    nodes = [node for value in data for node in records.articles(value)]
    node = max(nodes, key=_fullness, default={})
    said = records.told(node, "", records.known(data))
    seen = _described(page.tree, source) if page.tree is not None else Record("")
    body = list(_paragraphs(page, source)) if page.tree is not None else []
    title, body = _headed(said.title or seen.title, body)
    if not body and isinstance(told := node.get("articleBody"), str):
        body = [records.plain(told)]
    if not any(map(str.strip, body)):
        problem = "there is no article in the page" if text.strip() else "there is nothing in it"
        raise ReadError(source, problem, _REMEDY)
    return Record(
        text="\n\n".join(body),
        title=title,
        published=said.published or seen.published,
        author=said.author or seen.author,
        publisher=said.publisher or seen.publisher,
        url=said.url or seen.url,
    )


def _data(scripts: tuple[str, ...]) -> Iterator[object]:
    """Give what the page's scripts hold as data; what is no JSON is left out."""
    for script in scripts:
        try:
            yield records.parsed(script, "")
        except ReadError:
            continue


def _fullness(node: records.Json) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "publisher"))


def _described(tree: Any, source: str) -> Record:  # noqa: ANN401  of a library without types
    """Return what the page says of itself outside its data, by meta tags and by its layout."""
    # The library's date is not used: it may be any that stands in the text.
    settings = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}
    library = _library(source)
    try:
        found = library.extract_metadata(tree, date_config=settings)
    except Exception as error:  # whatever the libraries may raise
        raise _unread(source, error) from error
    url = records.address(found.url)
    publisher = records.name(found.sitename)
    if publisher and "." in publisher and publisher.lower() in (found.hostname or ""):
        publisher = None  # taken from the address: no name
    author = records.name(found.author)
    return Record(
        text="",
        title=records.title(found.title),
        published=_published(tree) or _in_address(url),
        author=author and author.replace("; ", ", "),
        publisher=publisher,
        url=url,
    )


def _published(tree: Any) -> date | None:  # noqa: ANN401
    """Return the date of the page: of its meta tags, else of the first time that it marks."""
    for meta in tree.iterfind(".//meta[@content]"):
        names = (meta.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if _DATED.intersection(names) and (found := day(meta.get("content"))):
            return found
    times = [time for time in tree.iter("time") if time.get("datetime")]
    stated = [time for time in times if "publi" in f"{time.get('itemprop')} {time.get('class')}"]
    inside = tree.xpath("(//article|//main|//header[.//h1])//time[@datetime]")
    for time in (*stated[:1], *inside[:1]):
        if found := day(time.get("datetime")):
            return found
    dates = {day(time.get("datetime")) for time in times}
    return dates.pop() if len(dates) == 1 else None


def _in_address(url: str | None) -> date | None:
    found = _DATE_IN_ADDRESS.search(url or "")
    return day("-".join(found.groups())) if found else None


def _paragraphs(page: Markup, source: str) -> Iterator[str]:
    """Give the paragraphs of the running text."""
    _unwrap(page.tree)
    fast = page.tags > _MANY  # without the second opinions, whose time grows with the square
    library = _library(source)
    try:
        found = library.bare_extraction(page.tree, fast=fast, include_comments=False)
        if found is None or found.body is None:
            return
        yield from _blocks(found.body)
    except Exception as error:  # whatever the libraries may raise
        raise _unread(source, error) from error


def _unwrap(tree: Any) -> None:  # noqa: ANN401
    """Make mere boxes of what a page is laid out with: tables, forms, lines left empty."""
    for line in tree.iter("br"):
        after, parent = line.getnext(), line.getparent()
        empty = not (line.tail or "").strip() and after is not None and after.tag == "br"
        if empty and parent.tag == "p":
            parent.tag = "div"
    for form in tree.iter("form"):
        if form.find(".//h1") is not None or len(form.findall(".//p")) >= _FORM:
            form.tag = "div"
    for table in tree.iter("table"):
        if any(map(_holds_running_text, table.iter("td"))):
            for part in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                part.tag = "div"


def _holds_running_text(cell: Any) -> bool:  # noqa: ANN401
    if cell.find(".//table") is not None or cell.find(".//p") is not None:
        return True
    linked = sum(len(text) for link in cell.iter("a") for text in link.itertext())
    return sum(map(len, cell.itertext())) - linked > _WIDE


def _blocks(body: Any) -> Iterator[str]:  # noqa: ANN401
    """Give what stands between the edges of blocks, lines and blanks as a reader sees them."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  pages alone need it

    pieces: list[str] = []
    for event, part in etree.iterwalk(body, events=("start", "end")):
        begins = event == "start"
        if part.tag not in _INLINE:
            yield from _ended(pieces)
            pieces = []
        elif begins and part.tag in {"lb", "br"}:
            pieces.append("\n")
        elif begins and part.tag == "cell" and "".join(pieces).strip():
            pieces.append(" | ")
        pieces.append(_BLANKS.sub(" ", (part.text if begins else part.tail) or ""))
    yield from _ended(pieces)


def _ended(pieces: list[str]) -> Iterator[str]:
    text = "".join(pieces)
    for paragraph in _APART.split(text) if text.strip() else ():
        lines = (" ".join(line.split()) for line in paragraph.split("\n"))
        if found := "\n".join(filter(None, lines)):
            yield found


def _headed(title: str | None, body: list[str]) -> tuple[str | None, list[str]]:
    """Return the headline as the text has it, and the paragraphs without it.

    A headline of the page's data may have the name of the site or of a column beside it.
    """
    first = True
    while title and body:
        line, _, rest = body[0].partition("\n")
        seen, whole = _bare(line), _bare(title)
        part = first and seen in whole and 2 * len(seen) >= len(whole)
        if not seen or not (part or seen == whole):
            break
        first = False
        title = " ".join(line.split())
        body = [rest, *body[1:]] if rest else body[1:]
    return title, body


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


@cache
def _quiet() -> None:
    """Keep the libraries from telling on standard error what is told in an error of our own."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _library(source: str) -> ModuleType:
    try:
        import trafilatura  # noqa: PLC0415  it loads much, and pages alone need it
    except ImportError as error:
        problem = f"the library that reads pages cannot be loaded ({' '.join(str(error).split())})"
        raise ReadError(source, problem, "Install trafilatura and lxml_html_clean") from error
    _quiet()
    return trafilatura


def _unread(source: str, error: Exception) -> ReadError:
    problem = f"the article in the page cannot be told from the rest ({type(error).__name__})"
    return ReadError(source, problem, "Save the text of the article alone")

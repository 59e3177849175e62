"""Take in the markup of a page: its characters first, then a tree of bounded size.

Whatever is given, time is linear and the tree stays small: what holds no words is left out,
tags too deep are read through, and a page of too many tags is refused.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError
from kg.read import refusal

LARGEST = 20_000_000
"""The largest page that is read, in bytes."""

_MOST_TEXT = 5 * refusal.LONGEST  # of characters, with all that stands beside an article
_MOST_TAGS = 30_000  # a page of news has some thousands
_DEEPEST = 200
_MOST_ATTRIBUTES = 24
_LONGEST_VALUE = 1000
_MOST_METAS = 200
_MOST_CELLS = 4000  # and rows and tables: what stands in more is read as running text
_MOST_DATA = 2_000_000  # of characters, in scripts that hold data
_SAMPLE = 4000

_TAGS_WITHOUT_WORDS = """
applet audio button canvas datalist embed iframe input map math noscript object option picture
script select style svg template textarea video
"""
_WORDLESS = frozenset(_TAGS_WITHOUT_WORDS.split())
_OF_TABLES = frozenset(("table", "td", "th", "tr"))
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}\Z")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?|\?xml\b[^<>]{0,200}?en)c(?:harset|oding)\s{0,9}=[\s\"']{0,9}"
    rb"([a-z][a-z0-9_:-]{1,30})",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = re.compile(
    r"(?:us-)?ascii|latin[-_]?1|(?:x-)?cp125\d|cp[1-8]\d\d\Z|iso[-_]?8859[-_]1(?!\d)"
)
_KNOWN = re.compile(r"utf-?8|windows-|iso-?8859|koi8|(?:x-)?mac|gb|big5|euc|shift|s?jis|cp9|ks_c")
_NOT_TEXT = "the page is not text: it holds zero bytes"


@dataclass(frozen=True, slots=True)
class Markup:
    """A page taken in.

    Attributes:
        tree: its elements, of the library that parses; nothing, where there are none.
        tags: how many there are.
        data: what stands in its ``application/ld+json`` scripts.
    """

    tree: Any
    tags: int
    data: tuple[str, ...]


def decoded(content: bytes, source: str) -> str:
    """Return the characters of a page.

    A byte order mark counts most; then UTF-8, if the bytes are; then what the page declares;
    then what its bytes look like.

    Raises:
        ReadError: the page is in no encoding that is known.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            encodings: Iterator[str] = iter([encoding])
            content = content.removeprefix(mark)
            break
    else:
        if b"\0" in content:
            raise ReadError(source, _NOT_TEXT, "Save it as HTML")
        encodings = _encodings(content)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (LookupError, ValueError):
            continue
    problem = "its characters are neither UTF-8 nor in the encoding that the page declares"
    raise ReadError(source, problem, "Save it with the encoding UTF-8")


def parsed(text: str, source: str) -> Markup:
    """Return a page as a tree.

    Raises:
        ReadError: it has too many tags, or cannot be parsed at all.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  pages alone need it

    if "\0" in text:
        raise ReadError(source, _NOT_TEXT, "Save it as HTML")
    builder = _Builder()
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)
    try:
        found = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except Exception as error:  # whatever a parser may raise
        if builder.tags:
            problem = f"its markup cannot be read ({type(error).__name__})"
            raise ReadError(source, problem, "Save the text of the article alone") from error
        found = Markup(None, 0, ())
    if builder.tags > _MOST_TAGS:
        problem = f"the page has more than {_MOST_TAGS:,} tags"
        raise ReadError(source, problem, "Save the text of the article alone")
    if builder.size > _MOST_TEXT:
        raise refusal.too_long(source)
    assert isinstance(found, Markup)
    return found


class _Builder:
    """Builds a tree from what a parser meets, and leaves out what is too much."""

    def __init__(self) -> None:
        from lxml import etree, html  # noqa: PLC0415  pages alone need it

        self.tags = 0
        self.size = 0
        self._tree = etree.TreeBuilder(element_factory=html.html_parser.makeelement)
        self._open: list[str] = []  # the names of the elements; none for one that is read through
        self._left_out = 0  # how deep inside an element that is left out
        self._metas = 0
        self._cells = 0
        self._is_data = False
        self._data: list[list[str]] = []
        self._data_size = 0

    def start(self, tag: str, attributes: Any) -> None:  # noqa: ANN401  a mapping of the parser
        if not self._left_out and tag == "script":
            self._is_data = "ld+json" in attributes.get("type", "").lower()
            self._data.append([])
        self._metas += tag == "meta"
        too_many = tag == "meta" and self._metas > _MOST_METAS
        if self._left_out or tag in _WORDLESS or too_many:
            self._left_out += 1
            return
        self.tags += 1
        self._cells += tag in _OF_TABLES
        name = _named(tag) if self._cells <= _MOST_CELLS or tag not in _OF_TABLES else "div"
        self._open.append(name if len(self._open) < _DEEPEST else "")
        if self.tags > _MOST_TAGS:
            return
        if self._open[-1]:
            self._tree.start(name, dict(_kept(attributes)))
        else:
            self._tree.data(" ")

    def end(self, tag: str) -> None:  # noqa: ARG002  the parser closes what it opened, in order
        if self._left_out:
            self._left_out -= 1
            self._is_data = self._is_data and self._left_out > 0
        elif (name := self._open.pop()) and self.tags <= _MOST_TAGS:
            self._tree.end(name)

    def data(self, text: str) -> None:
        if self._is_data:
            self._data_size += len(text)
            if self._data_size <= _MOST_DATA:
                self._data[-1].append(text)
        elif self._open and not self._left_out and self.tags <= _MOST_TAGS:
            self.size += len(text)
            if self.size > _MOST_TEXT:
                return
            self._tree.data(_NO_XML.sub("", text))

    def comment(self, text: str) -> None:
        """Leave a comment out."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Leave a processing instruction out."""

    def close(self) -> Markup:
        if not self.tags or self.tags > _MOST_TAGS:
            return Markup(None, 0, ())
        return Markup(self._tree.close(), self.tags, tuple(map("".join, self._data)))


def _named(tag: str) -> str:
    return tag if _NAME.match(tag) else "span"


def _kept(attributes: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  a mapping of the parser
    """Give the first attributes that a tree can hold, their values cut."""
    for number, (name, value) in enumerate(attributes.items()):
        if number == _MOST_ATTRIBUTES:
            return
        if _NAME.match(name):
            yield name, _NO_XML.sub("", value[:_LONGEST_VALUE])


def _encodings(content: bytes) -> Iterator[str]:
    """Give the encodings that a page may be in, the likeliest first."""
    yield "utf-8"
    declared = _DECLARED.search(content[:_SAMPLE])
    label = declared[1].decode("ascii").lower() if declared else ""
    if _LATIN.match(label):
        yield "cp1252"  # so do browsers
    elif _KNOWN.match(label):
        yield label.removeprefix("x-")
    from charset_normalizer import from_bytes  # noqa: PLC0415  hardly any page needs it

    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = max(0, error.start - _SAMPLE)
        for guess in from_bytes(content[place : place + 2 * _SAMPLE]):
            yield "cp1252" if _LATIN.match(guess.encoding) else guess.encoding
    yield "cp1252"

"""Read articles that stand as data: JSON lines, and schema.org's articles in JSON-LD.

A record gives its text and, beside it, what a heading would say. Names of fields that mean
the same are taken alike, as long as they do not disagree.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TypeAlias

from kg.errors import ReadError
from kg.read.heading import day

Json: TypeAlias = Mapping[str, object]

LARGEST = 20_000_000
"""The largest file of JSON-LD that is read, in bytes."""

LONGEST_LINE = 8_000_000
"""The longest line of JSON lines, in bytes: a million characters, each escaped, and the rest."""

_BODY = ("text", "body", "content")
_BODY_LD = ("articleBody", "reviewBody")
TEXTS = (*_BODY, *_BODY_LD)
"""The fields that may hold the text of an article."""
_TITLE = ("title", "headline")
_DATE = ("date", "published", "datePublished", "dateCreated")
_URL = ("url", "mainEntityOfPage")
_KINDS = re.compile(r"(?:\A|[/#:])\w*(?:Article|Review|Report|(?:Blog|Media|Forum)Posting)\Z")
_REMEDY = "Give each article its text in the field “text” or “articleBody”"
_LONGEST_NAME = 200
_MOST_NAMES = 20
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,1990}\Z")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """An article as it was told, with what is known of it beside its text.

    Attributes:
        text: the text, without the headline if that is told apart.
        title: the headline, in one line.
        published: its date.
        author: who wrote it; several names are parted by commas.
        publisher: where it appeared.
        url: its address.
        id: its own name.
    """

    text: str
    title: str | None = None
    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None


def parsed(text: str, place: str) -> object:
    """Return a text of JSON as values.

    Raises:
        ReadError: it is no JSON, or too deep.
    """
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise ReadError(place, "its brackets nest too deep", _REMEDY) from error
    except ValueError as error:
        problem = f"it is not JSON ({' '.join(str(error).split())})"
        raise ReadError(place, problem, "Mend it, or give plain text") from error


def articles(value: object) -> list[Json]:
    """Return the articles among values of JSON: one, a list, a graph, what a page is about."""
    return [node for node in _nodes(value) if _is_article(node)]


def required(value: object, place: str) -> list[Json]:
    """Return the articles among values of JSON, or raise a ReadError where there are none."""
    if found := articles(value):
        return found
    raise ReadError(place, "there is no article in it", _REMEDY)


def known(values: Sequence[object]) -> dict[str, Json]:
    """Return the nodes of graphs by their identifiers, for what only refers to them."""
    nodes = [node for value in values for node in _nodes(value)]
    return {name: node for node in nodes if isinstance(name := node.get("@id"), str)}


def record(node: Json, place: str, others: Mapping[str, Json] | None = None) -> Record:
    """Return an article told in JSON as a record.

    Args:
        node: the article.
        place: where it stands, for messages.
        others: the nodes that it may refer to.

    Raises:
        ReadError: it has no text, two that differ, or an id that is none.
    """
    return told(node, _text(node, place), others or {}, _id(node, place))


def told(
    node: Json,
    text: str,
    others: Mapping[str, Json],
    id: str | None = None,  # noqa: A002
) -> Record:
    """Return what an article of JSON says of itself, beside a text."""
    published = _one(node, _DATE)
    return Record(
        text=text,
        title=title(_one(node, (*_TITLE, "name") if "@type" in node else _TITLE)),
        published=day(published) if isinstance(published, str) else None,
        author=", ".join(_names(node.get("author"), others)) or None,
        publisher=next(_names(node.get("publisher"), others), None),
        url=next(filter(None, map(_address, _each(_one(node, _URL)))), None),
        id=id,
    )


def title(said: object) -> str | None:
    """Return a headline in one line, or nothing where there is none."""
    if not isinstance(said, str):
        return None
    line = " ".join(_TAG.sub("", unescape(said)).split())
    return "".join(filter(str.isprintable, line)).strip() or None


def name(said: object) -> str | None:
    """Return the name of a person or a company, or nothing where it is none."""
    line = title(said)
    fits = line and len(line) <= _LONGEST_NAME and not line.startswith(("http:", "https:", "@"))
    return line if fits else None


def plain(body: str) -> str:
    r"""Return the body of an article in JSON-LD without the markup that some leave in it.

    >>> plain("<p>Tide &amp; Time</p><p>It rained.</p>")
    'Tide & Time\n\nIt rained.'
    """
    if "<" not in body and "&" not in body:
        return body
    parts = (unescape(_TAG.sub("", part)).strip() for part in _BREAK.split(body))
    return "\n\n".join(filter(None, parts))


def address(said: object) -> str | None:
    """Return an address of the web, or nothing where it is none.

    >>> address("https://example.org/tide"), address("/tide")
    ('https://example.org/tide', None)
    """
    return said if isinstance(said, str) and _ADDRESS.match(said) else None


def _nodes(value: object) -> Iterator[Json]:
    """Give the objects of JSON-LD that stand at its top, in lists and graphs included."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += reversed(found)
        elif isinstance(found, dict):
            yield found
            waiting += [found[key] for key in ("mainEntity", "@graph") if key in found]


def _is_article(node: Json) -> bool:
    kinds = node.get("@type", node.get("type") if "@context" in node else None)
    if kinds is None:
        return "@graph" not in node and any(key in node for key in TEXTS)
    return any(isinstance(kind, str) and _KINDS.search(kind) for kind in _each(kinds))


def _text(node: Json, place: str) -> str:
    texts = {said for key in _BODY if isinstance(said := node.get(key), str) and said.strip()}
    if isinstance(text := node.get("text"), str) and text in texts:
        return text
    if isinstance(body := _one(node, _BODY_LD), str) and body.strip():
        return plain(body)
    if not texts:
        raise ReadError(place, "the article has no text", _REMEDY)
    if len(texts) > 1:
        raise ReadError(place, "“body” and “content” differ", _REMEDY)
    return texts.pop()


def _id(node: Json, place: str) -> str | None:
    said = node.get("id", "")
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if said is None or said == "":
        return None
    if isinstance(said, str) and said.strip() and len(said) <= _LONGEST_NAME and said.isprintable():
        return said
    problem = f"its id is no name of up to {_LONGEST_NAME} printable characters"
    raise ReadError(place, problem, "Give it another, or none")


def _one(node: Json, keys: Sequence[str]) -> object:
    """Return the first of the fields that says anything."""
    return next((said for key in keys if (said := node.get(key)) not in (None, "", [], {})), None)


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _names(value: object, others: Mapping[str, Json]) -> Iterator[str]:
    """Give the names of people and companies, told as texts, objects or references."""
    given: dict[str, None] = {}
    for each in _each(value)[:_MOST_NAMES]:
        said: object = each
        if isinstance(each, dict):
            reference = each.get("@id")
            whole = others.get(reference, {}) if isinstance(reference, str) else {}
            said = each.get("name") or whole.get("name")
        for one in _each(said)[:_MOST_NAMES]:
            if found := name(one):
                given[found] = None
    yield from given


def _address(value: object) -> str | None:
    return address(value.get("@id") if isinstance(value, dict) else value)

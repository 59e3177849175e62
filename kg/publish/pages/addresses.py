"""Where the page of a thing is: a path below the site's root, the same for site and server."""

import re
from hashlib import sha256
from urllib.parse import quote

from kg.namespaces import ENTITY_SEGMENTS, folded

ARTICLE = "article"
LISTS = {
    "work": "works",
    "person": "people",
    "organization": "organizations",
    "festival": "festivals",
    "award": "awards",
    "category": "categories",
    "character": "characters",
    "series": "series",
    "event": "events",
    "chart": "charts",
    "occupation": "occupations",
    "skill": "skills",
    "place": "places",
    ARTICLE: "articles",
}
"""Segment of an identifier → the list of its things."""

_NAME = re.compile(r"[^\W_][\w.~-]*")
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|[0-9a-f]{24}")
"""Names of devices on Windows, and what would look like a digest."""
_LONGEST = 200
"""Bytes of a file's name; file systems take 255 with an ending."""


def path(iri: str, base: str) -> str:
    """Return the path of the page of a thing or article; nothing where it can have none.

    The name of a file is the end of the identifier. One that could lead elsewhere, or that a
    file system does not take, has its digest instead.

    >>> path("https://w3id.org/filmkg/data/work/tide.1f", "https://w3id.org/filmkg/data/")
    'work/tide.1f.html'
    """
    segment, slash, name = iri.removeprefix(base).partition("/")
    known = segment == ARTICLE or segment in ENTITY_SEGMENTS
    if not iri.startswith(base) or not slash or not name or not known:
        return ""
    plain = _NAME.fullmatch(name) and not _TAKEN.fullmatch(name) and not name.endswith(".")
    if not plain or name != folded(name) or len(name.encode("utf-8")) > _LONGEST:
        name = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{segment}/{name}.html"


def beside(page: str, form: str) -> str:
    """Return the path of a page's data.

    >>> beside("work/tide.1f.html", "ttl")
    'work/tide.1f.ttl'
    """
    return f"{page.removesuffix('.html')}.{form}"


def anchor(fact: str) -> str:
    """Return what names a fact within a page.

    >>> anchor("https://w3id.org/filmkg/data/fact/0da9eb")
    'f-0da9eb'
    """
    return f"f-{fact.rpartition('/')[2]}"


def href(page: str, fragment: str = "") -> str:
    """Return a path as it stands in a link, with what is beyond ASCII escaped.

    >>> href("work/été.1f.html", "f-0d")
    'work/%C3%A9t%C3%A9.1f.html#f-0d'
    """
    return quote(page) + (f"#{quote(fragment)}" if fragment else "")


def root(page: str) -> str:
    """Return what leads from a page to the site's root.

    >>> root("work/tide.1f.html"), root("index.html")
    ('../', '')
    """
    return "../" * page.count("/")

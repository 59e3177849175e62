"""Names for things: the prefixes, short names, and identifiers that never collide.

An identifier is a readable slug and a few hex digits. The slug is decoration; the digits are
of sha256 over the key, so that the same key gives the same identifier everywhere and always.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from kg.errors import BaseError, VocabularyError

FILM = "https://w3id.org/filmkg/ontology#"
BASE = "https://w3id.org/filmkg/data/"
SEPARATOR = "\u241f"
"""Stands between the parts of a key."""

VOCABULARIES = {
    "dcterms": "http://purl.org/dc/terms/",
    "film": FILM,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ENTITY_SEGMENTS = (
    "award",
    "category",
    "character",
    "chart",
    "event",
    "festival",
    "occupation",
    "organization",
    "person",
    "place",
    "series",
    "skill",
    "work",
)
NODE_SEGMENTS = (
    "boxoffice",
    "casting",
    "chartentry",
    "conferral",
    "contribution",
    "deal",
    "debut",
    "edition",
    "employment",
    "opinion",
    "preparation",
    "quotation",
    "recasting",
    "relationship",
    "release",
    "reported",
    "review",
    "screening",
    "stage",
    "synopsis",
    "trailer",
)
RECORD_SEGMENTS = (
    "article",
    "change",
    "correction",
    "fact",
    "judgement",
    "passage",
    "position",
    "quote",
)
SEGMENTS = (*ENTITY_SEGMENTS, *NODE_SEGMENTS, *RECORD_SEGMENTS)
"""The first part of every identifier's path, after the base; each is a prefix as well."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"})
_SLUG_LENGTH = 60
# What a Turtle local name and an IRI both allow unescaped, beyond ASCII. A mark or a joiner
# from these blocks may stand inside, not first.
_SAFE = re.compile(
    "[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd"
    "\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
_WORD = {"L", "N", "M"}
# RFC 3987, with a path or a fragment left open at its end; IP addresses in brackets aside.
_LETTER = (
    r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}"
    "|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd])"
)
_HOST = r"(?:[^/?#@]*@)?[^/?#:@]+(?::\d*)?"
_BASE = re.compile(
    rf"[a-z][a-z\d+.-]*:(?://(?={_HOST}[/?#]|/[^/])|(?!//))"
    rf"(?:{_LETTER}|[/?])*(?:\#(?:{_LETTER}|[/?])*)?(?<=[/#])",
    re.ASCII | re.IGNORECASE,
)


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return every prefix and the IRI it stands for: the vocabularies, and one a segment."""
    return VOCABULARIES | {segment: f"{base}{segment}/" for segment in SEGMENTS}


PREFIXES = prefixes()


def check_base(base: str) -> None:
    """Refuse what identifiers cannot begin with.

    Raises:
        BaseError: it is no absolute IRI, or none that a path can be added to.
    """
    if not _BASE.fullmatch(base):
        raise BaseError(base)


def iri(name: str, base: str = BASE) -> str:
    """Return the IRI that a short name stands for.

    >>> iri("film:director")
    'https://w3id.org/filmkg/ontology#director'

    Raises:
        VocabularyError: the prefix is not declared.
    """
    prefix, colon, local = name.partition(":")
    known = VOCABULARIES if prefix in VOCABULARIES else prefixes(base)
    if not colon or prefix not in known:
        raise VocabularyError(name, [f"{each}:" for each in known])
    return known[prefix] + local


def short(iri: str, base: str = BASE) -> str:
    """Return the short name of an IRI, or the IRI itself where no prefix fits.

    >>> short("https://w3id.org/filmkg/ontology#director")
    'film:director'
    """
    for prefix, space in prefixes(base).items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return the form of a name in which spellings that mean the same agree.

    >>> folded("The  Blue “Hour”")
    'the blue "hour"'
    """
    text = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    text = unicodedata.normalize("NFKC", text.casefold())
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return the readable part of an identifier, safe in an IRI and in a Turtle local name.

    >>> slug("Ada Marsh’s “Tide”")
    'ada-marshs-tide'
    >>> slug("?!")
    'unnamed'
    """
    text = folded(name).replace("'", "")
    safe = "".join(letter if _is_safe(letter) else " " for letter in text)
    words = (_unmarked(word) for word in safe.split())
    joined = "-".join(word for word in words if word)
    return _unmarked(joined[:_SLUG_LENGTH].rstrip("-")) or "unnamed"


def entity_iri(segment: str, name: str, discriminator: str = "", base: str = BASE) -> str:
    """Return the identifier of an entity: segment, slug, 8 hex of its key.

    Args:
        segment: one of ``SEGMENTS``; all works share ``work``.
        name: the name, in any spelling that folds to the same.
        discriminator: what tells it from namesakes; often empty.
        base: what every identifier begins with.
    """
    key = (segment, folded(name), folded(discriminator))
    return f"{_folder(base, segment)}{slug(name)}.{digest(key, 8)}"


def node_iri(segment: str, readable: str, key_parts: Sequence[str], base: str = BASE) -> str:
    """Return the identifier of a node: segment, slug of what is readable, 12 hex of its key.

    Args:
        segment: one of ``SEGMENTS``.
        readable: words for the eye; they do not identify.
        key_parts: full IRIs or canonical literals, in the order of the node's key; ``-`` for
            a missing one.
        base: what every identifier begins with.
    """
    return f"{_folder(base, segment)}{slug(readable)}.{digest((segment, *key_parts), 12)}"


def digest(parts: Iterable[str], length: int) -> str:
    """Return hex digits of a key; different keys are joined to different texts.

    The separator inside a part is escaped, so that ``("a␟b",)`` is not ``("a", "b")``.
    """
    escaped = (part.replace("\\", "\\\\").replace(SEPARATOR, "\\s") for part in parts)
    joined = SEPARATOR.join(escaped).encode("utf-8", "surrogatepass")
    return sha256(joined).hexdigest()[:length]


def name_digest(name: str) -> str:
    """Return what stands for a name that is not to be told: sha256 of its folded form, in hex."""
    return sha256(folded(name).encode("utf-8", "surrogatepass")).hexdigest()


def _folder(base: str, segment: str) -> str:
    if segment not in SEGMENTS:
        message = f"“{segment}” is no segment of an identifier; they are {', '.join(SEGMENTS)}"
        raise ValueError(message)
    return f"{base}{segment}/"


def _is_safe(letter: str) -> bool:
    return unicodedata.category(letter)[0] in _WORD and _SAFE.match(letter) is not None


def _unmarked(word: str) -> str:
    """Return the word without the marks that it begins with: a name cannot begin so."""
    start = next((i for i, c in enumerate(word) if unicodedata.category(c)[0] != "M"), len(word))
    return word[start:]

"""What is different about Virtuoso 7, and how kg lives with it.

It takes a duration for a number of months, or for no SQL at all: durations are sent to it with a
language of our own, and got back as what they are. It writes truth as ``1``.
"""

import json
import re
from collections.abc import Mapping

from kg.namespaces import VOCABULARIES

LIMITS = 60_000, 250
"""Bytes and quads of one request: it makes SQL of it, and of that takes 10,000 lines."""

_DURATION = f"{VOCABULARIES['xsd']}duration"
_OURS = "x-duration"
_BOOLEAN = f"{VOCABULARIES['xsd']}boolean"
_TRUTHS = {"1": "true", "0": "false"}
_TAGGED = re.compile(rf'(?<!\\)"@{_OURS}(?=[\s.])'.encode(), re.IGNORECASE)
_TYPED = re.compile(rf'(?<!\\)"\^\^<{re.escape(_DURATION)}>')


def answers(headers: Mapping[str, str]) -> bool:
    """Return whether the headers of an answer are Virtuoso's."""
    return headers.get("server", "").startswith("Virtuoso")


def most_rows(headers: Mapping[str, str]) -> str:
    """Return how many rows an answer was cut down to; nothing where it is whole."""
    return headers.get("x-sparql-maxrows", "")


def forbids(said: str) -> bool:
    """Return whether what it says with an error is that somebody may not do this."""
    return "SECURITY" in said


def outgoing(text: str) -> str:
    """Return a query or an update as Virtuoso understands it."""
    return _TYPED.sub(f'"@{_OURS}', text)


def triples(content: bytes) -> bytes:
    """Return its triples as everybody else would write them."""
    return _TAGGED.sub(f'"^^<{_DURATION}>'.encode(), content)


def rows(content: bytes) -> bytes:
    """Return its rows, in JSON, as everybody else would write them."""
    try:
        told = json.loads(content)
        for row in told.get("results", {}).get("bindings", ()):
            for term in row.values():
                if term.get("datatype") == _BOOLEAN:
                    term["value"] = _TRUTHS.get(term["value"], term["value"])
                elif term.get("xml:lang", "").lower() == _OURS:
                    del term["xml:lang"]
                    term |= {"type": "typed-literal", "datatype": _DURATION}
    except (ValueError, AttributeError, TypeError):
        return content  # no rows: who parses them says so
    return json.dumps(told).encode()

"""A graph told to others: as files for programs, a table, a page to read, and a site.

Each function writes one file, whole or not at all; ``everything`` and ``site`` write a folder.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.publish.files import (
    FILES,
    everything,
    graphml,
    jsonld,
    nquads,
    trig,
    turtle,
    warm,
)
from kg.publish.report import report
from kg.publish.table import facts_csv, qualifiers, table_csv, table_jsonl
from kg.writing import file, writable

if TYPE_CHECKING:
    from kg.publish.pages.site import Site
    from kg.publish.pages.writing import site

__all__ = [
    "FILES",
    "Site",
    "everything",
    "facts_csv",
    "file",
    "graphml",
    "jsonld",
    "nquads",
    "qualifiers",
    "report",
    "site",
    "table_csv",
    "table_jsonl",
    "trig",
    "turtle",
    "warm",
    "writable",
]

_LATE = {"Site": "kg.publish.pages.site", "site": "kg.publish.pages.writing"}
"""What makes pages loads only where they are made."""


def __getattr__(name: str) -> Any:  # noqa: ANN401  a class or a function
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    message = f"module 'kg.publish' has no attribute {name!r}"
    raise AttributeError(message)

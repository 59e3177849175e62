"""A graph told to others: as files for programs, a table, and a page to read.

Each function writes one file, whole or not at all; ``everything`` writes a folder.
"""

from kg.publish.files import FILES, everything, graphml, jsonld, nquads, trig, turtle
from kg.publish.report import report
from kg.publish.table import facts_csv, qualifiers, table_csv, table_jsonl
from kg.writing import file, writable

__all__ = [
    "FILES",
    "everything",
    "facts_csv",
    "file",
    "graphml",
    "jsonld",
    "nquads",
    "qualifiers",
    "report",
    "table_csv",
    "table_jsonl",
    "trig",
    "turtle",
    "writable",
]

"""Tables: a row is an article whose text is the row as printed, and its cells are claims.

What the columns of a table mean is said once, in a map:

    by = kg.tables.mapping("films.toml")
    for article, claims in kg.tables.rows("films.csv", by): ...

Tables of authority say which thing of a graph is which thing elsewhere:

    matches = kg.tables.matched(kg.tables.authority("people.csv"), known)
"""

from kg.tables.authority import Identified, authority
from kg.tables.columns import Column, Map, Part
from kg.tables.mapping import mapping
from kg.tables.matching import Known, Match, Matches, Unsure, matched
from kg.tables.rows import rows

__all__ = [
    "Column",
    "Identified",
    "Known",
    "Map",
    "Match",
    "Matches",
    "Part",
    "Unsure",
    "authority",
    "mapping",
    "matched",
    "rows",
]

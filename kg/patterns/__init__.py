"""What ontology/patterns.toml says: kinds, lists of words, nodes, and a pattern a relation.

All values are frozen and were checked when the file was read, which happens once, when first
asked for.
"""

from kg.patterns.kinds import (
    concept,
    family,
    fitted,
    is_a,
    kinds,
    most_specific,
    segment,
    word,
    words,
)
from kg.patterns.relations import Relation, Slot, relation, relations, stated_by
from kg.patterns.terms import Leaf, Nested, Node, Origin, Part, Pattern, Single, Source, Takes

__all__ = [
    "Leaf",
    "Nested",
    "Node",
    "Origin",
    "Part",
    "Pattern",
    "Relation",
    "Single",
    "Slot",
    "Source",
    "Takes",
    "concept",
    "family",
    "fitted",
    "is_a",
    "kinds",
    "most_specific",
    "relation",
    "relations",
    "segment",
    "stated_by",
    "word",
    "words",
]

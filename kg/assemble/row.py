"""A row of the flat table of facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as one article states it.

    Attributes:
        article: the article's id.
        subject: the name of what it speaks of.
        relation: the flat relation.
        object: a name, a listed word, or a value's text.
        qualifiers: name → text, or texts where there are several.
        status: how it is presented.
        voice: who says it.
        start: offset of the passage's first character.
        end: offset after its last.
        quote: its words.
        current: whether it is held now; a plan that was moved is not.
    """

    article: str
    subject: str
    relation: str
    object: str
    qualifiers: Mapping[str, str | list[str]]
    status: str
    voice: str
    start: int
    end: int
    quote: str
    current: bool = True

    def record(self) -> dict[str, Any]:
        """Return the row as a flat record; ``current`` only where it is not so."""
        record: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        if not self.qualifiers:
            del record["qualifiers"]
        if self.current:
            del record["current"]
        return record

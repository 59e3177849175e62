"""A row as printed: its cells one after the other in a line, and where each value stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kg.model import Article, Span
from kg.namespaces import slug
from kg.tables.cells import Cell

_BETWEEN_CELLS = " | "
_BETWEEN_TEXTS = ", "


@dataclass(frozen=True, slots=True)
class Printed:
    """A row as printed.

    Attributes:
        text: the cells that hold anything, in the order of the table.
        places: by column, where the texts of its cell stand; none for an empty one.
        digest: sha256 of ``text`` in UTF-8, in hex.
    """

    text: str
    places: Mapping[str, tuple[Span | None, ...]]
    digest: str

    @classmethod
    def of(cls, cells: Mapping[str, Cell]) -> "Printed":
        """Return a row as printed.

        >>> Printed.of({"title": Cell(("Tide",)), "cast": Cell(("Ada Marsh", "Ben Novak"))}).text
        'title: Tide | cast: Ada Marsh, Ben Novak'
        """
        places: dict[str, tuple[Span | None, ...]] = {}
        parts: list[str] = []
        end = 0

        def put(words: str) -> Span:
            nonlocal end
            parts.append(words)
            end += len(words)
            return Span(end - len(words), end)

        for name, cell in cells.items():
            if not any(cell.texts):
                places[name] = (None,) * len(cell.texts)
                continue
            before = (_BETWEEN_CELLS if parts else "") + (f"{name}: " if name else "")
            spans: list[Span | None] = []
            for text in cell.texts:
                if text and before:
                    put(before)
                spans.append(put(text) if text else None)
                before = _BETWEEN_TEXTS if text else before
            places[name] = tuple(spans)
        text = "".join(parts)
        return cls(text, places, sha256(text.encode("utf-8")).hexdigest())

    def article(self, name: str, source: str, published: date | None = None) -> Article:
        """Return the row as an article.

        Args:
            name: its id.
            source: where it stands.
            published: the day it is from.
        """
        sources = (source,)
        return Article(name, self.digest, self.text, (), published=published, sources=sources)


def called(stem: str, identity: Sequence[str]) -> str:
    """Return the id of the article of a row, of the table’s name and of what identifies the row.

    >>> called("films", ["Blue Hour", "1980"])
    'films-blue-hour-1980'
    """
    return "-".join((stem, *(slug(text) for text in identity if text)))

"""What the cells of one row claim."""

from collections.abc import Callable, Mapping, Sequence

from kg.errors import ReadError
from kg.model import Article, Claim, Evidence, Mention, Qualifier, Span, Value
from kg.namespaces import folded
from kg.tables import cells
from kg.tables.cells import Cell
from kg.tables.columns import Column, Map
from kg.tables.printing import Printed

_Given = Mention | Value | None


class Sayer:
    """Says what a row claims.

    Attributes:
        told: why values could not be read.
    """

    def __init__(
        self, cells: Mapping[str, Cell], printed: Printed, place: Callable[[str], str]
    ) -> None:
        self.told: list[ReadError] = []
        self._cells = cells
        self._printed = printed
        self._place = place
        self._known: dict[Column, list[_Given]] = {}

    def subject(self, by: Map) -> Mention | None:
        """Return the name of what the row is about; nothing where there is none to be read."""
        found = next(iter(self.given(by.subject)), None)
        return found if isinstance(found, Mention) else None

    def claims(self, article: Article, by: Map) -> list[Claim]:
        """Return what the row claims, column by column; that there is the thing, if no more."""
        subject = self.subject(by)
        described = {column.name: column for column in by.columns}
        found: list[Claim] = []
        for column in by.columns:
            if column.relation:
                owner = described.get(column.subject)
                owners = self.given(owner) if owner else [subject]
                found += self._of(column, owners, article)
        if subject and not any(claim.subject == subject for claim in found):
            kind, there = Value(subject.kind, "film:Class"), evidence(article, by.subject.name)
            found.insert(0, Claim(subject, "kind", kind, (), by.subject.status, there))
        return list(dict.fromkeys(found))

    def given(self, column: Column) -> list[_Given]:
        """Return what stands in a column, place by place; nothing where a place gives nothing."""
        if column not in self._known:
            cell = self._cells.get(column.name, Cell(()))
            if not cell.plain:
                self._tell(column, "it holds more than texts, numbers and a list of these")
                cell = Cell(())
            places = self._printed.places.get(column.name, ())
            pairs = zip(cell.texts, places[: len(cell.texts)], strict=True)
            self._known[column] = [self._one(column, text, place) for text, place in pairs]
        return self._known[column]

    def _one(self, column: Column, text: str, place: Span | None) -> _Given:
        if place is None or folded(text) in column.nothing:
            return None
        start, end = _bounds(text, column)
        text = text[start:end]
        if folded(text) in column.nothing:
            return None
        if column.fits and not column.fits.fullmatch(text):
            self._tell(column, f"“{text}” is not of the form that the map asks for")
        elif column.kind:
            span = Span(place.start + start, place.start + end)
            return Mention(text, column.kind, span, text)
        else:
            word = column.words.get(folded(text), text)
            if found := cells.value(word, column.datatypes):
                return found
            self._tell(column, f"“{word}” is no {' or '.join(column.datatypes)}")
        return None

    def _of(self, column: Column, owners: Sequence[_Given], article: Article) -> list[Claim]:
        objects = self.given(column)
        along = self._along(owners, objects, column, column.subject)
        parts: list[tuple[str, list[_Given]]] = []
        for part in column.parts:
            values = self.given(part.column) if part.column else [part.value]
            name = part.column.name if part.column else part.name
            parts.append((part.name, self._along(values, objects, column, name)))
        there = evidence(article, column.name)
        return [
            Claim(owner, column.relation, target, _qualifiers(parts, place), column.status, there)
            for place, (owner, target) in enumerate(zip(along, objects, strict=True))
            if isinstance(owner, Mention) and target is not None and owner != target
        ]

    def _along(
        self, values: Sequence[_Given], objects: Sequence[_Given], column: Column, other: str
    ) -> list[_Given]:
        """Return the value that goes with each object: the one for all, or that in its place."""
        if len(values) in (1, len(objects)):
            return [*values] * (len(objects) if len(values) == 1 else 1)
        if values and objects:
            problem = f"it has {len(objects)} values and “{other}” has {len(values)}"
            self._tell(column, problem, "Give one for each, in one order, or one for all")
        return [None] * len(objects)

    def _tell(self, column: Column, problem: str, remedy: str = "Correct it, or the map") -> None:
        self.told.append(ReadError(self._place(column.name), problem, remedy))


def evidence(article: Article, column: str) -> Evidence:
    """Return the whole row as the words that say what stands in a column."""
    return Evidence(article.id, Span(0, len(article.text)), article.text, f"column {column}")


def _bounds(text: str, column: Column) -> tuple[int, int]:
    """Return where a name or value stands in the text of its cell."""
    start, end = 0, len(text)
    if column.without:
        if before := column.without.match(text):
            start = before.end()
        ends = (each for each in column.without.finditer(text, start) if each.end() == end)
        end = next((each.start() for each in ends), end)
    held = text[start:end]
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def _qualifiers(parts: Sequence[tuple[str, Sequence[_Given]]], place: int) -> tuple[Qualifier, ...]:
    given = ((name, values[place]) for name, values in parts)
    return tuple(Qualifier(name, value) for name, value in given if value is not None)

"""Tables of authority: who or what is which thing of Wikidata, IMDb, TMDB.

Their columns are known by name: ``name``, and one at least of ``wikidata``, ``imdb``, ``tmdb``;
further ``kind``, ``year`` (of birth, or when a work came out), and, parted by ``|``, ``aliases``,
``works`` of a person, ``people`` of a work. What identifiers look like stands in
data/authorities/identifiers.toml.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg import patterns
from kg.errors import ReadError
from kg.model import Article, Claim, Mention, Span, Status, Value
from kg.tables import cells, formats, identifiers
from kg.tables.cells import Cell
from kg.tables.columns import Column, Map
from kg.tables.rows import Row, read, skip
from kg.tables.saying import evidence

_LISTS = ("aliases", "works", "people")
_MAP = Map(
    subject=Column("name", needed=True),
    columns=tuple(Column(name, separator="|") for name in _LISTS),
    id=("name", "year"),
)


@dataclass(frozen=True, slots=True)
class Identified:
    """A row that says which thing elsewhere a thing is.

    Attributes:
        row: its number; from 1.
        name: what it is called.
        kind: what it is, a local name of the ontology; empty where the row leaves it open.
        aliases: other names.
        year: when a person was born, or a work came out.
        works: works of a person.
        people: people of a work.
        ids: the identifiers as they stand, each with its authority’s column.
        place: where the name stands in the text of the article.
        article: the row as an article.
    """

    row: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    year: int | None
    works: tuple[str, ...]
    people: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    place: Span
    article: Article

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The addresses of the thing elsewhere, as far as they can be told without its kind."""
        return tuple(address for _, address in self._addresses(self.kind))

    def may_be(self, kind: str) -> bool:
        """Return whether it may be a thing of this kind, by its own and by its identifiers."""
        own = not self.kind or identifiers.alike(self.kind, kind)
        return own and all(
            any(sort.may_be(kind) for sort in identifiers.sorts(column, text))
            for column, text in self.ids
        )

    def claims(self, kind: str = "") -> list[Claim]:
        """Return what the row claims: that its thing is the same as those elsewhere, and its year.

        Args:
            kind: what it is, where the row leaves that open, or as a more special kind.

        Raises:
            ValueError: neither tells what it is, or the row cannot be of such a kind.
            VocabularyError: the ontology has no such kind.
        """
        meant = kind or self.kind
        if not meant:
            message = f"row {self.row}, “{self.name}”, leaves its kind open; give claims() the kind"
            raise ValueError(message)
        if not self.may_be(meant):
            message = f"row {self.row}, “{self.name}”, is not of the kind {meant}; give another"
            raise ValueError(message)
        meant = min(patterns.most_specific(filter(None, (meant, self.kind))))
        subject = Mention(self.name, meant, self.place, self.name)
        said = [
            ("sameAs", Value(address, "xsd:anyURI"), column)
            for column, address in self._addresses(meant)
        ]
        told = identifiers.year([meant])
        if self.year is not None and told is not None:
            said.append((told.relation, Value(f"{self.year:04}", "xsd:gYear"), "year"))
        return [
            Claim(subject, relation, target, (), Status.ACTUAL, evidence(self.article, column))
            for relation, target, column in said
        ]

    def _addresses(self, kind: str) -> list[tuple[str, str]]:
        found = ((column, identifiers.address(column, text, kind)) for column, text in self.ids)
        return [(column, address) for column, address in found if address is not None]


def authority(
    path: str | os.PathLike[str], *, skipped: list[ReadError] | None = None
) -> Iterator[Identified]:
    """Read a table of authority.

    Args:
        path: a file that ends in ``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson`` or ``.parquet``.
        skipped: receives the reason for each row that could not be read: it has no name or
            no identifier, an identifier of a wrong form, or a kind that is none.

    Returns:
        What the rows say, one at a time, in the order of the table.

    Raises:
        ReadError: the table cannot be read, has no column ``name``, or no row that can be read.
    """
    table, passed = Path(path), [] if skipped is None else skipped
    for row in read(table, _MAP, passed, loose=True):
        try:
            yield _identified(row, table)
        except ReadError as error:
            skip([error], passed)


def _identified(row: Row, table: Path) -> Identified:
    at = partial(formats.place, table, row.number)
    kind, year = _only(row, "kind", table), _only(row, "year", table)
    if kind and kind not in patterns.kinds():
        problem = f"“{kind}” is no kind of thing"
        raise ReadError(at("kind"), problem, f"Use one of {', '.join(patterns.kinds())}")
    if year and cells.value(year, ["xsd:gYear"]) is None:
        raise ReadError(at("year"), f"“{year}” is no year", "Write it in four digits")
    ids = [(column, _only(row, column, table)) for column in identifiers.columns()]
    given = tuple((column, text) for column, text in ids if text)
    for column, text in given:
        _check(at(column), column, text, kind)
    if not given:
        columns = ", ".join(identifiers.columns())
        raise ReadError(at(), "it has no identifier", f"Fill in one of {columns}")
    place = row.printed.places["name"][0]
    assert place is not None
    return Identified(
        row.number,
        _only(row, "name", table),
        kind,
        _several(row, "aliases"),
        int(year) if year else None,
        _several(row, "works"),
        _several(row, "people"),
        given,
        place,
        row.printed.article(row.id, row.place),
    )


def _check(place: str, column: str, text: str, kind: str) -> None:
    """Refuse an identifier of a wrong form, of another kind, or of which the sort is not clear."""
    known = identifiers.sorts(column, text)
    if not known:
        raise ReadError(place, f"“{text}” is no identifier of {column}", "Correct it")
    fitting = [sort for sort in known if sort.may_be(kind)]
    if not fitting:
        problem = f"“{text}” is no identifier of the kind {kind}"
        raise ReadError(place, problem, "Correct it, or the kind")
    if kind and len(fitting) > 1:
        kinds = " or ".join(sort.kind for sort in fitting)
        problem = f"“{text}” of {column} may be that of a {kinds}"
        raise ReadError(place, problem, "Give that as the kind")


def _only(row: Row, column: str, table: Path) -> str:
    cell = row.cells.get(column, Cell(("",)))
    if cell.many or not cell.plain:
        place = formats.place(table, row.number, column)
        raise ReadError(place, "it holds more than one value", "Give one")
    return cell.texts[0]


def _several(row: Row, column: str) -> tuple[str, ...]:
    texts = row.cells.get(column, Cell(())).texts
    return tuple(dict.fromkeys(text for text in texts if text))

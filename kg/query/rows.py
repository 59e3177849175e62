"""Rows: the answers to a question, as plain values.

A term becomes the Python value that it stands for: a number, a date, a truth value, else
text. A date known in part (``2020``, ``2020-11``) stays text, as does an amount of money.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from importlib import import_module
from typing import Any, SupportsIndex, overload

from kg import patterns, spreadsheets
from kg.errors import KgError
from kg.graph import Iri, Term
from kg.namespaces import FILM, VOCABULARIES, short

Plain = str | int | float | bool | date | None

_SHOWN = 100
_TYPES = {int: "Int64", float: "Float64", bool: "boolean", date: "datetime64[s]"}
_READERS: dict[str, Callable[[str], Plain]] = {
    VOCABULARIES["xsd"] + name: read
    for read, names in (
        (int, ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")),
        (float, ("decimal", "double", "float")),
        (date.fromisoformat, ("date",)),
        (lambda text: text in {"true", "1"}, ("boolean",)),
    )
    for name in names
}


class Rows(list[dict[str, Plain]]):
    """The rows of an answer: a list of dicts, column → value, in the question's order.

    Some of them, ``rows[:5]``, are rows as well.

    Attributes:
        columns: the names of the columns, also where there are no rows.
    """

    def __init__(self, rows: Iterable[dict[str, Plain]], columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    @overload
    def __getitem__(self, place: SupportsIndex) -> dict[str, Plain]: ...

    @overload
    def __getitem__(self, place: slice) -> "Rows": ...

    def __getitem__(self, place: SupportsIndex | slice) -> "dict[str, Plain] | Rows":
        found = super().__getitem__(place)
        return Rows(found, self.columns) if isinstance(found, list) else found

    def to_df(self) -> Any:  # noqa: ANN401  pandas is loaded only when asked for
        """Return the rows as a pandas table, each column of the type that its values have.

        Whole numbers, reals, truth values and days become ``Int64``, ``Float64``, ``boolean`` and
        ``datetime64[s]``; everything else, and a column of several sorts, is text. What is
        unknown is missing.

        Raises:
            KgError: pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            message = "A table needs pandas, which is not installed. Run: pip install pandas."
            raise KgError(message) from error
        return pandas.DataFrame(
            {
                column: pandas.Series([row[column] for row in self]).astype(self._type(column))
                for column in self.columns
            }
        )

    def _type(self, column: str) -> str:
        """Return the name of pandas’ type for a column."""
        sorts = {type(row[column]) for row in self if row[column] is not None}
        return _TYPES.get(sorts.pop(), "string") if len(sorts) == 1 else "string"

    def to_csv(self) -> str:
        """Return the rows as CSV with a line of names; an unknown value is empty.

        A text that a spreadsheet would take for a formula begins with an apostrophe; JSON gives
        it as it is.
        """
        told = ([row[column] for column in self.columns] for row in self)
        return spreadsheets.table([self.columns, *told])

    def to_json(self) -> str:
        """Return the rows as a JSON array of objects; dates are text, unknown values null."""
        return json.dumps(list(self), ensure_ascii=False, indent=2, default=str) + "\n"

    def _repr_html_(self) -> str:
        """Show the rows as a table in a notebook, with short names, and all of it escaped."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_shown(row[column])}</td>" for column in self.columns) + "</tr>"
            for row in self[:_SHOWN]
        )
        more = f"<p>… and {len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def rows(columns: Sequence[str], solutions: Iterable[Mapping[str, Term | None]]) -> Rows:
    """Return solutions of a query as rows of plain values."""
    return Rows(
        ({column: plain(solution.get(column)) for column in columns} for solution in solutions),
        columns,
    )


def plain(term: Term | None) -> Plain:
    """Return the plain value that a term stands for.

    A word of a controlled list is given as that word, any other term of the ontology by its
    local name, any other IRI in full; a literal whose text does not fit its datatype stays
    text.

    >>> plain(Iri("https://w3id.org/filmkg/ontology#HomeVideo"))
    'home video'
    >>> from kg.graph import Literal
    >>> plain(Literal("12", "http://www.w3.org/2001/XMLSchema#integer"))
    12
    """
    if term is None:
        return None
    if isinstance(term, Iri):
        return _named(term)
    read = _READERS.get(term.datatype, str)
    try:
        return read(term.text)
    except ValueError:
        return term.text


def _named(iri: Iri) -> str:
    if iri.startswith(FILM):
        local = iri.removeprefix(FILM)
        return patterns.word(local) or local
    return short(iri) if iri.startswith(tuple(VOCABULARIES.values())) else str(iri)


def _shown(value: Plain) -> str:
    """Return a value as it stands in a cell; of an identifier its short name, over the whole."""
    if value is None:
        return ""
    name = short(value) if isinstance(value, str) else str(value)
    return (
        escape(name)
        if name == str(value)
        else f'<span title="{escape(str(value))}">{escape(name)}</span>'
    )

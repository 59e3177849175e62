"""What a map says: the columns of a table, and what their values are."""

import re
from dataclasses import dataclass, field

from kg.model import Status, Value


@dataclass(frozen=True, slots=True)
class Part:
    """A qualifier of the claims of a column: always one value, or those of another column.

    Attributes:
        name: the qualifier, as in ontology/patterns.toml.
        value: the value; none where a column gives it.
        column: the column.
    """

    name: str
    value: Value | None = None
    column: "Column | None" = None


@dataclass(frozen=True, slots=True)
class Column:
    """What the values of a column are.

    Attributes:
        name: as the table has it.
        relation: what they are to the subject; empty where they are only named by other columns.
        kind: what they name; empty where they are values.
        datatypes: the datatypes of values; the first whose form fits.
        separator: what parts the values of a cell; empty where a cell has one.
        subject: the column that they belong to; empty for the subject of the row.
        status: how the claims stand.
        needed: whether a row without it is none.
        nothing: what a cell holds where nothing is known, folded.
        fits: what is a name or a value at all.
        without: what before or behind it is no part of it.
        words: other words for values, by the folded word of the cell.
        parts: the qualifiers of the claims.
    """

    name: str
    relation: str = ""
    kind: str = ""
    datatypes: tuple[str, ...] = ()
    separator: str = ""
    subject: str = ""
    status: Status = Status.ACTUAL
    needed: bool = False
    nothing: frozenset[str] = frozenset({""})
    fits: re.Pattern[str] | None = None
    without: re.Pattern[str] | None = None
    words: dict[str, str] = field(default_factory=dict, hash=False)
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """What a table means.

    Attributes:
        subject: the column that names what a row is about.
        columns: the others that mean something, in order.
        id: columns that tell a row from others; empty where all of its text does.
        date: the column of the day that a row is from; empty where there is none.
        delimiter: what parts the cells in CSV; empty where the head tells.
    """

    subject: Column
    columns: tuple[Column, ...] = ()
    id: tuple[str, ...] = ()
    date: str = ""
    delimiter: str = ""

    def names(self) -> list[str]:
        """Return the names of all the columns that it speaks of, each once."""
        parts = [p.column.name for c in self.columns for p in c.parts if p.column]
        others = [self.date] if self.date else []
        own = [column.name for column in self.columns]
        return list(dict.fromkeys([self.subject.name, *self.id, *own, *parts, *others]))

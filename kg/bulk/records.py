"""What a bulk build is made of: records with a key, and whoever brings equal keys together.

Each step looks at all records of one key and at nothing else, so that it can be done anywhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol, Self, TypeVar

LINE = "line"
KEPT_OUT = "rejected"
ROW = "row"
ERROR = "error"
LINES = frozenset({LINE, KEPT_OUT, ROW, ERROR})
"""The tags whose values are bytes: lines of the graph, of what is kept out of it, of tables."""


class Record(NamedTuple):
    """A value under a key.

    Attributes:
        tag: what sort of value it is.
        key: what it is brought together with others by.
        value: any value that can be pickled.
    """

    tag: str
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Group:
    """All records of one key.

    Attributes:
        key: the key.
        given: tag → values, in no order.
    """

    key: str
    given: Mapping[str, list[Any]]

    def all(self, tag: str) -> list[Any]:
        """Return the values of a tag, in no order."""
        return self.given.get(tag, [])

    def one(self, tag: str, default: Any = None) -> Any:  # noqa: ANN401  whatever was recorded
        """Return the only value of a tag; the default where there is none."""
        values = self.given.get(tag)
        return values[0] if values else default

    @classmethod
    def of(cls, key: str, members: Iterable[tuple[str, Any]]) -> "Group":
        """Return a group of values with their tags."""
        given: dict[str, list[Any]] = defaultdict(list)
        for tag, value in members:
            given[tag].append(value)
        return cls(key, given)


Work = Callable[[Iterator[Group]], Iterable[Record]]
"""Groups, one after the other → records."""

Writer = Callable[[int, Iterator[bytes]], int]
"""The number of a part, and its lines in order → a file of it, and how many lines it has."""


def each(work: Callable[..., Iterable[Record]], *given: object) -> Work:
    """Return the work that is done on each group by itself.

    Args:
        work: what is done, with a group as its last argument.
        given: its first arguments.
    """
    return partial(_each, partial(work, *given))


def _each(work: Callable[[Group], Iterable[Record]], groups: Iterator[Group]) -> Iterator[Record]:
    for group in groups:
        yield from work(group)


class Records(Protocol):
    """Very many records, wherever they lie."""

    def only(self, *tags: str) -> Self:
        """Return those of some tags."""

    def beside(self, *others: Self) -> Self:
        """Return these with others."""

    def grouped(self, work: Work) -> Self:
        """Return what is made of them, where all of one key are brought together."""

    def has(self, tag: str) -> bool:
        """Return whether there are any of a tag."""

    def write(self, tag: str, writer: Writer) -> Callable[[], int]:
        """Begin to write the values of a tag, lines as bytes, each once and sorted, part by part.

        Returns:
            What waits until it is done, and gives how many lines there are.
        """


AnyRecords = TypeVar("AnyRecords", bound=Records)
"""Records of one place: those that come of them lie there as well."""

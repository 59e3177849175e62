"""What the article names: works, people, companies, festivals, prizes, dates, each with its span.

A named thing knows two spans: that of its name, and the outer one that a mask replaces before the
parse (with its quotation marks, with the job words in front of it).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Mention, Span, Value

WORKS = frozenset(
    {"CreativeWork", "ScreenWork", "Film", "TelevisionWork", "WrittenWork", "StageWork"}
    | {"MusicalWork", "Game"}
)
"""The kinds of works."""

SLOTS = {
    "person": frozenset({"Person"}),
    "work": WORKS,
    "character": frozenset({"Character", "Person", "Name"}),
    "fictional": frozenset({"Character"}),
    "organization": frozenset({"Organization", "Festival"}),
    "festival": frozenset({"Festival"}),
    "award": frozenset({"Award"}),
    "place": frozenset({"Place"}),
}
"""What a slot of a phrase takes, by the slot's kind."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something named in the article.

    Attributes:
        mention: its words, kind and full name.
        outer: what a mask replaces.
        note: what the name list remarks of it.
        value: for a date, a length of time, an amount, a word of a list: what it says.
        implied: whether reading it took the article's date.
    """

    mention: Mention
    outer: Span
    note: str = ""
    value: Value | None = None
    implied: bool = False

    @property
    def kind(self) -> str:
        """The mention's kind."""
        return self.mention.kind


def free(taken: Iterable[Named], span: Span) -> bool:
    """Return whether a stretch overlaps no named thing."""
    return all(span.end <= one.outer.start or one.outer.end <= span.start for one in taken)


def inside(named: Sequence[Named], span: Span) -> list[Named]:
    """Return the named things whose name lies inside a stretch."""
    return [one for one in named if span.covers(one.mention.span)]

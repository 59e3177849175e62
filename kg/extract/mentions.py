"""What the article names: works, people, companies, festivals, prizes, dates, each with its span.

A named thing knows two spans: that of its name, and the outer one that a mask replaces before the
parse (with its quotation marks, with the job words in front of it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import patterns
from kg.extract.places import Places
from kg.model import Mention, Span, Value


@cache
def is_work(kind: str) -> bool:
    """Return whether a kind is one of works.

    >>> is_work("Film"), is_work("Person")
    (True, False)
    """
    return kind in patterns.kinds() and patterns.is_a(kind, "CreativeWork")


GENERAL = frozenset({"CreativeWork", "ScreenWork"})
"""Kinds that leave open what sort of work it is."""


def slot_kinds(slot: str) -> frozenset[str] | None:
    """Return the kinds of names that a slot takes; ``None`` for a slot that takes no names."""
    if slot == "work":
        return frozenset(kind for kind in patterns.kinds() if is_work(kind))
    return _SLOTS.get(slot)


_SLOTS = {
    "person": frozenset({"Person"}),
    "character": frozenset({"Character", "Person", "Name"}),
    "fictional": frozenset({"Character"}),
    "organization": frozenset({"Organization", "Festival"}),
    "festival": frozenset({"Festival"}),
    "award": frozenset({"Award"}),
    "place": frozenset({"Place"}),
}


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


def placed(named: Iterable[Named]) -> Places[Named]:
    """Return named things by where they stand; of those that overlap, the first."""
    return Places((one.outer, one) for one in named)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a noun phrase, before status and voice are known.

    Attributes:
        relation: a relation of ontology/patterns.toml.
        subject: whom or what it is about.
        object: what it says.
        span: the words that say it.
        rule: the part of this grammar that read it.
        qualifiers: further parts, by name.
        implied: whether it only follows from the words.
        former: whether the words say that it is no longer so.
    """

    relation: str
    subject: Mention
    object: Mention | Value
    span: Span
    rule: str
    qualifiers: tuple[tuple[str, Mention | Value], ...] = ()
    implied: bool = False
    former: bool = False

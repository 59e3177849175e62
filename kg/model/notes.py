"""What is noted beside the facts: who is one, what became of plans, what people corrected."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model.values import Entity, Fact

NAME_HERE = "name-here"
"""The rule of the evidence for an other name: that an article calls the thing so throughout."""


class Outcome(StrEnum):
    """What became of a fact."""

    CONFIRMED = "confirmed"
    """A plan that a later article tells as done."""
    MOVED = "moved"
    """A plan that a later article tells with another date or place."""
    WITHDRAWN = "withdrawn"
    """What a later article tells as replaced, left or not to be."""
    CANCELLED = "cancelled"
    """A plan for a work that a later article tells as cancelled."""
    REFINED = "refined"
    """What another fact tells more precisely."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why names are one thing, or two.

    Attributes:
        same: whether they are one.
        things: the one thing, or the two.
        names: what the one and the other are called there.
        articles: where they are called so, sorted.
        why: the reason.
    """

    same: bool
    things: tuple[Entity, ...]
    names: tuple[str, str]
    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a fact.

    Attributes:
        outcome: in a word.
        earlier: the fact that is no longer current.
        later: the fact that took its place, or ended it.
        on: the date of the article that says so; none where no date decided.
    """

    outcome: Outcome
    earlier: Fact
    later: Fact
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is a near-copy of another: one source with it.

    Attributes:
        article: its id.
        of: the id of the first of those that are alike.
    """

    article: str
    of: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person corrected.

    Attributes:
        entry: where it stands: the file, and the entry's sort and number.
        names: what it speaks of, by name; of who was taken out only the digest of the name.
        text: what it did, as a sentence.
        why: the reason that the person gave; may be empty.
    """

    entry: str
    names: tuple[str, ...]
    text: str
    why: str


Note = Judgement | Change | Copy | Correction

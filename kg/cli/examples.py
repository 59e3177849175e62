"""The lexicon's own examples, run: what each way of saying must find, and what it must leave."""

from collections.abc import Iterable
from dataclasses import dataclass

import kg
from kg.model import Claim, Mention


@dataclass(frozen=True, slots=True)
class Tried:
    """One example of the lexicon, run.

    Attributes:
        entry: the way of saying that gives it.
        text: its text.
        problem: what was missed, or said and should not be; empty where all is well.
    """

    entry: str
    text: str
    problem: str


def tried() -> list[Tried]:
    """Return every example of the lexicon, run: what each entry must find, and must leave."""
    return [
        outcome
        for entry in kg.extract.lexicon.relations()
        for outcome in (
            *(_found(entry.name, text, wanted) for text, wanted in entry.finds),
            *(_left(entry.name, text) for text in entry.leaves),
        )
    ]


def _found(entry: str, text: str, wanted: Iterable[str]) -> Tried:
    said = {_line(claim) for claim in kg.extract.claims(kg.read.article(text))}
    missed = "; ".join(line for line in wanted if line not in said)
    return Tried(entry, text, f"it does not find {missed}" if missed else "")


def _left(entry: str, text: str) -> Tried:
    claims = kg.extract.claims(kg.read.article(text))
    said = "; ".join(_line(claim) for claim in claims if claim.evidence.rule == entry)
    return Tried(entry, text, f"it finds {said}" if said else "")


def _line(claim: Claim) -> str:
    named = claim.object.name if isinstance(claim.object, Mention) else claim.object.text
    return f"{claim.subject.name} | {claim.relation} | {named}"

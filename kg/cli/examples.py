"""The lexicon tried: its own examples, run; and what each of its entries finds in articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import kg
from kg.model import Article, Claim, Mention


@dataclass(frozen=True, slots=True)
class Tried:
    """One example of the lexicon, run.

    Attributes:
        entry: the way of saying that gives it.
        text: its text.
        problem: what was missed, or said and should not be; empty where all is well.
        seen: where something was missed, the names that were seen and how the text was parsed.
    """

    entry: str
    text: str
    problem: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """What one entry found in some articles.

    Attributes:
        entry: its name, as the evidence gives it: a way of saying, or another rule of reading.
        claims: how many claims it gave.
        example: the first of them.
        words: where that is said.
    """

    entry: str
    claims: int
    example: str
    words: str


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


def fired(claims: Iterable[Claim]) -> list[Fired]:
    """Return what each entry found, that which found most first."""
    by_entry: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_entry[claim.evidence.rule].append(claim)
    found = [
        Fired(entry, len(given), _line(given[0]), " ".join(given[0].evidence.quote.split()))
        for entry, given in by_entry.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.entry))


def never(found: Iterable[Fired]) -> list[str]:
    """Return the ways of saying that found nothing, in the order of the lexicon."""
    seen = {one.entry for one in found}
    return [one.name for one in kg.extract.lexicon.relations() if one.name not in seen]


def _found(entry: str, text: str, wanted: Iterable[str]) -> Tried:
    article = kg.read.article(text)
    said = {_line(claim) for claim in kg.extract.claims(article, trained=False)}
    missed = "; ".join(line for line in wanted if line not in said)
    if not missed:
        return Tried(entry, text, "")
    return Tried(entry, text, f"it does not find {missed}", tuple(_seen(article)))


def _seen(article: Article) -> Iterator[str]:
    """Give line by line what an entry meets: names with their kinds, words with their tags."""
    from kg.extract import masks, parse  # noqa: PLC0415  they load what parses

    seen = kg.extract.survey(article, trained=False)
    names = [f"{one.mention.name} ({one.kind})" for one in seen.named if one.mention]
    yield f"seen: {', '.join(names) or 'no name'}"
    for piece in seen.pieces:
        text = masks.masked(article.text, piece.span, seen.named).text
        for tokens in parse.parses([text]):
            yield f"parsed: {' '.join(f'{one.text}/{one.tag}' for one in tokens)}"


def _left(entry: str, text: str) -> Tried:
    claims = kg.extract.claims(kg.read.article(text), trained=False)
    said = "; ".join(_line(claim) for claim in claims if claim.evidence.rule == entry)
    return Tried(entry, text, f"it finds {said}" if said else "")


def _line(claim: Claim) -> str:
    named = claim.object.name if isinstance(claim.object, Mention) else claim.object.text
    return f"{claim.subject.name} | {claim.relation} | {named}"

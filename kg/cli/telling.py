"""Facts, violations and builds in words, for a person at a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import kg
from kg.model import Dispute, Status, Violation, Voice
from kg.namespaces import iri, short

if TYPE_CHECKING:
    from kg.assemble import Row
    from kg.bulk import Made
    from kg.graph import Graph
    from kg.keeping import Grown

COLUMNS = ("subject", "relation", "object", "notes", "words")


def cells(row: "Row") -> tuple[str, ...]:
    """Return a fact as the cells of a table."""
    return (row.subject, row.relation, row.object, notes(row), row.quote)


def statement(row: "Row") -> str:
    """Return a fact in one line."""
    told = f"{row.subject} – {row.relation} – {row.object}"
    return f"{told} ({notes(row)})" if notes(row) else told


def place(row: "Row") -> str:
    """Return where the words of a fact stand."""
    return f"{row.article}, characters {row.start} to {row.end}"


def notes(row: "Row") -> str:
    """Return what is to be said of a fact beside its three parts: nothing, for most."""
    said = [str(row.status)] if row.status != Status.ACTUAL else []
    said += [] if row.current else ["no longer current"]
    said += [str(row.voice)] if row.voice != Voice.ARTICLE else []
    given = kg.publish.qualifiers(row.qualifiers)
    return "; ".join([*said, given] if given else said)


def violation(found: Violation) -> Iterator[str]:
    """Give a violation line by line: what must hold, where it does not, and the sentences."""
    yield f"{found.severity}: {found.message}"
    yield f"    {short(found.focus)} {found.path}".rstrip()
    yield from (f"    “{quote}”" for quote in found.quotes)


def dispute(found: Dispute) -> Iterator[str]:
    """Give a dispute line by line: what is in dispute, each side, and its sentences."""
    yield found.title
    for side in found.sides:
        yield f"    {side.statement}" + (
            "" if side.status == Status.ACTUAL else f" ({side.status})"
        )
        for article, day, quote in side.passages:
            yield f"        “{quote}”"
            yield f"        {article}, {day or 'no date'}"


def summary(graph: "Graph", rejected: "Graph", articles: int, skipped: int, facts: int) -> str:
    """Return in one line what a build gave."""
    reasons = [q for q in rejected.quads() if q.predicate == iri("film:rejectedBecause")]
    read = counted(articles, "article")
    counts = [
        f"{read} ({counted(skipped, 'file')} skipped)" if skipped else read,
        counted(facts, "fact") if facts else "no film facts",
        counted(len(graph), "triple"),
        f"{len({quad.subject for quad in reasons})} rejected",
    ]
    return ", ".join(counts)


def grown(grown: "Grown", done: str) -> str:
    """Return in one line what a change of a store came to."""
    facts = f"{counted(grown.added, 'fact')} more, {grown.removed:,} fewer"
    counts = [
        f"{counted(len(grown.done), 'article')} {done}",
        f"{len(grown.unchanged):,} unchanged" if grown.unchanged else "",
        f"{len(grown.errors):,} passed over" if grown.errors else "",
        facts if grown.added or grown.removed or not grown.done else "no film facts",
        f"{len(grown.broken):,} kept out" if grown.broken else "",
    ]
    return ", ".join(filter(None, counts))


def in_bulk(made: "Made", where: str) -> Iterator[str]:
    """Give what came of a build in bulk, line by line."""
    read = counted(made.articles, "article")
    yield ", ".join(
        [
            f"{read} ({made.errors:,} passed over: see {where}/errors)" if made.errors else read,
            counted(made.claims, "claim") if made.claims else "no film facts",
            counted(made.quads, "quad"),
            f"{counted(made.facts, 'passage')} of facts",
            f"some kept out: see {where}/rejected" if made.rejected else "0 rejected",
        ]
    )
    yield f"in {where}"


def counted(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "article"), counted(2, "fact")
    ('1 article', '2 facts')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"

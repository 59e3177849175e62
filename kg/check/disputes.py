"""What articles tell in ways that cannot both hold, side by side.

Found by the checks of queries/checks that select ``?one`` and ``?other``: two facts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from kg import resources
from kg.assemble.told import Told, text
from kg.check import sources
from kg.graph import Graph, Iri
from kg.model import Dispute, Side

_TITLE = re.compile(r"^# title: +(.*\S) *$", re.MULTILINE)
_SIDES = re.compile(r"SELECT\b[^{]*\?one\s+\?other\b")


def checks() -> Iterator[tuple[str, str]]:
    """Yield name and text of the checks that set two facts side by side."""
    for path in resources.names("queries/checks", ".rq"):
        query = resources.text(path)
        if _SIDES.search(query):
            yield PurePath(path).stem, query


def disputes(graph: Graph) -> list[Dispute]:
    """Return what articles tell in ways that cannot both hold, by check and by what it is about.

    Args:
        graph: with its evidence.
    """
    told = Told(graph)
    found = []
    for rule, query in checks():
        title = _TITLE.search(query)
        facts: dict[tuple[str, str], set[Iri]] = defaultdict(set)
        for row in sources.standing(graph, query):
            place = str(row["focus"]), str(row["path"])
            facts[place] |= {Iri(str(row["one"])), Iri(str(row["other"]))}
        for (focus, _), names in facts.items():
            sides = tuple(sorted((_side(told, name) for name in names), key=_order))
            found.append(Dispute(rule, title[1] if title else rule, focus, sides))
    return sorted(found, key=lambda each: (each.title, each.sides[0].statement, each.focus))


def _side(told: Told, fact: Iri) -> Side:
    status = told.called(told.one(fact, "film:status"))
    passages = sorted(_passages(told, fact), key=lambda passage: (passage[1], passage))
    return Side(fact, told.said(fact), status, tuple(passages))


def _passages(told: Told, fact: Iri) -> Iterator[tuple[str, str, str]]:
    for passage in told.all(fact, "film:evidence"):
        article = told.one(passage, "oa:hasSource")
        name, day = (told.text(article, p) for p in ("dcterms:identifier", "film:datePublished"))
        for selector in told.all(passage, "oa:hasSelector"):
            for quote in told.all(selector, "oa:exact"):
                yield name, day, text(quote)


def _order(side: Side) -> tuple[object, ...]:
    return [passage[1] for passage in side.passages], side.statement, side.fact

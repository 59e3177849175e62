"""What articles tell in ways that cannot both hold, side by side.

Found by the checks of queries/checks that select ``?one`` and ``?other``: two facts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from kg import patterns, resources
from kg.graph import Graph, Iri, Literal, Term
from kg.model import Dispute, Side
from kg.namespaces import VOCABULARIES, iri, short

_TITLE = re.compile(r"^# title: +(.*\S) *$", re.MULTILINE)
_SIDES = re.compile(r"SELECT\b[^{]*\?one\s+\?other\b")
_LABEL = Iri(VOCABULARIES["rdfs"] + "label")


def checks() -> Iterator[tuple[str, str]]:
    """Yield name and text of the checks that set two facts side by side."""
    for path in resources.names("queries/checks", ".rq"):
        text = resources.text(path)
        if _SIDES.search(text):
            yield PurePath(path).stem, text


def disputes(graph: Graph) -> list[Dispute]:
    """Return what articles tell in ways that cannot both hold, by check and by what it is about.

    Args:
        graph: with its evidence.
    """
    found = []
    for rule, text in checks():
        title = _TITLE.search(text)
        facts: dict[tuple[str, str], set[Iri]] = defaultdict(set)
        for row in graph.select(text)[1]:
            place = str(row["focus"]), str(row["path"])
            facts[place] |= {Iri(str(row["one"])), Iri(str(row["other"]))}
        for (focus, _), names in facts.items():
            sides = tuple(sorted((_side(graph, name) for name in names), key=_order))
            found.append(Dispute(rule, title[1] if title else rule, focus, sides))
    return sorted(found, key=lambda each: (each.title, each.sides[0].statement, each.focus))


def _side(graph: Graph, fact: Iri) -> Side:
    told = {str(quad.predicate): quad.object for quad in graph.quads(subject=fact)}
    parts = [told[iri(f"rdf:{part}")] for part in ("subject", "predicate", "object")]
    status = told[iri("film:status")]
    words = _word(status)
    said = " – ".join(_name(graph, part) for part in parts)
    return Side(fact, said, words, tuple(sorted(_passages(graph, fact), key=lambda p: (p[1], p))))


def _passages(graph: Graph, fact: Iri) -> Iterator[tuple[str, str, str]]:
    for link in graph.quads(subject=fact, predicate=Iri(iri("film:evidence"))):
        passage = Iri(str(link.object))
        article = Iri(str(_one(graph, passage, "oa:hasSource")))
        for selector in graph.quads(subject=passage, predicate=Iri(iri("oa:hasSelector"))):
            quote = _one(graph, Iri(str(selector.object)), "oa:exact")
            if quote is not None:
                name = _one(graph, article, "dcterms:identifier")
                day = _one(graph, article, "film:datePublished")
                yield _text(name), _text(day), _text(quote)


def _one(graph: Graph, subject: Iri, property_: str) -> Term | None:
    found = graph.quads(subject=subject, predicate=Iri(iri(property_)))
    return found[0].object if found else None


def _name(graph: Graph, term: Term) -> str:
    """Return a term as a reader knows it."""
    if isinstance(term, Literal):
        return term.text
    labels = graph.quads(None, subject=term, predicate=_LABEL)
    local = short(term, graph.base).partition(":")[2]
    return _text(labels[0].object) if labels else patterns.word(local) or local


def _word(term: Term) -> str:
    local = short(str(term)).partition(":")[2]
    return patterns.word(local) or local


def _text(term: Term | None) -> str:
    return term.text if isinstance(term, Literal) else str(term or "")


def _order(side: Side) -> tuple[object, ...]:
    return [passage[1] for passage in side.passages], side.statement, side.fact

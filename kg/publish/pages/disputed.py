"""Where articles disagree: both sides, each with its sentences."""

from dataclasses import dataclass

from kg.check import disputes
from kg.graph import Graph, Iri
from kg.model import Dispute
from kg.namespaces import digest
from kg.publish.pages import addresses
from kg.publish.pages.described import node_page
from kg.publish.pages.facts import Facts
from kg.publish.pages.shown import Link, Quote


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute.

    Attributes:
        statement: what is said, in words.
        status: how it is presented.
        quotes: the sentences that say it.
    """

    statement: str
    status: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute as its page shows it.

    Attributes:
        path: of the page.
        title: what is in dispute.
        about: what it is about.
        sides: in the order of their articles' dates.
    """

    path: str
    title: str
    about: Link
    sides: tuple[Side, ...]


def disputed(graph: Graph, *, text: bool = True) -> list[Disputed]:
    """Return the disputes of a graph, in the order of ``kg.check.disputes``."""
    found = disputes(graph)
    facts = Facts(graph, {Iri(side.fact) for each in found for side in each.sides}, text=text)
    return [_disputed(graph, facts, each) for each in found]


def _disputed(graph: Graph, facts: Facts, found: Dispute) -> Disputed:
    key = digest((found.rule, found.focus, *(side.fact for side in found.sides)), 12)
    sides = (
        Side(_said(facts, Iri(side.fact)), side.status, facts.quotes(Iri(side.fact)))
        for side in found.sides
    )
    return Disputed(
        f"dispute/{found.rule.replace('_', '-')}.{key}.html",
        found.title,
        _about(graph, facts, Iri(found.focus)),
        tuple(sides),
    )


def _about(graph: Graph, facts: Facts, focus: Iri) -> Link:
    page = addresses.path(focus, graph.base) or node_page(graph, focus)
    thing = Iri(graph.base + page.removesuffix(".html")) if page else focus
    return Link(facts.link(thing).text if page else str(focus), page)


def _said(facts: Facts, fact: Iri) -> str:
    """Return a fact in words, with what qualifies it."""
    told = list(facts.reader.statements(fact, everything=True))
    notes = facts.line(told).notes if told else ()
    given = "; ".join(f"{name}: {', '.join(link.text for link in links)}" for name, links in notes)
    return facts.said(fact) + (f" ({given})" if given else "")

"""The sentences that say who took part in what."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Unpack

from kg import query
from kg.graph import Iri
from kg.network.credits import Chosen, Named, known, roles_of, works_of
from kg.query.arguments import Asked
from kg.query.articles import Articles

_ONE_BY_ONE = 40
"""Up to how many things are asked for each by itself; more are taken from all."""


class Citation(NamedTuple):
    """A passage that says that somebody took part in a work.

    Attributes:
        node: IRI of the person or company.
        work: IRI of the work.
        name: what the person or company is called.
        title: what the work is called.
        role: as what they took part.
        status: actual, planned, superseded or denied.
        quote: the passage, word for word.
        sentence: the sentences that hold it; the passage, where the text is not kept.
        article: the article's id.
        headline: its title; empty where there is none.
        date: when it was published, as far as known.
    """

    node: str
    work: str
    name: str
    title: str
    role: str
    status: str
    quote: str
    sentence: str
    article: str
    headline: str
    date: str


def citations(
    graph: Asked, things: Collection[str] = (), **chosen: Unpack[Chosen]
) -> list[Citation]:
    """Return the passages behind credits: sorted by thing, work, role, status and place.

    Args:
        graph: a graph with its evidence; one without gives nothing.
        things: IRIs of people, companies or works; where none is given, all.
        chosen: which credits count, as for a network; but where no status is chosen, all.

    Raises:
        NetworkError: there is no such role or genre.
    """
    roles = roles_of(chosen.get("roles", ()), companies=True)
    works = works_of(graph, chosen)
    rows = [
        row
        for row in _rows(graph, frozenset(things))
        if (not roles or row["role"] in roles)
        and (works is None or row["work"] in works)
        and ("status" not in chosen or row["status"] == chosen["status"])
    ]
    return told(graph, rows, known(graph)) if rows else []


def told(
    graph: Asked, rows: Collection[Mapping[str, query.Plain]], names: Mapping[str, Named]
) -> list[Citation]:
    """Return rows of the query ``networks/cited`` with names and sentences."""
    articles = Articles(graph, {str(row["article"]) for row in rows})
    found = []
    for row in rows:
        node, work, article = (str(row[name]) for name in ("node", "work", "article"))
        start, end = int(str(row["start"])), int(str(row["end"]))
        quote = str(row["quote"])
        head = articles.heading(article)
        found.append(
            Citation(
                node,
                work,
                names[node].name,
                names[work].name,
                str(row["role"]),
                str(row["status"]),
                quote,
                articles.sentence(article, start, end, quote),
                head.id,
                head.title,
                head.date,
            )
        )
    return list(dict.fromkeys(found))


def of_one(graph: Asked, thing: str) -> list[dict[str, query.Plain]]:
    """Return the rows of a person or company, else of a work."""
    found = query.run(graph, "networks/cited", node=Iri(thing))
    return found or query.run(graph, "networks/cited", work=Iri(thing))


def _rows(graph: Asked, wanted: frozenset[str]) -> list[dict[str, query.Plain]]:
    if not wanted:
        return query.run(graph, "networks/cited")
    if len(wanted) > _ONE_BY_ONE:
        rows = query.run(graph, "networks/cited")
        return [row for row in rows if row["node"] in wanted or row["work"] in wanted]
    found = {tuple(row.values()): row for thing in wanted for row in of_one(graph, thing)}
    return [found[values] for values in sorted(found)]  # columns are in the order to sort by

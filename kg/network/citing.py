"""The sentences that say who took part in what."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Unpack

from kg import query
from kg.graph import Iri, Literal, Term
from kg.model import Span
from kg.network.credits import Chosen, Named, known, roles_of, works_of
from kg.query.arguments import Asked
from kg.read import sentences

_ONE_BY_ONE = 40
"""Up to how many things are asked for each by itself; more are taken from all."""

_ARTICLES = """
PREFIX film: <https://w3id.org/filmkg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?article ?id ?title ?date ?text WHERE {
  GRAPH ?evidence {
    ?article a film:NewsArticle ; dcterms:identifier ?id .
    OPTIONAL { ?article dcterms:title ?title }
    OPTIONAL { ?article film:datePublished ?date }
    OPTIONAL { ?article film:text ?text }
  }
}
"""


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
    articles = _Articles(graph, {str(row["article"]) for row in rows})
    found = []
    for row in rows:
        node, work, article = (str(row[name]) for name in ("node", "work", "article"))
        start, end = int(str(row["start"])), int(str(row["end"]))
        quote = str(row["quote"])
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
                *articles.heads.get(article, (article, "", "")),
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


class _Articles:
    """The articles that are cited.

    Attributes:
        heads: IRI → id, headline and date.
    """

    def __init__(self, graph: Asked, wanted: Collection[str]) -> None:
        self.heads: dict[str, tuple[str, str, str]] = {}
        self._texts: dict[str, str] = {}
        self._cut = dict[str, list[Span]]()
        for row in _articles(graph, wanted):
            iri = str(row["article"])
            if iri in wanted:
                self.heads[iri] = (_text(row["id"]), _text(row["title"]), _text(row["date"]))
                self._texts[iri] = _text(row["text"])

    def sentence(self, article: str, start: int, end: int, quote: str) -> str:
        """Return the sentences that a passage lies in, or the passage where they are not kept."""
        text = self._texts.get(article, "")
        if text[start:end] != quote or text == quote:
            return quote
        if article not in self._cut:
            self._cut[article] = sentences.spans(text)
        over = [each for each in self._cut[article] if each.start < end and start < each.end]
        return text[min(over[0].start, start) : max(over[-1].end, end)] if over else quote


def _articles(graph: Asked, wanted: Collection[str]) -> Iterator[dict[str, Term | None]]:
    if len(wanted) > _ONE_BY_ONE:
        yield from graph.select(_ARTICLES)[1]
        return
    for iri in sorted(wanted):
        yield from graph.select(_ARTICLES, {"article": Iri(iri)})[1]


def _text(term: Term | None) -> str:
    return term.text if isinstance(term, Literal) else ""

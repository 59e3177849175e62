"""The articles of a graph: what heads them, and the sentences that a passage lies in."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from kg.graph import Graph, Iri
from kg.model import Span
from kg.namespaces import iri
from kg.query.arguments import Asked, text
from kg.read import sentences

_ONE_BY_ONE = 40
"""Up to how many articles are asked for each by itself; more are taken from all."""

_ARTICLES = """
SELECT ?article ?id ?title ?author ?publisher ?date ?text WHERE {
  GRAPH ?evidence {
    ?article a film:NewsArticle ; dcterms:identifier ?id .
    OPTIONAL { ?article dcterms:title ?title }
    OPTIONAL { ?article dcterms:creator ?author }
    OPTIONAL { ?article dcterms:publisher ?publisher }
    OPTIONAL { ?article film:datePublished ?date }
    OPTIONAL { ?article film:text ?text }
  }
}
ORDER BY ?id ?article
"""

_PROPERTIES = {
    "id": iri("dcterms:identifier"),
    "title": iri("dcterms:title"),
    "author": iri("dcterms:creator"),
    "publisher": iri("dcterms:publisher"),
    "date": iri("film:datePublished"),
    "text": iri("film:text"),
}


class Heading(NamedTuple):
    """An article, as far as it is known; what is not is empty.

    Attributes:
        iri: its identifier.
        id: as people call it.
        title: its headline.
        author: who wrote it.
        publisher: who published it.
        date: when.
        text: all of it, where it is kept.
    """

    iri: str
    id: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    text: str = ""


class Articles:
    """Articles of a graph, by their identifiers."""

    def __init__(self, graph: Asked, wanted: Collection[str] | None = None) -> None:
        """Take articles from a graph.

        Args:
            graph: with its evidence.
            wanted: identifiers of those that are meant; all where none are given.
        """
        found = sorted(_headings(graph, wanted), key=lambda head: (head.id, head))
        self._heads = {head.iri: head for head in found}
        self._cut = dict[str, list[Span]]()

    def __iter__(self) -> Iterator[Heading]:
        """Give them in the order of their ids."""
        return iter(self._heads.values())

    def heading(self, article: str) -> Heading:
        """Return what heads an article; its identifier alone, where nothing is known of it."""
        return self._heads.get(article, Heading(article, article))

    def sentence(self, article: str, start: int, end: int, quote: str) -> str:
        """Return the sentences that a passage lies in, or the passage where they are not kept."""
        return "".join(self.parted(article, start, end, quote))

    def parted(self, article: str, start: int, end: int, quote: str) -> tuple[str, str, str]:
        """Return the same in three parts: what stands before the passage, it, and what follows."""
        text = self.heading(article).text
        if text[start:end] != quote or text == quote:
            return "", quote, ""
        if article not in self._cut:
            self._cut[article] = sentences.spans(text)
        over = [each for each in self._cut[article] if each.start < end and start < each.end]
        if not over:
            return "", quote, ""
        return text[min(over[0].start, start) : start], quote, text[end : max(over[-1].end, end)]


def _headings(graph: Asked, wanted: Collection[str] | None) -> Iterator[Heading]:
    if isinstance(graph, Graph) and wanted is not None and len(wanted) <= _ONE_BY_ONE:
        yield from _looked_up(graph, wanted)
        return
    if wanted is None or len(wanted) > _ONE_BY_ONE:
        rows = graph.select(_ARTICLES)[1]
    else:
        rows = [
            row
            for name in sorted(wanted)
            for row in graph.select(_ARTICLES, {"article": Iri(name)})[1]
        ]
    for row in rows:
        told = Heading(str(row["article"]), *(text(row[name]) for name in Heading._fields[1:]))
        if wanted is None or told.iri in wanted:
            yield told


def _looked_up(graph: Graph, wanted: Collection[str]) -> Iterator[Heading]:
    """Yield articles by lookups, which is quicker than asking."""
    for name in sorted(wanted):
        told: dict[str, str] = {
            q.predicate: text(q.object)
            for q in reversed(graph.quads(graph.evidence, subject=Iri(name)))
        }
        if _PROPERTIES["id"] in told:
            yield Heading(name, **{part: told.get(p, "") for part, p in _PROPERTIES.items()})

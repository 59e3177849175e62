"""Articles and what they say: one of each id, and near-copies of one text."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kg.assemble.nodes import Maker
from kg.assemble.quads import article as article_quads
from kg.assemble.quads import note as note_quads
from kg.bulk.linked import ROOT, edge
from kg.bulk.records import ERROR, Group, Record
from kg.errors import ReadError
from kg.graph import Iri
from kg.model import Article, Claim
from kg.resolve.copies import COMMON, alike, marks, pairs

_APART = "\0"  # no id has one


class Said(NamedTuple):
    """What an article says.

    Attributes:
        iri: the article’s identifier.
        day: its date.
        claims: as extracted.
    """

    iri: Iri
    day: date | None
    claims: Sequence[Claim]


def given(article: Article, claims: Sequence[Claim]) -> Record:
    """Return an article, with what it says, as it comes in."""
    return Record("given", article.id, (article, claims))


def problem(error: ReadError) -> tuple[str, str]:
    """Return where an article could not be read, and why."""
    return error.source, str(error).removeprefix(f"{error.source}: ")


def passed_over(place: str, why: str) -> Record:
    """Return what could not be read, and why, as a row of the table of errors."""
    return Record(ERROR, place, json.dumps([place, why], ensure_ascii=False).encode())


def taken(base: str, group: Group) -> Iterator[Record]:
    """Take in an article: its quads, what it says, and the marks that near-copies share.

    Of several with one id it is the one whose sources come first; of one source, that of the
    smallest digest, then of the first date, title and names.
    """
    (article, claims), *others = sorted(group.all("given"), key=_first)
    for other in {each.digest for each, _ in others} - {article.digest}:
        told = f"a different article has the id “{article.id}” as well (digest {other[:8]})"
        yield passed_over(article.id, told)
    maker = Maker(base, [(article.id, article.digest)])
    yield Record("quads", article.id, tuple(article_quads(article.id, article, maker)))
    yield Record("said", article.id, Said(maker.article(article.id), article.published, claims))
    sketch = marks(article)
    if sketch:
        yield Record("text", article.id, article)
    for mark in sketch:
        yield Record("mark", str(mark), article.id)


def met(group: Group) -> Iterator[Record]:
    """Give the pairs of articles that share a mark."""
    for one, other in pairs(set(group.all("mark"))):
        yield Record("met", f"{one}{_APART}{other}", None)


def often(group: Group) -> Iterator[Record]:
    """Keep the pairs that share enough marks to be compared."""
    if len(group.all("met")) >= COMMON:
        one, other = group.key.split(_APART)
        yield Record("pair", one, (one, other))
        yield from edge(one, other)


def candidates(group: Group) -> Iterator[Record]:
    """Bring the texts together that are to be compared."""
    root = group.one(ROOT)
    if root is not None:
        yield from (Record("alike", root, article) for article in group.all("text"))
        yield from (Record("paired", root, pair) for pair in group.all("pair"))


def copied(base: str, group: Group) -> Iterator[Record]:
    """Tell which texts are near-copies; each has the date of the first of those alike."""
    known = {article.id: article for article in group.all("alike")}
    maker = Maker(base, ((article.id, article.digest) for article in known.values()))
    for copy in alike(known.values(), group.all("paired")):
        yield Record("day", copy.article, known[copy.of].published)
        yield Record("quads", copy.article, tuple(note_quads(copy, maker)))


def _first(pair: tuple[Article, object]) -> tuple[object, ...]:
    article = pair[0]
    beside = (article.published, article.title, article.author, article.publisher)
    return article.sources, article.digest, *((each is not None, str(each)) for each in beside)

"""Articles, or the rows of a table → a bulk build, on one machine, in bounded memory."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import kg
from kg import flow, store, writing
from kg.bulk import disk, merging, parts, reading
from kg.bulk.records import Record
from kg.crew import Crew
from kg.errors import ReadError
from kg.model import Article, Claim
from kg.namespaces import BASE, check_base
from kg.read import Source
from kg.tables import Map

_MANY = 2_000
"""So many articles are in memory at a time while they are read."""


class Watch(Protocol):
    """What is told how far the work is."""

    def __call__(self, what: str, articles: int, claims: int) -> None:
        """Take what is being done, and how many articles and claims have come in so far."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a bulk build.

    Attributes:
        articles: how many articles, or rows of a table, were taken in.
        claims: how many claims were found in all that was read; on Spark, in articles as well
            that are left out because another has their id.
        quads: how many quads the graph has.
        facts: how many rows the table of facts has: one for each passage of each fact.
        rejected: how many quads tell of facts that a shape keeps out.
        errors: how many rows the table of errors has: one for each article, row or cell that was
            passed over; on one machine a hundred at most of one file of several articles, and one
            that tells how many more.
        before: whether it was there before, so that nothing was done.
    """

    articles: int
    claims: int
    quads: int
    facts: int
    rejected: int
    errors: int
    before: bool = field(default=False, kw_only=True)


def build(  # noqa: PLR0913  the settings of a build
    source: Source | Iterable[Source],
    output: str | Path,
    *,
    by: Map | None = None,
    base: str = BASE,
    published: date | None = None,
    model: str | None = None,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Made:
    """Build the graph of very many articles as files, and as a store that answers queries.

    The quads are those of ``kg.build``. Memory is needed for a share of the whole at a time
    (see ``kg.bulk.disk``), for what bears one key (the names that may be one, the facts of one
    subject), for some thousand articles, and for the id and digest of every article, since one
    met twice is given once. The disk beside the output holds several times what is written.

    Args:
        source: as for ``kg.build``; a table, where a map is given.
        output: a folder, see ``kg.bulk.parts``; its other files are left as they are.
        by: what the columns of the table mean.
        base: what every identifier begins with.
        published: the date of the articles that carry none.
        model: another language model, by the name of its package.
        jobs: how many processes work; the result is the same for any number.
        watch: is told how far the work is.

    Raises:
        ReadError: a source, or all that is in it, cannot be read. A bad file in a folder costs
            that file alone.
        WriteError: the output cannot be written, or pyarrow is not there.
    """
    check_base(base)
    parts.refuse_without_arrow(output)
    writing.writable(output)
    named = model or kg.extract.parse.MODEL
    coming = _Coming(watch)
    crew = Crew(jobs)
    with writing.folder(output) as made:
        with (
            disk.workplace(crew, beside=made.parent) as place,
            crew,  # its processes end first: they write into the other
        ):
            read = (
                _rows(source, by, coming) if by else _read(source, published, named, crew, coming)
            )
            making = merging.making(flow.made_by(named), base)
            told = merging.merged(place.records(chain(read, [making])), base, coming.tell)
            coming.tell("files")
            counts = parts.write(told, partial(parts.file, made))
        coming.tell("store")  # before the files are moved: where it fails, all is as before
        store.load(output, sorted((made / "nquads").glob("part-*.nq")), base=base)
    return Made(coming.articles, coming.claims, *(counts[name] for name in parts.NAMES))


class _Coming:
    """How much has come in so far."""

    def __init__(self, watch: Watch | None) -> None:
        self.articles = 0
        self.claims = 0
        self._watch = watch

    def taken(self, article: Article, claims: Sequence[Claim]) -> Record:
        """Count an article in, and give it on."""
        self.articles += 1
        self.claims += len(claims)
        self.tell("articles")
        return reading.given(article, claims)

    def tell(self, step: str) -> None:
        """Tell what is being done."""
        if self._watch:
            self._watch(step, self.articles, self.claims)


def _read(
    source: Source | Iterable[Source],
    published: date | None,
    model: str,
    crew: Crew,
    coming: _Coming,
) -> Iterator[Record]:
    skipped: list[ReadError] = []
    articles = kg.read.articles(source, published=published, skipped=skipped)
    while some := list(islice(articles, _MANY)):
        for article, claims in zip(some, crew.claims(some, model), strict=True):
            yield coming.taken(article, claims)
    yield from (reading.passed_over(*reading.problem(error)) for error in skipped)


def _rows(table: Source | Iterable[Source], by: Map, coming: _Coming) -> Iterator[Record]:
    if not isinstance(table, str | os.PathLike):
        message = "with a map, the source is the path of one table"
        raise TypeError(message)
    skipped: list[ReadError] = []
    for article, claims in kg.tables.rows(table, by, skipped=skipped):
        yield coming.taken(article, claims)
    if not coming.articles:
        first = f"The first: {skipped[0]}".rstrip(".") if skipped else "Give one that has some"
        raise ReadError(os.fspath(table), "none of its rows can be read", first)
    yield from (reading.passed_over(*reading.problem(error)) for error in skipped)

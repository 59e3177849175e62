"""Articles into a store, and out of it: read, extracted, and kept one by one or many at once.

What a store reports as done it keeps, whatever happens to the program after that; whoever runs
the same command again completes what was broken off.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

import kg
from kg import flow
from kg.crew import Crew
from kg.errors import KgError, ReadError, StoreError
from kg.flow import Watch
from kg.model import Article, Claim, Violation
from kg.namespaces import BASE, check_base
from kg.read import Source
from kg.resolve.corrections import Corrections
from kg.store import Kept, Outcome
from kg.tables import Map
from kg.tables.rows import DIGITS

MANY = 400
"""So many articles are kept at once where nobody waits for each."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How articles are read and kept.

    Attributes:
        base: what identifiers begin with, where a store is begun.
        published: the date of the articles that carry none.
        model: the language model, by the name of its package; the usual one where it is empty.
        jobs: how many processes read articles.
        corrections: what people say is wrong; they take the place of those in force.
        mixed: whether other versions of kg, model or lexicon may have read what is there.
    """

    base: str = BASE
    published: date | None = None
    model: str = ""
    jobs: int = 1
    corrections: Corrections | None = None
    mixed: bool = False

    @property
    def reader(self) -> str:
        """The package of the language model."""
        return self.model or kg.extract.parse.MODEL


@dataclass(frozen=True, slots=True)
class Watches:
    """Who is told how far the work is.

    Attributes:
        read: is told as ``flow.Watch`` says; of a table, rows and facts.
        sent: is told how much of a large change was sent to an endpoint: done, of how many.
    """

    read: Watch | None = None
    sent: Callable[[int, int], object] | None = None


_USUAL = Manner()
_NOBODY = Watches()


@dataclass
class Grown:
    """What came of a run: ids of articles, and numbers of facts.

    Attributes:
        done: ids of the articles that came, or went.
        unchanged: ids of those that were kept already.
        errors: why others did not come.
        added: how many facts came.
        removed: how many facts went.
        broken: what facts break that a shape keeps out since then.
        corrected: whether corrections were put in force.
    """

    done: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[KgError] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    broken: list[Violation] = field(default_factory=list)
    corrected: bool = False

    def take(self, outcome: Outcome) -> None:
        """Count an outcome in."""
        self.done += outcome.done
        self.unchanged += outcome.unchanged
        self.errors += outcome.refused
        self.added += outcome.added
        self.removed += outcome.removed
        self.broken += outcome.broken


def add(
    place: str | Path,
    source: Source | Iterable[Source],
    manner: Manner = _USUAL,
    watches: Watches = _NOBODY,
) -> Grown:
    """Add articles to a store, each in a transaction of its own.

    An article that the store holds already is not read again.

    Args:
        place: a folder, which is made where it is missing, or the address of an endpoint.
        source: as for ``kg.build``; may be empty where only corrections are to be put in force.
        manner: how they are read and kept.
        watches: who is told how far the work is.

    Raises:
        StoreError: the store cannot be written.
        ReadError: a source cannot be read. A bad file in a folder costs that file alone.
        CorrectionError: a correction names nothing.
    """
    check_base(manner.base)
    grown, skipped = Grown(), list[ReadError]()
    refuse_stores(source)
    given = list(kg.read.articles(source, published=manner.published, skipped=skipped))
    with writing(place, manner, watches) as store:
        pairs = told(_fresh(store, given, grown), manner, watches)
        grown.errors += skipped
        # What is corrected is made anew: once, and not for each article.
        together = grown.corrected = manner.corrections is not None
        for some in [list(pairs)] if together else ([pair] for pair in pairs):
            grown.take(store.add(some, corrections=manner.corrections))
    return grown


def retract(
    place: str | Path,
    ids: Sequence[str],
    manner: Manner = _USUAL,
    watches: Watches = _NOBODY,
) -> Grown:
    """Take articles out of a store, with all that they alone say, at once.

    Raises:
        StoreError: the store holds no such article, or cannot be written.
    """
    grown = Grown()
    refuse_nothing(place)
    with writing(place, manner, watches) as store:
        grown.take(store.retract(ids))
    return grown


def rows(
    place: str | Path,
    table: str | Path,
    by: Map,
    manner: Manner = _USUAL,
    watches: Watches = _NOBODY,
) -> Grown:
    """Add the rows of a table to a store, each as an article; many in a transaction.

    Args:
        place: as for ``add``.
        table: the file.
        by: what its columns mean.
        manner: as for ``add``.
        watches: who is told how many rows are kept, and how many facts came of them.

    Raises:
        StoreError: the store cannot be written.
        ReadError: the table cannot be read. A bad row costs that row alone.
    """
    check_base(manner.base)
    grown, skipped = Grown(), list[ReadError]()
    parts = batches(kg.tables.rows(table, by, skipped=skipped))
    first = next(parts, [])  # what cannot be read is told before a store is begun
    with writing(place, manner, watches) as store:
        for many in chain([first], parts):
            grown.take(store.add(_renamed(store, many, grown)))
            if watches.read:
                watches.read(len(grown.done) + len(grown.unchanged), 0, grown.added)
    grown.errors += skipped
    return grown


def refuse_stores(source: Source | Iterable[Source]) -> None:
    """Refuse a store among several sources of articles: its files are none.

    Raises:
        StoreError: there is one.
    """
    for each in source if isinstance(source, list | tuple) else [source]:
        if isinstance(each, str | Path) and kg.store.is_store(each):
            problem = "it is a store, and no source of articles"
            remedy = "“kg build STORE -o NEW” reads the articles of one store again"
            raise StoreError(kg.store.shown(each), problem, remedy)


def refuse_nothing(place: str | Path) -> None:
    """Refuse, as ``kg.store.open`` does, a place where there is nothing to change."""
    if not kg.store.is_store(place):
        kg.store.open(place)


def writing(place: str | Path, manner: Manner, watches: Watches) -> AbstractContextManager[Kept]:
    """Give a store to change in a manner.

    Raises:
        StoreError: as ``kg.store.writing``.
    """
    return kg.store.writing(
        place,
        made_by=flow.made_by(manner.reader),
        base=manner.base,
        mixed=manner.mixed,
        watch=watches.sent,
    )


def _fresh(store: Kept, given: Sequence[Article], grown: Grown) -> list[Article]:
    """Return the articles that a store does not hold yet; of the others it is told which."""
    known = store.kept(article.id for article in given)
    for article in given:
        if article.id in known:
            error = store.clash(article, known[article.id])
            if error is None:
                grown.unchanged.append(article.id)
            else:
                grown.errors.append(error)
    return [article for article in given if article.id not in known]


def _renamed(
    store: Kept, pairs: Sequence[tuple[Article, list[Claim]]], grown: Grown
) -> list[tuple[Article, list[Claim]]]:
    """Return the rows that a store does not hold under the other of the ids that they may have.

    A row has digits of its content in its id where another row of the table would have the same
    id: so it has another id when such a row comes into the table, or leaves it.
    """
    other = {article.id: _other_id(article) for article, _ in pairs}
    kept = store.kept(other.values())
    held = {
        article.id
        for article, _ in pairs
        if other[article.id] in kept and kept[other[article.id]].digest == article.digest
    }
    grown.unchanged += sorted(held)
    return [pair for pair in pairs if pair[0].id not in held]


def _other_id(row: Article) -> str:
    digits = f".{row.digest[:DIGITS]}"
    return row.id.removesuffix(digits) if row.id.endswith(digits) else row.id + digits


def told(
    articles: Sequence[Article], manner: Manner, watches: Watches, crew: Crew | None = None
) -> Iterator[tuple[Article, list[Claim]]]:
    """Give articles with what they say, in order; a crew begins with them at once."""
    if crew is None:
        claims = flow.claims(articles, manner.reader, manner.jobs)
    else:
        claims = crew.claims(articles, manner.reader)
    return _counted(articles, claims, watches)


def _counted(
    articles: Sequence[Article], claims: Iterable[list[Claim]], watches: Watches
) -> Iterator[tuple[Article, list[Claim]]]:
    count = 0
    for done, (article, found) in enumerate(zip(articles, claims, strict=True), 1):
        count += len(found)
        yield article, found
        if watches.read:
            watches.read(done, len(articles), count)


def batches(
    pairs: Iterable[tuple[Article, list[Claim]]], most: int = MANY
) -> Iterator[list[tuple[Article, list[Claim]]]]:
    """Yield articles as many at a time as are kept at once."""
    rest = iter(pairs)
    while many := list(islice(rest, most)):
        yield many

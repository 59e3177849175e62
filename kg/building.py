"""A store built anew, of articles or of what another store keeps."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import kg
from kg import flow
from kg.errors import ReadError, StoreError
from kg.graph import Graph
from kg.keeping import Grown, Manner, Watches, batches, refuse_stores, told
from kg.model import Article, Claim
from kg.namespaces import BASE, check_base
from kg.read import Source
from kg.store import Kept


def build(
    place: str | Path, source: Source | Iterable[Source], manner: Manner, watches: Watches
) -> tuple[Grown, Graph, Graph]:
    """Build a store, in the place of what there was before.

    Args:
        place: a folder, in which other files are left as they are; or the address of an endpoint.
        source: as for ``kg.build``; or one store, whose articles are read again, and whose
            corrections stay in force where no others are given.
        manner: as for ``kg.keeping.add``.
        watches: as for ``kg.keeping.add``.

    Returns:
        What came of it; the graph; and the facts that a shape keeps out.

    Raises:
        StoreError: the store cannot be written, or a source is one of several stores.
        ReadError: a source cannot be read. A bad file in a folder costs that file alone.
        CorrectionError: a correction names nothing.
    """
    check_base(manner.base)
    grown, skipped = Grown(), list[ReadError]()
    again = _store_of(source)
    if again is None:
        refuse_stores(source)
        kept: list[tuple[Article, list[Claim]]] = []
        given = list(kg.read.articles(source, published=manner.published, skipped=skipped))
    else:
        kept, manner = _kept(again, manner)
        given = [article for article, _ in kept if not article.is_row]
    pairs = [*(pair for pair in kept if pair[0].is_row), *told(given, manner, watches)]
    with _replacing(place, manner, watches) as store:
        if again is not None and _is_same(again, place):
            _refuse_more(again, store, kept)
        if manner.corrections is not None or kg.store.is_address(place):
            grown.take(store.replace(pairs, corrections=manner.corrections))
        else:
            for many in batches(pairs):
                grown.take(store.add(many))
        rejected = store.rejected()
    grown.errors += skipped
    return grown, kg.store.open(place), rejected


def _store_of(source: Source | Iterable[Source]) -> str | Path | None:
    """Return the store that a source is, if it is one alone."""
    given = [source] if isinstance(source, str | Path) else source
    match given:
        case [str() | Path() as place] if kg.store.is_store(place):
            return place
    return None


def _kept(place: str | Path, manner: Manner) -> tuple[list[tuple[Article, list[Claim]]], Manner]:
    """Return what a store keeps, and the manner with what else is to stay as it is there."""
    with kg.store.looking(place) as store:
        base = store.base if manner.base == BASE else manner.base
        corrections = manner.corrections or store.in_force()
        return store.everything(), replace(manner, base=base, corrections=corrections)


def _is_same(one: str | Path, other: str | Path) -> bool:
    if kg.store.is_address(one) or kg.store.is_address(other):
        return str(one).rstrip("/") == str(other).rstrip("/")
    return Path(one).samefile(other)


def _refuse_more(
    place: str | Path, store: Kept, kept: Iterable[tuple[Article, list[Claim]]]
) -> None:
    """Refuse to replace a store to which something was added since it was read."""
    if kg.store.is_address(place):
        here = store.articles().keys()
    else:
        with kg.store.looking(place, mine=True) as before:
            here = before.articles().keys()
    if here != {article.id for article, _ in kept}:
        problem = "somebody else wrote to it meanwhile"
        raise StoreError(kg.store.shown(place), problem, "Run the command again")


def _replacing(place: str | Path, manner: Manner, watches: Watches) -> AbstractContextManager[Kept]:
    """Give a store to be filled anew: of a folder one beside it, which then takes its place."""
    made_by = flow.made_by(manner.reader)
    if kg.store.is_address(place):
        return kg.store.writing(
            place, made_by=made_by, base=manner.base, anew=True, watch=watches.sent
        )
    return kg.store.replacing(place, made_by=made_by, base=manner.base)

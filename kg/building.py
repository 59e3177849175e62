"""A store built anew, of articles or of what another store keeps."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

import kg
from kg import flow
from kg.crew import Crew
from kg.errors import ReadError, StoreError
from kg.graph import Graph
from kg.keeping import MANY, Grown, Manner, Watches, batches, refuse_stores, told
from kg.model import Article, Claim
from kg.namespaces import BASE, check_base
from kg.read import Source
from kg.store import Kept

_T = TypeVar("_T")
_FIRST = 0.8
"""So many of the articles are kept while the others are still being read."""
_FEW = 40
"""At least so many."""


def build(
    place: str | Path,
    source: Source | Iterable[Source],
    manner: Manner,
    watches: Watches,
    crew: Crew,
) -> tuple[Grown, Graph, Graph]:
    """Build a store, in the place of what there was before.

    Args:
        place: a folder, in which other files are left as they are; or the address of an endpoint.
        source: as for ``kg.build``; or one store, whose articles are read again, and whose
            corrections stay in force where no others are given.
        manner: as for ``kg.keeping.add``.
        watches: as for ``kg.keeping.add``.
        crew: who reads the articles.

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
    rows = [pair for pair in kept if pair[0].is_row]
    beside = crew.gather(len(given))
    made_by = crew.begin(_made_by, manner.reader)
    pairs: Iterable[tuple[Article, list[Claim]]] = chain(rows, told(given, manner, watches, crew))
    for _ in range(crew.jobs):
        crew.begin(kg.publish.warm)  # for whoever has nothing to read any more
    at_once = manner.corrections is not None or kg.store.is_address(place)
    if at_once or kg.store.is_store(place):  # whoever reads what is there is not kept waiting
        pairs = list(pairs)
    with _replacing(place, manner, watches, made_by()) as store:
        if again is not None and _is_same(again, place):
            _refuse_more(again, store, kept)
        if at_once:
            grown.take(store.replace(pairs, corrections=manner.corrections))
        else:
            most = min(MANY, max(_FEW, int(len(given) * _FIRST))) if beside else MANY
            for many in batches(pairs, most):
                grown.take(store.add(many))
        rejected = store.rejected()
    grown.errors += skipped
    return grown, kg.store.open(place), rejected


def publish(place: str | Path, graph: Graph, rejected: Graph, crew: Crew) -> int:
    """Write the files of a build beside its store; whoever read the articles helps.

    Args:
        place: the folder of the store.
        graph: as ``build`` gives it.
        rejected: the same.
        crew: who read the articles.

    Returns:
        How many facts the table has.

    Raises:
        WriteError: the folder cannot be written; nothing is left half-written.
    """

    def begin(work: Callable[[Graph], _T]) -> Callable[[], _T]:
        return crew.begin(_of_the_store, place, work)

    others = begin if crew.is_there else None
    return kg.publish.everything(graph, rejected, place, others)


def _of_the_store(place: str | Path, work: Callable[[Graph], _T]) -> _T:
    return work(kg.store.open(place))


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


def _made_by(model: str) -> dict[str, str]:
    return dict(flow.made_by(model))


def _replacing(
    place: str | Path, manner: Manner, watches: Watches, made_by: Mapping[str, str]
) -> AbstractContextManager[Kept]:
    """Give a store to be filled anew: of a folder one beside it, which then takes its place."""
    if kg.store.is_address(place):
        return kg.store.writing(
            place, made_by=made_by, base=manner.base, anew=True, watch=watches.sent
        )
    return kg.store.replacing(place, made_by=made_by, base=manner.base)

"""A store and a table of authority: which of its things is which thing elsewhere."""

from dataclasses import replace
from pathlib import Path

import kg
from kg import patterns
from kg.errors import ReadError
from kg.keeping import Grown, Manner, Watches, refuse_nothing, writing
from kg.model import Claim, Value
from kg.namespaces import folded
from kg.tables import Match, Matches, Unsure

_YEAR = "xsd:gYear"
_LOST = "something else tells it from that one"


def reconciled(
    place: str | Path, table: str | Path, manner: Manner, watches: Watches
) -> tuple[Grown, Matches]:
    """Add what a table of authority says a store's things are elsewhere, where it is sure.

    A row is added as an article that says so; so it is cited, and can be retracted. Where a
    store that holds it would take it for another thing than the one that was matched, it is
    unsure.

    Args:
        place: as for ``add``.
        table: the file; see ``kg.tables.authority``.
        manner: as for ``add``.
        watches: as for ``add``.

    Returns:
        What came of it; and which rows were matched, unsure or unknown.
    """
    grown, skipped = Grown(), list[ReadError]()
    rows = list(kg.tables.authority(table, skipped=skipped))
    refuse_nothing(place)
    with writing(place, manner, watches) as store:
        names = {folded(name) for row in rows for name in (row.name, *row.aliases)}
        matches = kg.tables.matched(rows, store.known(names, {row.article.id for row in rows}))
        pairs = {match: (match.row.article, _identified(match)) for match in matches.found}
        kept = store.kept(match.row.article.id for match in pairs)
        landed = store.landed(pair for m, pair in pairs.items() if m.row.article.id not in kept)
        lost = [m for m in pairs if landed.get(m.row.article.id, {m.known.iri}) != {m.known.iri}]
        unsure = [Unsure(m.row, (m.known,), f"{m.why}, but {_LOST}") for m in lost]
        grown.take(store.add(pair for match, pair in pairs.items() if match not in lost))
    grown.errors += skipped
    found = [match for match in matches.found if match not in lost]
    return grown, replace(matches, found=found, ambiguous=[*matches.ambiguous, *unsure])


def _identified(match: Match) -> list[Claim]:
    """Return what a row says of the thing that it was matched with, under the name it has here.

    A year beside that of the thing is of the same, and told no other way.
    """
    claims = match.row.claims(match.row.kind or min(patterns.most_specific(match.known.kinds)))
    years = match.known.years
    return [
        replace(claim, subject=replace(claim.subject, name=match.known.name))
        for claim in claims
        if isinstance(claim.object, Value)
        and (claim.object.datatype != _YEAR or not years or int(claim.object.text) in years)
    ]

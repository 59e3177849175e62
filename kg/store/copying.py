"""Near-copies, where a change touches them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kg.graph import Iri, Literal, Quad, Term
from kg.model import Article, Copy
from kg.resolve.copies import COMMON, copies, marks
from kg.store.ledger import COPY_OF, Ledger


class Copied:
    """The articles that are alike to those that come or go.

    Attributes:
        before: what the store says of what is a copy of what.
        copies: what is a copy of what now, of all these.
        dates: article → its date now; none where it has none. Of the new ones, and of those whose
            date is another than before, since another is the first of those that are alike.
    """

    def __init__(self, ledger: Ledger, gone: Collection[Iri], fresh: Sequence[Article]) -> None:
        """Look for near-copies.

        Args:
            ledger: what is remembered.
            gone: kept articles that go.
            fresh: articles that come.
        """
        self._ledger = ledger
        near = _near(ledger, fresh)
        firsts = self._copy_of(subjects={*gone, *near})
        self.before = self._copy_of(objects=_ends(firsts) | {*gone, *near})
        members = {*near, *_ends(firsts), *_ends(self.before), *(q.subject for q in self.before)}
        kept = ledger.kept(members | {*gone})
        old = copies(kept.values())
        staying = [article for node, article in kept.items() if node not in gone]
        self.copies = copies([*staying, *fresh])
        days = [_days(kept.values(), old), _days([*staying, *fresh], self.copies)]
        self.dates = {
            name: day
            for name, day in days[1].items()
            if name not in days[0] or days[0][name] != day
        }

    def remembered(self, articles: Iterable[tuple[Iri, Article]]) -> set[Quad]:
        """Return what the ledger has of articles, or is to have, given with identifiers."""
        return {
            self._ledger.quad(node, self._ledger.names.mark, Literal(str(mark)))
            for node, article in articles
            for mark in marks(article)
        }

    def _copy_of(
        self, *, subjects: Collection[Iri] | None = None, objects: Collection[Iri] | None = None
    ) -> set[Quad]:
        place, data = self._ledger.names.evidence, self._ledger.dataset
        return set(data.match(place, subjects=subjects, predicate=COPY_OF, objects=objects))


def _near(ledger: Ledger, fresh: Iterable[Article]) -> set[Iri]:
    """Return the kept articles that may be near-copies of others."""
    sketches = [marks(article) for article in fresh]
    wanted: set[Term] = {Literal(str(mark)) for sketch in sketches for mark in sketch}
    found = ledger.found(ledger.names.mark, wanted)
    return {
        node
        for sketch in sketches
        for node, count in Counter(
            node for mark in sketch for node in found.get(Literal(str(mark)), ())
        ).items()
        if count >= COMMON
    }


def _ends(quads: Iterable[Quad]) -> set[Iri]:
    return {Iri(str(quad.object)) for quad in quads}


def _days(articles: Iterable[Article], alike: Iterable[Copy]) -> dict[str, date | None]:
    days = {article.id: article.published for article in articles}
    return days | {copy.article: days[copy.of] for copy in alike}

"""Claims → facts: which mentions are one thing, which claims say the same, what became of plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.model import Article, Claim, Copy, Fact, Note
from kg.namespaces import BASE, check_base
from kg.resolve import correcting, history, merge, split
from kg.resolve.copies import copies
from kg.resolve.corrections import Corrections
from kg.resolve.identity import Identity
from kg.resolve.stating import statements

__all__ = ["Resolution", "facts", "resolution"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What claims together support.

    Attributes:
        facts: sorted; each current, or no longer so.
        notes: beside them: why names are one thing or two, what became of plans, near-copies,
            corrections.
    """

    facts: list[Fact]
    notes: list[Note]


def facts(claims: Iterable[Claim], *, base: str = BASE) -> list[Fact]:
    """Return what the claims together support, sorted.

    The same set of claims gives the same facts, in whatever order and however often given.
    Besides what the claims say there are facts of the kind, the name and the other names of
    everything that they mention, evidenced by its first mention in each article.

    Args:
        claims: of any number of articles.
        base: what the identifiers begin with.

    Raises:
        VocabularyError: a claim has a relation, a kind, a qualifier or a listed word that
            ontology/patterns.toml does not have.
    """
    return resolution(claims, base=base).facts


def resolution(
    claims: Iterable[Claim],
    *,
    articles: Iterable[Article] = (),
    corrections: Corrections | None = None,
    base: str = BASE,
) -> Resolution:
    """Return what the claims together support, and why.

    Args:
        claims: of any number of articles.
        articles: those that the claims are taken from: by their dates plans are confirmed, moved
            and withdrawn, by their texts near-copies are found.
        corrections: what people say is wrong, is one, is two, or is to be left out.
        base: what the identifiers begin with.

    Raises:
        VocabularyError: as ``facts``.
        CorrectionError: a correction names nothing.
    """
    check_base(base)
    given = list(articles)
    alike = copies(given)
    dates = _dates(given, alike)
    said = list(dict.fromkeys(claims))
    known = Identity(said, base, dates)
    corrected: list[Note] = []
    if corrections is not None and corrections.entries:
        rulings, decided = correcting.rulings(corrections, known)
        known = Identity(said, base, dates, rulings)
        before = known
        said, taken = correcting.corrected(said, corrections, before)
        known = Identity(said, base, dates, rulings)
        corrected += correcting.discreet([*decided, *taken], corrections, before)
    found, changes = history.told(_facts(said, known), dates)
    notes: list[Note] = [*known.told.judgements(), *changes, *alike, *corrected]
    return Resolution(merge.merged(found), notes)


def _facts(said: Iterable[Claim], known: Identity) -> list[Fact]:
    stated = statements(said, known)
    parts = split.parts(merge.respelled(stated, merge.spellings(stated)))
    return merge.merged([*parts, *known.told.facts()])


def _dates(articles: Iterable[Article], alike: Iterable[Copy]) -> dict[str, date]:
    """Return the dates of the articles; of a near-copy that of the first, as it is no news."""
    dates = {article.id: article.published for article in articles}
    dates |= {copy.article: dates[copy.of] for copy in alike}
    return {name: day for name, day in dates.items() if day is not None}

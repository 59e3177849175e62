"""Claims → facts: which mentions are one thing, which claims say the same, what became of plans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.model import Article, Claim, Copy, Fact, Note
from kg.namespaces import BASE, check_base
from kg.resolve import correcting, history, merge, split
from kg.resolve.copies import copies
from kg.resolve.corrections import Corrections
from kg.resolve.identity import Identity
from kg.resolve.stating import statements
from kg.resolve.weighing import Ruling

__all__ = ["Correction", "Resolution", "correction", "dated", "facts", "resolution"]


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
    dates = dated(given, alike)
    taken = correction(claims, dates, corrections, base=base)
    said = list(taken.claims)
    known = Identity(said, base, dates, taken.rulings)
    found, changes = history.told(_facts(said, known), dates)
    notes: list[Note] = [*known.told.judgements(), *changes, *alike, *taken.notes]
    return Resolution(merge.merged(found), notes)


@dataclass(frozen=True, slots=True)
class Correction:
    """What corrections leave of claims.

    Attributes:
        claims: those that stay, each once.
        rulings: what people decided to be one, or two.
        notes: of each correction.
    """

    claims: tuple[Claim, ...]
    rulings: tuple[Ruling, ...] = ()
    notes: tuple[Note, ...] = ()


def correction(
    claims: Iterable[Claim],
    dates: Mapping[str, date],
    corrections: Corrections | None,
    *,
    base: str = BASE,
) -> Correction:
    """Return what corrections leave of claims, and what they decide.

    Args:
        claims: of any number of articles.
        dates: article → its date, where it has one; of a near-copy that of the first.
        corrections: what people say is wrong, is one, is two, or is to be left out.
        base: what the identifiers begin with.

    Raises:
        CorrectionError: a correction names nothing.
    """
    said = list(dict.fromkeys(claims))
    if corrections is None or not corrections.entries:
        return Correction(tuple(said))
    rulings, decided = correcting.rulings(corrections, Identity(said, base, dates))
    known = Identity(said, base, dates, rulings)
    said, taken = correcting.corrected(said, corrections, known)
    notes = correcting.discreet([*decided, *taken], corrections, known)
    return Correction(tuple(said), rulings, tuple(notes))


def _facts(said: Iterable[Claim], known: Identity) -> list[Fact]:
    stated = statements(said, known)
    parts = split.parts(merge.respelled(stated, merge.spellings(stated)))
    return merge.merged([*parts, *known.told.facts()])


def dated(articles: Iterable[Article], alike: Iterable[Copy]) -> dict[str, date]:
    """Return the dates of the articles; of a near-copy that of the first, as it is no news."""
    dates = {article.id: article.published for article in articles}
    dates |= {copy.article: dates[copy.of] for copy in alike}
    return {name: day for name, day in dates.items() if day is not None}

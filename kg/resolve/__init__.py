"""Claims → facts: which mentions are one thing, which claims say the same, what became of plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg import patterns
from kg.model import Article, Claim, Copy, Entity, Fact, Mention, Note, Qualifier, Value
from kg.namespaces import BASE, check_base
from kg.resolve import correcting, history, merge, names, split
from kg.resolve.copies import copies
from kg.resolve.corrections import Corrections
from kg.resolve.identity import Identity

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
    notes: list[Note] = [*known.judgements(), *changes, *alike, *corrected]
    return Resolution(merge.merged(found), notes)


def _facts(said: Iterable[Claim], known: Identity) -> list[Fact]:
    stated = [_stated(claim, known) for claim in said if claim.relation != "kind"]
    whole = map(split.held, merge.completed(merge.spelled(stated)))
    parts = [part for fact in whole for part in split.facts(fact)]
    for entity, sightings in known.sightings.items():
        parts += names.facts(entity, sightings, known.stated.get(entity, ()))
    return merge.merged(parts)


def _dates(articles: Iterable[Article], alike: Iterable[Copy]) -> dict[str, date]:
    """Return the dates of the articles; of a near-copy that of the first, as it is no news."""
    dates = {article.id: article.published for article in articles}
    dates |= {copy.article: dates[copy.of] for copy in alike}
    return {name: day for name, day in dates.items() if day is not None}


def _stated(claim: Claim, known: Identity) -> Fact:
    """Return the claim as a statement about entities, with its one piece of evidence."""
    article = claim.evidence.article
    relation = patterns.relation(claim.relation)
    subject = known.entity(article, claim.subject)
    takes = relation.takes(subject.kinds)

    def meant(value: Mention | Entity | Value, takes: patterns.Takes) -> Entity | Value:
        if isinstance(value, Mention):
            return known.entity(article, value)
        return patterns.fitted(value, takes) if isinstance(value, Value) else value

    qualifiers = tuple(
        Qualifier(each.name, meant(each.value, relation.slot(each.name).takes))
        for each in claim.qualifiers
    )
    target = meant(claim.object, takes)
    return Fact(subject, claim.relation, target, qualifiers, claim.status, (claim.evidence,))

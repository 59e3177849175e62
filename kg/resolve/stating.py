"""Claims about mentions → statements about things."""

from collections.abc import Iterable

from kg import patterns
from kg.model import Claim, Entity, Fact, Mention, Qualifier, Value
from kg.resolve.identity import Naming


def statements(claims: Iterable[Claim], known: Naming) -> list[Fact]:
    """Return the claims as statements about things, each with its one piece of evidence.

    Claims of a kind make none: they tell what a thing is.

    Args:
        claims: of any number of articles.
        known: what their mentions stand for.

    Raises:
        VocabularyError: a claim has a relation, a kind, a qualifier or a listed word that
            ontology/patterns.toml does not have.
    """
    return [_stated(claim, known) for claim in claims if claim.relation != "kind"]


def _stated(claim: Claim, known: Naming) -> Fact:
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

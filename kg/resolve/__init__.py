"""Claims → facts: which mentions are one thing, and which claims say the same."""

from collections.abc import Iterable

from kg import patterns
from kg.model import Claim, Entity, Fact, Mention, Qualifier, Value
from kg.namespaces import BASE, check_base
from kg.resolve import merge, names, split
from kg.resolve.identity import Identity

__all__ = ["facts"]


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
    check_base(base)
    said = list(dict.fromkeys(claims))
    known = Identity(said, base)
    stated = [_stated(claim, known) for claim in said if claim.relation != "kind"]
    whole = map(split.held, merge.completed(merge.spelled(stated)))
    parts = [part for fact in whole for part in split.facts(fact)]
    for entity, sightings in known.sightings.items():
        parts += names.facts(entity, sightings, known.stated.get(entity, ()))
    return merge.merged(parts)


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

"""What one claim takes from another of the same article, and which need another's support."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from kg.extract import lexicon
from kg.extract.relations import ROLE_OF
from kg.model import Basis, Claim, Mention, Qualifier, Value


def supported(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Return whether the article also says what the lexicon wants said beside such a claim."""
    wanted = _wanted().get(claim.evidence.rule)
    if not wanted or not isinstance(claim.object, Mention):
        return True
    return any(
        other.subject.name == claim.object.name
        and wanted & {(other.relation, other.object.name), (other.relation, "*")}
        for other in claims
        if isinstance(other.object, Mention)
    )


@cache
def _wanted() -> Mapping[str, frozenset[tuple[str, str]]]:
    return {one.name: frozenset(one.supported) for one in lexicon.relations() if one.supported}


def completed(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, with what they take from others: a review the outlet its author works for.

    What the rule puts inside becomes part of the statement; anything else is an implied claim
    beside it.
    """
    found = list(claims)
    for rule in lexicon.follows():
        sources = [claim for claim in found if claim.relation == rule["from"]]
        for index, claim in enumerate(tuple(found)):
            taken = _taken(claim, rule, sources)
            if not taken:
                continue
            whole = replace(claim, qualifiers=(*claim.qualifiers, *taken))
            if rule.get("inside"):
                found[index] = whole
            else:
                evidence = replace(claim.evidence, basis=Basis.IMPLIED)
                found.append(replace(whole, evidence=evidence))
    return found


def _taken(claim: Claim, rule: Mapping[str, Any], sources: Sequence[Claim]) -> list[Qualifier]:
    if claim.relation not in rule["relations"]:
        return []
    given = {q.name for q in claim.qualifiers}
    for other in sources:
        pairs = [(_part(other, a), _part(claim, b)) for a, b in rule["match"].items()]
        if all(
            isinstance(a, Mention) and isinstance(b, Mention) and a.name == b.name for a, b in pairs
        ):
            parts = ((name, _part(other, source)) for name, source in rule["take"].items())
            return [Qualifier(name, part) for name, part in parts if part and name not in given]
    return []


def _part(claim: Claim, name: str) -> Mention | Value | None:
    """Give the subject, the object or a qualifier of a claim."""
    parts = {q.name: q.value for q in claim.qualifiers}
    part = {"subject": claim.subject, "object": claim.object}.get(name, parts.get(name))
    return part if isinstance(part, Mention | Value) else None


def parts(claims: Iterable[Claim]) -> dict[str, Mention | None]:
    """Return each performer's character; none where the article gives several."""
    played: dict[str, Mention | None] = {}
    for claim in claims:
        if claim.relation == "playsCharacter" and isinstance(claim.object, Mention):
            known = played.get(claim.subject.name, claim.object)
            same = known is not None and known.name == claim.object.name
            played[claim.subject.name] = claim.object if same else None
    return played


def cast(claim: Claim, played: dict[str, Mention | None]) -> Claim | None:
    """Put the character in the place of “the role of Ada Marsh”; drop the claim if unknown."""
    if not claim.subject.name.startswith(ROLE_OF):
        return claim
    part = played.get(claim.subject.name.removeprefix(ROLE_OF))
    return None if part is None else replace(claim, subject=part)

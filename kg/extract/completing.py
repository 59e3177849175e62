"""What one claim takes from another of the same article, and which need another's support."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from typing import Any

from kg.extract import lexicon
from kg.extract.relations import ROLE_OF
from kg.model import Basis, Claim, Mention, Qualifier, Value


def supported(found: Iterable[Claim], beside: Iterable[Claim]) -> list[Claim]:
    """Return the claims beside which the article also says what the lexicon wants said.

    Args:
        found: the claims.
        beside: all that the article says.
    """
    said = {
        (claim.subject.name, claim.relation, name)
        for claim in beside
        if isinstance(claim.object, Mention)
        for name in (claim.object.name, "*")
    }
    return [claim for claim in found if _supported(claim, said)]


def _supported(claim: Claim, said: AbstractSet[tuple[str, str, str]]) -> bool:
    wanted = _wanted().get(claim.evidence.rule)
    if not wanted or not isinstance(claim.object, Mention):
        return True
    return any((claim.object.name, relation, thing) in said for relation, thing in wanted)


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
        sources: dict[tuple[str, ...], Claim] = {}
        for claim in found:
            if claim.relation == rule["from"] and (key := _key(claim, rule["match"])):
                sources.setdefault(key, claim)
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


def _taken(
    claim: Claim, rule: Mapping[str, Any], sources: Mapping[tuple[str, ...], Claim]
) -> list[Qualifier]:
    if claim.relation not in rule["relations"]:
        return []
    other = sources.get(_key(claim, rule["match"].values()))
    if other is None:
        return []
    given = {q.name for q in claim.qualifiers}
    parts = ((name, _part(other, source)) for name, source in rule["take"].items())
    return [Qualifier(name, part) for name, part in parts if part and name not in given]


def _key(claim: Claim, parts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of some parts of a claim; nothing where one is no name."""
    found = [_part(claim, name) for name in parts]
    names = tuple(part.name for part in found if isinstance(part, Mention))
    return names if len(names) == len(found) else ()


def _part(claim: Claim, name: str) -> Mention | Value | None:
    """Give the subject, the object or a qualifier of a claim."""
    parts = {q.name: q.value for q in claim.qualifiers}
    part = {"subject": claim.subject, "object": claim.object}.get(name, parts.get(name))
    return part if isinstance(part, Mention | Value) else None


def roles(claims: Iterable[Claim]) -> dict[str, Mention | None]:
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

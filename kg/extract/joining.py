"""What the rules claim and what the networks claim, together."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from kg.extract import completing, labels, learned, lexicon
from kg.extract.places import merged, overlapping
from kg.extract.reader import Told
from kg.extract.things import Seen
from kg.model import Claim, Mention, Span

Key = TypeVar("Key", bound=Hashable)


def together(found: Sequence[Claim], more: Sequence[Claim]) -> list[Claim]:
    """Return what the rules and the networks claim, together.

    Where the rules read a relation to something, the networks' reading of the same relation to it
    in the same words gives way. Of the words about one person's work, and of the words of one
    genre, the networks' reading stands, which keeps them as they are printed, one by one.
    """
    genres = _spans((one.subject.name, one) for one in more if one.relation == _GENRE)
    jobs: dict[str, list[Mention]] = defaultdict(list)
    for one in more:
        if isinstance(one.object, Mention) and one.object.kind == _JOB:
            jobs[one.subject.name].append(one.object)
    kept = [
        claim
        for claim in completing.supported(found, [*found, *more])
        if not _reread(claim, genres, jobs)
    ]
    said = {_statement(claim) for claim in kept}
    read = _spans((_statement(claim)[1:], claim) for claim in kept)
    return [
        *kept,
        *(
            claim
            for claim in more
            if _statement(claim) not in said
            and not overlapping(read.get(_statement(claim)[1:], ()), claim.evidence.span)
        ),
    ]


def heard(
    claims: Iterable[Claim], mentions: Sequence[Seen], told: Sequence[Told]
) -> dict[Claim, None]:
    """Return the claims without those of rules that the trained reader does not hear at all.

    It has a say where it saw both ends, as of types that its relation can join.

    Args:
        claims: what the rules and the networks claim.
        mentions: what the tagger saw.
        told: what the reader told, the unlikely as well.
    """
    types: dict[str, set[str]] = defaultdict(set)
    for one in mentions:
        if one.name:
            types[one.name.casefold()].add(one.type.upper())
    spoken = {
        (one.subject.name.casefold(), one.relation, one.object.name.casefold()) for one in told
    }
    return {
        claim: None
        for claim in claims
        if _statement(claim) in spoken
        or not isinstance(claim.object, Mention)
        or claim.evidence.rule.startswith(f"{learned.RULE}-")
        or not _vetoed(claim.relation, types, _statement(claim))
    }


def _vetoed(
    relation: str, types: Mapping[str, AbstractSet[str]], statement: tuple[str, str, str]
) -> bool:
    """Tell whether the reader would have heard this: labels.toml has what it often misses."""
    subject, _, thing = statement
    known = labels.table()["relations"].get(relation)
    return (
        known is not None
        and known.get("vetoed", True)
        and bool(
            types.get(subject, frozenset()) & set(labels.takes(relation, "subject"))
            and types.get(thing, frozenset()) & set(labels.takes(relation, "object"))
        )
    )


_GENRE, _JOB = "genre", "Occupation"


def _spans(found: Iterable[tuple[Key, Claim]]) -> Mapping[Key, Sequence[Span]]:
    """Return the words of claims by a key, those that overlap as one."""
    spans: dict[Key, list[Span]] = defaultdict(list)
    for key, claim in found:
        spans[key].append(claim.evidence.span)
    return {key: merged(those) for key, those in spans.items()}


def _reread(
    claim: Claim, genres: Mapping[str, Sequence[Span]], jobs: Mapping[str, Sequence[Mention]]
) -> bool:
    """Tell whether one of the networks' claims reads the words of a claim better."""
    name = claim.subject.name
    if claim.relation == _GENRE:
        return bool(overlapping(genres.get(name, ()), claim.evidence.span))
    thing = claim.object
    if not isinstance(thing, Mention) or thing.kind != _JOB:
        return False
    return any(job.name != thing.name and _job(claim, job, thing) for job in jobs.get(name, ()))


def _job(claim: Claim, job: Mention, thing: Mention) -> bool:
    """Tell whether a job is the one claimed, in more or other words: “marine biologist”."""
    if job.name.endswith(f" {thing.name}") and job.span.covers(thing.span):
        return True
    role = lexicon.roles().get(job.name)
    covered = claim.evidence.span.covers(job.span)
    return covered and role is not None and role.occupation == (thing.name,)


def _statement(claim: Claim) -> tuple[str, str, str]:
    thing = claim.object
    name = thing.name if isinstance(thing, Mention) else thing.text
    return claim.subject.name.casefold(), claim.relation, name.casefold()

"""What the rules claim and what the networks claim, together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extract import lexicon
from kg.model import Claim, Mention, Span


def together(found: Sequence[Claim], more: Sequence[Claim]) -> list[Claim]:
    """Return what the rules and the networks claim, together.

    Where the rules read a relation, the networks' reading of the same relation in the same words
    gives way. Of the same words about one person's work the networks' reading stands, which keeps
    them as they are printed.
    """
    jobs = [claim for claim in more if _job(claim)]
    kept = [claim for claim in found if not (_job(claim) and _reread(claim, jobs))]
    said = {_statement(claim) for claim in kept}
    read: dict[str, list[Span]] = defaultdict(list)
    for claim in kept:
        read[claim.relation].append(claim.evidence.span)
    return [
        *kept,
        *(
            claim
            for claim in more
            if _statement(claim) not in said
            and (_job(claim) or not _within(claim.evidence.span, read[claim.relation]))
        ),
    ]


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _job(claim: Claim) -> bool:
    return isinstance(claim.object, Mention) and claim.object.kind == "Occupation"


def _reread(claim: Claim, jobs: Iterable[Claim]) -> bool:
    """Tell whether one of some claims of people's work reads the words of another as well."""
    assert isinstance(claim.object, Mention)
    span, name = claim.evidence.span, claim.object.name
    return any(
        job.subject.name == claim.subject.name
        and isinstance(job.object, Mention)
        and job.object.name != name
        and span.covers(job.object.span)
        and (role := lexicon.roles().get(job.object.name)) is not None
        and role.occupation == (name,)
        for job in jobs
    )


def _statement(claim: Claim) -> tuple[str, str, str]:
    thing = claim.object
    name = thing.name if isinstance(thing, Mention) else thing.text
    return claim.subject.name.casefold(), claim.relation, name.casefold()

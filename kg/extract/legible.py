"""Claims whose names and words can be seen as they are written; the others are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Claim, Mention, Qualifier, Value
from kg.model.letters import hides, shown


def claims(found: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that hide nothing, their names without what only joins or parts letters."""
    for claim in found:
        ends = (claim.subject, claim.object, *(q.value for q in claim.qualifiers))
        if all(_legible(end) for end in ends):
            yield _plain(claim)


def _legible(end: object) -> bool:
    if isinstance(end, Mention):
        told = (end.text, end.name, end.within)
        return bool(shown(end.name)) and not any(map(hides, told))
    return isinstance(end, Value) and bool(shown(end.text)) and not hides(end.text)


def _plain(claim: Claim) -> Claim:
    speaker = claim.evidence.speaker
    said = None if speaker is None or hides(speaker) else shown(speaker) or None
    evidence = claim.evidence if said == speaker else replace(claim.evidence, speaker=said)
    subject, thing = _shown(claim.subject), _shown(claim.object)
    assert isinstance(subject, Mention)
    qualifiers = tuple(
        q if (value := _shown(q.value)) == q.value else Qualifier(q.name, value)
        for q in claim.qualifiers
    )
    made = replace(claim, subject=subject, object=thing, qualifiers=qualifiers, evidence=evidence)
    return claim if made == claim else made


def _shown(end: object) -> Mention | Value:
    if isinstance(end, Mention):
        return replace(end, name=shown(end.name), within=shown(end.within))
    assert isinstance(end, Value)
    return replace(end, text=shown(end.text))

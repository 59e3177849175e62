"""Corrections, applied: to the claims before anything is made of them, and to what is one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from kg import patterns
from kg.errors import CorrectionError
from kg.model import Claim, Correction, Entity, Value
from kg.namespaces import folded, name_digest
from kg.resolve.corrections import Corrections, Entry, Ref
from kg.resolve.identity import Identity
from kg.resolve.profiles import Named
from kg.resolve.weighing import Ruling

_Things = frozenset[Named]


def rulings(given: Corrections, identity: Identity) -> tuple[tuple[Ruling, ...], list[Correction]]:
    """Return what people decided to be one, or two, and a note of each.

    Raises:
        CorrectionError: an entry names nothing, or things that it does not tell apart.
    """
    found: list[Ruling] = []
    notes: list[Correction] = []
    for entry in given.of("same", "different"):
        same = entry.sort == "same"
        meant = [_meant(given, entry, ref, identity, one=same) for ref in entry.things]
        why = _place(given, entry) + (f": {entry.why}" if entry.why else "")
        for (first, one), (second, other) in combinations(zip(entry.things, meant, strict=True), 2):
            if not same and one & other:
                problem = f"“{first.name}” and “{second.name}” name the same mentions; add articles"
                raise CorrectionError(given.path, entry.place, problem)
            found.append(Ruling(one, other, why, same=same))
        families = {thing.family for things in meant for thing in things}
        if same and len(families) > 1:
            problem = f"it names things of several kinds: {', '.join(sorted(families))}"
            raise CorrectionError(given.path, entry.place, problem)
        names = tuple(ref.name for ref in entry.things)
        text = f"{' and '.join(names)} are {'one' if same else 'not one'}"
        notes.append(Correction(_place(given, entry), names, text, entry.why))
    _agree(given, found)
    return tuple(found), notes


def _agree(given: Corrections, found: Sequence[Ruling]) -> None:
    """Refuse rulings that make one what others make two, be it in several steps."""
    wholes: list[_Things] = []
    for ruling in found:
        if ruling.same:
            whole = ruling.one | ruling.other
            whole = whole.union(*(each for each in wholes if each & whole))
            wholes = [*(each for each in wholes if not each & whole), whole]
    for ruling in found:
        if not ruling.same and any(w & ruling.one and w & ruling.other for w in wholes):
            problem = "other entries make one what it makes two"
            raise CorrectionError(given.path, ruling.why.partition(": ")[0], problem)


def corrected(
    claims: Iterable[Claim], given: Corrections, identity: Identity
) -> tuple[list[Claim], list[Correction]]:
    """Return the claims that stay, and a note of each correction that took claims out.

    Raises:
        CorrectionError: an entry names nothing.
    """
    said = list(claims)
    # Each entry is held against all that was said, so that their order makes no difference.
    right = [frozenset(_right(said, given, entry, identity)) for entry in given.of("wrong")]
    kept = [claim for claim in said if all(claim in rest for rest in right)]
    for entry in given.of("without"):
        kept = _without(kept, given, entry, identity)
    notes = [_note(given, entry, identity) for entry in given.of("wrong", "without")]
    return kept, notes


def discreet(
    notes: Iterable[Correction], given: Corrections, identity: Identity
) -> list[Correction]:
    """Return the notes, those about somebody who was taken out without their names."""
    gone = {name for entry in given.of("without") for name in _names(given, entry, identity)}

    def told(note: Correction) -> Correction:
        if gone.isdisjoint(map(folded, note.names)):
            return note
        names = tuple(sorted(map(name_digest, note.names)))
        return Correction(note.entry, names, "about somebody who was taken out", note.why)

    return [told(note) for note in notes]


def _names(given: Corrections, entry: Entry, identity: Identity) -> set[str]:
    """Return all names of the first thing that an entry speaks of, folded; and its identifier."""
    things = _meant(given, entry, entry.things[0], identity, one=True)
    entity = identity.things()[min(things)]
    called = {entity.name, entity.iri, *entity.aliases, entry.things[0].name}
    return {folded(name) for name in called} | {thing.name for thing in things}


def _right(
    claims: Sequence[Claim], given: Corrections, entry: Entry, identity: Identity
) -> list[Claim]:
    """Return the claims that do not say what is wrong."""
    subject = _meant(given, entry, entry.things[0], identity, one=True)
    target = entry.things[1] if entry.things[1:] else None

    def wrong(claim: Claim) -> bool:
        article = claim.evidence.article
        return (
            claim.relation == entry.relation
            and entry.article in ("", article)
            and identity.named(article, claim.subject) in subject
            and (target is None or _is(claim, target, identity))
        )

    rest = [claim for claim in claims if not wrong(claim)]
    if len(rest) == len(claims):
        said = f" – {target.name}" if target else ""
        problem = f"no article says “{entry.things[0].name} – {entry.relation}{said}”"
        raise CorrectionError(given.path, entry.place, problem)
    return rest


def _without(
    claims: Sequence[Claim], given: Corrections, entry: Entry, identity: Identity
) -> list[Claim]:
    """Return the claims that do not speak of somebody, nor name them as a speaker."""
    ref = entry.things[0]
    gone = _meant(given, entry, ref, identity, one=True)
    names = {folded(ref.name)} | {thing.name for thing in gone}

    def silent(claim: Claim) -> Claim:
        speaker = claim.evidence.speaker
        if speaker is None or folded(speaker) not in names:
            return claim
        return replace(claim, evidence=replace(claim.evidence, speaker=None))

    return [
        silent(claim)
        for claim in claims
        if not any(
            identity.named(claim.evidence.article, mention) in gone for mention in claim.mentions
        )
    ]


def _is(claim: Claim, ref: Ref, identity: Identity) -> bool:
    value = claim.object
    if ref.article not in ("", claim.evidence.article):
        return False
    if isinstance(value, Value):
        return folded(value.text) == folded(ref.name)
    entity = identity.entity(claim.evidence.article, value)
    return _bears(entity, identity.named(claim.evidence.article, value), ref, narrow=False)


def _meant(given: Corrections, entry: Entry, ref: Ref, identity: Identity, *, one: bool) -> _Things:
    """Return the mentions that a correction speaks of.

    Args:
        given: the corrections.
        entry: the correction.
        ref: what it speaks of.
        identity: what there is.
        one: whether it must be one thing, and all its mentions are meant; else those that bear
            the name.
    """
    found = {
        thing: entity
        for thing, entity in identity.things().items()
        if ref.article in ("", thing.article) and _bears(entity, thing, ref, narrow=not one)
    }
    if not found:
        where = f" in “{ref.article}”" if ref.article else ""
        raise CorrectionError(given.path, entry.place, f"no article names “{ref.name}”{where}")
    things = sorted({entity.iri for entity in found.values()})
    if one and len(things) > 1:
        problem = f"“{ref.name}” names {len(things)} things: {', '.join(things)}; write which"
        raise CorrectionError(given.path, entry.place, problem)
    if one:
        return frozenset(t for t, entity in identity.things().items() if entity.iri == things[0])
    return frozenset(found)


def _bears(entity: Entity, thing: Named, ref: Ref, *, narrow: bool) -> bool:
    """Return whether a thing is what is spoken of: by its own name, or by any of its names."""
    if ref.is_iri:
        return entity.iri == ref.name
    if ref.kind and not any(patterns.is_a(kind, ref.kind) for kind in entity.kinds):
        return False
    names = set() if narrow or ref.article else {entity.name, *entity.aliases}
    return folded(ref.name) in {thing.name, *map(folded, names)}


def _place(given: Corrections, entry: Entry) -> str:
    """Return where an entry stands, the file by its name alone."""
    return f"{given.path.name} {entry.place}"


def _note(given: Corrections, entry: Entry, identity: Identity) -> Correction:
    place = _place(given, entry)
    if entry.sort == "without":
        names = tuple(sorted(map(name_digest, _names(given, entry, identity))))
        return Correction(place, names, "somebody was taken out", entry.why)
    names = tuple(ref.name for ref in entry.things)
    said = " – ".join((names[0], entry.relation, *names[1:]))
    where = f", in {entry.article}" if entry.article else ""
    return Correction(place, names, f"taken out as wrong: {said}{where}", entry.why)

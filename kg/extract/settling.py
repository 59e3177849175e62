"""The last look over an article's claims: what only the whole article tells.

What kind each work is, which work a character lives in, where a critic's review appeared.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract import completing, gazetteer, lexicon, things
from kg.extract.citing import passage
from kg.extract.mentions import GENERAL, Named, is_work
from kg.extract.places import around
from kg.extract.words import words
from kg.model import Article, Basis, Claim, Mention, Qualifier, Span, Status, Value, Voice


def settled(
    article: Article, claims: Sequence[Claim], named: Sequence[Named], focal: Named | None
) -> list[Claim]:
    """Return the claims with every work of its kind and every character in its work.

    Adds a claim for the kind of each work that only follows from its credits or prizes.
    """
    claims = completing.supported(claims, claims)
    kinds, implied = _kinds(article, claims, named)
    home, groups = _homes(claims), _groups(claims)
    focal_name = focal.mention.name if focal is not None else ""

    def mend(mention: Mention) -> Mention:
        if is_work(mention.kind):
            return replace(mention, kind=kinds.get(mention.name, mention.kind))
        if mention.kind == "Character" and not mention.within:
            kind = "CharacterGroup" if mention.name in groups else "Character"
            return replace(mention, kind=kind, within=home.get(mention.name, focal_name))
        return mention

    def mended(thing: Mention | Value) -> Mention | Value:
        return mend(thing) if isinstance(thing, Mention) else thing

    roles = completing.roles(claims)
    found = [
        replace(
            claim,
            subject=mend(claim.subject),
            object=mended(claim.object),
            qualifiers=tuple(
                Qualifier(q.name, mended(q.value))  # type: ignore[arg-type]
                for q in claim.qualifiers
            ),
        )
        for told in completing.completed(claims)
        if (claim := completing.cast(told, roles)) is not None
    ]
    found += [replace(claim, subject=mend(claim.subject)) for claim in implied]
    found += _characters(article, found, focal)
    return found if _of_film(article, named) else []


def _of_film(article: Article, named: Sequence[Named]) -> bool:
    """Tell whether an article is about films at all.

    People, their posts and their words stand in news of every kind.
    """
    if any(is_work(one.kind) or one.kind in _FILM_KINDS for one in named):
        return True
    return any(word.low in lexicon.cues("about_films")["words"] for word in words(article.text))


_FILM_KINDS = frozenset({"Award", "Festival", "Character", "Series"})


def _characters(article: Article, claims: Sequence[Claim], focal: Named | None) -> Iterator[Claim]:
    """Yield that a character is in its work: of each the first passage that tells of it."""
    works = {
        thing.name: thing for claim in claims for thing in claim.mentions if is_work(thing.kind)
    }
    if focal is not None:
        works.setdefault(focal.mention.name, focal.mention)
    seen: set[str] = set()
    told = (
        (thing, claim)
        for claim in claims
        for thing in (claim.subject, claim.object)
        if isinstance(thing, Mention) and thing.kind == "Character"
        if claim.evidence.span.covers(thing.span)
    )
    for thing, claim in sorted(told, key=lambda pair: (pair[0].span, pair[1].evidence.span)):
        if thing.name not in seen and thing.within in works and things.named_role(thing.name):
            seen.add(thing.name)
            yield _character(article, claim, works[thing.within], thing)


def _character(article: Article, claim: Claim, work: Mention, character: Mention) -> Claim:
    span = claim.evidence.span
    sentence = around(article.sentences, character.span)
    if sentence is not None and work.name in Span(sentence.start, character.span.end).of(
        article.text
    ):
        span = Span(sentence.start, character.span.end)
    return Claim(
        subject=work,
        relation="character",
        object=character,
        qualifiers=(),
        status=Status.ACTUAL,
        evidence=passage(
            article,
            span,
            "character-of-work",
            speaker=claim.evidence.speaker,
            voice=Voice.QUOTED if claim.evidence.speaker else Voice.ARTICLE,
        ),
    )


def _kinds(
    article: Article, claims: Sequence[Claim], named: Sequence[Named]
) -> tuple[dict[str, str], list[Claim]]:
    kinds: dict[str, str] = {}
    for one in named:
        if is_work(one.kind) and one.kind not in GENERAL:
            kinds.setdefault(one.mention.name, one.kind)
    for claim in claims:
        if claim.relation == "kind" and isinstance(claim.object, Value):
            told = claim.object.text
            if told not in GENERAL:
                kinds.setdefault(claim.subject.name, told)
    implied = []
    for claim in claims:
        for work, kind in _follows(claim):
            if work.name not in kinds:
                kinds[work.name] = kind
                implied.append(_kind(article, claim, work, kind))
    return kinds, implied


def _follows(claim: Claim) -> Iterator[tuple[Mention, str]]:
    """Yield the kinds that follow from a claim: of a work with a television prize, with credits."""
    if claim.relation in ("awardReceived", "nominatedFor") and isinstance(claim.object, Mention):
        note = gazetteer.note(claim.object.name)
        works = [q.value for q in claim.qualifiers if q.name == "forWork"]
        if note == "television":
            yield from ((w, "TelevisionWork") for w in works if isinstance(w, Mention))
    for kind, credits_of_kind in lexicon.cues("credits").items():
        if claim.relation in credits_of_kind:
            yield claim.subject, kind


def _kind(article: Article, claim: Claim, work: Mention, kind: str) -> Claim:
    return Claim(
        subject=work,
        relation="kind",
        object=Value(kind, "film:Class"),
        qualifiers=(),
        status=Status.ACTUAL,
        evidence=passage(
            article,
            claim.evidence.span,
            "kind-of-credit",
            voice=claim.evidence.voice,
            speaker=claim.evidence.speaker,
            basis=Basis.IMPLIED,
        ),
    )


def _groups(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the names of what others are members of."""
    return frozenset(
        claim.object.name
        for claim in claims
        if claim.relation == "memberOf" and isinstance(claim.object, Mention)
    )


def _homes(claims: Iterable[Claim]) -> dict[str, str]:
    """Give each character the work it is played in."""
    home: dict[str, str] = {}
    for claim in claims:
        for qualifier in claim.qualifiers:
            value = qualifier.value
            if not isinstance(value, Mention):
                continue
            if qualifier.name == "work" and isinstance(claim.object, Mention):
                home.setdefault(claim.object.name, value.name)
            elif qualifier.name == "character":
                home.setdefault(value.name, claim.subject.name)
    return home

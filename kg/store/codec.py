"""The values that a store remembers, as text: JSON, in lists, since there are very many."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import PurePath
from typing import Any

from kg.model import (
    Basis,
    Certainty,
    Claim,
    Entity,
    Evidence,
    Fact,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    Voice,
)
from kg.resolve.corrections import Corrections, Entry, Ref
from kg.resolve.identity import Account
from kg.resolve.kin import Borne, Name
from kg.resolve.profiles import Named, Other, Profile

_PARTS = tuple(each.name for each in fields(Profile))
_OTHERS = frozenset({"beside", "near"})


def claims_text(claims: Iterable[Claim]) -> str:
    """Return the claims of one article as text; its id is left out."""
    return _text(
        [
            _term(claim.subject),
            claim.relation,
            _term(claim.object),
            [[each.name, _term(each.value)] for each in claim.qualifiers],
            claim.status,
            _evidence(claim.evidence),
        ]
        for claim in claims
    )


def claims(text: str, article: str) -> list[Claim]:
    """Return the claims of an article that a text gives."""
    return [
        Claim(
            _mention(subject),
            relation,
            _named(target),
            tuple(Qualifier(name, _named(value)) for name, value in qualifiers),
            Status(status),
            _read_evidence([article, *evidence]),
        )
        for subject, relation, target, qualifiers, status, evidence in json.loads(text)
    ]


def sentences_text(spans: Iterable[Span]) -> str:
    """Return sentences as text."""
    return _text([each.start, each.end] for each in spans)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences that a text gives."""
    return tuple(Span(*each) for each in json.loads(text))


def account_text(thing: Named, account: Account) -> str:
    """Return what an article tells of a thing as text."""
    profile = {
        part: sorted(values)
        for part in _PARTS
        if part != "articles" and (values := getattr(account.profile, part))
    }
    mentions = sorted(map(_term, account.mentions))
    stated = sorted([kind, _evidence(evidence)] for kind, evidence in account.stated)
    return _text([*thing, profile, mentions, stated])


def account(text: str) -> tuple[Named, Account]:
    """Return what an article tells of a thing, as a text gives it."""
    article, family, name, within, parts, mentions, stated = json.loads(text)
    told: dict[str, Any] = {
        part: frozenset(Other(*each) for each in values) if part in _OTHERS else frozenset(values)
        for part, values in parts.items()
    }
    return Named(article, family, name, within), Account(
        Profile(articles=frozenset({article}), **told),
        frozenset(map(_mention, mentions)),
        tuple((kind, _read_evidence([article, *evidence])) for kind, evidence in stated),
    )


def borne_text(name: Name, own: Borne) -> str:
    """Return a name with its spellings as text."""
    return _text([*name, sorted(own.spellings), sorted(own.called)])


def borne(text: str) -> tuple[Name, Borne]:
    """Return the name with its spellings that a text gives."""
    family, name, spellings, called = json.loads(text)
    return Name(family, name), Borne(frozenset(spellings), frozenset(called))


def entity_text(entity: Entity) -> str:
    """Return a thing as text; its identifier is left out."""
    return _text([sorted(entity.kinds), entity.name, sorted(entity.aliases)])


def entity(text: str, iri: str) -> Entity:
    """Return the thing of an identifier that a text gives."""
    kinds, name, aliases = json.loads(text)
    return Entity(iri, frozenset(kinds), name, frozenset(aliases))


def fact_text(fact: Fact, *, stated: bool) -> str:
    """Return a fact as text; of the things that it speaks of the identifiers alone.

    Args:
        fact: as resolved.
        stated: whether articles state it; else it follows from a plan that came about.
    """
    return _text(
        [
            fact.subject.iri,
            fact.relation,
            _term(fact.object),
            [[each.name, _term(each.value)] for each in fact.qualifiers],
            fact.status,
            [[each.article, *_evidence(each)] for each in fact.evidence],
            fact.current,
            stated,
        ]
    )


def things_of(text: str) -> set[str]:
    """Return the identifiers of the things that a fact speaks of."""
    subject, _, target, qualifiers, *_ = json.loads(text)
    values = [target, *(value for _, value in qualifiers)]
    return {subject, *(value[0] for value in values if len(value) == 1)}


def fact(text: str, things: Mapping[str, Entity]) -> tuple[Fact, bool]:
    """Return the fact that a text gives, and whether articles state it.

    Args:
        text: as ``fact_text`` gives it.
        things: those that it speaks of, by identifier.
    """
    subject, relation, target, qualifiers, status, evidence, current, stated = json.loads(text)

    def term(given: list[Any]) -> Entity | Value:
        return things[given[0]] if len(given) == 1 else Value(*given)

    return Fact(
        things[subject],
        relation,
        term(target),
        tuple(Qualifier(name, term(value)) for name, value in qualifiers),
        Status(status),
        tuple(map(_read_evidence, evidence)),
        current,
    ), stated


def corrections_text(given: Corrections) -> str:
    """Return corrections as text; of the path the file's name alone."""
    return _text(
        [
            given.path.name,
            [
                [
                    each.sort,
                    each.number,
                    [[ref.name, ref.article, ref.kind] for ref in each.things],
                    each.relation,
                    each.article,
                    each.why,
                ]
                for each in given.entries
            ],
        ]
    )


def corrections(text: str) -> Corrections:
    """Return the corrections that a text gives."""
    name, entries = json.loads(text)
    return Corrections(
        PurePath(name),
        tuple(
            Entry(sort, number, tuple(Ref(*each) for each in things), relation, article, why)
            for sort, number, things, relation, article, why in entries
        ),
    )


def _text(value: object) -> str:
    plain: Callable[[Any], object] = list
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)


def _term(value: Mention | Entity | Value) -> list[object]:
    """Return a mention as five or more values, a value as two, a thing as one."""
    if isinstance(value, Entity):
        return [value.iri]
    if isinstance(value, Value):
        return [value.text, value.datatype]
    return [value.text, value.kind, value.span.start, value.span.end, value.name, value.within]


def _named(given: list[Any]) -> Mention | Value:
    return Value(*given) if len(given) == 2 else _mention(given)  # noqa: PLR2004  as ``_term``


def _mention(given: list[Any]) -> Mention:
    text, kind, start, end, name, within = given
    return Mention(text, kind, Span(start, end), name, within)


def _evidence(evidence: Evidence) -> list[object]:
    return [
        evidence.span.start,
        evidence.span.end,
        evidence.quote,
        evidence.rule,
        evidence.voice,
        evidence.speaker,
        evidence.basis,
        evidence.certainty,
    ]


def _read_evidence(given: list[Any]) -> Evidence:
    article, start, end, quote, rule, voice, speaker, basis, certainty = given
    span = Span(start, end)
    return Evidence(
        article, span, quote, rule, Voice(voice), speaker, Basis(basis), Certainty(certainty)
    )

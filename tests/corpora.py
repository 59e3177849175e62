"""Claims and articles in a line each, for tests of what many articles together give."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import PurePath

from kg import assemble, resolve
from kg.graph import Graph
from kg.model import (
    Article,
    Change,
    Claim,
    Entity,
    Evidence,
    Fact,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
)
from kg.resolve import Resolution
from kg.resolve.corrections import parsed


def named(name: str, kind: str = "Person", within: str = "") -> Mention:
    return Mention(name, kind, Span(0, len(name)), name, within)


def film(title: str) -> Mention:
    return named(title, "Film")


def says(
    article: str,
    subject: Mention,
    relation: str,
    target: Mention | Value,
    status: Status = Status.ACTUAL,
    **more: Mention | Value,
) -> Claim:
    """A claim; its words are made up."""
    words = f"{subject.name} {relation} {shown(target)} {status}"
    evidence = Evidence(article, Span(0, len(words)), words, relation)
    qualifiers = tuple(Qualifier(name, value) for name, value in more.items())
    return Claim(subject, relation, target, qualifiers, status, evidence)


def day(text: str) -> Value:
    return Value(text, {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}[len(text)])


def dated(**days: str) -> list[Article]:
    """Articles by id; without a date where it is empty."""
    return [
        Article(
            name,
            sha256(name.encode()).hexdigest(),
            name,
            (),
            published=date.fromisoformat(text) if text else None,
        )
        for name, text in days.items()
    ]


def resolved(claims: Iterable[Claim], articles: list[Article], **corrections: object) -> Resolution:
    given = parsed(corrections, PurePath("corrections.toml"))
    return resolve.resolution(claims, articles=articles, corrections=given)


def graph(claims: Iterable[Claim], articles: list[Article], **corrections: object) -> Graph:
    found = resolved(claims, articles, **corrections)
    return assemble.graph(found.facts, articles=articles, notes=found.notes)


def shown(value: Mention | Entity | Value) -> str:
    return value.text if isinstance(value, Value) else value.name


def line(fact: Fact) -> str:
    """A fact in a line: “Tide | director | Lee Park | planned”."""
    parts = [fact.subject.name, fact.relation, shown(fact.object)]
    parts += [f"{q.name}={shown(q.value)}" for q in fact.qualifiers]
    return " | ".join((*parts, fact.status.value))


def current(found: Resolution) -> set[str]:
    called = {"kind", "name", "alias"}
    return {line(fact) for fact in found.facts if fact.current and fact.relation not in called}


def changes(found: Resolution) -> set[tuple[str, str, str]]:
    """What became of what, and by which fact."""
    return {
        (line(note.earlier), note.outcome.value, line(note.later))
        for note in found.notes
        if isinstance(note, Change)
    }

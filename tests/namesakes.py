"""Pairs of names in different articles, labelled by readers: is it one thing, or two?

The lists stand in data/gold/identity. A name that the reading missed is given to the program as a
bare mention, where ``given`` is asked for: then what is measured is the decision alone.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import extract, patterns, read
from kg.model import Article, Claim, Entity, Evidence, Mention, Span, Status, Value
from kg.resolve.identity import Identity
from kg.resolve.likeness import Verdict, plain
from kg.resolve.spelling import compared

KINDS = {
    "person": "Person",
    "work": "CreativeWork",
    "organization": "Organization",
    "festival": "Festival",
    "award": "Award",
    "character": "Character",
    "place": "Place",
}


@dataclass(frozen=True)
class Side:
    article: str
    name: str
    kind: str


@dataclass(frozen=True)
class Pair:
    id: str
    one: Side
    other: Side
    same: bool
    sort: str


@dataclass(frozen=True)
class Decided:
    """A pair, and what the program says: one thing, two, or nothing where a name was not read."""

    pair: Pair
    same: bool | None

    @property
    def right(self) -> bool:
        return self.same is self.pair.same

    @property
    def wrong_person(self) -> bool:
        """Whether two people were taken for one."""
        people = self.pair.one.kind == self.pair.other.kind == "person"
        return people and bool(self.same) and not self.pair.same


def pairs(*files: Path) -> list[Pair]:
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [_pair(json.loads(line)) for line in lines]


def claims(articles: Iterable[Article]) -> list[Claim]:
    return [claim for article in articles for claim in extract.claims(article)]


def decided(
    listed: Sequence[Pair], articles: Sequence[Article], said: Sequence[Claim], *, given: bool
) -> list[Decided]:
    """What the program says of each pair, all articles read together."""
    dates = {each.id: each.published for each in articles if each.published}
    known = Identity(list(dict.fromkeys(said)), dates=dates)
    if given:
        texts = {each.id: each.text for each in articles}
        sides = [side for pair in listed for side in (pair.one, pair.other)]
        bare = [_bare(side, texts) for side in sides if not _found(known, side)]
        known = Identity(list(dict.fromkeys([*said, *bare])), dates=dates)
    return [_decided(pair, known) for pair in listed]


def _decided(pair: Pair, known: Identity) -> Decided:
    one, other = (_found(known, side) for side in (pair.one, pair.other))
    return Decided(pair, bool(one & other) if one and other else None)


def _found(known: Identity, side: Side) -> set[Entity]:
    """The things that bear a name in an article, by the words, else by a spelling of them."""
    family = patterns.family(KINDS[side.kind])
    here = {
        thing: entity
        for thing, entity in known.things().items()
        if thing.article == side.article and thing.family == family
    }
    named = {entity for thing, entity in here.items() if plain(thing.name) == plain(side.name)}
    texts = {
        entity
        for thing, entity in here.items()
        for mention in known.told.accounts[thing].mentions
        if plain(mention.text) == plain(side.name)
    }
    alike = {
        entity
        for thing, entity in here.items()
        if compared(known.told.shown(thing), side.name, family).verdict
        in (Verdict.ONE, Verdict.PERHAPS)
    }
    return named or texts or alike


def _bare(side: Side, texts: dict[str, str]) -> Claim:
    at = texts[side.article].index(side.name)
    span = Span(at, at + len(side.name))
    mention = Mention(side.name, KINDS[side.kind], span, side.name)
    evidence = Evidence(side.article, span, side.name, "given")
    kind = Value(KINDS[side.kind], "film:Class")
    return Claim(mention, "kind", kind, (), Status.ACTUAL, evidence)


def _pair(said: dict[str, Any]) -> Pair:
    return Pair(said["id"], Side(**said["one"]), Side(**said["other"]), said["same"], said["sort"])


def articles(*places: Path) -> list[Article]:
    return list(read.articles(places))

"""The things that claims mention, each with its identifier, its names and why it is one thing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kg import patterns
from kg.model import Claim, Entity, Evidence, Fact, Judgement, Mention, Value
from kg.model.letters import shown
from kg.namespaces import BASE, entity_iri, folded
from kg.resolve import names, namesakes
from kg.resolve.grouping import grouped
from kg.resolve.names import Sighting
from kg.resolve.profiles import Named, Profile, profiles, sightings
from kg.resolve.weighing import Group, Ruling

_NO_DATES: Mapping[str, date] = MappingProxyType({})


class Account(NamedTuple):
    """What one article tells of a thing that it names.

    Attributes:
        profile: all that tells namesakes together or apart.
        mentions: how and where it is named.
        stated: the kinds that claims state of it, with their evidence.
    """

    profile: Profile
    mentions: frozenset[Mention]
    stated: tuple[tuple[str, Evidence], ...]


class Naming:
    """What the mentions of articles stand for."""

    def __init__(self, meant: Mapping[Named, Named], things: Mapping[Named, Entity]) -> None:
        self._meant = meant
        self._things = things

    def named(self, article: str, mention: Mention) -> Named:
        """Return what a mention is in its article."""
        return self._meant[Named.of(article, mention)]

    def entity(self, article: str, mention: Mention) -> Entity:
        """Return what a mention in an article stands for."""
        return self._things[self.named(article, mention)]

    def things(self) -> Mapping[Named, Entity]:
        """Return what articles name, and the thing that each is."""
        return MappingProxyType(self._things)


class Things:
    """The things that accounts tell of, each with its identifier, its names, and why it is one.

    They depend on the accounts whose names may be one, and on no others.

    Attributes:
        accounts: what they are made of.
        entities: what articles name → the thing that it is.
    """

    def __init__(
        self, accounts: Mapping[Named, Account], base: str = BASE, rulings: Sequence[Ruling] = ()
    ) -> None:
        self.accounts = accounts
        self._profiles = {thing: account.profile for thing, account in accounts.items()}
        groups, self._reasons = grouped(self._profiles, rulings)
        made = self._made(groups, base)
        self.entities: Mapping[Named, Entity] = {t: made[group] for group in groups for t in group}

    def shown(self, thing: Named) -> str:
        """Return the name of a thing as its article has it."""
        return names.fullest(self._profiles[thing].names)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts of what things are and are called."""
        members: dict[Entity, list[Named]] = defaultdict(list)
        for thing, entity in self.entities.items():
            members[entity].append(thing)
        for entity, things in members.items():
            yield from called(entity, {thing: self.accounts[thing] for thing in things})

    def judgements(self) -> list[Judgement]:
        """Return why names are one thing, or two, in order."""
        found: dict[_Told, set[str]] = defaultdict(set)
        for reason in self._reasons:
            one, other = (self.entities[min(group)] for group in (reason.one, reason.other))
            if (one == other) is not reason.same:
                continue  # what joined two, or parted them, in the end was something else
            called = sorted((self._name(reason.one), self._name(reason.other)))
            things = tuple(sorted({one, other}, key=lambda thing: thing.iri))
            articles = found[reason.same, things, tuple(called), reason.why]
            articles |= {thing.article for thing in reason.one | reason.other}
        told = [
            Judgement(same, things, (called[0], called[1]), tuple(sorted(articles)), why)
            for (same, things, called, why), articles in found.items()
        ]
        return sorted(told, key=_order)

    def _made(self, groups: Sequence[Group], base: str) -> dict[Group, Entity]:
        """Return each group as a thing; its namesakes are told apart in the identifier."""
        calls = {g: _called([(t.article, self.accounts[t]) for t in g]) for g in groups}
        same: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
        for group, each in calls.items():
            same[each.segment, folded(each.name), each.within].append(group)
        entities = {}
        for alike in same.values():
            told = namesakes.told_apart(
                {group: [self._profiles[thing] for thing in sorted(group)] for group in alike}
            )
            for group in alike:
                each = calls[group]
                apart = "; ".join(part for part in (each.within, told[group]) if part)
                iri = entity_iri(each.segment, each.name, apart, base)
                entities[group] = Entity(iri, each.kinds, each.name, each.aliases)
        return entities

    def _name(self, group: Group) -> str:
        return names.fullest(name for thing in group for name in self._profiles[thing].names)


class Identity(Naming):
    """The things that claims mention, of any number of articles."""

    def __init__(
        self,
        claims: Iterable[Claim],
        base: str = BASE,
        dates: Mapping[str, date] = _NO_DATES,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        said = list(claims)
        meant = _meant(said)
        self.told = Things(_accounts(said, meant, dates), base, rulings)
        super().__init__(meant, self.told.entities)


def accounts(claims: Iterable[Claim], dates: Mapping[str, date]) -> dict[Named, Account]:
    """Return what each article tells of each thing that it names; of every article by itself.

    Args:
        claims: of any number of articles.
        dates: article → its date, where it has one.
    """
    said = list(claims)
    return _accounts(said, _meant(said), dates)


def called(entity: Entity, told: Mapping[Named, Account]) -> Iterator[Fact]:
    """Yield the facts of what a thing is and is called, as accounts of it bear them.

    Args:
        entity: as all its accounts make it.
        told: all of them, or all those of some articles: then their part of the evidence.
    """
    seen = {Sighting(thing.article, m) for thing, account in told.items() for m in account.mentions}
    yield from names.facts(entity, seen, [each for a in told.values() for each in a.stated])


def named(claims: Iterable[Claim]) -> set[Named]:
    """Return what the articles of claims name."""
    return set(_meant(list(claims)).values())


def naming(claims: Iterable[Claim], things: Mapping[Named, Entity]) -> Naming:
    """Return what the mentions of claims stand for, where it is known what is named.

    Args:
        claims: of any number of articles.
        things: what those articles name → the thing that it is.
    """
    return Naming(_meant(list(claims)), things)


_Told = tuple[bool, tuple[Entity, ...], tuple[str, ...], str]


class _Called(NamedTuple):
    """What a group is and is called, and how its identifier begins."""

    segment: str
    name: str
    within: str
    kinds: frozenset[str]
    aliases: frozenset[str]


def _accounts(
    said: Sequence[Claim], meant: Mapping[Named, Named], dates: Mapping[str, date]
) -> dict[Named, Account]:
    seen: dict[Named, set[Mention]] = defaultdict(set)
    for article, mention in sightings(said):
        seen[meant[Named.of(article, mention)]].add(mention)
    kinds: dict[Named, list[tuple[str, Evidence]]] = defaultdict(list)
    for claim in said:
        if claim.relation == "kind" and isinstance(claim.object, Value):
            thing = meant[Named.of(claim.evidence.article, claim.subject)]
            kinds[thing].append((claim.object.text, claim.evidence))
    return {
        thing: Account(profile, frozenset(seen[thing]), tuple(kinds.get(thing, ())))
        for thing, profile in profiles(said, meant, dates).items()
    }


def _meant(claims: Iterable[Claim]) -> dict[Named, Named]:
    """Map what the words name to what is meant, article by article.

    Where a mention lacks what tells namesakes apart, it is the only one of its name that has it.
    """
    plain = {Named.of(article, mention) for article, mention in sightings(claims)}
    told: dict[Named, set[Named]] = defaultdict(set)
    for thing in plain:
        if thing.within:
            told[thing._replace(within="")].add(thing)
    only = {bare: next(iter(things)) for bare, things in told.items() if len(things) == 1}
    return {thing: only.get(thing, thing) for thing in plain}


def _called(group: Sequence[tuple[str, Account]]) -> _Called:
    """Return what accounts, each of an article, call a thing."""
    mentions = [mention for _, account in group for mention in account.mentions]
    stated = [kind for _, account in group for kind, _ in account.stated]
    family = patterns.family(mentions[0].kind)
    counts = Counter(
        name for name, _ in {(m.name, article) for article, each in group for m in each.mentions}
    )
    name = names.chosen(counts, person=family in names.PEOPLE)
    kinds = patterns.most_specific([*stated, *(mention.kind for mention in mentions)])
    own = sorted(kind for kind in kinds if patterns.family(kind) == family)
    texts = {shown(mention.text) for mention in mentions}
    others = names.aliases(name, texts, person=family == "Person", place=family == "Place")
    spelled = {folded(other) for other in (name, *others)}
    joined = {each for each in counts if folded(each) not in spelled}
    within = min((folded(mention.within) for mention in mentions if mention.within), default="")
    segment = patterns.segment(own[0])
    return _Called(segment, name, within, kinds, others | joined)


def _order(judgement: Judgement) -> tuple[object, ...]:
    iris = tuple(thing.iri for thing in judgement.things)
    return not judgement.same, iris, judgement.names, judgement.why

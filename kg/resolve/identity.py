"""The things that claims mention, each with its identifier, its names and why it is one thing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kg import patterns
from kg.model import Claim, Entity, Evidence, Judgement, Mention, Value
from kg.namespaces import BASE, entity_iri, folded
from kg.resolve import names, namesakes
from kg.resolve.grouping import grouped
from kg.resolve.names import Sighting
from kg.resolve.profiles import Named, profiles, sightings
from kg.resolve.weighing import Group, Ruling

_NO_DATES: Mapping[str, date] = MappingProxyType({})


class Identity:
    """The things that claims mention.

    Attributes:
        sightings: entity → where it is mentioned.
        stated: entity → the kinds that claims state of it, with their evidence.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        base: str = BASE,
        dates: Mapping[str, date] = _NO_DATES,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        said = list(claims)
        self._meant = _meant(said)
        self._profiles = profiles(said, self._meant, dates)
        groups, self._reasons = grouped(self._profiles, rulings)
        home = {thing: group for group in groups for thing in group}
        seen: dict[Group, set[Sighting]] = defaultdict(set)
        for article, mention in sightings(said):
            seen[home[self.named(article, mention)]].add(Sighting(article, mention))
        kinds: dict[Group, list[tuple[str, Evidence]]] = defaultdict(list)
        for claim in said:
            if claim.relation == "kind" and isinstance(claim.object, Value):
                group = home[self.named(claim.evidence.article, claim.subject)]
                kinds[group].append((claim.object.text, claim.evidence))
        entities = self._made(groups, seen, kinds, base)
        self._entities = {thing: entities[group] for thing, group in home.items()}
        self.sightings: Mapping[Entity, set[Sighting]] = {entities[g]: seen[g] for g in groups}
        self.stated = {entities[group]: stated for group, stated in kinds.items()}

    def named(self, article: str, mention: Mention) -> Named:
        """Return what a mention is in its article."""
        return self._meant[Named.of(article, mention)]

    def entity(self, article: str, mention: Mention) -> Entity:
        """Return what a mention in an article stands for."""
        return self._entities[self.named(article, mention)]

    def things(self) -> Mapping[Named, Entity]:
        """Return what articles name, and the thing that each is."""
        return MappingProxyType(self._entities)

    def shown(self, thing: Named) -> str:
        """Return the name of a thing as its article has it."""
        return names.fullest(self._profiles[thing].names)

    def judgements(self) -> list[Judgement]:
        """Return why names are one thing, or two, in order."""
        found: dict[_Told, set[str]] = defaultdict(set)
        for reason in self._reasons:
            one, other = (self._entities[min(group)] for group in (reason.one, reason.other))
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

    def _made(
        self,
        groups: Sequence[Group],
        seen: Mapping[Group, set[Sighting]],
        kinds: Mapping[Group, list[tuple[str, Evidence]]],
        base: str,
    ) -> dict[Group, Entity]:
        """Return each group as a thing; its namesakes are told apart in the identifier."""
        called = {g: _called(seen[g], [kind for kind, _ in kinds.get(g, ())]) for g in groups}
        same: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
        for group, each in called.items():
            same[each.segment, folded(each.name), each.within].append(group)
        entities = {}
        for alike in same.values():
            told = namesakes.told_apart(
                {group: [self._profiles[thing] for thing in sorted(group)] for group in alike}
            )
            for group in alike:
                each = called[group]
                apart = "; ".join(part for part in (each.within, told[group]) if part)
                iri = entity_iri(each.segment, each.name, apart, base)
                entities[group] = Entity(iri, each.kinds, each.name, each.aliases)
        return entities

    def _name(self, group: Group) -> str:
        return names.fullest(name for thing in group for name in self._profiles[thing].names)


_Told = tuple[bool, tuple[Entity, ...], tuple[str, ...], str]


class _Called(NamedTuple):
    """What a group is and is called, and how its identifier begins."""

    segment: str
    name: str
    within: str
    kinds: frozenset[str]
    aliases: frozenset[str]


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


def _called(group: Iterable[Sighting], stated: Iterable[str]) -> _Called:
    mentions = [sighting.mention for sighting in group]
    family = patterns.family(mentions[0].kind)
    counts = Counter(name for name, _ in {(each.mention.name, each.article) for each in group})
    name = names.chosen(counts, person=family in ("Person", "Character"))
    kinds = patterns.most_specific([*stated, *(mention.kind for mention in mentions)])
    own = sorted(kind for kind in kinds if patterns.family(kind) == family)
    texts = {mention.text for mention in mentions}
    others = names.aliases(name, texts, person=family == "Person", place=family == "Place")
    spelled = {folded(other) for other in (name, *others)}
    joined = {each for each in counts if folded(each) not in spelled}
    within = min((folded(mention.within) for mention in mentions if mention.within), default="")
    segment = patterns.segment(own[0])
    return _Called(segment, name, within, kinds, others | joined)


def _order(judgement: Judgement) -> tuple[object, ...]:
    iris = tuple(thing.iri for thing in judgement.things)
    return not judgement.same, iris, judgement.names, judgement.why

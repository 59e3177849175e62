"""Which mentions are one thing, and what identifies it.

Mentions of one family (works, people, …) with the same folded name, and the same thing that
tells them from namesakes, are one entity. Two helps: where a mention lacks what tells namesakes
apart, it is the only one of that name in its article; and an acronym alone is the only thing
that some article gives it as a short name of. What is short for a person is a surname, which
strangers share: it joins nothing across articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg import patterns
from kg.model import Claim, Entity, Evidence, Mention, Value
from kg.namespaces import BASE, entity_iri, folded
from kg.resolve import names
from kg.resolve.names import Sighting

_SURNAMED = frozenset({"Person", "Character"})


class Key(NamedTuple):
    """What makes mentions one thing."""

    family: str
    name: str
    within: str


class Identity:
    """The things that claims mention.

    Attributes:
        sightings: entity → where it is mentioned.
        stated: entity → the kinds that claims state of it, with their evidence.
    """

    def __init__(self, claims: Iterable[Claim], base: str = BASE) -> None:
        said = list(claims)
        seen = {sighting for claim in said for sighting in _sightings(claim)}
        self._keys = _keys(seen)
        groups: dict[Key, set[Sighting]] = defaultdict(set)
        for sighting in seen:
            groups[self._keys[sighting]].add(sighting)
        kinds: dict[Key, list[tuple[str, Evidence]]] = defaultdict(list)
        for claim in said:
            if claim.relation == "kind" and isinstance(claim.object, Value):
                key = self._keys[Sighting(claim.evidence.article, claim.subject)]
                kinds[key].append((claim.object.text, claim.evidence))
        self._entities = {
            key: _entity(key, group, [kind for kind, _ in kinds[key]], base)
            for key, group in groups.items()
        }
        self.sightings: Mapping[Entity, set[Sighting]] = {
            self._entities[key]: group for key, group in groups.items()
        }
        self.stated = {self._entities[key]: stated for key, stated in kinds.items()}

    def entity(self, article: str, mention: Mention) -> Entity:
        """Return what a mention in an article stands for."""
        return self._entities[self._keys[Sighting(article, mention)]]


def _sightings(claim: Claim) -> Iterator[Sighting]:
    values = (claim.subject, claim.object, *(each.value for each in claim.qualifiers))
    for value in values:
        if isinstance(value, Mention):
            yield Sighting(claim.evidence.article, value)


def _keys(seen: Iterable[Sighting]) -> dict[Sighting, Key]:
    plain = {sighting: _key(sighting.mention) for sighting in seen}
    within = _only_namesake(plain)
    acronyms = _acronyms(plain)
    keys = {}
    for sighting, key in plain.items():
        found = within.get((sighting.article, key), key)
        bare = names.is_acronym(sighting.mention.name)
        keys[sighting] = acronyms.get(found, found) if bare else found
    return keys


def _key(mention: Mention) -> Key:
    return Key(patterns.family(mention.kind), folded(mention.name), folded(mention.within))


def _only_namesake(plain: Mapping[Sighting, Key]) -> dict[tuple[str, Key], Key]:
    """Map a key without discriminator to the only one with, article by article."""
    told: dict[tuple[str, Key], set[Key]] = defaultdict(set)
    for sighting, key in plain.items():
        if key.within:
            told[sighting.article, key._replace(within="")].add(key)
    return {bare: next(iter(keys)) for bare, keys in told.items() if len(keys) == 1}


def _acronyms(plain: Mapping[Sighting, Key]) -> dict[Key, Key]:
    """Map an acronym's key to the key of the only thing that it is given as a short name of."""
    short: dict[Key, set[Key]] = defaultdict(set)
    for sighting, key in plain.items():
        text = sighting.mention.text
        if key.family in _SURNAMED:
            continue
        if names.is_acronym(text) and folded(text) != key.name:
            short[Key(key.family, folded(text), key.within)].add(key)
    return {acronym: next(iter(keys)) for acronym, keys in short.items() if len(keys) == 1}


def _entity(key: Key, group: Iterable[Sighting], stated: Iterable[str], base: str) -> Entity:
    mentions = [sighting.mention for sighting in group]
    called = [mention.name for mention in mentions if folded(mention.name) == key.name]
    name = names.fullest(called)
    kinds = patterns.most_specific([*stated, *(mention.kind for mention in mentions)])
    own = sorted(kind for kind in kinds if patterns.family(kind) == key.family)
    iri = entity_iri(patterns.segment(own[0]), name, key.within, base)
    texts = {mention.text for mention in mentions}
    others = names.aliases(name, texts, person=key.family == "Person", place=key.family == "Place")
    return Entity(iri, kinds, name, others)

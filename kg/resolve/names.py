"""What a thing is called: its fullest name, its other spellings, and the facts that say so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import NAME_HERE, Basis, Entity, Evidence, Fact, Mention, Span, Status, Value
from kg.model.letters import shown
from kg.namespaces import folded
from kg.resolve.knowledge import knowledge

FIRST_MENTION = "first-mention"
"""The rule of the evidence for a kind or a name that no claim states."""

PEOPLE = frozenset({"Person", "Character"})
"""Families whose names are those of people: capitals are a surname, which strangers share."""

_LONGEST_ACRONYM = 8


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention, and the article it stands in."""

    article: str
    mention: Mention

    @property
    def place(self) -> tuple[str, Span, str]:
        """Where it stands, for sorting."""
        return self.article, self.mention.span, self.mention.text


def fullest(names: Iterable[str]) -> str:
    """Return the fullest of several spellings: the longest, not in capitals throughout.

    >>> fullest(["BLUE HOUR", "Blue Hour"])
    'Blue Hour'
    """
    return max(names, key=lambda name: (len(name), not name.isupper(), name))


def chosen(counts: Mapping[str, int], *, person: bool) -> str:
    """Return what a thing is called: of a person the fullest name, else the one used most.

    Acronyms, and capitals throughout, give way to what they stand for.

    Args:
        counts: name → in how many articles it stands.
        person: whether it is a person, or a role.

    >>> chosen({"WB": 9, "Warner Bros.": 2, "Warner Bros. Pictures": 1}, person=False)
    'Warner Bros.'
    """

    def order(name: str) -> tuple[object, ...]:
        letters = sum(c.isalnum() for c in name)
        return (
            not name.isupper(),
            letters if person else counts[name],
            counts[name],
            len(name),
            name,
        )

    return max(counts, key=order)


def aliases(
    name: str, texts: Iterable[str], *, person: bool, place: bool = False
) -> frozenset[str]:
    """Return those of the texts that are other names, not descriptions, surnames or adjectives.

    >>> sorted(aliases("Harbor Film Festival", ["HFF", "the festival", "The event"], person=False))
    ['HFF']
    >>> sorted(aliases("Ada Marsh", ["Marsh", "Ada B. Marsh"], person=True))
    ['Ada B. Marsh']
    """
    spellings: dict[str, list[str]] = {}
    for text in texts:
        adjective = place and not is_acronym(text.replace(".", ""))
        if folded(text) != folded(name) and _is_name(text, person=person) and not adjective:
            spellings.setdefault(folded(text), []).append(text)
    return frozenset(fullest(same) for same in spellings.values())


def is_acronym(name: str) -> bool:
    """Return whether a name is a few capitals: “HFF”."""
    return name.isupper() and name.isalpha() and 1 < len(name) <= _LONGEST_ACRONYM


def facts(
    entity: Entity, sightings: Iterable[Sighting], explicit: Iterable[tuple[str, Evidence]]
) -> Iterator[Fact]:
    """Yield the facts of what an entity is and is called.

    Args:
        entity: as resolved.
        sightings: where it is mentioned: in all articles, or in some alone.
        explicit: kinds that claims state of it, with their evidence.
    """
    ordered = sorted(sightings, key=lambda sighting: sighting.place)
    stated = list(explicit)
    for kind in sorted(entity.kinds):
        seen = [each for each in ordered if each.mention.kind == kind]
        told = [evidence for said, evidence in stated if said == kind]
        first = _first(seen, without={evidence.article for evidence in told})
        yield from _fact(entity, "kind", Value(kind, "film:Class"), (*told, *first))
    called = [each for each in ordered if folded(shown(each.mention.text)) == folded(entity.name)]
    named = _first(called, without=())
    inferred = _first(ordered, without={evidence.article for evidence in named})
    rest = (
        evidence
        if folded(entity.name) in folded(evidence.quote)
        else replace(evidence, basis=Basis.IMPLIED)
        for evidence in inferred
    )
    yield from _fact(entity, "name", Value(entity.name), (*named, *rest))
    for alias in sorted(entity.aliases):
        seen = [each for each in ordered if folded(shown(each.mention.text)) == folded(alias)]
        here = [each for each in ordered if folded(each.mention.name) == folded(alias)]
        throughout = tuple(replace(e, rule=NAME_HERE) for e in _first(here, without=()))
        words = (*_first(seen, without=()), *throughout)
        yield from _fact(entity, "alias", Value(alias), words)


def _is_name(text: str, *, person: bool) -> bool:
    words = text.split()
    if not words or not (text[0].isupper() or text[0].isdigit()):
        return False
    if person and len(words) == 1:
        return False
    rest = words[1:] if words[0].casefold() in knowledge().spelling.openers else words
    return any(letter.isupper() or letter.isdigit() for word in rest for letter in word)


def _first(sightings: Iterable[Sighting], without: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the first sighting of each article, as evidence; sightings are in order."""
    first: dict[str, Mention] = {}
    passed = set(without)
    for sighting in sightings:
        if sighting.article not in passed:
            first.setdefault(sighting.article, sighting.mention)
    return tuple(
        Evidence(article, mention.span, mention.text, FIRST_MENTION)
        for article, mention in first.items()
    )


def _fact(
    entity: Entity, relation: str, value: Value, evidence: tuple[Evidence, ...]
) -> Iterator[Fact]:
    if evidence:
        yield Fact(entity, relation, value, (), Status.ACTUAL, evidence)

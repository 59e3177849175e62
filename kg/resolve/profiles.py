"""What each article says of each thing it names: all that tells namesakes together or apart.

A profile speaks of other things by their names, never by what these turn out to be: so that what
one is depends on the articles that bear its names, and on nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from kg import patterns
from kg.model import Claim, Mention, Status, Value
from kg.namespaces import folded
from kg.resolve.knowledge import knowledge
from kg.resolve.likeness import plain
from kg.resolve.names import PEOPLE, is_acronym

_YEAR = re.compile(r"[0-9]{4}")
_OPEN = frozenset({Status.ACTUAL, Status.PLANNED})
_FEW = 4  # so many works of an article go with all its people


class Named(NamedTuple):
    """A thing as one article names it: what its mentions have in common.

    Attributes:
        article: the article's id.
        family: works, people, …
        name: its fullest name there, folded.
        within: what tells it from namesakes there; often empty.
    """

    article: str
    family: str
    name: str
    within: str

    @classmethod
    def of(cls, article: str, mention: Mention) -> "Named":
        """Return what a mention in an article names, by its words alone."""
        family = patterns.family(mention.kind)
        return cls(article, family, folded(mention.name), folded(mention.within))


class Other(NamedTuple):
    """Another thing, by its name: as it is compared, and as it is shown."""

    family: str
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of a thing, by one article or by several.

    Attributes:
        articles: their ids.
        names: its names there, as they stand.
        called: other names that they give it, as they stand.
        kinds: its kinds there.
        within: what tells it from namesakes there.
        beside: things that a claim joins it with; of people, those they worked with as well.
        near: works that a short article names too, whether or not a claim joins it with them.
        never: plain names of what a claim tells apart from it: what it was made after, its brother.
        born: years of birth.
        aged: years of birth that follow from an age, a year more or less.
        died: years of death.
        active: years in which a person worked.
        told: years of the articles that tell a person's credits, or a work's as done.
        dated: years of a work.
        planned: years in which a work was still to be made.
        out: years by which a work was out.
        credits: the relations that a work's articles tell of it; a person's credits.
        makers: who made a work: the relation, a colon, the plain name.
        jobs: what a person works as.
        origins: plain names of countries.
        sorts: genres.
    """

    articles: AbstractSet[str] = frozenset()
    names: AbstractSet[str] = frozenset()
    called: AbstractSet[str] = frozenset()
    kinds: AbstractSet[str] = frozenset()
    within: AbstractSet[str] = frozenset()
    beside: AbstractSet[Other] = frozenset()
    near: AbstractSet[Other] = frozenset()
    never: AbstractSet[str] = frozenset()
    born: AbstractSet[int] = frozenset()
    aged: AbstractSet[int] = frozenset()
    died: AbstractSet[int] = frozenset()
    active: AbstractSet[int] = frozenset()
    told: AbstractSet[int] = frozenset()
    dated: AbstractSet[int] = frozenset()
    planned: AbstractSet[int] = frozenset()
    out: AbstractSet[int] = frozenset()
    credits: AbstractSet[str] = frozenset()
    makers: AbstractSet[str] = frozenset()
    jobs: AbstractSet[str] = frozenset()
    origins: AbstractSet[str] = frozenset()
    sorts: AbstractSet[str] = frozenset()


_PARTS = tuple(each.name for each in fields(Profile))


def together(profiles: Iterable[Profile]) -> Profile:
    """Return what several profiles say together."""
    given = list(profiles)
    if len(given) == 1:
        return given[0]
    return Profile(*(frozenset().union(*(getattr(p, n) for p in given)) for n in _PARTS))


def profiles(
    claims: Iterable[Claim], named: Mapping[Named, Named], dates: Mapping[str, date]
) -> dict[Named, Profile]:
    """Return what each article says of each thing that it names.

    Args:
        claims: of any number of articles.
        named: what is named by the words alone → what is meant, where the article tells.
        dates: article → its date, where it has one.
    """
    said = list(claims)
    notes = _Notes(named, dates)
    for article, mention in sightings(said):
        notes.show(article, mention)
    for claim in said:
        notes.take(claim)
    notes.take_together()
    notes.take_near()
    return {
        thing: Profile(**{part: frozenset(values) for part, values in told.items()})
        for thing, told in notes.told.items()
    }


class _Notes:
    """What is noted of each thing, claim by claim."""

    def __init__(self, named: Mapping[Named, Named], dates: Mapping[str, date]) -> None:
        self.told: dict[Named, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
        self._named = named
        self._dates = dates
        self._worked: dict[Named, set[Named]] = defaultdict(set)
        self._shown: dict[Named, str] = {}

    def show(self, article: str, mention: Mention) -> None:
        """Note how a thing is spelled, before anything is said beside it."""
        words = Named.of(article, mention)
        thing = self._named.get(words, words)
        self._shown[thing] = max(self._shown.get(thing, ""), mention.name)

    def take(self, claim: Claim) -> None:
        """Note what a claim says of what it names."""
        article = claim.evidence.article
        things = [self._thing(article, each) for each in claim.mentions]
        for thing in things:
            told = self.told[thing]
            told["articles"].add(article)
            for other in things:
                if other != thing:
                    told["beside"].add(self._other(other))
        self._of_work(claim, things)
        self._of_person(claim, things[0])
        if claim.relation in knowledge().tells.never and isinstance(claim.object, Mention):
            for one, other in (things[:2], things[1::-1]):
                self.told[one]["never"].add(plain(other.name))

    def take_together(self) -> None:
        """Note who worked on one work in one article, and when."""
        by_work: dict[Named, set[Named]] = defaultdict(set)
        for person, works in self._worked.items():
            for work in works:
                by_work[work].add(person)
                self.told[person]["active"] |= self.told[work]["dated"]
        for people in by_work.values():
            others = {person: self._other(person) for person in people}
            for person in people:
                self.told[person]["beside"] |= {o for p, o in others.items() if p != person}

    def take_near(self) -> None:
        """Note the works of each article that names few."""
        works: dict[str, set[Other]] = defaultdict(set)
        for thing in self.told:
            if thing.family == "CreativeWork":
                works[thing.article].add(self._other(thing))
        for thing, told in self.told.items():
            if len(works[thing.article]) <= _FEW:
                told["near"] |= works[thing.article] - {self._other(thing)}

    def _thing(self, article: str, mention: Mention) -> Named:
        words = Named.of(article, mention)
        thing = self._named.get(words, words)
        told = self.told[thing]
        told["names"].add(mention.name)
        told["kinds"].add(mention.kind)
        if thing.within:
            told["within"].add(thing.within)
        if thing.family not in PEOPLE and is_acronym(mention.text):
            told["called"].add(mention.text)
        return thing

    def _other(self, thing: Named) -> Other:
        return Other(thing.family, plain(thing.name), self._shown[thing])

    def _of_work(self, claim: Claim, things: list[Named]) -> None:
        tells, told = knowledge().tells, self.told[things[0]]
        said = self._dates.get(claim.evidence.article)
        actual = claim.status is Status.ACTUAL
        if claim.relation in knowledge().told_of:
            told["credits"].add(claim.relation)
        if claim.relation in tells.dated:
            told["dated"] |= _years(claim.object)
        if said and actual and _is_fresh(claim):
            told["dated"].add(said.year)
        if said and actual and claim.relation in tells.out:
            told["out"].add(said.year)
        text = _told(claim.object)
        if claim.relation in tells.titled:
            told["called"].add(text)
        if claim.relation in tells.sorted_:
            told["sorts"].add(folded(text))
        if claim.relation in tells.from_:
            told["origins"].add(plain(text))
        if isinstance(claim.object, Mention) and claim.status in _OPEN:
            self._of_credit(claim, things[0], things[1], said)

    def _of_credit(self, claim: Claim, work: Named, person: Named, said: date | None) -> None:
        tells = knowledge().tells
        if claim.relation.casefold() in knowledge().spheres:
            self.told[person]["credits"].add(claim.relation)
        if claim.relation in tells.made_by:
            self.told[work]["makers"].add(f"{claim.relation}: {plain(person.name)}")
        if claim.relation in tells.lives:
            self._worked[person].add(work)
            if said:
                self.told[person]["told"].add(said.year)
            if said and claim.status is Status.ACTUAL:
                self.told[work]["told"].add(said.year)
            if said and claim.status is Status.PLANNED:
                self.told[work]["planned"].add(said.year)
                self.told[person]["active"].add(said.year)

    def _of_person(self, claim: Claim, subject: Named) -> None:
        tells, told = knowledge().tells, self.told[subject]
        if claim.status is not Status.ACTUAL:
            return
        if claim.relation in tells.works_as:
            told["jobs"].add(_told(claim.object).casefold())
        elif claim.relation in tells.born:
            told["born"] |= _years(claim.object)
        elif claim.relation in tells.died:
            told["died"] |= _years(claim.object)
        elif claim.relation in tells.aged and isinstance(claim.object, Value):
            said = self._dates.get(claim.evidence.article)
            if said and claim.object.text.isdecimal():
                told["aged"].add(said.year - int(claim.object.text))


def _is_fresh(claim: Claim) -> bool:
    told = ((q.name, q.value.text) for q in claim.qualifiers if isinstance(q.value, Value))
    return any((claim.relation, *each) in knowledge().fresh for each in told)


def _told(thing: Mention | Value) -> str:
    return thing.text if isinstance(thing, Value) else thing.name


def _years(value: Mention | Value) -> set[Any]:
    found = _YEAR.match(value.text) if isinstance(value, Value) else None
    return {int(found[0])} if found else set()


def sightings(claims: Iterable[Claim]) -> Iterator[tuple[str, Mention]]:
    """Yield every mention of the claims with its article."""
    for claim in claims:
        for mention in claim.mentions:
            yield claim.evidence.article, mention

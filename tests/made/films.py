"""Made-up films, one after another through the years; the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from made.people import Careers, Names, Person, words

FIRST, LAST = 1970, 2023
_CATEGORIES = ("Best Actor", "Best Actress", "Best Director", "Best Screenplay", "Best Score")


@dataclass(frozen=True, slots=True)
class Part:
    """Who plays whom."""

    person: Person
    role: str


@dataclass(frozen=True, slots=True)
class Prize:
    """What was won by whom; by the film where by nobody."""

    award: str
    category: str
    winner: Person | None


@dataclass(frozen=True, slots=True)
class Film:
    """All that there is to know of a film.

    Attributes:
        planned: the day for which it was first announced, where it was moved.
        left: who was to play the second part, where somebody was replaced.
        festival: where it was first shown; nothing where it came to cinemas at once.
        opening: dollars taken on the first weekend, in hundred thousands; ``gross`` in all.
    """

    title: str
    genre: str
    countries: tuple[str, ...]
    city: str
    runtime: int
    directors: tuple[Person, ...]
    writers: tuple[Person, ...]
    producers: tuple[Person, ...]
    composer: Person
    cinematographer: Person
    cast: tuple[Part, ...]
    company: str
    distributor: str
    released: date
    planned: date | None
    left: Person | None
    festival: str
    prize: Prize | None
    critic: Person
    outlet: str
    grade: str
    opening: int
    gross: int

    @property
    def people(self):
        """Everybody who made it, each once, directors first."""
        makers = (*self.directors, *self.writers, *self.producers)
        played = (part.person for part in self.cast)
        return tuple(dict.fromkeys((*makers, self.composer, self.cinematographer, *played)))


def films(number: int, seed: int = 0, *, first: int = FIRST, last: int = LAST) -> Iterator[Film]:
    """Yield so many films, the earliest year first."""
    maker = _Maker(number, Random(seed))
    span = last - first + 1
    for count in range(number):
        yield maker.film(first + count * span // number)


class _Maker:
    def __init__(self, number: int, chance: Random) -> None:
        self._chance = chance
        self._names = Names(chance)
        self._titles: dict[str, int] = {}
        self._actors = Careers(self._names, chance, max(60, number * 2))
        self._makers = Careers(self._names, chance, max(20, number // 2))
        self._critics = Careers(self._names, chance, 40)
        its = words()
        self._works, self._honours = its["works"], its["honours"]
        bases = its["companies"]["names"].split()
        self._companies = [
            f"{base} {its['companies']['makers'][n % 4]}" for n, base in enumerate(bases)
        ]
        self._bringers = [
            f"{base} {its['companies']['bringers'][n % 3]}" for n, base in enumerate(bases[::-3])
        ]

    def film(self, year):
        chance = self._chance
        directors = self._makers.several(2 if chance.random() < 0.08 else 1)
        cast = self._cast(directors)
        writers = self._writers(directors)
        producers = self._makers.several(1 + (chance.random() < 0.4), (*directors, *writers))
        composer = self._makers.one((*directors, *writers, *producers))
        crew = (*directors, *writers, *producers, composer)
        cinematographer = self._makers.one(crew)
        released = date(year, 1, 1) + timedelta(chance.randrange(365))
        opening = max(1, round(chance.paretovariate(0.9)))
        festival = chance.choice(self._honours["festivals"]) if chance.random() < 0.6 else ""
        replaced = len(cast) > 1 and chance.random() < 0.2
        return Film(
            title=self._title(year),
            genre=self._often(self._works["genres"]),
            countries=self._countries(),
            city=chance.choice(self._works["cities"]),
            runtime=round(chance.gauss(108, 14)),
            directors=directors,
            writers=writers,
            producers=producers,
            composer=composer,
            cinematographer=cinematographer,
            cast=cast,
            company=self._often(self._companies),
            distributor=self._often(self._bringers),
            released=released,
            planned=_moved(released, chance) if chance.random() < 0.3 else None,
            left=self._leaving(cast) if replaced else None,
            festival=festival,
            prize=self._prize(directors, writers, composer, cast),
            critic=self._critics.one(),
            outlet=chance.choice(self._honours["outlets"]),
            grade=chance.choice(self._honours["grades"]),
            opening=opening,
            gross=round(opening * chance.uniform(2.1, 5.5)) + 1,
        )

    def _cast(self, directors):
        """Three to a dozen parts; now and then a director plays one of them."""
        size = 3 + min(9, int(self._chance.expovariate(0.25)))
        played = self._actors.several(size, directors)
        if self._chance.random() < 0.05:
            played = (*played[:-1], directors[0])
        roles = []
        while len(roles) < len(played):
            role = self._names.role(she=played[len(roles)].she)
            if not any(set(role.split()) & set(other.split()) for other in roles):
                roles.append(role)
        return tuple(Part(*each) for each in zip(played, roles, strict=True))

    def _leaving(self, cast):
        return self._actors.one([part.person for part in cast], she=cast[1].person.she)

    def _writers(self, directors):
        if self._chance.random() < 0.4:
            others = self._makers.several(int(self._chance.random() < 0.4), directors)
            return (directors[0], *others)
        return self._makers.several(1 + (self._chance.random() < 0.35), directors)

    def _prize(self, directors, writers, composer, cast):
        if self._chance.random() > 0.3:
            return None
        award = self._chance.choice(self._honours["awards"])
        if self._chance.random() < 0.35:
            return Prize(award, "Best Film", None)
        category = self._chance.choice(_CATEGORIES)
        winners = {
            "Best Actor": [part.person for part in cast if not part.person.she],
            "Best Actress": [part.person for part in cast if part.person.she],
            "Best Director": directors,
            "Best Screenplay": writers,
            "Best Score": [composer],
        }[category]
        return Prize(award, category, winners[0]) if winners else None

    def _countries(self):
        found = [self._often(self._works["countries"]) for _ in range(2)]
        return tuple(dict.fromkeys(found if self._chance.random() < 0.25 else found[:1]))

    def _title(self, year):
        """A title that is new; or, now and then, that of an older film, made again."""
        if self._titles and self._chance.random() < 0.01:
            title = self._chance.choice(list(self._titles)[-2000:])
            if self._titles[title] < year:
                self._titles[title] = year
                return title
        while (title := self._words()) in self._titles:
            pass
        self._titles[title] = year
        return title

    def _words(self):
        its, chance = self._works, self._chance
        thing, other = chance.sample(its["things"].split(), 2)
        quality, place = (
            chance.choice(its["qualities"].split()),
            chance.choice(its["places"].split()),
        )
        match chance.randrange(9):
            case 0 | 1:
                return f"The {quality} {thing}"
            case 2:
                return f"{quality} {thing}"
            case 3:
                return f"The {thing} of {place}"
            case 4:
                return f"{chance.choice(its['stretches'])} in {place}"
            case 5:
                return f"The {thing} and the {other}"
            case 6:
                return f"{thing} for a {quality} {other}" if quality[0] not in "AEIOU" else thing
            case 7:
                return f"The {thing}’s {quality} {other}"
        return f"A {quality} {thing}" if quality[0] not in "AEIOU" else f"{quality} {thing}"

    def _often(self, choices):
        """One of a list, of which the first come far more often (Zipf’s law)."""
        weights = accumulate(1 / rank for rank in range(1, len(choices) + 1))
        return self._chance.choices(choices, cum_weights=list(weights))[0]


def _moved(released, chance):
    """The day that a film was first announced for: some weeks earlier, or later."""
    return released + timedelta(chance.choice([-182, -91, -63, -42, -28, -21, 28, 56]))

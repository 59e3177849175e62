"""Made-up people: names that few share, and careers of which few are long.

How many parts a person has in all is drawn from a power law cut off at LONGEST: the chance of k is
in proportion to k ** -EXPONENT. The exponent is that of the actors’ network in A.-L. Barabási and
R. Albert, “Emergence of scaling in random networks”, Science 286 (1999), 509–512 (2.3 ± 0.1, there
of the number of colleagues).
"""

import re
import tomllib
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

EXPONENT = 2.3
LONGEST = 250
NAMESAKES = 0.004
INITIALS = 0.08

_THRICE = re.compile(r"(.)\1\1")
_HERE = Path(__file__).parent
_LENGTHS = list(accumulate(k**-EXPONENT for k in range(1, LONGEST + 1)))


@cache
def words():
    return tomllib.loads((_HERE / "words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes part in films; two may have one name, but not one number."""

    number: int
    name: str
    she: bool

    @property
    def last(self):
        return self.name.split()[-1]

    def spelled(self, chance):
        """Another spelling of the name, as some tables and papers have it."""
        first, *middle, last = self.name.split()
        choices = [f"{first[0]}. {last}"]
        if middle:
            choices.append(f"{first} {last}")
        else:
            choices.append(f"{first} {'ABCDEFGHJKLMNPRSTW'[self.number % 18]}. {last}")
        return chance.choice(choices)


class Names:
    """Full names, nearly all different."""

    def __init__(self, chance):
        self._chance = chance
        its = words()["people"]
        self._firsts = [(name, she) for she in (True, False) for name in _of(its, she)]
        self._begins, self._ends = its["begins"].split(), its["ends"].split()
        self._lasts = its["lasts"].split()
        self._given = {}
        self._people = 0

    def person(self):
        self._people += 1
        if self._given and self._chance.random() < NAMESAKES:
            name = self._chance.choice(list(self._given)[-2000:])
            return Person(self._people, name, self._given[name])
        while True:
            first, she = self._chance.choice(self._firsts)
            last = self._last()
            middle = ""
            if self._chance.random() < INITIALS:
                middle = f"{self._chance.choice('ABCDEFGHJKLMNPRSTW')}. "
            name = f"{first} {middle}{last}"
            if name not in self._given:
                self._given[name] = she
                return Person(self._people, name, she)

    def role(self, *, she):
        """The name of a character: a first name, or a full one."""
        first, _ = self._chance.choice([each for each in self._firsts if each[1] is she])
        return first if self._chance.random() < 0.5 else f"{first} {self._last()}"

    def _last(self):
        if self._chance.random() < 0.25:
            return self._chance.choice(self._lasts)
        name = self._chance.choice(self._begins) + self._chance.choice(self._ends)
        return _THRICE.sub(r"\1\1", name)


class Careers:
    """Gives people to parts. Who has parts left waits among others for the next.

    Args:
        names: where newcomers come from.
        chance: what draws.
        waiting: how many parts wait on average: the more, the longer a career takes.
    """

    def __init__(self, names: Names, chance: Random, waiting: int):
        self._names = names
        self._chance = chance
        self._target = waiting
        self._waiting = []

    def one(self, but=(), *, she=None):
        """Return who takes a part: nobody of those named, and a woman or a man where asked."""
        for _ in range(8):
            if len(self._waiting) <= self._chance.randrange(2 * self._target):
                break
            place = self._chance.randrange(len(self._waiting))
            found = self._waiting[place]
            if found not in but and she in (None, found.she):
                self._waiting[place] = self._waiting[-1]
                self._waiting.pop()
                return found
        return self._newcomer(but)

    def several(self, number, but=()):
        found = []
        for _ in range(number):
            found.append(self.one((*but, *found)))
        return tuple(found)

    def _newcomer(self, but):
        found = self._names.person()
        while any(found.name == other.name for other in but):
            found = self._names.person()
        length = 1 + bisect(_LENGTHS, self._chance.random() * _LENGTHS[-1])
        self._waiting += [found] * (length - 1)
        return found


def _of(its, she):
    return its["she" if she else "he"].split()

"""Which names must be looked at together: those that may turn out to be one thing.

Grouping looks at a name beside those that it may be one with, and at no others. So what became
of all names that a new article touches is known from the articles that bear them or their kin.
Every pair of names that grouping holds against each other is kin; some that are kin it does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from kg.resolve.identity import Account
from kg.resolve.likeness import plain, unspaced
from kg.resolve.profiles import Named
from kg.resolve.spelling import compared, keys


class Name(NamedTuple):
    """A name of a family, folded; whose it is, articles tell."""

    family: str
    name: str

    @classmethod
    def of(cls, thing: Named) -> "Name":
        """Return the name that a thing bears in its article."""
        return cls(thing.family, thing.name)


@dataclass(frozen=True, slots=True)
class Borne:
    """How articles have a name, and what else they call who bears it."""

    spellings: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    def __or__(self, other: "Borne") -> "Borne":
        return Borne(self.spellings | other.spellings, self.called | other.called)


def borne(accounts: Iterable[tuple[Named, Account]]) -> dict[Name, Borne]:
    """Return the names that accounts bear."""
    found: dict[Name, Borne] = {}
    for thing, account in accounts:
        here = Borne(frozenset(account.profile.names), frozenset(account.profile.called))
        found[Name.of(thing)] = found.get(Name.of(thing), Borne()) | here
    return found


def found_by(name: Name, own: Borne) -> set[str]:
    """Return the keys under which a name is to be found by its kin."""
    given = _keys(name.family, own.spellings)
    given |= {f"ends {last}" for last in _surnames(name, own)}
    given |= {f"calls {unspaced(other)}" for other in own.called}
    return {f"{name.family} {key}" for key in given}


def sought(name: Name, own: Borne) -> set[str]:
    """Return the keys of the names that may be kin of a name."""
    wanted = _keys(name.family, own.spellings)
    wanted |= {f"is {last}" for last in _surnames(name, own)}
    wanted |= {f"ends {each}" for each in map(plain, own.spellings) if " " not in each}
    wanted |= {f"is {unspaced(other)}" for other in own.called}
    wanted |= {f"calls {unspaced(each)}" for each in own.spellings}
    return {f"{name.family} {key}" for key in wanted}


def are_kin(family: str, one: Borne, other: Borne) -> bool:
    """Return whether two names of a family are held against each other."""
    if any(compared(a, b, family).reason for a, b in product(one.spellings, other.spellings)):
        return True
    return any(
        set(map(unspaced, a.called)) & set(map(unspaced, b.spellings))
        or set(_last_words(a.spellings)) & set(map(plain, b.spellings))
        for a, b in ((one, other), (other, one))
    )


def _keys(family: str, spellings: Iterable[str]) -> set[str]:
    return {key for name in spellings for key in keys(name, family)}


def _surnames(name: Name, own: Borne) -> set[str]:
    return set(_last_words(own.spellings)) if name.family == "Person" else set()


def _last_words(spellings: Iterable[str]) -> Iterator[str]:
    for name in spellings:
        _, space, last = plain(name).rpartition(" ")
        if space:
            yield last

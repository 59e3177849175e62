"""Things as articles name them → groups, each one thing in the world; with the reasons.

First the names: spellings of one name make a class. A class is one thing unless something speaks
against it; then it is parted, beginning with what shares most. Last, names that may be one (an
initial, a surname alone, a title without its subtitle) are joined where their groups share
something and nothing else could be meant. Everything is done in an order of names and articles,
so that the groups depend on the set of articles alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from kg.resolve.joining import Candidate, joined
from kg.resolve.knowledge import knowledge
from kg.resolve.likeness import Likeness, Verdict, plain
from kg.resolve.names import is_acronym
from kg.resolve.parting import parted
from kg.resolve.profiles import Named, Profile
from kg.resolve.spelling import SHORT, compared, keys
from kg.resolve.weighing import Group, Homes, Reason, Ruling, Weighing

_Name = tuple[str, str]
"""A name, folded, and what owns it: a role's work."""
_OWNED = frozenset({"Character"})
"""Families where the same name in two works is two things, unless more is known."""
_Likely = dict[tuple[_Name, _Name], Likeness]


def grouped(
    given: Mapping[Named, Profile], rulings: Sequence[Ruling] = ()
) -> tuple[list[Group], list[Reason]]:
    """Return the groups that are each one thing, and why they are; both in order.

    Args:
        given: what each article says of each thing that it names.
        rulings: what people decided; it goes before all other reasons.
    """
    groups: list[Group] = []
    reasons: list[Reason] = []
    for family in sorted({thing.family for thing in given}):
        own = {thing: p for thing, p in sorted(given.items()) if thing.family == family}
        found = _Family(own, Weighing(family, own, rulings))
        groups += found.groups()
        reasons += found.weighing.reasons
    return groups, reasons


class _Family:
    """The things of one family, works or people or others."""

    def __init__(self, given: Mapping[Named, Profile], weighing: Weighing) -> None:
        self.weighing = weighing
        self._family = weighing.family
        self._names: dict[_Name, list[Named]] = defaultdict(list)
        for thing in given:
            self._names[self._named(thing)].append(thing)
        self._shown = {
            name: max(shown for thing in things for shown in given[thing].names)
            for name, things in self._names.items()
        }

    def groups(self) -> list[Group]:
        """Return the groups, in order."""
        likely = self._likely()
        surnames = {p[1] for p in (plain(s).rsplit(" ", 1) for s in self._shown.values()) if p[1:]}
        found: list[Group] = []
        one_name = [pair for pair, each in likely.items() if each.verdict is Verdict.ONE]
        for names in _linked(self._names, one_name):
            things = sorted(thing for name in names for thing in self._names[name])
            words = {plain(self._shown[name]) for name in names}
            bare = self._family == "Person" and words <= surnames
            bare = bare or (self._family == "Award" and words <= knowledge().spelling.common)
            found += parted(things, self.weighing, bare=bare)
        self._tell_spellings(found, likely)
        found = joined(found, self._perhaps(found, likely), self.weighing)
        found = joined(found, self._called(found), self.weighing)
        found = joined(found, self._elsewhere(found), self.weighing)
        return self._ruled(found)

    def _tell_spellings(self, groups: Sequence[Group], likely: _Likely) -> None:
        """Tell why two names of one thing are one name."""
        bearers = self._bearers(groups)
        for (name, second), likeness in likely.items():
            if likeness.verdict is Verdict.ONE:
                for whole in set(bearers[name]) & set(bearers[second]):
                    one, other = (whole & set(self._names[each]) for each in (name, second))
                    self.weighing.join(one, other, likeness.reason)

    def _likely(self) -> _Likely:
        """Return the pairs of names that are no strangers."""
        index: dict[tuple[str, str], set[_Name]] = defaultdict(set)
        for name in self._names:
            for key in keys(self._shown[name], self._family):
                index[key, name[1]].add(name)
        found: _Likely = {}
        for (key, _), names in index.items():
            for one, other in self._pairs(sorted(names), short=key.startswith(SHORT)):
                if (one, other) not in found:
                    found[one, other] = compared(self._shown[one], self._shown[other], self._family)
        return {pair: found[pair] for pair in sorted(found) if found[pair].reason}

    def _pairs(self, names: Sequence[_Name], *, short: bool) -> Iterator[tuple[_Name, _Name]]:
        """Yield the pairs of names to compare; of those of one short form, each with the form."""
        if not short:
            yield from combinations(names, 2)
            return
        forms = [name for name in names if " " not in self._shown[name]]
        whole = [name for name in names if " " in self._shown[name]]
        for one, other in product(forms, whole):
            yield min(one, other), max(one, other)

    def _perhaps(self, groups: Sequence[Group], likely: _Likely) -> Iterator[Candidate]:
        """Yield the groups whose names may be one; tell of those whose names never are."""
        bearers = self._bearers(groups)
        for (name, second), likeness in likely.items():
            for one, other in product(bearers[name], bearers[second]):
                if one != other and likeness.verdict is Verdict.CLASH:
                    self.weighing.part(one, other, likeness.reason)
                elif one != other and likeness.verdict is Verdict.PERHAPS:
                    yield Candidate(one, other, likeness.reason, likeness.needs)

    def _called(self, groups: Sequence[Group]) -> Iterator[Candidate]:
        """Yield the groups that bear what an article gives as another name of a second."""
        bearers: dict[tuple[str, bool], set[Group]] = defaultdict(set)
        for name, bearing in self._bearers(groups).items():
            shown = self._shown[name]
            bearers[plain(shown), is_acronym(shown)] |= set(bearing)
        needs = 1 if self._family == "CreativeWork" else 0
        for one in groups:
            for called in sorted(self.weighing.profile(one).called):
                others = bearers.get((plain(called), is_acronym(called)), set()) - {one}
                for other in sorted(others, key=sorted):
                    yield Candidate(one, other, f"“{called}” is given as another name", needs)

    def _elsewhere(self, groups: Sequence[Group]) -> Iterator[Candidate]:
        """Yield the groups of one name that belong to two things: one role in two works."""
        if self._family not in _OWNED:
            return
        bearers: dict[str, set[Group]] = defaultdict(set)
        for (name, _), bearing in self._bearers(groups).items():
            bearers[name] |= set(bearing)
        for _, owners in sorted(bearers.items()):
            for one, other in combinations(sorted(owners, key=sorted), 2):
                if {self._named(each) for each in one} != {self._named(each) for each in other}:
                    yield Candidate(one, other, "the same name in two works", 1)

    def _ruled(self, groups: Sequence[Group]) -> list[Group]:
        """Join what a person says is one; what is two was never joined."""
        homes = Homes(groups)
        for ruling in self.weighing.rulings:
            if ruling.same:
                meant = [group for group in groups if group & (ruling.one | ruling.other)]
                for one, other in pairwise(meant):
                    self.weighing.join(one, other, ruling.why)
                    if homes[one] != homes[other]:
                        homes.join(homes[one], homes[other])
        return homes.wholes()

    def _named(self, thing: Named) -> _Name:
        return thing.name, thing.within if self._family in _OWNED else ""

    def _bearers(self, groups: Sequence[Group]) -> dict[_Name, list[Group]]:
        found: dict[_Name, set[Group]] = defaultdict(set)
        for group in groups:
            for thing in group:
                found[self._named(thing)].add(group)
        return {name: sorted(found[name], key=sorted) for name in sorted(found)}


def _linked(names: Iterable[_Name], pairs: Iterable[tuple[_Name, _Name]]) -> list[list[_Name]]:
    """Return the names in classes, those of a pair in one."""
    near: dict[_Name, set[_Name]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    left = set(names)
    classes = []
    for name in sorted(left):
        if name in left:
            found, edge = {name}, [name]
            while edge:
                fresh = near[edge.pop()] - found
                found |= fresh
                edge += fresh
            left -= found
            classes.append(sorted(found))
    return classes

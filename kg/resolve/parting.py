"""The things of one name: one, unless something speaks against it; then as many as must be."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from kg.resolve.profiles import Named
from kg.resolve.weighing import Group, Homes, Weighing, beside

_MOST = 3
"""So many times the articles of any other have “nearly all”."""


def parted(things: list[Named], weighing: Weighing, *, bare: bool) -> list[Group]:
    """Return the groups of mentions of one name that are each one thing.

    Args:
        things: as articles name them, in order.
        weighing: of their family.
        bare: whether others bear the name too, as a surname, so that it joins nothing by itself.
    """
    singles: list[Group] = [frozenset({thing}) for thing in things]
    if len(singles) == 1:
        return singles
    if not bare and not weighing.doubted(singles):
        first = singles[0]
        whole = frozenset(things)
        weighing.join(first, whole - first, "the same name, and nothing speaks against it")
        return [whole]
    groups = _by_what_they_share(singles, weighing)
    if not bare:
        groups = _without_choice(groups, weighing)
        groups = groups if weighing.family == "Person" else _with_most(groups, weighing)
    if bare:
        for one, other in pairwise(groups):  # of each the reason once: they may be hundreds
            weighing.part(one, other, "many bear the name alone")
        return groups
    for one, other in combinations(groups, 2):
        doubt = weighing.doubt(one, other)
        unsure = "nothing tells which of its namesakes it is"
        weighing.part(one, other, doubt.reason if doubt else unsure)
    return groups


def _by_what_they_share(groups: list[Group], weighing: Weighing) -> list[Group]:
    """Join what shares most first."""
    homes = Homes(groups)
    pairs = [
        (-len(common), sorted(a), sorted(b), a, b)
        for a, b in _with_something(groups, weighing)
        if (common := weighing.shared(a, b))
    ]
    for *_, a, b in sorted(pairs, key=lambda pair: pair[:3]):
        one, other = homes[a], homes[b]
        common = weighing.shared(one, other)
        doubt = weighing.doubt(one, other)
        if one != other and (doubt is None or doubt.needs <= len(common)):
            weighing.join(one, other, beside(common))
            homes.join(one, other)
    return homes.wholes()


def _with_something(groups: list[Group], weighing: Weighing) -> Iterator[tuple[Group, Group]]:
    """Yield the pairs of groups beside which one name stands."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for key in {(each.family, each.name) for each in weighing.profile(group).beside}:
            bearers[key].append(place)
    pairs = {pair for places in bearers.values() for pair in combinations(places, 2)}
    return ((groups[one], groups[other]) for one, other in pairs)


def _without_choice(groups: list[Group], weighing: Weighing) -> list[Group]:
    """Join a group to the only other that nothing speaks against, the smallest first.

    Of others only those count that something tells from a third: what may be any of several
    is none of them.
    """
    apart = _Apart(groups, weighing)
    for group in sorted(groups, key=lambda each: (len(each), sorted(each))):
        if group not in apart.groups:
            continue
        told = (other for other in apart.told() if other != group)
        doubts = {other: weighing.doubt(group, other) for other in told}
        fitting = [other for other, doubt in doubts.items() if doubt is None]
        if len(fitting) == 1:
            against = sorted({doubt.reason for doubt in doubts.values() if doubt})
            weighing.join(fitting[0], group, f"it can be no other: {'; '.join(against)}")
            apart.join(fitting[0], group)
    return sorted(apart.groups, key=sorted)


class _Apart:
    """Groups, each with another that something tells from it, where there is one.

    Attributes:
        groups: group → that other, or nothing.
    """

    def __init__(self, groups: list[Group], weighing: Weighing) -> None:
        self._weighing = weighing
        self.groups: dict[Group, Group | None] = dict.fromkeys(groups)
        for group in groups:
            self.groups[group] = self._other(group)

    def told(self) -> list[Group]:
        """Return the groups that something tells from another."""
        return [group for group, other in self.groups.items() if other is not None]

    def join(self, one: Group, other: Group) -> None:
        """Make two groups one; whom one of them was told from is looked at again."""
        gone, whole = (one, other), one | other
        for each in gone:
            del self.groups[each]
        self.groups[whole] = None
        self.groups[whole] = self._other(whole)
        for group, known in self.groups.items():
            if known in gone:
                self.groups[group] = self._other(group)
            elif known is None and self._weighing.doubt(group, whole):
                self.groups[group] = whole

    def _other(self, group: Group) -> Group | None:
        others = (other for other in self.groups if other != group)
        return next((other for other in others if self._weighing.doubt(group, other)), None)


def _with_most(groups: list[Group], weighing: Weighing) -> list[Group]:
    """Join what nothing tells apart to the one that nearly all articles speak of.

    Never of people: a wrong credit harms somebody.
    """
    sizes = {group: len(weighing.profile(group).articles) for group in groups}
    main = max(groups, key=lambda group: (sizes[group], sorted(group)))
    if sizes[main] < _MOST * max((sizes[g] for g in groups if g != main), default=0):
        return groups
    found = []
    for group in groups:
        if group == main or weighing.doubt(main, group):
            found.append(group)
        else:
            why = f"nearly all articles that bear the name speak of this one: {sizes[main]}"
            weighing.join(main, group, why)
    rest = frozenset().union(*(group for group in groups if group not in found))
    return sorted([*(group for group in found if group != main), main | rest], key=sorted)

"""Groups of one family, weighed against each other: what they share, what speaks against them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve import telling
from kg.resolve.profiles import Named, Other, Profile, together

Group = frozenset[Named]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two groups of mentions are one thing, or two.

    Attributes:
        one: of the one.
        other: of the other.
        why: the reason, as words that follow the names.
        same: whether they are one.
    """

    one: Group
    other: Group
    why: str
    same: bool


class Ruling(Reason):
    """What a person decided; ``why`` says who, and why."""

    def parts(self, one: Group, other: Group) -> bool:
        """Return whether it says that two groups are two things."""
        crossed = (self.one & one and self.other & other) or (self.one & other and self.other & one)
        return not self.same and bool(crossed)


class Weighing:
    """What is known of the things of one family.

    Attributes:
        family: works, people, …
        reasons: why they are one, or two, as far as was told.
        rulings: what people decided.
    """

    def __init__(
        self, family: str, given: Mapping[Named, Profile], rulings: Sequence[Ruling]
    ) -> None:
        self.family = family
        self.reasons: list[Reason] = []
        self.rulings = rulings
        self._given = given
        self._profiles: dict[Group, Profile] = {}
        self._doubts: dict[frozenset[Group], telling.Doubt | None] = {}

    def profile(self, group: Group) -> Profile:
        """Return what all articles of a group say of it."""
        if group not in self._profiles:
            self._profiles[group] = together(self._given[thing] for thing in sorted(group))
        return self._profiles[group]

    def shared(self, one: Group, other: Group) -> list[Other]:
        """Return what two groups have in common."""
        return telling.shared(self.profile(one), self.profile(other), self.family)

    def near(self, one: Group, other: Group) -> list[Other]:
        """Return what two groups have in common, or their articles."""
        return telling.near(self.profile(one), self.profile(other), self.family)

    def doubt(self, one: Group, other: Group) -> telling.Doubt | None:
        """Return the gravest reason against two groups being one, a person's decision first."""
        pair = frozenset((one, other))
        if pair not in self._doubts:
            self._doubts[pair] = self._gravest(one, other)
        return self._doubts[pair]

    def _gravest(self, one: Group, other: Group) -> telling.Doubt | None:
        for ruling in self.rulings:
            if ruling.parts(one, other):
                return telling.Doubt(telling.NEVER, ruling.why)
        return telling.doubt(self.profile(one), self.profile(other), self.family)

    def doubted(self, groups: Iterable[Group]) -> bool:
        """Return whether anything among groups of one name speaks against anything else."""
        given = {group: self.profile(group) for group in groups}
        lived = any(each.born or each.aged or each.died for each in given.values())
        unlike: dict[Profile, Group] = {}
        for group, profile in given.items():
            unlike.setdefault(telling.evidence(profile, self.family, lived=lived), group)
        tried = list(unlike.values())
        if any(not ruling.same for ruling in self.rulings):
            tried = list(given)
        return any(self.doubt(a, b) for i, a in enumerate(tried) for b in tried[i + 1 :])

    def name(self, group: Group) -> str:
        """Return the longest name of a group, in quotation marks."""
        return f"“{max(self.profile(group).names, key=lambda name: (len(name), name))}”"

    def join(self, one: Group, other: Group, why: str) -> None:
        """Tell why two groups are one thing."""
        self.reasons.append(Reason(one, other, why, same=True))

    def part(self, one: Group, other: Group, why: str) -> None:
        """Tell why two groups are two things."""
        self.reasons.append(Reason(one, other, why, same=False))


class Homes:
    """Groups, and the whole that each has become a part of (Tarjan's disjoint sets)."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._above = {group: group for group in groups}

    def __getitem__(self, group: Group) -> Group:
        while self._above[group] != group:
            self._above[group] = self._above[self._above[group]]
            group = self._above[group]
        return group

    def join(self, one: Group, other: Group) -> None:
        """Make two wholes one."""
        whole = one | other
        self._above |= {whole: whole, one: whole, other: whole}

    def wholes(self) -> list[Group]:
        """Return what there is in the end, in order."""
        return sorted({self[group] for group in list(self._above)}, key=sorted)


def beside(shared: Sequence[Other]) -> str:
    """Return what two groups share, as words; nothing where it is nothing."""
    shown = [f"“{each.shown}”" for each in shared[:3]]
    return f"both stand beside {', '.join(shown)}" if shown else ""

"""Groups of different names that may be one thing: joined where they share enough."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.resolve.weighing import Group, Homes, Weighing, beside


class Candidate(NamedTuple):
    """Two groups that may be one thing.

    Attributes:
        one: the one.
        other: the other.
        why: why they may be.
        needs: how much they must share to be.
    """

    one: Group
    other: Group
    why: str
    needs: int


def joined(
    groups: Sequence[Group], candidates: Iterable[Candidate], weighing: Weighing
) -> list[Group]:
    """Return the groups, those of candidates joined where nothing else could be meant, in order."""
    fit: dict[frozenset[Group], Candidate] = {}
    for each in candidates:
        if refusal := _refusal(each, weighing):
            weighing.part(each.one, each.other, refusal)
        else:
            fit.setdefault(frozenset((each.one, each.other)), each)
    choices: dict[Group, set[Group]] = defaultdict(set)
    for each in fit.values():
        choices[each.one].add(each.other)
        choices[each.other].add(each.one)
    homes = Homes(groups)
    for each in sorted(fit.values(), key=lambda one: _strongest_first(one, weighing)):
        rivals = [
            *(choices[each.one] - choices[each.other] - {each.other}),
            *(choices[each.other] - choices[each.one] - {each.one}),
        ]
        one, other = homes[each.one], homes[each.other]
        doubt = weighing.doubt(one, other)
        if rivals:
            names = ", ".join(sorted({weighing.name(rival) for rival in rivals}))
            weighing.part(each.one, each.other, f"{each.why}, and it may as well be {names}")
        elif doubt and doubt.needs > len(weighing.near(one, other)):
            weighing.part(each.one, each.other, f"{each.why}, but {doubt.reason}")
        elif one != other:
            common = beside(weighing.near(each.one, each.other))
            weighing.join(each.one, each.other, f"{each.why}; {common}" if common else each.why)
            homes.join(one, other)
    return homes.wholes()


def _refusal(candidate: Candidate, weighing: Weighing) -> str:
    """Return why the groups of a candidate are two things; nothing where they may be one."""
    one, other, why, needs = candidate
    both = weighing.profile(one).articles & weighing.profile(other).articles
    if both:
        return f"{why}, but the article “{min(both)}” names both"
    common = weighing.near(one, other)
    doubt = weighing.doubt(one, other)
    if doubt and doubt.needs > len(common):
        return f"{why}, but {doubt.reason}"
    if len(common) < needs:
        return f"{why}, and they share {'too little' if common else 'nothing'}"
    return ""


def _strongest_first(candidate: Candidate, weighing: Weighing) -> tuple[object, ...]:
    common = weighing.near(candidate.one, candidate.other)
    return -len(common), sorted(candidate.one), sorted(candidate.other)

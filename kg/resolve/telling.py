"""What speaks for two namesakes being one thing, and what against: reasons, never a score.

Each doubt says how many shared things outweigh it. One that nothing outweighs is a fact of the
world: who died in 1950 did not play in 2004.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from kg import patterns
from kg.resolve.knowledge import knowledge
from kg.resolve.likeness import plain
from kg.resolve.profiles import Other, Profile

NEVER = 1_000
"""More shared things than any two have."""
_LONG = 10  # years after a death in which no work of the dead comes out
_CHILD = 3  # the youngest at work
_OLDEST = 95  # nobody is older at work
_CROWD = 3  # so many people, and none in common
_TWO = 2


class Doubt(NamedTuple):
    """A reason against one thing, and how many shared things outweigh it."""

    needs: int
    reason: str


def shared(one: Profile, other: Profile, family: str) -> list[Other]:
    """Return what two things have in common, of the families that count for theirs, sorted."""
    return _common(one.beside, other.beside, family)


def near(one: Profile, other: Profile, family: str) -> list[Other]:
    """Return what two things have in common, or the articles that name them, sorted."""
    return _common(one.beside | one.near, other.beside | other.near, family)


def _common(one: AbstractSet[Other], other: AbstractSet[Other], family: str) -> list[Other]:
    counts = knowledge().shared.get(family, frozenset())
    mine, theirs = ({(each.family, each.name) for each in side} for side in (one, other))
    both = {key for key in mine & theirs if key[0] in counts}
    shown: dict[tuple[str, str], str] = {}
    for each in one | other:
        key = (each.family, each.name)
        if key in both:
            shown[key] = min(each.shown, shown.get(key, each.shown))
    return [Other(*key, shown[key]) for key in sorted(shown)]


def doubt(one: Profile, other: Profile, family: str) -> Doubt | None:
    """Return the gravest reason against two profiles of a family being of one thing.

    Of profiles in either order it is the same; none where nothing speaks against it.
    """
    sort = {"Person": _of_people, "CreativeWork": _of_works}.get(family, _of_others)
    return max((*sort(one, other), *sort(other, one)), default=None)


def _of_others(one: Profile, other: Profile) -> Iterator[Doubt]:
    names = [{plain(name) for name in each.names} for each in (one, other)]
    if one.never & (names[1] - names[0]):
        yield Doubt(NEVER, "an article tells that one is of the other’s family, or made after it")


def evidence(profile: Profile, family: str, *, lived: bool) -> Profile:
    """Return only what of a profile may speak against another: most have nothing, or the same.

    Args:
        profile: the whole.
        family: of what.
        lived: whether any of its namesakes is said to be born or dead.
    """
    if family == "Person":
        return Profile(
            born=profile.born,
            aged=profile.aged,
            died=profile.died,
            active=profile.active if lived else frozenset(),
            told=profile.told if lived else frozenset(),
            jobs=profile.jobs,
            credits=profile.credits,
        )
    people = frozenset(each for each in profile.beside if each.family == "Person")
    return replace(
        profile,
        articles=frozenset(),
        names=frozenset(),
        never=frozenset(),
        called=frozenset(),
        near=frozenset(),
        beside=people if len(people) >= _CROWD else frozenset(),
    )


def _of_people(one: Profile, other: Profile) -> Iterator[Doubt]:
    yield from _of_others(one, other)
    years = knowledge().years
    if one.died and other.active:
        last, busy = max(one.died), max(other.active)
        if busy > last + years.after:
            grave = busy >= last + _LONG
            yield Doubt(NEVER if grave else 1, f"one died in {last}, the other worked in {busy}")
    if one.died and other.told and min(other.told) >= max(one.died) + years.told:
        yield Doubt(1, f"one died in {max(one.died)}, the other is credited in {min(other.told)}")
    if one.born and other.told and min(other.told) > max(one.born) + _OLDEST:
        yield Doubt(1, f"one was born in {max(one.born)}, the other worked in {min(other.told)}")
    born, busy_years = one.born or one.aged, other.active | other.told
    if born and busy_years and min(busy_years) < min(born) + _CHILD:
        first, busy = min(born), min(busy_years)
        yield Doubt(NEVER, f"one was born in {first}, the other worked in {busy}")
    for mine, theirs, gap in (
        (one.born, other.born, years.birth),
        (one.born, other.aged, years.birth),
        (one.aged, other.aged, years.birth + 1),
    ):
        if _apart(mine, theirs, gap):
            yield Doubt(1, f"one was born in {_either(mine, theirs)}")
    if _apart(one.died, other.died, years.death):
        yield Doubt(1, f"one died in {_either(one.died, other.died)}")
    work = [each.jobs | {c.casefold() for c in each.credits} for each in (one, other)]
    spheres = [_spheres(each) for each in work]
    if spheres[0] and spheres[1] and not spheres[0] & spheres[1]:
        yield Doubt(1, f"the work of one is {_either(*work)}")


def _of_works(one: Profile, other: Profile) -> Iterator[Doubt]:
    yield from _of_others(one, other)
    if one.within and other.within and not one.within & other.within:
        yield Doubt(NEVER, f"one is {_either(one.within, other.within)}")
    yield from _of_forms(one, other)
    yield from _of_years(one, other)
    yield from _of_makers(one, other)
    if one.origins and other.origins and not one.origins & other.origins:
        yield Doubt(1, f"one is from {_either(one.origins, other.origins)}")
    factual = knowledge().genres
    if one.sorts & factual and other.sorts and not other.sorts & factual:
        yield Doubt(1, f"one is a {_listed(one.sorts & factual)}, the other none")


def _of_forms(one: Profile, other: Profile) -> Iterator[Doubt]:
    for forms, needs in ((_forms, NEVER), (_told_forms, 1)):
        mine, theirs = forms(one), forms(other)
        if mine and theirs and not mine & theirs:
            yield Doubt(needs, f"one is told of as {_either(mine, theirs)}")
    if _specific(one.kinds) and _specific(other.kinds) and not one.kinds & other.kinds:
        yield Doubt(1, f"one is {_either(one.kinds, other.kinds)}")


def _of_years(one: Profile, other: Profile) -> Iterator[Doubt]:
    years = knowledge().years
    if _apart(one.dated, other.dated, years.work):
        needs = _TWO if _apart(one.dated, other.dated, years.anew) else 1
        yield Doubt(needs, f"one is of {_either(one.dated, other.dated)}")
    if one.dated and other.planned and not other.dated:
        out, planned = max(one.dated), max(other.planned)
        if planned > out + years.work:
            needs = _TWO if planned >= out + years.anew else 1
            yield Doubt(needs, f"one came out in {out}, the other was planned in {planned}")
    if one.told and other.dated and min(other.dated) >= min(one.told) + years.anew:
        yield Doubt(1, f"one was made by {min(one.told)}, the other came out in {min(other.dated)}")
    if one.out and other.dated and min(other.dated) > min(one.out) + years.work:
        yield Doubt(1, f"one was out by {min(one.out)}, the other came out in {min(other.dated)}")


def _of_makers(one: Profile, other: Profile) -> Iterator[Doubt]:
    people = [{o.name for o in each.beside if o.family == "Person"} for each in (one, other)]
    fewest = min(map(len, people))
    if people[0] & people[1] or fewest < _TWO:
        return
    if fewest >= _CROWD:
        yield Doubt(1, f"of {len(people[0])} and {len(people[1])} people they share none")
    for role in sorted(_roles(one.makers) & _roles(other.makers)):
        mine, theirs = ({m for m in each.makers if m.startswith(role)} for each in (one, other))
        if not mine & theirs:
            said = _either(*({m.removeprefix(role) for m in makers} for makers in (mine, theirs)))
            yield Doubt(1, f"the {role.strip(': ')} of one is {said}, and they share nobody")


def _apart(one: AbstractSet[int], other: AbstractSet[int], gap: int) -> bool:
    return bool(one and other) and min(abs(a - b) for a in one for b in other) >= gap


def _spheres(jobs: Iterable[str]) -> frozenset[str]:
    known = knowledge().spheres
    return frozenset().union(*(known.get(job, frozenset()) for job in jobs))


def _forms(profile: Profile) -> frozenset[str]:
    known = knowledge().forms
    return frozenset(known[kind] for kind in profile.kinds if kind in known)


def _told_forms(profile: Profile) -> frozenset[str]:
    """Return the only form of work that all is told of; none where it is told of several."""
    told_of = knowledge().told_of
    forms = frozenset(told_of[each] for each in profile.credits if each in told_of)
    return forms if len(forms) == 1 else frozenset()


def _specific(kinds: AbstractSet[str]) -> bool:
    """Tell whether a work has one kind only, and none that stands for others."""
    known = knowledge().forms
    return len(kinds) == 1 and all(
        kind in known and not any(patterns.is_a(each, kind) for each in known if each != kind)
        for kind in kinds
    )


def _roles(makers: Iterable[str]) -> frozenset[str]:
    return frozenset(maker.partition(": ")[0] + ": " for maker in makers)


def _either(one: Iterable[object], other: Iterable[object]) -> str:
    return ", the other ".join(sorted((_listed(one), _listed(other))))


def _listed(values: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, values)))

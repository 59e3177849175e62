"""What is written into the identifiers of things of one name, so that they differ."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kg.resolve.profiles import Profile, together
from kg.resolve.weighing import Group

_PARTS: tuple[Callable[[Profile], str], ...] = (
    lambda told: ", ".join(sorted(told.within)),
    lambda told: str(min(told.dated or told.born, default="")),
    lambda told: ", ".join(sorted(told.makers)),
    lambda told: str(min(told.died, default="")),
    lambda told: ", ".join(sorted(told.jobs)),
    lambda told: ", ".join(sorted(told.kinds)),
    lambda told: min(told.articles),
)
"""What may tell namesakes apart, the best first: a year, the makers …, the first article."""


def told_apart(groups: Mapping[Group, Sequence[Profile]]) -> dict[Group, str]:
    """Return what tells each group from the others of its name; nothing where there is no other.

    It is the first that each has, and has alone; so that another article seldom alters it.
    """
    if len(groups) == 1:
        return dict.fromkeys(groups, "")
    known = {group: together(profiles) for group, profiles in groups.items()}
    found: dict[Group, str] = {}
    for part in _PARTS:
        texts = {group: part(told) for group, told in known.items() if group not in found}
        counts = Counter(texts.values())
        found |= {g: text for g, text in texts.items() if text and counts[text] == 1}
    return {group: found.get(group, f"{min(group)}") for group in groups}

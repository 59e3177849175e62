"""Where the facts that are missed get lost on the way from mentions to facts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import kg
from kg.evaluate import Fact
from kg.extract import labels, learned
from kg.extract.reader import Told
from kg.extract.things import Seen
from kg.model import Article

STAGES = (
    "subject not seen",
    "object not seen",
    "not read at all",
    "read of another subject",
    "read, not surely enough, in one sentence",
    "read, not surely enough, across sentences",
    "read, then lost to a rule or a value",
)
_LIKELY = 0.5


def losses(articles: Path, missed: Sequence[Fact]) -> Counter[str]:
    """Count where missed facts were lost.

    Args:
        articles: the folder of their texts.
        missed: gold facts that were not said.
    """
    found: Counter[str] = Counter()
    for name in sorted({fact["article"] for fact in missed}):
        article = next(iter(kg.read.articles([articles / f"{name}.txt"])))
        seen = kg.extract.survey(article)
        found.update(
            _lost(article, fact, seen.mentions, seen.told)
            for fact in missed
            if fact["article"] == name
        )
    return found


def _lost(article: Article, fact: Fact, mentions: Sequence[Seen], told: Sequence[Told]) -> str:
    subjects, objects = _names(fact, "subject"), _names(fact, "object")
    relation: Mapping[str, str] = labels.table()["relations"].get(fact["relation"], {})
    if not any(one.name.casefold() in subjects for one in mentions if one.name):
        return STAGES[0]
    named = any(one.name.casefold() in objects for one in mentions if one.name)
    valued = any(
        fact["start"] <= one.span.start < fact["end"]
        for one in mentions
        if relation.get("object", "any") == "any" or one.type.upper() in relation["object"]
    )
    if not named and not valued:
        return STAGES[1]
    alike = [
        one
        for one in told
        if one.relation == fact["relation"] and (not named or one.object.name.casefold() in objects)
    ]
    same = [one for one in alike if one.subject.name.casefold() in subjects]
    if not same:
        return STAGES[3] if any(one.score > _LIKELY for one in alike) else STAGES[2]
    best = max(same, key=lambda one: one.score)
    if best.score >= learned.needed(article, best):
        return STAGES[6]
    return STAGES[4] if learned.near(article, best) else STAGES[5]


def _names(fact: Fact, slot: str) -> set[str]:
    others: Iterable[str] = fact.get("aliases", {}).get(slot, ())
    return {str(name).casefold() for name in (fact[slot], *others)}

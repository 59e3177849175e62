"""What is extracted, scored against facts that a person found in the same articles.

The measure: a fact is right when a gold fact of the same article and relation has the same subject
and object, case, accents, punctuation and a leading article taken away; the gold's aliases count as
the same. Prizes and nominations differ by category. Each gold fact is matched once.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.extract import labels

Fact = Mapping[str, Any]
"""A flat fact, as ``kg facts --format jsonl`` writes it."""

_UNSCORED = frozenset({"chart", "count", "kind", "organisation", "role", "section", "week"})
"""Qualifiers that the gold need not give."""

_PRIZES = frozenset({"awardReceived", "nominatedFor"})
"""Relations that are told apart by category."""

_WIDEST = 400
"""Characters: a passage of so many is never too long."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, said, and in the gold."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was said."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean.

        >>> round(Tally(right=3, said=4, gold=6).f1, 2)
        0.6
        """
        total = self.said + self.gold
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How extraction did on articles with gold facts.

    Attributes:
        facts: all of them.
        relations: by relation.
        statuses: by status of the gold, where the status is right too.
        voices: by voice of the gold, where the voice is right too.
        qualifiers: by name of the qualifier, of the facts that are right.
        evidence: the share of right facts whose passage covers half of the gold's and is not
            longer than 400 characters or twice the gold's.
        wrong: what was said and is not in the gold.
        missed: what is in the gold and was not said.
    """

    facts: Tally
    relations: Mapping[str, Tally]
    statuses: Mapping[str, Tally]
    voices: Mapping[str, Tally]
    qualifiers: Mapping[str, Tally]
    evidence: float
    wrong: Sequence[Fact]
    missed: Sequence[Fact]


def score(gold: Iterable[Fact], said: Iterable[Fact]) -> Score:
    """Score facts against gold facts; articles that the gold does not cover are left out."""
    asked = list({_key(fact): fact for fact in gold}.values())
    covered = {fact["article"] for fact in asked}
    told = list({_key(f): f for f in said if f["article"] in covered}.values())
    pairs = _matched(asked, told)
    used = {id(fact) for pair in pairs for fact in pair}
    cited = [_cites(one, other) for one, other in pairs]
    return Score(
        facts=Tally(len(pairs), len(told), len(asked)),
        relations=_by("relation", pairs, told, asked, lambda _one, _other: True),
        statuses=_by("status", pairs, told, asked, lambda a, b: a["status"] == b["status"]),
        voices=_by("voice", pairs, told, asked, lambda a, b: a["voice"] == b["voice"]),
        qualifiers=_qualifiers(pairs),
        evidence=sum(cited) / len(cited) if cited else 0.0,
        wrong=[fact for fact in told if id(fact) not in used],
        missed=[fact for fact in asked if id(fact) not in used],
    )


@cache
def qualifiers() -> frozenset[str]:
    """Return the names of the qualifiers that are scored: those read, but for a few."""
    return frozenset(labels.table()["qualifiers"]) - _UNSCORED


def read(path: Path) -> list[Fact]:
    """Return the flat facts of a file of JSON lines.

    Raises:
        ReadError: it cannot be read, or a line is no flat fact.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(path, "it cannot be read", "Give flat facts as JSON lines") from error
    facts = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            facts.append(_checked({"status": "actual", "voice": "article", **json.loads(line)}))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            problem = f"line {number} is no flat fact ({error!r})"
            raise ReadError(path, problem, "Write one fact a line, as “kg facts” does") from error
    return facts


def _checked(fact: Fact) -> Fact:
    """Return a fact that has all that is compared, each of its sort; else fail as Python does."""
    hash((_key(fact), fact["status"], fact["voice"]))
    _values(fact), _cites(fact, fact), _names(fact, "subject"), _names(fact, "object")
    return fact


def _plain(text: object) -> str:
    """Return a name as it is compared.

    >>> _plain("The Élan: “Tide”"), _plain("$22.5m")
    ('elan tide', '$22.5m')
    """
    told = unicodedata.normalize("NFKD", str(text)).casefold()
    told = "".join(c for c in told if not unicodedata.combining(c))
    told = re.sub(r"[^\w\s£$€%.-]", "", told)
    told = re.sub(r"(?<!\d)[.-]|[.-](?!\d)", " ", told)
    return re.sub(r"^(the|a|an)\s+", "", " ".join(told.split())).strip()


def _names(fact: Fact, slot: str) -> set[str]:
    return {_plain(fact[slot]), *map(_plain, fact.get("aliases", {}).get(slot, ()))}


def _category(fact: Fact) -> str:
    if fact["relation"] not in _PRIZES:
        return ""
    return _plain(fact.get("qualifiers", {}).get("category", ""))


def _key(fact: Fact) -> tuple[str, ...]:
    ends = _plain(fact["subject"]), fact["relation"], _plain(fact["object"])
    return fact["article"], *ends, _category(fact)


def _matched(gold: Sequence[Fact], said: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Pair what says the same: first where the categories agree, then where none was said."""
    waiting: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in gold:
        waiting[fact["article"], fact["relation"]].append(fact)
    pairs: list[tuple[Fact, Fact]] = []
    used: set[int] = set()
    for strict in (True, False):
        for fact in said:
            if id(fact) in used or (not strict and _category(fact)):
                continue
            for one in waiting[fact["article"], fact["relation"]]:
                if (
                    id(one) not in used
                    and (not strict or _category(one) == _category(fact))
                    and _plain(fact["subject"]) in _names(one, "subject")
                    and _plain(fact["object"]) in _names(one, "object")
                ):
                    pairs.append((one, fact))
                    used |= {id(one), id(fact)}
                    break
    return pairs


def _by(
    name: str,
    pairs: Sequence[tuple[Fact, Fact]],
    said: Sequence[Fact],
    gold: Sequence[Fact],
    right: Callable[[Fact, Fact], bool],
) -> dict[str, Tally]:
    hits = Counter(one[name] for one, other in pairs if right(one, other))
    told, asked = (Counter(fact[name] for fact in facts) for facts in (said, gold))
    return {key: Tally(hits[key], told[key], asked[key]) for key in sorted({*told, *asked})}


def _qualifiers(pairs: Sequence[tuple[Fact, Fact]]) -> dict[str, Tally]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, other in pairs:
        asked, told = _values(one), _values(other)
        for place, part in enumerate((asked & told, told, asked)):
            for name, _ in part:
                counts[name][place] += 1
    return {name: Tally(*counts[name]) for name in sorted(counts)}


def _values(fact: Fact) -> set[tuple[str, str]]:
    found = set()
    for name, value in fact.get("qualifiers", {}).items():
        if name in qualifiers():
            found |= {(name, _plain(v)) for v in (value if isinstance(value, list) else [value])}
    return found


def _cites(gold: Fact, said: Fact) -> bool:
    length: int = gold["end"] - gold["start"]
    shared: int = min(said["end"], gold["end"]) - max(said["start"], gold["start"])
    wide: int = said["end"] - said["start"]
    return shared >= length / 2 and wide <= max(_WIDEST, 2 * length)

"""The seed article's graph, measured against its gold by meaning.

matches.toml says what our graph must hold for each fact of the gold. A gold fact is *found* when
every statement of its entry is a fact of the graph whose triples all stand in the film graph, with

- the gold's status: actual, planned or superseded;
- fiction as fiction, told of a character in the story's voice, and nothing else in that voice;
- a passage in the gold's sentence, or over the gold's words, which says it outright where the
  gold is explicit, and in the words of the person whom the gold attributes it to, if any.

It is *elsewhere* when only such a passage is wanting, and *missing* otherwise.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golden.seed.told import Passage, Said, Told, asked

from kg.graph import Graph

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "data" / "gold" / "seed"
GROUPS = {"Opinion": "opinion", "QuotedSpeech": "quotation", "Diegetic": "fiction"}
STATUS = {"Plan": "Planned", "Superseded": "Superseded"}
NO_FICTION = {"kind", "name", "character"}  # that a work has such a character is true of the work
IMPLIED = "implied: "  # before a statement that may be implied where the gold is explicit
SHOWN = 3  # how many facts are told instead of a missed one


@dataclass(frozen=True)
class Gold:
    """A fact of the gold."""

    id: str
    sentence: str
    start: int
    end: int
    quote: str
    basis: str
    modality: str
    gloss: str
    speaker: str

    @property
    def group(self) -> str:
        """One of told, opinion, quotation, fiction, for what is explicit; or implied."""
        return "implied" if self.basis == "implied" else GROUPS.get(self.modality, "told")

    @property
    def status(self) -> str:
        return STATUS.get(self.modality, "Actual")


@dataclass(frozen=True)
class Entry:
    """What our graph must hold for a fact of the gold."""

    holds: list[str] = field(default_factory=list)
    ask: str = ""
    lost: str = ""


@dataclass(frozen=True)
class Verdict:
    """What becomes of a fact of the gold."""

    gold: Gold
    grade: str  # found, elsewhere or missing
    why: str = ""

    def __str__(self) -> str:
        return f"{self.gold.id} {self.gold.group}, {self.grade}: {self.gold.gloss} — {self.why}"


def gold() -> list[Gold]:
    """Return the facts of the gold, in its order."""
    lines = (GOLD / "gold_seed.jsonl").read_text("utf-8").splitlines()
    return [_gold(json.loads(line)) for line in lines]


def entries() -> dict[str, Entry]:
    """Return the table of matches: gold id → entry."""
    return {key: Entry(**entry) for key, entry in _table().items() if key != "sentences"}


def sentences() -> dict[str, tuple[int, int]]:
    """Return the gold's sentences: id → range."""
    return {key: (start, end) for key, (start, end) in _table()["sentences"].items()}


def verdicts(graph: Graph) -> list[Verdict]:
    """Return what becomes of each fact of the gold, in its order."""
    told, table, ranges = Told(graph), entries(), sentences()
    found = []
    for fact in gold():
        entry = table[fact.id]
        if entry.ask:
            held = asked(graph, entry.ask)
            found.append(Verdict(fact, *(("found",) if held else ("missing", "not said"))))
        elif entry.lost:
            found.append(Verdict(fact, "missing", entry.lost))
        else:
            judged = [_judged(told, line, fact, ranges[fact.sentence]) for line in entry.holds]
            found.append(Verdict(fact, *max(judged)[1:]))
    return found


def _judged(told: Told, line: str, fact: Gold, where: tuple[int, int]) -> tuple[int, str, str]:
    """Return how bad it is, the grade, and why."""
    statement = line.removeprefix(IMPLIED)
    alike = told.fitting(statement)
    if not alike:
        return 2, "missing", f"no “{statement}”{_instead(told, fact)}"
    right = [said for said in alike if _rightly(said, fact)]
    if not right:
        said = "; ".join(f"{each} ({each.status})" for each in alike)
        return (
            2,
            "missing",
            f"as another status, as fiction or not, or not in the film graph: {said}",
        )
    explicit = fact.basis == "explicit" and statement == line
    passages = [(said, passage) for said in right for passage in said.passages]
    if any(_cited(said, passage, fact, where, explicit=explicit) for said, passage in passages):
        return 0, "found", ""
    shown = sorted({f"“{p.quote}” ({p.basis}, {p.voice})" for _, p in passages})
    return 1, "elsewhere", f"“{statement}” is there, by {'; '.join(shown)}"


def _rightly(said: Said, fact: Gold) -> bool:
    """Return whether it stands in the film graph with the gold's status, fiction as fiction."""
    fiction = fact.modality == "Diegetic"
    fits = said.diegetic or said.relation in NO_FICTION if fiction else not said.diegetic
    return said.stands and said.status == fact.status and fits


def _cited(
    said: Said, passage: Passage, fact: Gold, where: tuple[int, int], *, explicit: bool
) -> bool:
    over = passage.start < fact.end and fact.start < passage.end
    inside = where[0] <= passage.start and passage.end <= where[1]
    if said.diegetic:
        voice = passage.voice == "StoryVoice"
    else:
        voice = passage.voice == ("QuotedVoice" if fact.speaker else "ArticleVoice")
    outright = passage.basis == "Explicit" or not explicit
    return (over or inside) and voice and outright and passage.speaker == fact.speaker


def _instead(told: Told, fact: Gold) -> str:
    """Return what the graph says in the gold's words instead: by the shortest passages."""
    over = [
        (passage.end - passage.start, str(said))
        for said in told.facts
        for passage in said.passages
        if passage.start < fact.end
        and fact.start < passage.end
        and said.relation not in {"kind", "name"}
    ]
    lines = list(dict.fromkeys(line for _, line in sorted(over)))[:SHOWN]
    return f"; there: {'; '.join(lines)}" if lines else "; nothing there"


def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "matches.toml").read_text("utf-8"))


def _gold(record: Mapping[str, Any]) -> Gold:
    speaker = (record["attributed_to"] or "").removeprefix("person:").replace("-", " ").title()
    named = {name: record[name] for name in Gold.__dataclass_fields__ if name != "speaker"}
    return Gold(**named, speaker=speaker)

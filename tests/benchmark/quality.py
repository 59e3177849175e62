"""Measure what is read against the facts that people found in the same articles.

    python tests/benchmark/quality.py

Writes docs/quality.md and data/model/precision.toml. Needs ../shared/eval beside the checkout, and
some minutes on two cores. Of what was not looked at, figures alone are told.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from losses import STAGES, losses

import kg
from kg.evaluate import Fact, Score, Tally

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold"
SHARED = ROOT.parent / "shared" / "eval" / "data"


@dataclass(frozen=True, slots=True)
class Part:
    """Articles with gold facts.

    Attributes:
        name: what the page calls them.
        facts: the file of their facts.
        articles: the folder of their texts.
        seen: whether they were looked at while rules were written.
        ours: whether the precision of relations is measured on them: not on a single article,
            nor on what the networks were trained on.
    """

    name: str
    facts: Path
    articles: Path
    seen: bool
    ours: bool = True


PARTS = (
    Part(
        "own corpus, open half",
        GOLD / "open/facts.jsonl",
        GOLD / "open/articles",
        seen=True,
        ours=False,
    ),
    Part("own corpus, blind half", GOLD / "blind/facts.jsonl", GOLD / "blind/articles", seen=False),
    Part(
        "seed article",
        SHARED / "seed_gold.jsonl",
        ROOT / "data" / "articles",
        seen=True,
        ours=False,
    ),
    Part("shared news, open", SHARED / "news_gold_open.jsonl", SHARED / "news", seen=True),
    Part("shared news, aside", SHARED / "news_gold_aside.jsonl", SHARED / "news", seen=False),
)
SETTINGS = {"with the networks": True, "rules alone": False}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a part's gold holds, and what is said of its articles in each setting."""

    gold: Sequence[Fact]
    said: Mapping[str, Sequence[Fact]]


def measured(part: Part) -> Measured:
    """Read the articles of a part once in each setting."""
    gold = kg.evaluate.read(part.facts)
    names = sorted({fact["article"] for fact in gold})
    articles = list(kg.read.articles([part.articles / f"{name}.txt" for name in names]))
    said = {}
    for setting, trained in SETTINGS.items():
        claims = [c for article in articles for c in kg.extract.claims(article, trained=trained)]
        graph = kg.assemble.graph(kg.resolve.facts(claims), articles=articles)
        accepted, _, _ = kg.check.gate(graph)
        said[setting] = [row.record() for row in kg.assemble.table(accepted, as_told=True)]
    return Measured(gold, said)


def together(parts: Sequence[Measured], setting: str) -> Score:
    """Score several parts as one."""
    gold = [fact for part in parts for fact in part.gold]
    return kg.evaluate.score(gold, [fact for part in parts for fact in part.said[setting]])


FIGURES = (
    *("precision", "recall", "F1", "right", "said", "gold"),
    *("status", "voice", "qualifiers", "evidence", "not actual"),
)

# ---- The page ----------------------------------------------------------------------------

HEAD = """\
# Quality

What `kg facts` says of articles, beside the facts that a person found in them before: written by

```sh
python tests/benchmark/quality.py
```

with kg {version}, each article read once with the trained networks of `data/model` and once by the
rules alone. A fact is right when a gold fact of its article and relation has the same subject and
object (`kg/evaluate.py`). Of the facts that are right, **status**, **voice** and **evidence** give
the share that has the gold's status, its voice, and a passage that covers the gold's;
**qualifiers** is the F1 of their values. **Not actual** is the recall of planned, superseded and
denied facts, status included.

What was not **looked at** was never read by whoever writes rules or trains networks: its figures
alone were seen. The networks were trained on the open half of the own corpus among others, so that
its figures with the networks are better than those of a new article."""

EACH = """\
`data/model/precision.toml` has the precision of each relation on the blind half and the shared news
together, as (right + 1) / (said + 2): what `kg facts --min-precision` goes by."""

LOST = """\
Each missed fact, by the first step on the way that loses it (`tests/benchmark/losses.py`)."""

OTHERS = """\
`python tests/benchmark/shared_eval.py`: sentences of Text2KGBench (`movie`, `film`), Wikipedia
articles of Re-DocRED (`documents`), casts in the openings of Wikipedia articles (`openings`),
titles and people by exact span in the shared news (`spans`)."""


def page(parts: Mapping[Part, Measured], others: str) -> Iterator[str]:
    """Yield the blocks of docs/quality.md."""
    yield HEAD.format(version=kg.__version__)
    yield table(
        ("texts", "articles", "facts", "looked at"), [told(*item) for item in parts.items()]
    )
    groups: dict[str, list[Measured]] = {part.name: [here] for part, here in parts.items()}
    sides = {
        name: [here for part, here in parts.items() if part.seen is seen]
        for name, seen in (("looked at", True), ("not looked at", False))
    }
    groups |= {f"all that was {name}": side for name, side in sides.items()}
    yield "## All facts"
    yield table(
        ("texts", "read", *FIGURES),
        [
            (name, setting, *figures(together(group, setting)))
            for name, group in groups.items()
            for setting in SETTINGS
        ],
    )
    first = next(iter(SETTINGS))
    yield "## Where missed facts are lost"
    yield LOST
    lost = {
        part.name: losses(part.articles, together([here], first).missed)
        for part, here in parts.items()
    }
    yield table(
        ("texts", *STAGES),
        [(name, *(str(tally[stage]) for stage in STAGES)) for name, tally in lost.items()],
    )
    scores = [together(side, first) for side in sides.values()]
    for what in ("relation", "status", "voice", "qualifier"):
        yield f"## By {what}, {first}"
        if what == "relation":
            yield EACH
        yield beside(what, list(sides), [tallies(score, what) for score in scores])
    yield "## Other benchmarks"
    yield OTHERS
    yield f"```\n{others}\n```"


def told(part: Part, here: Measured) -> tuple[str, ...]:
    """Return what a part is, as a row."""
    articles = {fact["article"] for fact in here.gold}
    facts = kg.evaluate.score(here.gold, ()).facts.gold
    return part.name, str(len(articles)), f"{facts:,}", "yes" if part.seen else "no"


def figures(score: Score) -> tuple[str, ...]:
    """Return the figures of all facts, as the cells of a row."""
    every, right = score.facts, score.facts.right
    other = [tally for name, tally in score.statuses.items() if name != "actual"]
    return (
        *cells(every, f1=True),
        share(added(score.statuses.values()).right, right),
        share(added(score.voices.values()).right, right),
        f"{added(score.qualifiers.values()).f1:.3f}",
        f"{score.evidence:.3f}",
        share(added(other).right, added(other).gold),
    )


def cells(tally: Tally, *, f1: bool = False) -> tuple[str, ...]:
    """Return precision and recall, perhaps F1, then the counts."""
    middle = (f"{tally.f1:.3f}",) if f1 else ()
    shares = share(tally.right, tally.said), share(tally.right, tally.gold)
    return (*shares, *middle, str(tally.right), str(tally.said), str(tally.gold))


def share(part: int, whole: int) -> str:
    """Return a share, or a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "–"


def added(tallied: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    counts = [(tally.right, tally.said, tally.gold) for tally in tallied]
    return Tally(*map(sum, zip(*counts, strict=True)))


def tallies(score: Score, what: str) -> Mapping[str, Tally]:
    """Return the tallies of a score by relation, status, voice or qualifier."""
    by = {"relation": score.relations, "status": score.statuses}
    return (by | {"voice": score.voices, "qualifier": score.qualifiers})[what]


def beside(what: str, names: Sequence[str], sides: Sequence[Mapping[str, Tally]]) -> str:
    """Return a table of tallies of what was looked at, and beside them of what was not."""
    columns = [f"{c}, {name}" for name in names for c in ("precision", "recall")]
    counts = [f"right / said / gold, {name}" for name in names]
    rows = []
    for key in sorted({key for side in sides for key in side}):
        here = [cells(side.get(key, Tally())) for side in sides]
        shares = [cell for given in here for cell in given[:2]]
        rows.append((key, *shares, *(" / ".join(given[2:]) for given in here)))
    return table((what, *columns, *counts), rows)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# ---- The precision of each relation ------------------------------------------------------

PRECISION = """\
# How often each relation was right where it was measured: (right + 1) / (said + 2), on both halves
# of the own corpus and the shared news, with the networks. What is not here was never said there.
# Written by tests/benchmark/quality.py; read by “kg facts --min-precision”.

"""


def precision(relations: Mapping[str, Tally]) -> str:
    """Return data/model/precision.toml."""
    lines = (
        f"{name} = {{ precision = {(tally.right + 1) / (tally.said + 2):.3f}, "
        f"right = {tally.right}, said = {tally.said} }}\n"
        for name, tally in sorted(relations.items())
        if tally.said
    )
    return PRECISION + "".join(lines)


def main() -> None:
    """Measure, and write both files."""
    beside_it = Path(__file__).with_name("shared_eval.py")
    with subprocess.Popen([sys.executable, beside_it], stdout=subprocess.PIPE, text=True) as other:
        parts = {part: measured(part) for part in PARTS}
        others, _ = other.communicate()
    if other.returncode:
        sys.exit(other.returncode)
    blocks = page(parts, others.strip())
    (ROOT / "docs" / "quality.md").write_text("\n\n".join(blocks) + "\n", "utf-8", newline="\n")
    ours = [here for part, here in parts.items() if part.ours]
    lines = precision(together(ours, next(iter(SETTINGS))).relations)
    (ROOT / "data" / "model" / "precision.toml").write_text(lines, "utf-8", newline="\n")


if __name__ == "__main__":
    main()

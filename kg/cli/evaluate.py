"""``kg evaluate``: what is extracted, scored against facts that a person found."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import options, screen
from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.evaluate import Fact, Score, Tally

Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help="A folder with facts.jsonl and articles/; or a file of flat facts, with --texts.",
    ),
]
Texts = Annotated[Path | None, typer.Option(help="The folder of the articles.")]
Shown = Annotated[int, typer.Option("--misses", help="How many wrong and missed facts to show.")]


def evaluate(
    gold: Gold,
    texts: Texts = None,
    misses: Shown = 0,
    date: options.Date = None,
    model: options.Model = "",
    jobs: options.Jobs = 1,
) -> None:
    """Score what is extracted against gold facts.

    Prints precision, recall and F1 of all facts, and by relation, status, voice and qualifier;
    with --misses what was wrong and what was missed, beside its words.

    Example: kg evaluate data/gold/open --misses 20
    """
    facts, articles = _found(gold, texts)
    asked = kg.evaluate.read(facts)
    covered = {fact["article"] for fact in asked}
    sources = [str(file) for file in sorted(articles.glob("*.txt")) if file.stem in covered]
    if not sources:
        problem = f"none of the articles of {facts} is in it"
        raise ReadError(articles, problem, "Give the folder of the articles with --texts")
    made = options.built(sources, date, options.BASE, model, jobs)
    rows = [row.record() for row in kg.assemble.table(made.graph, as_told=True)]
    _show(kg.evaluate.score(asked, rows), misses)


def _found(gold: Path, texts: Path | None) -> tuple[Path, Path]:
    if gold.is_dir():
        return gold / "facts.jsonl", texts or gold / "articles"
    return gold, texts or gold.parent / "articles"


def _show(score: "Score", misses: int) -> None:
    columns = ("", "precision", "recall", "F1", "right", "said", "gold")
    screen.table(columns, [_row("facts", score.facts)])
    parts: Mapping[str, Mapping[str, Tally]] = {
        "relation": score.relations,
        "status": score.statuses,
        "voice": score.voices,
        "qualifier": score.qualifiers,
    }
    for name, tallies in parts.items():
        screen.say("")
        screen.table((name, *columns[1:]), [_row(key, tally) for key, tally in tallies.items()])
    screen.say("", f"evidence: {score.evidence:.3f} of the right facts cite the gold's passage")
    for head, facts in (("wrong", score.wrong), ("missed", score.missed)):
        if misses and facts:
            screen.say("", f"{head}:", *map(_line, facts[:misses]))


def _row(name: str, tally: "Tally") -> tuple[str, ...]:
    figures = (f"{n:.3f}" for n in (tally.precision, tally.recall, tally.f1))
    return (name, *figures, str(tally.right), str(tally.said), str(tally.gold))


def _line(fact: "Fact") -> str:
    category = fact.get("qualifiers", {}).get("category", "")
    what = f"{fact['subject']} – {fact['relation']} – {fact['object']} {category}".rstrip()
    return f"{fact['article']}: {what}  “{fact.get('quote', '')}”"

"""``kg lexicon``: the lexicon's own examples, run; or which of its entries found what."""

from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli import screen
from kg.cli.examples import fired, never, tried

if TYPE_CHECKING:
    from kg.errors import ReadError
    from kg.model import Claim

Articles = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Articles: shows which entry finds what in them."),
]


def lexicon(given: Articles = None) -> None:
    """Run the lexicon's own examples, or show which entry finds what in articles.

    The examples say what each way of saying must find, and what it must leave. One that is wrong
    is shown, and the exit code is then 1.

    Of articles: a line for each entry, with the number of its claims and the first of them; then
    the entries that never found anything. Where an entry and the trained reader give the same
    claim, it counts as the entry's.

    Example: kg lexicon data/articles
    """
    if given:
        _show(_claims(given))
        return
    outcomes = tried()
    failed = [each for each in outcomes if each.problem]
    for each in failed:
        told = (f"    {line}" for line in (each.text, *each.seen))
        screen.say(f"{each.entry}: {each.problem}", *told)
    screen.say(f"{len(outcomes)} examples, {len(failed)} wrong")
    raise typer.Exit(1 if failed else 0)


def _claims(given: list[str]) -> "list[Claim]":
    skipped: list[ReadError] = []
    articles = list(kg.read.articles(given, skipped=skipped))
    found: list[Claim] = []
    with screen.progress() as watch:
        for done, article in enumerate(articles, 1):
            found += kg.extract.claims(article)
            watch(done, len(articles), len(found))
    for error in skipped:
        screen.complain(error)
    return found


def _show(claims: "list[Claim]") -> None:
    found = fired(claims)
    rows = ((one.entry, str(one.claims), one.example, one.words) for one in found)
    screen.table(("entry", "claims", "example", "words"), rows)
    if silent := never(found):
        screen.say("", f"never: {', '.join(silent)}")

"""``kg lexicon``: the lexicon's own examples, run."""

import typer

from kg.cli import screen
from kg.cli.examples import tried


def lexicon() -> None:
    """Run the lexicon's own examples.

    They say what each way of saying must find, and what it must leave. One that is wrong
    is shown, and the exit code is then 1.

    Example: kg lexicon
    """
    outcomes = tried()
    failed = [each for each in outcomes if each.problem]
    for each in failed:
        screen.say(f"{each.entry}: {each.problem}", f"    {each.text}")
    screen.say(f"{len(outcomes)} examples, {len(failed)} wrong")
    raise typer.Exit(1 if failed else 0)

"""The command line: one verb a stage, each a few lines over the library.

Exit codes: 0 done; 1 a deliberate error, told in one line; 2 wrong usage; 3 violations.
"""

import logging

import typer

from kg.cli import screen
from kg.cli.build import build
from kg.cli.check import check
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.facts import facts
from kg.cli.lexicon import lexicon
from kg.cli.network import network
from kg.cli.query import query
from kg.errors import KgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    help="Build and question a knowledge graph of films, each fact with the words that say so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _verb in (build, facts, check, query, explain, network, export, lexicon, evaluate):
    app.command(context_settings={"ignore_unknown_options": _verb is query})(_verb)


def main() -> None:
    """Run the command line, and tell a deliberate error in one line."""
    screen.readable()
    logging.getLogger("kg").addHandler(logging.NullHandler())
    try:
        app(prog_name="kg")
    except KgError as error:
        screen.complain(error)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None

"""The command line: one verb a stage, each a few lines over the library.

Exit codes: 0 done; 1 a deliberate error, told in one line; 2 wrong usage; 3 violations.
"""

import logging
from typing import Annotated

import typer

import kg
from kg.cli import screen, signals
from kg.cli.add import add
from kg.cli.build import build
from kg.cli.bulk import bulk
from kg.cli.check import check
from kg.cli.diff import diff
from kg.cli.disputes import disputes
from kg.cli.distribute import distribute
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.facts import facts
from kg.cli.importing import import_
from kg.cli.lexicon import lexicon
from kg.cli.load import load
from kg.cli.network import network
from kg.cli.publish import publish
from kg.cli.query import query
from kg.cli.reconcile import reconcile
from kg.cli.retract import retract
from kg.cli.serve import serve
from kg.errors import KgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:  # noqa: FBT001  as typer calls it
    if asked:
        screen.say(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback(
    help="Build and question a knowledge graph of films, each fact with the words that say so."
)
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    del version  # told before any verb runs


for _verb in (
    build,
    add,
    retract,
    import_,
    reconcile,
    diff,
    facts,
    check,
    disputes,
    query,
    explain,
    network,
    export,
    publish,
    serve,
    bulk,
    distribute,
    load,
    lexicon,
    evaluate,
):
    _name = _verb.__name__.rstrip("_")
    app.command(_name, context_settings={"ignore_unknown_options": _verb is query})(_verb)


def main() -> None:
    """Run the command line, and tell a deliberate error in one line."""
    screen.readable()
    signals.heed()
    logging.getLogger("kg").addHandler(logging.NullHandler())
    try:
        app(prog_name="kg")
    except KgError as error:
        screen.complain(error)
        raise SystemExit(1) from None
    except MemoryError as error:
        screen.complain(error)
        raise SystemExit(1) from None
    except OSError as error:  # the library's own are KgErrors: this is the output's
        screen.complain(error)
        screen.close()
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None

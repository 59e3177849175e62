"""What the verbs that change a store have in common: how far they are, and what came of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import kg
from kg.cli import screen, telling
from kg.errors import StoreError
from kg.namespaces import short

if TYPE_CHECKING:
    from kg.keeping import Grown, Watches


STALE = "files.stale"
"""Stands beside the files of a build while the store may be ahead of them."""
_SELDOM = (500_000, 20, 100)
"""After how many new things the youngest are looked through; how often those, until all are."""


@contextmanager
def keeping_much() -> Iterator[None]:
    """Look seldom for what can be forgotten: what a build makes it needs to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def watched(place: str) -> Iterator["Watches"]:
    """Give watches that show how far the work is: a bar on a terminal, nothing in a pipe."""
    from kg.keeping import Watches  # noqa: PLC0415  it loads what reads articles, and the shapes

    mark = Path(place) / STALE
    if _is_published(place):
        mark.write_text("left behind" if mark.exists() else "changing", "utf-8")
    with keeping_much(), screen.progress() as watch:
        yield Watches(read=watch, sent=watch.sent)


def tell(place: str, grown: "Grown", done: str, *, strict: bool = False) -> None:
    """Tell what came of a change; write the files anew that a build put beside the store.

    Args:
        place: the store.
        grown: what came of it.
        done: what was done, as a word: “added”.
        strict: whether to exit 1 where anything was passed over.
    """
    for error in grown.errors:
        screen.complain(error)
    for each in grown.broken:
        screen.note(f"Kept out: {short(each.focus)} {each.path}".rstrip() + f". {each.message}")
    screen.say(telling.grown(grown, done))
    if _is_published(place):
        _publish(place, changed=bool(grown.done) or grown.corrected)
    if grown.errors and (strict or not (grown.done or grown.unchanged)):
        raise typer.Exit(1)


def _is_published(place: str) -> bool:
    return all((Path(place) / name).is_file() for name in kg.publish.FILES)


def _publish(place: str, *, changed: bool) -> None:
    """Write the files anew where the store changed, now or in a run that was broken off."""
    mark = Path(place) / STALE
    try:
        if changed or mark.read_text("utf-8") == "left behind":
            kg.publish.everything(kg.store.open(place), kg.store.rejected(place), place)
            screen.say(f"written anew in {place}: {', '.join(kg.publish.FILES)}")
    except StoreError as error:
        screen.note(f"The files beside the store are as before. {error}")
        mark.write_text("left behind", "utf-8")
    else:
        mark.unlink(missing_ok=True)

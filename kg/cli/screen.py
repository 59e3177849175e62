"""What a person or a pipe sees: tables and lines on standard output, the rest on standard error."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

_ENDLESS = 100_000
"""The width of a pipe, in columns: there no line is broken."""


def readable() -> None:
    """Let a terminal that lacks a letter show another in its place, and never fail for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(error: Exception) -> None:
    """Tell an error in one line."""
    told = str(error)
    if isinstance(error, OSError):
        told = f"The result cannot be written: {error.strerror}. Write to a place that takes it."
    note(" ".join(told.split()))


def close() -> None:
    """Drop what standard output still holds, which nothing can take any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(line: str) -> None:
    """Tell something beside the results."""
    sys.stderr.write(f"{line}\n")


def say(*lines: str) -> None:
    """Show lines of a result."""
    give("".join(f"{line}\n" for line in lines))


def give(content: str | bytes) -> None:
    """Pass a result on as it is: bytes unaltered, text in UTF-8 where it goes into a pipe."""
    if isinstance(content, str) and sys.stdout.isatty():
        sys.stdout.write(content)
    else:
        sys.stdout.flush()
        raw = content.encode("utf-8") if isinstance(content, str) else content
        sys.stdout.buffer.write(raw)
    sys.stdout.flush()


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something goes on, and for how long: on a terminal, and nothing in a pipe."""
    console = Console(stderr=True)
    quiet = not console.is_terminal or os.environ.get("TERM") == "dumb"
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet) as bar:
        bar.add_task(what, total=None)
        yield


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Show a table: fitted to a terminal, and in a pipe one line a row."""
    shown = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in shown.columns:
        column.overflow = "fold"
    for row in rows:
        shown.add_row(*map(_cell, row))
    width = None if sys.stdout.isatty() else _ENDLESS
    console = Console(width=width, markup=False, highlight=False)
    with console.capture() as captured:
        console.print(shown)
    say(*(line.rstrip() for line in captured.get().splitlines()))


def _cell(value: object) -> Text:
    if isinstance(value, float):
        return Text(f"{value:.3g}")
    return Text("" if value is None else str(value))


class Bar:
    """How far the work is, as a bar."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._task = shown.add_task("reading", total=None)

    def __call__(self, done: int, total: int, claims: int) -> None:
        """Show how many articles are done, of all where that is known, and what was found."""
        of = f" of {total:,}" if total else ""
        what = f"{done:,}{of} articles, {claims:,} claims"
        self._shown.update(self._task, completed=done, total=total or None, description=what)

    def step(self, what: str, articles: int = 0, claims: int = 0) -> None:
        """Show which step of a build in bulk goes on, and how much came in for it."""
        held = f": {articles:,} articles, {claims:,} claims" if articles else ""
        self._shown.update(self._task, description=f"{what}{held}")

    def sent(self, done: int, total: int) -> None:
        """Show how many requests of a large change are done."""
        what = f"sending, {done:,} of {total:,} requests"
        self._shown.update(self._task, completed=done, total=total, description=what)


@contextmanager
def pages() -> Iterator[Callable[[int, int], None]]:
    """Give what shows how many files of a site are written: a bar on a terminal, else nothing."""
    with _bar() as shown:
        task = shown.add_task("writing", total=None)

        def told(done: int, total: int) -> None:
            what = f"{done:,} of {total:,} files"
            shown.update(task, completed=done, total=total, description=what)

        yield told


@contextmanager
def progress() -> Iterator[Bar]:
    """Give what shows how far the work is: a bar on a terminal, nothing in a pipe."""
    with _bar() as shown:
        yield Bar(shown)


def _bar() -> Progress:
    """Return a bar with the time that is left; it hides itself where there is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    quiet = not console.is_terminal or os.environ.get("TERM") == "dumb"
    return Progress(*columns, console=console, transient=True, disable=quiet)

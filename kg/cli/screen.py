"""What a person or a pipe sees: tables and lines on standard output, the rest on standard error."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

_ENDLESS = 100_000
"""The width of a pipe, in columns: there no line is broken."""
_NO_MEMORY = (
    "There is not enough memory for this. Give it fewer articles at once or fewer --jobs, "
    "or take “kg bulk”."
)
_NO_FILES = "No more files may be opened. Let programs have more of them: ulimit -n 1024."
_SHORT = {
    errno.ENOMEM: _NO_MEMORY,
    errno.EAGAIN: _NO_MEMORY,
    errno.EMFILE: _NO_FILES,
    errno.ENFILE: _NO_FILES,
}
"""What the system has too little of, whatever was to be done."""

_COMMANDS = re.compile("\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey instead of showing it, and what turns the order of words round."""


def plain(text: str) -> str:
    r"""Return a text that a terminal shows, and does nothing else with.

    >>> plain("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return _COMMANDS.sub(_seen, text)


def readable() -> None:
    """Let a terminal that lacks a letter show another in its place, and never fail for it.

    A stream that is closed is replaced, or the next file that is opened would be taken for it:
    nothing is read, what is told is dropped, and a result cannot be written.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")  # refuses what is written
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(error: Exception) -> None:
    """Tell an error in one line."""
    told = str(error)
    number = error.errno if isinstance(error, OSError) else errno.ENOMEM
    if isinstance(error, MemoryError | OSError) and number in _SHORT:
        told = _SHORT[number]
    elif isinstance(error, OSError):
        told = f"The result cannot be written: {error.strerror}. Write to a place that takes it."
    note(" ".join(told.split()))


def close() -> None:
    """Drop what standard output still holds, which nothing can take any more."""
    with suppress(OSError, AttributeError):  # where no file can be opened, or there is no output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(line: str) -> None:
    """Tell something beside the results."""
    sys.stderr.write(f"{plain(line)}\n")


def say(*lines: str) -> None:
    """Show lines of a result."""
    give("".join(f"{plain(line)}\n" for line in lines))


def give(content: str | bytes) -> None:
    """Pass a result on: unaltered into a pipe, text in UTF-8; to a terminal what it can show."""
    if sys.stdout.isatty():
        told = content if isinstance(content, str) else content.decode("utf-8", "replace")
        sys.stdout.write(plain(told))
    else:
        sys.stdout.flush()
        raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
        sys.stdout.buffer.write(raw)
    sys.stdout.flush()


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something goes on, and for how long: on a terminal, and nothing in a pipe."""
    with _progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
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
    return Text("" if value is None else plain(str(value)))


def _seen(found: re.Match[str]) -> str:
    letter = found[0]
    if letter == "\r\n":
        return "\n"
    return chr(ord("\u2400") + ord(letter)) if letter < " " else "\ufffd"


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
    """Return a bar with the time that is left; as ``_progress``."""
    return _progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())


def _progress(*columns: ProgressColumn) -> Progress:
    """Return what shows how far something is; it hides itself where there is no terminal."""
    console = Console(stderr=True)
    quiet = not console.is_terminal or os.environ.get("TERM") == "dumb"
    return Progress(*columns, console=console, transient=True, disable=quiet)

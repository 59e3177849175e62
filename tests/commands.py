"""A command of kg, run inside the process of the tests: what it loads, it loads once."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from unittest.mock import patch

from kg.cli import main


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to.

    Attributes:
        code: its exit code.
        out: what it gave on standard output.
        told: the lines on standard error.
    """

    code: int
    out: str
    told: list[str]


def ran(*args: object) -> Ended:
    """Run a command as ``kg`` does from a shell, its output going into a pipe."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    code = 0
    given = patch.object(sys, "argv", ["kg", *map(str, args)])
    with given, redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ended(code, _written(out), _written(err).splitlines())


def said(*args: object) -> str:
    """Run a command that must go well and have nothing to complain of; give what it said."""
    ended = ran(*args)
    assert (ended.code, ended.told) == (0, []), (args, ended)
    return ended.out


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()

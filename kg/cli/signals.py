"""What a signal does: end the command, with what is half written swept away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def heed() -> None:
    """Let SIGTERM and SIGHUP end the command as an error does; SIGINT is Python's own."""
    for number in _ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:  # “nohup” has SIGHUP ignored
            signal.signal(number, _ended)


@contextmanager
def at_once() -> Iterator[None]:
    """Let signals end the process where it stands: for what writes nothing.

    The engine heeds no signal while it looks for an answer, which may take hours.
    """
    before = {number: signal.getsignal(number) for number in _ENDING}
    try:
        for number, does in before.items():
            if does != signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        yield
    finally:
        for number, does in before.items():
            signal.signal(number, does)


def _ended(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)

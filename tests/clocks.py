"""Time that passes at once: waiting in a test takes no time, and hangs on no busy machine."""

import asyncio
from collections.abc import Coroutine
from selectors import DefaultSelector
from typing import TypeVar

_T = TypeVar("_T")


class _Leaping(asyncio.SelectorEventLoop):
    """An event loop whose clock goes on to the next appointment as soon as nobody has work."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self._now

    def leap(self, seconds: float) -> None:
        self._now += seconds


class _Selector(DefaultSelector):
    def __init__(self, loop: _Leaping) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list:
        if timeout is None:
            return super().select()  # only somebody from outside can wake it
        found = super().select(0)
        if not found:
            self._loop.leap(timeout)
        return found


def played(scene: Coroutine[object, object, _T]) -> _T:
    """Run a scene to its end, with a clock that starts at nought."""
    with asyncio.Runner(loop_factory=_Leaping) as runner:
        return runner.run(scene)

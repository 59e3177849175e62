"""Who is asked what, and when: quick queries never wait for slow ones.

A query begins in the quick lane. If it takes long, its worker goes over into the slow lane, which
has room for a few, and gives way to others; a fresh one takes its place. If there is no room, the
query is stopped, and begun again when there is; its time runs all along. A query that was slow
before begins in the slow lane.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from kg.serve import workers
from kg.serve.crew import Crew, Start
from kg.serve.workers import Worker

Told = dict[str, Any]
T = TypeVar("T")

_REMEMBERED = 500


class BusyError(Exception):
    """So much is waiting that nothing more may."""


class Sink(workers.Sink, Protocol):
    """What takes an answer, and is emptied where it is begun again."""

    def empty(self) -> None:
        """Forget all that was taken."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How many may do what, and for how long.

    Attributes:
        quick: workers of the quick lane.
        slow: queries in the slow lane.
        spare: workers that stand ready beside, in the place of those that are lost.
        waiting: queries that may wait for the quick lane.
        crowd: how many of them while the slow line is full.
        stopped: queries that may wait for the slow one.
        patience: seconds that a query may stay in the quick lane.
        hurry: seconds that it may stay there while others wait.
    """

    quick: int = 4
    slow: int = 2
    spare: int = 2
    waiting: int = 256
    crowd: int = 8
    stopped: int = 16
    patience: float = 1.0
    hurry: float = 0.2


class Line:
    """Those who wait, up to so many.

    Attributes:
        now: how many wait.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.now = 0

    @property
    def full(self) -> bool:
        """Whether nobody more may wait."""
        return self.now >= self._most

    async def wait(self, take: Callable[[], Awaitable[T]], most: int | None = None) -> T:
        """Return what is waited for, where not even so many wait already.

        Raises:
            BusyError: too many wait.
        """
        if self.now >= (self._most if most is None else most):
            raise BusyError
        self.now += 1
        try:
            return await take()
        finally:
            self.now -= 1


class Pages:
    """One lane, where each waits for those before."""

    def __init__(self, start: Start, rules: Rules) -> None:
        self._crew = Crew(start, rules.slow)
        self._line = Line(rules.waiting)
        self.begin, self.settled = self._crew.begin, self._crew.settled
        self.close = self._crew.close

    async def answered(self, asked: Told, sink: Sink, limit: float) -> Told:
        """Return how something was answered, as ``Lanes`` does."""
        async with asyncio.timeout(limit):
            worker = await self._line.wait(self._crew.take)
            try:
                told = await worker.ask(asked, sink)
            except BaseException:
                self._crew.lost(worker)
                raise
            self._crew.back(worker)
            return told


class Lanes:
    """A quick lane and a slow one."""

    def __init__(self, start: Start, rules: Rules) -> None:
        self._rules = rules
        self._crew = Crew(start, rules.quick + rules.spare)
        self._lane = asyncio.Semaphore(rules.quick)
        self._room = asyncio.Semaphore(rules.slow)
        self._quick, self._slow = Line(rules.waiting), Line(rules.stopped)
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self.ready, self.close = self._crew.ready, self._crew.close

    async def answered(self, asked: Told, sink: Sink, limit: float) -> Told:
        """Return how a query was answered; all of the answer is in the sink.

        Raises:
            BusyError: too many wait.
            TimeoutError: it takes longer than the limit, in seconds.
            DiedError: the worker came to its end with it.
        """
        key = sha256(str(asked["query"]).encode("utf-8", "surrogatepass")).digest()
        async with asyncio.timeout(limit):
            if key not in self._known:
                await self._quick.wait(self._lane.acquire, self._crowd)
                if self._crowd is not None and self._quick.now > self._crowd:
                    self._lane.release()
                    raise BusyError
                told = await self._begun(asked, sink)
                if told is not None:
                    return told
                self._remember(key)
            await self._slow.wait(self._room.acquire)
            try:
                return await self._slowly(key, asked, sink)
            finally:
                self._room.release()

    @property
    def _crowd(self) -> int | None:
        """How many may wait for the quick lane now, where that is fewer than else."""
        return self._rules.crowd if self._slow.full else None

    async def _begun(self, asked: Told, sink: Sink) -> Told | None:
        """Return how a query was answered; nothing where it is to be begun again."""
        try:
            worker = await self._crew.take()
            task = asyncio.create_task(worker.ask(asked, sink))
            task.add_done_callback(heard)
            try:
                if await self._is_quick(task):
                    return self._back(worker, task.result())
            except BaseException:
                task.cancel()
                self._crew.lost(worker)
                raise
        finally:
            self._lane.release()
        if self._room.locked():
            task.cancel()
            self._crew.lost(worker)
            sink.empty()
            return None
        await self._room.acquire()  # at once
        worker.give_way()
        self._crew.replace()
        try:
            return await task
        finally:
            task.cancel()
            self._crew.end(worker)
            self._room.release()

    def _back(self, worker: Worker, told: Told) -> Told:
        """Take a worker back, or another in its place where it holds much memory now."""
        if told.get("grown"):
            self._crew.lost(worker)
        else:
            self._crew.back(worker)
        return told

    async def _is_quick(self, task: "asyncio.Task[Told]") -> bool:
        """Return whether a query is answered before it has to give way."""
        waited = 0.0
        while waited < self._rules.patience:
            if (await asyncio.wait({task}, timeout=self._rules.hurry))[0]:
                return True
            waited += self._rules.hurry
            if self._quick.now or self._crew.wanted:
                return False
        return False

    async def _slowly(self, key: bytes, asked: Told, sink: Sink) -> Told:
        clock = asyncio.get_running_loop().time
        worker = await self._crew.another()
        try:
            worker.give_way()
            start = clock()
            told = await worker.ask(asked, sink)
            if clock() - start < self._rules.patience:
                self._known.pop(key, None)
            return told
        finally:
            self._crew.end(worker)

    def _remember(self, key: bytes) -> None:
        self._known[key] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def heard(task: "asyncio.Task[Any]") -> None:
    """Take note of how a task ended, though nobody may ask."""
    with suppress(asyncio.CancelledError):
        task.exception()

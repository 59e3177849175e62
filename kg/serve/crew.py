"""Workers that stand ready, as many as there should be: one that is lost is replaced."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from kg.serve.workers import DiedError, Worker

Start = Callable[[], Awaitable[Worker]]

_PAUSES = 0.1, 5.0


class Crew:
    """Some workers.

    Attributes:
        wanted: how many wait for one.
    """

    def __init__(self, start: Start, number: int) -> None:
        self.wanted = 0
        self._start = start
        self._number = number
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = False

    async def ready(self) -> None:
        """Start all of them.

        Raises:
            DiedError: one does not even start.
        """
        for worker in await asyncio.gather(*(self.another() for _ in range(self._number))):
            self._idle.put_nowait(worker)

    def begin(self) -> None:
        """Start all of them, while others go on."""
        for _ in range(self._number):
            self.replace()

    async def settled(self, limit: float) -> None:
        """Wait until all have started, for so many seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=limit)

    async def take(self) -> Worker:
        """Return a worker, when there is one."""
        self.wanted += 1
        try:
            while (worker := await self._idle.get()).over:
                self.lost(worker)  # somebody ended it while it did nothing
            return worker
        finally:
            self.wanted -= 1

    def back(self, worker: Worker) -> None:
        """Take a worker back that has answered."""
        self._idle.put_nowait(worker)

    def lost(self, worker: Worker) -> None:
        """End a worker that was taken, and start another in its place."""
        self.end(worker)
        self.replace()

    def replace(self) -> None:
        """Start a worker in the place of one that was taken and does not come back."""
        if not self._over:
            task = asyncio.create_task(self._replaced())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def another(self) -> Worker:
        """Return one worker more than there should be."""
        worker = await self._start()
        if self._over:
            worker.kill()
        self._all.add(worker)
        return worker

    def end(self, worker: Worker) -> None:
        """End a worker."""
        worker.kill()
        self._all.discard(worker)

    async def close(self) -> None:
        """End them all."""
        self._over = True
        for task in self._tasks:
            task.cancel()
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.gone() for worker in self._all))

    async def _replaced(self) -> None:
        pause, longest = _PAUSES
        while not self._over:
            with suppress(DiedError, OSError):
                self._idle.put_nowait(await self.another())
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)

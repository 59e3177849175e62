"""The copy that is asked: made from what is kept, and made anew when that has changed.

Whoever asks while it changes is answered from the old copy, which goes when nobody asks it more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from weakref import WeakValueDictionary

from kg.errors import ServeError
from kg.serve.answers import Kept, Page
from kg.serve.lanes import Lanes, Pages, Rules, heard
from kg.serve.workers import DiedError, Nowhere, Worker, started
from kg.store import snapshot

_LOG = logging.getLogger("kg")
_PAGES = 64 * 1024 * 1024
_PAGE_MEMORY = 2048

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is served, and how much of it.

    Attributes:
        timeout: seconds that a query may take.
        page_timeout: seconds that a page may take to be made.
        rows: how many rows or triples an answer may have.
        memory: megabytes that a query may take; 0 is any.
        text: whether whole texts of articles are shown.
        loud: whether the processes that answer may complain aloud.
        pause: seconds between two looks at what is kept.
        rules: how many may ask at once.
    """

    timeout: float = 30.0
    page_timeout: float = 60.0
    rows: int = 100_000
    memory: int = 1024
    text: bool = True
    loud: bool = False
    pause: float = 2.0
    rules: Rules = field(default_factory=Rules)

    @property
    def page_memory(self) -> int:
        """Megabytes that the making of pages may take; 0 is any."""
        return max(4 * self.memory, _PAGE_MEMORY) if self.memory else 0


class Copy:
    """One copy, and those who answer from it.

    Attributes:
        base: what its identifiers begin with.
        lanes: who answers queries.
        pages: who makes pages.
        kept: pages that were made.
    """

    def __init__(self, folder: Path, room: Path, limits: Limits) -> None:
        yes = "yes" if limits.text else "no"
        self._folder = folder
        self._users = 0
        self._free = asyncio.Event()
        self._free.set()

        async def asked() -> Worker:
            return await _worker(str(limits.memory))

        warming = asyncio.Lock()

        async def made() -> Worker:
            """Return a worker that has made a page: the first takes far longer than others."""
            worker = await _worker(str(limits.page_memory))
            try:
                async with warming, asyncio.timeout(limits.page_timeout):
                    await worker.ask({"path": "index.html", "accept": "", "format": ""}, Nowhere())
            except (DiedError, TimeoutError):
                worker.kill()
                return await _worker(str(limits.page_memory))
            except BaseException:
                worker.kill()
                raise
            return worker

        async def _worker(memory: str) -> Worker:
            return await Worker.start(str(folder), str(room), memory, yes, loud=limits.loud)

        self.base = snapshot.base(folder)
        self.lanes = Lanes(asked, limits.rules)
        self.pages = Pages(made, limits.rules)
        self.kept = Kept(_PAGES)
        self._making: dict[Key, asyncio.Task[Page]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ready(self) -> None:
        """Start those who answer; pages are made somewhat later.

        Raises:
            DiedError: they do not start.
        """
        await self.lanes.ready()
        self.pages.begin()

    def once(self, key: Key, make: Callable[[], Awaitable[Page]]) -> "asyncio.Task[Page]":
        """Return what makes a page, for all who ask for it at once; it goes on when they go."""
        if key not in self._making:
            task = asyncio.create_task(self._made(key, make))
            task.add_done_callback(heard)
            self._making[key] = task
        return self._making[key]

    @contextmanager
    def used(self) -> Iterator["Copy"]:
        """Keep the copy while somebody is answered from it."""
        self._users += 1
        self._free.clear()
        try:
            yield self
        finally:
            self._users -= 1
            if not self._users:
                self._free.set()

    def lock(self, path: str) -> asyncio.Lock:
        """Return what one alone may hold who makes something of a path."""
        return self._locks.setdefault(path, asyncio.Lock())

    async def _made(self, key: Key, make: Callable[[], Awaitable[Page]]) -> Page:
        try:
            with self.used():
                return await make()
        finally:
            del self._making[key]

    async def retire(self) -> None:
        """Go, when nobody is answered any more."""
        await self._free.wait()
        await self.close()

    async def close(self) -> None:
        """Go at once."""
        for task in self._making.values():
            task.cancel()
        await asyncio.gather(self.lanes.close(), self.pages.close())
        rmtree(self._folder, ignore_errors=True)


class Live:
    """The copy of now.

    Attributes:
        limits: as they were given.
        room: the folder of all copies.
    """

    def __init__(self, place: str, room: Path, limits: Limits) -> None:
        self.limits = limits
        self.room = room
        self._place = place
        self._mark: tuple[object, ...] = ()
        self._number = 0
        self._copies: list[Copy] = []
        self._leaving: set[asyncio.Task[None]] = set()

    @contextmanager
    def copy(self) -> Iterator[Copy]:
        """Give the copy of now, which stays while it is used."""
        with self._copies[-1].used() as used:
            yield used

    async def begin(self) -> None:
        """Make the first copy.

        Raises:
            ServeError: there is none to be had.
        """
        self._mark = snapshot.mark(self._place)
        await self._renew()

    async def watch(self) -> None:
        """Make another copy whenever what is kept has changed; for ever."""
        pause = self.limits.pause
        while True:
            await asyncio.sleep(pause)
            mark = snapshot.mark(self._place)
            if mark == self._mark:
                continue
            try:
                await self._renew()
            except (ServeError, DiedError, OSError) as error:
                _LOG.warning("still the copy of before: %s", error)
                pause = min(2 * pause, 4 * self.limits.pause)  # somebody writes to it just now
            else:
                self._mark, pause = mark, self.limits.pause

    async def close(self) -> None:
        """End everything."""
        for task in self._leaving:
            task.cancel()
        await asyncio.gather(*(copy.close() for copy in self._copies))

    async def _renew(self) -> None:
        self._number += 1
        folder = self.room / f"copy-{self._number}"
        folder.mkdir()
        try:
            await self._copied(folder)
            fresh = Copy(folder, self.room, self.limits)
            try:
                await fresh.ready()
                if self._copies:
                    await fresh.pages.settled(self.limits.page_timeout)
            except BaseException:
                await fresh.close()
                raise
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        self._copies.append(fresh)
        for old in self._copies[:-1]:
            task = asyncio.create_task(self._left(old))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _left(self, old: Copy) -> None:
        await old.retire()
        with suppress(ValueError):
            self._copies.remove(old)

    async def _copied(self, folder: Path) -> None:
        arguments = (self._place, str(folder), "yes" if self.limits.text else "no")
        process = await started("kg.serve.copying", *arguments, loud=self.limits.loud)
        try:
            assert process.stdout is not None
            told = (await process.stdout.read()).decode("utf-8", "replace")
            if not await process.wait() and not told:
                return
        except BaseException:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        problem, _, remedy = told.rstrip(".").rpartition(". ")
        raise ServeError(problem or "The graph cannot be copied", remedy or "Is there room for it?")

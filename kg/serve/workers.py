"""Worker processes as the server sees them: started, asked, ended."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import kg
from kg.serve import frames

_NICE = 15
_ROOT = str(Path(kg.__file__).parents[1])


class Sink(Protocol):
    """What the bytes of an answer are written to."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""


class Nowhere:
    """Takes an answer that nobody needs."""

    def write(self, _: bytes, /) -> None:
        """Take some bytes."""


class DiedError(Exception):
    """A worker ended before it had answered."""


class Worker:
    """One process that answers one thing at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, *arguments: str, loud: bool = False) -> "Worker":
        """Return a worker that is ready.

        Args:
            arguments: as ``kg.serve.worker`` takes them.
            loud: whether what it complains of is heard.

        Raises:
            DiedError: it never was.
        """
        worker = cls(await started("kg.serve.worker", *arguments, loud=loud))
        try:
            await worker._told(Nowhere())
        except BaseException:
            worker.kill()
            raise
        return worker

    async def ask(self, asked: dict[str, Any], sink: Sink) -> dict[str, Any]:
        """Return how an answer went, all of which was written to a sink.

        Raises:
            DiedError: the worker was ended, or ended itself.
        """
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(frames.frame(frames.DATA, json.dumps(asked).encode()))
            await stdin.drain()
        except OSError as error:
            raise DiedError from error
        return await self._told(sink)

    @property
    def over(self) -> bool:
        """Whether the process is no more."""
        return self._process.returncode is not None

    def give_way(self) -> None:
        """Let others go first from now on."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    def kill(self) -> None:
        """End the process, whatever it does."""
        if not self.over:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)  # its own way would take the exit code

    async def gone(self) -> None:
        """Wait until the process is no more."""
        await self._process.wait()

    async def _told(self, sink: Sink) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        while True:
            try:
                kind, length = frames.HEAD.unpack(await stdout.readexactly(frames.HEAD.size))
                content = await stdout.readexactly(length)
            except (asyncio.IncompleteReadError, OSError) as error:
                raise DiedError from error
            if kind == frames.END:
                told: dict[str, Any] = json.loads(content)
                return told
            sink.write(content)


async def started(module: str, *arguments: str, loud: bool) -> Process:
    """Return a process that runs a module of this very package, wherever it was started from."""
    paths = [_ROOT, os.environ.get("PYTHONPATH", "")]
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=None if loud else DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        start_new_session=True,  # the terminal’s interrupt is for the server alone
    )

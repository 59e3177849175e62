"""What a piece of work costs, with all the processes that it begins, and on the disk."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread


@dataclass
class Measured:
    """What a command took.

    Attributes:
        seconds: wall time.
        processor: seconds on all processors, of all its processes.
        megabytes: the most that all its processes held at once (sum of their private memory).
        disk: the most bytes that stood below the folder of its output.
    """

    seconds: float = 0
    processor: float = 0
    megabytes: float = 0
    disk: int = 0


@contextmanager
def measured(folder: Path) -> Iterator[Measured]:
    """Watch all processes below this one, and a folder, while the block runs."""
    cost, ended = Measured(), Event()
    before, start = _processor(), time.perf_counter()
    watcher = Thread(target=_watch, args=(cost, folder, ended))
    watcher.start()
    try:
        yield cost
    finally:
        ended.set()
        watcher.join()
        cost.seconds = time.perf_counter() - start
        cost.processor = _processor() - before


def _watch(cost: Measured, folder: Path, ended: Event) -> None:
    while not ended.wait(0.5):
        cost.megabytes = max(cost.megabytes, sum(map(_private, _below(os.getpid()))) / 1e6)
        cost.disk = max(cost.disk, bytes_below(folder))


def _processor() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _below(process: int) -> list[int]:
    """The processes that a process began, and those that they began."""
    parents: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                parent = (place / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents.setdefault(int(parent), []).append(int(place.name))
    found, edge = [], [process]
    while edge:
        edge = [child for each in edge for child in parents.get(each, ())]
        found += edge
    return found


def _private(process: int) -> int:
    """The bytes that a process holds and shares with no other (its anonymous memory)."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    told = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon")]
    return int(told[0]) * 1024 if told else 0


def bytes_below(folder: Path) -> int:
    """The bytes of all files below a folder."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(path) / name).stat().st_size
            except FileNotFoundError:
                continue
    return total

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
        processor: seconds on all processors, of all its processes, also those that were killed;
            what each took in its last half second may lack.
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
    cost, ended, start = Measured(), Event(), time.perf_counter()
    watcher = Thread(target=_watch, args=(cost, folder, ended))
    watcher.start()
    try:
        yield cost
    finally:
        ended.set()
        watcher.join()
        cost.seconds = time.perf_counter() - start


def _watch(cost: Measured, folder: Path, ended: Event) -> None:
    took: dict[int, float] = {}
    while not ended.wait(0.5):
        running = _below(os.getpid())
        took |= running
        cost.megabytes = max(cost.megabytes, sum(map(_private, running)) / 1e6)
        cost.disk = max(cost.disk, bytes_below(folder))
        cost.processor = sum(took.values())


def _below(process: int) -> dict[int, float]:
    """The processes that a process began, and those that they began: seconds each took so far."""
    began: dict[int, list[int]] = {}
    took: dict[int, float] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                told = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            began.setdefault(int(told[1]), []).append(int(place.name))
            took[int(place.name)] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    found, edge = dict[int, float](), [process]
    while edge:
        edge = [child for each in edge for child in began.get(each, ())]
        found |= {child: took[child] for child in edge}
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

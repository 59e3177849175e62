"""What a piece of work costs, and docs/benchmarks.md, of which each benchmark writes a section."""

import gc
import json
import math
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

PEAK = """
def peak():  # megabytes of this process; what getrusage tells, a child has from its parent
    from pathlib import Path
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
"""
"""The text of a function, for programs that are begun to be measured. Linux alone."""
_MEASURE = (
    PEAK
    + """
import json, sys, time
start = time.perf_counter()
{work}
took = time.perf_counter() - start
sys.stderr.write("MEASURED " + json.dumps([took, peak(), time.process_time()]))
"""
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work costs.

    Attributes:
        seconds: wall time from the first import to the end.
        megabytes: peak of resident memory.
        processor: time on all processors, the start of Python included.
    """

    seconds: float
    megabytes: float
    processor: float


def cost(work: str, arguments: Sequence[str] = (), *, times: int = 3) -> Cost:
    """Return the median cost of a program text, each time in a fresh process.

    Args:
        work: the program; ``sys.argv[1:]`` are its arguments.
        arguments: those arguments.
        times: how often it is run.
    """
    found = [_once(work, arguments) for _ in range(times)]
    return Cost(
        median(c.seconds for c in found),
        median(c.megabytes for c in found),
        median(c.processor for c in found),
    )


def _once(work: str, arguments: Sequence[str]) -> Cost:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE.format(work=work), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Cost(*json.loads(done.stderr.rpartition("MEASURED ")[2]))


SECTIONS = (
    "What a build costs",
    "Extraction against the bare parse",
    "Load, queries, sorted Turtle",
    "Validation",
    "Network projection",
    "Growth with size",
    "A build in bulk",
    "Several processes",
    "A name of two people",
)
PAGE = """# Benchmarks

Each section is written by the benchmark that it names, and tells on what machine. Two cores, which
other work uses as well: times are those on all processors, of runs that take the ways in turn, and
the ratios say more than the seconds. More: [`growth.md`](growth.md) of a build with the number of
articles, [`networks.md`](networks.md) of networks and their measures.
"""


def section(root: Path, heading: str, text: str) -> None:
    """Write one of ``SECTIONS`` of docs/benchmarks.md; the others stay as they are."""
    path = root / "docs" / "benchmarks.md"
    old = path.read_text("utf-8") if path.exists() else ""
    found = dict(re.findall(r"^## (.*)\n\n((?:(?!^## ).*\n?)*)", old, re.MULTILINE))
    found[heading] = text
    told = [f"## {name}\n\n{found[name].strip()}\n" for name in SECTIONS if name in found]
    path.write_text("\n".join([PAGE, *told]), "utf-8", newline="\n")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Return what is measured on."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def ratio(number: float, aim: float) -> str:
    """Return how many times as quick, and whether that misses the aim."""
    return f"{number:.1f}" if number >= aim else f"{number:.1f}, missed"


def seconds(number: float) -> str:
    """Return a time in three digits."""
    if number >= 100:
        return f"{number:,.0f} s"
    return f"{number:.3g} s" if number >= 0.1 else f"{1000 * number:.3g} ms"


def in_turn(
    ways: Mapping[str, Callable[[], Any]], rounds: int, kept: dict[str, Any] | None = None
) -> dict[str, float]:
    """Return the median time of each way on all processors, in rounds that take them in turn.

    Args:
        ways: name → what is measured.
        rounds: how often each is.
        kept: receives what each gave, the last time.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            start = time.process_time()
            given = way()
            times[name].append(time.process_time() - start)
            if kept is not None:
                kept[name] = given
            del given
    return {name: median(found) for name, found in times.items()}


def exponent(points: Mapping[int, float]) -> float:
    """Return the slope of the line through the logarithms, by least squares."""
    xs, ys = [math.log(x) for x in points], [math.log(y) for y in points.values()]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def beside_the_first(costs: Mapping[str, Cost]) -> str:
    """Return costs as a table of Markdown, time on all processors, each beside the first."""
    base = next(iter(costs.values()))
    rows = [
        (
            name,
            f"{c.processor:.2f} s",
            f"{c.megabytes:.0f} MB",
            f"{c.processor / base.processor:.2f}",
            f"{c.megabytes / base.megabytes:.2f}",
        )
        for name, c in costs.items()
    ]
    beside = ("time beside the first", "memory beside the first")
    return table(("work", "processor time", "peak of memory", *beside), rows)

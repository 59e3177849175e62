"""Run one piece of work in a process of its own; its time and its peak of memory."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_MEASURE = """
import json, resource, sys, time
start = time.perf_counter()
{work}
took = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes, bytes on a Mac
sys.stderr.write("MEASURED " + json.dumps([took, peak, time.process_time()]))
"""


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
    seconds, peak, processor = json.loads(done.stderr.rpartition("MEASURED ")[2])
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(seconds, peak / unit, processor)


def write(path: Path, title: str, note: str, costs: Mapping[str, Cost]) -> None:
    """Write costs as a table of Markdown, each beside the first as a ratio."""
    base = next(iter(costs.values()))
    rows = [
        f"| {name} | {c.seconds:.2f} s | {c.megabytes:.0f} MB "
        f"| {c.seconds / base.seconds:.2f} | {c.megabytes / base.megabytes:.2f} |"
        for name, c in costs.items()
    ]
    lines = [
        f"# {title}",
        "",
        note,
        "",
        "| work | time | peak of memory | time beside the first | memory beside the first |",
        "|---|---|---|---|---|",
        *rows,
        "",
    ]
    path.write_text("\n".join(lines), "utf-8", newline="\n")

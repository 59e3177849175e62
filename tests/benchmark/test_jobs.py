"""How much sooner several processes build than one; not part of the plain run.

    pytest tests/benchmark/test_jobs.py

writes a section of docs/benchmarks.md. Its wall time is right only on a machine that does nothing
else meanwhile.
"""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

import pytest
from benchmark import ours, report  # tests/ is on the path

SIZE = 400
JOBS = (1, 2)
TIMES = 3
PAGE = """{size} articles of our own (`data/gold`, `tests/golden/pairs`), {words:,} words, by one
process and by several; medians of {times} runs of each, taken in turn. Every file is the same, byte
for byte. Processor time is that of all processes together, their start and the loading of the
models included; {cores} cores. Written by `pytest tests/benchmark/test_jobs.py` on {machine}.

{table}

The aim is {aim} × with two processes, on a machine with two cores that does nothing else. What one
process does alone at the end keeps `kg build` from it: the last articles are kept while the other
has nothing to read any more, and the table of facts is read back for `facts.csv` and `report.html`.
"""
HEADS = ("command", "`--jobs`", "wall clock", "sooner", "processors", "cores busy")
COMMANDS = {"build": "*.*", "bulk": "*/part-*"}
"""What is run, and the files that must be the same."""
AIM = 1.7


@dataclass(frozen=True, slots=True)
class Run:
    """What one build cost.

    Attributes:
        wall: seconds from its start to its end.
        processor: seconds of all its processes.
    """

    wall: float
    processor: float


@pytest.fixture(scope="module")
def articles(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of our own articles, those of one sort spread evenly."""
    return ours.spread(root, tmp_path_factory.mktemp("articles"), SIZE)


def test_two_processes_build_the_same_sooner(articles: Path, root: Path, tmp_path: Path) -> None:
    runs: dict[tuple[str, int], list[Run]] = {}
    told: dict[str, set[str]] = {command: set() for command in COMMANDS}

    for number in range(TIMES):
        for command, files in COMMANDS.items():
            for jobs in JOBS:
                place = tmp_path / f"{command}-{number}-{jobs}"
                runs.setdefault((command, jobs), []).append(_built(command, articles, place, jobs))
                told[command].add(_digest(place, files))
    found = {
        way: Run(median(run.wall for run in each), median(run.processor for run in each))
        for way, each in runs.items()
    }
    report.section(root, "Several processes", _page(found, articles))

    assert {command: len(each) for command, each in told.items()} == dict.fromkeys(COMMANDS, 1)
    assert max(found[c, 1].wall / found[c, 2].wall for c in COMMANDS) >= AIM


def _digest(place: Path, files: str) -> str:
    """What the files of a build hold; which database a store has is its own affair."""
    paths = sorted(path for path in place.glob(files) if path.name != "store.json")
    assert paths
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _built(verb: str, articles: Path, place: Path, jobs: int) -> Run:
    command = [sys.executable, "-m", "kg", verb, articles, "-o", place, "--jobs", str(jobs)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, spent)


def _page(found: dict[tuple[str, int], Run], articles: Path) -> str:
    rows = [
        (
            f"`kg {command}`",
            str(jobs),
            f"{run.wall:.1f} s",
            f"{found[command, 1].wall / run.wall:.2f} ×",
            f"{run.processor:.1f} s",
            f"{run.processor / run.wall:.2f}",
        )
        for (command, jobs), run in found.items()
    ]
    return PAGE.format(
        size=SIZE,
        words=sum(len(path.read_text("utf-8").split()) for path in articles.iterdir()),
        times=TIMES,
        cores=len(os.sched_getaffinity(0)),
        machine=report.machine(),
        table=report.table(HEADS, rows),
        aim=AIM,
    )

"""Builds on Spark in processes of their own, and the processes of these, to be killed.

    python tests/distributed.py

reads a line of JSON for each build: the folder to be in, the source, the output, and settings. It
answers with a line: what was made, or the error. One session of Spark makes them all.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import pyarrow.parquet as pq

from kg.bulk import Made
from kg.errors import KgError

MISSING = (
    "there is no Java: install 17 or later"
    if shutil.which("java") is None
    else ""
    if Path("/proc/self").exists()
    else "processes are found in /proc, and there is none"
)
"""Why no build on Spark can be tried here; empty where one can."""

MASTER = "local[2,4]"
"""Two workers, each task tried four times."""
BATCH = 6
SOME = 5
"""Ticks of the clock that nobody uses who waits."""


def started(
    source: Path,
    output: Path,
    batch: int,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Begin a build in a group of processes of its own."""
    command = [sys.executable, "-m", "kg", "distribute", source, "-o", output]
    command += ["--master", MASTER, "--batch", str(batch)]
    return subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env=env,
    )


class Desk:
    """A process that makes one build after the other, in small batches."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def built(
        self, source: Path, output: Path, *, cwd: Path = Path(), **settings: str
    ) -> Made | str:
        """Return what was made; or the error, where nothing was."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        given = [str(cwd.absolute()), str(source), str(output), settings]
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return told if isinstance(told, str) else Made(**told)


@contextmanager
def desk(**env: str) -> Iterator[Desk]:
    """Give a process that builds; what Spark says aloud goes to standard error."""
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | env,
    ) as process:
        yield Desk(process)


def _serve() -> None:
    from kg import distribute  # noqa: PLC0415  it loads Spark, for whoever builds
    from kg.distribute.session import session  # noqa: PLC0415  as above

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with session(MASTER) as spark:
        for line in sys.stdin:
            place, source, output, settings = json.loads(line)
            told: object
            with chdir(place):
                try:
                    told = asdict(distribute.build(spark, source, output, many=BATCH, **settings))
                except KgError as error:
                    told = str(error)
            answers.write(json.dumps(told) + "\n")
            answers.flush()


def done(output: Path) -> dict[str, str]:
    """The batches that count, with the files that their markers name."""
    markers = (output / "claims").glob("*.done") if (output / "claims").exists() else ()
    return {path.name: json.loads(path.read_bytes())["file"] for path in markers}


def until(process: subprocess.Popen[str], output: Path, batches: int) -> dict[str, str]:
    """Wait until so many batches are done."""
    while len(done(output)) < batches:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return done(output)


def workers(group: int) -> Iterator[int]:
    """The processes of a session that read articles: children of Spark’s daemon of Python."""
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                told = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
                parent, session = int(told[1]), int(told[3])
                if session == group and is_daemon(place.name) and is_daemon(str(parent)):
                    yield int(place.name)
            except (FileNotFoundError, ProcessLookupError):
                continue


def java(group: int) -> int:
    """The process of a session in which Spark itself runs."""
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            with suppress(FileNotFoundError, ProcessLookupError):
                told = (place / "stat").read_text("utf-8")
                session = int(told.rpartition(")")[2].split()[3])
                if session == group and "(java)" in told:
                    return int(place.name)
    raise AssertionError(group)


def busy(group: int) -> int:
    """Wait for a worker that is at work, and return it."""
    before: dict[int, int] = {}
    while True:
        for worker in workers(group):
            with suppress(FileNotFoundError, ProcessLookupError):
                used = _used(worker)
                if used - before.setdefault(worker, used) >= SOME:
                    return worker
        time.sleep(0.05)


def _used(process: int) -> int:
    """The time of a processor that a process has used, in ticks of the clock."""
    told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(told[11]) + int(told[12])


def is_daemon(process: str) -> bool:
    return b"pyspark.daemon" in Path(f"/proc/{process}/cmdline").read_bytes()


def parts(folder: Path, name: str) -> bytes:
    found = sorted((folder / name).glob("part-*.nq"))
    return b"".join(path.read_bytes() for path in found)


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    return sorted(pq.read_table(folder / name).to_pylist(), key=str)


if __name__ == "__main__":
    _serve()

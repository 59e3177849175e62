"""Builds on Spark in processes of their own, and the processes of these, to be killed."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq

MISSING = (
    "there is no Java: install 17 or later"
    if shutil.which("java") is None
    else ""
    if Path("/proc/self").exists()
    else "processes are found in /proc, and there is none"
)
"""Why no build on Spark can be tried here; empty where one can."""

SOME = 5
"""Ticks of the clock that nobody uses who waits."""


def started(
    source: Path,
    output: Path,
    batch: int,
    env: Mapping[str, str] | None = None,
    *,
    cwd: Path | None = None,
    more: tuple[str, ...] = (),
) -> subprocess.Popen[str]:
    """Begin a build in a group of processes of its own."""
    command = [sys.executable, "-m", "kg", "distribute", source, "-o", output]
    command += ["--master", "local[2,4]", "--batch", str(batch), *more]
    return subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env=env,
        cwd=cwd,
    )


def built(
    source: Path, output: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Path:
    """Build in small batches, and give the output."""
    process = started(source, output, 6, env, cwd=cwd)
    _, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    return output


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

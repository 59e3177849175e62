"""Builds on Spark in processes of their own, and the processes of these, to be killed."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
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


def started(
    source: Path, output: Path, batch: int, env: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    """Begin a build in a group of processes of its own."""
    command = [sys.executable, "-m", "kg", "distribute", source, "-o", output]
    command += ["--master", "local[2,4]", "--batch", str(batch)]
    return subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env=env,
    )


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


def is_daemon(process: str) -> bool:
    return b"pyspark.daemon" in Path(f"/proc/{process}/cmdline").read_bytes()


def parts(folder: Path, name: str) -> bytes:
    found = sorted((folder / name).glob("part-*.nq"))
    return b"".join(path.read_bytes() for path in found)


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    return sorted(pq.read_table(folder / name).to_pylist(), key=str)

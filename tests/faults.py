"""Commands of kg as processes of their own, to which faults happen: full disks, limits, signals.

    python tests/faults.py

reads a line of JSON for each command and forks: what takes seconds to load is loaded once. Each
fork is a process like any other, with descriptors, limits and signals of its own.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app, main

ARTICLES = {
    "tide.txt": "Lee Park directed the film “Tide.” Ada Marsh starred in “Tide.”\n",
    "storm.txt": "Ada Marsh directed the film “Storm.” Lee Park wrote “Storm.”\n",
}
PATIENCE = 120.0
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to.

    Attributes:
        code: its exit code; of one that a signal ended, less than none.
        out: what it gave on standard output.
        told: the lines on standard error.
    """

    code: int
    out: str
    told: list[str]


class Running:
    """A command that runs.

    Attributes:
        pid: its process.
    """

    def __init__(self, pid: int, out: Path, err: Path, waited: Callable[[], int]) -> None:
        self.pid = pid
        self._out = out
        self._err = err
        self._waited = waited

    def minds(self, number: int) -> bool:
        """Return whether it has set what a signal does: before, it is not yet the command."""
        told = Path(f"/proc/{self.pid}/status").read_text("ascii")
        caught = int(told.partition("SigCgt:")[2].split()[0], 16)
        return bool(caught >> (number - 1) & 1)

    def send(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def ended(self) -> Ended:
        """Wait for its end."""
        code = self._waited()
        out, err = (path.read_bytes().decode() for path in (self._out, self._err))
        return Ended(code, out, err.splitlines())


class Desk:
    """A process that has loaded all that kg loads, and runs each command in a fork."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, *args: object, **how: Any) -> Running:
        """Start a command.

        Args:
            *args: its words.
            **how: ``cwd``; ``env``, what is added to the environment; ``stdin``, ``stdout`` and
                ``stderr``, a path or "closed"; ``limits``, by name as ``FSIZE``; ``memory``, the
                bytes of address space that it may have beyond what it has; ``uid``.
        """
        self._count += 1
        out, err = (self._folder / f"{self._count}.{name}" for name in ("out", "err"))
        for path in (out, err):
            path.touch()
            path.chmod(0o666)
        told = {"args": list(map(str, args)), "stdout": str(out), "stderr": str(err)}
        pid = self._asked(told | {name: _plain(value) for name, value in how.items()})
        return Running(pid, out, err, lambda: self._asked({"wait": pid}))

    def ran(self, *args: object, **how: Any) -> Ended:
        """Run a command to its end."""
        return self.start(*args, **how).ended()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def _asked(self, what: Mapping[str, object]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def desk() -> Iterator[Desk]:
    """Give a desk, and end it."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = Desk(Path(folder))
        try:
            yield made
        finally:
            made.close()


@contextmanager
def disk(place: Path, size: int, options: str = "") -> Iterator[Path]:
    """Give a disk of so many bytes, at a folder; skip the test where none can be had."""
    place.mkdir(exist_ok=True)
    given = f"size={size}{options and f',{options}'}"
    command = [which("mount") or "mount", "-t", "tmpfs", "-o", given, "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run([which("umount") or "umount", "-l", str(place)], check=True)


def remounted(place: Path, option: str) -> None:
    """Let a disk be read-only (“ro”), or not (“rw”)."""
    subprocess.run([which("mount") or "mount", "-o", f"remount,{option}", str(place)], check=True)


def articles(folder: Path) -> Path:
    """Write some short articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def names(folder: Path) -> set[str]:
    """Return the names of all that lies in a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def until(holds: Callable[[], object], seconds: float = 30.0) -> bool:
    """Wait until something holds, and return whether it does."""
    end = monotonic() + seconds
    while monotonic() < end:
        if holds():
            return True
        sleep(0.002)
    return bool(holds())


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def _serve() -> None:
    """Run commands, each in a fork."""
    for name in ("building", "bulk", "reconciling"):
        import_module(f"kg.{name}")
    list(kg.extract.claims(kg.read.article(ARTICLES["tide.txt"])))
    kg.publish.warm()
    CliRunner().invoke(app, ["facts", "none"])  # typer loads some of its modules when first used
    for line in sys.stdin:
        told = json.loads(line)
        if "wait" in told:
            code = os.waitstatus_to_exitcode(os.waitpid(told["wait"], 0)[1])
            sys.stdout.write(f"{code}\n")
            sys.stdout.flush()
            continue
        pid = os.fork()
        if not pid:
            _run(told)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _run(told: Mapping[str, Any]) -> None:
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        given = told.get(name, os.devnull)
        if given == "closed":
            os.close(number)
            setattr(sys, name, None)  # as Python does where it begins without
        else:
            os.dup2(os.open(given, os.O_RDWR if number else os.O_RDONLY), number)
    os.environ.update(told.get("env", {}))
    os.chdir(told.get("cwd", "."))
    if "uid" in told:
        os.setgroups([])
        os.setgid(told["uid"])
        os.setuid(told["uid"])
    for name, most in told.get("limits", {}).items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    if "memory" in told:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + told["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    sys.argv = ["kg", *told["args"]]
    code: object = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001  as the interpreter does
        sys.excepthook(*sys.exc_info())
        code = 70
    finally:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except OSError:
            code = 120
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    _serve()

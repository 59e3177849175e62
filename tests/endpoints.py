"""A real ``kg serve`` for tests: a process on a free port, and what a client asks of it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

_ADDRESS = re.compile(r"http://\S+?/(?= )")
CROSS = """SELECT (COUNT(*) AS ?n) {{
  ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u . ?v ?w ?x
  FILTER(?c != ?f && ?i != ?l && {number} > 0)
}}"""
"""A query that takes longer than anybody waits."""
BOMB = """SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f), STR(?i))) AS ?n) {
  ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
}"""
"""A query that needs more memory than there is."""


class Endpoint:
    """One ``kg serve``.

    Attributes:
        home: its address.
        url: that of its endpoint.
        process: it.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stderr is not None
        self.line = process.stderr.readline()
        found = _ADDRESS.search(self.line)
        if not found:
            process.kill()
            raise RuntimeError(self.line + process.stderr.read())
        self.home = found[0]
        self.url = f"{self.home}sparql"
        self.client = httpx.Client(trust_env=False, timeout=60)

    def ask(self, query: str, accept: str = "", **others: object) -> httpx.Response:
        """Return the answer to a query by GET; other fields may stand beside it."""
        headers = {"accept": accept} if accept else {}
        return self.client.get(self.url, params={"query": query, **others}, headers=headers)

    def get(self, path: str = "", accept: str = "", **others: object) -> httpx.Response:
        """Return what is at a path."""
        headers = {"accept": accept} if accept else {}
        return self.client.get(f"{self.home}{path}", headers=headers, **others)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End the server, and return its exit code and what else it said."""
        self.client.close()
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        # Not communicate: with a timeout it reads past what the first readline has taken ahead.
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


@contextmanager
def endpoint(
    store: Path | str, *options: str, folder: Path, told: Mapping[str, object] | None = None
) -> Iterator[Endpoint]:
    """Give a running server; its temporary folder is made in a folder.

    Names of its modules, such as ``kg.serve.patience.ASKING``, may be told to be something else.
    """
    names = [(*name.rpartition("."), value) for name, value in (told or {}).items()]
    lines = [f"import {module}; {module}.{name} = {value!r}" for module, _, name, value in names]
    start = ["-c", "\n".join([*lines, "import kg.cli", "kg.cli.main()"])] if told else ["-m", "kg"]
    process = subprocess.Popen(
        [sys.executable, *start, "serve", str(store), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    running = None
    try:
        running = Endpoint(process)
        yield running
    finally:
        if running is not None:
            running.client.close()
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        if process.stderr:
            process.stderr.close()


def family(pid: int) -> set[int]:
    """Return the processes that a process has started, and they."""
    children: dict[int, set[int]] = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            told = (each / "stat").read_text("latin-1").rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(told[1]), set()).add(int(each.name))
    found, edge = set(), {pid}
    while edge:
        edge = set().union(*(children.get(each, set()) for each in edge))
        found |= edge
    return found


def alive(pids: set[int]) -> set[int]:
    """Return those processes that are there, and not only waited for."""
    return {pid for pid in pids if _state(pid) not in ("", "Z")}


def held(pid: int, folder: Path) -> int:
    """Return how many files a process has open that were in a folder, though they have no name."""
    count = 0
    for each in Path(f"/proc/{pid}/fd").iterdir():
        try:
            count += str(each.readlink()).startswith(str(folder))
        except OSError:
            continue
    return count


def memory(pids: set[int]) -> int:
    """Return how many bytes processes hold, each shared one in parts (PSS)."""
    total = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1]) * 1024
    return total


def until(holds: Callable[[], object], seconds: float = 15.0) -> bool:
    """Wait until something holds, and return whether it does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()[0]
    except OSError:
        return ""

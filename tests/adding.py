"""Articles added to a store by a process that is killed: at any moment, or at a given step.

    python tests/adding.py

reads a line of JSON for each run: what to do, where, how many articles, and at which step of the
store's own code to be killed (0 for none). It loads everything once and does each run in a fork,
which tells its number, the id of every article as soon as it is kept, and “done” at the end. A
line “wait” ends the run: then the code comes that the fork ended with.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory
from time import sleep
from types import FrameType

from corpora import dated, film, named, says

import kg
from kg.graph import Graph, Quad
from kg.model import Article, Claim
from kg.namespaces import BASE
from kg.store.kept import Kept
from kg.store.local import Local

MANY = 50
MADE_BY = {"kgVersion": "1", "modelVersion": "2", "lexiconDigest": "3"}
_STEPS_OF = ("store/folder.py", "store/local.py", "kg/writing.py")
_STEPLESS = (
    "match",
    "_found",
    "_statement",
    "<listcomp>",
    "<genexpr>",
)  # what only looks, and often
_PATIENCE = 60


@cache
def articles() -> list[tuple[Article, list[Claim]]]:
    """Return articles that share names, so that most of them touch what others say."""
    first = date(2020, 1, 1)
    days = {f"a{n:02}": (first + timedelta(n * 7 % 50)).isoformat() for n in range(MANY)}
    return [(each, _claims(each.id, number)) for number, each in enumerate(dated(**days))]


def _claims(name: str, number: int) -> list[Claim]:
    work, people = film(f"Tide {number % 4}"), ("Lee Park", "Lee", "Ada Marsh", "Park Marsh")
    person = named(people[number % 3], within=people[0] if number % 3 == 1 else "")
    more = named(people[number % 4])
    relation = "director" if number % 5 else "castMember"
    return [says(name, work, relation, person), says(name, work, "screenwriter", more)]


@cache
def built(count: int) -> tuple[Graph, Graph]:
    """Return what a build of the first articles gives, and what shapes keep out of it."""
    pairs = articles()[:count]
    given = [article for article, _ in pairs]
    claims = [claim for _, said in pairs for claim in said]
    found = kg.resolve.resolution(claims, articles=given)
    whole = kg.assemble.graph(found.facts, articles=given, notes=found.notes, made_by=MADE_BY)
    return kg.check.gate(whole)[:2]


def told_by(pair: tuple[Article, list[Claim]]) -> Graph:
    """Return what a build of one article gives."""
    article, claims = pair
    return kg.assemble.graph(kg.resolve.facts(claims), articles=[article])


@contextmanager
def place() -> Iterator[Path]:
    """Give a folder, in memory where that can be: a kill spares what the system has taken."""
    memory = Path("/dev/shm")
    quick = memory.is_dir() and os.access(memory, os.W_OK)
    with TemporaryDirectory(dir=memory if quick else None) as folder:
        yield Path(folder)


def wait(chance: Random, most: float) -> None:
    """Wait for a moment, up to so many seconds."""
    sleep(chance.random() * most)


class Adding:
    """The process that runs and is killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._last = 0
        self._pid = 0

    def start(self, verb: str, place: Path, count: int = MANY, step: int = 0) -> None:
        """Begin a run."""
        self._tell(json.dumps([verb, str(place), count, step]))
        self._pid = int(self._line())
        self._last = 0

    def reported(self, most: int = MANY) -> list[str]:
        """Return the ids of articles that are reported as kept, once there are so many."""
        found: list[str] = []
        while len(found) < most and (line := self._line()) != "done":
            found.append(line)
        return found

    def kill(self) -> list[str]:
        """Kill the run at once; return what it had reported besides."""
        os.kill(self._pid, signal.SIGKILL)  # not yet waited for, so the number is still its own
        return self.ended()[0]

    def ended(self) -> tuple[list[str], bool]:
        """Wait for the end of a run; return what it reported besides, and whether it was killed."""
        self._tell("wait")
        found: list[str] = []
        while not (line := self._line()).startswith("ended "):
            found += [line] if line != "done" else []
        code = int(line.split()[1])
        assert code in {0, -signal.SIGKILL}, code
        return found, code != 0

    def close(self) -> None:
        """End the process."""
        with self._process as process:
            process.stdin.close()
            process.wait(_PATIENCE)

    def _tell(self, line: str) -> None:
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        line = self._process.stdout.readline()
        assert line.endswith("\n"), "the process has ended"
        return line.rstrip("\n")


@contextmanager
def adding() -> Iterator[Adding]:
    """Give a process to start runs in."""
    process = Adding()
    try:
        yield process
    finally:
        process.close()


def killed_again_and_again(process: Adding, place: Path, chance: Random, times: int) -> list[str]:
    """Kill the adding of all articles so many times, each time further on; return what is wrong.

    Every run tries to add all articles: those kept already are unchanged, and reported as well.
    """
    wrong: list[str] = []
    held = 0
    for left in range(times, 0, -1):
        step = max(1, (MANY - held) * 2 // (left + 1))
        process.start("add", place)
        reported = process.reported(min(MANY, held + chance.randrange(step + 1)))
        wait(chance, chance.choice((1e-5, 1e-3, 1e-2, 1e-1)))
        reported += process.kill()
        found, held = judged(place, reported)
        wrong += found
        if held > len(reported) + 1:
            wrong.append(f"{held} held, and no more than {len(reported)} reported")
    return wrong


def killed_at_each_step(
    process: Adding,
    folder: Path,
    verb: str,
    count: int,
    *,
    every: int = 1,
    before: Path | None = None,
) -> Iterator[tuple[Path, list[str]]]:
    """Give a store after each step at which its writer was killed, and what it had reported.

    Args:
        process: where it runs.
        folder: for the stores.
        verb: what is done.
        count: with how many articles.
        every: at every so many steps.
        before: the store as it was before; there was none where it is not given.
    """
    killed, step = True, 1
    while killed:
        place = folder / f"{verb}-{step}"
        if before:
            copytree(before, place)
        process.start(verb, place, count, step)
        reported, killed = process.ended()
        yield place, reported
        step += every


def judged(place: Path, reported: list[str]) -> tuple[list[str], int]:
    """Return what is wrong with a store whose writer was killed, and how many articles it holds."""
    if not kg.store.holds_graph(place):
        return [f"{place.name}: lost {reported}"] if reported else [], 0
    kept = kg.store.articles(place)
    ids = [article.id for article, _ in kept]
    wrong = []
    if lost := set(reported) - set(ids):
        wrong.append(f"reported and lost: {sorted(lost)}")
    if kept != articles()[: len(kept)]:
        wrong.append(f"held otherwise than given: {ids}")
    graph, rejected = built(len(kept)) if kept else (Graph(), Graph())
    if kg.store.open(place) != graph:
        wrong.append(f"{len(kept)} articles are not what a build of them is")
    if kept and kg.store.rejected(place) != rejected:
        wrong.append(f"{len(kept)} articles: not the same is kept out")
    if quads(place) != _quads(len(kept)):
        wrong.append(f"{len(kept)} articles: not the same is remembered")
    return wrong, len(kept)


def exported(place: Path) -> bytes:
    """Return what “kg export --format nq” gives."""
    return kg.store.open(place).serialize("nq")


def quads(place: Path) -> set[Quad]:
    """Return all that a store holds, the ledger as well."""
    return set(kg.store.folder.reading(place).match())


@cache
def _quads(count: int) -> set[Quad]:
    """Return all that a store of the first articles holds."""
    local = Local()
    Kept(local, made_by=MADE_BY).add(articles()[:count])
    return set(local.match())


def run(verb: str, place: str, count: int, step: int) -> None:
    """Do what a line asks for."""
    pairs = articles()[:count]
    if verb in {"join", "leave"}:
        with kg.store.writing(place, made_by=MADE_BY) as store:
            _be_killed_at(step)
            store.add(pairs[-1:]) if verb == "join" else store.retract([pairs[-1][0].id])
            _say(pairs[-1][0].id)
        return
    _be_killed_at(step)
    if verb == "replace":
        with kg.store.replacing(place, made_by=MADE_BY, base=BASE) as store:
            store.add(pairs)
        _say("replaced")
        return
    with kg.store.writing(place, made_by=MADE_BY) as store:
        for pair in pairs:
            store.add([pair])
            _say(pair[0].id)


def _be_killed_at(step: int) -> None:
    """Be killed at a call or return, the so-manieth, in the code that touches the disk."""
    if not step:
        return
    left = step

    def count(frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal left
        code = frame.f_code
        if code.co_filename.endswith(_STEPS_OF) and code.co_name not in _STEPLESS:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _main() -> None:
    Kept(Local(), made_by=MADE_BY).add(articles()[:1])  # everything is loaded
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            code = 1
            try:
                _say(os.getpid())
                run(*json.loads(line))
                _say("done")
                code = 0
            finally:
                os._exit(code)
        assert sys.stdin.readline() == "wait\n"
        _say(f"ended {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}")


if __name__ == "__main__":
    _main()

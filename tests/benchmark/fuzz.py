"""Tries all hostile laws again and again, with new seeds, for as long as it is told.

    python tests/benchmark/fuzz.py --minutes 30

Each law of tests/property/test_hostile_*.py gets its turn in a process of its own, so that a crash
costs that turn alone. At the end stand the number of examples, the slowest of each size, and each
failure with its seed and its example: keep it in tests/golden/hostile_seeds.json. Exit code 1 if
any law failed.
"""

import argparse
import faulthandler
import json
import math
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]
FILES = sorted((TESTS / "property").glob("test_hostile_*.py"))
_TOLD = "FUZZED "
_LONGEST_TURN = 300  # seconds


class Watch:
    """A plugin of pytest: more examples for each law, and what each cost."""

    def __init__(self, examples: int) -> None:
        self._examples = examples
        self.tried = 0
        self.slowest: dict[int, tuple[float, str, int]] = {}

    def pytest_sessionstart(self) -> None:
        from hypothesis.internal import observability  # noqa: PLC0415  after pytest's own import

        observability.OBSERVABILITY_COLLECT_COVERAGE = False
        observability.add_observability_callback(self.seen)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings  # noqa: PLC0415

        items[:] = [item for item in items if is_hypothesis_test(getattr(item, "obj", None))]
        for item in items:
            law = getattr(item, "obj", None)
            if law is not None:
                whole = getattr(law, "__func__", law)
                whole._hypothesis_internal_use_settings = settings(  # noqa: SLF001  no other way
                    whole._hypothesis_internal_use_settings,  # noqa: SLF001
                    max_examples=self._examples,
                    database=None,
                    deadline=None,
                    phases=(Phase.explicit, Phase.generate),  # a turn is too short to shrink in
                    suppress_health_check=list(HealthCheck),
                )

    def seen(self, told: Any) -> None:
        if getattr(told, "type", "") != "test_case":
            return
        self.tried += 1
        size = len(told.representation or "")
        took = sum(told.timing.values())
        power = int(math.log10(size + 1))
        self.slowest[power] = max(
            self.slowest.get(power, (0.0, "", 0)), (took, str(told.property), size)
        )


@dataclass
class Total:
    """What all turns gave together."""

    tried: int = 0
    turns: Counter[str] = field(default_factory=Counter)
    slowest: dict[int, tuple[float, str, int]] = field(default_factory=dict)
    failed: list[tuple[str, int, str]] = field(default_factory=list)


def turn(law: str, seed: int, examples: int) -> int:
    """Try one law, in this process, and tell in one line what came of it."""
    watch = Watch(examples)
    os.chdir(TESTS.parent)
    kept = os.fdopen(os.dup(2), "w")  # pytest takes standard error for itself
    faulthandler.dump_traceback_later(_LONGEST_TURN - 20, file=kept)
    options = ["-q", "--no-header", "-x", "--tb=short", f"--hypothesis-seed={seed}"]
    code = pytest.main([law, *options], plugins=[watch])
    sys.stdout.write(f"\n{_TOLD}{json.dumps([watch.tried, watch.slowest])}\n")
    return int(code)


def laws() -> list[str]:
    """The laws there are; each a test that hypothesis drives."""
    found = subprocess.run(
        [sys.executable, __file__, "--list"],
        cwd=TESTS.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    named = [line for line in found.stdout.splitlines() if "::" in line]
    assert named, found.stdout + found.stderr
    return named


def tried(law: str, seed: int, examples: int, total: Total, most: float) -> None:
    """Give a law its turn in another process, and keep what it tells."""
    command = [sys.executable, __file__, "--law", law, "--seed", str(seed)]
    begun = subprocess.Popen(
        [*command, "--examples", str(examples)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        said, _ = begun.communicate(timeout=max(most, 30))
    except subprocess.TimeoutExpired:
        begun.kill()
        begun.communicate()
        if most >= _LONGEST_TURN:
            total.failed.append((law, seed, f"no end within {most:.0f} s"))
        return
    total.turns[law] += 1
    before, told, counted = said.rpartition(_TOLD)
    if told:
        count, slowest = json.loads(counted.splitlines()[0])
        total.tried += count
        for power, found in slowest.items():
            total.slowest[int(power)] = max(
                total.slowest.get(int(power), (0.0, "", 0)), tuple(found)
            )
    if begun.returncode:
        total.failed.append((law, seed, f"exit code {begun.returncode}\n{before[-6000:]}"))


def main() -> int:
    """Try the laws until the time is up."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--examples", type=int, default=40, help="of a law, each turn")
    asked.add_argument("--list", action="store_true", help="the laws, and no more")
    asked.add_argument("--law", help="one law, once; needs --seed")
    asked.add_argument("--seed", type=int, default=random.randrange(2**32), help="the first seed")
    given = asked.parse_args()
    if given.list:
        os.chdir(TESTS.parent)
        options = ["--collect-only", "-q", "--no-header"]
        return int(pytest.main([*options, *map(str, FILES)], plugins=[Watch(1)]))
    if given.law:
        return turn(given.law, given.seed, given.examples)
    total, end, seed = Total(), time.monotonic() + 60 * given.minutes, given.seed
    every = laws()
    random.Random(seed).shuffle(every)
    print(f"{len(every)} laws of {len(FILES)} files, first seed {seed}", flush=True)  # noqa: T201
    while (left := end - time.monotonic()) > 0:
        law = every[(seed - given.seed) % len(every)]
        tried(law, seed, given.examples, total, min(left + 60, _LONGEST_TURN))
        seed += 1
    print(told(total, every))  # noqa: T201
    return 1 if total.failed else 0


def told(total: Total, every: list[str]) -> str:
    """What to print at the end."""
    lines = [f"{total.tried:,} examples in {sum(total.turns.values())} turns"]
    lines += [f"never had a turn: {law}" for law in every if not total.turns[law]]
    for power, (took, law, size) in sorted(total.slowest.items()):
        lines.append(f"slowest below 10^{power + 1} characters: {took:.2f} s ({size}), {law}")
    lines += [f"FAILED {law} with seed {seed}: {said}" for law, seed, said in total.failed]
    return "\n".join([*lines, f"{len(total.failed)} failures"])


if __name__ == "__main__":
    raise SystemExit(main())

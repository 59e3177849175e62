"""How the cost of a build grows with the number of articles; not part of the plain run.

    pytest tests/benchmark/test_growth.py

writes docs/growth.md.
"""

import json
import math
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from benchmark import ours  # tests/ is on the path

SIZES = (100, 200, 400)
STAGES = ("extract", "resolve", "of it identity", "assemble", "check", "publish")
WORK = """
import json, pathlib, sys, tempfile, time
import kg
from kg.resolve.identity import Identity

folder, size = pathlib.Path(sys.argv[1]), int(sys.argv[2])
times = {}

def timed(name, work):
    start = time.process_time()
    result = work()
    times[name] = time.process_time() - start
    return result

articles = list(kg.read.articles(sorted(folder.glob("*.txt"))[:size]))
kg.extract.claims(articles[0])  # the models are loaded
claims = timed("extract", lambda: [c for a in articles for c in kg.extract.claims(a)])
found = timed("resolve", lambda: kg.resolve.resolution(claims, articles=articles))
dates = {a.id: a.published for a in articles if a.published}
said = list(dict.fromkeys(claims))
timed("of it identity", lambda: Identity(said, dates=dates).told.judgements())
graph = timed(
    "assemble", lambda: kg.assemble.graph(found.facts, articles=articles, notes=found.notes)
)
accepted, rejected, _ = timed("check", lambda: kg.check.gate(graph))
with tempfile.TemporaryDirectory() as out:
    timed("publish", lambda: kg.publish.everything(accepted, rejected, pathlib.Path(out) / "g"))
print(json.dumps({"times": times, "facts": len(found.facts), "words": sum(
    len(a.text.split()) for a in articles)}))
"""
PAGE = """# How a build grows

Builds of {sizes} articles of our own (`data/gold`, `tests/golden/pairs`), {words} words; processor
seconds of each stage in a process of its own, models loaded before. The exponent is that of the
power law through the points (least squares of the logarithms): 1 is growth in proportion.
Written by `pytest tests/benchmark/test_growth.py` on Python {python}, {machine}.

| stage | {heads} | exponent |
|---|{lines}---|
{rows}

Facts: {facts}. Identity (which names are one thing, with its reasons) takes {share:.1%} of the
build of {most} articles. The aim for the whole is an exponent of 1.15.
"""


@pytest.fixture(scope="module")
def articles(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of our own articles, those of one sort spread evenly."""
    return ours.spread(root, tmp_path_factory.mktemp("articles"), SIZES[-1])


def test_a_build_grows_in_proportion(articles: Path, root: Path) -> None:
    found = {size: _measured(articles, size) for size in SIZES}
    times = {size: each["times"] for size, each in found.items()}
    for each in times.values():
        each["the whole"] = sum(t for name, t in each.items() if name != "of it identity")
    rows = [
        f"| {name} | "
        + " | ".join(f"{times[size][name]:.2f}" for size in SIZES)
        + f" | {_exponent({size: times[size][name] for size in SIZES}):.2f} |"
        for name in (*STAGES, "the whole")
    ]
    most = SIZES[-1]
    page = PAGE.format(
        sizes=", ".join(map(str, SIZES)),
        words=", ".join(f"{found[size]['words']:,}" for size in SIZES),
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        heads=" | ".join(map(str, SIZES)),
        lines="---|" * len(SIZES),
        rows="\n".join(rows),
        facts=", ".join(f"{found[size]['facts']:,}" for size in SIZES),
        share=times[most]["of it identity"] / times[most]["the whole"],
        most=most,
    )
    (root / "docs" / "growth.md").write_text(page, "utf-8", newline="\n")

    assert _exponent({size: times[size]["the whole"] for size in SIZES}) <= 1.15


def _measured(folder: Path, size: int) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(folder), str(size)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _exponent(points: dict[int, float]) -> float:
    """The slope of a line through the logarithms."""
    xs, ys = [math.log(x) for x in points], [math.log(y) for y in points.values()]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)

"""What one machine and a cluster do with many articles, measured; not part of the plain run.

    pytest tests/benchmark/test_scale.py

writes docs/scale.md: a build on Spark with a worker and the driver killed, and what a hundred
million articles would cost.
"""

import os
import signal
import sys
import time
from pathlib import Path
from statistics import fmean
from subprocess import DEVNULL, Popen

import pytest
from benchmark import report  # tests/ is on the path
from benchmark.measuring import Measured, bytes_below, measured
from distributed import MISSING, busy, done, parts, rows, started, until
from made import news

ARTICLES = 2_000
BATCH = 50
SIZES = (500, 2_000)
ALL = 100_000_000
CORES = 1_000
HEADS = ("run", "wall clock", "processors", "memory", "disk")
WHAT = {
    "nquads": "`nquads/`",
    "facts": "`facts/`",
    "quads-1": "the store that `kg load` makes",
    "claims": "`claims/`: articles with what they say",
    "work": "`work/`: what the merge keeps on its way",
    "text": "the articles, as JSON lines",
}


def test_scale_is_written_down(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert not MISSING, MISSING
    place = tmp_path_factory.mktemp("scale")
    source = place / f"news-{ARTICLES}.jsonl"

    one = {size: _bulk(place, size) for size in SIZES}
    again, before, after = _killed_driver(source, place / "again")
    spark = {
        "undisturbed": _undisturbed(source, place / "quiet"),
        "two workers killed": _killed_worker(source, place / "killed"),
        "begun again": again,
    }

    expected = parts(place / f"bulk-{ARTICLES}", "nquads")
    for name in ("quiet", "killed", "again"):
        assert parts(place / name, "nquads") == expected, name
        assert rows(place / name, "facts") == rows(place / f"bulk-{ARTICLES}", "facts"), name
    assert 0 < before < after
    page = _page(place, one, spark, (before, after))
    (root / "docs" / "scale.md").write_text(page, "utf-8", newline="\n")


def _bulk(place: Path, size: int) -> Measured:
    """Build so many articles in bulk, with two jobs."""
    source = news.written(place / f"news-{size}.jsonl", size, seed=1)
    output = place / f"bulk-{size}"
    with measured(output) as cost:
        assert _kg("bulk", source, "-o", output, "--jobs", 2).wait() == 0
    return cost


def _undisturbed(source: Path, output: Path) -> Measured:
    with measured(output) as cost:
        process = started(source, output, BATCH)
        _, err = process.communicate()
        assert process.returncode == 0, err
    return cost


def _killed_worker(source: Path, output: Path) -> Measured:
    """Kill a worker in the middle of reading, and one more in the merge."""
    with measured(output) as cost:
        process = started(source, output, BATCH)
        until(process, output, ARTICLES // BATCH // 2)
        _kill(process.pid)
        while not (output / "work" / "0005").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        _kill(process.pid)
        _, err = process.communicate()
        assert process.returncode == 0, err
    return cost


def _killed_driver(source: Path, output: Path) -> tuple[Measured, int, int]:
    """Kill all processes in the middle of reading, and begin again."""
    first = started(source, output, BATCH)
    until(first, output, ARTICLES // BATCH // 2)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    before = done(output)
    with measured(output) as cost:
        second = started(source, output, BATCH)
        _, err = second.communicate()
        assert second.returncode == 0, err
    after = done(output)
    assert {name: after[name] for name in before} == before
    return cost, len(before), len(after)


def _kill(group: int) -> None:
    os.kill(busy(group), signal.SIGKILL)


def _kg(*args: object) -> Popen[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return Popen(command, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)


def _page(
    place: Path,
    one: dict[int, Measured],
    spark: dict[str, Measured],
    counts: tuple[int, int],
) -> str:
    """What is to be said of all this."""
    output = place / f"bulk-{ARTICLES}"
    lines = parts(output, "nquads").count(b"\n") / ARTICLES
    bytes_ = {
        name: bytes_below(output / name) / ARTICLES for name in ("nquads", "facts", "quads-1")
    }
    bytes_["claims"] = bytes_below(place / "killed" / "claims") / ARTICLES
    bytes_["work"] = (spark["two workers killed"].disk - bytes_below(place / "killed")) / ARTICLES
    bytes_["text"] = (place / f"news-{ARTICLES}.jsonl").stat().st_size / ARTICLES
    each = (one[SIZES[-1]].processor - one[SIZES[0]].processor) / (SIZES[-1] - SIZES[0])
    overhead = spark["undisturbed"].processor / one[ARTICLES].processor
    reports = [
        _row("`kg bulk --jobs 2`", one[ARTICLES]),
        *(_row(f"`kg distribute`, {name}", cost) for name, cost in spark.items()),
    ]
    page = (Path(__file__).parent / "scale.md").read_text("utf-8")
    return page.format(
        articles=ARTICLES,
        words=fmean(len(told.text.split()) for told in news.texts(200, seed=1)),
        batch=BATCH,
        before=counts[0],
        batches=counts[1],
        machine=report.machine(),
        runs=report.table(HEADS, reports),
        overhead=overhead,
        wall=spark["undisturbed"].seconds / one[ARTICLES].seconds,
        killed=spark["two workers killed"].seconds / one[ARTICLES].seconds,
        grown=report.table(HEADS, [_row(f"{size:,} articles", cost) for size, cost in one.items()]),
        exponent=report.exponent({size: cost.processor for size, cost in one.items()}),
        each=each,
        each_there=each * overhead,
        core_hours=each * overhead * ALL / 3600,
        days=each * overhead * ALL / 3600 / 24 / CORES,
        cores=CORES,
        lines=lines,
        lines_all=lines * ALL / 1e9,
        bytes=report.table(
            ("what", "an article", "10⁸ articles"),
            [
                (WHAT[name], f"{n / 1e3:.1f} kB", f"{n * ALL / 1e12:.2f} TB")
                for name, n in bytes_.items()
            ],
        ),
    )


def _row(name: str, cost: Measured) -> tuple[str, ...]:
    return (
        name,
        f"{cost.seconds:.0f} s",
        f"{cost.processor:.0f} s",
        f"{cost.megabytes / 1e3:.2f} GB",
        f"{cost.disk / 1e6:,.0f} MB",
    )

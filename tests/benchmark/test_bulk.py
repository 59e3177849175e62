"""What a build in bulk of 10⁶ film triples with their facts takes; not part of the plain run.

    pytest tests/benchmark/test_bulk.py

writes a section of docs/benchmarks.md.
"""

import sys
from pathlib import Path
from subprocess import DEVNULL, Popen

from benchmark import report  # tests/ is on the path
from benchmark.measuring import measured
from made import table

import kg

SIZES = (100_000, 1_000_000)
MOST = 6.0  # gigabytes
PAGE = """`kg bulk TABLE --map MAP --jobs 2`: a made table of films (`tests/made`) → sorted N-Quads,
Parquet, and the store. Memory is the most that all processes held at once (anonymous memory,
summed up); the aim is to stay under {most:.0f} GB. Disk is the most that stood below the output
meanwhile. On {machine}, two cores that other work used as well. Written by
`pytest tests/benchmark/test_bulk.py`.

{table}

Memory grows with the power {memory:.2f} of the number of triples, processor time with {time:.2f}.
"""
HEADS = ("films", "film triples", "quads", "wall clock", "processors", "memory", "disk")


def test_a_build_in_bulk_stays_within_its_memory(root: Path, tmp_path: Path) -> None:
    rows, costs = [], {}
    for size in SIZES:
        films = table.FILMS[size]
        source = table.written(tmp_path / f"films-{size}.jsonl", number=films, seed=0)
        output = tmp_path / f"graph-{size}"
        command = [sys.executable, "-m", "kg", "bulk", source, "--map", table.MAP, "-o", output]
        with measured(tmp_path) as cost:
            assert Popen([*map(str, command), "--jobs", "2"], stdout=DEVNULL).wait() == 0
        graph = kg.store.open(output)
        parts = (output / "nquads").glob("part-*.nq")
        quads = sum(path.read_bytes().count(b"\n") for path in parts)
        costs[len(graph)] = cost
        rows.append(
            (
                f"{films:,}",
                f"{len(graph):,}",
                f"{quads:,}",
                f"{cost.seconds:,.0f} s",
                f"{cost.processor:,.0f} s",
                f"{cost.megabytes / 1e3:.2f} GB",
                f"{cost.disk / 1e9:.2f} GB",
            )
        )
    text = PAGE.format(
        most=MOST,
        machine=report.machine(),
        table=report.table(HEADS, rows),
        memory=report.exponent({size: cost.megabytes for size, cost in costs.items()}),
        time=report.exponent({size: cost.processor for size, cost in costs.items()}),
    )
    report.section(root, "A build in bulk", text)

    assert max(cost.megabytes for cost in costs.values()) < MOST * 1e3

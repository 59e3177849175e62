"""How time and memory grow with the size of a film graph; not part of the plain run.

    pytest tests/benchmark/test_scaling.py

writes a section of docs/benchmarks.md.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmark import filmgraphs, peers, report  # tests/ is on the path

from kg.graph import Graph

WORK = f"""{report.PEAK}
import json, sys, time
from kg import network
from kg.check.shacl import findings
from kg.graph import Graph

def timed(work):
    start = time.process_time()
    given = work()
    return given, time.process_time() - start

data = open(sys.argv[1], "rb").read()
questions = json.loads(sys.argv[3])
network.collaborations_as_ties(Graph())  # what is read once is read
findings(Graph())
graph, load = timed(lambda: Graph.parse(data, "nt"))
took = {{
    "load": lambda: load,
    "turtle": lambda: timed(lambda: graph.serialize("ttl"))[1],
    "validate": lambda: timed(lambda: findings(graph))[1],
    "ask": lambda: timed(lambda: [graph.select(text) for text in questions])[1],
    "join": lambda: timed(lambda: network.collaborations_as_ties(graph))[1],
}}[sys.argv[2]]()
print(json.dumps([took, peak()]))
"""
WORKS = {
    "load": "load N-Triples",
    "turtle": "write sorted Turtle",
    "validate": "validate, the extra `fast`",
    "ask": "six queries",
    "join": "who worked with whom, as arrays",
}
ROUNDS = 3
PAGE = """Each work in fresh processes that load a film graph of so many triples, and do the work:
time on all processors without that of loading, peak of memory with it; medians of {rounds}, on
{machine}. The exponent is the slope of the logarithms by least squares: 1 is growth in proportion;
of memory it is lower, since Python with kg takes its share before anything is loaded.
Written by `pytest tests/benchmark/test_scaling.py`.

{table}
"""


def test_time_and_memory_grow_in_proportion(root: Path) -> None:
    measured = {size: _measured(size) for size in filmgraphs.SIZES}
    triples = {size: each["triples"] for size, each in measured.items()}
    rows, exponents = [], []
    for work, name in WORKS.items():
        times = {triples[size]: each[work][0] for size, each in measured.items()}
        peaks = {triples[size]: each[work][1] for size, each in measured.items()}
        slopes = [report.exponent(times), report.exponent(peaks)]
        rows.append(
            (
                name,
                *map(report.seconds, times.values()),
                f"{slopes[0]:.2f}",
                *(f"{peak:,.0f} MB" for peak in peaks.values()),
                f"{slopes[1]:.2f}",
            )
        )
        exponents += slopes
    counts = [f"{number:,}" for number in triples.values()]
    page = PAGE.format(
        rounds=ROUNDS,
        machine=report.machine(),
        table=report.table(
            ("work", *counts, "exponent", *(f"memory, {each}" for each in counts), "exponent"),
            rows,
        ),
    )
    report.section(root, "Growth with size", page)

    assert max(exponents) <= 1.25


def _measured(size: int) -> dict:
    path = filmgraphs.path(size)
    graph = Graph.parse(path.read_bytes(), "nt")
    texts = json.dumps([text for _, text in peers.questions(graph)])
    found = {"triples": len(graph)}
    del graph
    for work in WORKS:
        runs = [_once(path, work, texts) for _ in range(ROUNDS)]
        found[work] = tuple(median(each) for each in zip(*runs, strict=True))
    return found


def _once(path: Path, work: str, texts: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(path), work, texts],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])

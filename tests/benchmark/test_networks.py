"""What networks cost, side by side with other ways; not part of the plain run.

    pytest tests/benchmark/test_networks.py

writes docs/networks.md.
"""

import json
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
import rdflib

from kg.network import measures

PAGE = """# What networks cost

Medians of {rounds} rounds that take the ways in turn; seconds of the wall clock on Python {python},
{machine}, two cores that others use as well: read the ratios.
Written by `pytest tests/benchmark/test_networks.py`.

## The co-workers of a table of films

{films:,} films of Wikipedia's lists by year: {people:,} people, {pairs:,} pairs. All ways but the
second end in a `networkx.Graph`, with the same pairs and weights (Newman's).

| way | seconds | times ours |
|---|---|---|
{casts}

## A network of {ties:,} ties among {nodes:,} people

Made up: companies of eight, drawn from circles of 400 with one guest in ten. “Arrays” are what
`kg.network.collaborations_as_ties` gives; a `networkx.Graph` is first turned into arrays. The
scores differ by at most {differ:.0e}, the pieces not at all. Pieces of arrays are SciPy's, with the
extra and without; those of a `networkx.Graph` are left to NetworkX.

| measure | NetworkX | `fast` on arrays | `fast` on a `networkx.Graph` | ratio | turned |
|---|---|---|---|---|---|
{large}

Modularity of the communities: {plain:.4f} by NetworkX, {fast:.4f} by the extra. Of the table of
films above: {films_plain:.4f} and {films_fast:.4f}.
"""
ROUNDS = 3


@pytest.fixture(scope="module")
def casts(shared: Path) -> dict[str, list[str]]:
    lines = (shared / "eval/data/films/wikipedia_movies_table.jsonl").read_text("utf-8")
    rows = map(json.loads, lines.splitlines())
    return {f"{number}": row["cast"] for number, row in enumerate(rows)}


def test_networks_are_quick(casts: dict[str, list[str]], root: Path) -> None:
    small = _of_a_table(casts)
    large = _of_a_million()
    films = measures.joined(casts)
    page = PAGE.format(
        rounds=ROUNDS,
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        films=len(casts),
        people=len(films),
        pairs=films.size(),
        casts="\n".join(
            f"| {name} | {seconds:.2f} | {seconds / small['`measures.weighted_pairs`']:.1f} |"
            for name, seconds in small.items()
        ),
        films_plain=measures.modularity(films, measures.communities(films, fast=False)),
        films_fast=measures.modularity(films, measures.communities(films, fast=True)),
        **large,
    )
    (root / "docs" / "networks.md").write_text(page, "utf-8", newline="\n")


def _of_a_table(casts: dict[str, list[str]]) -> dict[str, float]:
    """Return how long each way takes; the first is ours."""
    kept = rdflib.Graph()
    member = rdflib.URIRef("https://w3id.org/filmkg/ontology#castMember")
    for film, cast in casts.items():
        for person in cast:
            kept.add((rdflib.URIRef(f"urn:film:{film}"), member, rdflib.Literal(person)))

    def by_projection() -> nx.Graph:
        sided = nx.Graph()
        people = {("p", person) for cast in casts.values() for person in cast}
        sided.add_nodes_from(people)
        for film, cast in casts.items():
            sided.add_edges_from((("f", film), ("p", person)) for person in cast)
        return nx.bipartite.collaboration_weighted_projected_graph(sided, people)

    def by_loop() -> nx.Graph:
        weights: dict[tuple[str, str], float] = {}
        for film in set(kept.subjects(member)):
            cast = sorted(map(str, kept.objects(film, member)))
            for pair in combinations(cast, 2):
                weights[pair] = weights.get(pair, 0.0) + 1 / (len(cast) - 1)
        found = nx.Graph()
        found.add_weighted_edges_from((*pair, weight) for pair, weight in weights.items())
        return found

    ours, projected, looped = measures.weighted_pairs(casts), by_projection(), by_loop()
    assert ours.size() == projected.size() == looped.size()
    for one, other, weight in ours.edges(data="weight"):
        assert weight == pytest.approx(projected[("p", one)][("p", other)]["weight"])
        assert weight == pytest.approx(looped[one][other]["weight"])
    return _timed(
        {
            "`measures.weighted_pairs`": lambda: measures.weighted_pairs(casts),
            "`measures.joined` (arrays alone)": lambda: measures.joined(casts),
            "`networkx.bipartite.collaboration_weighted_projected_graph`": by_projection,
            "a loop over an rdflib graph": by_loop,
        }
    )


def _of_a_million() -> dict[str, object]:
    its = measures.joined(_companies(36_500))
    net = its.network()
    ways: dict[str, tuple[Callable[..., object], dict[str, bool], dict[str, bool]]] = {
        "PageRank": (measures.pagerank, {"fast": False}, {"fast": True}),
        "communities": (measures.communities, {"fast": False}, {"fast": True}),
        "components": (measures.components, {}, {}),
    }
    rows = []
    for name, (way, plain, fast) in ways.items():
        found = _timed(
            {
                "plain": partial(way, net, **plain),
                "arrays": partial(way, its, **fast),
                "turned": partial(way, net, **fast),
            }
        )
        turned = f"{found['turned']:.2f}" if fast else "–"
        ratios = [f"{found['plain'] / found[kind]:.1f}" for kind in ("arrays", "turned")]
        cells = [f"{found['plain']:.2f}", f"{found['arrays']:.2f}", turned, ratios[0]]
        rows.append(f"| {name} | {' | '.join([*cells, ratios[1] if fast else '–'])} |")
    scores = [
        {score.node: score.value for score in measures.pagerank(its, fast=fast)}
        for fast in (False, True)
    ]
    assert measures.components(its) == measures.components(net)
    return {
        "ties": its.size(),
        "nodes": len(its),
        "large": "\n".join(rows),
        "differ": max(abs(scores[0][node] - scores[1][node]) for node in scores[0]),
        "plain": measures.modularity(its, measures.communities(its, fast=False)),
        "fast": measures.modularity(its, measures.communities(its, fast=True)),
    }


def _companies(works: int) -> dict[str, Iterable[str]]:
    chance = random.Random(0)
    circles = [[f"P{circle}-{number}" for number in range(400)] for circle in range(150)]
    found = {}
    for work in range(works):
        circle = chance.choice(circles)
        cast = {
            chance.choice(circle if chance.random() > 0.1 else chance.choice(circles))
            for _ in range(8)
        }
        found[f"W{work}"] = cast
    return found


def _timed(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median of each, in rounds that take them in turn."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}

"""The measures of large networks by NetworKit (the extra ``fast``): the same names and numbers.

Reference:
    C. L. Staudt, A. Sazonovs and H. Meyerhenke, “NetworKit: a tool suite for large-scale
    complex network analysis”, Network Science 4(4), 508–530 (2016).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import networkit as nk
import numpy as np

from kg.network.measures.engine import TOLERANCE
from kg.network.measures.scores import Score, grouped, scores
from kg.network.measures.ties import Ties


def betweenness(its: Ties, *, weighted: bool) -> list[Score]:
    """Return betweenness, as ``centrality.betweenness``."""
    graph = _graph(its, weighted=weighted, lengths=True)
    with _alone():
        found = nk.centrality.Betweenness(graph, normalized=True).run().scores()
    return scores(its, its.nodes, np.nan_to_num(found).tolist())  # of two nodes it knows none


def closeness(its: Ties, *, weighted: bool) -> list[Score]:
    """Return closeness, as ``centrality.closeness``."""
    graph = _graph(its, weighted=weighted, lengths=True)
    kind = nk.centrality.ClosenessVariant.GENERALIZED
    with _alone():
        found = nk.centrality.Closeness(graph, True, kind).run().scores()  # noqa: FBT003  normalized
    return scores(its, its.nodes, np.nan_to_num(found).tolist())


def pagerank(its: Ties) -> list[Score]:
    """Return PageRank, as ``centrality.pagerank``.

    What a walk loses where it cannot go on comes back to all nodes alike, and so to all in
    proportion: the scores need only add up to one.
    """
    graph = _graph(its)
    with _alone():
        found = np.array(nk.centrality.PageRank(graph, damp=0.85, tol=TOLERANCE).run().scores())
    return scores(its, its.nodes, (found / found.sum()).tolist())


def core_numbers(its: Ties) -> list[Score]:
    """Return core numbers, as ``centrality.core_numbers``."""
    graph = _graph(its, weighted=False)
    found = nk.centrality.CoreDecomposition(graph).run().scores()
    return scores(its, its.nodes, map(int, found))


def communities(its: Ties, *, seed: int) -> list[list[str]]:
    """Return communities, as ``groups.communities``."""
    graph = _graph(its)
    with _alone(seed):
        found = nk.community.PLM(graph, refine=True).run().getPartition()
    return grouped(its.nodes, found.getVector())


def _graph(its: Ties, *, weighted: bool = True, lengths: bool = False) -> nk.Graph:
    """Return the ties as NetworKit's graph: whoever measures it must keep it alive."""
    values = 1 / its.weight if lengths else its.weight
    places = (its.one.astype(np.uint64), its.other.astype(np.uint64))
    if not weighted:
        return nk.GraphFromCoo(places, n=len(its))
    return nk.GraphFromCoo((values, places), n=len(its), weighted=True)


@contextmanager
def _alone(seed: int = 0) -> Iterator[None]:
    """Let NetworKit work in one thread, so that it adds in the same order each time."""
    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)
    nk.setSeed(seed, False)  # noqa: FBT003  whether each thread has a seed of its own
    try:
        yield
    finally:
        nk.setNumberOfThreads(threads)

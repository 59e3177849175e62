"""Groups in a network: communities, pieces, and the ties that hold it together.

Networks and ``fast`` are as in :mod:`~kg.network.measures.centrality`.
"""

from collections.abc import Iterable

import networkx as nx
from scipy.sparse.csgraph import connected_components

from kg.network.measures import engine
from kg.network.measures.scores import grouped, groups
from kg.network.measures.ties import Network, Ties, ties


def communities(network: Network, *, seed: int = 0, fast: bool | None = None) -> list[list[str]]:
    """Return groups that are joined within more than between, largest first, each sorted.

    Args:
        network: any network; ``weight`` counts where edges have it.
        seed: where the search starts; the same seed gives the same groups.
        fast: as in ``centrality``; the two libraries search in another order, and find groups
            of the same modularity to two hundredths in large networks.

    References:
        V. D. Blondel et al., “Fast unfolding of communities in large networks”, Journal of
        Statistical Mechanics, P10008 (2008).
    """
    its = ties(network)
    if engine.wanted(network, fast=fast):
        found: list[list[str]] = engine.fast().communities(its, seed=seed)
        return found
    numbers = nx.Graph()
    numbers.add_nodes_from(range(len(its)))
    columns = (its.one.tolist(), its.other.tolist(), its.weight.tolist())
    numbers.add_weighted_edges_from(zip(*columns, strict=True))
    parts = nx.community.louvain_communities(numbers, weight="weight", seed=seed)
    return groups([its.nodes[number] for number in part] for part in parts)


def modularity(network: Network, parts: Iterable[Iterable[str]]) -> float:
    """Return how much more weight lies within groups than chance would put there.

    Args:
        network: any network with ties.
        parts: groups that share out all its nodes.

    References:
        M. E. J. Newman, “Analysis of weighted networks”, Physical Review E 70, 056131 (2004).
    """
    plain = engine.plain(network)
    return float(nx.community.modularity(plain, parts)) if plain.size() else 0.0


def components(network: Network) -> list[list[str]]:
    """Return the pieces that no tie joins to each other, largest first, each sorted.

    References:
        J. Hopcroft and R. Tarjan, “Algorithm 447: efficient algorithms for graph manipulation”,
        Communications of the ACM 16, 372–378 (1973).
    """
    if isinstance(network, Ties):
        return grouped(network.nodes, connected_components(network.matrix(), directed=False)[1])
    return groups(nx.connected_components(engine.undirected(network)))


def bridges(network: Network) -> list[tuple[str, str]]:
    """Return the ties without which a piece would fall into two: each and all sorted.

    References:
        R. E. Tarjan, “A note on finding the bridges of a graph”, Information Processing
        Letters 2, 160–161 (1974).
    """
    found = nx.bridges(engine.undirected(network))
    return sorted((min(pair), max(pair)) for pair in found)

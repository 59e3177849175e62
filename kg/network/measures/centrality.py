"""Measures of the nodes of a network, each with its source.

Each takes a NetworkX network, or :class:`~kg.network.measures.ties.Ties`, and gives scores,
highest first, equal ones in the order of their names. Of a directed network, betweenness,
closeness and PageRank follow the arrows; for the rest both directions are one tie. With the extra
``fast`` large undirected networks are measured by NetworKit: the same numbers to six significant
digits. ``fast`` asks for it (true), or for NetworkX (false), whatever the size.
"""

from collections.abc import Mapping

import networkx as nx
import numpy as np

from kg.network.measures import engine
from kg.network.measures.scores import Score, scores
from kg.network.measures.ties import Network, ties


def degree(network: Network) -> list[Score]:
    """Return with how many others each node is joined."""
    its = ties(network)
    counts = np.bincount(np.append(its.one, its.other), minlength=len(its))
    return scores(its, its.nodes, counts.tolist())


def strength(network: Network) -> list[Score]:
    """Return the sum of the weights of each node's ties.

    References:
        A. Barrat et al., “The architecture of complex weighted networks”, PNAS 101,
        3747–3752 (2004).
    """
    its = ties(network)
    ends = np.append(its.one, its.other)
    sums = np.bincount(ends, weights=np.append(its.weight, its.weight), minlength=len(its))
    return scores(its, its.nodes, sums.tolist())


def betweenness(
    network: Network, *, weighted: bool = False, fast: bool | None = None
) -> list[Score]:
    """Return on what share of the shortest paths of others each node stands.

    Args:
        network: a network of any size; time grows with nodes times ties.
        weighted: whether a tie is as long as one over its weight, as Newman has it;
            otherwise all are equally long.
        fast: as the module says.

    References:
        L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40,
        35–41 (1977); U. Brandes, “A faster algorithm for betweenness centrality”, Journal of
        Mathematical Sociology 25, 163–177 (2001).
    """
    if engine.wanted(network, fast=fast):
        found: list[Score] = engine.fast().betweenness(ties(network), weighted=weighted)
        return found
    plain = engine.plain(network)
    weight = _length if weighted else None
    return _scored(plain, nx.betweenness_centrality(plain, weight=weight))


def closeness(network: Network, *, weighted: bool = False, fast: bool | None = None) -> list[Score]:
    """Return how near each node is to those that it can reach, times the share it can reach.

    Args:
        network: any network, in one piece or not.
        weighted: as for :func:`betweenness`.
        fast: as the module says.

    References:
        S. Wasserman and K. Faust, “Social Network Analysis”, Cambridge University Press,
        1994, p. 201.
    """
    if engine.wanted(network, fast=fast):
        found: list[Score] = engine.fast().closeness(ties(network), weighted=weighted)
        return found
    plain = engine.plain(network)
    # NetworkX measures how near the others are that reach a node.
    outward = plain.reverse(copy=False) if plain.is_directed() else plain
    distance = _length if weighted else None
    return _scored(plain, nx.closeness_centrality(outward, distance=distance))


def pagerank(network: Network, *, fast: bool | None = None) -> list[Score]:
    """Return the share of time that a random walk over the weights spends at each node.

    The walk starts anew at any node with probability .15 at each step, and always where it
    cannot go on.

    References:
        L. Page, S. Brin, R. Motwani and T. Winograd, “The PageRank citation ranking:
        bringing order to the web”, Stanford InfoLab, 1999.
    """
    if engine.wanted(network, fast=fast):
        found: list[Score] = engine.fast().pagerank(ties(network))
        return found
    plain = engine.plain(network)
    tolerance = engine.TOLERANCE / max(len(plain), 1)  # NetworkX takes it times the nodes
    return _scored(plain, nx.pagerank(plain, weight="weight", tol=tolerance, max_iter=1000))


def core_numbers(network: Network, *, fast: bool | None = None) -> list[Score]:
    """Return for each node the largest k such that it is among nodes each joined to k of them.

    References:
        S. B. Seidman, “Network structure and minimum degree”, Social Networks 5, 269–287
        (1983).
    """
    if engine.wanted(network, fast=fast):
        found: list[Score] = engine.fast().core_numbers(ties(network))
        return found
    plain = engine.undirected(network)
    return _scored(plain, nx.core_number(plain))


def brokers(network: Network) -> list[Score]:
    r"""Return the effective size of each node's circle: its neighbours less their redundancy.

    Who is joined to n others, among whom there are t ties, reaches

    .. math:: n - 2t/n

    of them only through this node, as it were; whoever joins circles that do not know each other
    stands first. It needs no shortest paths, so that it can be had of any network.

    Returns:
        Scores from 0 to the number of neighbours; weights count for nothing.

    References:
        R. S. Burt, “Structural Holes”, Harvard University Press, 1992, p. 52; the formula is of
        S. P. Borgatti, “Structural holes: unpacking Burt's redundancy measures”, Connections
        20(1), 35–38 (1997).
    """
    its = ties(network)
    matrix = its.matrix()
    known = np.asarray(matrix.sum(axis=1)).ravel()
    between = np.asarray((matrix @ matrix).multiply(matrix).sum(axis=1)).ravel()  # 2t
    redundancy = np.divide(between, known, out=np.zeros(len(its)), where=known > 0)
    return scores(its, its.nodes, (known - redundancy).tolist())


def _scored(network: nx.Graph, values: Mapping[str, float]) -> list[Score]:
    return scores(network, values.keys(), values.values())


def _length(_one: str, _other: str, edge: Mapping[str, float]) -> float:
    """Return the length of an edge: the more two worked together, the nearer they are."""
    return 1 / edge.get("weight", 1.0)

"""Measures of networks: weights, centralities, communities; each with its source.

They take what ``kg.network`` gives, or any NetworkX network whose nodes are text.
"""

from collections.abc import Iterable, Mapping

import networkx as nx

from kg.network.measures.centrality import (
    betweenness,
    brokers,
    closeness,
    core_numbers,
    degree,
    pagerank,
    strength,
)
from kg.network.measures.groups import bridges, communities, components, modularity
from kg.network.measures.scores import Score
from kg.network.measures.side_by_side import noted, table
from kg.network.measures.ties import Network, Ties, joined, ties

__all__ = [
    "Network",
    "Score",
    "Ties",
    "betweenness",
    "bridges",
    "brokers",
    "closeness",
    "communities",
    "components",
    "core_numbers",
    "degree",
    "joined",
    "modularity",
    "noted",
    "pagerank",
    "strength",
    "table",
    "ties",
    "weighted_pairs",
]


def weighted_pairs(companies: Mapping[str, Iterable[str]]) -> nx.Graph:
    r"""Return the network of people who took part in the same works.

    Two people are joined by every work they share. A work with a large company joins each
    pair less: with :math:`n_k` people in work :math:`k`,

    .. math:: w_{ij} = \sum_{k \ni i,j} \frac{1}{n_k - 1}

    so that a person's weights add up to the number of works made with anybody else.

    Args:
        companies: work → the people who took part in it; a person counts once a work.

    Returns:
        An undirected network with P nodes for P people and no loops, nodes and edges sorted.
        Edges carry ``weight`` (works, a positive real) and ``shared`` (how many works, a
        positive integer). Works of one person add a node and no edge.

    Raises:
        TypeError: a work's people are given as one string.

    Example:
        >>> network = weighted_pairs({"A": ["Ada", "Ben"], "B": ["Ada", "Ben", "Cy"]})
        >>> network["Ada"]["Ben"]
        {'weight': 1.5, 'shared': 2}

    References:
        M. E. J. Newman, “Scientific collaboration networks. II. Shortest paths,
        weighted networks, and centrality”, Physical Review E 64, 016132 (2001).
    """
    return joined(companies).network()

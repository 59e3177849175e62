"""Measures of networks: weights, centralities, communities; each with its source.

A measure of nodes gives scores, highest first, equal ones in the order of their names.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse


class Score(NamedTuple):
    """The measure of one node.

    Attributes:
        name: what the node is called; the node itself where it has no name.
        value: the measure.
        node: the node.
    """

    name: str
    value: float
    node: str


def weighted_pairs(companies: Mapping[str, Iterable[str]]) -> nx.Graph:
    r"""Return the network of people who took part in the same works.

    Two people are joined by every work they share. A work with a large company joins each
    pair less: with :math:`n_k` people in work :math:`k`,

    .. math:: w_{ij} = \sum_{k \ni i,j} \frac{1}{n_k - 1}

    so that a person's weights add up to the number of works made with anybody else. With the
    incidence matrix :math:`B` of people and works, :math:`w = B D B^T` off its diagonal,
    where :math:`D` holds :math:`1/(n_k - 1)`.

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
    for work, people in companies.items():
        if isinstance(people, str):
            message = f"the people of “{work}” are one string; give a list of names"
            raise TypeError(message)
    sets = [frozenset(companies[work]) for work in sorted(companies)]
    people = sorted(frozenset().union(*sets))
    network = nx.Graph()
    network.add_nodes_from(people)
    place = {person: row for row, person in enumerate(people)}
    rows = [place[person] for company in sets for person in sorted(company)]
    columns = [column for column, company in enumerate(sets) for _ in company]
    incidence = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(people), len(sets))
    )
    sizes = np.array([len(company) for company in sets], dtype=float)
    share = np.divide(1.0, sizes - 1, out=np.zeros_like(sizes), where=sizes > 1)
    weight = sparse.triu(incidence @ sparse.diags_array(share) @ incidence.T, k=1).tocsr()
    weight.sort_indices()
    shared = (incidence @ incidence.T).tocsr()
    pairs = weight.tocoo()
    counts = shared[pairs.row, pairs.col] if pairs.nnz else ()
    for one, other, value, count in zip(pairs.row, pairs.col, pairs.data, counts, strict=True):
        network.add_edge(people[one], people[other], weight=float(value), shared=int(count))
    return network


def degree(network: nx.Graph) -> list[Score]:
    """Return with how many others each node is joined."""
    return _scores(network, dict(network.degree()))


def strength(network: nx.Graph) -> list[Score]:
    """Return the sum of the weights of each node's edges.

    References:
        A. Barrat et al., “The architecture of complex weighted networks”, PNAS 101,
        3747–3752 (2004).
    """
    return _scores(network, dict(network.degree(weight="weight")))


def brokers(network: nx.Graph, *, weighted: bool = False) -> list[Score]:
    """Return betweenness: on what share of the shortest paths of others each node stands.

    Args:
        network: a network of any size; time grows with nodes times edges.
        weighted: whether an edge is as long as one over its weight, as Newman has it;
            otherwise all are equally long.

    References:
        L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40,
        35–41 (1977); U. Brandes, “A faster algorithm for betweenness centrality”, Journal of
        Mathematical Sociology 25, 163–177 (2001).
    """
    return _scores(
        network, nx.betweenness_centrality(network, weight=_length if weighted else None)
    )


def closeness(network: nx.Graph, *, weighted: bool = False) -> list[Score]:
    """Return how near each node is to those that it can reach, times the share it can reach.

    Args:
        network: any network, in one piece or not.
        weighted: as for :func:`brokers`.

    References:
        S. Wasserman and K. Faust, “Social Network Analysis”, Cambridge University Press,
        1994, p. 201.
    """
    return _scores(
        network, nx.closeness_centrality(network, distance=_length if weighted else None)
    )


def pagerank(network: nx.Graph) -> list[Score]:
    """Return the share of time that a random walk over the weights spends at each node.

    References:
        L. Page, S. Brin, R. Motwani and T. Winograd, “The PageRank citation ranking:
        bringing order to the web”, Stanford InfoLab, 1999.
    """
    return _scores(network, nx.pagerank(network, weight="weight"))


def core_numbers(network: nx.Graph) -> list[Score]:
    """Return for each node the largest k such that it is among nodes each joined to k of them.

    References:
        S. B. Seidman, “Network structure and minimum degree”, Social Networks 5, 269–287
        (1983).
    """
    return _scores(network, nx.core_number(network))


def communities(network: nx.Graph, *, seed: int = 0) -> list[list[str]]:
    """Return groups that are joined within more than between, largest first, each sorted.

    Args:
        network: any network; ``weight`` counts where edges have it.
        seed: where the search starts; the same seed gives the same groups.

    References:
        V. D. Blondel et al., “Fast unfolding of communities in large networks”, Journal of
        Statistical Mechanics, P10008 (2008).
    """
    nodes = sorted(network)
    numbers = nx.Graph()
    numbers.add_nodes_from(range(len(nodes)))
    place = {node: number for number, node in enumerate(nodes)}
    numbers.add_weighted_edges_from(
        sorted(
            (*sorted((place[one], place[other])), weight)
            for one, other, weight in network.edges(data="weight", default=1.0)
        )
    )
    found = nx.community.louvain_communities(numbers, weight="weight", seed=seed)
    return _groups([nodes[number] for number in group] for group in found)


def components(network: nx.Graph) -> list[list[str]]:
    """Return the pieces that no edge joins to each other, largest first, each sorted."""
    return _groups(nx.connected_components(network))


def _scores(network: nx.Graph, values: Mapping[str, float]) -> list[Score]:
    scores = [
        Score(str(network.nodes[node].get("name", node)), value, node)
        for node, value in values.items()
    ]
    return sorted(scores, key=lambda score: (-score.value, score.name, score.node))


def _length(_one: str, _other: str, edge: Mapping[str, float]) -> float:
    """Return the length of an edge: the more two worked together, the nearer they are."""
    return 1 / edge.get("weight", 1.0)


def _groups(found: Iterable[Iterable[str]]) -> list[list[str]]:
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))

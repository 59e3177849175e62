"""Which library measures: NetworkX, or NetworKit for large networks where it is installed."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import networkx as nx

from kg.errors import NetworkError
from kg.network.measures.ties import Network, Ties, check

LARGE = 50_000
"""From how many ties on a network is measured by the extra ``fast``, where it is installed.

Below, files and pictures are the same whether it is installed or not.
"""
TOLERANCE = 1e-10
"""How near PageRank comes to where it converges: the sum of all differences."""


def wanted(network: Network, *, fast: bool | None) -> bool:
    """Return whether NetworKit is to measure a network.

    Args:
        network: any; a directed one is NetworkX's.
        fast: whether it was asked for; where not said, it measures what is large.

    Raises:
        NetworkError: it was asked for and is not installed, or the network is directed.
    """
    directed = isinstance(network, nx.Graph) and network.is_directed()
    if not fast:
        large = fast is None and not directed and network.size() >= LARGE
        return large and find_spec("networkit") is not None
    if directed:
        problem = "a directed network has no fast measure"
        raise NetworkError(problem, "Leave “fast” out")
    if find_spec("networkit") is None:
        problem = "fast measures need NetworKit, which is not installed"
        raise NetworkError(problem, "Run: pip install 'film-news-kg[fast]'")
    return bool(network.size())  # NetworKit breaks off where there is nothing to measure


def fast() -> ModuleType:
    """Return the measures by NetworKit, which is loaded only here."""
    return import_module("kg.network.measures.fast")


def plain(network: Network) -> nx.Graph:
    """Return a network as NetworkX's, without ties from a node to itself.

    Raises:
        NetworkError: it cannot be measured.
    """
    if isinstance(network, Ties):
        return network.network()
    check(network)
    loops = list(nx.selfloop_edges(network))
    if loops:
        network = network.copy()
        network.remove_edges_from(loops)
    return network


def undirected(network: Network) -> nx.Graph:
    """Return a network as NetworkX's, every tie in both directions."""
    found = plain(network)
    return found.to_undirected(as_view=True) if found.is_directed() else found

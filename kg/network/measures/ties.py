"""A network as arrays: what is made of incidences, and what large networks are measured as."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.errors import NetworkError

_LEAST = 1e-100


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """An undirected network without loops, as arrays: some thirty times smaller than NetworkX’s.

    Attributes:
        nodes: the nodes, sorted.
        one: for each tie the place of its first node; ties are sorted by both ends.
        other: the place of its second node, always after the first.
        weight: its weight, positive.
        shared: how many works it stands for.
        names: what the nodes are called, in their order; the nodes themselves where not given.
    """

    nodes: tuple[str, ...]
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    weight: NDArray[np.float64]
    shared: NDArray[np.int64]
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.nodes)

    def size(self) -> int:
        """Return the number of ties."""
        return len(self.one)

    def named(self, names: Mapping[str, str]) -> "Ties":
        """Return the same ties, their nodes called as given."""
        called = tuple(names[node] for node in self.nodes)
        return Ties(self.nodes, self.one, self.other, self.weight, self.shared, called)

    def network(self) -> nx.Graph:
        """Return the same as a NetworkX network, nodes and edges sorted.

        Edges carry ``weight`` and ``shared``, nodes ``name`` where names are known.
        """
        network = nx.Graph()
        network.add_nodes_from(self.nodes)
        if self.names:
            nx.set_node_attributes(network, dict(zip(self.nodes, self.names, strict=True)), "name")
        columns = (self.one, self.other, self.weight, self.shared)
        nodes = self.nodes
        for one, other, weight, shared in zip(*(c.tolist() for c in columns), strict=True):
            network.add_edge(nodes[one], nodes[other], weight=weight, shared=shared)
        return network

    def matrix(self) -> sparse.csr_array:
        """Return the adjacency of the nodes, in their order: symmetric, 1 for each tie."""
        rows, columns = np.append(self.one, self.other), np.append(self.other, self.one)
        ones = np.ones(len(rows))
        return sparse.csr_array((ones, (rows, columns)), shape=(len(self.nodes), len(self.nodes)))


Network: TypeAlias = "nx.Graph | Ties"
"""What can be measured."""


def ties(network: Network) -> Ties:
    """Return a network as arrays; both directions between two nodes are one tie.

    Raises:
        NetworkError: weights are not positive numbers, or two nodes have several ties.
    """
    if isinstance(network, Ties):
        return network
    check(network)
    nodes = sorted(network)
    place = {node: number for number, node in enumerate(nodes)}
    found = [
        (place[one], place[other], edge.get("weight", 1.0), edge.get("shared", 1))
        for one, other, edge in network.edges(data=True)
        if one != other
    ]
    one, other, weight, shared = np.array(found, dtype=float).reshape(-1, 4).T
    first, second = np.minimum(one, other), np.maximum(one, other)
    size = (len(nodes), len(nodes))
    weights = sparse.coo_array((weight, (first, second)), shape=size).tocsr().tocoo()
    counts = sparse.coo_array((shared, (first, second)), shape=size).tocsr()
    counts.sort_indices()
    names = tuple(str(network.nodes[node].get("name", node)) for node in nodes)
    return _of(tuple(nodes), weights.tocsr(), counts, names)


def check(network: nx.Graph) -> None:
    """Refuse a network that cannot be measured.

    Raises:
        NetworkError: weights are not positive numbers, or two nodes have several ties.
    """
    if network.is_multigraph():
        problem = "two nodes may have several ties in this network"
        raise NetworkError(problem, "Give one tie a pair: networkx.Graph(network)")
    for one, other, weight in network.edges(data="weight", default=1.0):
        if not (isinstance(weight, (int, float, np.number)) and _LEAST < weight < 1 / _LEAST):
            problem = f"the tie between {one} and {other} weighs {weight}"
            raise NetworkError(problem, "Give weights that are positive numbers")


def joined(companies: Mapping[str, Iterable[str]], *, newman: bool = True) -> Ties:
    r"""Return who took part in the same works, as arrays.

    With the incidence matrix :math:`B` of works and people, the number of works that two
    share is :math:`B^T B` off its diagonal, and Newman's weight :math:`B^T D B`, where
    :math:`D` holds :math:`1/(n_k - 1)`.

    Args:
        companies: work → the people who took part in it; a person counts once a work.
        newman: whether ``weight`` is Newman's; otherwise it is the number of shared works.

    Raises:
        TypeError: a work's people are given as one string.
    """
    for work, people in companies.items():
        if isinstance(people, str):
            message = f"the people of “{work}” are one string; give a list of names"
            raise TypeError(message)
    sets = [frozenset(companies[work]) for work in sorted(companies)]
    people = sorted(frozenset().union(*sets))
    place = {person: row for row, person in enumerate(people)}
    found = np.array([place[person] for company in sets for person in company], dtype=np.int32)
    sizes = np.array([len(company) for company in sets], dtype=np.int32)
    ends = np.append(np.int32(0), np.cumsum(sizes, dtype=np.int32))
    shape = (len(sets), len(people))
    incidence = sparse.csr_array((np.ones(len(found)), found, ends), shape=shape)
    share = np.divide(1.0, sizes - 1, out=np.zeros(len(sets)), where=sizes > 1)
    both = sparse.csr_array((np.repeat(1 + 1j * share, sizes), found, ends), shape=shape)
    pairs = sparse.triu(incidence.T @ both, k=1).tocsr()  # one product: numbers, and i × weights
    shared = pairs.real
    return _of(tuple(people), pairs.imag if newman else shared, shared)


def _of(
    nodes: tuple[str, ...],
    weight: sparse.csr_array,
    shared: sparse.csr_array,
    names: tuple[str, ...] = (),
) -> Ties:
    """Return the ties of two matrices of one pattern, their lower halves empty."""
    weight.sort_indices()
    shared.sort_indices()
    pairs = weight.tocoo()
    return Ties(
        nodes,
        pairs.row.astype(np.int64),
        pairs.col.astype(np.int64),
        pairs.data.astype(np.float64),
        np.rint(shared.tocoo().data).astype(np.int64),
        names,
    )

"""Measures of small networks straight from their definitions, slow and plain."""

from collections.abc import Iterable
from itertools import combinations, pairwise, permutations

import networkx as nx
import numpy as np

Values = dict[str, float]


def lengths(net: nx.Graph, *, weighted: bool) -> dict[tuple[str, str], float]:
    """The length of each tie, in both directions."""
    found = {}
    for one, other, edge in net.edges(data=True):
        length = 1 / edge["weight"] if weighted else 1.0
        found[one, other] = found[other, one] = length
    return found


def simple_paths(net: nx.Graph, one: str, other: str) -> list[tuple[str, ...]]:
    """Every way from one node to another that meets no node twice."""
    others = [node for node in net if node not in (one, other)]
    return [
        (one, *middle, other)
        for count in range(len(others) + 1)
        for middle in permutations(others, count)
        if all(net.has_edge(*step) for step in pairwise((one, *middle, other)))
    ]


def shortest_paths(net: nx.Graph, one: str, other: str, *, weighted: bool) -> list[tuple[str, ...]]:
    """The shortest of them; lengths that differ by rounding alone are equal."""
    length = lengths(net, weighted=weighted)
    found = {
        way: sum(length[step] for step in pairwise(way)) for way in simple_paths(net, one, other)
    }
    least = min(found.values(), default=0.0)
    return [way for way, long in found.items() if long <= least * (1 + 1e-9)]


def degree(net: nx.Graph) -> Values:
    return {node: len({*net[node]} - {node}) for node in net}


def strength(net: nx.Graph) -> Values:
    return {node: sum(edge["weight"] for edge in net[node].values()) for node in net}


def betweenness(net: nx.Graph, *, weighted: bool) -> Values:
    """The share of shortest paths between two others, averaged over all pairs of others."""
    found = dict.fromkeys(net, 0.0)
    for one, other in combinations(net, 2):
        ways = shortest_paths(net, one, other, weighted=weighted)
        for node in net:
            if node not in (one, other) and ways:
                found[node] += sum(node in way for way in ways) / len(ways)
    pairs = max((len(net) - 1) * (len(net) - 2) / 2, 1)
    return {node: value / pairs for node, value in found.items()}


def closeness(net: nx.Graph, *, weighted: bool) -> Values:
    """The share of others it can reach, over the mean distance to them."""
    length = lengths(net, weighted=weighted)
    found = {}
    for node in net:
        far = [
            sum(length[step] for step in pairwise(ways[0]))
            for other in net
            if other != node and (ways := shortest_paths(net, node, other, weighted=weighted))
        ]
        share = len(far) / (len(net) - 1) if len(net) > 1 else 0.0
        found[node] = share * len(far) / sum(far) if far else 0.0
    return found


def pagerank(net: nx.Graph) -> Values:
    """The one distribution that a step of the walk leaves as it is."""
    nodes = list(net)
    count = len(nodes)
    if not count:
        return {}
    walk = np.full((count, count), 1 / count)
    for row, node in enumerate(nodes):
        total = sum(edge["weight"] for edge in net[node].values())
        if total:
            walk[row] = [net[node].get(other, {"weight": 0})["weight"] / total for other in nodes]
    step = 0.85 * walk.T + 0.15 / count
    system = np.vstack([step - np.eye(count), np.ones(count)])
    told = np.append(np.zeros(count), 1.0)
    return dict(zip(nodes, np.linalg.lstsq(system, told, rcond=None)[0], strict=True))


def core_numbers(net: nx.Graph) -> Values:
    """The largest k for which some set with the node has k ties within for each of its own."""
    found: Values = dict.fromkeys(net, 0)
    for count in range(1, len(net) + 1):
        for chosen in combinations(net, count):
            least = min(len({*net[node]} & {*chosen}) for node in chosen)
            for node in chosen:
                found[node] = max(found[node], least)
    return found


def brokers(net: nx.Graph) -> Values:
    """Burt's effective size: each neighbour less the share in which others lead to it as well."""
    return {
        node: sum(
            1 - sum(net.has_edge(other, third) for third in net[node]) / len(net[node])
            for other in net[node]
        )
        for node in net
    }


def pieces(net: nx.Graph) -> set[frozenset[str]]:
    """The classes of what can be reached."""
    reached = {node: {node} for node in net}
    for _ in net:
        for node in net:
            reached[node] |= {far for near in net[node] for far in reached[near]}
    return {frozenset(nodes) for nodes in reached.values()}


def bridges(net: nx.Graph) -> set[frozenset[str]]:
    """The ties without which there is a piece more."""
    found = set()
    for one, other in list(net.edges):
        without = net.copy()
        without.remove_edge(one, other)
        if len(pieces(without)) > len(pieces(net)):
            found.add(frozenset((one, other)))
    return found


def modularity(net: nx.Graph, groups: Iterable[Iterable[str]]) -> float:
    """The sum over pairs within groups of the weight less that which chance would give."""
    twice = sum(strength(net).values())
    if not twice:
        return 0.0
    strong = strength(net)
    return (
        sum(
            net.get_edge_data(one, other, {"weight": 0})["weight"]
            - strong[one] * strong[other] / twice
            for group in map(list, groups)
            for one in group
            for other in group
        )
        / twice
    )

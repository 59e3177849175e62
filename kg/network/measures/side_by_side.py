"""Measures of the same nodes beside each other."""

from collections.abc import Callable, Sequence

import networkx as nx

from kg.errors import NetworkError
from kg.network.measures import centrality, engine, groups
from kg.network.measures.scores import Score
from kg.network.measures.ties import Network
from kg.query import Plain, Rows

_MEASURES: dict[str, Callable[[Network], list[Score]]] = {
    "degree": centrality.degree,
    "strength": centrality.strength,
    "betweenness": centrality.betweenness,
    "closeness": centrality.closeness,
    "pagerank": centrality.pagerank,
    "core_numbers": centrality.core_numbers,
    "brokers": centrality.brokers,
}

_GROUPS: dict[str, Callable[[Network], list[list[str]]]] = {
    "communities": groups.communities,
    "components": groups.components,
}


def table(network: Network, names: Sequence[str] = tuple(_MEASURES)) -> Rows:
    """Return measures side by side: a row a node, highest first by the first of them.

    Args:
        network: any network; betweenness and closeness of a large one take long.
        names: which measures, by the names of their functions.

    Returns:
        Rows with the columns ``name``, one for each measure, and ``node``.

    Raises:
        NetworkError: there is no such measure.
    """
    for name in names:
        if name not in _MEASURES:
            raise NetworkError.unknown("measure", name, _MEASURES)  # noqa: EM101  a noun
    found = {name: _MEASURES[name](network) for name in names}
    values = {name: {score.node: score.value for score in its} for name, its in found.items()}
    rows: list[dict[str, Plain]] = []
    for score in found[names[0]] if names else []:
        rows.append({"name": score.name})
        rows[-1].update((name, values[name][score.node]) for name in names)
        rows[-1]["node"] = score.node
    return Rows(rows, ["name", *names, "node"])


def noted(network: Network, *names: str) -> nx.Graph:
    """Return a network with measures as attributes of its nodes, for a file of it.

    Args:
        network: any network; it stays as it is.
        names: of measures, and ``communities`` or ``components``: these are numbers of groups,
            the largest group is 1. Where none is given, all but components.

    Raises:
        NetworkError: there is no such measure.
    """
    copy = engine.plain(network).copy()
    for name in names or (*_MEASURES, "communities"):
        if name in _GROUPS:
            parts = enumerate(_GROUPS[name](network), 1)
            values: dict[str, float] = {node: number for number, part in parts for node in part}
        elif name in _MEASURES:
            values = {score.node: score.value for score in _MEASURES[name](network)}
        else:
            raise NetworkError.unknown("measure", name, [*_MEASURES, *_GROUPS])  # noqa: EM101
        nx.set_node_attributes(copy, values, name)
    return copy

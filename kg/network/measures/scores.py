"""What a measure gives: scores of nodes, or groups of them; in an order that is always the same."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from kg.network.measures.ties import Network, Ties

_DIGITS = 12


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


def scores(network: Network, nodes: Iterable[str], values: Iterable[float]) -> list[Score]:
    """Return the scores of nodes, highest first, equal ones in the order of their names.

    What differs after the twelfth digit differs by rounding alone, and is equal.
    """
    if isinstance(network, Ties):
        names = dict(zip(network.nodes, network.names or network.nodes, strict=True))
    else:
        names = {node: str(network.nodes[node].get("name", node)) for node in network}
    found = [Score(names[n], value, n) for n, value in zip(nodes, values, strict=True)]
    return sorted(found, key=_order)


def _order(score: Score) -> tuple[float, str, str]:
    return -float(f"{score.value:.{_DIGITS}g}"), score.name, score.node


def groups(found: Iterable[Iterable[str]]) -> list[list[str]]:
    """Return groups of nodes, largest first, each sorted."""
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def grouped(nodes: Sequence[str], labels: Iterable[int]) -> list[list[str]]:
    """Return the groups of nodes that bear the same label, in the order of :func:`groups`.

    Args:
        nodes: sorted.
        labels: one for each.
    """
    marks = np.fromiter(labels, dtype=np.int64, count=len(nodes))
    order = np.argsort(marks, kind="stable")
    cuts = np.flatnonzero(np.diff(marks[order])) + 1
    found = [[nodes[place] for place in part.tolist()] for part in np.split(order, cuts)]
    return sorted(filter(None, found), key=lambda group: (-len(group), group))

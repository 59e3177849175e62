"""What a picture of a network shows: dots, lines, groups; the same for paper and for the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import networkx as nx

from kg.errors import NetworkError
from kg.network import measures
from kg.pictures import layout

COLOURS = (
    "#332288", "#cc6677", "#117733", "#ddaa33", "#88ccee",
    "#882255", "#44aa99", "#aa4499", "#999933",
)  # fmt: skip
"""Of groups, largest first; told apart on white whatever colours one sees.

The qualitative scheme “muted” of Paul Tol, “Colour schemes”, SRON/EPS/TN/09-002, 2021,
its sand made darker.
"""
OTHERS = "#b0b0b0"
"""Of those whose group is too small for a colour of its own."""

_DECIMALS = 6
_LONGEST_NAME = 28
_REACH = 1e9  # weights beyond, or below one over it, are measured as shares of the greatest


@dataclass(frozen=True, slots=True)
class Dot:
    """One node as it is drawn.

    Attributes:
        node: its IRI.
        name: what it is called.
        kind: what it is, as the network has it.
        x: from the left, -1 to 1.
        y: from below, -1 to 1.
        size: the root of its strength as a share of the greatest of all, 0 to 1.
        group: index into the groups of the sketch.
        strength: the sum of the weights of its edges in the whole network, drawn or not.
    """

    node: str
    name: str
    kind: str
    x: float
    y: float
    size: float
    group: int
    strength: float


@dataclass(frozen=True, slots=True)
class Line:
    """One edge as it is drawn.

    Attributes:
        one: index of a dot; where it begins, in a directed network.
        other: index of another dot.
        weight: of the edge; 1 where it has none.
        shared: how many works or people the two share; 1 where the network does not count.
        width: the weight as a share of the largest, 0 to 1.
    """

    one: int
    other: int
    weight: float
    shared: int
    width: float


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are joined within more than to others, and share a colour.

    Attributes:
        name: its best-joined members; “others” where several groups share a colour.
        size: how many of its members are drawn.
        colour: “#rrggbb”.
    """

    name: str
    size: int
    colour: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A network as it is drawn.

    Attributes:
        dots: in order of their nodes' IRIs.
        lines: in order of their ends.
        groups: largest first, at most one of each colour; those without a colour last.
        left_out: how many nodes are not drawn.
        directed: whether lines lead from one to the other.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    left_out: int
    directed: bool


def sketch(network: nx.Graph, *, most: int = 300, seed: int = 0) -> Sketch:
    """Return what a picture of a network shows.

    Args:
        network: any network, directed or not; an edge from a node to itself is not drawn.
        most: draw at most so many nodes, those of greatest strength, then by name; 0 draws all.
            Sizes and groups are those of the whole network.
        seed: where the search for groups and places starts.

    Returns:
        The same sketch for the same network and seed, whatever the order of its nodes.

    Raises:
        ValueError: ``most`` is less than 0.
        NetworkError: an edge has a weight that is no number above 0.

    Example:
        >>> pair = nx.Graph([("a", "b")])
        >>> [(dot.node, dot.x, dot.y) for dot in sketch(pair).dots]
        [('a', -1.0, 0.0), ('b', 1.0, 0.0)]
    """
    if most < 0:
        message = f"a picture shows at most {most} nodes; give 0 for all, or a number above"
        raise ValueError(message)
    whole, unit = _whole(network)
    ranked = measures.strength(whole)
    strength = {score.node: score.value for score in ranked}
    drawn = _drawn(whole, [score.node for score in (ranked[:most] if most else ranked)])
    names = {node: name_of(network, node) for node in drawn}
    groups, member = _groups(measures.communities(whole, seed=seed), strength, names)
    places = layout.positions(drawn, seed=seed)
    greatest = max(strength.values(), default=0.0) or 1.0
    dots = tuple(
        Dot(
            node=node,
            name=names[node],
            kind=str(network.nodes[node].get("kind", "")),
            x=places[node][0],
            y=places[node][1],
            size=round(sqrt(strength[node] / greatest), _DECIMALS),
            group=member[node],
            strength=strength[node] * unit,
        )
        for node in drawn
    )
    lines = _lines(drawn, unit)
    return Sketch(dots, lines, groups, len(network) - len(drawn), drawn.is_directed())


def name_of(network: nx.Graph, node: str) -> str:
    """Return what a node is called: itself where it has no name that can be seen."""
    name = str(network.nodes[node].get("name") or "")
    seen = any(letter.isprintable() and not letter.isspace() for letter in name)
    return name if seen else str(node)


def shortened(name: str, most: int = _LONGEST_NAME) -> str:
    """Return a name in at most so many letters, cut between words where it can be.

    >>> shortened("The Extraordinary Adventures of Nobody", 26)
    'The Extraordinary…'
    >>> shortened("Ada Marsh")
    'Ada Marsh'
    """
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    cut = name[: most - 1]
    whole, _, _ = cut.rpartition(" ")
    kept = whole if len(whole) > most // 2 else cut
    return kept.rstrip(" ,;:–-…") + "…"


def _whole(network: nx.Graph) -> tuple[nx.Graph, float]:
    """Return a network with nodes and edges sorted, without loops, and the unit of its weights."""
    ways = network.is_directed()
    ends = {
        (one, other) if ways or one < other else (other, one)
        for one, other in network.edges()
        if one != other
    }
    edges = [(*pair, network.get_edge_data(*pair)) for pair in sorted(ends)]
    weights = [_weight(one, other, edge) for one, other, edge in edges]
    greatest = max(weights, default=0.0)
    unit = 1.0 if not greatest or 1 / _REACH <= greatest <= _REACH else greatest
    whole = nx.DiGraph() if ways else nx.Graph()
    whole.add_nodes_from(sorted(network))
    for (one, other, edge), weight in zip(edges, weights, strict=True):
        whole.add_edge(one, other, weight=weight / unit, shared=_shared(edge))
    return whole, unit


def _drawn(whole: nx.Graph, chosen: Sequence[str]) -> nx.Graph:
    """Return the part of a network that is drawn, in the order of the whole."""
    if len(chosen) == len(whole):
        return whole
    drawn = nx.DiGraph() if whole.is_directed() else nx.Graph()
    drawn.add_nodes_from(sorted(chosen))
    drawn.add_edges_from(
        (one, other, edge)
        for one, other, edge in whole.edges(data=True)
        if one in drawn and other in drawn
    )
    return drawn


def _weight(one: str, other: str, edge: Mapping[str, object]) -> float:
    """Return the weight of an edge: 1 where it has none."""
    given = edge.get("weight")
    try:
        weight = 1.0 if given is None else float(given)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        weight = -1.0
    if not isfinite(weight) or weight <= 0:
        problem = f"the edge from “{one}” to “{other}” has the weight {given!r}"
        raise NetworkError(problem, "Give each edge a number above 0, or none at all")
    return weight


def _shared(edge: Mapping[str, object]) -> int:
    shared = edge.get("shared", 1)
    return shared if isinstance(shared, int) else 1


def _lines(drawn: nx.Graph, unit: float) -> tuple[Line, ...]:
    place = {node: number for number, node in enumerate(drawn)}
    heaviest = max((weight for _, _, weight in drawn.edges(data="weight")), default=1.0) or 1.0
    return tuple(
        Line(
            one=place[one],
            other=place[other],
            weight=edge["weight"] * unit,
            shared=edge["shared"],
            width=round(edge["weight"] / heaviest, _DECIMALS),
        )
        for one, other, edge in sorted(drawn.edges(data=True), key=lambda ends: ends[:2])
    )


def _groups(
    found: Sequence[Sequence[str]], strength: Mapping[str, float], names: Mapping[str, str]
) -> tuple[tuple[Group, ...], dict[str, int]]:
    """Return the groups as far as they are drawn, and to which of them each node belongs."""
    single = {members[0] for members in found if len(members) == 1}
    seen = [[node for node in members if node in names] for members in found]
    parts = sorted(filter(None, seen), key=lambda members: -len(members))
    coloured = [members for members in parts if members[0] not in single][: len(COLOURS)]
    held = {node for members in coloured for node in members}
    groups = [
        Group(_called(members, strength, names), len(members), colour)
        for members, colour in zip(coloured, COLOURS, strict=False)
    ]
    if rest := [node for members in parts for node in members if node not in held]:
        called = shortened(names[rest[0]]) if len(rest) == 1 else ""
        groups.append(Group(called or ("others" if groups else "unconnected"), len(rest), OTHERS))
        coloured.append(rest)
    member = {node: number for number, members in enumerate(coloured) for node in members}
    return tuple(groups), member


def _called(members: Sequence[str], strength: Mapping[str, float], names: Mapping[str, str]) -> str:
    best = sorted(members, key=lambda node: (-strength[node], names[node], node))
    few = best if len(best) <= 2 else best[:2]  # noqa: PLR2004  two names tell a group
    told = ", ".join(shortened(names[node]) for node in few)
    return told if len(few) == len(best) or told.endswith("…") else f"{told} …"

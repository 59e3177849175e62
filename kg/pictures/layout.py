"""Where the nodes of a network stand in a picture.

Each piece that is joined in itself is arranged by itself: a small one so that distances are as
the steps between its nodes, a large one by forces (see :mod:`kg.pictures.forces`). The pieces
are then packed, largest first, as near the middle as there is room.

References:
    E. R. Gansner, Y. Koren and S. North, “Graph drawing by stress majorization”, Graph Drawing
    2004, 239–250; K. Freivalds, U. Dogrusoz and P. Kikusts, “Disconnected graph layout and the
    polyomino packing approach”, Graph Drawing 2001, 378–391.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import signal, sparse
from scipy.sparse import csgraph

from kg.pictures import forces
from kg.pictures.forces import Points

_SMALL = 100  # nodes; up to here, distances are as steps
_STAR = 200  # nodes; a star of more has no room on one circle
_ROUNDS = 300
_ENOUGH = 1e-4
_MARGIN = 0.7  # round each piece; neighbours stand about 1 apart
_CELL = 0.5  # of the grid on which pieces are packed
_HULLS = 40  # pieces packed by their hulls; smaller ones by discs
_AHEAD = 4000  # places looked for at once
_WIDE = 4 / 3
_SIDES = 32
_DECIMALS = 6

_Mask = NDArray[np.bool_]


def positions(network: nx.Graph, *, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Return where each node stands, in a picture somewhat wider than high.

    Pieces that no edge joins do not overlap. Weights count where edges have them.

    Args:
        network: any network, directed or not.
        seed: moves where the search for a large piece begins.

    Returns:
        Node → x, y; in the order of the nodes' names. The middle is 0, and the longer side of
        the whole reaches from -1 to 1. The same network and seed give the same places,
        whatever the order of the nodes.

    Example:
        >>> positions(nx.Graph([("a", "b")]))
        {'a': (-1.0, 0.0), 'b': (1.0, 0.0)}
    """
    nodes = sorted(network)
    if not nodes:
        return {}
    joined = _joined(network, nodes)
    _, labels = csgraph.connected_components(joined, directed=False)
    pieces = np.split(np.argsort(labels, kind="stable"), np.cumsum(np.bincount(labels))[:-1])
    pieces.sort(key=lambda piece: (-len(piece), piece[0]))
    shapes = [_arranged(joined[piece][:, piece], seed) for piece in pieces]
    places = np.zeros((len(nodes), 2))
    for piece, shape, middle in zip(pieces, shapes, _packed(shapes), strict=True):
        places[piece] = shape + middle
    return dict(zip(nodes, _framed(places), strict=True))


def _joined(network: nx.Graph, nodes: Sequence[str]) -> sparse.csr_array:
    """Return the weights as a symmetric matrix without its diagonal."""
    row = {node: number for number, node in enumerate(nodes)}
    edges = sorted(
        (*sorted((row[one], row[other])), float(weight))
        for one, other, weight in network.edges(data="weight", default=1.0)
        if one != other and weight > 0
    )
    ones, others, weights = zip(*edges, strict=True) if edges else ((), (), ())
    half = sparse.coo_array((weights, (ones, others)), shape=(len(nodes), len(nodes)), dtype=float)
    return (half + half.T).tocsr()


def _arranged(joined: sparse.csr_array, seed: int) -> Points:
    """Return one piece arranged round 0, its nodes about 1 apart from their neighbours."""
    count = joined.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    degrees = np.diff(joined.indptr)
    if 3 < count <= _STAR and degrees.max() == count - 1 and joined.nnz == 2 * (count - 1):  # noqa: PLR2004  fewer make a line
        return _star(degrees)
    places = _by_steps(joined) if count <= _SMALL else forces.arranged(joined, seed=seed)
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    return np.asarray((places - middle) / forces.spacing(places))


def _by_steps(joined: sparse.csr_array) -> Points:
    """Return places between which distances are as the steps on the shortest way, if they can."""
    steps = csgraph.shortest_path(_lengths(joined), directed=False)
    weights = 1 / (steps + np.eye(len(steps))) ** 2 - np.eye(len(steps))
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    places = _around(steps)
    for _ in range(_ROUNDS):
        apart = np.hypot(*(places[:, None, :] - places[None, :, :]).T) + np.eye(len(steps))
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        moved = inverse @ pull @ places
        still = np.abs(moved - places).max() < _ENOUGH * steps.max()
        places = moved
        if still:
            break
    return forces.levelled(forces.eased(_fanned(places, joined)))


def _star(degrees: NDArray[np.int64]) -> Points:
    """Return one node in the middle of all the others, who stand evenly on a circle."""
    leaves = np.flatnonzero(degrees == 1)
    turn = np.arange(len(leaves)) * 2 * np.pi / len(leaves)
    places = np.zeros((len(degrees), 2))
    places[leaves] = np.column_stack([np.cos(turn), np.sin(turn)])
    return np.asarray(places * max(1.0, 0.5 / np.sin(np.pi / len(leaves))))


def _fanned(places: Points, joined: sparse.csr_array) -> Points:
    """Return places in which the leaves of a node are equally far from it, and evenly spread.

    They stay in order, and between the same neighbours of it that are no leaves.
    """
    degrees = np.diff(joined.indptr)
    fanned = places.copy()
    for hub in np.flatnonzero(degrees > 1):
        around = joined.indices[joined.indptr[hub] : joined.indptr[hub + 1]]
        leaf = degrees[around] == 1
        if leaf.sum() < 2 or leaf.all():  # noqa: PLR2004  one has nobody to stand beside
            continue
        ways = places[around] - places[hub]
        turns = np.arctan2(ways[:, 1], ways[:, 0])
        order = np.argsort(turns, kind="stable")
        order = np.roll(order, -int(np.argmin(leaf[order])))  # begin with one that is no leaf
        fixed = np.append(np.flatnonzero(~leaf[order]), len(order))
        far = float(np.median(np.hypot(*ways[leaf].T)))
        for begin, end in pairwise(fixed.tolist()):
            between = order[begin + 1 : end]
            first, last = turns[order[begin]], turns[order[end % len(order)]]
            gap = (last - first) % (2 * np.pi) or 2 * np.pi
            spread = first + gap * np.arange(1, len(between) + 1) / (len(between) + 1)
            ring = np.column_stack([np.cos(spread), np.sin(spread)])
            fanned[around[between]] = places[hub] + far * ring
    return fanned


def _lengths(joined: sparse.csr_array) -> sparse.csr_array:
    """Return how long each edge should be: longer between those who share few neighbours."""
    near = (joined != 0).astype(float) + sparse.eye_array(joined.shape[0])
    both = near @ near
    sizes = near.sum(axis=1)
    edges = joined.tocoo()
    together = np.asarray(both.tocsr()[edges.row, edges.col]).ravel()
    either = sizes[edges.row] + sizes[edges.col] - together
    return sparse.csr_array((2 - together / either, (edges.row, edges.col)), shape=joined.shape)


def _around(steps: Points) -> Points:
    """Return the nodes on a circle, ordered so that neighbours are often near each other."""
    centred = steps**2 - (steps**2).mean(axis=0)
    _, axes = np.linalg.eigh(centred @ centred.T)
    order = np.argsort(np.arctan2(axes[:, -1], axes[:, -2]), kind="stable")
    turn = np.empty(len(steps))
    turn[order] = np.arange(len(steps)) * 2 * np.pi / len(steps)
    return np.column_stack([np.cos(turn), np.sin(turn)]) * float(steps.max()) / 2


def _packed(shapes: Sequence[Points]) -> list[Points]:
    """Return where the middle of each piece goes: widest first, as near 0 as there is room.

    There is room: a piece as wide as :math:`a` keeps the corner of one no wider than itself from
    at most :math:`(2a)^2` cells.
    """
    masks = [
        _hull(shape) if number < _HULLS else _disc(shape) for number, shape in enumerate(shapes)
    ]
    widths = [max(mask.shape) for mask in masks]
    order = sorted(range(len(masks)), key=lambda number: -widths[number])
    rest = [widths[number] for number in order[1:]]
    side = max(widths) + 2 * max(rest, default=0) + 2 * int(np.hypot.reduce([0.0, *rest])) + 4
    taken = np.zeros((side, side), dtype=bool)
    free: dict[tuple[tuple[int, ...], bytes], Iterator[tuple[int, int]]] = {}
    middles = [np.zeros(2)] * len(masks)
    for number in order:
        mask = masks[number]
        key = (mask.shape, mask.tobytes())
        if key not in free:
            free[key] = _corners(taken, mask)
        right, up = next(at for at in free[key] if not (_under(taken, mask, at) & mask).any())
        _under(taken, mask, (right, up))[mask] = True
        middles[number] = (np.array([right, up]) + np.array(mask.shape) / 2) * _CELL
    return middles


def _under(taken: _Mask, mask: _Mask, at: tuple[int, int]) -> _Mask:
    return taken[at[0] : at[0] + mask.shape[0], at[1] : at[1] + mask.shape[1]]


def _corners(taken: _Mask, mask: _Mask) -> Iterator[tuple[int, int]]:
    """Give where the mask's corner may go, nearest the middle first; look again after many."""
    while True:
        yield from _nearest(taken, mask)


def _nearest(taken: _Mask, mask: _Mask) -> list[tuple[int, int]]:
    shape = mask[::-1, ::-1].astype(np.float32)
    clashes = signal.fftconvolve(taken.astype(np.float32), shape, mode="valid")
    free = np.argwhere(clashes < 0.5)  # noqa: PLR2004  counts, but for rounding
    far = np.abs(free + (np.array(mask.shape) - taken.shape) / 2)
    order = np.argsort((far[:, 0] / _WIDE) ** 4 + far[:, 1] ** 4, kind="stable")
    return [(int(right), int(up)) for right, up in free[order[:_AHEAD]]]


def _hull(shape: Points) -> _Mask:
    """Return the cells that a piece takes up: its hull, near enough, and a margin."""
    turn = np.arange(_SIDES) * 2 * np.pi / _SIDES
    ways = np.column_stack([np.cos(turn), np.sin(turn)])
    reach = (shape @ ways.T).max(axis=0) + _MARGIN
    half = np.ceil((np.abs(shape).max(axis=0) + _MARGIN) / _CELL).astype(int)
    right, up = ((np.arange(-cells, cells) + 0.5) * _CELL for cells in half)
    grid = np.stack(np.meshgrid(right, up, indexing="ij"), axis=-1)
    return np.asarray((grid @ ways.T <= reach).all(axis=-1))


def _disc(shape: Points) -> _Mask:
    """Return the cells of a disc that holds a piece and a margin; so that few discs differ."""
    cells = int(np.ceil((np.hypot(*shape.T).max() + _MARGIN) / _CELL))
    middles = np.arange(-cells, cells) + 0.5
    return np.asarray(np.hypot(middles[:, None], middles) <= cells)


def _framed(places: Points) -> Iterator[tuple[float, float]]:
    low, high = places.min(axis=0), places.max(axis=0)
    scale = float((high - low).max()) / 2 or 1.0
    framed = np.round((places - (low + high) / 2) / scale, _DECIMALS) + 0.0
    return zip(*framed.T.tolist(), strict=True)

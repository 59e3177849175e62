"""Let forces arrange a network in one piece: what is joined attracts, all else is held apart.

The forces are those of ForceAtlas2 with the energy LinLog, under which nodes that are joined
among themselves more than to others stand in clusters. Repulsion is summed pair by pair for a
few nodes; for many it is read off a mesh, by the Fourier transform, so that time grows hardly
faster than nodes and edges. Nothing is drawn by lot but the last digits of where nodes begin.

References:
    M. Jacomy, T. Venturini, S. Heymann and M. Bastian, “ForceAtlas2, a continuous graph layout
    algorithm for handy network visualization designed for the Gephi software”, PLoS ONE 9,
    e98679 (2014); A. Noack, “Energy models for graph clustering”, Journal of Graph Algorithms
    and Applications 11, 453–480 (2007); R. W. Hockney and J. W. Eastwood, “Computer simulation
    using particles”, 1988, chapter 5; U. Brandes and C. Pich, “Eigensolver methods for
    progressive multidimensional scaling of large data”, Graph Drawing 2006, 42–53.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft, sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

_PIVOTS = 50
_EXACT = 500  # nodes whose every pair is looked at
_CELLS = 256  # of the mesh, along each side
_STEPS = 400
_EASINGS = 60
_GRAVITY = 0.001  # against what is joined too loosely flying off
_GAP = 0.5  # between neighbours, as a share of what each had if all stood evenly
_RISE = 0.5
_LEAST_EFFICIENCY = 0.05
_FASTEST = 1000


def arranged(joined: sparse.csr_array, *, seed: int = 0) -> Points:
    """Return where the nodes of a network in one piece stand, centred, its long axis level.

    Args:
        joined: the weights of the edges, square and symmetric, of at least two nodes.
        seed: of the last digits of where the nodes begin.
    """
    count = joined.shape[0]
    weights = sparse.triu(joined, k=1).tocoo()
    strengths = np.sqrt(weights.data / weights.data.mean())
    degrees = np.diff(joined.indptr).astype(float)
    net = _Net(weights.row, weights.col, strengths, degrees + 1)
    places = _begun(joined) * np.sqrt(count) * 10
    places += np.random.default_rng(seed).normal(scale=0.01 * np.sqrt(count), size=places.shape)
    return levelled(eased(_settled(places, net)))


def levelled(places: Points) -> Points:
    """Return places centred, and turned until they reach farthest from left to right."""
    centred = places - places.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    signs = np.where((turned**3).sum(axis=0) < 0, -1.0, 1.0)
    return np.asarray(turned * signs)


def eased(places: Points) -> Points:
    """Return places of which none is very near another: both give way, as little as they must."""
    gap = _GAP * spacing(places)
    for _ in range(_EASINGS):
        pairs = cKDTree(places).query_pairs(gap, output_type="ndarray")
        if not len(pairs):
            break
        apart = places[pairs[:, 1]] - places[pairs[:, 0]]
        far = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), gap * 1e-3)
        push = apart * ((gap - far) / far * 0.3)[:, None]
        places = places + np.column_stack(
            [
                np.bincount(pairs[:, 1], push[:, side], len(places))
                - np.bincount(pairs[:, 0], push[:, side], len(places))
                for side in (0, 1)
            ]
        )
    return places


def spacing(places: Points) -> float:
    """Return how far apart neighbours would stand if all stood evenly; more than 0."""
    low, high = np.percentile(places, (1, 99), axis=0)
    wide, long = sorted(high - low)
    return float(max(np.sqrt(wide * long / len(places)), long / max(len(places) - 1, 1))) or 1.0


@dataclass(frozen=True, slots=True)
class _Net:
    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    strengths: Points
    masses: Points


def _begun(joined: sparse.csr_array) -> Points:
    """Return a first arrangement: by how many steps it is from each node to some of them."""
    count = joined.shape[0]
    steps = np.zeros((count, min(_PIVOTS, count)))
    nearest = np.full(count, np.inf)
    pivot = int(np.argmax(np.diff(joined.indptr)))
    for column in range(steps.shape[1]):
        steps[:, column] = csgraph.dijkstra(joined, indices=pivot, unweighted=True)
        nearest = np.minimum(nearest, steps[:, column])
        pivot = int(np.argmax(nearest))
    squares = steps**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    found = centred @ axes[:, :-3:-1]
    scale = np.abs(found).max(axis=0)
    return np.asarray(found / np.where(scale > 0, scale, 1.0))


def _settled(places: Points, net: _Net) -> Points:
    """Return where the nodes come to rest, each step as long as they do not swing."""
    count = len(places)
    before = np.zeros_like(places)
    speed = efficiency = 1.0
    tolerated = 0.05 * np.sqrt(count)
    for _ in range(_STEPS):
        force = _attraction(places, net) + _repulsion(places, net.masses)
        force -= _GRAVITY * net.masses[:, None] * (places - places.mean(axis=0))
        swing = np.hypot(*(force - before).T)
        total = float(net.masses @ swing) or 1.0
        traction = float(net.masses @ np.hypot(*(force + before).T)) / 2
        jitter = max(np.sqrt(tolerated), min(10.0, tolerated * traction / count**2))
        if total > 2 * traction:
            efficiency = max(efficiency * 0.5, _LEAST_EFFICIENCY)
            jitter = max(jitter, 1.0)
        target = jitter * efficiency * traction / total
        if total > jitter * traction:
            efficiency = max(efficiency * 0.7, _LEAST_EFFICIENCY)
        elif speed < _FASTEST:
            efficiency *= 1.3
        speed += min(target - speed, _RISE * speed)
        places = places + force * (speed / (1 + np.sqrt(speed * swing)))[:, None]
        before = force
    return places


def _attraction(places: Points, net: _Net) -> Points:
    apart = places[net.others] - places[net.ones]
    far = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-9)
    pull = apart * (net.strengths * np.log1p(far) / far)[:, None]
    count = len(places)
    return np.column_stack(
        [
            np.bincount(net.ones, pull[:, side], count)
            - np.bincount(net.others, pull[:, side], count)
            for side in (0, 1)
        ]
    )


def _repulsion(places: Points, masses: Points) -> Points:
    return _by_pairs(places, masses) if len(places) <= _EXACT else _by_mesh(places, masses)


def _by_pairs(places: Points, masses: Points) -> Points:
    apart = places[:, None, :] - places[None, :, :]
    squares = np.maximum((apart**2).sum(axis=2), 1e-6)
    push = masses[:, None] * masses[None, :] / squares
    return np.asarray((apart * push[:, :, None]).sum(axis=1))


def _by_mesh(places: Points, masses: Points) -> Points:
    """Return the repulsion as read off a mesh: masses laid on its corners, field between them."""
    low = places.min(axis=0)
    cell = float((places.max(axis=0) - low).max()) / (_CELLS - 2) or 1.0
    at = (places - low) / cell
    corner = at.astype(int)
    part = at - corner
    shares = [
        (
            (corner[:, 0] + right) * _CELLS + corner[:, 1] + up,
            np.abs(1 - right - part[:, 0]) * np.abs(1 - up - part[:, 1]),
        )
        for right in (0, 1)
        for up in (0, 1)
    ]
    laid = sum(np.bincount(where, masses * share, _CELLS**2) for where, share in shares)
    spectrum = fft.rfft2(np.reshape(laid, (_CELLS, _CELLS)), s=(2 * _CELLS, 2 * _CELLS))
    fields = [
        fft.irfft2(spectrum * kernel)[:_CELLS, :_CELLS].ravel() / cell for kernel in _kernels()
    ]
    read = [sum(field[where] * share for where, share in shares) for field in fields]
    return np.column_stack(read) * masses[:, None]


@cache
def _kernels() -> tuple[Any, Any]:
    """Return the spectra of the push of one mass, rightward and upward, by cells between."""
    steps = fft.fftfreq(2 * _CELLS, 1 / (2 * _CELLS))
    right, up = np.meshgrid(steps, steps, indexing="ij")
    squares = right**2 + up**2 + 0.25
    return fft.rfft2(right / squares), fft.rfft2(up / squares)

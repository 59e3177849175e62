"""Place labels beside dots: the first first, none over another, none beyond the edge.

No label covers a dot, or stands nearer to another than to its own: it is left out instead.
Only where dots are so many that hardly a label would be left, those without a label do not count.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from kg.pictures.sketch import OTHERS, Sketch

_STEPS = (0.1, 0.45, 0.9)  # how far a label stands from the rim of its dot, in its own heights
_LINE = 0.2  # what it costs to cover one
_FAR = 2  # what each step costs
_MOST_LINES = 20  # more cost no more
_MANY_LINES = 3000  # more are not looked at
_FEW = 4  # hardly a label is left where fewer than one in so many find room


class Box(NamedTuple):
    """A rectangle, in pixels.

    Attributes:
        left: of its left side.
        low: of its lower side.
        right: of its right side.
        high: of its upper side.
    """

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )

    def within(self, other: "Box") -> bool:
        """Return whether all of this lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.low <= self.low
            and self.high <= other.high
        )


class Label(NamedTuple):
    """A text to be placed beside a dot.

    Attributes:
        dot: index of the dot.
        width: of the text, in pixels.
        height: of the text, in pixels.
        air: kept free beside it, in pixels; half as much above and below.
    """

    dot: int
    width: float
    height: float
    air: float = 2


def by_rank(drawn: Sketch, *, few: int) -> list[int]:
    """Return the dots, the strongest first; of more than a few, those that groups are named for."""
    best = sorted(
        range(len(drawn.dots)),
        key=lambda dot: (-drawn.dots[dot].strength, drawn.dots[dot].name, dot),
    )
    if len(best) <= few:
        return best
    members: dict[int, list[int]] = {}
    for dot in best:
        members.setdefault(drawn.dots[dot].group, []).append(dot)
    first = {
        dot
        for number, group in enumerate(drawn.groups)
        if group.colour != OTHERS
        for dot in members[number][:2]
    }
    return sorted(best, key=lambda dot: dot not in first)


def placed(
    labels: Sequence[Label],
    dots: NDArray[np.float64],
    radii: NDArray[np.float64],
    lines: NDArray[np.float64],
    room: Box,
    *,
    most: int,
) -> dict[int, Box]:
    """Return where labels stand, by their dot; one that finds no room is left out.

    Args:
        labels: the most important first.
        dots: where the dots are, in pixels.
        radii: of the dots.
        lines: from where to where the lines go, in pixels: n × 2 × 2.
        room: where labels may stand.
        most: how many labels there may be.
    """
    scene = _Scene(cKDTree(dots), radii, lines if len(lines) <= _MANY_LINES else lines[:0])
    found = _found(labels, scene, room, most)
    if len(found) >= min(len(labels), most) / _FEW:
        return found
    labels = labels[:most]
    few = np.array([label.dot for label in labels])
    own = [label._replace(dot=number) for number, label in enumerate(labels)]
    again = _found(own, _Scene(cKDTree(dots[few]), radii[few], scene.lines), room, most)
    return {labels[number].dot: box for number, box in again.items()}


def _found(labels: Sequence[Label], scene: "_Scene", room: Box, most: int) -> dict[int, Box]:
    taken: list[Box] = []
    found: dict[int, Box] = {}
    for label in labels:
        if len(found) == most:
            break
        best: tuple[float, Box] | None = None
        for step, box in _places(label, scene.dots.data[label.dot], float(scene.radii[label.dot])):
            if not box.within(room) or any(box.meets(other) for other in taken):
                continue
            air = label.air
            bare = Box(box.left + air, box.low + air / 2, box.right - air, box.high - air / 2)
            if scene.strange(bare, label.dot):
                continue
            cost = scene.cost(box) + _FAR * step
            if best is None or cost < best[0]:
                best = (cost, box)
            if not cost:
                break
        if best:
            found[label.dot] = best[1]
            taken.append(best[1])
    return found


def _places(label: Label, dot: NDArray[np.float64], radius: float) -> Iterator[tuple[int, Box]]:
    """Give places for a label, the best first: right, left, above, below, then between them."""
    x, y = dot
    wide, high = label.width + 2 * label.air, label.height + label.air
    for number, step in enumerate(_STEPS):
        gap = radius + high * step
        slant = 0.7 * gap
        for left, low in (
            (x + gap, y - high / 2),
            (x - gap - wide, y - high / 2),
            (x - wide / 2, y + gap),
            (x - wide / 2, y - gap - high),
            (x + slant, y + slant),
            (x + slant, y - slant - high),
            (x - slant - wide, y + slant),
            (x - slant - wide, y - slant - high),
        ):
            yield number, Box(left, low, left + wide, low + high)


class _Scene(NamedTuple):
    dots: cKDTree
    radii: NDArray[np.float64]
    lines: NDArray[np.float64]

    def strange(self, box: Box, own: int) -> bool:
        """Return whether a label here would cover a dot, or be as near to another as to its own."""
        rims = self._rims(box, own)
        return bool((rims <= max(0.0, self._rim(box, np.array([own]))[0])).any())

    def cost(self, box: Box) -> float:
        """Return what it costs to put a label here: for what lies under it."""
        return _LINE * min(self._lines_under(box), _MOST_LINES)

    def _rims(self, box: Box, own: int) -> NDArray[np.float64]:
        """Return how far the box is from the rims of the other dots that are near it."""
        middle = ((box.left + box.right) / 2, (box.low + box.high) / 2)
        reach = np.hypot(box.right - box.left, box.high - box.low) / 2
        far = reach + 2 * self.radii.max() + (box.high - box.low)
        close = self.dots.query_ball_point(middle, far)
        return self._rim(box, np.array([dot for dot in close if dot != own], dtype=int))

    def _rim(self, box: Box, which: NDArray[np.int64]) -> NDArray[np.float64]:
        x, y = self.dots.data[which].T
        beside = np.maximum(np.maximum(box.left - x, x - box.right), 0)
        above = np.maximum(np.maximum(box.low - y, y - box.high), 0)
        return np.asarray(np.hypot(beside, above) - self.radii[which])

    def _lines_under(self, box: Box) -> int:
        """Count the lines that cross a box: those left over when it has cut off their ends.

        Y.-D. Liang and B. A. Barsky, “A new concept and method for line clipping”, ACM
        Transactions on Graphics 3, 1–22 (1984).
        """
        begin, way = self.lines[:, 0], self.lines[:, 1] - self.lines[:, 0]
        way = np.where(way == 0, 1e-9, way)
        low = (np.array([box.left, box.low]) - begin) / way
        high = (np.array([box.right, box.high]) - begin) / way
        enters = np.maximum(np.minimum(low, high).max(axis=1), 0)
        leaves = np.minimum(np.maximum(low, high).min(axis=1), 1)
        return int((enters < leaves).sum())

"""Pictures of networks on paper: dots by strength, lines by weight, colours by group, names."""

from collections.abc import Sequence
from math import sqrt

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import ArrowStyle
from matplotlib.text import Text
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from kg.pictures import labels as places
from kg.pictures import legend
from kg.pictures.picture import DPI, INK, Picture, blank, extent, fit, nothing, plain, settled
from kg.pictures.sketch import Sketch, shortened, sketch

_WIDTH, _HEIGHT = 12.0, 8.0  # inches
_LEGEND = 2.9  # inches, right of the network
_EDGE = 0.25  # inches, left free all round
_TITLE = 0.5  # inches
_POINT = 72.0  # in an inch
_VECTORS = 4000  # lines, or dots; more are pixels in an SVG too
_FEW_NAMES = 60  # dots; up to here each has its name, if there is room
_SOME_NAMES = 150  # up to here each has its name, unless it would cover too much
_MANY_NAMES = 40
_TRIED = 8  # names for each that there may be, where many are
_NEAR = 0.35  # of the way to the nearest other dot, a dot's largest radius
_LEAST = 1.5  # points, that radius where dots stand close
_APART = 2.5  # inches; most lines are no longer


def network(
    network: nx.Graph,
    *,
    title: str = "",
    most: int = 150,
    labels: int | None = None,
    seed: int = 0,
) -> Picture:
    """Return a picture of a network.

    A dot's area is as the strength of its node in the whole network, but no dot is smaller than
    can be seen; a line is the wider, by the root, the greater the weight of its edge; the key
    shows the least and the greatest of both. A colour shows a group
    (:func:`kg.network.measures.communities`) of the whole network. In a network of two sides
    the second side's dots are square; in a directed network lines end in arrows.

    Args:
        network: any network that kg.network gives, or one like them.
        title: above the picture.
        most: draw at most so many nodes, those of greatest strength; 0 draws all.
        labels: name at most so many nodes; none given: all of a few, 40 of many. The strongest
            come first; of more than 60 nodes, the two strongest of each group come before
            them. A name that would cover a dot, or stand nearer to another than to its own, is
            left out, and the next one named; where dots are too many for that, a name may
            cover those that have none.
        seed: where the search for groups and places starts.

    Returns:
        The same picture for the same network and seed.

    Raises:
        ValueError: ``most`` or ``labels`` is less than 0.
        NetworkError: an edge has a weight that is no number above 0.
    """
    if labels is not None and labels < 0:
        message = f"a picture names at most {labels} nodes; give 0 for none, or a number above"
        raise ValueError(message)
    drawn = sketch(network, most=most, seed=seed)
    if not drawn.dots:
        return nothing(plain(title), "There is nothing to draw: the network is empty.")
    sides = [network.nodes[dot.node].get("bipartite", 0) for dot in drawn.dots]
    with settled():
        return Picture(plain(title), _figure(drawn, plain(title), sides, labels))


def _figure(drawn: Sketch, title: str, sides: Sequence[int], labels: int | None) -> Figure:
    figure = blank(_WIDTH, _HEIGHT)
    top = _TITLE if title else _EDGE
    axes = figure.add_axes(
        (
            _EDGE / _WIDTH,
            _EDGE / _HEIGHT,
            (_WIDTH - _LEGEND - 2 * _EDGE) / _WIDTH,
            (_HEIGHT - _EDGE - top) / _HEIGHT,
        )
    )
    _scale(axes, drawn)
    radii, widths = _radii(axes, drawn), _widths(drawn)
    _draw_lines(axes, drawn, radii, widths)
    _draw_dots(axes, drawn, radii, sides)
    _draw_names(figure, axes, drawn, radii, labels)
    legend.draw(figure, drawn, sides, room=_LEGEND, radii=radii.tolist(), widths=widths.tolist())
    if title:
        middle = (_WIDTH - _LEGEND) / 2 / _WIDTH
        above = figure.text(middle, 1 - _TITLE / 2 / _HEIGHT, shortened(title, 120), fontsize=14)
        above.set(ha="center", va="center")
        fit(above, figure, _WIDTH - _LEGEND - 2 * _EDGE)
    return figure


def _largest(drawn: Sketch) -> float:
    """Return how large a dot may be, in points: smaller the more there are."""
    return min(13.0, max(3.0, 75 / sqrt(len(drawn.dots))))


def _radii(axes: Axes, drawn: Sketch) -> NDArray[np.float64]:
    """Return how large the dots are, in points: neighbours do not cover each other."""
    largest = _largest(drawn)
    if len(drawn.dots) > 1:
        places = axes.transData.transform(_at(drawn)) * _POINT / DPI
        nearest = cKDTree(places).query(places, k=2)[0][:, 1]
        largest = max(_LEAST, min(largest, _NEAR * float(np.median(nearest))))
    least = largest / 3 if len(drawn.dots) < _VECTORS else 0.5
    return np.array([max(least, largest * dot.size) for dot in drawn.dots])


def _widths(drawn: Sketch) -> NDArray[np.float64]:
    """Return how wide the lines are, in points: finer the more there are."""
    crowd = max(0.25, min(1.0, sqrt(300 / max(1, len(drawn.lines)))))
    return np.array([(0.4 + 3.0 * sqrt(line.width)) * crowd for line in drawn.lines])


def _scale(axes: Axes, drawn: Sketch) -> None:
    """Let the picture hold all dots whole, with room for names at its sides, circles round."""
    axes.set_axis_off()
    at, radius = _at(drawn), _largest(drawn)
    x, y = at.T
    box = axes.get_window_extent()
    wide, high = box.width * _POINT / DPI, box.height * _POINT / DPI
    name = 0 if len(drawn.dots) > _FEW_NAMES else 45
    free_x, free_y = wide - 2 * (radius + 3 + name), high - 2 * (radius + 3)
    apart = [np.hypot(*(at[line.one] - at[line.other])) for line in drawn.lines]
    step = float(np.median(apart)) if apart else 2 / sqrt(len(at))
    # Of the network, a point.
    unit = max(np.ptp(x) / free_x, np.ptp(y) / free_y, step / (_APART * _POINT))
    middle_x, middle_y = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    axes.set_xlim(middle_x - wide * unit / 2, middle_x + wide * unit / 2)
    axes.set_ylim(middle_y - high * unit / 2, middle_y + high * unit / 2)


def _at(drawn: Sketch) -> NDArray[np.float64]:
    return np.array([(dot.x, dot.y) for dot in drawn.dots])


def _draw_lines(
    axes: Axes, drawn: Sketch, radii: NDArray[np.float64], widths: NDArray[np.float64]
) -> None:
    """Draw the lightest first; a line within a group has its colour, another is grey."""
    if not drawn.lines:
        return
    at = _at(drawn)
    order = sorted(range(len(drawn.lines)), key=lambda line: drawn.lines[line].width)
    lines, widths = [drawn.lines[line] for line in order], widths[order]
    many = len(lines)
    wide = np.array([line.width for line in lines])
    crowd = min(1.0, sqrt(300 / many))
    colours = np.array([to_rgba(_line_colour(drawn, line.one, line.other)) for line in lines])
    colours[:, 3] = np.clip((0.25 + 0.5 * np.sqrt(wide)) * crowd, 0.02, 0.8)
    if drawn.directed and many <= _VECTORS:
        _draw_arrows(axes, drawn, radii, colours, widths)
        return
    ends = np.array([(at[line.one], at[line.other]) for line in lines])
    axes.add_collection(
        LineCollection(
            list(ends),
            colors=colours,
            linewidths=widths,
            capstyle="round",
            rasterized=many > _VECTORS,
            zorder=1,
        ),
        autolim=False,
    )


def _draw_arrows(
    axes: Axes,
    drawn: Sketch,
    radii: NDArray[np.float64],
    colours: NDArray[np.float64],
    widths: NDArray[np.float64],
) -> None:
    """Draw lines that end in a head before the dot they lead to; two ways bend apart."""
    pairs = {(line.one, line.other) for line in drawn.lines}
    lines = sorted(drawn.lines, key=lambda line: line.width)
    for line, colour, wide in zip(lines, colours, widths.tolist(), strict=True):
        one, other = drawn.dots[line.one], drawn.dots[line.other]
        bend = 0.12 if (line.other, line.one) in pairs else 0.0
        axes.annotate(
            "",
            xy=(other.x, other.y),
            xytext=(one.x, one.y),
            zorder=1,
            arrowprops={
                "arrowstyle": ArrowStyle(  # type: ignore[no-untyped-call]
                    "-|>", head_length=0.25 + wide / 12, head_width=0.1 + wide / 20
                ),
                "connectionstyle": f"arc3,rad={bend}",
                "color": tuple(colour[:3]),
                "alpha": float(max(colour[3], 0.15)),
                "linewidth": wide,
                "shrinkA": float(radii[line.one]),
                "shrinkB": float(radii[line.other] + 1),
            },
        )


def _line_colour(drawn: Sketch, one: int, other: int) -> str:
    groups = drawn.dots[one].group, drawn.dots[other].group
    return drawn.groups[groups[0]].colour if groups[0] == groups[1] else "#888888"


def _draw_dots(axes: Axes, drawn: Sketch, radii: NDArray[np.float64], sides: Sequence[int]) -> None:
    at = _at(drawn)
    colours = np.array([drawn.groups[dot.group].colour for dot in drawn.dots])
    border = 0.8 if len(drawn.dots) <= _VECTORS else 0.0
    order = np.argsort(radii, kind="stable")
    for side, marker in enumerate(legend.SIDES):
        mine = np.array([dot for dot in order if sides[dot] == side], dtype=int)
        if len(mine):
            axes.scatter(
                at[mine, 0],
                at[mine, 1],
                s=(2 * radii[mine]) ** 2 * (0.8 if side else 1.0),
                c=list(colours[mine]),
                marker=marker,
                edgecolors="white",
                linewidths=border,
                rasterized=len(drawn.dots) > _VECTORS,
                zorder=2,
            )


def _draw_names(
    figure: Figure,
    axes: Axes,
    drawn: Sketch,
    radii: NDArray[np.float64],
    labels: int | None,
) -> None:
    count = len(drawn.dots)
    most = labels if labels is not None else count if count <= _SOME_NAMES else _MANY_NAMES
    texts = {
        dot: _name(axes, drawn, dot)
        for dot in places.by_rank(drawn, few=_FEW_NAMES)[: most * _TRIED]
    }
    sizes = {dot: extent(text, figure) for dot, text in texts.items()}
    dots = axes.transData.transform(_at(drawn))
    air = 3 if count > _SOME_NAMES else 2  # pixels; a ring takes some
    found = places.placed(
        [places.Label(dot, wide, high, air) for dot, (wide, high) in sizes.items()],
        dots,
        radii * DPI / _POINT,
        np.array([(dots[line.one], dots[line.other]) for line in drawn.lines]).reshape(-1, 2, 2),
        places.Box(*axes.get_window_extent().extents),
        most=most,
    )
    back = axes.transData.inverted()
    for dot, text in texts.items():
        if dot in found:
            box = found[dot]
            x, y = back.transform(((box.left + box.right) / 2, (box.low + box.high) / 2))
            text.set_position((float(x), float(y)))
        else:
            text.remove()
    if count > _SOME_NAMES:
        _ring(axes, drawn, radii, sorted(found))


def _ring(axes: Axes, drawn: Sketch, radii: NDArray[np.float64], named: Sequence[int]) -> None:
    """Ring the dots that are named, so that it is seen whose the names are."""
    at, colours = _at(drawn)[named], [drawn.groups[drawn.dots[dot].group].colour for dot in named]
    rings = (([INK], 2.0), (["white"], 1.2), (colours, 0.0))
    for colour, wider in rings:
        sizes = (2 * (radii[named] + wider)) ** 2
        axes.scatter(at[:, 0], at[:, 1], s=sizes, c=colour, linewidths=0, zorder=2.5)


def _name(axes: Axes, drawn: Sketch, dot: int) -> Text:
    big = drawn.dots[dot].size
    text = axes.text(0, 0, shortened(plain(drawn.dots[dot].name)), ha="center", va="center")
    text.set(fontsize=7 + 3 * big, zorder=3, parse_math=False)
    # Not a halo of strokes, which would write every letter twice and in full into an SVG.
    text.set_bbox({"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.75})
    return text

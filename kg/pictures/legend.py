"""The key of a network's picture: groups, the sides' marks, sizes and widths, who is left out."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kg.pictures.picture import FAINT, plain, width
from kg.pictures.sketch import Sketch, shortened

SIDES = ("o", "s")
"""The marks of a network's two sides."""

_EDGE = 0.25  # inches
_ROW = 0.24  # inches
_SIDE = ("one side", "other side")
_LETTERS = 34


def draw(
    figure: Figure,
    drawn: Sketch,
    sides: Sequence[int],
    *,
    room: float,
    radii: Sequence[float],
    widths: Sequence[float],
) -> None:
    """Draw the key of a network at the right of its picture.

    Args:
        figure: the picture.
        drawn: the network as it is drawn.
        sides: of each dot in a network of two sides, 0 or 1.
        room: how wide the key may be, in inches.
        radii: of each dot, in points.
        widths: of each line, in points.
    """
    wide, high = figure.get_size_inches()
    left, inch = 1 - room / wide, 1 / high
    entries = [
        (group.colour, "o", shortened(plain(group.name), _LETTERS), f" ({group.size:,})")
        for group in drawn.groups
    ]
    if any(sides):
        entries += [
            ("#555555", marker, shortened(plain(_kinds(drawn, sides, side)), _LETTERS), "")
            for side, marker in enumerate(SIDES)
        ]
    height = 0.5 + len(entries) * _ROW * inch / 2
    for number, (colour, marker, name, size) in enumerate(entries):
        y = height - number * _ROW * inch
        figure.add_artist(
            Line2D([left + 0.012], [y], marker=marker, color=colour, markersize=7, linestyle="")
        )
        text = figure.text(left + 0.025, y, name + size, va="center_baseline", fontsize=8)
        letters = len(name)
        while width(text, figure) > room - 0.45 and letters > 1:
            letters -= 1
            text.set_text(shortened(name, letters) + size)
    _draw_measures(figure, drawn, radii, widths, left=left)
    if drawn.left_out:
        all_of = len(drawn.dots) + drawn.left_out
        note = f"{len(drawn.dots):,} of {all_of:,} {_called(drawn)} drawn"
        figure.text(left, _EDGE * inch, note, color=FAINT, fontsize=8, va="bottom")


def _draw_measures(
    figure: Figure,
    drawn: Sketch,
    radii: Sequence[float],
    widths: Sequence[float],
    *,
    left: float,
) -> None:
    """Draw the least and the greatest dot and line as they are, and what they stand for."""
    wide, high = figure.get_size_inches()
    inch, point = 1 / high, 1 / 72 / wide
    y = (_EDGE + 1.6 * _ROW) * inch
    lines = sorted(zip((line.weight for line in drawn.lines), widths, strict=True))
    dots = sorted(zip((dot.strength for dot in drawn.dots), radii, strict=True))
    for what, ends, dotted in (("Weight", lines, False), ("Strength", dots, True)):
        if not ends:
            continue
        least, most = (_number(value) for value, _ in (ends[0], ends[-1]))
        x = left
        for _, size in (ends[0], ends[-1])[least == most :]:
            half = (size if dotted else 7) * point
            mark = Line2D([x + half], [y], color="#888888", linestyle="", marker="o")
            mark.set_markersize(2 * size)
            if not dotted:
                mark = Line2D([x, x + 2 * half], [y, y], color="#888888", linewidth=size)
            figure.add_artist(mark)
            x += 2 * half + 6 * point
        said = f"{what} {least}" if least == most else f"{what} {least} to {most}"
        figure.text(left + 68 * point, y, said, color=FAINT, fontsize=8, va="center_baseline")
        y += 1.5 * _ROW * inch


def _number(value: float) -> str:
    """Return a number in few digits.

    >>> _number(1234.5), _number(0.25), _number(2.0), _number(1e300)
    ('1,234', '0.25', '2', '1e+300')
    """
    return f"{value:,.0f}" if 1000 <= value < 1e9 else f"{value:.3g}"  # noqa: PLR2004  as it says


def _kinds(drawn: Sketch, sides: Sequence[int], side: int) -> str:
    dots = (dot for dot, its in zip(drawn.dots, sides, strict=True) if its == side)
    kinds = {kind for dot in dots for kind in dot.kind.split("; ") if kind}
    return ", ".join(sorted(kinds)) or _SIDE[side]


def _called(drawn: Sketch) -> str:
    kinds = {dot.kind for dot in drawn.dots}
    return "people" if kinds == {"Person"} else "nodes"

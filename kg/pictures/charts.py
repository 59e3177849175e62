"""A work's news over time: a lane for each sort of news, what is planned hollow."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from kg import query
from kg.graph import Graph
from kg.pictures.days import span, ticks
from kg.pictures.events import ACTUAL, OVER, PLANNED, Event, events
from kg.pictures.picture import DPI, FAINT, INK, Picture, blank, fit, nothing, plain, settled, width
from kg.pictures.sketch import COLOURS, shortened
from kg.query import Plain

_WIDTH = 12.0  # inches
_LEFT, _RIGHT, _TOP, _BELOW = 1.75, 0.45, 0.6, 0.95  # inches round the lanes
_ROW = 0.26  # inches
_MOST_ROWS = 12  # of a lane; what is more is counted
_GAP = 0.09  # inches between a mark and its words
_LONGEST = 90
_BAR = (0.24, 0.44)  # from where to where a bar reaches, below the middle of its row, in rows
_SHADES = (*COLOURS, "#6699cc")
_DARK, _OLD = "#555555", "#a0a0a0"
_KEY = {ACTUAL: "is so", PLANNED: "planned", OVER: "no longer so, or denied"}
_UNDATED = "no date of its own: on the day it was first told"
_VAGUE = "some time in these days"
_DISPUTED = "? articles disagree"


def timeline(graph: Graph, work: str) -> Picture:
    """Return a picture of a work's news over time, as the question “timeline” has it.

    A filled mark tells what is so, a hollow one what was planned, a grey cross what holds no
    longer: replaced, moved, withdrawn or denied. A disc stands on the date that an article
    tells; a bar covers the days of which it is one, where only a month or a year is told. A
    triangle has no date of its own: it stands on the day of the article that told it first, as
    a cross does on the day of the article that tells that a plan is over. “?” marks what
    articles tell in two ways. The ticks at the bottom are the dates of the articles.

    Args:
        graph: any graph.
        work: the work's name, as for ``kg.query.run``.

    Raises:
        QueryError: nothing in the graph is called so.
    """
    rows = query.run(graph, "timeline", film=work)
    return drawn(rows, plain(str(rows[0]["film"])) if rows else work)


def drawn(rows: Sequence[Mapping[str, Plain]], title: str) -> Picture:
    """Return the picture of rows that answer the question “timeline”."""
    found = events(rows)
    if not found:
        return nothing(title, "There is nothing to draw: none of its news has a date.")
    told = sorted({day[0] for row in rows if (day := span(row["told"]))})
    unread = {plain(str(row["date"])) for row in rows if row["date"] and not span(row["date"])}
    with settled():
        return Picture(title, _figure(title, found, told, sorted(unread)))


@cache
def colours() -> dict[str, str]:
    """Return the colour of each sort of news that the question lists: the same for each work."""
    columns = {column.name: column.meaning for column in query.question("timeline").columns}
    _, _, sorts = columns["what"].partition(": ")
    return dict(zip(sorts.split(", "), _SHADES, strict=False))


def _figure(
    title: str, found: Sequence[Event], told: Sequence[date], unread: Sequence[str]
) -> Figure:
    figure = blank(_WIDTH, 3)
    axes = figure.add_axes((_LEFT / _WIDTH, 0, (_WIDTH - _LEFT - _RIGHT) / _WIDTH, 1))
    _limit(axes, [*(event.begin for event in found), *(event.end for event in found), *told])
    lanes: dict[str, list[Event]] = {}
    for event in found:
        lanes.setdefault(event.lane, []).append(event)
    row = 0
    for lane, members in lanes.items():
        used = _draw_lane(figure, axes, members, row, colours().get(lane, _DARK))
        _name(axes, lane, row + (used - 1) / 2)
        row += used + 1
        axes.axhline(row - 1, color="#dddddd", linewidth=0.8, zorder=0)
    if told:
        _name(axes, "articles", row)
        _plot(axes, told, row, marker="|", markersize=13, markeredgewidth=1.4, color=INK)
        row += 1
    height = row * _ROW + _TOP + _BELOW
    figure.set_size_inches(_WIDTH, height)
    box = axes.get_position()
    axes.set_position((box.x0, _BELOW / height, box.width, row * _ROW / height))
    axes.set_ylim(row - 0.2, -0.8)
    _draw_dates(axes)
    above = figure.text(_LEFT / _WIDTH, 1 - 0.3 / height, shortened(title, 80), fontsize=14)
    above.set_verticalalignment("center")
    fit(above, figure, _WIDTH - _LEFT - _RIGHT)
    _draw_key(figure, found, height, unread)
    return figure


def _limit(axes: Axes, days: Sequence[date]) -> None:
    begin, end = date2num(min(days)), date2num(max(days))
    spare = max((end - begin) * 0.03, 10)
    first, last = date2num(date.min), date2num(date.max)
    axes.set_xlim(max(begin - spare, first), min(end + spare, last))


def _name(axes: Axes, lane: str, row: float) -> None:
    text = axes.text(-0.012, row, shortened(lane, 24), ha="right", va="center", fontsize=10)
    text.set_transform(axes.get_yaxis_transform())


def _plot(axes: Axes, days: Sequence[date], row: float, **mark: Any) -> None:  # noqa: ANN401
    at = [date2num(day) for day in days]
    axes.plot(at, [row] * len(at), linestyle="", zorder=3, clip_on=False, **mark)


def _draw_lane(figure: Figure, axes: Axes, found: Sequence[Event], top: int, colour: str) -> int:
    """Draw the events of a lane from a row downward, and return how many rows they take."""
    rows: list[list[tuple[float, float]]] = []
    left_out = 0
    for event in found:
        text, begin, end = _draw_words(figure, axes, event)
        row = next(
            (
                number
                for number, others in enumerate(rows)
                if all(end < low or high < begin for low, high in others)
            ),
            len(rows),
        )
        if row == _MOST_ROWS:
            text.remove()
            left_out += 1
            continue
        if row == len(rows):
            rows.append([])
        rows[row].append((begin, end))
        text.xy = (text.xy[0], top + row - (_BAR[0] / 2 if _long(event) else 0))
        _draw_mark(axes, event, top + row, colour)
    if left_out:
        more = axes.text(1, top + len(rows), f"and {left_out:,} more", fontsize=8, ha="right")
        more.set(transform=axes.get_yaxis_transform(), verticalalignment="center", color=FAINT)
    return len(rows) + bool(left_out)


def _long(event: Event) -> bool:
    return event.begin != event.end


def _draw_words(figure: Figure, axes: Axes, event: Event) -> tuple[Annotation, float, float]:
    """Return the words of an event, and from where to where in inches it and they reach.

    They stand beside a mark, on the side with more room, and above a bar, from its left end.
    """
    left, right = (edge / DPI for edge in axes.get_window_extent().intervalx)
    low, high = (
        float(axes.transData.transform((date2num(day), 0))[0]) / DPI
        for day in (event.begin, event.end)
    )
    said = f"{event.said} ?" if event.disputed else event.said
    text = axes.annotate(
        shortened(said, _LONGEST),
        (date2num(event.begin), 0),
        (0, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=8,
        color=FAINT if event.style == OVER else INK,
        annotation_clip=False,
    )
    if _long(event):
        fit(text, figure, right - left)
        long = width(text, figure)
        begin = min(low, right - long)
        text.xyann = ((begin - low) * 72, 0)
        return text, begin - _GAP, max(high, begin + long) + _GAP
    rightward = right - high >= low - left
    gap = _GAP + 0.05
    fit(text, figure, max(right - high, low - left) - gap)
    long = width(text, figure)
    text.xyann = ((gap if rightward else -gap) * 72, 0)
    text.set_horizontalalignment("left" if rightward else "right")
    reach = gap + long + _GAP
    return (text, low - gap, high + reach) if rightward else (text, low - reach, high + gap)


def _draw_mark(axes: Axes, event: Event, row: int, colour: str) -> None:
    ink = _OLD if event.style == OVER else colour
    if _long(event):
        begin, end = date2num(event.begin), date2num(event.end)
        corner, high = (begin, row + _BAR[0]), _BAR[1] - _BAR[0]
        axes.add_patch(Rectangle(corner, end - begin, high, zorder=3, **_bar(event.style, ink)))
        return
    _plot(axes, [event.begin], row, **_mark(event.style, ink, dated=event.dated))


def _mark(style: str, colour: str, *, dated: bool = True) -> dict[str, Any]:
    return {
        "marker": "x" if style == OVER else "o" if dated else "^",
        "markersize": 6,
        "markeredgewidth": 1.6,
        "markeredgecolor": colour,
        "markerfacecolor": colour if style == ACTUAL else "white",
    }


def _bar(style: str, colour: str) -> dict[str, Any]:
    dashed = "--" if style == OVER else "-"
    face = colour if style == ACTUAL else "white"
    return {"edgecolor": colour, "facecolor": face, "linewidth": 1.2, "linestyle": dashed}


def _draw_dates(axes: Axes) -> None:
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.yaxis.set_visible(False)
    first, last = (num2date(edge).date() for edge in axes.get_xlim())
    named = [(day, name) for day, name in ticks(first, last) if date2num(day) >= axes.get_xlim()[0]]
    axes.set_xticks([date2num(day) for day, _ in named], [name for _, name in named])
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x", color="#eeeeee", zorder=0)
    axes.set_axisbelow(True)


def _draw_key(figure: Figure, found: Sequence[Event], height: float, unread: Sequence[str]) -> None:
    """Draw what the marks mean, those alone that the picture has."""
    used = {event.style for event in found}
    marks = [(said, _mark(style, _DARK)) for style, said in _KEY.items() if style in used]
    if any(not event.dated and not _long(event) and event.style != OVER for event in found):
        marks.append((_UNDATED, _mark(ACTUAL, _DARK, dated=False)))
    if any(map(_long, found)):
        marks.append((_VAGUE, {"marker": "_", "markersize": 12, "markeredgewidth": 3.5}))
    if any(event.disputed for event in found):
        marks.append((_DISPUTED, {"marker": ""}))
    x, y = _LEFT, 0.42
    for said, mark in marks:
        text = figure.text(0, y / height, said, fontsize=8, va="center_baseline", color=FAINT)
        long = width(text, figure)
        before = {"": 0.0, "_": 0.16}.get(mark["marker"], 0.12)
        if x + before + long > _WIDTH - _RIGHT:
            x, y = _LEFT, y - 0.22
        text.set_position(((x + before) / _WIDTH, y / height))
        figure.add_artist(Line2D([x / _WIDTH], [y / height], **({"color": _DARK} | mark)))
        x += before + long + 0.35
    if unread:
        said = shortened(f"not placed: {', '.join(unread)}", 80)
        text = figure.text(_LEFT / _WIDTH, 0.2 / height, said, fontsize=8, color=FAINT)
        text.set_verticalalignment("center_baseline")

"""The money that works took: bars by work, one scale for each currency, nothing converted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kg import query
from kg.graph import Graph
from kg.pictures import amounts
from kg.pictures.picture import FAINT, INK, Picture, blank, fit, nothing, plain, settled, width
from kg.pictures.sketch import COLOURS, OTHERS, shortened
from kg.query import Plain

_WIDTH = 12.0  # inches
_NAMES, _PARTS, _SAID, _EDGE = 2.6, 2.9, 1.3, 0.25  # inches: names, parts, amounts, all round
_ROW, _HEAD, _GAP = 0.27, 0.45, 0.2  # inches
_MOST = 60  # bars; what is more is counted
_LISTED = 12  # amounts that are no numbers
_COUNTED = "number"
_TITLE = "Money taken"
_NOTE = "as the articles print it; nothing is converted"
_MANY = "#555555"  # places that have no colour of their own
_PLACES = {OTHERS: "no place is told", _MANY: "another place"}


@dataclass(frozen=True, slots=True)
class _Taking:
    work: str
    printed: str
    unit: str
    value: float | None
    territory: str
    parts: str
    status: str
    disputed: bool = False


def takings(graph: Graph, works: Sequence[str] = ()) -> Picture:
    """Return a picture of the money that works took, as the question “box_office” has it.

    One bar for each amount, labelled as printed, beside it where and in which time it was taken;
    a colour for each territory. Each currency has a scale of its own. Amounts that are no
    numbers are listed below. What is not told as so is drawn as an outline, with its status;
    “?” marks amounts on which articles disagree.

    Args:
        graph: any graph.
        works: names, as for ``kg.query.run``; all works where none is given.

    Raises:
        QueryError: nothing in the graph is called so.
        TypeError: the works are given as one string.
    """
    if isinstance(works, str):
        message = f"the works are one string; give a list of names, as [{works!r}]"
        raise TypeError(message)
    rows = [row for work in works for row in query.run(graph, "box_office", film=work)]
    if not works:
        rows = list(query.run(graph, "box_office"))
    return drawn(rows)


def drawn(rows: Iterable[Mapping[str, Plain]]) -> Picture:
    """Return the picture of rows that answer the question “box_office”."""
    found = sorted(_compared(set(map(_taking, rows))), key=lambda one: (one.unit, one.printed))
    if not found:
        return nothing(_TITLE, "There is nothing to draw: no money is told of.")
    with settled():
        return Picture(_TITLE, _figure(found))


def _compared(found: Iterable["_Taking"]) -> list["_Taking"]:
    """Keep what is marked as disputed where the amounts are of one currency, and not the same."""
    every = list(found)
    values: dict[tuple[str, ...], set[float | None]] = {}
    for one in every:
        values.setdefault((one.work, one.unit, one.parts), set()).add(one.value)
    return [
        replace(one, disputed=one.disputed and len(values[one.work, one.unit, one.parts]) > 1)
        for one in every
    ]


def _taking(row: Mapping[str, Plain]) -> _Taking:
    texts = {column: plain("" if value is None else str(value)) for column, value in row.items()}
    printed, unit = texts["amount"], ""
    value: float | None = None
    if isinstance(row["amount"], int):
        printed, unit, value = (
            f"{row['amount']:,}",
            texts["measure"] or _COUNTED,
            float(row["amount"]),
        )
    elif read := amounts.counted(printed):
        unit, value = (read[0] or texts["measure"]), read[1]
        value = value if unit else None
    until = f"to {texts['as_of']}" if texts["as_of"] else ""
    status = "" if texts["status"] == "actual" else texts["status"]
    parts = (texts["territory"], texts["period"], until, texts["measure"], status)
    return _Taking(
        work=texts["film"],
        printed=printed,
        unit=unit,
        value=value,
        territory=texts["territory"],
        parts=" · ".join(part for part in parts if part),
        status=status,
        disputed=bool(texts.get("disputed")),
    )


def _figure(found: Sequence[_Taking]) -> Figure:
    panels: dict[str, list[_Taking]] = {}
    for taking in found:
        if taking.value is not None:
            panels.setdefault(taking.unit, []).append(taking)
    unread = [taking for taking in found if taking.value is None]
    order = sorted(panels, key=lambda unit: (-len(panels[unit]), unit))
    bars = {unit: _ordered(panels[unit])[:_MOST] for unit in order}
    listed = [f"{t.work}: {t.printed}{f' ({t.parts})' if t.parts else ''}" for t in unread]
    listed += [
        f"{len(panels[unit]) - _MOST:,} smaller amounts in {unit}"
        for unit in order
        if len(panels[unit]) > _MOST
    ]
    if len(listed) > _LISTED:
        listed = [*listed[: _LISTED - 1], f"… and {len(listed) - _LISTED + 1:,} more"]
    height = 2 * _EDGE + _HEAD + sum(_HEAD + len(rows) * _ROW + _GAP for rows in bars.values())
    height += _HEAD + len(listed) * _ROW if listed else 0
    colours = _colours(found)
    key = _key([taking for rows in bars.values() for taking in rows], colours)
    height += _HEAD if key else 0
    figure = blank(_WIDTH, height)
    top = height - _EDGE - _HEAD
    long = _write(figure, _EDGE, top + _HEAD / 2, _TITLE, size=14)
    _write(figure, _EDGE + long + 0.15, top + _HEAD / 2, _NOTE, size=9, colour=FAINT)
    for unit, rows in bars.items():
        _write(figure, _EDGE, top - _HEAD / 2, unit, size=12)
        _draw_panel(figure, rows, top - _HEAD, colours)
        top -= _HEAD + len(rows) * _ROW + _GAP
    if key:
        _draw_key(figure, key, top - _HEAD / 2)
        top -= _HEAD
    if listed:
        _write(figure, _EDGE, top - _HEAD / 2, "not drawn", size=10, colour=FAINT)
        for number, line in enumerate(listed):
            y = top - _HEAD - (number + 0.5) * _ROW
            _write(figure, _EDGE, y, line, room=_WIDTH - 2 * _EDGE)
    return figure


def _ordered(takings: Sequence[_Taking]) -> list[_Taking]:
    """Return the amounts of the work that took most first, its own largest first."""
    most: dict[str, float] = {}
    for taking in takings:
        most[taking.work] = max(most.get(taking.work, 0.0), taking.value or 0.0)
    return sorted(
        takings,
        key=lambda one: (-most[one.work], one.work, -(one.value or 0.0), one.parts, one.printed),
    )


def _colours(found: Sequence[_Taking]) -> dict[str, str]:
    """Return a colour for each territory, those most told of first; one for all the rest.

    What is told of no territory is grey, and nothing else is.
    """
    counts: dict[str, int] = {}
    for taking in found:
        counts[taking.territory] = counts.get(taking.territory, 0) + bool(taking.territory)
    best = sorted((place for place in counts if place), key=lambda place: (-counts[place], place))
    return dict.fromkeys(best, _MANY) | dict(zip(best, COLOURS, strict=False)) | {"": OTHERS}


def _key(drawn: Sequence[_Taking], colours: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return what the words beside the bars do not tell: how it is filled, edged, and meant."""
    shown = {colours[taking.territory] for taking in drawn}
    entries = [(colour, colour, said) for colour, said in _PLACES.items() if colour in shown]
    if any(taking.status for taking in drawn):
        entries.append(("white", INK, "not told as so"))
    if any(taking.disputed for taking in drawn):
        entries.append(("", "", "? articles disagree"))
    return entries


def _draw_key(figure: Figure, entries: Sequence[tuple[str, str, str]], y: float) -> None:
    x = _EDGE + _NAMES + _PARTS
    for face, edge, said in entries:
        if face:
            mark = Line2D([(x + 0.06) / _WIDTH], [y / figure.get_figheight()], linestyle="")
            mark.set(marker="s", markersize=8, markerfacecolor=face, markeredgecolor=edge)
            figure.add_artist(mark)
            x += 0.2
        x += _write(figure, x, y, said, colour=FAINT) + 0.3


def _draw_panel(
    figure: Figure, rows: Sequence[_Taking], top: float, colours: dict[str, str]
) -> None:
    left, high = _EDGE + _NAMES + _PARTS, len(rows) * _ROW
    room = _WIDTH - left - _SAID - _EDGE
    height = figure.get_figheight()
    axes = figure.add_axes((left / _WIDTH, (top - high) / height, room / _WIDTH, high / height))
    _bare(axes, len(rows), max(taking.value or 0.0 for taking in rows))
    work = ""
    for number, taking in enumerate(rows):
        y = top - (number + 0.5) * _ROW
        colour = colours[taking.territory]
        axes.barh(
            number,
            taking.value or 0.0,
            height=0.68,
            color="white" if taking.status else colour,
            edgecolor=colour,
            linewidth=1,
        )
        reach = axes.transData.transform((taking.value or 0.0, number))[0] / figure.dpi
        said = f"{taking.printed} ?" if taking.disputed else taking.printed
        _write(figure, reach + 0.07, y, said, room=_WIDTH - reach - 0.1)
        if taking.work != work:
            work = taking.work
            _write(figure, _EDGE, y, work, size=9, room=_NAMES - 0.1)
        _write(figure, _EDGE + _NAMES, y, taking.parts, room=_PARTS - 0.15, colour=FAINT)


def _bare(axes: Axes, rows: int, most: float) -> None:
    axes.set_xlim(0, most or 1)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.xaxis.set_visible(False)
    axes.yaxis.set_visible(False)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color("#999999")


def _write(
    figure: Figure,
    x: float,
    y: float,
    said: str,
    *,
    size: float = 8,
    room: float = 6,
    colour: str = INK,
) -> float:
    """Write words at a place in inches, shortened to the room there is; return how wide."""
    text = figure.text(
        x / _WIDTH, y / figure.get_figheight(), shortened(said, 120), fontsize=size, color=colour
    )
    text.set_verticalalignment("center_baseline")
    fit(text, figure, room)
    return width(text, figure)

"""The answers to the question “timeline” as what stands once in the picture of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.pictures import amounts
from kg.pictures.days import span
from kg.pictures.picture import plain
from kg.query import Plain

Row = Mapping[str, Plain]

ACTUAL, PLANNED, OVER = "actual", "planned", "over"
_STYLES = {"actual": ACTUAL, "planned": PLANNED, "confirmed": PLANNED}


@dataclass(frozen=True, slots=True)
class Event:
    """What stands once in the picture, however often it was told.

    Attributes:
        begin: the first day that it can have been on.
        end: the last such day.
        lane: what sort of news it is.
        said: the words beside it.
        style: whether it is so, planned or over.
        dated: whether a date of its own is told; else it stands where an article tells it.
        disputed: whether articles disagree on it.
    """

    begin: date
    end: date
    lane: str
    said: str
    style: str
    dated: bool
    disputed: bool


@dataclass(slots=True)
class _Thing:
    """What rows tell of one thing, before it is put into words."""

    begin: date
    end: date
    lane: str
    how: str
    which: str
    where: str
    statuses: list[str]
    style: str
    day: str
    dated: bool
    disputed: bool
    names: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        parts = (self.how, self.which, ", ".join(self.names), self.where)
        said = " · ".join(part for part in parts if part)
        said = said or self.day
        return f"{said} ({', '.join(self.statuses)})" if self.style == OVER else said


def events(rows: Iterable[Row]) -> list[Event]:
    """Return the rows as events: who is in one thing joined, news where it is first told.

    What has no date of its own stands on the day of the article; what became of a plan, on the
    day of the article that tells it. Rows with neither are left out.
    """
    known = sorted((row for row in rows if _days(row)), key=_first)
    found = {id(row) for row in _disputed(known)}
    things: dict[tuple[object, ...], _Thing] = {}
    for row in known:
        thing = _thing(row, disputed=id(row) in found)
        who = _text(row, "who")
        own = (thing.begin, thing.end, bool(who)) if thing.dated else (None, None, who)
        key = (thing.lane, thing.how, thing.which, thing.where, *thing.statuses, *own)
        kept = things.setdefault(key, thing)
        kept.disputed |= thing.disputed
        if who and who not in kept.names:
            kept.names.append(who)
        if kept.style == ACTUAL and kept.dated:
            kept.end = _clipped(kept, row["told"])
    made = {
        Event(one.begin, one.end, one.lane, one.said, one.style, one.dated, one.disputed)
        for one in _once(list(things.values()))
    }
    return sorted(made, key=lambda one: (one.begin, one.end, one.lane, one.said, one.style))


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else plain(str(value))


def _style(row: Row) -> str:
    return _STYLES.get(_text(row, "status"), OVER)


def _days(row: Row) -> tuple[date, date] | None:
    """Return the days on which a row stands."""
    if _text(row, "date"):
        return span(row["date"])
    if _style(row) == OVER and (decided := span(row.get("decided"))):
        return decided
    return span(row["told"])


def _first(row: Row) -> tuple[tuple[date, date], str]:
    return _days(row) or (date.min, date.min), _text(row, "told")


def _thing(row: Row, *, disputed: bool) -> _Thing:
    begin, end = _days(row) or (date.min, date.min)
    what, how, which, where = (_text(row, part) for part in ("what", "how", "which", "where"))
    day, statuses = _text(row, "date"), [_text(row, "status")]
    return _Thing(
        begin=begin,
        end=end,
        lane=what,
        how=how,
        which=which,
        where=where,
        statuses=statuses,
        style=_style(row),
        day=day,
        dated=bool(day),
        disputed=disputed,
    )


def _clipped(thing: _Thing, told: Plain) -> date:
    """Return the last day that something told as done can have been on."""
    day = span(told)
    return min(thing.end, day[1]) if day and day[1] >= thing.begin else thing.end


def _disputed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that articles disagree on; amounts told in other words are no dispute."""
    marked = [row for row in rows if _text(row, "disputed")]
    return [
        row
        for row in marked
        if not amounts.amount(_text(row, "how"))
        or any(
            amounts.differ(_text(row, "how"), _text(other, "how"))
            for other in marked
            if all(_text(row, part) == _text(other, part) for part in ("what", "which", "where"))
        )
    ]


def _once(things: Sequence[_Thing]) -> list[_Thing]:
    """Leave out plans for what was so on that day, and say once that something is over."""
    found: list[_Thing] = []
    for thing in things:
        near = [other for other in things if _same_day(thing, other) and other is not thing]
        if thing.style == PLANNED and any(_covers(other, thing) for other in near):
            continue
        twin = next(
            (
                other
                for other in found
                if thing.style == other.style == OVER
                and _same_day(thing, other)
                and (thing.how, thing.where, thing.names) == (other.how, other.where, other.names)
            ),
            None,
        )
        if twin:
            twin.statuses = sorted({*twin.statuses, *thing.statuses})
        else:
            found.append(thing)
    return found


def _same_day(one: _Thing, other: _Thing) -> bool:
    return (one.lane, one.begin, one.end) == (other.lane, other.begin, other.end)


def _covers(done: _Thing, planned: _Thing) -> bool:
    """Return whether a thing that is so is the one that was planned, as far as the plan says."""
    return (
        done.style == ACTUAL
        and set(planned.names) <= set(done.names)
        and planned.how in {"", done.how}
        and planned.where in {"", done.where}
    )

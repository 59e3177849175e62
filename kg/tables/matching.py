"""Which row of a table of authority is which thing of a graph: by name, kind, year and company.

Nothing is guessed: what may be two things, or what the years speak against, is told as open.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.namespaces import folded
from kg.tables import identifiers
from kg.tables.authority import Identified


@dataclass(frozen=True, slots=True)
class Known:
    """A thing of a graph.

    Attributes:
        iri: its identifier there.
        kinds: what it is.
        name: what it is called.
        aliases: other names.
        years: when a person was born, or a work came out.
        beside: names of what it is credited with: works of a person, people of a work.
    """

    iri: str
    kinds: frozenset[str]
    name: str
    aliases: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    beside: frozenset[str] = frozenset()


class Match(NamedTuple):
    """A row that is of a thing of the graph, and why."""

    row: Identified
    known: Known
    why: str


class Unsure(NamedTuple):
    """A row that may be of these things of the graph, and why that is open."""

    row: Identified
    known: tuple[Known, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Matches:
    """What became of the rows, each in their order.

    Attributes:
        found: those that are of one thing.
        ambiguous: those that may be of one thing or another, or of none.
        unknown: those that no thing of the graph bears the name of.
    """

    found: list[Match]
    ambiguous: list[Unsure]
    unknown: list[Identified]


def matched(rows: Iterable[Identified], known: Iterable[Known]) -> Matches:
    """Return which row is of which thing of a graph.

    A row is of the only thing that bears its name, or another name of it, and may be of its kind,
    unless their years differ. Of several, it is of the one that agrees in its year, or stands
    beside the same work or person. Two rows that would give one thing two identifiers of one
    authority, or two things one, leave both open.

    Args:
        rows: of a table of authority, or of several.
        known: the things of the graph.

    Returns:
        What was found, with the reasons.
    """
    bearers: dict[str, dict[str, Known]] = defaultdict(dict)
    for each in known:
        for name in (each.name, *each.aliases):
            bearers[folded(name)][each.iri] = each
    judged: list[Match | Unsure] = []
    unknown: list[Identified] = []
    for row in rows:
        candidates = _candidates(row, bearers)
        if candidates:
            judged.append(_judged(row, candidates))
        else:
            unknown.append(row)
    why = _clashes([each for each in judged if isinstance(each, Match)])
    settled = [
        Unsure(each.row, *why[each]) if isinstance(each, Match) and each in why else each
        for each in judged
    ]
    found = [each for each in settled if isinstance(each, Match)]
    ambiguous = [each for each in settled if isinstance(each, Unsure)]
    return Matches(found, ambiguous, unknown)


def _candidates(row: Identified, bearers: Mapping[str, Mapping[str, Known]]) -> list[Known]:
    """Return what bears a name of the row and may be of its kind, in order."""
    named: dict[str, Known] = {}
    for name in (row.name, *row.aliases):
        named |= bearers.get(folded(name), {})
    fitting = (each for each in named.values() if any(map(row.may_be, each.kinds)))
    return sorted(fitting, key=lambda each: each.iri)


def _judged(row: Identified, candidates: Sequence[Known]) -> Match | Unsure:
    told = {each.iri: _Told.of(row, each) for each in candidates}
    if len(candidates) == 1:
        [only] = candidates
        if against := told[only.iri].against:
            return Unsure(row, (only,), f"{_called(row, only)}, but {against}")
        reasons = told[only.iri].reasons or ["nothing speaks against it"]
        return Match(row, only, ", and ".join((_called(row, only), *reasons)))
    agreeing = [each for each in candidates if told[each.iri].agrees]
    if len(agreeing) == 1:
        [only] = agreeing
        return Match(row, only, ", and ".join((_called(row, only), *told[only.iri].reasons)))
    if agreeing:
        why = f"{len(agreeing)} things bear the name and agree with the row"
        return Unsure(row, tuple(agreeing), why)
    why = f"{len(candidates)} things bear the name, and nothing tells which it is"
    return Unsure(row, tuple(candidates), why)


class _Told(NamedTuple):
    """What speaks for a row and a thing being one, and what against, in words."""

    reasons: list[str]
    against: str

    @property
    def agrees(self) -> bool:
        """Whether they are one among several of the name."""
        return bool(self.reasons) and not self.against

    @classmethod
    def of(cls, row: Identified, known: Known) -> "_Told":
        """Return what the years and the company of a row and a thing say."""
        reasons: list[str] = []
        against = ""
        sort = identifiers.year((row.kind, *known.kinds) if row.kind else known.kinds)
        if sort is not None and row.year is not None and known.years:
            near = [year for year in known.years if abs(year - row.year) <= sort.apart]
            theirs = " or ".join(map(str, sorted(near or known.years)))
            apart = f"{sort.says} {theirs} in the graph, {row.year} in the table"
            if row.year in near:
                reasons.append(f"{sort.says} {row.year} in both")
            elif near:
                reasons.append(apart)
            else:
                against = apart
        company = {folded(name) for name in known.beside}
        shared = [name for name in (*row.works, *row.people) if folded(name) in company]
        if shared:
            reasons.append(f"beside “{shared[0]}” in both")
        return cls(reasons, against)


def _called(row: Identified, known: Known) -> str:
    """Return which name the two have in common, in words."""
    if folded(row.name) == folded(known.name):
        return "the same name"
    theirs = {folded(name) for name in (known.name, *known.aliases)}
    shared = next(name for name in (row.name, *row.aliases) if folded(name) in theirs)
    return f"“{shared}” is a name of both"


def _clashes(matches: Sequence[Match]) -> dict[Match, tuple[tuple[Known, ...], str]]:
    """Return the matches that cannot all hold, each with the things in question and why."""
    of_thing: dict[tuple[str, str], dict[str, list[Match]]] = defaultdict(lambda: defaultdict(list))
    of_id: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        for column, text in match.row.ids:
            of_thing[match.known.iri, column][text].append(match)
            of_id[column, text].append(match)
    found: dict[Match, tuple[tuple[Known, ...], str]] = {}
    for (column, text), bearers in of_id.items():
        things = tuple({match.known.iri: match.known for match in bearers}.values())
        if len(things) > 1:
            why = f"{_rows(bearers)} give {text} of {column} to {len(things)} things of the graph"
            found |= dict.fromkeys(bearers, (things, why))
    for (_, column), by_text in of_thing.items():
        if len(by_text) > 1:
            every = [match for several in by_text.values() for match in several]
            why = f"{_rows(every)} give one thing {' and '.join(sorted(by_text))} of {column}"
            found |= dict.fromkeys(every, ((every[0].known,), why))
    return found


def _rows(matches: Sequence[Match]) -> str:
    return f"rows {', '.join(str(match.row.row) for match in matches)}"

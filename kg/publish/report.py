"""One page that shows each article with the words of its facts marked, and the facts beside it.

Pictures of the whole graph stand above them, folded in.

The page holds all it needs: it loads nothing, and its policy forbids it to. Without its
script it still shows every fact, linked to its words and back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import assemble, templates, writing
from kg.assemble import Row
from kg.graph import Graph
from kg.model import Span, Status, Voice
from kg.publish.illustrated import Illustration, illustrations
from kg.publish.pages.shown import NAMING, words
from kg.publish.pieces import Piece, pieces
from kg.query.articles import Articles, Heading

_OF_A_PASSAGE = ("speaker", "basis", "certainty")


@dataclass(frozen=True, slots=True)
class _Told:
    """A row as the page shows it; ``piece`` counts the pieces before its words."""

    number: int
    row: Row
    notes: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    piece: int

    @property
    def naming(self) -> bool:
        return self.row.relation in NAMING


@dataclass(frozen=True, slots=True)
class _Section:
    """An article as the page shows it: what is known of it (else empty), its pieces, its facts."""

    article: Heading
    pieces: list[Piece]
    groups: list[tuple[str, list[_Told]]]


def report(graph: Graph, path: str | Path) -> None:
    """Write the page of a graph: one HTML file that needs no network and no other file.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, page(graph).encode("utf-8"))


def page(
    graph: Graph,
    rows: Iterable[Row] | None = None,
    pictures: Callable[[], Sequence[Illustration]] | None = None,
) -> str:
    """Return the page of a graph as HTML; all that comes from a text is escaped.

    Args:
        graph: with its evidence.
        rows: its table of everything, where that is made already.
        pictures: gives its illustrations, where somebody else draws them.
    """
    environment = templates.environment("publish")
    environment.filters["words"] = words
    style, script = (templates.own("publish", f"report.{end}") for end in ("css", "js"))
    return environment.get_template("report.html.jinja").render(
        sections=_sections(graph, assemble.table(graph, everything=True) if rows is None else rows),
        illustrations=pictures() if pictures else illustrations(graph),
        style=style,
        script=script,
        style_digest=templates.digest(style),
        script_digest=templates.digest(script),
    )


def _sections(graph: Graph, every: Iterable[Row]) -> list[_Section]:
    rows = defaultdict(list)
    for row in every:
        rows[row.article].append(row)
    sections: list[_Section] = []
    first = 0
    for article in Articles(graph):
        text = article.text
        its_own = [row for row in rows[article.id] if not text or _stands(row, text)]
        sections.append(_section(article, its_own, first))
        first += len(its_own)
    return sections


def _stands(row: Row, text: str) -> bool:
    return text[row.start : row.end] == row.quote


def _section(article: Heading, rows: list[Row], first: int) -> _Section:
    rows = sorted(rows, key=lambda row: (row.start, row.end))
    cut = pieces(article.text, [Span(row.start, row.end) for row in rows], first)
    places: dict[int, int] = {}
    for place, piece in enumerate(cut):
        for number in piece.covers:
            places.setdefault(number, place)
    groups: defaultdict[str, list[_Told]] = defaultdict(list)
    for number, row in enumerate(rows, first):
        groups[row.subject].append(_told(number, row, places.get(number, 0)))
    return _Section(article, cut, sorted(groups.items(), key=lambda group: -len(group[1])))


def _told(number: int, row: Row, piece: int) -> _Told:
    given = dict(row.qualifiers)
    of_passage = [(name, str(given.pop(name))) for name in _OF_A_PASSAGE if name in given]
    tags = [("status", str(row.status))] if row.status != Status.ACTUAL else []
    if not row.current:
        tags.append(("status", "no longer current"))
    if row.voice != Voice.ARTICLE:
        tags.append(("voice", str(row.voice)))
    notes = (
        (name, ", ".join(value) if isinstance(value, list) else value)
        for name, value in given.items()
    )
    return _Told(number, row, tuple(notes), (*tags, *of_passage), piece)

"""Identifiers that changed between two builds: what the old ones are now."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg import store
from kg.errors import StoreError
from kg.graph import Graph, Iri, Literal
from kg.namespaces import ENTITY_SEGMENTS, folded, iri, name_digest

NAME = "redirects.csv"
_HEADER = ("old", "new", "why")
_Place = tuple[str, str, str]
"""Segment of the identifier, article, and a name there, folded."""


def redirects(folder: str | Path, graph: Graph) -> bytes:
    """Return the list of identifiers of earlier builds in a folder that are no longer so.

    A thing that was parted has a row for each that it is now; one that no article names any more
    leads to nothing. Rows of earlier lists are led on.

    Args:
        folder: where the build before stands, with its own list, if there is one.
        graph: of the new build.
    """
    rows = dict(_earlier(Path(folder) / NAME))
    try:
        before = store.open(Path(folder) / "films.trig")  # the store there is the new one already
    except StoreError:
        before = Graph()
    if not rows and not len(before):
        return _written({})  # nothing was there
    old, new = _places(before), _places(graph)
    here: dict[_Place, set[str]] = defaultdict(set)
    for thing, places in new.items():
        for place in places:
            here[place].add(thing)
    for thing, places in old.items():
        rows[thing] = {other for place in places for other in here.get(place, ())}
    rows = {thing: now for thing, now in rows.items() if thing not in new}
    hidden = {t for t, places in old.items() if not rows.get(t) and _taken_out(graph, places)}
    given = {
        thing: _led_on(now, rows)
        for thing, now in rows.items()
        if thing not in hidden and not _passed(now, rows) & hidden
    }
    return _written(given)


def _taken_out(graph: Graph, places: Iterable[_Place]) -> bool:
    """Tell whether a person asked for somebody to be taken out: then no list names them."""
    corrects = Iri(iri("film:corrects"))
    digests = {name_digest(name) for _, _, name in places}
    return any(graph.quads(predicate=corrects, object=Literal(each)) for each in digests)


def _places(graph: Graph) -> dict[str, set[_Place]]:
    """Return the things of a graph, and where each is called what."""
    names = {Iri(iri("rdfs:label")), Iri(iri("skos:altLabel"))}
    segments = {f"{graph.base}{segment}/": segment for segment in ENTITY_SEGMENTS}
    articles = {
        quad.subject: quad.object.text
        for quad in graph.quads(predicate=Iri(iri("dcterms:identifier")))
        if isinstance(quad.object, Literal)
    }
    passages = {q.subject: str(q.object) for q in graph.quads(predicate=Iri(iri("oa:hasSource")))}
    told: dict[Iri, set[str]] = defaultdict(set)
    for quad in graph.quads(predicate=Iri(iri("film:evidence"))):
        article = Iri(passages.get(Iri(str(quad.object)), ""))
        told[quad.subject].add(articles.get(article, article))
    things: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    said = {
        quad.subject: quad.object
        for quad in graph.quads(graph.evidence, predicate=Iri(iri("rdf:object")))
        if isinstance(quad.object, Literal)
    }
    naming = {
        quad.subject
        for name in names
        for quad in graph.quads(graph.evidence, predicate=Iri(iri("rdf:predicate")), object=name)
    }
    for quad in graph.quads(graph.evidence, predicate=Iri(iri("rdf:subject"))):
        if quad.subject in naming and quad.subject in said and quad.subject in told:
            things[str(quad.object)].add(folded(said[quad.subject].text))
            where[str(quad.object)] |= told[quad.subject]
    return {
        thing: {
            (segment, article, name)
            for base, segment in segments.items()
            if thing.startswith(base)
            for article in where[thing]
            for name in called
        }
        for thing, called in things.items()
    }


def _led_on(now: Iterable[str], rows: Mapping[str, Iterable[str]]) -> set[str]:
    """Return where identifiers lead in the end."""
    return {each for each in _passed(now, rows) if each not in rows}


def _passed(now: Iterable[str], rows: Mapping[str, Iterable[str]]) -> set[str]:
    """Return all that identifiers lead to, step by step."""
    seen: set[str] = set()
    left = list(now)
    while left:
        each = left.pop()
        if each not in seen:
            seen.add(each)
            left += rows.get(each, ())
    return seen


def _earlier(path: Path) -> list[tuple[str, set[str]]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    found: dict[str, set[str]] = defaultdict(set)
    try:
        rows = list(csv.DictReader(io.StringIO(text)))
    except csv.Error:
        return []
    for row in rows:
        if row.get("old"):
            found[row["old"]] |= {row.get("new") or ""} - {""}
    return sorted(found.items())


def _written(rows: Mapping[str, Iterable[str]]) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(_HEADER)
    heirs: dict[str, int] = defaultdict(int)
    for now in rows.values():
        for each in now:
            heirs[each] += 1
    for old in sorted(rows):
        now = sorted(rows[old])
        for new in now or [""]:
            joined = "joined with others" if heirs[new] > 1 else "known by another name or year"
            why = "parted" if len(now) > 1 else joined if new else "no article names it any more"
            lines.writerow((old, new, why))
    return out.getvalue().encode()

"""What the evidence graph notes beside the facts, read back: why names are one thing, or two.

One line each, for whoever asks about a name.
"""

from collections.abc import Collection, Iterator

from kg.assemble.told import Told, text
from kg.graph import Graph, Literal, Term
from kg.namespaces import folded, iri, name_digest, short

_SAME = Literal("true", iri("xsd:boolean"))


def reasons(graph: Graph, names: Collection[str]) -> list[str]:
    """Return what is noted of the things of some names, a line each, sorted by sort of note.

    Args:
        graph: with its evidence.
        names: as things are called, or were: in any spelling that folds to the same.
    """
    asked = {folded(name) for name in names}
    asked |= set(map(name_digest, names))
    sorts = (_judgements, _changes, _corrections)
    return [line for sort in sorts for line in sorted(set(sort(Told(graph), asked)))]


def _judgements(notes: Told, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Judgement"):
        things = notes.all(note, "film:judges")
        named = [text(name) for name in notes.all(note, "film:namedAs")]
        known = {folded(name) for name in (*named, *map(notes.called, things))}
        if known.isdisjoint(asked):
            continue
        articles = [
            notes.text(each, "dcterms:identifier") for each in notes.all(note, "film:inArticle")
        ]
        same = notes.one(note, "film:isSame") == _SAME
        called = " and ".join(f"“{name}”" for name in named)
        which = ", ".join(short(str(thing), notes.graph.base) for thing in things)
        told = "one thing" if same else "two things"
        yield f"{told} ({which}): {called} in {', '.join(articles)}: {notes.text(note, 'film:why')}"


def _changes(notes: Told, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Change"):
        earlier, later = (notes.one(note, f"film:{end}") for end in ("earlier", "later"))
        ends = [notes.one(earlier, f"rdf:{part}") for part in ("subject", "object")]
        if {folded(notes.called(end)) for end in ends}.isdisjoint(asked):
            continue
        became = notes.called(notes.one(note, "film:became"))
        day = notes.text(note, "film:changedOn")
        when = f" on {day}" if day else ""
        was, now = (f"{notes.said(each)} ({_status(notes, each)})" for each in (earlier, later))
        yield f"{became}{when}: {was}; then {now}"


def _status(notes: Told, fact: Term | None) -> str:
    return notes.called(notes.one(fact, "film:status"))


def _corrections(notes: Told, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Correction"):
        known = {folded(text(name)) for name in notes.all(note, "film:corrects")}
        if not known.isdisjoint(asked):
            why = notes.text(note, "film:why")
            told = f"{notes.text(note, 'film:correctedIn')}: {notes.text(note, 'film:corrected')}"
            yield f"{told}. {why}".rstrip()

"""What the evidence graph notes beside the facts, read back: why names are one thing, or two.

One line each, for whoever asks about a name.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256

from kg import patterns
from kg.graph import Graph, Iri, Literal, Term
from kg.namespaces import folded, iri, short

_SAME = Literal("true", iri("xsd:boolean"))


def reasons(graph: Graph, names: Collection[str]) -> list[str]:
    """Return what is noted of the things of some names, a line each, sorted by sort of note.

    Args:
        graph: with its evidence.
        names: as things are called, or were: in any spelling that folds to the same.
    """
    asked = {folded(name) for name in names}
    asked |= {sha256(name.encode()).hexdigest() for name in asked}
    sorts = (_judgements, _changes, _corrections)
    return [line for sort in sorts for line in sorted(set(sort(_Notes(graph), asked)))]


class _Notes:
    """The evidence graph, asked for single values."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def of(self, kind: str) -> list[Iri]:
        """Return the notes of a kind."""
        found = self.graph.quads(predicate=Iri(iri("rdf:type")), object=Iri(iri(kind)))
        return [quad.subject for quad in found]

    def all(self, note: Term | None, property_: str) -> list[Term]:
        """Return the values of a property."""
        found = self.graph.quads(subject=Iri(str(note)), predicate=Iri(iri(property_)))
        return [quad.object for quad in found]

    def one(self, note: Term | None, property_: str) -> Term | None:
        """Return a property's only value."""
        return next(iter(self.all(note, property_)), None)

    def text(self, note: Term | None, property_: str) -> str:
        """Return a property's only text."""
        return _text(self.one(note, property_))

    def called(self, thing: Term | None) -> str:
        """Return what a thing is called, or the text of a value."""
        if isinstance(thing, Literal):
            return thing.text
        return self.text(thing, "rdfs:label") or str(thing)

    def said(self, fact: Term | None) -> str:
        """Return a fact's statement in words."""
        target = self.called(self.one(fact, "rdf:object"))
        word = patterns.word(short(target).partition(":")[2]) or target
        property_ = short(str(self.one(fact, "rdf:predicate"))).partition(":")[2]
        return f"{self.called(self.one(fact, 'rdf:subject'))} – {property_} – {word}"


def _judgements(notes: _Notes, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Judgement"):
        things = notes.all(note, "film:judges")
        named = [_text(name) for name in notes.all(note, "film:namedAs")]
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


def _changes(notes: _Notes, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Change"):
        earlier, later = (notes.one(note, f"film:{end}") for end in ("earlier", "later"))
        ends = [notes.one(earlier, f"rdf:{part}") for part in ("subject", "object")]
        if {folded(notes.called(end)) for end in ends}.isdisjoint(asked):
            continue
        became = patterns.word(short(str(notes.one(note, "film:became"))).partition(":")[2])
        day = notes.text(note, "film:changedOn")
        when = f" on {day}" if day else ""
        yield f"{became}{when}: {notes.said(earlier)}; then {notes.said(later)}"


def _corrections(notes: _Notes, asked: Collection[str]) -> Iterator[str]:
    for note in notes.of("film:Correction"):
        known = {folded(_text(name)) for name in notes.all(note, "film:corrects")}
        if not known.isdisjoint(asked):
            why = notes.text(note, "film:why")
            told = f"{notes.text(note, 'film:correctedIn')}: {notes.text(note, 'film:corrected')}"
            yield f"{told}. {why}".rstrip()


def _text(term: Term | None) -> str:
    return term.text if isinstance(term, Literal) else str(term or "")

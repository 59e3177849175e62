"""What is noted beside the facts → the evidence graph: who is one, what became of plans."""

from collections.abc import Iterator

from kg import patterns
from kg.assemble.nodes import Maker, Triple
from kg.graph import Iri, Literal
from kg.model import Change, Copy, Correction, Fact, Judgement, Note
from kg.namespaces import FILM, VOCABULARIES, node_iri
from kg.patterns import keys

_TYPE = Iri(VOCABULARIES["rdf"] + "type")
_XSD = VOCABULARIES["xsd"]


def fact_iri(fact: Fact, base: str) -> Iri:
    """Return the identifier of a fact, which is the name of its graph as well."""
    return Iri(f"{base}fact/{keys.fact_digits(fact)}")


def triples(note: Note, maker: Maker) -> Iterator[Triple]:
    """Yield what the evidence graph says of a note."""
    match note:
        case Judgement():
            yield from _judgement(note, maker)
        case Change():
            yield from _change(note, maker)
        case Copy():
            yield maker.article(note.article), Iri(FILM + "copyOf"), maker.article(note.of)
        case Correction():
            yield from _correction(note, maker)


def articles_named(note: Note) -> tuple[str, ...]:
    """Return the ids of the articles that a note speaks of."""
    match note:
        case Judgement():
            return note.articles
        case Copy():
            return (note.article, note.of)
        case _:
            return ()


def _judgement(note: Judgement, maker: Maker) -> Iterator[Triple]:
    iris = [thing.iri for thing in note.things]
    key = (str(note.same), *iris, *note.names, note.why)
    here = Iri(node_iri("judgement", note.names[0], key, maker.base))
    yield here, _TYPE, Iri(FILM + "Judgement")
    yield here, Iri(FILM + "isSame"), Literal(str(note.same).lower(), _XSD + "boolean")
    yield here, Iri(FILM + "why"), Literal(note.why)
    for thing in iris:
        yield here, Iri(FILM + "judges"), Iri(thing)
    for name in dict.fromkeys(note.names):
        yield here, Iri(FILM + "namedAs"), Literal(name)
    for article in note.articles:
        yield here, Iri(FILM + "inArticle"), maker.article(article)


def _change(note: Change, maker: Maker) -> Iterator[Triple]:
    earlier, later = (fact_iri(fact, maker.base) for fact in (note.earlier, note.later))
    readable = f"{note.earlier.subject.name} {note.earlier.relation}"
    here = Iri(node_iri("change", readable, (earlier, later), maker.base))
    yield here, _TYPE, Iri(FILM + "Change")
    yield here, Iri(FILM + "earlier"), earlier
    yield here, Iri(FILM + "later"), later
    became = patterns.concept("OutcomeOfPlanScheme", note.outcome)
    yield here, Iri(FILM + "became"), Iri(FILM + became)
    if note.on is not None:
        day = Literal(note.on.isoformat(), _XSD + "date")
        yield here, Iri(FILM + "changedOn"), day


def _correction(note: Correction, maker: Maker) -> Iterator[Triple]:
    here = Iri(node_iri("correction", note.entry, (note.entry, note.text), maker.base))
    yield here, _TYPE, Iri(FILM + "Correction")
    yield here, Iri(FILM + "correctedIn"), Literal(note.entry)
    yield here, Iri(FILM + "corrected"), Literal(note.text)
    for name in note.names:
        yield here, Iri(FILM + "corrects"), Literal(name)
    if note.why:
        yield here, Iri(FILM + "why"), Literal(note.why)

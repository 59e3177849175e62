"""Facts and articles → the evidence graph: statements, passages with their words, articles."""

from collections.abc import Iterable, Iterator, Mapping

from kg import patterns
from kg.assemble.nodes import Maker, Triple, status_term
from kg.graph import Iri, Literal
from kg.model import Article, Evidence, Fact
from kg.namespaces import FILM, VOCABULARIES, node_iri

_RDF, _OA, _DCTERMS, _XSD = (VOCABULARIES[prefix] for prefix in ("rdf", "oa", "dcterms", "xsd"))
_TYPE = Iri(_RDF + "type")
_STATED = tuple(Iri(_RDF + part) for part in ("subject", "predicate", "object"))


def fact_triples(iri: Iri, fact: Fact, statement: Triple, maker: Maker) -> Iterator[Triple]:
    """Yield what the evidence graph says of a fact itself."""
    yield iri, _TYPE, Iri(FILM + "Fact")
    for part, term in zip(_STATED, statement, strict=True):
        yield iri, part, term
    yield iri, Iri(FILM + "status"), status_term(fact.status.value)
    yield iri, Iri(FILM + "current"), Literal(str(fact.current).lower(), _XSD + "boolean")
    for evidence in fact.evidence:
        yield iri, Iri(FILM + "evidence"), passage(evidence, maker)


def passage(evidence: Evidence, maker: Maker) -> Iri:
    """Return the identifier of a passage: of its place, its rule and how it speaks."""
    article = maker.article(evidence.article)
    start, end = str(evidence.span.start), str(evidence.span.end)
    speaks = (evidence.voice, evidence.speaker or "-", evidence.basis, evidence.certainty)
    key = (article, start, end, evidence.rule, *speaks)
    return Iri(node_iri("passage", _readable(evidence), key, maker.base))


def passage_triples(evidence: Evidence, maker: Maker) -> Iterator[Triple]:
    """Yield a passage with its words, its place in the article, and how it speaks."""
    here = passage(evidence, maker)
    article = maker.article(evidence.article)
    start, end = str(evidence.span.start), str(evidence.span.end)
    readable = _readable(evidence)
    quote = Iri(node_iri("quote", readable, (article, start, end, evidence.quote), maker.base))
    position = Iri(node_iri("position", readable, (article, start, end), maker.base))
    yield here, _TYPE, Iri(FILM + "Passage")
    yield here, _TYPE, Iri(_OA + "SpecificResource")
    yield here, Iri(_OA + "hasSource"), article
    yield here, Iri(_OA + "hasSelector"), quote
    yield here, Iri(_OA + "hasSelector"), position
    yield here, Iri(FILM + "voice"), _concept("VoiceScheme", evidence.voice)
    yield here, Iri(FILM + "basis"), _concept("BasisScheme", evidence.basis)
    yield here, Iri(FILM + "certainty"), _concept("CertaintyScheme", evidence.certainty)
    yield here, Iri(FILM + "rule"), Literal(evidence.rule)
    if evidence.speaker:
        yield here, Iri(FILM + "speakerName"), Literal(evidence.speaker)
    yield quote, _TYPE, Iri(_OA + "TextQuoteSelector")
    yield quote, Iri(_OA + "exact"), Literal(evidence.quote)
    yield position, _TYPE, Iri(_OA + "TextPositionSelector")
    yield position, Iri(_OA + "start"), Literal(start, _XSD + "integer")
    yield position, Iri(_OA + "end"), Literal(end, _XSD + "integer")


def article_triples(name: str, article: Article | None, maker: Maker) -> Iterator[Triple]:
    """Yield what is known of an article; of one that was not given, its id alone."""
    here = maker.article(name)
    yield here, _TYPE, Iri(FILM + "NewsArticle")
    yield here, Iri(_DCTERMS + "identifier"), Literal(name)
    if article is None:
        return
    told = {
        _DCTERMS + "title": article.title,
        _DCTERMS + "creator": article.author,
        _DCTERMS + "publisher": article.publisher,
        FILM + "digest": article.digest,
        FILM + "text": article.text,
    }
    for property_, text in told.items():
        if text is not None:
            yield here, Iri(property_), Literal(text)
    for source in article.sources:
        yield here, Iri(_DCTERMS + "source"), Literal(source)
        if source.startswith(("http://", "https://")):
            yield here, Iri(FILM + "url"), Literal(source, _XSD + "anyURI")
    if article.published is not None:
        day = Literal(article.published.isoformat(), _XSD + "date")
        yield here, Iri(FILM + "datePublished"), day


def graph_triples(made_by: Mapping[str, str], place: Iri) -> Iterator[Triple]:
    """Yield what made the graph: versions and digests, by local name of their property."""
    for name, text in made_by.items():
        yield place, Iri(FILM + name), Literal(text)


def articles_named(facts: Iterable[Fact]) -> set[str]:
    """Return the ids of the articles that the facts are taken from."""
    return {evidence.article for fact in facts for evidence in fact.evidence}


def _concept(scheme: str, word: str) -> Iri:
    return Iri(FILM + patterns.concept(scheme, word))


def _readable(evidence: Evidence) -> str:
    return f"{evidence.article} {evidence.span.start} {evidence.span.end}"

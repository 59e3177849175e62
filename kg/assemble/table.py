"""A graph → the flat table of facts."""

from collections.abc import Iterator, Mapping

from kg.assemble.row import Row
from kg.assemble.statements import Reader, Statement, needed
from kg.graph import Graph, Iri, Term
from kg.model import NAME_HERE
from kg.namespaces import VOCABULARIES

_RDF = VOCABULARIES["rdf"]
_ALIAS = VOCABULARIES["skos"] + "altLabel"

_Own = Mapping[tuple[Term, str], str]


def table(graph: Graph, *, everything: bool = False, as_told: bool = False) -> list[Row]:
    """Return the facts as rows, sorted by article and place: one for each fact and article.

    The passage of a row is the first of the article's own that says the fact outright, else the
    first that it follows from; a passage in somebody's quoted words only where there is no other.

    Args:
        graph: as assembled, or read back.
        everything: also what only the graph holds: opinions, quotations, kinds, names …
        as_told: names as the article of the row has them; else those of the graph, the same in
            all rows.

    Raises:
        StoreError: the evidence of a fact lacks a part.
    """
    reader = Reader(graph.quads(), graph.base)
    own = dict(_own_names(reader)) if as_told else {}
    rows = (
        _row(reader, statement, own)
        for fact in reader.facts
        for statement in reader.statements(fact, everything=everything)
    )
    return sorted(rows, key=_place)


def _row(reader: Reader, statement: Statement, own: _Own) -> Row:
    article, passage = statement.article, statement.passage

    def named(term: Term) -> str:
        return own.get((term, article)) or reader.text(term)

    qualifiers: dict[str, str | list[str]] = {}
    for name, terms in statement.qualifiers.items():
        texts = [named(term) for term in terms]
        qualifiers[name] = texts[0] if len(texts) == 1 else texts
    if passage.speaker:
        qualifiers["speaker"] = passage.speaker
    if passage.rumoured:
        qualifiers["certainty"] = "rumoured"
    if passage.implied:
        qualifiers["basis"] = "implied"
    return Row(
        article,
        named(statement.subject),
        statement.relation.name,
        named(statement.object),
        qualifiers,
        statement.status,
        passage.voice,
        passage.start,
        passage.end,
        passage.quote,
        statement.current,
    )


def _own_names(reader: Reader) -> Iterator[tuple[tuple[Term, str], str]]:
    """Yield what an article calls a thing throughout, where the graph calls it otherwise."""
    for fact in reader.facts:
        told = reader.told(fact)
        if Iri(_ALIAS) in told[_RDF + "predicate"]:
            subject, name = (needed(fact, told, _RDF + end) for end in ("subject", "object"))
            for article, passages in reader.passages(fact).items():
                if any(reader.rule(passage) == NAME_HERE for passage in passages):
                    yield (subject, article), reader.text(name)


def _place(row: Row) -> tuple[object, ...]:
    said = (row.relation, row.subject, row.object, row.status)
    return row.article, row.start, row.end, *said, str(row.qualifiers)

"""Facts → the lines of the graph, and the rows of the table."""

import json
from collections.abc import Iterable, Iterator

from kg.assemble import quads as quads_of
from kg.assemble.nodes import Maker
from kg.bulk.judging import BROKEN
from kg.bulk.records import KEPT_OUT, LINE, ROW, Group, Record
from kg.graph import Iri, Literal, Quad
from kg.graph.lines import lines
from kg.model import Entity, Fact, Value
from kg.namespaces import iri

COLUMNS = {
    "fact": str,
    "subject": str,
    "subject_name": str,
    "relation": str,
    "object": str,
    "object_name": str,
    "qualifiers": str,
    "status": str,
    "current": bool,
    "article": str,
    "start": int,
    "end": int,
    "quote": str,
    "voice": str,
    "speaker": str,
    "basis": str,
    "certainty": str,
    "rule": str,
}
"""The columns of the table of facts: one row for each passage of each fact that is let in.

``object`` is an identifier, or a value in the form of N-Triples; ``qualifiers`` an object of JSON,
name → such values; ``object_name`` the name, or the value’s text.
"""

_MANY = 20_000
_CURRENT = Iri(iri("film:current"))
_BECAUSE = Iri(iri("film:rejectedBecause"))
_NO = Literal("false", iri("xsd:boolean"))


def changes(group: Group) -> Iterator[Record]:
    """Tell what became of a fact that is let in, to what took its place."""
    if not group.all(BROKEN):
        for later, quads in group.all("change"):
            yield Record("ended", later, quads)


def endings(group: Group) -> Iterator[Record]:
    """Tell what became of facts, where what took their place is let in."""
    if not group.all(BROKEN):
        yield from (Record("quads", group.key, quads) for quads in group.all("ended"))


def told(base: str, groups: Iterator[Group]) -> Iterator[Record]:
    """Write facts, and whatever quads there are, as lines and rows."""
    held: list[Quad] = []
    out: list[Quad] = []
    for group in groups:
        for quads in group.all("quads"):
            held += quads
        for fact, places in group.all("fact"):
            maker = Maker(base, known={article: at for article, (at, _) in places.items()})
            reasons = {message for _, message in group.all(BROKEN)}
            if reasons:
                out += _kept_out(fact, maker, reasons)
            else:
                held += _let_in(fact, maker)
                yield from (Record(ROW, group.key, row) for row in _rows(group.key, fact))
        if len(held) + len(out) >= _MANY:
            yield from _lines(LINE, held)
            yield from _lines(KEPT_OUT, out)
            held, out = [], []
    yield from _lines(LINE, held)
    yield from _lines(KEPT_OUT, out)


def _lines(tag: str, quads: Iterable[Quad]) -> Iterator[Record]:
    yield from (Record(tag, "", line) for line in lines(quads))


def _let_in(fact: Fact, maker: Maker) -> Iterator[Quad]:
    yield from quads_of.stated(fact, maker)
    yield from quads_of.told(fact, maker)
    for passage in fact.evidence:
        yield from quads_of.passage(passage, maker)


def _kept_out(fact: Fact, maker: Maker, reasons: Iterable[str]) -> Iterator[Quad]:
    yield from quads_of.own(fact, maker)
    for quad in quads_of.told(fact, maker):
        yield quad._replace(object=_NO) if quad.predicate == _CURRENT else quad
        name, place = quad.subject, quad.graph
    for passage in fact.evidence:
        yield from quads_of.passage(passage, maker)
    yield from (Quad(name, _BECAUSE, Literal(reason), place) for reason in reasons)


def _rows(name: str, fact: Fact) -> Iterator[bytes]:
    """Yield the rows of a fact as lines of JSON, in the order of the columns."""
    qualifiers: dict[str, list[str]] = {}
    for each in fact.qualifiers:
        assert isinstance(each.value, Entity | Value)
        qualifiers.setdefault(each.name, []).append(_term(each.value))
    shown = fact.object.name if isinstance(fact.object, Entity) else fact.object.text
    head = [name, fact.subject.iri, fact.subject.name, fact.relation, _term(fact.object), shown]
    head += [json.dumps(qualifiers, ensure_ascii=False), fact.status.value]
    for passage in fact.evidence:
        span = passage.span
        row = [*head, fact.current, passage.article, span.start, span.end, passage.quote]
        row += [passage.voice, passage.speaker or "", passage.basis, passage.certainty]
        yield json.dumps([*row, passage.rule], ensure_ascii=False).encode()


def _term(value: Entity | Value) -> str:
    if isinstance(value, Entity):
        return value.iri
    return f"{json.dumps(value.text, ensure_ascii=False)}^^<{iri(value.datatype)}>"

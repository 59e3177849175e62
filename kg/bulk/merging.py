"""The whole merge, step by step: articles with what they say → lines of the graph, and rows.

It gives the quads that ``kg.build`` gives. A step looks at what bears one key: the names that may
be one, the facts of one subject, an article. Where the records lie, who works on them, and how
many are in memory, is said elsewhere: ``kg.bulk.disk`` on one machine, ``kg.distribute`` on many.
"""

from collections.abc import Callable, Mapping
from functools import partial

from kg.assemble.evidence import graph_triples
from kg.bulk import identity, judging, reading, stating, telling
from kg.bulk.linked import EDGE, roots
from kg.bulk.records import ERROR, AnyRecords, Record, each
from kg.graph import Quad
from kg.graph.terms import evidence_of


def merged(given: AnyRecords, base: str, watch: Callable[[str], object]) -> AnyRecords:
    """Return the lines of the graph, those kept out of it, the rows of facts, and the errors.

    Args:
        given: articles with what they say, as ``kg.bulk.reading.given``.
        base: what identifiers begin with.
        watch: is told, in a word or two, what is being done.
    """
    watch("articles")
    taken = given.only("given").grouped(each(reading.taken, base))
    watch("near-copies")
    days = _copied(taken, base)
    watch("names")
    dated = taken.only("said").beside(days.only("day"))
    things = _things(dated, base)
    watch("facts")
    stated = dated.beside(things.only("is")).grouped(stating.stated)
    variants = stated.only("spelling").grouped(each(stating.variants))
    spelled = variants
    if variants.has("variant"):
        spelled = stated.only("word").beside(variants).grouped(each(stating.spelled))
    parts = stated.only("stated").beside(spelled.only("spell")).grouped(each(stating.parts, base))
    facts = parts.beside(things.only("naming")).grouped(each(stating.facts))
    watch("histories")
    stories = _histories(facts, base)
    watch("shapes")
    every = facts.only("fact").beside(stories.only("fact"))
    out = judging.broken(every, base)
    watch("lines")
    ended = stories.only("change").beside(out).grouped(each(telling.changes))
    ended = ended.beside(out).grouped(each(telling.endings))
    quads = [some.only("quads") for some in (given, taken, days, things, ended)]
    told = every.beside(out, *quads).grouped(partial(telling.told, base))
    return told.beside(given.only(ERROR), taken.only(ERROR))


def making(made_by: Mapping[str, str], base: str) -> Record:
    """Return what the graph says of its own making, as a record to be merged with the articles."""
    place = evidence_of(base)
    return Record(
        "quads", "", tuple(Quad(*triple, place) for triple in graph_triples(made_by, place))
    )


def _copied(taken: AnyRecords, base: str) -> AnyRecords:
    pairs = taken.only("mark").grouped(each(reading.met)).grouped(each(reading.often))
    if not pairs.has(EDGE):
        return pairs.only("quads")
    homes = roots(pairs.only(EDGE))
    texts = taken.only("text").beside(pairs.only("pair"), homes)
    return texts.grouped(each(reading.candidates)).grouped(each(reading.copied, base))


def _things(dated: AnyRecords, base: str) -> AnyRecords:
    accounts = dated.grouped(each(identity.accounts))
    kin = accounts.grouped(each(identity.names)).grouped(each(identity.kindred))
    if kin.has(EDGE):
        accounts = accounts.beside(roots(kin)).grouped(each(identity.housed))
    return accounts.grouped(each(identity.things, base))


def _histories(facts: AnyRecords, base: str) -> AnyRecords:
    links = facts.only("node").grouped(each(stating.neighbours))
    told = facts.only("told")
    told = told.beside(facts.only("ending", "speaks").grouped(each(stating.contexts)))
    if links.has(EDGE):
        told = told.beside(roots(links)).grouped(each(stating.housed))
    return told.grouped(each(stating.histories, base))

"""A store holds what a build of its articles would give, however it came to hold them.

Compared are the bytes of the graph, what shapes keep out, and all that the store remembers.
"""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

import pytest
from corpora import dated, film, named, says
from drawn import IDS, reports
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ARTICLES, claim_lists

from kg import assemble, check, extract, read, resolve
from kg.graph import Graph, Quad
from kg.model import Article, Claim, Value
from kg.namespaces import iri
from kg.resolve.corrections import Corrections, parsed
from kg.store import Kept
from kg.store.local import Local

MADE_BY = {"kgVersion": "1", "modelVersion": "m", "lexiconDigest": "d"}
BECAUSE = iri("film:rejectedBecause")

law = settings(max_examples=25, deadline=None)  # a busy machine breaks no law

Report = tuple[Article, Sequence[Claim]]


class Store:
    """A store in memory."""

    def __init__(self) -> None:
        self.local = Local()
        self.kept = Kept(self.local, made_by=MADE_BY)

    def graph(self) -> bytes:
        return self.local.graph().serialize("nq")

    def quads(self) -> set[Quad]:
        return set(self.local.match())

    def reasons(self) -> set[tuple[str, str]]:
        return reasons(self.kept.rejected())


def reasons(rejected: Graph) -> set[tuple[str, str]]:
    """The facts that shapes keep out, each with its reasons."""
    return {(q.subject, str(q.object)) for q in rejected.quads() if q.predicate == BECAUSE}


def built(given_: Iterable[Report], corrections: Corrections | None = None) -> tuple[Graph, Graph]:
    """The graph that the stages make of articles, and what the shapes keep out of it."""
    pairs = list(given_)
    articles = [article for article, _ in pairs]
    said = [claim for _, claims in pairs for claim in claims]
    found = resolve.resolution(said, articles=articles, corrections=corrections)
    whole = assemble.graph(found.facts, articles=articles, notes=found.notes, made_by=MADE_BY)
    accepted, rejected, _ = check.gate(whole)
    return accepted, rejected


@law
@given(reports(), st.permutations(range(len(IDS))))
def test_adding_one_by_one_in_any_order_is_building_all(
    given_: list[Report], order: list[int]
) -> None:
    store = Store()

    for place in order:
        store.kept.add([given_[place]])

    accepted, rejected = built(given_)
    assert store.graph() == accepted.serialize("nq")
    assert store.reasons() == reasons(rejected)


@law
@given(reports(), st.permutations(range(len(IDS))))
def test_what_is_remembered_depends_on_the_articles_alone(
    given_: list[Report], order: list[int]
) -> None:
    one, together = Store(), Store()

    for place in order:
        one.kept.add([given_[place]])
    together.kept.add(given_)

    assert one.quads() == together.quads()


@law
@given(reports(), st.sampled_from(IDS))
def test_a_retraction_undoes_an_addition(given_: list[Report], last: str) -> None:
    store = Store()
    store.kept.add(pair for pair in given_ if pair[0].id != last)
    before = store.quads()
    store.kept.add(pair for pair in given_ if pair[0].id == last)

    store.kept.retract([last])

    assert store.quads() == before


@law
@given(reports(), st.sets(st.sampled_from(IDS), min_size=1, max_size=4))
def test_a_retraction_leaves_a_build_of_the_rest(given_: list[Report], gone: set[str]) -> None:
    store = Store()
    store.kept.add(given_)

    store.kept.retract(sorted(gone))

    accepted, rejected = built(pair for pair in given_ if pair[0].id not in gone)
    assert store.graph() == accepted.serialize("nq")
    assert store.reasons() == reasons(rejected)


@law
@given(reports())
def test_adding_twice_is_adding_once(given_: list[Report]) -> None:
    store = Store()
    store.kept.add(given_)
    before = store.quads()

    again = store.kept.add(given_)

    assert sorted(again.unchanged) == IDS
    assert store.quads() == before


@law
@given(reports())
def test_a_store_of_which_all_is_retracted_holds_nothing(given_: list[Report]) -> None:
    store = Store()
    for pair in given_:
        store.kept.add([pair])

    for name in IDS:
        store.kept.retract([name])

    left = {quad.subject.removeprefix(store.local.base) for quad in store.quads()}
    assert left <= {"evidence", "ledger"}  # the versions


@law
@given(claim_lists, st.permutations(ARTICLES), st.sampled_from(ARTICLES))
def test_all_relations_are_added_and_retracted_as_they_are_built(
    said: list[Claim], order: list[str], gone: str
) -> None:
    claims = {(each.evidence.article, each.evidence.span): each for each in said}  # one text a span
    given_ = {
        article.id: (article, [c for c in claims.values() if c.evidence.article == article.id])
        for article in dated(**dict.fromkeys(ARTICLES, ""))
    }
    store = Store()
    for name in order:
        store.kept.add([given_[name]])
    whole = store.graph()

    store.kept.retract([gone])

    accepted, rejected = built(pair for name, pair in given_.items() if name != gone)
    assert whole == built(given_.values())[0].serialize("nq")
    assert store.graph() == accepted.serialize("nq")
    assert store.reasons() == reasons(rejected)


@law
@given(reports(), st.sampled_from(["director", "castMember"]))
def test_corrections_stay_in_force(given_: list[Report], relation: str) -> None:
    known = dated(x="2020-02-02")[0]
    first = [says("x", film("Quiet Water"), relation, named("Kim Roe")), GENRE]
    wrong = {"subject": "Quiet Water", "relation": relation, "object": "Kim Roe", "article": "x"}
    corrections = parsed({"wrong": [wrong]}, PurePath("corrections.toml"))
    store = Store()
    store.kept.add([(known, first)], corrections=corrections)

    for pair in given_:
        store.kept.add([pair])

    accepted, rejected = built([(known, first), *given_], corrections)
    assert store.graph() == accepted.serialize("nq")
    assert store.reasons() == reasons(rejected)


GENRE = says("x", film("Quiet Water"), "genre", Value("Drama"))


@pytest.fixture(scope="module")
def news(shared: Path) -> list[Report]:
    """The shared news, read."""
    place = shared / "eval" / "data" / "news"
    return [(article, extract.claims(article)) for article in read.articles(place)]


@pytest.mark.parametrize("seed", [1, 2])
def test_real_news_is_added_and_retracted_in_any_order(news: list[Report], seed: int) -> None:
    shuffled = random.Random(seed).sample(news, k=len(news))
    gone, rest = shuffled[:12], shuffled[12:]
    store = Store()
    for pair in shuffled:
        store.kept.add([pair])

    whole = store.graph()
    for article, _ in gone:
        store.kept.retract([article.id])

    assert len(news) == 40
    assert whole == built(news)[0].serialize("nq")
    assert store.graph() == built(rest)[0].serialize("nq")

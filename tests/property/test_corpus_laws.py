"""What holds of every corpus: the graph is a function of the set of articles, and of corrections.

Corpora are made up of few names, in several spellings, so that things join, part and disagree.
"""

import random
from pathlib import PurePath

from corpora import named, says, shown
from drawn import PEOPLE, WORKS, article, articles, corpora
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import assemble, resolve
from kg.errors import CorrectionError
from kg.graph import Graph
from kg.model import Article, Claim, Mention, Value
from kg.namespaces import folded
from kg.resolve.corrections import Corrections, Entry, Ref
from kg.resolve.identity import Identity

law = settings(max_examples=60, deadline=None)  # a busy machine breaks no law


@law
@given(corpora(), articles(), st.randoms())
def test_neither_order_nor_repetition_makes_a_difference(
    said: list[Claim], given_: list[Article], rng: random.Random
) -> None:
    shuffled = rng.sample(said, k=len(said)) + said
    others = rng.sample(given_, k=len(given_))

    again = resolve.resolution(shuffled, articles=others)

    assert again == resolve.resolution(said, articles=given_)


@law
@given(corpora(), articles())
def test_what_has_no_name_in_common_is_built_apart(
    said: list[Claim], given_: list[Article]
) -> None:
    elsewhere = [renamed(claim) for claim in said]
    others = [article(f"{each.id}-elsewhere", each.published) for each in given_]

    whole = built([*said, *elsewhere], [*given_, *others])

    assert whole == built(said, given_) | built(elsewhere, others)


@law
@given(corpora(), articles())
def test_every_earlier_state_stays_and_says_what_became_of_it(
    said: list[Claim], given_: list[Article]
) -> None:
    found = resolve.resolution(said, articles=given_)

    ended = {assemble.fact_iri(note.earlier) for note in found.notes if hasattr(note, "earlier")}
    assert ended == {assemble.fact_iri(fact) for fact in found.facts if not fact.current}


@law
@given(corpora(), articles())
def test_without_dates_only_the_general_gives_way(said: list[Claim], given_: list[Article]) -> None:
    undated = [article(each.id, None) for each in given_]

    found = resolve.resolution(said, articles=undated)

    outcomes = {note.outcome.value for note in found.notes if hasattr(note, "outcome")}
    assert outcomes <= {"refined"}


@law
@given(corpora(crediting=1), articles(), st.data())
def test_a_wrong_fact_is_as_if_no_article_had_said_it(
    said: list[Claim], given_: list[Article], data: st.DataObject
) -> None:
    wrong = data.draw(st.sampled_from(said))
    target = shown(wrong.object)
    where = wrong.evidence.article
    entry = Entry("wrong", 1, (ref(wrong.subject, where), Ref(target)), wrong.relation, where)

    found = resolve.resolution(said, articles=given_, corrections=corrections(entry))

    rest = [claim for claim in said if not is_meant(claim, entry, said, given_)]
    assert found.facts == resolve.resolution(rest, articles=given_).facts


@law
@given(corpora(crediting=2), articles(), st.data())
def test_corrections_hold_in_any_order_and_by_any_name(
    said: list[Claim], given_: list[Article], data: st.DataObject
) -> None:
    people = sorted({c.object.name for c in said if isinstance(c.object, Mention)})
    credits_ = [claim for claim in said if claim.relation == "director"]
    wrong = data.draw(st.sampled_from(credits_))
    one, other = data.draw(st.permutations(people))[:2]
    same = Entry("same", 1, (Ref(one, kind="Person"), Ref(other, kind="Person")))
    entries = [
        Entry("wrong", 1, (ref(wrong.subject, wrong.evidence.article), Ref(name)), "director")
        for name in (one, other)
    ]

    results = []
    for entry in entries:  # by the one name or by the other: they are one
        for order in ([same, entry], [entry, same]):
            try:
                found = resolve.resolution(said, articles=given_, corrections=corrections(*order))
            except CorrectionError as error:
                results.append(type(error))
            else:
                results.append(found.facts)

    assert all(each == results[0] for each in results)


@law
@given(corpora(crediting=1), articles(), st.data())
def test_who_is_taken_out_is_in_no_statement(
    said: list[Claim], given_: list[Article], data: st.DataObject
) -> None:
    people = [c for c in said if isinstance(c.object, Mention)]
    out = data.draw(st.sampled_from(people))
    assert isinstance(out.object, Mention)
    entry = Entry("without", 1, (ref(out.object, out.evidence.article),))

    found = resolve.resolution(said, articles=given_, corrections=corrections(entry))

    gone = {
        (claim.evidence.article, claim.evidence.quote)
        for claim in people
        if claim.evidence.article == out.evidence.article and claim.object == out.object
    }
    assert gone.isdisjoint((e.article, e.quote) for fact in found.facts for e in fact.evidence)


def built(said: list[Claim], given_: list[Article]) -> Graph:
    found = resolve.resolution(said, articles=given_)
    return assemble.graph(found.facts, articles=given_, notes=found.notes)


def corrections(*entries: Entry) -> Corrections:
    return Corrections(PurePath("corrections.toml"), entries)


def ref(mention: Mention, where: str) -> Ref:
    return Ref(mention.name, where, mention.kind)


def renamed(claim: Claim) -> Claim:
    """The claim about other things: no name of it stands in the rest of the corpus."""

    def other(value: Mention | Value) -> Mention | Value:
        if isinstance(value, Value):
            return value
        names = {name: f"Zora Quint{'abcdefgh'[i]}" for i, name in enumerate(PEOPLE)}
        names |= {name: f"Quondam {'abcdefgh'[i] * 9}" for i, name in enumerate(WORKS)}
        return named(names[value.name], value.kind)

    subject = other(claim.subject)
    assert isinstance(subject, Mention)
    elsewhere = f"{claim.evidence.article}-elsewhere"
    more = {q.name: q.value for q in claim.qualifiers if isinstance(q.value, Value)}
    return says(elsewhere, subject, claim.relation, other(claim.object), claim.status, **more)


def is_meant(claim: Claim, entry: Entry, said: list[Claim], given_: list[Article]) -> bool:
    """Whether a claim says what an entry calls wrong."""
    dates = {each.id: each.published for each in given_ if each.published}
    identity = Identity(said, dates=dates)
    subject, target = entry.things
    if claim.evidence.article != entry.article or claim.relation != entry.relation:
        return False
    meant = identity.entity(entry.article, named(subject.name, subject.kind))
    if identity.entity(entry.article, claim.subject) != meant:
        return False
    if isinstance(claim.object, Value):
        return claim.object.text == target.name
    entity = identity.entity(claim.evidence.article, claim.object)
    names = {folded(name) for name in (claim.object.name, entity.name, *entity.aliases)}
    return folded(target.name) in names

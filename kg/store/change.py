"""A change of a store: articles that come and go → the quads that come and go with them.

It gives what a build of all articles would give, and looks at no more than what it touches:
the names in those articles, what may be one with them, what is stated of these, what became of
that, and the nodes that are told otherwise.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.assemble import evidence, fact_iri, quads
from kg.assemble.nodes import Maker
from kg.graph import Iri, Literal, Quad
from kg.model import Article, Claim, Fact, Note, Violation
from kg.resolve import identity
from kg.resolve.identity import Account
from kg.resolve.profiles import Named
from kg.resolve.weighing import Ruling
from kg.store import codec
from kg.store.copying import Copied
from kg.store.ledger import IDENTIFIER, Ledger
from kg.store.outcomes import Retold
from kg.store.placing import Part, Places
from kg.store.refusals import Judged, Own
from kg.store.statements import Restated
from kg.store.things import Touched


@dataclass(frozen=True, slots=True)
class Coming:
    """An article that comes.

    Attributes:
        article: as read.
        claims: what it says.
        corrected: what is left of that, where people corrected it.
    """

    article: Article
    claims: Sequence[Claim]
    corrected: Sequence[Claim] | None = None

    @property
    def said(self) -> Sequence[Claim]:
        """What it says, corrected."""
        return self.claims if self.corrected is None else self.corrected


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change comes to.

    Attributes:
        removed: the quads that go.
        added: the quads that come.
        facts: how many facts come, and how many go; what things are called is not counted.
        broken: facts that a shape keeps out, and did not before, with what they break.
    """

    removed: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()
    facts: tuple[int, int] = (0, 0)
    broken: frozenset[tuple[Iri, Violation]] = frozenset()

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What is broken, sorted, each once."""
        return tuple(sorted({violation for _, violation in self.broken}))


def changed(
    ledger: Ledger,
    gone: Mapping[str, Iri],
    coming: Sequence[Coming],
    *,
    made_by: Mapping[str, str],
    rulings: Sequence[Ruling] = (),
    notes: Sequence[Note] = (),
) -> Changed:
    """Return what comes and goes with articles.

    Args:
        ledger: what is remembered.
        gone: the kept articles that go, by id.
        coming: the articles that come; no article of their ids is kept.
        made_by: versions, as for ``kg.assemble.graph``.
        rulings: what people decided to be one, or two.
        notes: of corrections.
    """
    copied = Copied(ledger, set(gone.values()), [each.article for each in coming])
    fresh = {each.article.id: list(each.said) for each in coming}
    again = ledger.claims(ledger.articles(copied.dates.keys() - fresh.keys()))
    left, now = {**ledger.claims(gone), **again}, {**fresh, **again}
    touched = Touched(
        ledger, _accounts(left, ledger.dates(left)), _accounts(now, copied.dates), rulings
    )
    restated = Restated(ledger, touched, left, now)
    before = {entity.iri: entity for entity in touched.before.values()}
    retold = Retold(ledger, restated, before, copied.dates)
    judgements = touched.after.judgements()
    named = _named(touched, ledger.dataset.base)
    iris = ledger.articles(
        {e.article for f in (*retold.old.values(), *retold.new.values()) for e in f.evidence}
        | {e.article for side in named for fact in side.values() for e in fact.evidence}
        | {name for each in judgements for name in each.articles}
        | {name for each in copied.copies for name in (each.article, each.of)}
        | restated.articles
    )
    maker = Maker(
        ledger.dataset.base, [(each.article.id, each.article.digest) for each in coming], iris
    )
    iris |= {name: maker.article(name) for name in fresh}
    sides = (
        touched.remembered(iris),
        restated.remembered(iris),
        retold.remembered(),
        (touched.judgements(), _noted(judgements, maker)),
        (copied.before, _noted([*copied.copies, *notes], maker)),
        (_kept(ledger, copied, gone), _keep(ledger, copied, coming, maker, made_by)),
    )
    old = {quad for side in sides for quad in side[0]}
    new = {quad for side in sides for quad in side[1]}
    parts = [
        _parts(facts, called, maker)
        for facts, called in zip((retold.old, retold.new), named, strict=True)
    ]
    _complete(parts, named, touched.still_said())
    return _settled(ledger, old, new, (parts[0], parts[1]), _noted(retold.changes, maker), retold)


def _settled(
    ledger: Ledger,
    old: set[Quad],
    new: set[Quad],
    parts: tuple[dict[Iri, Part], dict[Iri, Part]],
    changes: set[Quad],
    retold: Retold,
) -> Changed:
    """Return what comes and goes, where shapes have judged it."""
    places = Places(ledger)
    before, after = ({n: Own(p.own, p.current) for n, p in side.items()} for side in parts)
    judged = Judged(ledger, before, after)
    turned = {n for n in before.keys() & after.keys() if (n in judged.were) != (n in judged.broken)}
    for name in judged.others | turned:
        whole = places.stored(name, out=name in judged.were)
        old.update(places.placed(whole, out=name in judged.were))
        if name in before:
            whole = Part(whole.own, whole.told - parts[0][name].told, whole.current)
        new.update(places.placed(whole, out=name in judged.broken))
    for name, part in parts[0].items():
        old.update(places.placed(part, out=name in judged.were))
    for name, part in parts[1].items():
        new.update(places.placed(part, out=name in judged.broken))
    every = before.keys() | after.keys() | judged.others | judged.were | judged.broken.keys()
    old.update(places.reasons_before(every))
    new.update(places.reasons(judged.broken))
    told = places.changes(retold.old.keys() | judged.others | turned)
    old.update(told)
    stay = places.of_others(told, retold.old.keys())
    new.update(places.replaced(changes | stay, every, judged.broken.keys()))
    going = old - new
    going -= places.shared(going, every)
    accepted = [
        {n for n in side if n not in out}
        for side, out in ((retold.old, judged.were), (retold.new, judged.broken))
    ]
    return Changed(
        frozenset(going),
        frozenset(new - old),
        (len(accepted[1] - accepted[0]), len(accepted[0] - accepted[1])),
        frozenset((n, v) for n, vs in judged.broken.items() if n not in judged.were for v in vs),
    )


def _accounts(
    claims: Mapping[str, Iterable[Claim]], days: Mapping[str, date | None]
) -> dict[Named, Account]:
    dates = {name: day for name, day in days.items() if day is not None}
    return identity.accounts([claim for said in claims.values() for claim in said], dates)


def _named(touched: Touched, base: str) -> list[dict[Iri, Fact]]:
    return [{Iri(fact_iri(fact, base=base)): fact for fact in facts} for facts in touched.names()]


def _parts(facts: Mapping[Iri, Fact], called: Mapping[Iri, Fact], maker: Maker) -> dict[Iri, Part]:
    found = {name: Part.of(fact, maker) for name, fact in facts.items()}
    for name, fact in called.items():
        part = Part.of(fact, maker)
        found[name] = found[name] | part if name in found else part
    return found


def _complete(
    parts: Sequence[dict[Iri, Part]], called: Sequence[Mapping[Iri, Fact]], still: Collection[str]
) -> None:
    """Put what a thing is called on both sides, where the thing is what it was."""
    for mine, theirs, facts in (
        (parts[0], parts[1], called[0]),
        (parts[1], parts[0], called[1]),
    ):
        for name, fact in facts.items():
            if fact.subject.iri in still and name not in theirs:
                theirs[name] = mine[name].bare(name)


def _noted(notes: Iterable[Note], maker: Maker) -> set[Quad]:
    return {quad for note in notes for quad in quads.note(note, maker)}


def _kept(ledger: Ledger, copied: Copied, gone: Mapping[str, Iri]) -> set[Quad]:
    """Return what is kept of articles that go."""
    names, match = ledger.names, ledger.dataset.match
    claims = [
        quad
        for predicate in (names.claims, names.sentences)
        for quad in match(names.ledger, subjects=gone.values(), predicate=predicate)
    ]
    told = match(names.evidence, subjects=gone.values())
    left = match(names.evidence, predicate=IDENTIFIER, most=len(gone) + 1)
    if len(left) <= len(gone):  # the last ones take the versions with them
        told += match(names.evidence, subjects=[names.evidence])
    return {*claims, *told, *copied.remembered(ledger.kept(gone.values()).items())}


def _keep(
    ledger: Ledger,
    copied: Copied,
    coming: Sequence[Coming],
    maker: Maker,
    made_by: Mapping[str, str],
) -> set[Quad]:
    """Return what is to be kept of articles that come."""
    found = copied.remembered((maker.article(e.article.id), e.article) for e in coming)
    for each in coming:
        here = maker.article(each.article.id)
        found.update(quads.article(each.article.id, each.article, maker))
        claims = Literal(codec.claims_text(each.claims))
        found.add(ledger.quad(here, ledger.names.claims, claims))
        if each.article.sentences:
            spans = Literal(codec.sentences_text(each.article.sentences))
            found.add(ledger.quad(here, ledger.names.sentences, spans))
    if coming:
        place = ledger.names.evidence
        found |= {Quad(*triple, place) for triple in evidence.graph_triples(made_by, place)}
    return found

"""A store made anew from all that it keeps: where people correct, any article may be meant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg import resolve
from kg.graph import Iri, Literal, Quad
from kg.namespaces import FILM
from kg.resolve.copies import copies
from kg.resolve.corrections import Corrections
from kg.store import codec
from kg.store.change import Changed, Coming, changed
from kg.store.ledger import Ledger
from kg.store.local import Local


def anew(
    ledger: Ledger,
    kept: Mapping[str, Iri],
    coming: Sequence[Coming],
    corrections: Corrections | None,
    made_by: Mapping[str, str],
) -> Changed:
    """Return what comes and goes where a store is to hold some articles, corrected, and no others.

    Args:
        ledger: what is remembered.
        kept: the kept articles that stay, by id.
        coming: the articles that come.
        corrections: what people say is wrong.
        made_by: versions, as for ``kg.assemble.graph``.

    Raises:
        CorrectionError: a correction names nothing.
    """
    base = ledger.dataset.base
    claims = ledger.claims(kept)
    articles = {article.id: article for article in ledger.kept(kept.values()).values()}
    every = [*(Coming(articles[name], claims[name]) for name in sorted(kept)), *coming]
    given = [each.article for each in every]
    said = [claim for each in every for claim in each.claims]
    taken = resolve.correction(said, resolve.dated(given, copies(given)), corrections, base=base)
    left = defaultdict(list)
    for claim in taken.claims:
        left[claim.evidence.article].append(claim)
    made = changed(
        Ledger(Local(base=base)),
        {},
        [Coming(each.article, each.claims, left[each.article.id]) for each in every],
        made_by=made_by,
        rulings=taken.rulings,
        notes=taken.notes,
    )
    old, new = _everything(ledger), set(made.added)
    if corrections is not None and corrections.entries:
        text = Literal(codec.corrections_text(corrections))
        new.add(ledger.quad(ledger.names.ledger, ledger.names.corrections, text))
    facts = [
        {quad.subject for quad in side if quad.predicate == ledger.names.fact}
        - {quad.subject for quad in side if quad.graph == ledger.names.rejected}
        for side in (old, new)
    ]
    counts = (len(facts[1] - facts[0]), len(facts[0] - facts[1]))
    out = {quad.subject for quad in old if quad.graph == ledger.names.rejected}
    broken = frozenset(each for each in made.broken if each[0] not in out)
    return Changed(frozenset(old - new), frozenset(new - old), counts, broken)


def _everything(ledger: Ledger) -> set[Quad]:
    """Return all quads of a store; what else an endpoint holds is none of ours."""
    names, current = ledger.names, Iri(FILM + "current")
    quads = {
        quad
        for quad in ledger.dataset.match()
        if (names.hides(quad.graph) or names.fact_of(quad.graph) or quad.graph == names.evidence)
        and quad.subject != names.ledger
    }
    kept = ledger.dataset.match(names.ledger, subjects=[names.ledger], predicate=names.corrections)
    past = {
        quad.subject
        for quad in quads
        if quad.predicate == current
        and isinstance(quad.object, Literal)
        and quad.object.text == "false"
    }
    facts = {quad.graph for quad in quads if quad.graph and names.fact_of(quad.graph) == quad.graph}
    facts -= past
    told = {quad for quad in quads if quad.graph in facts}
    return quads | {quad._replace(graph=None) for quad in told} | set(kept)

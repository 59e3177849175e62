"""What can be read off a store, beside its graph."""

from collections.abc import Collection

from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import FILM, folded, iri
from kg.resolve.profiles import Profile, together
from kg.store import codec
from kg.store.ledger import IDENTIFIER, Ledger
from kg.tables import Known

_CURRENT = Iri(FILM + "current")
_NO = Literal("false", iri("xsd:boolean"))


def rejected(ledger: Ledger) -> Graph:
    """Return the facts that a shape keeps out, none of them current, each with its reasons.

    The articles stand beside them, and the versions, as in the graph.
    """
    names, match = ledger.names, ledger.dataset.match
    told = match(names.rejected)
    facts = {quad.subject for quad in told if quad.predicate == _CURRENT}
    quads = [quad._replace(graph=names.evidence) for quad in told if quad.predicate != _CURRENT]
    quads += (Quad(fact, _CURRENT, _NO, names.evidence) for fact in facts)
    for fact in facts:
        quads += (quad._replace(graph=fact) for quad in match(names.kept_out(fact)))
    if facts:
        articles = {quad.subject for quad in match(names.evidence, predicate=IDENTIFIER)}
        quads += match(names.evidence, subjects=[*articles, names.evidence])
    return Graph(quads, base=ledger.dataset.base)


def known(ledger: Ledger, names: Collection[str], without: Collection[str]) -> list[Known]:
    """Return the things that bear one of some names, with what tells them from namesakes.

    Args:
        ledger: of the store.
        names: folded.
        without: ids of articles that tell nothing here.
    """
    place, wanted = ledger.names.ledger, set(names)
    things = [
        codec.entity(quad.object.text, quad.subject)
        for quad in ledger.dataset.match(place, predicate=ledger.names.thing)
        if isinstance(quad.object, Literal)
    ]
    bearing = {
        Iri(each.iri): each
        for each in things
        if wanted & {folded(name) for name in (each.name, *each.aliases)}
    }
    told = ledger.found(ledger.names.tells, bearing)
    accounts = ledger.accounts({node for nodes in told.values() for node in nodes})
    profiles: dict[Iri, list[Profile]] = {}
    for named, (account, thing) in accounts.items():
        if named.article not in without:
            profiles.setdefault(thing, []).append(account.profile)
    return [
        Known(
            bearing[thing].iri,
            bearing[thing].kinds,
            bearing[thing].name,
            bearing[thing].aliases,
            frozenset(whole.born | whole.dated),
            frozenset(other.shown for other in whole.beside),
        )
        for thing in sorted(profiles)
        for whole in (together(profiles[thing]),)
    ]

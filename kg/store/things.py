"""The things whose names a change touches: what they were, what they are, and who says so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph import Iri, Literal, Quad, Term
from kg.model import Entity, Fact
from kg.namespaces import iri
from kg.resolve import identity, kin
from kg.resolve.identity import Account, Things
from kg.resolve.kin import Borne, Name
from kg.resolve.profiles import Named
from kg.resolve.weighing import Ruling
from kg.store import codec
from kg.store.ledger import Ledger

_JUDGES = Iri(iri("film:judges"))


class Touched:
    """All things of the names that a change touches, before it and after it.

    Attributes:
        before: what articles named → the thing that it was.
        after: the things that there are now.
    """

    def __init__(
        self,
        ledger: Ledger,
        gone: Mapping[Named, Account],
        fresh: Mapping[Named, Account],
        rulings: Sequence[Ruling] = (),
    ) -> None:
        """Look up what the names of accounts may be one with, and decide anew.

        Args:
            ledger: what is remembered.
            gone: accounts that are no more, or give way to fresh ones.
            fresh: accounts that are new.
            rulings: what people decided.
        """
        self._ledger = ledger
        seeds = kin.borne([*gone.items(), *fresh.items()])
        self._stored = ledger.found(
            ledger.names.bears, map(ledger.names.of_name, _closed(ledger, seeds))
        )
        kept = ledger.accounts({node for nodes in self._stored.values() for node in nodes})
        self._were = {thing: account for thing, (account, _) in kept.items()}
        old = ledger.entities({str(entity) for _, entity in kept.values()})
        self.before: Mapping[Named, Entity] = {t: old[str(e)] for t, (_, e) in kept.items()}
        staying = {t: account for t, account in self._were.items() if t not in gone}
        self.after = Things({**staying, **fresh}, ledger.dataset.base, rulings)

    @property
    def entities(self) -> Mapping[Named, Entity]:
        """What articles name → the thing that it is now."""
        return self.after.entities

    def articles(self) -> set[str]:
        """Return the ids of the articles in which a name stands for another thing now."""
        return {
            thing.article
            for thing, entity in self.before.items()
            if thing in self.entities and _core(entity) != _core(self.entities[thing])
        }

    def names(self) -> tuple[list[Fact], list[Fact]]:
        """Return what was said of what things are and are called, and what is said now.

        Of a thing that is what it was, it is the part of the articles that tell of it anew, or no
        longer.
        """
        before, after = _by_entity(self.before), _by_entity(self.entities)
        old: list[Fact] = []
        new: list[Fact] = []
        for each in before.keys() | after.keys():
            ends = [
                {t: a for t in side.get(each, ()) for a in (accounts[t],)}
                for side, accounts in ((before, self._were), (after, self.after.accounts))
            ]
            if each in before and each in after:
                unlike = {
                    t.article
                    for t in ends[0].keys() | ends[1].keys()
                    if ends[0].get(t) != ends[1].get(t)
                }
                ends = [{t: a for t, a in end.items() if t.article in unlike} for end in ends]
            old += identity.called(each, ends[0]) if ends[0] else ()
            new += identity.called(each, ends[1]) if ends[1] else ()
        return old, new

    def still_said(self) -> set[str]:
        """Return the identifiers of things that are in all what they were, so are their facts."""
        return {e.iri for e in set(self.before.values()) & set(self.entities.values())}

    def remembered(self, articles: Mapping[str, Iri]) -> tuple[set[Quad], set[Quad]]:
        """Return what the ledger has of all this, and what it is to have.

        Args:
            articles: the identifiers, by their ids, of the articles whose accounts are new or gone.
        """
        accounts = self.after.accounts
        old, new = (
            {
                *self._names(kin.borne(told.items())),
                *(
                    self._ledger.quad(Iri(e.iri), self._ledger.names.thing, _text(e))
                    for e in set(things.values())
                ),
            }
            for told, things in ((self._were, self.before), (accounts, self.entities))
        )
        for thing in self._were.keys() | accounts.keys():
            same = self._were.get(thing) == accounts.get(thing)
            for quads, told, things in (
                (old, self._were, self.before),
                (new, accounts, self.entities),
            ):
                if thing in told:
                    quads.update(self._tells(thing, things[thing]))
                    if not same:
                        quads.update(self._account(thing, told[thing], articles[thing.article]))
        return old, new

    def _tells(self, thing: Named, entity: Entity) -> Iterator[Quad]:
        names = self._ledger.names
        yield self._ledger.quad(names.of_account(thing), names.tells, Iri(entity.iri))

    def _account(self, thing: Named, account: Account, article: Iri) -> Iterator[Quad]:
        names = self._ledger.names
        node = names.of_account(thing)
        yield self._ledger.quad(node, names.of, article)
        yield self._ledger.quad(node, names.account, Literal(codec.account_text(thing, account)))
        yield self._ledger.quad(node, names.bears, names.of_name(Name.of(thing)))

    def _names(self, borne: Mapping[Name, Borne]) -> Iterator[Quad]:
        names = self._ledger.names
        for name, own in borne.items():
            node = names.of_name(name)
            yield self._ledger.quad(node, names.borne, Literal(codec.borne_text(name, own)))
            for key in kin.found_by(name, own):
                yield self._ledger.quad(node, names.key, Literal(key))

    def judgements(self) -> set[Quad]:
        """Return what the evidence graph says of who is one, so far."""
        place, data = self._ledger.names.evidence, self._ledger.dataset
        things: set[Term] = {Iri(entity.iri) for entity in self.before.values()}
        found = data.match(place, predicate=_JUDGES, objects=things)
        return set(data.match(place, subjects={quad.subject for quad in found}))


def _closed(ledger: Ledger, seeds: Mapping[Name, Borne]) -> set[Name]:
    """Return names with all that may be one thing with them, kept ones and seeds."""
    known = _Names(ledger, seeds)
    found: set[Name] = set()
    edge = set(seeds)
    while edge:
        known.read(map(ledger.names.of_name, edge))
        found |= edge
        near = known.near(edge)
        edge = {
            other
            for name, other in near
            if other not in found
            and kin.are_kin(name.family, known.borne[name], known.borne[other])
        }
    return found


class _Names:
    """Names that are kept, or new, as far as they were read."""

    def __init__(self, ledger: Ledger, seeds: Mapping[Name, Borne]) -> None:
        self.borne = dict(seeds)
        self._ledger = ledger
        self._read: dict[Iri, Name | None] = {}
        self._index: dict[str, set[Name]] = defaultdict(set)
        for name, own in seeds.items():
            for key in kin.found_by(name, own):
                self._index[key].add(name)

    def read(self, nodes: Iterable[Iri]) -> None:
        """Look up how names are borne in what is kept."""
        fresh = {node for node in nodes if node not in self._read}
        self._read |= dict.fromkeys(fresh)
        for name, own in self._ledger.borne(fresh).items():
            self._read[self._ledger.names.of_name(name)] = name
            self.borne[name] = self.borne.get(name, Borne()) | own

    def near(self, names: Iterable[Name]) -> set[tuple[Name, Name]]:
        """Return names with those that share a key with them."""
        wanted = {name: kin.sought(name, self.borne[name]) for name in names}
        keys: set[Term] = {Literal(key) for given in wanted.values() for key in given}
        stored = self._ledger.found(self._ledger.names.key, keys)
        self.read({node for nodes in stored.values() for node in nodes})
        return {
            (name, other)
            for name, given in wanted.items()
            for key in given
            for other in (
                *self._index.get(key, ()),
                *(self._read[node] for node in stored.get(Literal(key), ())),
            )
            if other is not None
        }


def _text(entity: Entity) -> Literal:
    return Literal(codec.entity_text(entity))


def _by_entity(things: Mapping[Named, Entity]) -> dict[Entity, list[Named]]:
    found: dict[Entity, list[Named]] = defaultdict(list)
    for thing, entity in things.items():
        found[entity].append(thing)
    return found


def _core(entity: Entity) -> tuple[object, ...]:
    return entity.iri, entity.kinds, entity.name

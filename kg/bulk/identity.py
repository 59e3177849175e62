"""What articles name → things: names that may be one are looked at together, and no others."""

from collections.abc import Iterator

from kg.assemble import fact_iri, quads
from kg.assemble.nodes import Maker
from kg.bulk.linked import ROOT, edge
from kg.bulk.records import Group, Record
from kg.resolve import identity, kin
from kg.resolve.identity import Things
from kg.resolve.kin import Name


def accounts(group: Group) -> Iterator[Record]:
    """Tell what an article tells of each thing, by the name that it bears there."""
    iri, own, claims = group.one("said")
    day = group.one("day", own)
    for thing, account in identity.accounts(claims, {group.key: day} if day else {}).items():
        yield Record("account", _key(Name.of(thing)), (iri, day, thing, account))


def names(group: Group) -> Iterator[Record]:
    """Give the keys under which a name is found by its kin, and seeks them."""
    told = ((thing, account) for _, _, thing, account in group.all("account"))
    for name, own in kin.borne(told).items():
        for key in kin.found_by(name, own):
            yield Record("found", key, (name, own))
        for key in kin.sought(name, own):
            yield Record("sought", key, (name, own))


def kindred(group: Group) -> Iterator[Record]:
    """Join the names under one key that are held against each other."""
    found = sorted(group.all("found"), key=_by_name)
    done: set[tuple[Name, Name]] = set()
    for name, own in sorted(group.all("sought"), key=_by_name):
        for other, theirs in found:
            pair = (min(name, other), max(name, other))
            if name != other and pair not in done:
                done.add(pair)
                if kin.are_kin(name.family, own, theirs):
                    yield from edge(_key(name), _key(other))


def housed(group: Group) -> Iterator[Record]:
    """Bring the accounts of all names together that may be one thing."""
    root = group.one(ROOT, group.key)
    yield from (Record("account", root, value) for value in group.all("account"))


def things(base: str, group: Group) -> Iterator[Record]:
    """Decide what is one thing; tell the articles, and what each is and is called."""
    told = group.all("account")
    known = Things({thing: account for _, _, thing, account in told}, base)
    where = {thing.article: (iri, day) for iri, day, thing, _ in told}
    for thing, entity in known.entities.items():
        yield Record("is", thing.article, (thing, entity))
    for fact in known.facts():
        places = {each.article: where[each.article] for each in fact.evidence}
        yield Record("naming", fact_iri(fact, base=base), (fact, places))
    maker = Maker(base, known={article: iri for article, (iri, _) in where.items()})
    for note in known.judgements():
        yield Record("quads", group.key, tuple(quads.note(note, maker)))


def _by_name(value: tuple[Name, object]) -> Name:
    return value[0]


def _key(name: Name) -> str:
    return "\0".join(name)

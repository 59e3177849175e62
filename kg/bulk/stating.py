"""What articles say of things → facts, each with all its evidence; and what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zlib import crc32

from kg.assemble import fact_iri
from kg.assemble import quads as quads_of
from kg.assemble.nodes import Maker
from kg.bulk.linked import ROOT, edge
from kg.bulk.records import Group, Record
from kg.graph import Iri
from kg.model import Entity, Fact, Status
from kg.resolve import history, identity, merge, split
from kg.resolve.statements import is_ending, node_digits
from kg.resolve.stating import statements

Places = Mapping[str, tuple[Iri, date | None]]
"""Article → its identifier and its date, of the articles that a fact is taken from."""

_APART = "\0"
_SHARES = 64
"""Very many articles may have one word: they are looked at in so many shares."""
_SEEN = 1_000_000


def stated(groups: Iterator[Group]) -> Iterator[Record]:
    """Tell what articles state, and the plain words that others may spell otherwise."""
    seen: set[tuple[str, str]] = set()
    for group in groups:
        iri, own, claims = group.one("said")
        known = dict(group.all("is"))
        found = statements(dict.fromkeys(claims), identity.naming(claims, known))
        yield Record("stated", group.key, (iri, group.one("day", own), found))
        for slot, alike, text in merge.words(found):
            word = f"{slot}{_APART}{alike}"
            if (word, text) not in seen:
                seen.add((word, text))
                yield Record("spelling", word, text)
            yield Record("word", _share(word, group.key), (text, group.key))
        if len(seen) > _SEEN:
            seen.clear()


def variants(group: Group) -> Iterator[Record]:
    """Tell how a word is to be spelled, where it is not spelled so everywhere."""
    texts = set(group.all("spelling"))
    if len(texts) > 1:
        for share in range(_SHARES):
            yield Record("variant", f"{group.key}{_APART}{share}", max(texts))


def spelled(group: Group) -> Iterator[Record]:
    """Tell the articles that spell a word otherwise than it is to be spelled."""
    best = group.one("variant")
    slot, _, alike = group.key.rpartition(_APART)[0].partition(_APART)
    for text, article in set(group.all("word")):
        if best not in (None, text):
            yield Record("spell", article, (slot, alike, best))


def parts(base: str, group: Group) -> Iterator[Record]:
    """Tell the facts that an article states."""
    iri, day, found = group.one("stated")
    known = dict(merge.spellings(found))
    known |= {(slot, alike): best for slot, alike, best in group.all("spell")}
    for part in split.parts(merge.respelled(found, known)):
        yield Record("part", fact_iri(part, base=base), (part, {group.key: (iri, day)}))


def facts(group: Group) -> Iterator[Record]:
    """Merge what all articles state of a fact; that of a name has no history."""
    fact, places = _merged([*group.all("part"), *group.all("naming")])
    if not group.all("part"):
        yield Record("fact", group.key, (fact, places))
        return
    subject = fact.subject.iri
    yield Record("told", subject, (fact, places))
    node = node_digits(fact)
    if node is not None:
        yield Record("node", node, subject)
    if is_ending(fact):
        yield Record("ending", subject, (fact, places))
    if fact.status is Status.PLANNED:
        for thing in _things(fact):
            yield Record("speaks", thing, subject)


def neighbours(group: Group) -> Iterator[Record]:
    """Join the subjects whose facts tell of one node."""
    first, *others = sorted(set(group.all("node")))
    for other in others:
        yield from edge(first, other)


def contexts(group: Group) -> Iterator[Record]:
    """Tell those who plan anything with a thing what is said to have ended it."""
    for subject in set(group.all("speaks")) - {group.key}:
        yield from (Record("context", subject, ending) for ending in group.all("ending"))


def housed(group: Group) -> Iterator[Record]:
    """Bring the facts together that have one history."""
    root = group.one(ROOT, group.key)
    yield from (Record(tag, root, value) for tag in ("told", "context") for value in group.all(tag))


def histories(base: str, group: Group) -> Iterator[Record]:
    """Tell what became of the facts of some subjects."""
    own = {fact_iri(fact, base=base): (fact, places) for fact, places in group.all("told")}
    around = {fact_iri(fact, base=base): (fact, places) for fact, places in group.all("context")}
    where = {a: at for _, places in (around | own).values() for a, at in places.items()}
    dates = {article: day for article, (_, day) in where.items() if day is not None}
    subjects = {fact.subject.iri for fact, _ in own.values()}
    kept, changes = history.told((fact for fact, _ in (around | own).values()), dates)
    for fact in merge.merged(kept):
        if fact.subject.iri in subjects:
            places = {each.article: where[each.article] for each in fact.evidence}
            yield Record("fact", fact_iri(fact, base=base), (fact, places))
    maker = Maker(base)
    for change in changes:
        if change.earlier.subject.iri in subjects:
            earlier, later = (fact_iri(f, base=base) for f in (change.earlier, change.later))
            yield Record("change", earlier, (later, tuple(quads_of.note(change, maker))))


def _merged(given: Iterable[tuple[Fact, Places]]) -> tuple[Fact, Places]:
    told = list(given)
    (fact,) = merge.merged(fact for fact, _ in told)
    return fact, {article: at for _, places in told for article, at in places.items()}


def _things(fact: Fact) -> set[str]:
    values = (fact.subject, fact.object, *(each.value for each in fact.qualifiers))
    return {value.iri for value in values if isinstance(value, Entity)}


def _share(word: str, article: str) -> str:
    return f"{word}{_APART}{crc32(article.encode('utf-8', 'surrogatepass')) % _SHARES}"

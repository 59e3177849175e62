"""What articles state, where a change touches it: article by article, before and after.

Only articles that are new or gone, and those in which a name stands for another thing, or a word
is spelled otherwise, are stated anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg import assemble
from kg.graph import Iri, Literal, Quad
from kg.model import Claim, Entity, Fact
from kg.resolve import identity, merge, split
from kg.resolve.merge import Spellings
from kg.resolve.profiles import Named
from kg.resolve.stating import statements
from kg.store.ledger import Ledger
from kg.store.things import Touched

_Words = set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Side:
    """Before a change, or after it.

    Attributes:
        claims: article → its claims; of the articles that are new or gone on that side only.
        things: what articles name → the thing that it is.
    """

    claims: Mapping[str, list[Claim]]
    things: Mapping[Named, Entity]


class Restated:
    """What articles state otherwise than before.

    Attributes:
        articles: the articles that state anything otherwise.
        old: fact → what those articles stated.
        new: fact → what they state.
    """

    def __init__(
        self,
        ledger: Ledger,
        touched: Touched,
        gone: Mapping[str, list[Claim]],
        fresh: Mapping[str, list[Claim]],
    ) -> None:
        """State anew what must be.

        Args:
            ledger: what is remembered.
            touched: the things that the change touches.
            gone: article → its claims, of those that are no more.
            fresh: article → its claims, of those that are new.
        """
        self._ledger = ledger
        changed = touched.articles() - gone.keys() - fresh.keys()
        while True:
            kept = ledger.claims(ledger.articles(changed))
            others = _others(ledger, {**gone, **kept}, touched)
            before = Side({**gone, **kept}, {**others, **touched.before})
            after = Side({**fresh, **kept}, {**others, **touched.entities})
            sides = [_stated(side) for side in (before, after)]
            self._words = [
                {name: merge.words(said) for name, said in side.items()} for side in sides
            ]
            spelled, more = self._spelled(changed | gone.keys())
            if not more:
                break
            changed |= more
        self.articles = changed | gone.keys() | fresh.keys()
        self.old, self.new = (
            _facts(side, spellings, ledger.dataset.base)
            for side, spellings in zip(sides, spelled, strict=True)
        )

    def remembered(self, articles: Mapping[str, Iri]) -> tuple[set[Quad], set[Quad]]:
        """Return what the ledger has of the words of these articles, and what it is to have.

        Args:
            articles: the identifiers of all of ``articles`` by their ids.
        """
        old, new = (set(self._used(side, articles)) for side in self._words)
        names = self._ledger.names
        left: dict[Iri, set[Iri]] = defaultdict(set)
        for quad in old - new:
            left[quad.subject].add(Iri(str(quad.object)))
        used = {quad.subject for quad in new} | self._ledger.still_used(left)
        for side, quads in zip(self._words, (old, new), strict=True):
            every = {word for given in side.values() for word in given}
            for word in every:
                node = names.of_word((word[0], word[2]))
                if quads is new or node not in used:
                    quads.add(self._ledger.quad(node, names.word, Literal(word[2])))
                    quads.add(self._ledger.quad(node, names.sense, names.of_word(("", *word[:2]))))
        return old, new

    def _used(self, side: Mapping[str, _Words], articles: Mapping[str, Iri]) -> Iterator[Quad]:
        names = self._ledger.names
        for name, words in side.items():
            for slot, _, text in words:
                yield self._ledger.quad(names.of_word((slot, text)), names.used, articles[name])

    def _spelled(self, anew: Iterable[str]) -> tuple[tuple[Spellings, Spellings], set[str]]:
        """Return how words are spelled, before and after; and what articles it changes besides.

        Args:
            anew: the kept articles that are stated anew, or gone.
        """
        names = self._ledger.names
        own = [{word for words in side.values() for word in words} for side in self._words]
        senses = {names.of_word(("", *word[:2])): word[:2] for side in own for word in side}
        spelled = self._ledger.found(names.sense, set(senses))
        nodes = {node for found in spelled.values() for node in found}
        texts = self._ledger.texts(names.word, nodes)
        gone = set(self._ledger.articles(anew).values())
        own_nodes = {names.of_word((slot, text)) for slot, _, text in own[0]}
        staying = (nodes - own_nodes) | self._ledger.still_used(dict.fromkeys(own_nodes, gone))
        before: dict[tuple[str, str], str] = {}
        after: dict[tuple[str, str], str] = {}
        for sense, found in spelled.items():
            word = senses[Iri(str(sense))]
            for node in found:
                _spell(before, word, texts[node])
                if node in staying:
                    _spell(after, word, texts[node])
        for slot, alike, text in own[1]:
            _spell(after, (slot, alike), text)
        respelled = {
            node
            for sense, found in spelled.items()
            for word in (senses[Iri(str(sense))],)
            if before.get(word) != after.get(word, before.get(word))
            for node in found
        }
        users = self._ledger.given(names.used, respelled)
        others = {Iri(str(user)) for found in users.values() for user in found} - gone
        return (before, after), set(self._ledger.ids(others).values())


def stated(old: Fact | None, part: Fact | None, anew: Collection[str]) -> Fact | None:
    """Return a fact with what some articles state of it now, and all others still do.

    Args:
        old: the fact as all articles stated it, if any did.
        part: what some articles state now, if they do.
        anew: those articles.
    """
    rest = [e for e in old.evidence if e.article not in anew] if old else []
    whole = [replace(old, evidence=tuple(rest), current=True)] if old and rest else []
    return next(iter(merge.merged([*([part] if part else []), *whole])), None)


def _others(
    ledger: Ledger, claims: Mapping[str, list[Claim]], touched: Touched
) -> dict[Named, Entity]:
    """Return what kept articles name that the change does not touch, and what it is."""
    named = {thing for said in claims.values() for thing in identity.named(said)}
    nodes = {ledger.names.of_account(thing): thing for thing in named - touched.before.keys()}
    told = {
        node: str(min(found)) for node, found in ledger.given(ledger.names.tells, nodes).items()
    }
    entities = ledger.entities(set(told.values()))
    return {thing: entities[told[node]] for node, thing in nodes.items()}


def _stated(side: Side) -> dict[str, list[Fact]]:
    return {
        name: statements(dict.fromkeys(said), identity.naming(said, side.things))
        for name, said in side.claims.items()
    }


def _facts(said: Mapping[str, list[Fact]], spellings: Spellings, base: str) -> dict[Iri, Fact]:
    parts: dict[Iri, list[Fact]] = defaultdict(list)
    for facts in said.values():
        for part in split.parts(merge.respelled(facts, spellings)):
            parts[Iri(assemble.fact_iri(part, base=base))].append(part)
    return {name: merge.merged(alike)[0] for name, alike in parts.items()}


def _spell(known: dict[tuple[str, str], str], word: tuple[str, str], text: str) -> None:
    known[word] = max(known.get(word, text), text)

"""What a store remembers, looked up: many things at a time, since each question costs a journey."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from kg.graph import Iri, Literal, Quad, Term
from kg.model import Article, Claim, Entity, Fact, Span
from kg.namespaces import iri
from kg.resolve.identity import Account
from kg.resolve.kin import Borne, Name
from kg.resolve.profiles import Named
from kg.store import codec
from kg.store.dataset import Dataset
from kg.store.names import Names

IDENTIFIER = Iri(iri("dcterms:identifier"))
_PUBLISHED = Iri(iri("film:datePublished"))
COPY_OF = Iri(iri("film:copyOf"))


class Ledger:
    """The ledger of a dataset.

    Attributes:
        dataset: what holds it.
        names: what it is written in.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.names = Names(dataset.base)

    def given(self, predicate: Iri, subjects: Iterable[Iri]) -> dict[Iri, set[Term]]:
        """Return what the ledger gives for subjects by a property."""
        found: dict[Iri, set[Term]] = defaultdict(set)
        for quad in self.dataset.match(
            self.names.ledger, subjects=list(subjects), predicate=predicate
        ):
            found[quad.subject].add(quad.object)
        return found

    def found(self, predicate: Iri, objects: Iterable[Term]) -> dict[Term, set[Iri]]:
        """Return for what subjects the ledger gives objects by a property."""
        found: dict[Term, set[Iri]] = defaultdict(set)
        for quad in self.dataset.match(
            self.names.ledger, predicate=predicate, objects=list(objects)
        ):
            found[quad.object].add(quad.subject)
        return found

    def texts(self, predicate: Iri, subjects: Iterable[Iri]) -> dict[Iri, str]:
        """Return the one text that the ledger gives for each subject, where it has one."""
        told = self.given(predicate, subjects)
        return {
            each: term.text
            for each, terms in told.items()
            for term in terms
            if isinstance(term, Literal)
        }

    def still_used(self, words: Mapping[Iri, Collection[Iri]]) -> set[Iri]:
        """Return those of words that other articles use than the given ones.

        Args:
            words: word → articles; very many others may use it, of which one is enough.
        """
        place, used = self.names.ledger, self.names.used
        return {
            word
            for word, gone in words.items()
            for quad in self.dataset.match(
                place, subjects=[word], predicate=used, most=len(gone) + 1
            )
            if quad.object not in gone
        }

    def articles(self, ids: Iterable[str]) -> dict[str, Iri]:
        """Return the identifiers of those articles that are kept, by their ids."""
        wanted: list[Term] = [Literal(each) for each in ids]
        kept = self.dataset.match(self.names.evidence, predicate=IDENTIFIER, objects=wanted)
        return {each.object.text: each.subject for each in kept if isinstance(each.object, Literal)}

    def ids(self, articles: Iterable[Iri]) -> dict[Iri, str]:
        """Return the ids of articles that are kept, by their identifiers."""
        wanted = list(articles)
        kept = self.dataset.match(self.names.evidence, subjects=wanted, predicate=IDENTIFIER)
        return {each.subject: each.object.text for each in kept if isinstance(each.object, Literal)}

    def kept(self, iris: Iterable[Iri]) -> dict[Iri, Article]:
        """Return articles that are kept, by their identifiers."""
        wanted = list(iris)
        told: dict[Iri, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in self.dataset.match(self.names.evidence, subjects=wanted):
            if isinstance(quad.object, Literal):
                told[quad.subject][quad.predicate].add(quad.object.text)
        spans = self.texts(self.names.sentences, wanted)
        return {
            each: _article(parts, codec.sentences(spans.get(each, "[]")))
            for each, parts in told.items()
            if IDENTIFIER in parts
        }

    def dates(self, ids: Iterable[str]) -> dict[str, date]:
        """Return the dates of articles by their ids; of a near-copy that of the first."""
        kept = self.articles(ids)
        place = self.names.evidence
        copied = self.dataset.match(place, subjects=list(kept.values()), predicate=COPY_OF)
        first = {quad.subject: Iri(str(quad.object)) for quad in copied}
        wanted = {first.get(each, each) for each in kept.values()}
        days = {
            quad.subject: date.fromisoformat(quad.object.text)
            for quad in self.dataset.match(place, subjects=list(wanted), predicate=_PUBLISHED)
            if isinstance(quad.object, Literal)
        }
        told = {name: days.get(first.get(each, each)) for name, each in kept.items()}
        return {name: day for name, day in told.items() if day is not None}

    def claims(self, articles: Mapping[str, Iri]) -> dict[str, list[Claim]]:
        """Return the claims of articles, given by id and identifier."""
        texts = self.texts(self.names.claims, articles.values())
        return {name: codec.claims(texts[each], name) for name, each in articles.items()}

    def borne(self, nodes: Iterable[Iri]) -> dict[Name, Borne]:
        """Return names with their spellings, by their identifiers."""
        return dict(map(codec.borne, self.texts(self.names.borne, nodes).values()))

    def accounts(self, nodes: Iterable[Iri]) -> dict[Named, tuple[Account, Iri]]:
        """Return accounts and the things they are of, by their identifiers."""
        wanted = list(nodes)
        told = self.given(self.names.tells, wanted)
        texts = self.texts(self.names.account, wanted)
        return {
            thing: (account, Iri(str(next(iter(told[node])))))
            for node, text in texts.items()
            for thing, account in (codec.account(text),)
        }

    def entities(self, iris: Iterable[str]) -> dict[str, Entity]:
        """Return things by their identifiers."""
        texts = self.texts(self.names.thing, map(Iri, iris))
        return {str(each): codec.entity(text, each) for each, text in texts.items()}

    def facts(
        self, iris: Iterable[Iri], things: Mapping[str, Entity]
    ) -> dict[Iri, tuple[Fact, bool]]:
        """Return facts, and whether articles state them, by their identifiers.

        Args:
            iris: the facts.
            things: what is known already of what they speak of; the rest is looked up.
        """
        texts = self.texts(self.names.fact, iris)
        wanted = {thing for text in texts.values() for thing in codec.things_of(text)}
        known = {**self.entities(wanted - things.keys()), **things}
        return {each: codec.fact(text, known) for each, text in texts.items()}

    def quad(self, subject: Iri, predicate: Iri, target: Term) -> Quad:
        """Return a quad of the ledger."""
        return Quad(subject, predicate, target, self.names.ledger)


def _article(parts: Mapping[str, set[str]], sentences: tuple[Span, ...]) -> Article:
    one = {name: min(texts) for name, texts in parts.items()}
    day = one.get(_PUBLISHED)
    return Article(
        one[IDENTIFIER],
        one[iri("film:digest")],
        one[iri("film:text")],
        sentences,
        one.get(iri("dcterms:title")),
        one.get(iri("dcterms:creator")),
        one.get(iri("dcterms:publisher")),
        date.fromisoformat(day) if day else None,
        tuple(sorted(parts.get(iri("dcterms:source"), ()))),
    )

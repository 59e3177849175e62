"""A store that is open for writing: articles are added and taken back, each change at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import CorrectionError, StoreError
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import Article, Claim, Violation
from kg.namespaces import FILM
from kg.resolve.corrections import Corrections
from kg.resolve.profiles import Named
from kg.store import codec, views
from kg.store.anew import anew
from kg.store.change import Changed, Coming, changed
from kg.store.dataset import Dataset
from kg.store.ledger import IDENTIFIER, Ledger
from kg.tables import Known

FORMAT = "1"
"""Of the ledger; a number for each that an older kg cannot read."""
_VERSIONS = {"kgVersion": "kg", "modelVersion": "the model", "lexiconDigest": "the lexicon"}
_SHOWN = 12  # characters of a digest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an addition, or a retraction, came to.

    Attributes:
        done: ids of the articles that came, or went.
        unchanged: ids of those that were kept already.
        refused: why others did not come.
        added: how many facts came.
        removed: how many facts went.
        broken: what facts break that a shape keeps out since then.
    """

    done: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[StoreError, ...] = ()
    added: int = 0
    removed: int = 0
    broken: tuple[Violation, ...] = ()


class Kept:
    """A store that is open for writing."""

    def __init__(
        self,
        dataset: Dataset,
        *,
        made_by: Mapping[str, str],
        mixed: bool = False,
        anew: bool = False,
    ) -> None:
        """Open a store; an empty one is begun with its first article.

        Args:
            dataset: what holds it.
            made_by: the versions that read the articles to come, as for ``kg.assemble.graph``.
            mixed: whether articles read by other versions may stand beside them.
            anew: whether all that it holds is to be replaced.

        Raises:
            StoreError: other versions made it, or it holds a graph and no ledger.
        """
        self._dataset = dataset
        self._ledger = Ledger(dataset)
        self._made_by = dict(made_by)
        self._check(mixed=mixed or anew, anew=anew)

    @property
    def base(self) -> str:
        """What the identifiers begin with."""
        return self._dataset.base

    def articles(self) -> dict[str, Iri]:
        """Return the identifiers of the articles that are kept, by their ids."""
        found = self._dataset.match(self._ledger.names.evidence, predicate=IDENTIFIER)
        return {q.object.text: q.subject for q in found if isinstance(q.object, Literal)}

    def everything(self) -> list[tuple[Article, list[Claim]]]:
        """Return the articles that are kept, as they were read, with what they say; by id."""
        iris = self.articles()
        claims = self._ledger.claims(iris)
        kept = {article.id: article for article in self._ledger.kept(iris.values()).values()}
        return [(kept[name], claims[name]) for name in sorted(iris)]

    def kept(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those articles that are kept, by their ids."""
        iris = self._ledger.articles(ids)
        return {article.id: article for article in self._ledger.kept(iris.values()).values()}

    def add(
        self,
        articles: Iterable[tuple[Article, Sequence[Claim]]],
        *,
        corrections: Corrections | None = None,
    ) -> Outcome:
        """Add articles, all at once.

        What is kept already is left as it is. An article of an id that another text has, or the
        same text with another date or other claims, is refused: which of them is meant only a
        person can tell.

        Args:
            articles: each with what it says.
            corrections: what people say is wrong; they take the place of those in force.

        Raises:
            StoreError: it cannot be written.
            CorrectionError: a correction names nothing.
        """
        given = list(articles)
        known = self.kept(article.id for article, _ in given)
        rows = {article.id for article in known.values() if article.is_row}
        said = self._ledger.claims(self._ledger.articles(rows))
        coming: list[Coming] = []
        unchanged: list[str] = []
        refused: list[StoreError] = []
        for article, claims in given:
            if article.id not in known:
                known[article.id] = article
                coming.append(Coming(article, claims))
            elif error := self.clash(article, known[article.id], said.get(article.id), claims):
                refused.append(error)
            else:
                unchanged.append(article.id)
        result = self._change((), coming, corrections)
        done = tuple(each.article.id for each in coming)
        told = (tuple(unchanged), tuple(refused), *result.facts, result.violations)
        return Outcome(done, *told)

    def known(self, names: Collection[str], without: Collection[str]) -> list[Known]:
        """Return the things that bear some names; see ``kg.store.views.known``."""
        return views.known(self._ledger, names, without)

    def landed(self, articles: Iterable[tuple[Article, Sequence[Claim]]]) -> dict[str, set[str]]:
        """Return what things articles would speak of as subjects, if they were added."""
        given = [Coming(article, claims) for article, claims in articles]
        result = changed(self._ledger, {}, given, made_by=self._made_by)
        tells = self._ledger.names.tells
        told = {q.subject: str(q.object) for q in result.added if q.predicate == tells}
        return {
            each.article.id: {
                told[self._ledger.names.of_account(Named.of(each.article.id, claim.subject))]
                for claim in each.claims
            }
            for each in given
        }

    def clash(
        self,
        article: Article,
        kept: Article,
        said: Sequence[Claim] | None = None,
        claims: Sequence[Claim] | None = None,
    ) -> StoreError | None:
        """Return the error for an article whose id another has; none where they are the same.

        Args:
            article: that is to come.
            kept: of the same id.
            said: the claims of the one that is kept, where they are to be compared.
            claims: those of the other.
        """
        if article.digest != kept.digest:
            problem = f"it holds another text with the id “{article.id}”"
        elif article.published != kept.published:
            problem = f"it holds “{article.id}” with the date {kept.published or 'left open'}"
        elif said is not None and set(said) != set(claims or ()):
            problem = f"it holds “{article.id}” with another meaning of its columns"
        else:
            return None
        remedy = f"Retract “{article.id}” first, or give the other another id"
        return StoreError(self._dataset.name, problem, remedy)

    def retract(self, ids: Iterable[str]) -> Outcome:
        """Take articles out, all at once, with all that they alone say.

        Raises:
            StoreError: it holds no such article, or cannot be written.
            CorrectionError: a correction names nothing any more.
        """
        wanted = list(dict.fromkeys(ids))
        known = self._ledger.articles(wanted)
        for each in wanted:
            if each not in known:
                problem, remedy = f"it holds no article “{each}”", "Check the id"
                raise StoreError(self._dataset.name, problem, remedy)
        result = self._change(wanted, (), None)
        return Outcome(tuple(wanted), (), (), *result.facts, result.violations)

    def replace(
        self,
        articles: Iterable[tuple[Article, Sequence[Claim]]],
        *,
        corrections: Corrections | None = None,
    ) -> Outcome:
        """Let the store hold these articles and no others, at once.

        Args:
            articles: each with what it says; no two of one id.
            corrections: what people say is wrong.

        Raises:
            CorrectionError: a correction names nothing.
        """
        coming = [Coming(article, claims) for article, claims in articles]
        result = anew(self._ledger, {}, coming, corrections, self._made_by)
        self._dataset.change(result.removed, result.added | {self._format()})
        done = tuple(each.article.id for each in coming)
        return Outcome(done, (), (), *result.facts, result.violations)

    def rejected(self) -> Graph:
        """Return the facts that a shape keeps out, none of them current, each with its reasons."""
        return views.rejected(self._ledger)

    def in_force(self) -> Corrections | None:
        """Return the corrections in force."""
        names = self._ledger.names
        text = self._ledger.texts(names.corrections, [names.ledger]).get(names.ledger)
        return None if text is None else codec.corrections(text)

    def _change(
        self, gone: Sequence[str], coming: Sequence[Coming], corrections: Corrections | None
    ) -> Changed:
        if not gone and not coming and corrections is None:
            return Changed()
        in_force = self.in_force()
        if corrections is not None or in_force is not None:
            result = self._corrected(gone, coming, corrections, in_force)
        else:
            kept = self._ledger.articles(gone)
            result = changed(self._ledger, kept, coming, made_by=self._made_by)
        added = result.added | ({self._format()} if result.added else set())
        self._dataset.change(result.removed, added)
        return result

    def _corrected(
        self,
        gone: Sequence[str],
        coming: Sequence[Coming],
        corrections: Corrections | None,
        in_force: Corrections | None,
    ) -> Changed:
        kept = {n: iri for n, iri in self.articles().items() if n not in set(gone)}
        try:
            return anew(self._ledger, kept, coming, corrections or in_force, self._made_by)
        except CorrectionError as error:
            if corrections is not None:
                raise
            problem = f"the corrections in force fit no more: {str(error).removesuffix('.')}"
            remedy = "Put others in force: kg add STORE --corrections FILE"
            raise StoreError(self._dataset.name, problem, remedy) from error

    def _format(self) -> Quad:
        names = self._ledger.names
        return self._ledger.quad(names.ledger, names.format, Literal(FORMAT))

    def _check(self, *, mixed: bool, anew: bool) -> None:
        names, place = self._ledger.names, self._dataset.name
        told = self._ledger.texts(names.format, [names.ledger]).get(names.ledger)
        evidence = self._dataset.match(names.evidence, subjects=[names.evidence])
        if told is None and evidence and not anew:
            problem = "it holds a graph, and nothing to change it by"
            raise StoreError(place, problem, "Build it with “kg build”, or add to a new store")
        if told is not None and told != FORMAT:
            problem = f"a newer kg made it (format {told}; this one knows {FORMAT})"
            raise StoreError(place, problem, "Update kg: pip install --upgrade film-news-kg")
        made: dict[str, set[str]] = {}
        for quad in evidence:
            if isinstance(quad.object, Literal):
                made.setdefault(quad.predicate, set()).add(quad.object.text)
        for name, meant in _VERSIONS.items():
            own, theirs = self._made_by.get(name), made.get(FILM + name)
            if not mixed and theirs and theirs != {own}:
                told = ", ".join(sorted(each[:_SHOWN] for each in theirs))
                problem = f"{meant} that made it is {told}, and here is {(own or '')[:_SHOWN]}"
                remedy = (
                    f"“kg build {place} -o NEW” reads its articles again; --mixed adds as it is"
                )
                raise StoreError(place, problem, remedy)

"""What stands beside the facts: what became of plans, and why names are one thing, or two."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.assemble.told import Told, text
from kg.graph import Graph, Iri
from kg.namespaces import iri
from kg.publish.pages import addresses
from kg.publish.pages.shown import Link, words

_EARLIER, _LATER, _JUDGES = (Iri(iri(f"film:{name}")) for name in ("earlier", "later", "judges"))
_TRUE = "true"


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision that names mean one thing, or two.

    Attributes:
        names: as the articles have them.
        same: whether they were taken for one.
        why: the reason.
        articles: those that were compared.
    """

    names: tuple[str, ...]
    same: bool
    why: str
    articles: tuple[Link, ...]


def became(graph: Graph, fact: Iri, *, current: bool) -> list[str]:
    """Return in words what became of a fact that is held no longer, or of the plan it was before.

    Each is told once.
    """
    told = Told(graph)
    found = _plans(told, fact) if current else _ends(told, fact)
    return list(dict.fromkeys(found))


def judged(graph: Graph, thing: Iri) -> list[Judged]:
    """Return why the names of a thing were taken for one, or told from those of another."""
    told = Told(graph)
    found = []
    for note in graph.quads(graph.evidence, predicate=_JUDGES, object=thing):
        articles = (Iri(str(each)) for each in told.all(note.subject, "film:inArticle"))
        found.append(
            Judged(
                tuple(text(name) for name in told.all(note.subject, "film:namedAs")),
                told.text(note.subject, "film:isSame") == _TRUE,
                told.text(note.subject, "film:why"),
                tuple(_article(told, each) for each in articles),
            )
        )
    return found


def _ends(told: Told, fact: Iri) -> Iterator[str]:
    for note in told.graph.quads(told.graph.evidence, predicate=_EARLIER, object=fact):
        subject, relation, target = told.parts(told.one(note.subject, "film:later"))
        yield f"{_change(told, note.subject)}: {subject} – {words(relation)} – {target}"


def _plans(told: Told, fact: Iri) -> Iterator[str]:
    """Yield which plans a fact is the end of: their words may stand beside it."""
    for note in told.graph.quads(told.graph.evidence, predicate=_LATER, object=fact):
        before = told.called(told.one(told.one(note.subject, "film:earlier"), "film:status"))
        yield f"told as {before} before; {_change(told, note.subject)}"


def _change(told: Told, note: Iri) -> str:
    day = told.text(note, "film:changedOn")
    return told.called(told.one(note, "film:became")) + (f" on {day}" if day else "")


def _article(told: Told, article: Iri) -> Link:
    name = told.text(article, "dcterms:title") or told.text(article, "dcterms:identifier")
    return Link(name, addresses.path(article, told.graph.base))

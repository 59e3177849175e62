"""A store copied to a database of its own, as far as anybody may see it."""

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import VOCABULARIES

_TEXT = ox.NamedNode(VOCABULARIES["film"] + "text")
_SOURCE = ox.NamedNode(VOCABULARIES["dcterms"] + "source")
_ARTICLE = ox.NamedNode(VOCABULARIES["film"] + "NewsArticle")
_TYPE = ox.NamedNode(VOCABULARIES["rdf"] + "type")
_OF_LEDGER = re.compile(r"[/#]ledger(?:[/#]|$)")
_OF_ARTICLE = re.compile(r"[/#]article/")


def write(store: ox.Store, folder: Path, base: str, *, text: bool) -> None:
    """Write a database of what may be seen of a store, whatever its identifiers begin with.

    The graphs of a ledger and all that is said in its vocabulary are left out, and where on a
    disk an article lay.

    Args:
        store: what holds it all.
        folder: where the database is made; there is nothing there yet.
        base: what most identifiers begin with: nothing in it is taken for a ledger's name.
        text: whether the articles' whole texts are to be seen.
    """
    made = ox.Store(str(folder))

    @lru_cache(10_000)
    def hides(name: str) -> bool:
        return _OF_LEDGER.search(f"/{name.removeprefix(base)}") is not None

    articles = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _ARTICLE, None)}
    made.bulk_extend(
        quad
        for quad in store
        if not hides(_name(quad.graph_name))
        and not hides(quad.predicate.value)
        and not (quad.predicate == _SOURCE and not _is_address(quad.object))
        and (text or quad.predicate != _TEXT or not _is_article(quad.subject, articles))
    )
    made.optimize()
    made.flush()


def _is_address(term: object) -> bool:
    text = term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""
    return text.startswith(("http://", "https://"))


def _is_article(term: object, known: Collection[object]) -> bool:
    return term in known or _OF_ARTICLE.search(_name(term)) is not None


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""

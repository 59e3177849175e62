"""The kinds of thing, and the lists of words."""

from collections.abc import Iterable
from functools import cache

from kg.errors import VocabularyError
from kg.model import Value
from kg.patterns.file import said
from kg.patterns.terms import Takes


def kinds() -> list[str]:
    """Return every kind of thing, in the order of the file."""
    return list(said().kinds)


def is_a(kind: str, ancestor: str) -> bool:
    """Return whether every thing of a kind is of the other as well.

    >>> is_a("Film", "CreativeWork"), is_a("CreativeWork", "Film")
    (True, False)
    """
    return ancestor in _line(kind)


def most_specific(given: Iterable[str]) -> frozenset[str]:
    """Return the kinds that no other among them makes plainer.

    >>> sorted(most_specific(["CreativeWork", "Film", "ScreenWork"]))
    ['Film']
    """
    every = frozenset(given)
    return frozenset(kind for kind in every if not any(kind in _line(o)[1:] for o in every))


def segment(kind: str) -> str:
    """Return how the identifiers of a kind begin.

    >>> segment("TelevisionWork")
    'work'
    """
    return next(s for ancestor in _line(kind) if (s := said().kinds[ancestor].segment))


def family(kind: str) -> str:
    """Return the most general kind above a kind: names are compared within one.

    >>> family("Film")
    'CreativeWork'
    """
    return _line(kind)[-1]


def concept(scheme: str, word: str) -> str:
    """Return the term for a word of a list.

    >>> concept("MediumScheme", "home video")
    'HomeVideo'

    Raises:
        VocabularyError: the list has no such word, or there is no such list.
    """
    lists = said().lists
    if scheme not in lists:
        raise VocabularyError(scheme, lists)
    if word not in lists[scheme]:
        raise VocabularyError(word, lists[scheme])
    return lists[scheme][word]


def words(scheme: str) -> list[str]:
    """Return the words of a list, in the order of the file.

    Args:
        scheme: its name, short or local: ``film:MediumScheme``, ``MediumScheme``.
    """
    return list(said().lists[scheme.removeprefix("film:")])


def word(term: str) -> str | None:
    """Return the word for a term of a list; none where the term is of no list.

    >>> word("HomeVideo")
    'home video'
    """
    return _terms().get(term)


def fitted(value: Value, takes: Takes) -> Value:
    """Return the value with the datatype that is meant.

    Raises:
        VocabularyError: the word is not in the list it is said to be of.
    """
    lists = {f"film:{name}": words for name, words in said().lists.items()}
    return takes.fitted(value, lists)


def _line(kind: str) -> tuple[str, ...]:
    """Return a kind and those above it, itself first."""
    every = said().kinds
    if kind not in every:
        raise VocabularyError(kind, every)
    above = every[kind].under
    return (kind, *_line(above)) if above else (kind,)


@cache
def _terms() -> dict[str, str]:
    return {term: word for words in said().lists.values() for word, term in words.items()}

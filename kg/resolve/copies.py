"""Articles that are near-copies of one text, as agencies send it out: one source, not several.

By shingles (Broder 1997, “On the resemblance and containment of documents”): runs of four words.
Candidates share some of the few with the smallest checksums; a near-copy has nearly all runs of
the shorter text in the longer, so that a text cut at its end is found as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from zlib import crc32

from kg.model import Article, Copy

_RUN = 4
_SKETCH = 32
COMMON = 4  # so many of the sketch two texts must share to be compared at all
_NEARLY = 0.6  # of the runs of the shorter
_FEWEST = 20  # runs of a text that is long enough to be copied
_EVERYWHERE = 200  # of so many texts that share a run each is compared with the first alone
_WORD = re.compile(r"\w+")


def copies(articles: Iterable[Article]) -> list[Copy]:
    """Return which articles are near-copies, each with the first of those that are alike.

    The first is the one with the earliest date, then the smallest id. Rows of a table are alike
    by their making, and none is a copy of another.
    """
    given = [article for article in articles if not article.is_row]
    index: dict[int, set[str]] = defaultdict(set)
    for article in given:
        for mark in marks(article):
            index[mark].add(article.id)
    common = Counter(pair for names in index.values() for pair in pairs(names))
    return alike(given, (pair for pair, count in common.items() if count >= COMMON))


def pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield those of the articles that share a mark which are to be compared.

    Args:
        names: their ids.
    """
    given = sorted(names)
    if len(given) > _EVERYWHERE:
        yield from ((given[0], each) for each in given[1:])
    else:
        yield from combinations(given, 2)


def alike(articles: Iterable[Article], candidates: Iterable[tuple[str, str]]) -> list[Copy]:
    """Return which of candidates are near-copies, each with the first of those that are alike.

    Args:
        articles: those that the candidates name.
        candidates: ids of articles that share ``COMMON`` marks.
    """
    given = {article.id: article for article in articles}
    compared = sorted(candidates)
    runs = {name: _runs(given[name].text) for name in {n for pair in compared for n in pair}}
    first = {name: name for name in runs}
    for one, other in compared:
        if _alike(runs[one], runs[other]):
            whole = sorted((first[one], first[other]), key=lambda name: _age(given[name]))
            first = {n: whole[0] if f == whole[1] else f for n, f in first.items()}
    return [Copy(name, of) for name, of in sorted(first.items()) if name != of]


def marks(article: Article) -> list[int]:
    """Return the marks that an article shares with its near-copies: some, if not all."""
    return [] if article.is_row else _sketch(_runs(article.text))


def _sketch(runs: Collection[int]) -> list[int]:
    return sorted(runs)[:_SKETCH] if len(runs) >= _FEWEST else []


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1)
    )


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= _FEWEST and len(one & other) >= _NEARLY * fewest


def _age(article: Article) -> tuple[bool, str, str]:
    published = article.published
    return published is None, published.isoformat() if published else "", article.id

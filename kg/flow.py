"""The whole flow, in order: articles in, a graph that conforms out.

    read → extract → resolve → assemble → check

Copy ``built`` and change it where a project needs another order or another stage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Protocol

import kg
from kg import resources
from kg.crew import Crew
from kg.errors import ReadError
from kg.graph import Graph
from kg.model import Article, Claim, Report
from kg.namespaces import BASE, check_base
from kg.read import Source
from kg.resolve.corrections import Corrections


class Watch(Protocol):
    """What is told how far the work is."""

    def __call__(self, done: int, total: int, claims: int) -> None:
        """Take the number of articles done, of all articles, and of claims found so far."""


@dataclass(frozen=True, slots=True)
class Built:
    """All that a build gives.

    Attributes:
        graph: what the articles say and no shape refuses.
        rejected: the facts that a shape refuses, each with the reason.
        report: those refusals.
        articles: the articles that were read.
        skipped: why files of a folder could not be read.
    """

    graph: Graph
    rejected: Graph
    report: Report
    articles: tuple[Article, ...]
    skipped: tuple[ReadError, ...]


def build(
    source: Source | Iterable[Source],
    *,
    base: str = BASE,
    published: date | None = None,
    model: str | None = None,
    corrections: Corrections | None = None,
) -> Graph:
    """Return the graph of what articles say, each fact with its evidence.

    Args:
        source: as for ``kg.read.articles``: a file, a folder, ``-``, or several.
        base: what every identifier begins with.
        published: the date of the articles that carry none.
        model: another language model, by the name of its package.
        corrections: what people say is wrong, is one, is two, or is to be left out; as
            ``kg.resolve.corrections.read`` gives it.

    Raises:
        BaseError: identifiers cannot begin so; told before anything is read.
        ReadError: a source cannot be read. A bad file in a folder costs that file alone.
    """
    made = built(source, base=base, published=published, model=model, corrections=corrections)
    return made.graph


def built(
    source: Source | Iterable[Source],
    *,
    base: str = BASE,
    published: date | None = None,
    model: str | None = None,
    jobs: int = 1,
    corrections: Corrections | None = None,
    watch: Watch | None = None,
) -> Built:
    """Return the graph with what was kept out of it, what was read and what was not.

    Args:
        source: as for ``build``.
        base: as for ``build``.
        published: as for ``build``.
        model: as for ``build``.
        jobs: how many processes read articles; the result is the same for any number.
        corrections: as for ``build``.
        watch: is told how far the work is.

    Raises:
        CorrectionError: a correction names nothing.
    """
    check_base(base)
    skipped: list[ReadError] = []
    articles = tuple(kg.read.articles(source, published=published, skipped=skipped))
    model = model or kg.extract.parse.MODEL
    said: list[Claim] = []
    for done, found in enumerate(claims(articles, model, jobs), 1):
        said += found
        if watch:
            watch(done, len(articles), len(said))
    resolved = kg.resolve.resolution(said, articles=articles, corrections=corrections, base=base)
    graph = kg.assemble.graph(
        resolved.facts, articles=articles, notes=resolved.notes, base=base, made_by=made_by(model)
    )
    accepted, rejected, report = kg.check.gate(graph)
    return Built(accepted, rejected, report, articles, tuple(skipped))


def claims(articles: Sequence[Article], model: str, jobs: int = 1) -> Iterator[list[Claim]]:
    """Yield the claims of each article, in order.

    Args:
        articles: as read.
        model: the language model, by the name of its package.
        jobs: how many processes read articles; the result is the same for any number.

    Raises:
        JobError: one of these processes was ended from outside.
    """
    with Crew(jobs) as crew:
        yield from crew.claims(articles, model)


@cache
def made_by(model: str) -> Mapping[str, str]:
    """Return what a graph says of its own making: no clock, so that it is the same each time."""
    texts = [
        resources.text(name)
        for folder in ("data/lexicon", "data/lexicon/names")
        for suffix in (".csv", ".toml", ".txt")
        for name in resources.names(folder, suffix)
    ]
    versions = {
        "kgVersion": kg.__version__,
        "modelVersion": kg.extract.parse.version(model),
        "lexiconDigest": sha256("\0".join(texts).encode("utf-8")).hexdigest(),
    }
    return MappingProxyType(versions)

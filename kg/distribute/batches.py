"""A batch of articles, read by one worker: what they say, or why they cannot be read."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

import kg
from kg.bulk import reading
from kg.bulk.records import Record
from kg.distribute.output import Output
from kg.errors import ReadError
from kg.model import Article, Claim
from kg.read.streams import ENDINGS, Sort
from kg.store import codec

COLUMNS = (
    "id",
    "digest",
    "text",
    "sentences",
    "title",
    "author",
    "publisher",
    "published",
    "sources",
    "claims",
    "place",
    "problem",
)
"""Of a batch’s file: an article with its claims; or a place, and the problem there."""

_SEPARATOR = "\n"

_log = logging.getLogger("kg")


class Piece(NamedTuple):
    """What Spark read for one article, or for one file of several.

    Attributes:
        path: where it lies.
        stem: the name of an article in it that has none of its own.
        content: what it holds.
    """

    path: str
    stem: str
    content: bytes


@dataclass
class Count:
    """How many claims were found."""

    claims: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """How articles are read.

    Attributes:
        output: where batches go.
        model: the language model, by the name of its package.
        published: the date of the articles that carry none.
    """

    output: Output
    model: str
    published: date | None

    def batch(self, number: int, pieces: Iterable[Piece]) -> None:
        """Read a batch and let it count; one that counts already is not read again."""
        if self.output.is_done(number):
            return
        count = Count()
        rows = [row for piece in pieces for row in self._rows(piece, count)]
        name = f"batch-{number:05}-{uuid4().hex}.parquet"
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
        table = arrow.Table.from_pylist(
            rows, schema=arrow.schema([(c, arrow.string()) for c in COLUMNS])
        )
        with self.output.opened(f"claims/{name}") as target:
            parquet.write_table(table, target, compression="zstd")
        lost = sum(row["problem"] is not None for row in rows)
        told = {"articles": len(rows) - lost, "claims": count.claims, "errors": lost}
        self.output.finish(number, {"file": name, **told})

    def _rows(self, piece: Piece, count: "Count") -> Iterator[dict[str, str | None]]:
        skipped: list[ReadError] = []
        articles: Sequence[Article] = ()
        try:
            articles = kg.read.inside(
                piece.content,
                piece.path,
                stem=piece.stem,
                published=self.published,
                skipped=skipped,
            )
        except ReadError as error:
            skipped.append(error)
        for article in articles:
            try:
                claims = kg.extract.claims(article, model=self.model)
                count.claims += len(claims)
                yield _row(article, claims)
            except Exception as error:  # noqa: BLE001  one article of millions must not stop them all
                _log.warning("%s: not read (%r)", article.id, error)
                yield _problem(article.id, f"it could not be read: {error!r}")
        yield from (_problem(*reading.problem(error)) for error in skipped)


def record(row: dict[str, str | None]) -> Record:
    """Return a row of a batch’s file as a record of the merge."""
    told = {name: text for name, text in row.items() if text is not None}
    if "problem" in told:
        return reading.passed_over(told["place"], told["problem"])
    day = told.get("published")
    article = Article(
        told["id"],
        told["digest"],
        told["text"],
        codec.sentences(told["sentences"]),
        told.get("title"),
        told.get("author"),
        told.get("publisher"),
        date.fromisoformat(day) if day else None,
        tuple(told["sources"].split(_SEPARATOR)) if told["sources"] else (),
    )
    return reading.given(article, codec.claims(told["claims"], article.id))


def stem(path: str, content: bytes) -> str:
    """Return the name of an article that has none of its own: of its file, of its line by content.

    Spark cuts files of lines anywhere, so that no worker knows the number of a line.
    """
    name = PurePosixPath(path)
    if ENDINGS.get(name.suffix.lower()) is not Sort.LINES:
        return name.stem
    return f"{name.stem}-{sha256(content).hexdigest()[:12]}"


def _row(article: Article, claims: Sequence[Claim]) -> dict[str, str | None]:
    return {
        "id": article.id,
        "digest": article.digest,
        "text": article.text,
        "sentences": codec.sentences_text(article.sentences),
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "sources": _SEPARATOR.join(article.sources),
        "claims": codec.claims_text(claims),
        "place": None,
        "problem": None,
    }


def _problem(place: str, problem: str) -> dict[str, str | None]:
    return dict.fromkeys(COLUMNS) | {"place": place, "problem": problem}

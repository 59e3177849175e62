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
from kg.distribute.sources import unpacked
from kg.errors import KgError, ReadError
from kg.model import Article, Claim
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
_ANYTHING = "It rained."
_DIGITS = 16  # hex digits, of the content of a line
_SHOWN = 60  # characters of a bad line
_WORKERS_OWN = (KgError, ImportError, MemoryError, OSError)
"""What goes wrong with a worker, and not with an article: it is tried again elsewhere."""

_log = logging.getLogger("kg")


class Piece(NamedTuple):
    """What Spark read for one article, or for one file of several.

    Attributes:
        path: where it lies.
        content: what it holds.
    """

    path: str
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
        lines: whether a piece is a line of JSON; else it is a file, as its path says.
        model: the language model, by the name of its package.
        published: the date of the articles that carry none.
    """

    output: Output
    lines: bool
    model: str
    published: date | None

    def batch(self, number: int, pieces: Iterable[Piece]) -> None:
        """Read a batch and let it count; one that counts already is not read again.

        Raises:
            KgError: this worker cannot read: the models are not there, or the output is not.
        """
        if self.output.is_done(number):
            return
        kg.extract.claims(
            kg.read.article(_ANYTHING), model=self.model
        )  # what this worker lacks shows here
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

    def _rows(self, piece: Piece, count: Count) -> Iterator[dict[str, str | None]]:
        skipped: list[ReadError] = []
        articles: Sequence[Article] = ()
        try:
            articles = self._inside(piece, skipped)
        except ReadError as error:
            skipped.append(error)
        for article in articles:
            try:
                claims = kg.extract.claims(article, model=self.model)
            except _WORKERS_OWN:
                raise
            except Exception as error:  # noqa: BLE001  one article of millions must not stop them all
                _log.warning("%s: not read (%r)", article.id, error)
                yield _problem(article.id, f"it could not be read: {error!r}")
            else:
                count.claims += len(claims)
                yield _row(article, claims)
        for place, problem in map(reading.problem, skipped):
            yield _problem(_line(piece) if self.lines else place, problem)

    def _inside(self, piece: Piece, skipped: list[ReadError]) -> list[Article]:
        """Read a piece; Spark cuts files of lines anywhere: nobody knows the number of a line."""
        stem = PurePosixPath(unpacked(piece.path)).stem
        return kg.read.inside(
            piece.content,
            piece.path,
            stem=f"{stem}-{_digits(piece)}" if self.lines else "",
            ending=".jsonl" if self.lines else "",
            published=self.published,
            skipped=skipped,
        )


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


def _digits(piece: Piece) -> str:
    return sha256(piece.content).hexdigest()[:_DIGITS]


def _line(piece: Piece) -> str:
    """Return the place of a line: how it begins, and digits of its content."""
    shown = "".join(filter(str.isprintable, piece.content[: 4 * _SHOWN].decode("utf-8", "replace")))
    return f"{piece.path}, line “{shown[:_SHOWN]}” ({_digits(piece)})"


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

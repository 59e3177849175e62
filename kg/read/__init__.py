"""Read articles: files, folders, standard input, strings.

Plain text, HTML, JSON-LD and JSON lines, by the ending of the file or else by how it begins.

Plain text is kept as it stands: UTF-8, no line end translated, nothing trimmed, so that every
offset counts in what was given. Only a byte order mark at the start of a file is no part of
the text. Of a page, the text is the headline, a blank line and the paragraphs with blank lines
between; of a record, its text, below its headline where that is told apart. Every offset counts
in that text.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

from kg.errors import ReadError
from kg.model import Article, Span
from kg.model.letters import hides, printable, shown
from kg.read import files, refusal, streams
from kg.read.heading import heading
from kg.read.records import Record
from kg.read.sentences import lines, spans
from kg.read.streams import AnyStream

__all__ = ["Source", "article", "articles", "inside"]

Source: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes] | Article
"""A path, ``-`` for standard input, an open file, or an article read before."""

_MOST_TOLD = 100  # of the bad lines of a file, each with its reason

_log = logging.getLogger("kg")


def articles(
    source: Source | Iterable[Source],
    *,
    published: date | None = None,
    skipped: list[ReadError] | None = None,
) -> Iterator[Article]:
    """Read every article of a source, or of several.

    Args:
        source: a path, ``-``, an open file, or several of these. A string is a path; for a
            text in hand there is ``article``. Of a folder, every file that ends in ``.txt``,
            ``.html``, ``.htm``, ``.json``, ``.jsonld``, ``.jsonl`` or ``.ndjson`` is read, in
            order of name; folders inside it are not entered.
        published: the date of the articles that carry none.
        skipped: receives the reason for each file of a folder, and for each record of a file
            of several, that could not be read, or that bears the name of a different article.

    Returns:
        The articles, one at a time. An article met twice is given once.

    Raises:
        ReadError: a source that was named cannot be read; a folder, or a file of several, has
            no article that can; or two different articles bear one name, outside of these.
    """
    digests: dict[str, str] = {}
    passed = [] if skipped is None else skipped
    for each in _sources(source):
        for found in _found(each, published, passed):
            name, digest = found.article.id, found.article.digest
            if name not in digests:
                digests[name] = digest
                yield found.article
            elif digests[name] != digest:
                problem = f"a different article is already called “{name}”"
                error = ReadError(found.place, problem, "Give one of the two another name")
                if not found.spared:
                    raise error
                _skip([error], passed)


def article(text: str, *, id: str = "article", published: date | None = None) -> Article:  # noqa: A002
    r"""Read an article from a text in hand.

    Args:
        text: its text, with or without a heading of title, date and so on.
        id: its name.
        published: its date, if the text does not say it.

    Returns:
        The article; its text is the one given, unaltered.

    Raises:
        ReadError: the text is empty, binary, too long, or not English.

    Example:
        >>> found = article("Tide wins\n\nLee Park directed “Tide.” It rained.")
        >>> found.title, [sentence.of(found.text) for sentence in found.sentences]
        ('Tide wins', ['Tide wins', 'Lee Park directed “Tide.”', 'It rained.'])
    """
    return _article(Record(text), id, id, published)


def inside(
    content: bytes,
    path: str,
    *,
    stem: str = "",
    ending: str = "",
    published: date | None = None,
    skipped: list[ReadError] | None = None,
) -> list[Article]:
    """Read the articles of a file whose content is in hand.

    Args:
        content: what the file holds.
        path: where it lies.
        stem: the name of an article that stands alone, and how the others’ names begin; that of
            the file where it is not given.
        ending: says what sort of file it is; that of the path where it is not given.
        published: as for ``articles``.
        skipped: as for ``articles``.

    Raises:
        ReadError: as ``articles``.
    """
    stream = streams.Stream(BytesIO(content), path, ending or PurePosixPath(path).suffix)
    passed = [] if skipped is None else skipped
    named = stem or PurePosixPath(path).stem
    return [each.article for each in _stream(stream, named, published, passed, path)]


@dataclass(frozen=True, slots=True)
class _Found:
    """An article with its place, and whether it may be skipped: one of several."""

    article: Article
    place: str
    spared: bool


def _article(
    record: Record, place: str, article_id: str, published: date | None, path: str | None = None
) -> Article:
    text, title = _titled(record)
    refusal.check(text, place)
    refusal.check_encoding(record.url or "", place, " of its address")
    above = heading(text, title)
    title = above.title
    return Article(
        id=printable(article_id),
        digest=sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        sentences=(*([title] if title else []), *spans(text, above.body)),
        title=title.of(text) if title else None,
        author=_name(record.author or above.author),
        publisher=_name(record.publisher or above.publisher),
        published=record.published or above.published or published,
        sources=tuple(printable(said) for said in (path, record.url) if said),
    )


def _name(said: str | None) -> str | None:
    return None if said is None or hides(said) else shown(said) or None


def _titled(record: Record) -> tuple[str, Span | None]:
    """Return the text with its headline above it, and where that stands, if it is told apart."""
    if not record.title or not record.text.strip():
        return record.text, None
    first = next(lines(record.text), None)
    if first and " ".join(first.of(record.text).split()) == record.title:
        return record.text, first
    return f"{record.title}\n\n{record.text}", Span(0, len(record.title))


def _sources(source: Source | Iterable[Source]) -> Iterable[Source]:
    single = isinstance(source, str | os.PathLike | Article) or hasattr(source, "read")
    return [source] if single else source  # type: ignore[list-item,return-value]


def _found(source: Source, published: date | None, skipped: list[ReadError]) -> Iterator[_Found]:
    if isinstance(source, Article):
        place = source.sources[0] if source.sources else source.id
        yield _Found(source, place, spared=False)
    elif isinstance(source, str | os.PathLike) and source != "-":
        path = Path(source)
        read = _folder if refusal.is_folder(path) else _file
        yield from read(path, published, skipped)
    else:
        file = sys.stdin.buffer if source == "-" else source
        name = "standard input" if source == "-" else str(getattr(file, "name", "open file"))
        stream: AnyStream = streams.Stream(file, name, Path(name).suffix)  # type: ignore[arg-type]
        yield from _stream(stream, "article", published, skipped)


def _folder(path: Path, published: date | None, skipped: list[ReadError]) -> Iterator[_Found]:
    listed = refusal.listed(path, streams.ENDINGS)
    read = 0
    for file in listed:
        try:
            for found in _file(file, published, skipped):
                read += 1
                yield _Found(found.article, found.place, spared=True)
        except ReadError as error:
            _skip([error], skipped)
    if not read:
        raise _no_article(path, listed)


def _no_article(path: Path, listed: list[Path]) -> ReadError:
    first, *others = sorted({file.suffix.lower() for file in listed}) or streams.ENDINGS
    if listed:
        endings = " and ".join((first, *others))
        problem = f"none of its {len(listed)} {endings} files can be read"
    else:
        problem = f"no {first} file in it, nor any of {', '.join(others)}"
    return ReadError(refusal.shown(path), problem, "Give a folder of articles, or one file")


def _file(path: Path, published: date | None, skipped: list[ReadError]) -> Iterator[_Found]:
    with streams.opened(path) as stream:
        yield from _stream(stream, path.stem, published, skipped, path.as_posix())


def _stream(
    stream: AnyStream,
    stem: str,
    published: date | None,
    skipped: list[ReadError],
    path: str | None = None,
) -> Iterator[_Found]:
    """Give the articles of an open file; a bad one of several costs itself alone."""
    read = lost = 0
    held: list[ReadError] = []
    for part in files.parts(stream, stem):
        try:
            if isinstance(part.record, ReadError):
                raise part.record
            article = _article(part.record, part.place, part.id, published, path)
        except ReadError as error:
            if part.alone:
                raise
            lost += 1
            held += [error] if lost <= _MOST_TOLD else []
        else:
            read += 1
            _skip(held, skipped)
            yield _Found(article, part.place, spared=not part.alone)
    if lost > _MOST_TOLD:
        problem = f"{lost - _MOST_TOLD} more of its articles cannot be read"
        held.append(ReadError(stream.name, problem, "Mend those that are told, and read it anew"))
    if not read:
        raise _none_read(stream.name, lost, held)
    _skip(held, skipped)


def _none_read(name: str, lost: int, held: list[ReadError]) -> ReadError:
    if len(held) == 1:
        return held[0]
    if not held:
        return ReadError(name, "there is nothing in it", "Give the text of an article")
    told = str(held[0]).removesuffix(".")
    return ReadError(name, f"none of its {lost} articles can be read", f"The first: {told}")


def _skip(errors: list[ReadError], skipped: list[ReadError]) -> None:
    for error in errors:
        _log.info("skipped %s", error)
    skipped += errors
    errors.clear()

"""Read articles: files, folders, standard input, strings.

The text is kept as it stands: UTF-8, no line end translated, nothing trimmed, so that every
offset counts in what was given. Only a byte order mark at the start of a file is no part of
the text. Plain text is read so far, ``.txt`` in a folder.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeAlias

from kg.errors import ReadError
from kg.model import Article
from kg.read import refusal
from kg.read.heading import heading
from kg.read.sentences import spans

__all__ = ["Source", "article", "articles"]

Source: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes] | Article
"""A path, ``-`` for standard input, an open file, or an article read before."""

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
            text in hand there is ``article``. Of a folder, every ``.txt`` file is read, in
            order of name; folders inside it are not entered.
        published: the date of the articles that carry none.
        skipped: receives the reason for each file of a folder that could not be read, or
            that bears the name of a different article.

    Returns:
        The articles, one at a time. An article met twice is given once.

    Raises:
        ReadError: a source that was named cannot be read; a folder has no article that can;
            or two different articles bear one name, outside a folder.
    """
    digests: dict[str, str] = {}
    passed = [] if skipped is None else skipped
    for each in _sources(source):
        for found in _found(each, published, passed):
            if found.id not in digests:
                digests[found.id] = found.digest
                yield found
            elif digests[found.id] != found.digest:
                problem = f"a different article is already called “{found.id}”"
                error = ReadError(_place(found), problem, "Give one of the two another name")
                if not _is_folder(each):
                    raise error
                _skip(error, passed)


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
    return _article(text, id, published, named=id)


def _article(
    text: str, article_id: str, published: date | None, *, named: str, sources: tuple[str, ...] = ()
) -> Article:
    refusal.check(text, named)
    above = heading(text)
    title = () if above.title is None else (above.title,)
    return Article(
        id=article_id,
        digest=sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        sentences=(*title, *spans(text, above.body)),
        title=None if above.title is None else above.title.of(text),
        author=above.author,
        publisher=above.publisher,
        published=above.published or published,
        sources=sources,
    )


def _sources(source: Source | Iterable[Source]) -> Iterable[Source]:
    single = isinstance(source, str | os.PathLike | Article) or hasattr(source, "read")
    return [source] if single else source  # type: ignore[list-item,return-value]


def _found(source: Source, published: date | None, skipped: list[ReadError]) -> Iterator[Article]:
    if isinstance(source, Article):
        yield source
    elif isinstance(source, str | os.PathLike) and source != "-":
        yield from _at(Path(source), published, skipped)
    else:
        stream = sys.stdin.buffer if isinstance(source, str) else source
        name = "standard input" if source == "-" else str(getattr(stream, "name", "open file"))
        text = refusal.streamed(stream, name)
        yield _article(text, "article", published, named=name)


def _at(path: Path, published: date | None, skipped: list[ReadError]) -> Iterator[Article]:
    if not refusal.is_folder(path):
        yield _file(path, published)
        return
    files = refusal.text_files(path)
    read = 0
    for file in files:
        try:
            found = _file(file, published)
        except ReadError as error:
            _skip(error, skipped)
        else:
            read += 1
            yield found
    if not read:
        problem = (
            f"none of its {len(files)} .txt files can be read" if files else "no .txt file in it"
        )
        raise ReadError(
            refusal.shown(path), problem, "Give a folder of articles in plain text, or one file"
        )


def _file(path: Path, published: date | None) -> Article:
    text, named = refusal.opened(path), refusal.shown(path)
    return _article(text, path.stem, published, named=named, sources=(path.as_posix(),))


def _is_folder(source: Source) -> bool:
    return isinstance(source, str | os.PathLike) and source != "-" and Path(source).is_dir()


def _skip(error: ReadError, skipped: list[ReadError]) -> None:
    _log.info("skipped %s", error)
    skipped.append(error)


def _place(found: Article) -> str:
    return found.sources[0] if found.sources else found.id

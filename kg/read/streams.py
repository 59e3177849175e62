"""An open file, read once, from its beginning on; and what sort of file it is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path, PurePath
from typing import IO, Any, Generic, TypeAlias, TypeVar

from kg.errors import ReadError
from kg.read import refusal

_Chars = TypeVar("_Chars", str, bytes)

_CHUNK = 1 << 16
_BEGINNING = 2000
_PAGE = re.compile(
    r"\s*(?:<\?xml\b[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,900}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|iframe|main|article|section"
    r"|header|div|table|center|font|h1|p|b|a|br)(?=[\s/>])",
    re.IGNORECASE,
)
_DATA = re.compile(r"\s*(?:\{\s*\"|\[\s*\{)")


class Sort(StrEnum):
    """What sort of file holds articles."""

    TEXT = "text"
    """One article in plain text."""
    PAGE = "page"
    """One article in HTML."""
    DATA = "data"
    """JSON: a document, or lines of it; its first line tells which."""
    LINES = "lines"
    """JSON lines: one article a line."""


ENDINGS = {
    ".txt": None,  # its beginning decides
    ".html": Sort.PAGE,
    ".htm": Sort.PAGE,
    ".json": Sort.DATA,
    ".jsonld": Sort.DATA,
    ".jsonl": Sort.LINES,
    ".ndjson": Sort.LINES,
}
"""The endings of the files that are read of a folder, with their sort."""


class Stream(Generic[_Chars]):
    """An open file, of characters or of bytes.

    Attributes:
        name: what messages call it.
        sort: what sort of file it is, by its name or else by its beginning.
    """

    def __init__(self, file: IO[_Chars], name: str, ending: str = "") -> None:
        self.name = name
        self._file: IO[_Chars] = file
        self._held: _Chars = self._read(_BEGINNING)
        self.sort = ENDINGS.get(ending.lower()) or _by_beginning(self._held)

    def all(self, most: int) -> _Chars | None:
        """Return what the file holds, or nothing where it holds more than so much."""
        found = [self._held]
        size = len(self._held)
        while size <= most and (chunk := self._read(most + 1 - size)):
            found.append(chunk)
            size += len(chunk)
        return None if size > most else self._held[:0].join(found)

    def lines(self, most: int) -> Iterator[_Chars | None]:
        """Give the lines, without their ends; nothing for a line that is longer than so much."""
        empty: _Chars = self._held[:0]
        parts: list[_Chars] = []
        end: Any = "\n" if isinstance(self._held, str) else b"\n"
        size = 0
        chunk = self._held
        while chunk:
            pieces: list[_Chars] = chunk.split(end)
            begun = pieces.pop()
            for piece in pieces:
                size += len(piece)
                parts.append(piece)
                yield empty.join(parts) if size <= most else None
                parts, size = [], 0
            size += len(begun)
            if size <= most:
                parts.append(begun)
            else:
                parts.clear()
            chunk = self._read(_CHUNK)
        if size:
            yield empty.join(parts) if size <= most else None

    def _read(self, most: int) -> _Chars:
        try:
            return self._file.read(most)
        except UnicodeDecodeError as error:
            raise refusal.not_utf8(self.name, error.start) from error
        except (OSError, ValueError) as error:  # ValueError: it is closed
            raise refusal.unreadable(Path(self.name), error) from error


AnyStream: TypeAlias = Stream[str] | Stream[bytes]


@contextmanager
def opened(path: Path) -> Iterator[Stream[bytes]]:
    """Open a file, or raise a ReadError."""
    shown = refusal.shown(path)
    try:
        path.as_posix().encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(shown, "its name is not UTF-8", "Rename it") from error
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise refusal.unreadable(path, error) from error
    with file:
        yield Stream(file, shown, PurePath(path).suffix)


def _by_beginning(held: str | bytes) -> Sort:
    """Return what sort of file it is by how it begins."""
    if isinstance(held, bytes):
        utf16 = held.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<"))
        held = held.decode("utf-16" if utf16 else "utf-8", "replace")
    begins = held.removeprefix("\ufeff")
    if _PAGE.match(begins):
        return Sort.PAGE
    return Sort.DATA if _DATA.match(begins) else Sort.TEXT

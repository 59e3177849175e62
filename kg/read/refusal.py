"""Take in text, or refuse it in one line: what is wrong, where, and what to do."""

import errno
import re
from collections.abc import Collection
from pathlib import Path

from kg.errors import MORE_FILES, ReadError
from kg.read.words import words

LONGEST = 1_000_000
"""The longest article that is read, in characters."""

MOST_BYTES = 4 * LONGEST + 3
"""As many bytes at most: UTF-8 needs four a character; three are the mark."""

_ENOUGH_LETTERS = 200  # below, a language cannot be told
_ENGLISH_SHARE = 0.05  # news in English: above .25; in French, German, Spanish, Dutch: below .02
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PATH = 200
_PDF = b"%PDF-"


def check(text: str, source: str) -> None:
    """Raise a ReadError if a text is no article that can be read."""
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError(source, "there is nothing in it", "Give the text of an article")
    if len(text) > LONGEST:
        raise too_long(source)
    if "\0" in text:
        raise _binary(source)
    check_encoding(text, source)
    if not _may_be_english(text):
        raise ReadError(source, "the text is not English", "Only English articles can be read")


def check_encoding(text: str, source: str, where: str = "") -> None:
    """Raise a ReadError if a text cannot be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = f"character {error.start}{where} is half of a surrogate pair"
        raise ReadError(source, problem, "Decode it anew from its bytes") from error


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder, or raise a ReadError if nothing is there."""
    try:
        if path.exists():
            return path.is_dir()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    problem, remedy = "there is no such file or folder", "Check the path"
    raise ReadError(shown(path), problem, remedy)


def listed(folder: Path, endings: Collection[str]) -> list[Path]:
    """Return the files of a folder that end so, in order of name; hidden ones are left out."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise unreadable(folder, error) from error
    return [
        entry
        for entry in entries
        if entry.suffix.lower() in endings and not entry.name.startswith(".") and entry.is_file()
    ]


def decoded(content: bytes, name: str) -> str:
    """Return plain text as it stands, without a byte order mark, or raise a ReadError."""
    if content.startswith(_PDF):
        raise ReadError(name, "it is a PDF", "Give its text (pdftotext makes it)")
    if b"\0" in content:
        raise _binary(name)
    if len(content) > MOST_BYTES:
        raise too_long(name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(name, error.start) from error


def _may_be_english(text: str) -> bool:
    """Return whether enough of the small words are English, capitalised words left aside.

    Names are capitalised, so that a list of names is never refused.
    """
    small = [word for word in _WORD.findall(text) if not word[0].isupper()]
    if sum(map(len, small)) < _ENOUGH_LETTERS:
        return True
    english = words("english.txt", "marks of English")
    return sum(word in english for word in small) >= _ENGLISH_SHARE * len(small)


def _binary(source: str) -> ReadError:
    return ReadError(source, "the file is not text: it holds zero bytes", "Save it as plain text")


def too_long(source: str) -> ReadError:
    """Return the error for a text that is longer than an article may be."""
    problem = f"it has more than {LONGEST:,} characters"
    return ReadError(source, problem, "Cut it into single articles")


def not_utf8(source: str, place: int) -> ReadError:
    """Return the error for a text whose bytes are not UTF-8."""
    problem = f"the text is not UTF-8, at byte {place}"
    return ReadError(source, problem, "Save it with the encoding UTF-8")


def unreadable(path: Path, error: Exception) -> ReadError:
    """Return the error for what cannot be opened or read at all."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    full = isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)
    remedy = MORE_FILES if full else "Check the path and your rights"
    return ReadError(shown(path), f"it cannot be opened ({said})", remedy)


def shown(path: Path) -> str:
    """Return a path in one printable line, however long it is."""
    line = "".join(c if c.isprintable() else "�" for c in path.as_posix())
    return line if len(line) <= _LONGEST_PATH else f"{line[:_LONGEST_PATH]}…"

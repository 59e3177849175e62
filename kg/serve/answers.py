"""An answer as it comes in: in memory while it is small, else in a file; and no more than so much.

All of them together have no more than so much room either.

Pages are kept as well, those that were asked for last.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import ClassVar, Self
from weakref import WeakSet

SMALL = 1024 * 1024
"""What is kept in memory."""
_PIECE = 64 * 1024
LARGEST = 256 * SMALL
TOGETHER = 4 * LARGEST
"""What all answers may have that are not small."""


class TooLargeError(Exception):
    """An answer is longer than any may be."""


class FullError(Exception):
    """There is no room for an answer just now; it says why where that is the disk."""


class Answer:
    """Bytes that are taken piece by piece, and given once; to be closed in the end.

    Attributes:
        length: how many there are.
    """

    _all: ClassVar["WeakSet[Answer]"] = WeakSet()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.length = 0
        self._begin()
        self._all.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: bytes, /) -> None:
        """Take some bytes.

        Raises:
            TooLargeError: there are too many.
            FullError: the answers together, or their disk, have no room for them.
        """
        self.length += len(data)
        if self.length > LARGEST:
            raise TooLargeError
        if self.length > SMALL and sum(each.length for each in self._all) > TOGETHER:
            raise FullError
        with _room():
            self._file.write(data)

    def empty(self) -> None:
        """Forget all that was taken."""
        self.close()
        self._begin()

    def close(self) -> None:
        """Give back the room that all of it has."""
        self.length = 0
        with suppress(OSError):  # what it could not write
            self._file.close()

    def pieces(self) -> Iterator[bytes]:
        """Give all that was taken.

        Raises:
            FullError: as ``write``.
        """
        with _room():
            self._file.seek(0)
        return iter(lambda: self._file.read(_PIECE), b"")

    def whole(self) -> bytes:
        """Return all that was taken."""
        return b"".join(self.pieces())

    def _begin(self) -> None:
        self._file = SpooledTemporaryFile(SMALL, "w+b", dir=str(self._folder))  # noqa: SIM115  as it goes


@dataclass(frozen=True, slots=True)
class Page:
    """Something that is asked for again.

    Attributes:
        status: of HTTP.
        kind: its media type.
        content: its bytes.
        place: the path that it has on the site, and its fragment, where it is another.
        policy: what it may load.
        tag: what is another where the content is.
    """

    status: int
    kind: str
    content: bytes
    place: str = ""
    policy: str = ""
    tag: str = ""

    def tagged(self) -> "Page":
        """Return the same with its tag."""
        tag = f'"{sha256(self.content + self.kind.encode()).hexdigest()[:32]}"'
        return Page(self.status, self.kind, self.content, self.place, self.policy, tag)


class Kept:
    """Pages that were asked for last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> Page | None:
        """Return a page that is kept."""
        if key in self._pages:
            self._pages.move_to_end(key)
        return self._pages.get(key)

    def put(self, key: tuple[str, ...], page: Page) -> None:
        """Keep a page, in the place of those that nobody asked for the longest time."""
        old = self._pages.pop(key, None)
        self._size += _size(key, page) - (_size(key, old) if old else 0)
        self._pages[key] = page
        while self._size > self._most:
            self._size -= _size(*self._pages.popitem(last=False))


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FullError(error.strerror) from error


def _size(key: tuple[str, ...], page: Page) -> int:
    return 500 + sum(map(len, key)) + len(page.content)

"""Lines sorted that no memory need hold: sorted runs on disk, merged as they are read.

An external merge sort (Knuth, The Art of Computer Programming, volume 3, section 5.4).
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO

_RUN = 128 << 20
_BUFFER = 1 << 20
_MOST = 200
"""So many files are read at once; more runs than that are merged in stages."""


class Runs:
    """Lines that are written as sorted runs, each line of a run once."""

    def __init__(self, folder: Path, name: str, *, size: int = _RUN) -> None:
        """Begin the first run.

        Args:
            folder: where the runs are written.
            name: how their names begin.
            size: so many bytes at most are held in memory at a time, of the lines alone.
        """
        self._folder = folder
        self._name = name
        self._most = size
        self._size = 0
        self._held: list[bytes] = []
        self._files: list[Path] = []

    def add(self, line: bytes) -> None:
        """Take a line, without its end; it has no line end in it."""
        self._held.append(line)
        self._size += len(line)
        if self._size >= self._most:
            self._write()

    def files(self) -> tuple[Path, ...]:
        """Return the runs, when all lines are added."""
        if self._held:
            self._write()
        return tuple(self._files)

    def _write(self) -> None:
        path = self._folder / f"{self._name}-{len(self._files):05}.run"
        with path.open("wb", _BUFFER) as file:
            file.writelines(line + b"\n" for line, _ in groupby(sorted(self._held)))
        self._files.append(path)
        self._held, self._size = [], 0


def merged(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of sorted runs, sorted, each once."""
    given = sorted(files)
    while len(given) > _MOST:
        whole = given[0].with_name(f"{given[0].stem}-merged.run")
        with whole.open("wb", _BUFFER) as file:
            file.writelines(line + b"\n" for line in merged(given[:_MOST]))
        for each in given[:_MOST]:
            each.unlink()
        given = [*given[_MOST:], whole]
    with ExitStack() as stack:
        opened = [stack.enter_context(each.open("rb", _BUFFER)) for each in given]
        for line, _ in groupby(merge(*map(_lines, opened))):
            yield line


def parts(lines: Iterable[bytes], size: int) -> Iterator[Iterator[bytes]]:
    """Yield lines some at a time; each part must be read before the next is asked for."""
    rest = iter(lines)
    for first in rest:
        yield chain((first,), islice(rest, size - 1))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    return (line[:-1] for line in file)

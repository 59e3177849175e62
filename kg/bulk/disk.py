"""Records on the disk of one machine, in buckets by their keys; processes work on them.

A bucket is read as a whole: where a step needs n records, each process holds some n/64 of them.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, count, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zlib import crc32

from kg.bulk import sorting
from kg.bulk.records import LINES, Group, Record, Work, Writer
from kg.bulk.sorting import Runs
from kg.crew import Crew

_PART = 1_000_000
"""So many lines are in a part that is written."""
_BUFFER = 1 << 16
_HELD = 32 << 20
"""So many bytes are held before they are written."""
_PICKLE = pickle.HIGHEST_PROTOCOL


class Piece(NamedTuple):
    """A part of a file.

    Attributes:
        path: the file.
        start: where it begins.
        size: its bytes.
    """

    path: Path
    start: int
    size: int


_Files = Mapping[str, Mapping[int, tuple[Piece, ...]]]
"""Tag → bucket → pieces of files."""


class Workplace:
    """A folder for what a build writes on its way, and the processes that work there."""

    def __init__(self, folder: Path, crew: Crew, spread: int) -> None:
        self._folder = folder
        self._numbers = count()
        self.crew = crew
        self.spread = spread

    def records(self, given: Iterable[Record]) -> "Disk":
        """Return records, kept in files."""
        return Disk(self, _kept(given, self.folder(), "0", self.spread))

    def folder(self) -> Path:
        """Return a folder that is not used yet."""
        made = self._folder / f"{next(self._numbers):04}"
        made.mkdir()
        return made

    def done(self, work: Callable[[int, int], Any]) -> list[Any]:
        """Return what comes of work, done by each process: its number, and how many there are."""
        jobs = self.crew.jobs
        self.crew.gather(jobs)
        return [done() for done in [self.crew.begin(work, each, jobs) for each in range(jobs)]]


@contextmanager
def workplace(crew: Crew, *, beside: Path | None = None, spread: int = 64) -> Iterator[Workplace]:
    """Give a place to work in.

    Args:
        crew: who works there.
        beside: the folder in which it is made; that of the system where it is not given.
        spread: over so many buckets keys are spread; the records of one are in memory at a time.
    """
    with TemporaryDirectory(prefix=".kg-bulk-", dir=beside) as where:
        yield Workplace(Path(where), crew, spread)


@dataclass(frozen=True)
class Disk:
    """Records in files; as ``kg.bulk.records.Records``."""

    place: Workplace
    files: _Files

    def only(self, *tags: str) -> "Disk":
        """Return those of some tags."""
        return Disk(self.place, {tag: self.files[tag] for tag in tags if tag in self.files})

    def beside(self, *others: "Disk") -> "Disk":
        """Return these with others."""
        return Disk(self.place, _together([self.files, *(each.files for each in others)]))

    def grouped(self, work: Work) -> "Disk":
        """Return what is made of them, where all of one key are brought together."""
        place = self.place
        task = partial(_worked, self.files, work, place.folder(), place.spread)
        return Disk(place, _together(place.done(task)))

    def has(self, tag: str) -> bool:
        """Return whether there are any of a tag."""
        return any(piece.size for piece in self._pieces(tag))

    def write(self, tag: str, writer: Writer) -> Callable[[], int]:
        """Begin to write the values of a tag, which are lines, each once and sorted."""
        return self.place.crew.begin(_written, [piece.path for piece in self._pieces(tag)], writer)

    def _pieces(self, tag: str) -> list[Piece]:
        return list(chain.from_iterable(self.files.get(tag, {}).values()))


def _together(given: Iterable[_Files]) -> _Files:
    whole: dict[str, dict[int, tuple[Piece, ...]]] = {}
    for files in given:
        for tag, buckets in files.items():
            for bucket, paths in buckets.items():
                own = whole.setdefault(tag, {})
                own[bucket] = (*own.get(bucket, ()), *paths)
    return whole


def _worked(
    files: _Files, work: Work, folder: Path, spread: int, number: int, others: int
) -> _Files:
    """Do the work on every so many-th bucket; return where what came of it lies."""
    groups = (
        group
        for bucket in range(number, spread, others)
        for group in _groups({tag: own.get(bucket, ()) for tag, own in files.items()})
    )
    return _kept(work(groups), folder, str(number), spread)


def _written(paths: Iterable[Path], writer: Writer) -> int:
    parts = sorting.parts(sorting.merged(paths), _PART)
    return sum(writer(number, part) for number, part in enumerate(parts))


def _groups(files: Mapping[str, Iterable[Piece]]) -> Iterator[Group]:
    found = [(k, tag, v) for tag, own in files.items() for piece in own for k, v in _read(piece)]
    found.sort(key=itemgetter(0, 1))
    for key, members in groupby(found, key=itemgetter(0)):
        yield Group.of(key, ((tag, pickle.loads(value)) for _, tag, value in members))  # noqa: S301  as ``_read``


def _kept(records: Iterable[Record], folder: Path, name: str, spread: int) -> _Files:
    """Write records by their keys, all of one tag into one file, and lines as sorted runs."""
    runs: dict[str, Runs] = {}
    held: dict[tuple[str, int], list[bytes]] = defaultdict(list)
    pieces: dict[str, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    size = 0
    for tag, key, value in records:
        if tag in LINES:
            if tag not in runs:
                runs[tag] = Runs(folder, f"{tag}-{name}")
            runs[tag].add(value)
            continue
        packed = pickle.dumps((key, pickle.dumps(value, _PICKLE)), _PICKLE)
        held[tag, crc32(key.encode("utf-8", "surrogatepass")) % spread].append(packed)
        size += len(packed)
        if size >= _HELD:
            _write(held, folder, name, pieces)
            size = 0
    _write(held, folder, name, pieces)
    files = {tag: {b: tuple(each) for b, each in own.items()} for tag, own in pieces.items()}
    for tag, own in runs.items():
        files[tag] = {0: tuple(Piece(path, 0, path.stat().st_size) for path in own.files())}
    return files


def _write(
    held: dict[tuple[str, int], list[bytes]],
    folder: Path,
    name: str,
    pieces: dict[str, dict[int, list[Piece]]],
) -> None:
    """Write what is held, each bucket in a piece of its tag’s file; nothing is held after that."""
    for tag, some in groupby(sorted(held), key=itemgetter(0)):
        path = folder / f"{tag}-{name}"
        with path.open("ab", _BUFFER) as file:
            for place in some:
                start = file.tell()
                file.writelines(held[place])
                pieces[tag][place[1]].append(Piece(path, start, file.tell() - start))
    held.clear()


def _read(piece: Piece) -> Iterator[tuple[str, bytes]]:
    with piece.path.open("rb", _BUFFER) as file:
        file.seek(piece.start)
        while file.tell() < piece.start + piece.size:
            yield pickle.load(file)  # noqa: S301  what this build itself wrote

"""The output of a distributed build, on any file system that pyarrow knows: disk, HDFS, S3.

    plan.json                      what is read, and how; the same for every run
    claims/batch-00012-….parquet   the articles of a batch with what they say, or why not
    claims/batch-00012.done        its marker: which of those files counts
    nquads/, facts/, rejected/, errors/   as ``kg.bulk.parts`` says
    _SUCCESS                       the merge is done, with its counts

A batch counts when its marker is there. Two workers may do the same batch, as Spark lets them; the
marker names one file, and what another began is not looked at. What is being written is called
``_….partial``, which readers of Parquet pass over.
"""

import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from kg.errors import ClusterError, WriteError

_DONE = ".done"
_MARKER = re.compile(r"batch-(\d+)\.done")
_PARTIAL = ".partial"
_AT_ONCE = 16  # markers that are read


@dataclass(frozen=True)
class Output:
    """A folder, by its address or path; workers on other machines reach it by the same.

    Attributes:
        place: a path, or an address as ``s3://bucket/graph``.
    """

    place: str

    @cached_property
    def _root(self) -> tuple[Any, str]:
        return located(self.place)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file to be written; it bears its name when all of it is written.

        Raises:
            WriteError: it cannot be opened, or not be moved to its place.
        """
        system, root = self._root
        folder, _, own = f"{root}/{name}".rpartition("/")
        beside = f"{folder}/_{own}.{uuid4().hex}{_PARTIAL}"
        try:
            with self._told(name):
                system.create_dir(folder, recursive=True)
                opened = system.open_output_stream(beside)
            with opened as target:
                yield target
            with self._told(name):
                system.move(beside, f"{root}/{name}")
        except BaseException:
            with suppress(OSError):
                system.delete_file(beside)
            raise

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            target, problem = f"{self.place}/{name}", f"it cannot be written ({error})"
            raise WriteError(target, problem, "Make room there, or choose another place") from error

    def told(self, name: str) -> Any:  # noqa: ANN401  whatever JSON holds
        """Return what a file of JSON holds; nothing where there is none."""
        system, root = self._root
        try:
            with system.open_input_stream(f"{root}/{name}") as source:
                return json.loads(source.readall())
        except FileNotFoundError:
            return None

    def tell(self, name: str, value: Mapping[str, object]) -> None:
        """Write a file of JSON."""
        with self.opened(name) as target:
            target.write(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def address(self, name: str) -> str:
        """Return where Spark finds a file."""
        system, root = self._root
        local = system.type_name == "local"
        return f"file://{root}/{name}" if local else f"{self.place.rstrip('/')}/{name}"

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted; none where it is not there."""
        fs: Any = import_module("pyarrow.fs")
        system, root = self._root
        found = system.get_file_info(fs.FileSelector(f"{root}/{folder}", allow_not_found=True))
        return sorted(each.base_name for each in found)

    def remove(self, name: str) -> None:
        """Remove a file or a folder, if it is there."""
        fs: Any = import_module("pyarrow.fs")
        system, root = self._root
        sort = system.get_file_info(f"{root}/{name}").type
        if sort == fs.FileType.Directory:
            system.delete_dir(f"{root}/{name}")
        elif sort == fs.FileType.File:
            system.delete_file(f"{root}/{name}")

    def sweep(self, *folders: str) -> None:
        """Remove from some folders what was begun and never written to its end."""
        for folder in folders:
            for name in self.names(folder):
                if name.endswith(_PARTIAL):
                    self.remove(f"{folder}/{name}")

    def done(self) -> frozenset[int]:
        """Return the batches that are done."""
        found = map(_MARKER.fullmatch, self.names("claims"))
        return frozenset(int(marker[1]) for marker in found if marker)

    def markers(self) -> list[dict[str, Any]]:
        """Return what the markers of the batches that are done say, in order."""
        with ThreadPoolExecutor(_AT_ONCE) as readers:
            return list(readers.map(self.told, map(_marker, sorted(self.done()))))

    def is_done(self, batch: int) -> bool:
        """Return whether a batch is done."""
        return self.told(_marker(batch)) is not None

    def finish(self, batch: int, marker: Mapping[str, object]) -> None:
        """Let a batch count: it is done when its marker is there."""
        self.tell(_marker(batch), marker)


def _marker(batch: int) -> str:
    return f"claims/batch-{batch:05}{_DONE}"


def located(place: str) -> tuple[Any, str]:
    """Return the file system of pyarrow on which a path or an address lies, and its path there.

    Raises:
        ClusterError: there is no such file system, or it cannot be reached.
    """
    fs: Any = import_module("pyarrow.fs")
    try:
        system, path = fs.FileSystem.from_uri(
            place if "://" in place else str(Path(place).absolute())
        )
    except (OSError, ValueError) as error:
        problem = f"{place} cannot be reached ({' '.join(str(error).split())})"
        raise ClusterError(problem, "Give a path, or an address of a file system") from error
    return system, path.rstrip("/") or "/"

"""The output of a distributed build, on any file system that pyarrow knows: disk, HDFS, S3.

    plan.json                      what is read, and how; the same for every run
    claims/batch-00012-….parquet   the articles of a batch with what they say, or why not
    claims/batch-00012.done        its marker: which of those files counts
    nquads/, facts/, rejected/, errors/   as ``kg.bulk.parts`` says
    _SUCCESS                       the merge is done, with its counts

A batch counts when its marker is there. Two workers may do the same batch, as Spark lets them; the
marker names one file, and what another began is not looked at.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from kg.errors import WriteError

_DONE = ".done"


@dataclass(frozen=True)
class Output:
    """A folder, by its address or path; workers on other machines reach it by the same.

    Attributes:
        place: a path, or an address as ``s3://bucket/graph``.
    """

    place: str

    @cached_property
    def _root(self) -> tuple[Any, str]:
        fs: Any = import_module("pyarrow.fs")
        place = self.place if "://" in self.place else str(Path(self.place).absolute())
        system, path = fs.FileSystem.from_uri(place)
        return system, path.rstrip("/")

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file to be written; it bears its name when all of it is written.

        Raises:
            WriteError: it cannot be written.
        """
        system, root = self._root
        beside = f"{root}/{name}.{uuid4().hex}.partial"
        try:
            system.create_dir(f"{root}/{name}".rpartition("/")[0], recursive=True)
            with system.open_output_stream(beside) as target:
                yield target
            system.move(beside, f"{root}/{name}")
        except OSError as error:
            target, problem = f"{self.place}/{name}", f"it cannot be written ({error})"
            raise WriteError(target, problem, "Make room there") from error

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

    def batches(self) -> dict[int, dict[str, Any]]:
        """Return the batches that are done, with what their markers say."""
        done = [name for name in self.names("claims") if name.endswith(_DONE)]
        return {int(name[6:-5]): self.told(f"claims/{name}") for name in done}

    def is_done(self, batch: int) -> bool:
        """Return whether a batch is done."""
        return self.told(_marker(batch)) is not None

    def finish(self, batch: int, marker: Mapping[str, object]) -> None:
        """Let a batch count: it is done when its marker is there."""
        self.tell(_marker(batch), marker)


def _marker(batch: int) -> str:
    return f"claims/batch-{batch:05}{_DONE}"

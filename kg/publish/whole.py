"""Write a file whole or not at all: beside its place first, then moved onto it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from kg.errors import WriteError

_REMEDY = "Choose another place, or make room there"


def file(path: str | Path, content: bytes) -> None:
    """Write a file; what stood there before stays until all of it is written.

    Raises:
        WriteError: the place cannot be written; nothing is left behind.
    """
    target = Path(path)
    partial = target.parent / f".kg-{os.getpid()}.partial"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(target)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise _unwritable(target, error) from error
    finally:
        if os.path.lexists(partial):
            partial.unlink()


@contextmanager
def folder(path: str | Path) -> Iterator[Path]:
    """Give an empty folder, and move its files into ``path`` once all are written.

    Files of ``path`` that have other names are left as they are.

    Raises:
        WriteError: the place cannot be written; nothing is left behind.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(mkdtemp(prefix=".kg-", suffix=".partial", dir=target.parent))
    except (OSError, ValueError) as error:
        raise _unwritable(target, error) from error
    try:
        yield partial
        target.mkdir(exist_ok=True)
        for written in sorted(partial.iterdir()):
            written.replace(target / written.name)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        rmtree(partial, ignore_errors=True)


def writable(path: str | Path) -> None:
    """Refuse a folder that could not be written, before long work is done for it.

    Raises:
        WriteError: a file stands where the folder should be, or its folder is closed.
    """
    target = Path(path)
    places = (target, *target.absolute().parents)
    nearest = next(place for place in places if os.path.exists(place))  # noqa: PTH110  never raises
    if not nearest.is_dir():
        raise WriteError(target, f"{nearest} is a file, not a folder", _REMEDY)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise WriteError(target, f"{nearest} may not be written", _REMEDY)


def _unwritable(target: Path, error: OSError | ValueError) -> WriteError:
    reason = error.strerror if isinstance(error, OSError) else error
    return WriteError(target, f"it cannot be written ({reason})", _REMEDY)

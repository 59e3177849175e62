"""Write a file or a folder whole or not at all: beside its place first, then moved onto it."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from shutil import copymode, rmtree
from tempfile import mkdtemp

import portalocker

from kg.errors import WriteError

_REMEDY = "Choose another place, or make room there"
_BEGUN, _PARTIAL = ".kg-", ".partial"
_YOUNG = 60
"""So many seconds what is begun may be there before its lock is."""


def file(path: str | Path, content: bytes) -> None:
    """Write a file; what stood there before stays until all of it is written.

    A symbolic link stays one: what it leads to is written. What is neither file nor folder, as
    ``/dev/stdout`` in a pipe, is written straight into.

    Raises:
        WriteError: the place cannot be written; nothing is left behind.
    """
    try:
        if Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir():
            Path(path).write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise _unwritable(path, error) from error


@contextmanager
def folder(path: str | Path) -> Iterator[Path]:
    """Give an empty folder, and move its files into ``path`` once all are written.

    Files of ``path`` that have other names are left as they are. Where one file cannot be
    moved, those moved before it are taken back.

    Raises:
        WriteError: the place cannot be written; nothing is left behind.
    """
    try:
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target if target.is_dir() else target.parent  # the folder may be a device’s own
        _sweep(beside)
        partial = Path(mkdtemp(prefix=_BEGUN, suffix=_PARTIAL, dir=beside))
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        with _held(partial):
            (partial / "new").mkdir()
            yield partial / "new"
            _move_all(partial, target)
    except OSError as error:
        raise _unwritable(path, error) from error
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


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    partial = target.with_name(f"{_BEGUN}{token_hex(8)}{_PARTIAL}")
    try:
        # Not mkstemp: its files are closed to other users.
        with partial.open("xb") as opened, _held(partial):
            opened.write(content)
        if target.exists():
            copymode(target, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _held(partial: Path) -> Iterator[None]:
    """Hold what is begun, so that nobody takes it for left behind; who is killed lets go of it."""
    with ExitStack() as stack:
        with suppress(OSError, portalocker.LockException):  # where there are no such locks
            held = os.open(partial, os.O_RDONLY)
            stack.callback(os.close, held)
            portalocker.lock(held, portalocker.LOCK_SH | portalocker.LOCK_NB)
        yield


def _sweep(place: Path) -> None:
    """Remove what runs that were killed have begun in a folder: what nobody holds."""
    for left in place.glob(f"{_BEGUN}*{_PARTIAL}"):
        with suppress(OSError, portalocker.LockException):
            if time.time() - left.stat().st_mtime > _YOUNG:
                held = os.open(left, os.O_RDONLY)
                try:
                    portalocker.lock(held, portalocker.LOCK_EX | portalocker.LOCK_NB)
                    rmtree(left) if left.is_dir() else left.unlink()
                finally:
                    os.close(held)


def _move_all(partial: Path, target: Path) -> None:
    """Move the new files of ``partial`` into the target: all of them, or none."""
    made = not target.exists()
    target.mkdir(exist_ok=True)
    (partial / "old").mkdir()
    names = sorted(written.name for written in (partial / "new").iterdir())
    try:
        _move(names, target, partial / "old")
        _move(names, partial / "new", target)
    except BaseException:
        kept = [name for name in names if not os.path.lexists(partial / "new" / name)]
        _move(kept, target, partial / "new")
        _move(names, partial / "old", target)
        if made:
            target.rmdir()
        raise


def _move(names: Iterable[str], source: Path, target: Path) -> None:
    for name in names:
        if os.path.lexists(source / name):
            (source / name).replace(target / name)


def _unwritable(path: str | Path, error: OSError | ValueError) -> WriteError:
    reason = error.strerror if isinstance(error, OSError) else error
    return WriteError(path, f"it cannot be written ({reason})", _REMEDY)

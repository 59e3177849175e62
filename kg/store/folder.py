"""The folder of a store: which quads are meant, who may read and who may write.

    store.json     the layout's version, the base, and the name of the folder with the quads
    quads-1/       an Oxigraph database
    lock           held while somebody reads (together) or writes (alone)

``store.json`` is replaced at once, so that another database takes the place of one whole or not
at all. Whoever is killed leaves no lock behind.
"""

import json
import os
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

import portalocker
import pyoxigraph as ox

from kg import writing
from kg.errors import BaseError, StoreError
from kg.graph.trouble import brief, damaged, refused
from kg.namespaces import BASE, check_base
from kg.store.local import Local

LAYOUT = 1
"""Of the folder and of the ledger in it; a number for each that an older kg cannot read."""

_NAME = "store.json"
_LOCK = "lock"
_QUADS = "quads-"
_CURRENT = "CURRENT"  # what every database of the engine has
_CHURN = ("LOG", "LOCK", "IDENTITY", "OPTIONS")
"""What the engine writes to beside what it keeps."""
_ANEW = "Take another folder, or build it again with “kg build”"


def is_store(path: str | Path) -> bool:
    """Return whether a folder is a store, by its names alone."""
    return (Path(path) / _NAME).is_file()


def files(path: Path) -> list[Path]:
    """Return the files of a store of which one is another when what it holds is another."""
    kept = path.glob(f"{_QUADS}*/*")
    return [path / _NAME, *(each for each in kept if not each.name.startswith(_CHURN))]


def reading(path: str | Path, *, mine: bool = False) -> Local:
    """Return what a store holds, read where it lies; nobody writes to it until it is closed.

    Args:
        path: the folder.
        mine: whether the caller is alone with it already.

    Raises:
        StoreError: it cannot be read, or somebody is writing to it.
    """
    place = Path(path)
    if mine:
        return _opened(place, writing=False)
    held = _lock(place, portalocker.LOCK_SH)
    try:
        found = _opened(place, writing=False)
    except StoreError:
        os.close(held)
        raise
    weakref.finalize(found, os.close, held)
    return found


@contextmanager
def writing_to(path: str | Path, *, base: str = BASE) -> Iterator[Local]:
    """Give a store to be changed; it is made where there is none.

    Args:
        path: the folder.
        base: what the identifiers begin with, where it is made.

    Raises:
        StoreError: it cannot be written, somebody else reads or writes it, or the folder is not
            empty and holds no store.
    """
    place = Path(path)
    there = place.exists()
    _made(place)
    _check_ours(place)
    with _alone(place), _begun(place, there=there):
        if not is_store(place):
            _refuse_orphans(place)
            with _anew(place, base):
                pass
        found = _opened(place, writing=True)
        try:
            _keep(place, _told(place)[1])
            yield found
        finally:
            found.close()


@contextmanager
def replacing(path: str | Path, *, base: str) -> Iterator[Local]:
    """Give an empty store that takes the place of what is kept, when the block ends well.

    Args:
        path: the folder; it may hold other files.
        base: what the identifiers begin with, unless the block gives what it fills another.

    Raises:
        StoreError: it cannot be written, or somebody else reads or writes it.
    """
    place = Path(path)
    there = place.exists()
    _made(place)
    with _alone(place), _begun(place, there=there), _anew(place, base) as fresh:
        yield fresh


@contextmanager
def _begun(place: Path, *, there: bool) -> Iterator[None]:
    """Take a folder away that was not there and is left empty; who is not alone removes nothing."""
    try:
        yield
    except BaseException:
        if not there and {each.name for each in place.iterdir()} <= {_LOCK}:
            rmtree(place, ignore_errors=True)
        raise


@contextmanager
def _anew(place: Path, base: str) -> Iterator[Local]:
    """Give an empty database, and let the store be that one when the block ends well."""
    numbers = [each.name.removeprefix(_QUADS) for each in place.glob(f"{_QUADS}*")]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    name = f"{_QUADS}{last + 1}"
    try:
        fresh = Local(ox.Store(str(place / name)), base=base, name=str(place), unseen=True)
    except (OSError, RuntimeError) as error:
        rmtree(place / name, ignore_errors=True)
        remedy = refused(error) or "Choose another place, or make room there"
        raise StoreError(place, f"it cannot be written ({brief(error)})", remedy) from error
    try:
        yield fresh
    except BaseException:
        fresh.close()
        rmtree(place / name, ignore_errors=True)
        raise
    fresh.close()
    _point(place, fresh.base, name)
    _keep(place, name)


def _refuse_orphans(place: Path) -> None:
    """Refuse a folder whose database holds something that nothing points to any more."""
    for each in place.glob(f"{_QUADS}*"):
        try:
            held = next(iter(ox.Store.read_only(str(each))), None)
        except (OSError, RuntimeError):
            continue  # it was never finished
        if held is not None:
            problem = f"its {_NAME} is missing, though {each.name} holds something"
            raise StoreError(place, problem, f"Put {_NAME} back, or {_ANEW[0].lower()}{_ANEW[1:]}")


def _keep(place: Path, quads: str) -> None:
    """Remove the other databases: those that one was put in the place of, or was to be."""
    for old in place.glob(f"{_QUADS}*"):
        if old.name != quads:
            rmtree(old, ignore_errors=True)


def _point(place: Path, base: str, quads: str) -> None:
    told = {"layout": LAYOUT, "base": base, "quads": quads}
    writing.file(place / _NAME, (json.dumps(told, indent=1) + "\n").encode())


def _told(place: Path) -> tuple[str, str]:
    """Return what the store says of itself: its base, and the name of the folder of its quads."""
    try:
        told = json.loads((place / _NAME).read_bytes())
        layout = told["layout"]
        if isinstance(layout, int) and layout > LAYOUT:
            problem = f"a newer kg made it (layout {layout}; this one knows {LAYOUT})"
            raise StoreError(place, problem, "Update kg: pip install --upgrade film-news-kg")
        base, quads = told["base"], told["quads"]
        check_base(base)
        sound = layout == LAYOUT and re.fullmatch(rf"{_QUADS}[0-9]+", quads)
    except OSError as error:
        raise StoreError(place, f"it cannot be read ({error.strerror})", _ANEW) from error
    except (ValueError, KeyError, TypeError, RecursionError, BaseError) as error:
        raise StoreError(place, f"its {_NAME} is damaged", _ANEW) from error
    if not sound:
        raise StoreError(place, f"its {_NAME} is damaged", _ANEW)
    return base, quads


def _opened(place: Path, *, writing: bool) -> Local:
    base, quads = _told(place)
    folder = str(place / quads)
    try:
        if not (place / quads / _CURRENT).is_file():  # or it would be begun anew
            raise StoreError(place, f"its {quads} is missing or damaged", _ANEW)
        store = ox.Store(folder) if writing else ox.Store.read_only(folder)
    except (OSError, RuntimeError) as error:
        raise damaged(str(place), error, _ANEW) from error
    return Local(store, base=base, name=str(place))


def _made(place: Path) -> None:
    """Make the folder, where there is none."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StoreError(place, "it is a file, not a folder", "Name a folder") from error
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        raise StoreError(place, problem, "Choose another place") from error


def _check_ours(place: Path) -> None:
    """Refuse a folder that holds something else than a store, whole or begun."""
    try:
        names = [each.name for each in place.iterdir()]
    except OSError as error:
        problem = f"it cannot be read ({error.strerror})"
        raise StoreError(place, problem, "Choose another place") from error
    ours = (_QUADS, ".kg-")
    if _NAME not in names and any(n != _LOCK and not n.startswith(ours) for n in names):
        problem = "the folder holds other things, and no store"
        raise StoreError(place, problem, "Name an empty folder, or one made by “kg build”")


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    held = _lock(place, portalocker.LOCK_EX)
    try:
        yield
    finally:
        os.close(held)


def _lock(place: Path, how: portalocker.LockFlags) -> int:
    """Return a lock on the store, let go when it is closed, or when the program ends."""
    path, alone = place / _LOCK, how == portalocker.LOCK_EX
    try:
        try:
            held = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            if alone:
                raise
            held = os.open(path, os.O_RDONLY)
    except OSError as error:
        if not alone and place.is_dir():  # nobody may write to it, so nobody need be waited for
            return os.open(os.devnull, os.O_RDONLY)
        problem = f"it may not be written ({error.strerror})"
        raise StoreError(place, problem, "Choose another place, or open it for writing") from error
    try:
        portalocker.lock(held, how | portalocker.LOCK_NB)
    except portalocker.LockException as error:
        os.close(held)
        doing = "reads or writes it" if alone else "writes to it"
        raise StoreError(place, f"another kg {doing} now", "Wait until it is done") from error
    return held

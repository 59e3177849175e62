"""A copy of a kept graph that others may read while the store goes on: without its ledger."""

import json
from pathlib import Path

from kg import store
from kg.graph.serving import Served
from kg.store import folder

_BASE = "base.json"
_QUADS = "quads"


def write(place: str | Path, target: Path, *, text: bool = True) -> None:
    """Write a copy of the graph that is kept at a place.

    Args:
        place: as for ``kg.store.open``.
        target: an empty folder.
        text: whether the articles' whole texts are copied; quoted passages always are.

    Raises:
        StoreError: as ``kg.store.open``.
    """
    graph = store.open(place)
    graph.copy_to(target / _QUADS, text=text)
    (target / _BASE).write_text(json.dumps(graph.base), "utf-8")


def served(target: Path) -> Served:
    """Return what answers from a copy."""
    return Served(target / _QUADS, json.loads((target / _BASE).read_text("utf-8")))


def base(target: Path) -> str:
    """Return what the identifiers of a copy begin with."""
    return str(json.loads((target / _BASE).read_text("utf-8")))


def mark(place: str | Path) -> tuple[object, ...]:
    """Return what is another when what is kept at a place has changed; an endpoint's never is.

    Names, sizes and times of files are looked at, nothing is read.
    """
    if store.is_address(place):
        return ()
    path = Path(place)
    files = [path, *path.glob("*.trig")] if path.is_dir() else [path]
    if folder.is_store(path):
        files = folder.files(path)
    return tuple(sorted(told for each in files for told in _told(each)))


def _told(file: Path) -> list[tuple[str, int, int]]:
    try:
        found = file.stat()
    except OSError:
        return []  # it has just gone
    return [(str(file), found.st_size, found.st_mtime_ns)]

"""A site as files: a folder that a browser shows from a disk, or any server under any path."""

import json
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg import writing
from kg.errors import WriteError
from kg.graph import Graph
from kg.publish.pages.site import TITLE, Site

_OURS, _STORE = "site.json", "store.json"


def site(
    graph: Graph,
    folder: str | Path,
    *,
    text: bool = True,
    title: str = TITLE,
    watch: Callable[[int, int], object] | None = None,
) -> int:
    """Write the site of a graph: a page for each thing, article, dispute and question.

    Everything is written before anything in the folder changes. What a site before this one left
    there goes, with all that its folders hold; other files and folders stay. A file that is as it
    was keeps its time.

    Args:
        graph: with its evidence.
        folder: made where it is missing.
        text: whether the texts of articles are published; else the quoted passages alone.
        title: what the site is called.
        watch: told how many files are written, and of how many.

    Returns:
        How many files were written.

    Raises:
        WriteError: the folder cannot be written, or it holds files of others that are called as
            those of the site.
        StoreError: the evidence of a fact lacks a part.
    """
    writing.writable(folder)
    pages = Site(graph, text=text, title=title)
    paths = list(pages.paths())
    names = {path.partition("/")[0] for path in paths}
    before = _before(Path(folder), names)
    with writing.folder(folder) as place:
        for name in sorted({path.rpartition("/")[0] for path in paths} - {""}):
            (place / name).mkdir(parents=True)
        for done, path in enumerate(paths):
            content = pages.content(path)
            assert content is not None
            _write(place / path, content, Path(folder) / path)
            if watch:
                watch(done + 1, len(paths))
        told = {"title": title, "names": sorted(names)}
        (place / _OURS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name in sorted(before - names):
        _remove(Path(folder) / name)
    return len(paths)


def _write(path: Path, content: bytes, before: Path) -> None:
    """Write a file; one that is as it was before keeps its time, for caches and copies."""
    path.write_bytes(content)
    with suppress(OSError):
        if before.stat().st_size == len(content) and before.read_bytes() == content:
            shutil.copystat(before, path)


def _before(place: Path, names: set[str]) -> set[str]:
    """Return the names that a site left in a folder before.

    Raises:
        WriteError: files of others stand where those of the site would.
    """
    try:
        left = _left(json.loads((place / _OURS).read_bytes())["names"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        left = set()
    ours = left | {_OURS} if left else left
    taken = sorted(name for name in {*names, _OURS, _STORE} - ours if os.path.lexists(place / name))
    if taken:
        problem = f"it holds {taken[0]}, which no “kg publish” wrote"
        raise WriteError(place, problem, "Name an empty folder, or a new one")
    return left


def _left(names: object) -> set[str]:
    """Return the names that can be those of a site: of no hidden file, and of nothing elsewhere."""
    told = names if isinstance(names, list) else []
    return {name for name in told if re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z]+)?", name)}


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

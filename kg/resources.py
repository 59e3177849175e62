"""Find what stands beside the package: ontology/, queries/ and data/.

In a wheel they were copied under ``kg/_resources``; in a checkout they stand at the top.
No other module knows where files are.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def root() -> Traversable:
    """Return the folder that holds ontology/, queries/ and data/."""
    shipped = files("kg") / "_resources"
    if shipped.is_dir():
        return shipped
    return Path(__file__).resolve().parent.parent


def text(name: str) -> str:
    """Return the text of a file, named from the root with forward slashes.

    >>> text("data/lexicon/abbreviations.txt").startswith("#")
    True
    """
    return root().joinpath(*name.split("/")).read_text(encoding="utf-8")


def content(name: str) -> bytes:
    """Return the bytes of a file, named as for ``text``."""
    return root().joinpath(*name.split("/")).read_bytes()


def names(folder: str, suffix: str) -> list[str]:
    """Return the names of a folder's files that end so, from the root, sorted.

    Folders inside it are not entered; a folder that does not exist has no files.
    """
    return sorted(f"{folder}/{entry.name}" for entry in _entries(folder, suffix))


def _entries(folder: str, suffix: str) -> Iterator[Traversable]:
    place = root().joinpath(*folder.split("/"))
    if place.is_dir():
        yield from (entry for entry in place.iterdir() if entry.name.endswith(suffix))

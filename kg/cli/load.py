"""``kg load``: files of N-Quads → a store."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options, screen, telling
from kg.errors import StoreError

Files = Annotated[
    list[Path],
    typer.Argument(metavar="NQUADS", help="Files of N-Quads, or folders of such files."),
]


def load(files: Files, output: options.Folder, base: options.Base = options.BASE) -> None:
    """Make a store of N-Quads, in bounded memory: one to ask, and not to add to.

    Example: kg load graph/nquads -o store
    """
    found = [file for each in files for file in _inside(each)]
    with screen.busy("loading"):
        kg.store.load(output, found, base=base)
    screen.say(f"{telling.counted(len(found), 'file')} loaded into {output}")


def _inside(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.is_file():
            raise StoreError(path, "there is no such file", "Name files of N-Quads, or a folder")
        return [path]
    found = sorted(path.glob("*.nq"))
    if not found:
        raise StoreError(path, "it holds no file that ends in .nq", "Name another folder")
    return found

"""Pages of documentation, played: their files are written, their commands and code are run.

A block of code says what it is behind its language:

    ```console              commands behind “$”, and what they show
    ```pycon                Python, as its prompt shows it
    ```toml PATH            a file that the reader writes
    ```toml >> PATH         lines that the reader adds to a file
    ```sh                   commands of servers and clusters, which are not run
"""

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(
    r"^```(?P<language>\w+)(?: (?P<info>[^\n]+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code of a page.

    Attributes:
        language: what it is written in.
        info: the file that it is, or is added to; empty for all others.
        text: what stands in it.
    """

    language: str
    info: str
    text: str

    def commands(self) -> list[tuple[str, str]]:
        """Return each command with what is shown below it."""
        parts = _COMMAND.split(self.text)[1:]
        return list(zip(parts[::2], parts[1::2], strict=True))


def blocks(page: str, *languages: str) -> list[Block]:
    """Return the blocks of a page, in order; of all languages, or of these."""
    found = (
        Block(one["language"], one["info"] or "", one["text"]) for one in _FENCE.finditer(page)
    )
    return [one for one in found if not languages or one.language in languages]


def run(command: str, folder: Path, **variables: str) -> str:
    """Return what a command shows, run with this Python's ``kg`` first on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=os.environ | {"PATH": path, "PYTHONIOENCODING": "utf-8"} | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout


def played(page: Path, folder: Path, *, update: bool = False, **variables: str) -> list[str]:
    """Play a page in a folder, which is the working directory; return what comes out otherwise.

    Args:
        page: the page.
        folder: where its files are written and its commands run.
        update: whether what comes out is written into the page.
        variables: of the environment of its commands.
    """
    wrong: list[str] = []
    names: dict[str, object] = {}
    for block in blocks(page.read_text("utf-8")):
        if block.info:
            _write(block, folder)
        for told, shown, given in _steps(block, folder, names, variables):
            if shown != given:
                wrong.append(told + given)
                if update:
                    text = page.read_text("utf-8").replace(told + shown, told + given, 1)
                    page.write_text(text, "utf-8", newline="\n")
    return wrong


def _write(block: Block, folder: Path) -> None:
    file = folder / block.info.removeprefix(">> ")
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if block.info.startswith(">> ") else ""
    file.write_text(before + block.text, "utf-8")


def _steps(
    block: Block, folder: Path, names: dict[str, object], variables: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each step of a block as the page tells it, what it shows, and what it gives."""
    if block.language == "console":
        for command, shown in block.commands():
            yield f"$ {command}\n", shown, run(command, folder, **variables)
    elif block.language == "pycon":
        for example in doctest.DocTestParser().get_examples(block.text):
            told = _prompted(example.source)
            with contextlib.redirect_stdout(io.StringIO()) as given:
                exec(compile(example.source, "<page>", "single"), names)
            yield told, example.want, given.getvalue()


def _prompted(source: str) -> str:
    first, *others = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}\n" for line in others)])

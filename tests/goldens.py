"""Compare what the program says with what a person agreed it should say.

A golden file holds lines. ``pytest --update-golden`` writes it anew; whoever does so reads
the difference before accepting it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Golden:
    """Golden files, compared or written anew.

    Attributes:
        update: whether to write instead of to compare.
    """

    update: bool = False

    def agrees(self, path: Path, lines: Iterable[str]) -> None:
        """Assert that the lines are those of the file, or write them to it."""
        said = [line.removesuffix("\n") for line in lines]
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f"{line}\n" for line in said), "utf-8", newline="\n")
            return
        name = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else path
        assert path.exists(), f"no golden file {name}; pytest --update-golden writes it"
        agreed = path.read_text("utf-8").splitlines()
        changes = unified_diff(agreed, said, f"{name}, agreed", "said now", lineterm="", n=1)
        shown = "\n".join(changes)
        assert agreed == said, f"\n{shown}\n\npytest --update-golden accepts this; then read it"

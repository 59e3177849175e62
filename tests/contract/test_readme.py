"""The README tells the truth: its code runs, its commands run, and they show what it shows.

Its two set-up commands are left to .ci/run. ``--update-golden`` writes the answers of
``console`` blocks anew.
"""

import ast
import re
import shutil
from pathlib import Path

import pages
import pytest
from goldens import Golden

import kg

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
SETUP = """\
python3 -m venv .venv && .venv/bin/pip install -e . && \
.venv/bin/kg build data/articles/sound-of-metal.txt -o graph
python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest
"""


def blocks(language: str) -> list[str]:
    return [block.text for block in pages.blocks(TEXT, language)]


def commands() -> list[tuple[str, str]]:
    return [pair for block in pages.blocks(TEXT, "console") for pair in block.commands()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder as the reader has it after the first set-up command."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
    (folder / "replaced.rq").write_text(blocks("sparql")[0], "utf-8")
    pages.run("kg build data/articles/sound-of-metal.txt -o graph", folder)
    return folder


def test_there_is_something_to_test() -> None:
    assert len(commands()) >= 2
    assert len(blocks("python")) == 2
    assert len(blocks("sparql")) == 1


def test_the_set_up_commands_are_first_and_as_agreed() -> None:
    assert "".join(blocks("sh")[:2]) == SETUP


def test_the_readme_fits_one_screen_before_its_details() -> None:
    assert len(TEXT.partition("\n---\n")[0].splitlines()) <= 80


def test_python_blocks_run_and_give_what_they_say(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    names: dict[str, object] = {}
    wrong = []
    for block in blocks("python"):
        for line in ast.parse(block).body:
            code = ast.unparse(line)
            shown = block.splitlines()[line.lineno - 1].partition("# → ")[2]
            if shown:
                given = repr(eval(code, names))
                wrong += [(code, given)] if given != shown else []
            else:
                exec(code, names)
    assert wrong == []


@pytest.mark.parametrize(("command", "shown"), commands())
def test_a_command_shows_what_the_page_shows(
    command: str, shown: str, place: Path, golden: Golden
) -> None:
    given = pages.run(command, place)

    if golden.update:
        old, new = f"$ {command}\n{shown}```", f"$ {command}\n{given}```"
        README.write_text(README.read_text("utf-8").replace(old, new), "utf-8", newline="\n")
    else:
        assert given == shown


def test_every_row_of_the_table_of_facts_comes_out(place: Path) -> None:
    table = TEXT.partition("| subject | relation |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = kg.assemble.table(kg.store.open(place / "graph"), everything=True)
    given = [
        (row.subject, row.relation, row.object, str(row.status), str(row.voice), row.quote)
        for row in rows
    ]
    shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]

    absent = [cells for cells in shown if not any(_shows(cells, row) for row in given)]

    assert len(shown) == 10
    assert absent == []


def test_every_command_is_in_the_table_of_commands(place: Path) -> None:
    told = set(re.findall(r"^\| `kg (\w+)", TEXT, re.MULTILINE))
    there = re.findall(
        r"^  (\w+) ", pages.run("kg --help", place).partition("Commands:")[2], re.MULTILINE
    )

    assert there
    assert told == set(there)


def test_every_file_of_a_build_is_in_the_table_of_files(place: Path) -> None:
    told = set(re.findall(r"^\| `([\w.-]+)` \|", TEXT, re.MULTILINE))

    assert told == {path.name for path in (place / "graph").iterdir()}


def _shows(cells: list[str], row: tuple[str, ...]) -> bool:
    """Return whether a row of the page is a fact; “…” stands for words left out."""
    *fact, words = cells
    pattern = ".*".join(re.escape(part.strip()) for part in words.split("…"))
    return tuple(fact) == row[:-1] and re.fullmatch(pattern, row[-1], re.DOTALL) is not None

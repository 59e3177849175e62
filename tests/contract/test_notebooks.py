"""What the notebooks promise who opens them; that they run is for ``pytest --nbmake`` to say."""

import ast
import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

import kg

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("networks", "tour")
FEWEST_WORDS = 10


def _read(name):
    return (ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")


def _cells(name, sort):
    return [cell for cell in json.loads(_read(name))["cells"] if cell["cell_type"] == sort]


def _code(name):
    return {cell["id"]: "".join(cell["source"]) for cell in _cells(name, "code")}


def _nodes(name, sort):
    trees = (ast.parse(source) for source in _code(name).values())
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, sort)]


def _is_there(dotted):
    """Return whether kg has what a dotted name calls."""
    found = kg
    for part in dotted.split(".")[1:]:
        if not hasattr(found, part) and find_spec(f"{found.__name__}.{part}"):
            import_module(f"{found.__name__}.{part}")
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


def test_there_are_these_notebooks_and_no_others():
    found = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}

    assert found == set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
class TestEachNotebook:
    def test_is_of_the_format_that_is_read_everywhere(self, name):
        notebook = json.loads(_read(name))

        assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
        assert notebook["metadata"]["kernelspec"]["name"] == "python3"
        assert set(notebook["metadata"]) == {"kernelspec", "language_info"}

    def test_is_valid(self, name):
        nbformat = pytest.importorskip("nbformat")

        nbformat.validate(json.loads(_read(name)))

    def test_is_written_so_that_differences_can_be_read(self, name):
        text = _read(name)

        assert (
            text
            == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )

    def test_holds_no_outputs(self, name):
        kept = [
            cell["id"]
            for cell in _cells(name, "code")
            if cell["outputs"] or cell["execution_count"] is not None
        ]

        assert kept == []

    def test_names_each_cell_once_and_in_words(self, name):
        ids = [cell["id"] for cell in json.loads(_read(name))["cells"]]

        assert len(ids) == len(set(ids))
        assert [i for i in ids if not re.fullmatch("[a-z]+(-[a-z]+)*", i)] == []

    def test_keeps_nothing_but_the_source_of_a_cell(self, name):
        cells = json.loads(_read(name))["cells"]

        assert [cell["id"] for cell in cells if cell["metadata"]] == []

    def test_tells_what_it_does_in_prose(self, name):
        prose, code = _cells(name, "markdown"), _cells(name, "code")

        assert len(prose) * 3 >= len(prose) + len(code)
        assert [c["id"] for c in prose if len("".join(c["source"]).split()) < FEWEST_WORDS] == []

    def test_begins_with_a_title(self, name):
        first = json.loads(_read(name))["cells"][0]

        assert first["cell_type"] == "markdown"
        assert first["source"][0].startswith("# ")

    def test_names_no_place_of_one_machine(self, name):
        texts = [n.value for n in _nodes(name, ast.Constant) if isinstance(n.value, str)]

        absolute = [
            text
            for text in texts
            if PurePosixPath(text).is_absolute()
            or PureWindowsPath(text).drive
            or text.startswith("~")
        ]
        assert absolute == []

    def test_loads_nothing_from_elsewhere(self, name):
        found = [cell for cell, source in _code(name).items() if re.search("https?:", source)]

        assert found == []

    def test_uses_only_names_that_kg_has(self, name):
        dotted = {
            text
            for node in _nodes(name, ast.Attribute)
            if re.fullmatch(r"kg(\.\w+)+", text := ast.unparse(node))
        }

        assert dotted
        assert [text for text in sorted(dotted) if not _is_there(text)] == []

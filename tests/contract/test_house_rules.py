"""The rules of the house: small modules, no printing, film knowledge in data and not in code."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg import resources

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "kg").rglob("*.py"))


def _each(modules: list[Path]) -> pytest.MarkDecorator:
    names = [path.relative_to(ROOT).as_posix() for path in modules]
    return pytest.mark.parametrize("module", modules, ids=names)


HEAVY = {
    "rdflib", "pyoxigraph", "pyshacl", "spacy", "networkx", "pandas", "numpy", "typer", "rich",
    "trafilatura", "lxml",
}  # fmt: skip

# Words of the lexicon that are also words of programming, of grammar or of any article.
EVERYDAY = """
agent anchor article author book books chair chief chiefs column columns compiler controller coo
creator debut doc documentary editor exec feature film films founder game games guest head heads
hit host lead leads manager model models novel observer opener owner part picture pilot play
performer performers player players poem production program programme programmer project reader
record records regular reporter runner score script serial series short show single song star
story subject text title track translator vehicle winner work writer
"""


def test_there_are_modules() -> None:
    assert len(MODULES) > 30


@_each(MODULES)
def test_a_module_has_at_most_300_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 300


@_each([path for path in MODULES if "cli" not in path.parts])
def test_the_library_neither_prints_nor_exits(module: Path) -> None:
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }

    assert not calls & {"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit"}


@_each([path for path in MODULES if path.name != "resources.py"])
def test_only_resources_knows_where_files_are(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    assert "__file__" not in names
    assert "importlib.resources" not in _imported(tree)


@_each(MODULES)
def test_a_module_speaks_no_film_word(module: Path) -> None:
    said = set(_words(ast.parse(module.read_text("utf-8"))))

    assert said & _film_words() == set()


def test_the_film_words_are_known() -> None:
    assert {"director", "screenwriter", "movie"} <= _film_words()


@pytest.mark.parametrize("folder", ["kg", "data/lexicon", "ontology/shapes", "queries"])
def test_nothing_is_written_for_the_seed_article(folder: str, seed: Path) -> None:
    own = _own_names(seed.read_text("utf-8"))
    files = [
        path
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".toml", ".txt", ".ttl", ".rq"} and "names" not in path.parts
    ]

    found = {
        path.relative_to(ROOT).as_posix(): name
        for path in files
        for text in [_without_docstrings(path)]
        for name in own
        if name in text
    }

    assert len(own) > 15
    assert files
    assert found == {}


def test_imports_point_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_importing_kg_loads_none_of_the_engines() -> None:
    loaded = _loaded_by("import kg")

    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("kg.")} == set()


def test_reading_loads_none_of_the_engines() -> None:
    assert not _loaded_by("import kg; kg.read.article('It rained.')") & HEAVY


def _loaded_by(program: str) -> set[str]:
    told = f"{program}\nimport sys; sys.stderr.write('LOADED ' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    return set(done.stderr.rpartition("LOADED ")[2].split())


def _imported(tree: ast.AST) -> set[str]:
    single = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    return single | {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }


@cache
def _film_words() -> set[str]:
    """Return job words and kinds of work, single words as the lexicon lists them."""
    roles = tomllib.loads(resources.text("data/lexicon/roles.toml"))
    kinds = tomllib.loads(resources.text("data/lexicon/words.toml"))["kinds"]
    jobs = {word for role in roles["role"] for word in role["words"]}
    return {word for word in jobs | set(kinds) if word.isalpha()} - set(EVERYDAY.split())


def _words(tree: ast.AST) -> Iterator[str]:
    """Give the words of all names and texts of a module, docstrings aside."""
    docstrings = {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                # Terms are test_vocabulary's matter; a regular expression may explain itself.
                said = re.sub(r"\bfilm:\w+|\s# .*", "", text)
            case ast.Name(id=said) | ast.arg(arg=said) | ast.Attribute(attr=said):
                pass
            case ast.FunctionDef(name=said) | ast.ClassDef(name=said):
                pass
            case _:
                continue
        yield from (word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", said))


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    """Give every text that stands alone as a statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _without_docstrings(path: Path) -> str:
    """Return what a file says; the docstrings of commands are their help, and count."""
    text = path.read_text("utf-8")
    if path.suffix != ".py" or "cli" in path.parts:
        return text
    tree = ast.parse(text)
    docstrings = {id(node) for node in _docstrings(tree)}
    return "\n".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    )


def _own_names(article: str) -> set[str]:
    """Return the names of people and works in an article: two capitalised words, or quoted."""
    bodies = "Festival|Sign Language|Prime Video|American|Toronto"  # these may stand in the lexicon
    pairs = set(re.findall(r"\b(?!The |As |A )[A-Z][a-z]+ [A-Z][a-z]+\b", article))
    titles = set(re.findall(r"[“\"]([A-Z][\w ]{6,30})[.,]?[”\"]", article))
    return {name for name in pairs | titles if not re.search(bodies, name)}

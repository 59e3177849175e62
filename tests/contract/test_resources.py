"""Every file that stands beside the package is in the wheel, and only there a second time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg import resources

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (
    "ontology",
    "queries",
    "data/lexicon",
    "data/articles",
    "data/maps",
    "data/model",
    "data/authorities",
)
LICENCES = (
    "docs/licences/Apache-2.0.txt",
    "docs/licences/NOTICE.txt",
    "kg/pictures/vendored/LICENSES.txt",
    "kg/serve/vendored/LICENSES.txt",
)


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel and list what is in it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        return set(content.namelist())


@pytest.mark.parametrize("folder", SHIPPED)
def test_every_shipped_file_is_in_the_wheel(folder: str, in_wheel: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()
    }

    assert files
    assert {f"kg/_resources/{file}" for file in files} <= in_wheel


def test_every_file_of_the_package_is_in_the_wheel(in_wheel: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert len(files) > 30
    assert files <= in_wheel


@pytest.mark.parametrize("file", LICENCES)
def test_the_licences_are_in_the_wheel(file: str, in_wheel: set[str]) -> None:
    assert [name for name in in_wheel if name.endswith(f".dist-info/licenses/{file}")]


def test_the_wheel_holds_nothing_else(in_wheel: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in in_wheel} == {"kg", "film_news_kg"}


def test_a_checkout_holds_no_copy() -> None:
    assert not (ROOT / "kg" / "_resources").exists()


def test_resources_are_found_by_folder_and_ending() -> None:
    assert "data/lexicon/abbreviations.txt" in resources.names("data/lexicon", ".txt")
    assert resources.names("no/such/folder", ".txt") == []

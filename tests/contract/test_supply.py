"""What kg is made of: the licences of all it needs, and that files of others are what they were."""

import re
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import Distribution
from pathlib import Path

import licences
import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDORED = ("kg/serve/vendored", "kg/pictures/vendored", "tests/browser/vendored")
OFFLINE = """
import os, socket, sys
asking = {"connect", "getaddrinfo", "gethostbyname", "sendto", "sendmsg"}
sys.addaudithook(lambda event, _: event.removeprefix("socket.") in asking and os._exit(9))
import kg.cli
kg.cli.main()
"""
DEFAULT = licences.closure()
ALL = {name: made for name, made in licences.closure(*licences.EXTRAS).items() if made}


def refused(packages: dict[str, Distribution | None]) -> dict[str, str]:
    told = {name: licences.licence(made) for name, made in packages.items() if made}
    return {name: text for name, text in told.items() if not licences.chosen(text)}


def test_the_default_install_is_all_there() -> None:
    assert {"spacy", "onnxruntime", "numpy", "rdflib", "tld"} <= DEFAULT.keys()
    assert len(DEFAULT) > 60
    assert None not in DEFAULT.values()


def test_every_licence_may_come_along() -> None:
    assert refused(DEFAULT) == {}
    assert refused(ALL) == {}


def test_no_licence_of_the_gpl_is_taken() -> None:
    strict = [name for name in licences.RULES["taken"] if re.search(r"\bA?GPL", name)]

    assert strict == []
    assert licences.chosen(licences.licence(DEFAULT["tld"])) == "MPL-1.1"


@pytest.mark.parametrize(
    "told",
    [
        "License-Expression: GPL-3.0-or-later",
        "License-Expression: MIT AND AGPL-3.0-only",
        "License-Expression: GPL-2.0-only AND (MIT OR Apache-2.0)",
        "License: GPL-3.0-only",
        "License: GNU General Public License v3",
        "Classifier: License :: OSI Approved :: GNU Affero General Public License v3",
        "License: MIT\nClassifier: License :: OSI Approved :: GNU General Public License (GPL)",
        "Classifier: License :: OSI Approved :: MIT License\nClassifier: License :: Other",
        "Summary: says nothing of its licence",
    ],
)
def test_a_package_under_the_gpl_or_of_no_licence_is_refused(
    told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {"made-up": "Requires-Dist: made-up-far", "made-up-far": told}
    for name, lines in needs.items():
        folder = tmp_path / f"{name.replace('-', '_')}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1\n{lines}\n"
        )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    assert refused(licences.closure(start="made-up")).keys() == {"made-up-far"}


def test_the_page_tells_of_all_that_is_installed() -> None:
    page = licences.PAGE.read_text("utf-8")

    rows = [licences.row(name, made) for name, made in ALL.items()]

    assert [row for row in rows if f"\n{row}" not in page] == []


def test_the_page_names_what_wheels_hold() -> None:
    holding = {
        name
        for name, made in DEFAULT.items()
        if made and any(".libs" in file.parts[0] for file in made.files or ())
    }

    assert "numpy" in holding or sys.platform != "linux"
    assert holding <= licences.RULES["native"].keys()


@pytest.mark.parametrize("folder", VENDORED)
def test_files_of_others_are_those_that_were_copied(folder: str) -> None:
    record = (ROOT / folder / "README.md").read_text("utf-8")
    files = [path for path in (ROOT / folder).iterdir() if path.suffix in {".js", ".css"}]

    assert files
    for path in files:
        assert f"`{path.name}`" in record
        assert sha256(path.read_bytes()).hexdigest() in record


def test_a_build_asks_no_other_computer(seed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, "build", str(seed), "-o", "graph"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "graph" / "films.ttl").stat().st_size > 1000


def test_what_forbids_the_network_does_so(tmp_path: Path) -> None:
    asks = OFFLINE.replace("kg.cli.main()", "socket.create_connection(('127.0.0.1', 9))")

    done = subprocess.run([sys.executable, "-c", asks], cwd=tmp_path, check=False)

    assert done.returncode == 9

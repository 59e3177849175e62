"""What ``kg network`` promises: tables, files, pictures, pages, measures and paths."""

import csv
import io
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from xml.etree import ElementTree as ET

import commands
import networkx as nx
import pytest
from golden.queries import made

import kg

MEASURES = {
    "degree": "Ada Marsh",
    "strength": "Ada Marsh",
    "betweenness": "Ada Marsh",
    "closeness": "Ada Marsh",
    "pagerank": "Ada Marsh",
    "core-numbers": "Ada Marsh",
    "brokers": "Ada Marsh",
    "components": "Ada Marsh; Ben Novak; Dev Stone; Lee Park",
    "communities": "Ada Marsh; Ben Novak",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "films.trig"
    kg.publish.trig(made.graph(), place)
    return place


def said(*args: object) -> str:
    return commands.said("network", *args)


def test_a_path_shows_each_step_with_the_sentences_of_both(store: Path) -> None:
    told = said(store, "--path", "Dev Stone", "gull house")

    assert told == (
        "Dev Stone – Blue Hour – Ada Marsh\n"
        "    Dev Stone, story author: “Lee Park and Ada Marsh wrote the script, based on a story "
        "that Dev Stone conceived.”\n"
        "        harbor-nights “Harbor nights”, 2021-03-01\n"
        "    Ada Marsh, performer: “Ada Marsh plays Mina, a lighthouse keeper and the sister of "
        "Jonah.”\n"
        "        harbor-nights “Harbor nights”, 2021-03-01\n"
        "    Ada Marsh, screenwriter: “Lee Park and Ada Marsh wrote the script, based on a story "
        "that Dev Stone conceived.”\n"
        "        harbor-nights “Harbor nights”, 2021-03-01\n"
        "\n"
        "Ada Marsh – Tide – Gull House\n"
        "    Ada Marsh, performer: “Ada Marsh and Ben Novak star in “Tide”.”\n"
        "        tide-turns ““Tide” turns”, 2018-11-20\n"
        "    Gull House, productionCompany: “The drama “Tide”, made by Gull House with Northlight, "
        "took $4.2m on its opening weekend in the United States.”\n"
        "        tide-takes ““Tide” takes $4.2m”, 2018-12-03\n"
        "\n"
    )


def test_what_is_planned_is_said_to_be_in_a_path(store: Path) -> None:
    told = said(store, "--path", "Kit Lane", "Max Thorn")

    assert "Kit Lane, performer, planned: “Kit Lane and Una Grey will star in “Loud”.”" in told


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_is_a_table_highest_first(store: Path, measure: str) -> None:
    told = said(store, "--measure", measure, "--most", 1).splitlines()

    assert len(told) == 3
    assert MEASURES[measure] in told[2]


def test_all_measures_stand_side_by_side(store: Path) -> None:
    told = said(store, "--measure", "all").splitlines()

    assert told[0].split() == ["name", *(n.replace("-", "_") for n in [*MEASURES][:7])]
    assert told[2].startswith("Ada Marsh")


def test_bridges_are_named_by_both_ends(store: Path) -> None:
    told = said(store, "--measure", "bridges", "--of", "people-works").splitlines()

    assert told[0].split() == ["one", "other"]
    assert any(line.split("   ")[0].strip() == "Dev Stone" for line in told)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], "Ada Marsh Ben Novak 1.33 2 Blue Hour; Tide"),
        (["--weight", "shared"], "Ada Marsh Ben Novak 2 2 Blue Hour; Tide"),
        (["--role", "performer"], "Ada Marsh Ben Novak 2 2 Blue Hour; Tide"),
        (["--of", "works"], "Blue Hour Tide 2 2 Ada Marsh; Ben Novak"),
        (["--of", "companies"], "Gull House Northlight 1 1 Tide"),
        (["--of", "people-works"], "Dev Stone Blue Hour story author"),
        (["--of", "companies-works"], "Gull House Tide productionCompany"),
        (["--between", "director", "performer"], "Ben Novak Ada Marsh 1 1 Tide"),
        (["--until", "2018"], "Ada Marsh Ben Novak 1 1 Tide"),
        (["--genre", "drama"], "Ada Marsh Ben Novak 1 1 Tide"),
        (["--status", "planned", "--since", "2021"], "Kit Lane Sam Frost"),
    ],
)
def test_each_network_is_a_table(store: Path, asked: list[str], shown: str) -> None:
    rows = [" ".join(line.split()) for line in said(store, *asked).splitlines()]

    assert any(row.startswith(shown) for row in rows)


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_a_file_holds_the_network(store: Path, ending: str, tmp_path: Path) -> None:
    told = said(store, "-o", tmp_path / f"people.{ending}")

    back = kg.network.read(tmp_path / f"people.{ending}")
    assert nx.utils.graphs_equal(back, kg.network.collaborations(made.graph()))
    assert told == f"{len(back)} nodes and {back.size()} ties in {tmp_path}/people.{ending}\n"


def test_a_measure_stands_beside_each_node_in_a_file(store: Path, tmp_path: Path) -> None:
    said(store, "--measure", "all", "-o", tmp_path / "people.gexf")

    back = kg.network.read(tmp_path / "people.gexf")
    assert all({"degree", "pagerank", "communities"} <= set(its) for _, its in back.nodes.items())


def test_csv_is_two_tables(store: Path, tmp_path: Path) -> None:
    told = said(store, "-o", tmp_path / "people.csv")

    assert told.endswith(f"in {tmp_path}/people.nodes.csv, {tmp_path}/people.edges.csv\n")

    assert {path.name for path in tmp_path.iterdir()} == {"people.nodes.csv", "people.edges.csv"}
    nodes = csv.DictReader(io.StringIO((tmp_path / "people.nodes.csv").read_text("utf-8")))
    assert "Ada Marsh" in {row["Label"] for row in nodes}


def test_a_picture_and_a_page_are_written(store: Path, tmp_path: Path) -> None:
    for name in ("people.png", "people.svg", "people.html"):
        said(store, "-o", tmp_path / name)

    assert (tmp_path / "people.png").read_bytes().startswith(b"\x89PNG")
    assert ET.parse(tmp_path / "people.svg").getroot().tag.endswith("svg")
    assert "Ada Marsh" in (tmp_path / "people.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["-o", "people.doc"], 1, "No network is written as “.doc”. Name a file that ends in"),
        (["--role", "directr"], 1, "There is no role “directr”. Did you mean “director”?"),
        (["--between", "director", "actor"], 1, "There is no role “actor”."),
        (["--path", "Lee Prak", "Ada Marsh"], 1, "Nobody called “Lee Prak” took part in a work"),
        (["--path", "Lee Park", "Ada Marsh", "-o", "people.csv"], 2, "Usage:"),
        (["--of", "works", "--between", "director", "performer"], 2, "Usage:"),
        (["--of", "people-works", "--weight", "shared"], 2, "Usage:"),
        (["--measure", "degree", "-o", "people.svg"], 2, "Usage:"),
        (["--measure", "bridges", "-o", "people.csv"], 2, "Usage:"),
        (["--most", "3", "-o", "people.csv"], 2, "Usage:"),
        (["--path", "Lee Park", "Una Grey"], 1, "No chain of works joins “Lee Park” and"),
        (["--measure", "fame"], 2, "Usage:"),
        (["--of", "things"], 2, "Usage:"),
        (["-o", "/proc/people.gexf"], 1, "/proc/people.gexf: it cannot be written"),
    ],
)
def test_what_cannot_be_had_is_told(
    store: Path, asked: list[str], code: int, told: str, tmp_path: Path
) -> None:
    with chdir(tmp_path):
        ended = commands.ran("network", store, *asked)

    assert (ended.code, ended.out) == (code, "")
    assert ended.told[0].startswith(told)
    assert code == 2 or len(ended.told) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_path_needs_the_evidence(store: Path, tmp_path: Path) -> None:
    kg.publish.turtle(kg.store.open(store), tmp_path / "films.ttl")

    ended = commands.ran("network", tmp_path / "films.ttl", "--path", "Lee Park", "Ada Marsh")

    assert ended.code == 1
    assert "without its evidence" in ended.told[0]


@pytest.mark.parametrize("ending", ["gexf", "svg", "html"])
def test_every_run_writes_the_same_bytes(store: Path, ending: str, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "kg", "network", store, "-o", f"{seed}.{ending}"]
        given = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, check=True)

    one, other = (tmp_path / f"{seed}.{ending}" for seed in ("1", "2"))
    assert one.read_bytes() == other.read_bytes()

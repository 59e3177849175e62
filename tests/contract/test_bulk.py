"""What a build in bulk promises: files, a store, and bad input that costs itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from commands import ran, said
from made import table

import kg
from kg import bulk
from kg.bulk.telling import COLUMNS
from kg.errors import StoreError, WriteError
from kg.namespaces import short

FILMS = 30


@pytest.fixture(scope="module")
def articles(root: Path) -> Path:
    return root / "data" / "articles"


@pytest.fixture(scope="module")
def folder(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, built in bulk."""
    place = tmp_path_factory.mktemp("bulk") / "graph"
    said("bulk", articles, "-o", place)
    return place


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of made films."""
    return table.written(tmp_path_factory.mktemp("films") / "films.jsonl", number=FILMS, seed=3)


def parts(folder: Path, name: str) -> bytes:
    found = sorted((folder / name).glob("part-*"))
    return b"".join(path.read_bytes() for path in found)


def test_the_parts_of_the_graph_are_the_sorted_export_of_a_build(
    folder: Path, articles: Path
) -> None:
    assert parts(folder, "nquads") == kg.build(articles).serialize("nq")


def test_the_store_beside_them_answers_and_is_not_added_to(folder: Path, articles: Path) -> None:
    exported = said("export", folder, "--format", "nq").encode()
    refused = ran("add", folder, articles / "sound-of-metal.txt")

    assert exported == parts(folder, "nquads")
    assert refused.code == 1
    assert refused.told[0].startswith(f"{folder}: it holds a graph, and nothing to change it by.")


def test_each_row_of_the_table_shows_the_words_where_they_stand(
    folder: Path, articles: Path
) -> None:
    rows = pq.read_table(folder / "facts").to_pylist()
    texts = {each.id: each.text for each in kg.read.articles(articles)}

    graph = kg.store.open(folder)
    facts = {quad.subject for quad in graph.quads() if short(quad.predicate) == "film:current"}

    assert {row["fact"] for row in rows} == facts
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["quote"] for row in rows)
    assert list(rows[0]) == list(COLUMNS)
    assert all(isinstance(json.loads(row["qualifiers"]), dict) for row in rows)


def test_any_number_of_jobs_gives_the_same_bytes(films: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        said("bulk", films, "--map", table.MAP, "-o", tmp_path / str(jobs), "--jobs", jobs)

    one, two = (
        {p.relative_to(tmp_path / jobs): p.read_bytes() for p in (tmp_path / jobs).glob("*/part-*")}
        for jobs in "12"
    )
    assert one == two
    assert len(one) >= 2


def test_a_table_in_bulk_is_what_an_import_of_it_gives(films: Path, tmp_path: Path) -> None:
    said("bulk", films, "--map", table.MAP, "-o", tmp_path / "bulk")
    ran("import", tmp_path / "kept", films, "--map", table.MAP)

    assert parts(tmp_path / "bulk", "nquads") == kg.store.open(tmp_path / "kept").serialize("nq")


def test_a_bad_file_costs_itself_alone_and_is_a_row_of_the_errors(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text("Lee Park directed the film “Blue Hour.”\n", "utf-8")
    (news / "good.html").write_text("<p>Ada Marsh directed the film “Tide.”</p>", "utf-8")
    (news / "bad.txt").write_bytes(b"Lee Park \xff directed")
    (news / "empty.txt").write_bytes(b"")

    done = ran("bulk", news, "-o", tmp_path / "graph")
    strict = ran("bulk", news, "-o", tmp_path / "graph", "--strict")

    errors = pq.read_table(tmp_path / "graph" / "errors").to_pylist()
    assert (done.code, strict.code) == (0, 1)
    assert f"(3 passed over: see {tmp_path}/graph/errors)" in done.out
    assert [Path(row["place"]).name for row in errors] == ["bad.txt", "empty.txt", "good.txt"]
    assert all(row["problem"] for row in errors)


def test_a_second_build_takes_the_place_of_the_first(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "mine.md").write_text("mine", "utf-8")
    said("bulk", articles, "-o", tmp_path / "graph")

    said("bulk", articles / "sound-of-metal.txt", "-o", tmp_path / "graph")

    built = kg.build(articles / "sound-of-metal.txt").serialize("nq")
    assert parts(tmp_path / "graph", "nquads") == built
    assert kg.store.open(tmp_path / "graph").serialize("nq") == built
    assert (tmp_path / "graph" / "mine.md").read_text("utf-8") == "mine"


def test_nothing_is_left_behind_where_a_build_fails(tmp_path: Path) -> None:
    refused = ran("bulk", tmp_path / "nowhere", "-o", tmp_path / "graph")

    assert (refused.code, refused.out) == (1, "")
    assert len(refused.told) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_article_about_something_else_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text(
        "It rained all day in the valley. The bus was late.", "utf-8"
    )

    told = said("bulk", tmp_path / "rain.txt", "-o", tmp_path / "graph")

    assert "1 article, no film facts" in told


def test_files_of_quads_are_loaded_into_a_store(folder: Path, tmp_path: Path) -> None:
    said("load", folder / "nquads", "-o", tmp_path / "store")

    assert kg.store.open(tmp_path / "store") == kg.store.open(folder)


def test_a_damaged_file_of_quads_leaves_the_store_as_it_was(folder: Path, tmp_path: Path) -> None:
    said("load", folder / "nquads", "-o", tmp_path / "store")
    (tmp_path / "bad.nq").write_text("<a> <b> nonsense\n", "utf-8")

    refused = ran("load", tmp_path / "bad.nq", "-o", tmp_path / "store")

    assert refused.code == 1
    assert len(refused.told) == 1
    assert "bad.nq" in refused.told[0]
    assert kg.store.open(tmp_path / "store") == kg.store.open(folder)


@pytest.mark.parametrize("place", ["nowhere.nq", "."])
def test_what_holds_no_quads_is_refused_in_one_line(place: str, tmp_path: Path) -> None:
    refused = ran("load", tmp_path / place, "-o", tmp_path / "store")

    assert refused.code == 1
    assert len(refused.told) == 1
    assert not (tmp_path / "store").exists()


def test_without_pyarrow_it_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(WriteError, match=r"pip install 'film-news-kg\[tables\]'"):
        bulk.build(tmp_path / "nowhere", tmp_path / "graph")


def test_quads_that_are_not_there_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        kg.store.load(tmp_path / "store", [tmp_path / "none.nq"])


HALF = r'{"id": "half", "url": "http://a.b/\ud800x", "text": "Ada Marsh directed “Tide.”"}'
WHOLE = '{"id": "whole", "text": "Lee Park directed the film “Blue Hour.”"}'


@pytest.mark.parametrize("command", ["build", "bulk"])
def test_half_of_a_surrogate_pair_costs_its_article_alone(command: str, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(f"{HALF}\n{WHOLE}\n", "utf-8")

    done = ran(command, tmp_path / "news.jsonl", "-o", tmp_path / "graph")

    assert done.code == 0
    assert b"Blue Hour" in kg.store.open(tmp_path / "graph").serialize("nq")
    if command == "bulk":
        [row] = pq.read_table(tmp_path / "graph" / "errors").to_pylist()
        assert row["place"].endswith("news.jsonl, line 1")
        assert "character 11 of its address is half of a surrogate pair" in row["problem"]


@pytest.mark.parametrize("rows", ["", '{"title": ""}\n{"title": null}\n'])
def test_a_source_of_which_nothing_can_be_read_is_refused(rows: str, tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text(rows, "utf-8")

    for given in ((), ("--map", table.MAP)):
        refused = ran("bulk", tmp_path / "films.jsonl", *given, "-o", tmp_path / "graph")
        assert (refused.code, refused.out, len(refused.told)) == (1, "", 1), given
        assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("more", [("--date", "2020-01-01"), ("--model", "another")])
def test_what_means_articles_is_not_taken_with_a_table(
    more: tuple[str, str], films: Path, tmp_path: Path
) -> None:
    refused = ran("bulk", films, "--map", table.MAP, *more, "-o", tmp_path / "graph")

    assert refused.code == 2
    assert any("--date and --model are for articles" in line for line in refused.told)


@pytest.mark.parametrize("safe", ["", "1"])
def test_the_file_that_spark_submits_is_the_command(
    safe: str, root: Path, articles: Path, tmp_path: Path
) -> None:
    for number, path in enumerate(sorted(articles.glob("*.txt"))[:2]):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    command = [root / "kg" / "__main__.py", "bulk", tmp_path, "-o", tmp_path / "graph"]

    done = subprocess.run(
        [sys.executable, *map(str, command), "--jobs", "2"],
        env=os.environ | {"PYTHONSAFEPATH": safe},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert parts(tmp_path / "graph", "nquads") == kg.build(tmp_path).serialize("nq")

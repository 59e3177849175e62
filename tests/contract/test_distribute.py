"""A build on Spark: the quads of one machine, whoever is killed on the way.

The session runs in processes of its own, ``local[2,4]``: two workers, each task tried four times.
"""

import json
import os
import signal
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import ran, said
from distributed import MISSING, done, parts, rows, started, until, workers
from made import news

import kg

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

MANY = 60
BATCH = 6
BAD = [
    b"no JSON at all",
    json.dumps({"id": "french", "text": "Le film est sorti hier au cinéma. " * 9}).encode(),
    b'{"id": "latin", "text": "The caf\xe9 scene was shot in one take, she said."}',
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made articles as JSON lines, some bad ones among them."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    news.written(path, MANY, seed=5)
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([*lines[:10], *BAD, *lines[10:]]) + b"\n")
    return path


@pytest.fixture(scope="module")
def folder(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one machine makes of them."""
    place = tmp_path_factory.mktemp("bulk") / "graph"
    ran("bulk", source, "-o", place)
    return place


@pytest.fixture(scope="module")
def killed(source: Path, tmp_path_factory: pytest.TempPathFactory):
    """A build whose driver was killed, begun again, and in that run a worker was killed."""
    output = tmp_path_factory.mktemp("spark") / "graph"
    first = started(source, output, BATCH)
    until(first, output, 2)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    before = done(output)
    second = started(source, output, BATCH)
    until(second, output, len(before) + 2)
    victim = next(workers(second.pid))
    os.kill(victim, signal.SIGKILL)
    out, err = second.communicate(timeout=900)
    assert second.returncode == 0, err
    return output, before, out


def test_two_killed_processes_lose_and_double_nothing(killed, folder: Path) -> None:
    output, _, told = killed

    assert parts(output, "nquads") == parts(folder, "nquads")
    assert rows(output, "facts") == rows(folder, "facts")
    assert f"{MANY} articles (3 passed over: see {output}/errors)" in told


def test_the_second_run_read_only_the_batches_that_were_missing(killed) -> None:
    output, before, _ = killed

    after = done(output)

    assert 2 <= len(before) < len(after)
    assert {name: after[name] for name in before} == before


def test_a_bad_article_is_a_row_of_the_errors(killed) -> None:
    output, _, _ = killed

    problems = [str(row["problem"]) for row in rows(output, "errors")]

    assert len(problems) == len(BAD)
    assert any("UTF-8" in each for each in problems)
    assert any("English" in each for each in problems)


def test_what_spark_wrote_is_loaded_and_asked(killed, folder: Path, tmp_path: Path) -> None:
    output, _, _ = killed

    said("load", output / "nquads", "-o", tmp_path / "store")

    assert kg.store.open(tmp_path / "store") == kg.store.open(folder)


def test_a_folder_and_a_table_of_articles_are_read_as_lines_are(tmp_path: Path) -> None:
    texts = list(news.texts(6, seed=8))
    news.written(tmp_path / "news", 6, seed=8)
    columns = {"id": [t.id for t in texts], "title": [t.title for t in texts]}
    columns |= {"date": [t.date for t in texts], "text": [t.text for t in texts]}
    pq.write_table(pa.table(columns), tmp_path / "news.parquet")
    news.written(tmp_path / "news.jsonl", 6, seed=8)
    said("bulk", tmp_path / "news", "-o", tmp_path / "files")
    said("bulk", tmp_path / "news.jsonl", "-o", tmp_path / "lines")

    for source in ("news", "news.parquet"):
        process = started(tmp_path / source, tmp_path / f"spark-{source}", BATCH)
        _, err = process.communicate(timeout=900)
        assert process.returncode == 0, err

    assert parts(tmp_path / "spark-news", "nquads") == parts(tmp_path / "files", "nquads")
    assert rows(tmp_path / "spark-news.parquet", "facts") == rows(tmp_path / "lines", "facts")


def test_other_articles_than_those_begun_with_are_refused_in_one_line(
    source: Path, tmp_path: Path
) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "plan.json").write_text('{"pieces": 1, "batches": 1}', "utf-8")

    process = started(source, tmp_path / "graph", BATCH)
    out, err = process.communicate(timeout=900)

    assert (process.returncode, out) == (1, "")
    assert "it was begun with other articles or settings" in err.splitlines()[-1]


def test_a_source_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    process = started(tmp_path / "nowhere.jsonl", tmp_path / "graph", BATCH)
    out, err = process.communicate(timeout=900)

    assert (process.returncode, out) == (1, "")
    assert "nowhere.jsonl" in err.splitlines()[-1]
    assert "Traceback" not in err


def test_without_java_it_is_refused_in_one_line(source: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    env = {n: v for n, v in os.environ.items() if n != "JAVA_HOME"} | {"PATH": f"{tmp_path}/bin"}

    process = started(source, tmp_path / "graph", BATCH, env)
    out, err = process.communicate(timeout=300)

    assert (process.returncode, out) == (1, "")
    assert "Install Java 17 or later" in err.splitlines()[-1]
    assert "Traceback" not in err


def test_without_spark_it_is_refused_in_one_line(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("kg.distribute")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)

    refused = ran("distribute", source, "-o", tmp_path / "graph")

    assert (refused.code, len(refused.told)) == (1, 1)
    assert "pip install 'film-news-kg[spark]'" in refused.told[0]

"""A build on Spark: the quads of one machine, whoever is killed on the way.

Sessions run in processes of their own, ``local[2,4]``: two workers, each task tried four times.
What nobody is killed for is built in one session, one after the other.
"""

import gzip
import json
import os
import re
import signal
import sys
from contextlib import chdir
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import ran, said
from distributed import (
    BATCH,
    MISSING,
    Desk,
    busy,
    desk,
    done,
    java,
    parts,
    rows,
    started,
    until,
)
from made import news

import kg
from kg.assemble.nodes import Maker
from kg.bulk import Made, reading
from kg.bulk.records import Group
from kg.distribute.batches import Piece, Reader
from kg.distribute.output import Output
from kg.errors import ClusterError, ModelError
from kg.model import Article, Claim
from kg.namespaces import BASE

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

MANY = 24
SMALL = 3
BAD = [
    b"no JSON at all",
    json.dumps({"id": "french", "text": "Le film est sorti hier au cinéma. " * 9}).encode(),
    b'{"id": "latin", "text": "The caf\xe9 scene was shot in one take, she said."}',
]
HALF = r'{"id": "half", "url": "http://a.b/\ud800x", "text": "It rained."}'
NAMES = ("A.TXT", "_x.txt", "my news.txt", "100%.txt", "Zoë+a.txt", ".hidden.txt")
NOBODY = ("One", "Two")
DAYS = [date(2020, 1, 1), date(2021, 1, 1)]


@pytest.fixture(scope="module")
def far():
    """A process that builds, far from where days begin in UTC."""
    with desk(TZ="Asia/Tokyo") as process:
        yield process


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
    made = ran("bulk", source, "-o", place)
    assert made.code == 0, made
    return place


@pytest.fixture(scope="module")
def killed(source: Path, tmp_path_factory: pytest.TempPathFactory):
    """A build whose driver was killed, begun again, and in that run a worker was killed."""
    output = tmp_path_factory.mktemp("spark") / "graph"
    first = started(source, output, SMALL)
    until(first, output, 2)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    before = done(output)
    second = started(source, output, SMALL)
    until(second, output, len(before) + 2)
    os.kill(busy(second.pid), signal.SIGKILL)
    assert len(done(output)) < json.loads((output / "plan.json").read_bytes())["batches"]
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


def test_a_folder_is_read_as_a_build_reads_it(far: Desk, tmp_path: Path) -> None:
    texts = list(news.texts(8, seed=8))
    folder = news.written(tmp_path / "news", 2, seed=8)
    for name, each in zip(NAMES, texts[2:], strict=True):
        (folder / name).write_text(each.text, "utf-8")
    for inner in ("a=1", "inner"):
        news.written(folder / inner, 1, seed=9)

    made = far.built(Path("news"), tmp_path / "graph", cwd=tmp_path)

    with chdir(tmp_path):
        expected = kg.build("news")
    found = parts(tmp_path / "graph", "nquads")
    assert isinstance(made, Made), made
    assert found == expected.serialize("nq")
    assert len(NAMES) + 2 == 8
    assert all(name in found.decode() for name in NAMES if name[0] != ".")


def test_a_table_of_articles_is_read_as_lines_are(far: Desk, tmp_path: Path) -> None:
    texts = list(news.texts(6, seed=8))
    nights = [datetime.combine(t.date, time(23, 30), UTC) for t in texts]
    columns = {"id": [t.id for t in texts], "title": [t.title for t in texts]}
    columns |= {"date": nights, "text": [t.text for t in texts]}
    pq.write_table(pa.table(columns), tmp_path / "news.parquet")
    news.written(tmp_path / "news.jsonl", 6, seed=8)

    made = far.built(tmp_path / "news.parquet", tmp_path / "graph")

    expected = kg.build(tmp_path / "news.jsonl").serialize("nq")
    found = parts(tmp_path / "graph", "nquads").replace(b"news.parquet", b"news.jsonl")
    assert isinstance(made, Made), made
    assert sorted(found.splitlines()) == sorted(expected.splitlines())


@pytest.fixture(scope="module")
def mixed(far: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """A build of packed lines: without ids, bad, blank, of one id; with leftovers in its output."""
    place = tmp_path_factory.mktemp("mixed")
    texts = list(news.texts(6, seed=7))
    lines = [{"text": each.text} for each in texts[:3]]
    lines += [{"id": "same", "text": each.text} for each in texts[3:5]]
    lines += [{"id": "twice", "text": texts[5].text, "author": author} for author in NOBODY]
    given = [*map(json.dumps, lines), "", " \r", "bad one", "bad two", HALF]
    (place / "news.jsonl.gz").write_bytes(gzip.compress("\n".join(given).encode()))
    (place / "graph" / "claims").mkdir(parents=True)
    for name in ("x.done", "batch-00000-x.parquet.y.partial", "_batch-00000-x.parquet.y.partial"):
        (place / "graph" / "claims" / name).write_bytes(b"half")
    made = far.built(place / "news.jsonl.gz", place / "graph")
    assert isinstance(made, Made), made
    return place / "graph", made


def test_each_line_without_an_id_is_an_article(mixed: tuple[Path, Made]) -> None:
    output, made = mixed

    names = re.findall(rb'terms/identifier> "(news-[0-9a-f]{16}-1)"', parts(output, "nquads"))

    assert len(set(names)) == 3
    assert f'terms/source> "{output.parent}/news.jsonl.gz"' in parts(output, "nquads").decode()
    assert (made.articles, made.errors) == (5, 4)


def test_each_bad_line_is_a_row_of_its_own_and_a_blank_one_is_none(
    mixed: tuple[Path, Made],
) -> None:
    found = {str(row["place"]): str(row["problem"]) for row in rows(mixed[0], "errors")}

    assert len(found) == 4
    assert any("line “bad one”" in place for place in found)
    assert any("line “bad two”" in place for place in found)
    assert any("surrogate" in problem for problem in found.values())
    assert "a different article has the id “same”" in found["same"]


def test_what_was_half_written_is_gone(mixed: tuple[Path, Made]) -> None:
    left = [path.name for path in mixed[0].rglob("*.partial")]

    assert left == []
    assert (mixed[0] / "claims" / "x.done").exists()
    assert not (mixed[0] / "work").exists()


def test_a_finished_build_is_left_as_it_is(far: Desk, mixed: tuple[Path, Made]) -> None:
    output, made = mixed
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    source = output.parent / "news.jsonl.gz"

    again = started(source, output, BATCH)
    out, err = again.communicate(timeout=900)
    refused = far.built(source, output, base="https://example.org/")

    assert again.returncode == 0, err
    assert out.startswith("built before: nothing was left to do\n5 articles (4 passed over: see ")
    assert far.built(source, output) == replace(made, before=True)
    assert "other articles or settings (base)" in str(refused)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("news.jsonl", "bad one\nbad two\n", "none of its 2 articles can be read. The first: "),
        ("news.ndjson", "\n \n", "there is nothing in it"),
        ("news.parquet", "", "it has no column “text”, but id, body_text"),
    ],
)
def test_a_source_without_articles_is_refused_in_one_line(
    name: str, content: str, told: str, far: Desk, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    if not content:
        pq.write_table(pa.table({"id": ["a"], "body_text": ["b"]}), tmp_path / name)

    refused = str(far.built(tmp_path / name, tmp_path / "graph"))

    assert told in refused
    assert "\n" not in refused
    assert not (tmp_path / "graph" / "plan.json").exists()
    assert done(tmp_path / "graph") == {}


@pytest.mark.parametrize("failure", [MemoryError(), OSError("gone"), ModelError("m", "no", "Go")])
def test_a_batch_does_not_count_where_the_worker_fails(
    failure: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(Output(str(tmp_path)), lines=True, model=kg.extract.parse.MODEL, published=None)
    claims = kg.extract.claims

    def failing(article: Article, *, model: str) -> list[Claim]:
        if article.id == "a":
            raise failure
        return claims(article, model=model)

    monkeypatch.setattr(kg.extract, "claims", failing)

    with pytest.raises(type(failure)):
        reader.batch(0, [Piece("news.jsonl", b'{"id": "a", "text": "It rained."}')])

    assert reader.output.done() == frozenset()


def test_what_an_article_fails_with_costs_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(Output(str(tmp_path)), lines=True, model=kg.extract.parse.MODEL, published=None)

    def failing(article: Article, *, model: str) -> list[Claim]:
        if article.id == "a":
            raise RecursionError(model)
        return []

    monkeypatch.setattr(kg.extract, "claims", failing)
    lines = (b'{"id": "a", "text": "It rained."}', b'{"id": "b", "text": "It was dry."}')

    reader.batch(0, [Piece("news.jsonl", line) for line in lines])

    [marker] = reader.output.markers()
    assert (marker["articles"], marker["errors"]) == (1, 1)


def test_what_fails_while_a_file_is_written_leaves_none(tmp_path: Path) -> None:
    output = Output(str(tmp_path))

    with pytest.raises(FileNotFoundError), output.opened("facts/part"):
        raise FileNotFoundError

    assert list((tmp_path / "facts").iterdir()) == []


def test_an_address_of_no_file_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="cannot be reached"):
        Output(f"nowhere://{tmp_path}").tell("plan.json", {})


@pytest.mark.parametrize("order", [1, -1])
def test_of_one_id_the_same_article_is_taken_in_any_order(order: int) -> None:
    texts = ["It rained.", "It was dry."]
    found = [kg.read.article(text, id="a", published=day) for text in texts for day in DAYS]
    group = Group.of("a", [("given", (each, [])) for each in found[::order]])

    [said_] = [record.value for record in reading.taken(BASE, group) if record.tag == "said"]

    first = min(found, key=lambda each: each.digest)
    assert (said_.day, said_.iri) == (DAYS[0], Maker(BASE, [("a", first.digest)]).article("a"))


def test_a_session_whose_java_is_gone_is_told_in_one_line(tmp_path: Path) -> None:
    news.written(tmp_path / "news.jsonl", MANY, seed=5)
    process = started(tmp_path / "news.jsonl", tmp_path / "graph", SMALL)
    until(process, tmp_path / "graph", 1)

    os.kill(java(process.pid), signal.SIGKILL)
    out, err = process.communicate(timeout=900)

    assert (process.returncode, out) == (1, "")
    assert err.splitlines()[-1].startswith("Spark gave up (")
    assert "Traceback" not in err


def test_other_articles_than_those_begun_with_are_refused_in_one_line(
    far: Desk, source: Path, tmp_path: Path
) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "plan.json").write_text('{"pieces": 1, "batches": 1}', "utf-8")

    refused = str(far.built(source, tmp_path / "graph"))

    assert "it was begun with other articles or settings" in refused
    assert "\n" not in refused


@pytest.mark.parametrize("name", ["nowhere.jsonl", "nowhere.parquet", "nowhere"])
def test_a_source_that_is_not_there_is_told_in_one_line(
    name: str, far: Desk, tmp_path: Path
) -> None:
    refused = str(far.built(tmp_path / name, tmp_path / "graph"))

    assert f"{name}: there is no such file or folder" in refused
    assert "\n" not in refused


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

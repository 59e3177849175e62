"""What ``kg publish`` promises: a site in a folder, one clear line, and nothing half done."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ran, said
from published import files, made, seen, words, worked

import kg
from kg.graph import Graph


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("kept") / "films.trig"
    kg.publish.trig(worked(), place)
    return place


def shell(*args: object, **given: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return subprocess.run(
        command, env=os.environ | given, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def test_help_says_what_it_does_and_gives_an_example():
    told = " ".join(said("publish", "--help").split())

    assert "Write a site that shows each fact beside its sentence." in told
    assert "Example: kg publish graph public" in told
    assert {"--title", "--no-text"} <= set(told.split())
    assert "publish" in said("--help")


def test_a_site_is_written_and_said_in_a_line(store, tmp_path):
    folder = tmp_path / "new" / "public"

    ended = ran("publish", store, folder)

    written = files(folder)
    del written["site.json"]
    assert (ended.code, ended.out) == (0, "")
    assert ended.told == [f"{len(written)} files in {folder}; open {folder / 'index.html'}"]
    assert written == made(worked())


def test_texts_are_left_out_where_that_is_asked(store, tmp_path):
    ended = ran("publish", store, tmp_path, "--no-text")

    article = next(tmp_path.glob("article/*.html")).read_bytes()
    assert ended.code == 0
    assert "The text is not published here" in words(seen(article))
    assert files(tmp_path)["films.ttl"] == worked().serialize("ttl")


@pytest.mark.parametrize("title", ["<script>x</script>", 'a"b', "{{ 7*7 }}", "", "été 片", "&amp;"])
def test_a_title_is_shown_as_it_is(store, tmp_path, title):
    ended = ran("publish", store, tmp_path, "--title", title)

    page = seen((tmp_path / "index.html").read_bytes())
    assert ended.code == 0
    assert words(page.xpath("//p[@class='name']")[0]) == title
    assert words(page.xpath("//title")[0]).endswith(f" · {title}")
    assert page.xpath("//script/@src") == ["site.js"]


def test_publishing_again_replaces_the_site_and_keeps_the_rest(store, tmp_path):
    said_first = ran("publish", store, tmp_path)
    (tmp_path / "CNAME").write_text("example.org\n")
    (tmp_path / "index.html").write_text("old")

    again = ran("publish", store, tmp_path)

    assert again == said_first
    assert (tmp_path / "CNAME").read_text() == "example.org\n"
    assert (tmp_path / "index.html").read_text() != "old"


def test_a_folder_of_somebody_else_is_refused_in_a_line(store, tmp_path):
    (tmp_path / "index.html").write_text("mine")

    ended = ran("publish", store, tmp_path)

    told = f"{tmp_path}: it holds index.html, which no “kg publish” wrote. "
    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1)
    assert ended.told[0].startswith(told)
    assert files(tmp_path) == {"index.html": b"mine"}


@pytest.mark.parametrize("what", ["turtle", "missing", "file", "damaged", "no store"])
def test_what_cannot_be_published_is_told_in_a_line_and_writes_nothing(store, tmp_path, what):
    folder, place = tmp_path / "public", tmp_path / "films.trig"
    if what == "turtle":
        place = tmp_path / "films.ttl"
        kg.publish.turtle(worked(), place)
    elif what == "file":
        place, folder = store, tmp_path / "file"
        folder.write_text("mine")
    elif what == "damaged":
        place.write_bytes(store.read_bytes()[:-50] + b"<<<")
    elif what == "no store":
        place = tmp_path / "empty"
        place.mkdir()
    before = files(tmp_path)

    ended = ran("publish", place, folder)

    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1)
    assert "Traceback" not in ended.told[0]
    assert files(tmp_path) == before
    assert not (tmp_path / "public").exists()


def test_evidence_that_lacks_a_part_is_told_in_a_line(tmp_path):
    statuses = kg.graph.Iri(kg.namespaces.iri("film:status"))
    damaged = Graph(quad for quad in worked().quads() if quad.predicate != statuses)
    kg.publish.trig(damaged, tmp_path / "films.trig")

    ended = ran("publish", tmp_path / "films.trig", tmp_path / "public")

    assert (ended.code, len(ended.told)) == (1, 1)
    assert "kg check" in ended.told[0]
    assert not (tmp_path / "public").exists()


def test_a_graph_of_nothing_gives_a_site_of_nothing(tmp_path):
    kg.publish.trig(Graph(), tmp_path / "films.trig")

    ended = ran("publish", tmp_path / "films.trig", tmp_path / "public")

    assert ended.code == 0
    assert b"None." in (tmp_path / "public" / "works.html").read_bytes()


@pytest.mark.parametrize("arguments", [[], ["films.trig"], ["a", "b", "c"], ["a", "b", "--titel"]])
def test_a_command_that_is_not_whole_is_told_its_use(arguments):
    ended = ran("publish", *arguments)

    assert ended.code == 2
    assert ended.told[0].startswith("Usage:")


def test_every_run_writes_the_same_bytes_and_shows_no_bar_in_a_pipe(store, tmp_path):
    for seed in ("1", "2"):
        done = shell("publish", store, tmp_path / seed, PYTHONHASHSEED=seed)

        assert (done.returncode, done.stdout) == (0, b"")
        assert len(done.stderr.decode().splitlines()) == 1
        assert b"\x1b" not in done.stderr

    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_a_terminal_is_shown_how_far_it_is(store, tmp_path):
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "kg", "publish", store, tmp_path / "public"]
    given = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=given) as running:
        os.close(its)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
        code = running.wait()
    os.close(ours)

    assert code == 0
    assert b" files" in shown
    assert b" of " in shown
    assert b"index.html" in shown


def test_a_store_gives_the_site_of_its_graph_and_what_is_retracted_is_gone(root, tmp_path):
    place, articles = tmp_path / "kept", root / "data" / "articles"
    ran("add", place, articles / "tide-announced.txt", articles / "tide-casting.txt")
    ran("publish", place, tmp_path / "public")
    assert list((tmp_path / "public" / "article").glob("tide-casting.*"))

    ran("retract", place, "tide-casting")
    ended = ran("publish", place, tmp_path / "public")
    kg.publish.trig(kg.store.open(place), tmp_path / "films.trig")
    ran("publish", tmp_path / "films.trig", tmp_path / "fresh")

    assert ended.code == 0
    assert files(tmp_path / "public") == files(tmp_path / "fresh")
    assert not any("tide-casting" in path for path in files(tmp_path / "public"))


def test_a_store_is_no_place_for_a_site(root, tmp_path):
    ran("add", tmp_path / "kept", root / "data" / "articles" / "tide-announced.txt")

    ended = ran("publish", tmp_path / "kept", tmp_path / "kept")

    assert (ended.code, len(ended.told)) == (1, 1)
    assert "it holds store.json" in ended.told[0]
    assert not (tmp_path / "kept" / "index.html").exists()

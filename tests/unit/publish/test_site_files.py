"""A site as a folder: written whole or not at all, beside files of others."""

import gc
import json
import os
import stat
from pathlib import Path

import pytest
from adding import MADE_BY
from corpora import dated, film, graph, named, says
from published import files, made, worked

import kg
from kg.errors import StoreError, WriteError
from kg.graph import Graph
from kg.publish import Site

LATER = dated(a="2024-01-05", b="2024-06-05")
ONE = says("a", film("Tide"), "director", named("Lee Park"))
OTHER = says("b", film("Loud"), "director", named("Ada Marsh"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_the_files_are_what_the_site_says_they_hold(folder):
    count = kg.publish.site(worked(), folder)

    written = files(folder)
    own = written.pop("site.json")
    assert json.loads(own)["title"] == "Film news"
    assert written == made(worked())
    assert count == len(written)


def test_options_reach_the_pages(folder):
    kg.publish.site(worked(), folder, text=False, title="A <b>title</b>")

    written = files(folder)
    del written["site.json"]
    assert written == made(worked(), text=False, title="A <b>title</b>")
    assert b"A &lt;b&gt;title&lt;/b&gt;</title>" in written["index.html"]


def test_progress_is_told_file_by_file(folder):
    told = []

    count = kg.publish.site(worked(), folder, watch=lambda done, of: told.append((done, of)))

    assert told == [(number, count) for number in range(1, count + 1)]


def test_the_same_graph_gives_the_same_bytes_whatever_the_order(folder, tmp_path):
    kg.publish.site(graph([ONE, OTHER], LATER), folder)
    kg.publish.site(graph([OTHER, ONE], LATER[::-1]), tmp_path / "other")

    assert files(folder) == files(tmp_path / "other")


def test_what_is_gone_from_the_graph_is_gone_from_the_site(folder, tmp_path):
    kg.publish.site(graph([ONE, OTHER], LATER), folder)
    assert any("loud" in path for path in files(folder))

    kg.publish.site(graph([ONE], LATER[:1]), folder)

    kg.publish.site(graph([ONE], LATER[:1]), tmp_path / "fresh")
    assert files(folder) == files(tmp_path / "fresh")
    assert not [path for path in files(folder) if "loud" in path or "ada-marsh" in path]


def test_a_site_without_disputes_leaves_no_folder_of_them(folder):
    denied = says("b", film("Tide"), "director", named("Lee Park"), kg.model.Status.DENIED)
    kg.publish.site(graph([ONE, denied], LATER), folder)
    assert (folder / "dispute").is_dir()

    kg.publish.site(graph([ONE], LATER), folder)

    assert not (folder / "dispute").exists()


def test_foreign_files_stay(folder):
    kg.publish.site(worked(), folder)
    foreign = {"CNAME": b"example.org\n", ".git/HEAD": b"ref\n", "own/index.html": b"mine"}
    for name, content in foreign.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)

    kg.publish.site(Graph(), folder)

    assert foreign.items() <= files(folder).items()


@pytest.mark.parametrize(
    "name", ["index.html", "work/mine.html", "search.js", "site.json", "films.ttl", "store.json"]
)
def test_a_folder_with_files_of_others_in_the_way_is_refused_and_kept(folder, name):
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(b"mine")

    with pytest.raises(WriteError, match="which no “kg publish” wrote") as refused:
        kg.publish.site(worked(), folder)

    assert name.partition("/")[0] in str(refused.value)
    assert "\n" not in str(refused.value)
    assert files(folder.parent) == {f"public/{name}": b"mine"}


def test_a_folder_that_came_since_is_not_taken_for_the_sites(folder):
    kg.publish.site(Graph(), folder)
    (folder / "work").mkdir()
    (folder / "work" / "mine.txt").write_bytes(b"mine")

    before = files(folder)
    with pytest.raises(WriteError, match="it holds work, which no"):
        kg.publish.site(worked(), folder)

    assert files(folder) == before


@pytest.mark.parametrize(
    "told",
    [
        b"", b"{", b"[]", b"null", b"{}", b'{"names": null}', b'{"names": [1]}', b'{"names": 3}',
        b"\xff\xfe", b'{"names": "index.html"}', b'{"names": {"index.html": 1}}', b"[" * 100_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_a_list_of_names_that_is_damaged_is_no_leave_to_write(folder, told):
    folder.mkdir()
    (folder / "site.json").write_bytes(told)
    (folder / "index.html").write_bytes(b"mine")

    with pytest.raises(WriteError, match="which no “kg publish” wrote"):
        kg.publish.site(worked(), folder)

    assert files(folder) == {"site.json": told, "index.html": b"mine"}


@pytest.mark.parametrize("name", [".", "..", ".git", "", "/", "../beside", "..\\x", "a/b", "\0"])
def test_no_list_of_names_takes_away_what_is_not_a_sites(folder, name):
    kg.publish.site(worked(), folder)
    told = json.loads((folder / "site.json").read_bytes())
    (folder / "site.json").write_text(json.dumps(told | {"names": [*told["names"], name]}))
    (folder / ".git").mkdir()
    for kept in (folder / "CNAME", folder / ".git" / "HEAD", folder.parent / "beside"):
        kept.write_bytes(b"mine")

    kg.publish.site(worked(), folder)

    found = files(folder.parent)
    assert {"public/CNAME", "public/.git/HEAD", "beside", "public/index.html"} <= found.keys()


def test_a_page_that_fails_leaves_the_earlier_site_whole(folder, monkeypatch):
    kg.publish.site(graph([ONE], LATER[:1]), folder)
    before = files(folder.parent)
    content = Site.content
    damaged = StoreError("fact/1", "it has no rdf:subject", "Run “kg check”")

    def failing(self, path):
        if path.startswith("work/"):
            raise damaged
        return content(self, path)

    monkeypatch.setattr(Site, "content", failing)
    with pytest.raises(StoreError):
        kg.publish.site(worked(), folder)

    assert files(folder.parent) == before
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_a_page_that_cannot_be_made_is_never_an_empty_file(folder, monkeypatch):
    def failing(*_args, **_others):
        message = "no number"
        raise ValueError(message)

    monkeypatch.setattr("kg.publish.pages.facts.groups", failing)
    with pytest.raises(ValueError, match="no number"):
        kg.publish.site(worked(), folder)

    assert not folder.exists()


def test_stopping_leaves_nothing_behind(folder):
    def stop(done, _of):
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kg.publish.site(worked(), folder, watch=stop)

    assert list(folder.parent.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_refused_before_any_page_is_made(folder):
    folder.write_bytes(b"mine")

    with pytest.raises(WriteError, match="is a file, not a folder"):
        kg.publish.site(worked(), folder, watch=lambda *_: pytest.fail("a page was made"))

    assert folder.read_bytes() == b"mine"


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_refused(folder):
    folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)

    with pytest.raises(WriteError, match="may not be written"):
        kg.publish.site(worked(), folder)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "/proc/kg-public"])
def test_a_folder_that_cannot_be_made_is_told(folder, name):
    with pytest.raises(WriteError) as refused:
        kg.publish.site(worked(), folder.parent / name)

    assert "\n" not in str(refused.value)
    assert list(folder.parent.iterdir()) == []


def test_a_link_to_a_folder_is_followed_and_stays(folder, tmp_path):
    (tmp_path / "real").mkdir()
    folder.symlink_to(tmp_path / "real")

    kg.publish.site(worked(), folder)

    assert folder.is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_dangling_link_of_somebody_is_in_the_way_too(folder):
    folder.mkdir()
    (folder / "index.html").symlink_to("nowhere")

    with pytest.raises(WriteError, match="which no “kg publish” wrote"):
        kg.publish.site(worked(), folder)

    assert (folder / "index.html").is_symlink()


def test_files_are_open_to_a_web_server(folder):
    kg.publish.site(worked(), folder)

    for path in folder.rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_site_that_is_left_lets_go_of_its_store(folder, tmp_path):
    with kg.store.writing(tmp_path / "kept", made_by=MADE_BY):
        pass
    gc.disable()

    try:
        kg.publish.site(kg.store.open(tmp_path / "kept"), folder)
        with kg.store.writing(tmp_path / "kept", made_by=MADE_BY) as store:
            assert store.retract([])
    finally:
        gc.enable()

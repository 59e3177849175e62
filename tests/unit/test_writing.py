"""A file or a folder is written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from kg import writing
from kg.errors import WriteError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(*_):
    raise OSError(28, "no room")


def half_written(target):
    with writing.folder(target) as place:
        (place / "one").write_text("1")
        raise RuntimeError


def two_files(target):
    with writing.folder(target) as place:
        (place / "one").write_text("1")
        (place / "two").write_text("2")


def test_a_file_replaces_what_stood_there(tmp_path):
    target = tmp_path / "films.ttl"
    target.write_bytes(b"before")

    writing.file(target, b"after")

    assert target.read_bytes() == b"after"
    assert names(tmp_path) == ["films.ttl"]


def test_missing_folders_are_made(tmp_path):
    writing.file(tmp_path / "a" / "b" / "films.ttl", b"here")

    assert (tmp_path / "a" / "b" / "films.ttl").read_bytes() == b"here"


def test_a_write_that_fails_leaves_what_stood_there(tmp_path, monkeypatch):
    target = tmp_path / "films.ttl"
    target.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", refused)

    with pytest.raises(WriteError, match="no room"):
        writing.file(target, b"after")

    assert target.read_bytes() == b"before"
    assert names(tmp_path) == ["films.ttl"]


@pytest.mark.parametrize("place", ["file/films.ttl", "folder", "file\0.ttl", "a" * 300])
def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path, place):
    (tmp_path / "file").write_text("a file")
    (tmp_path / "folder").mkdir()

    with pytest.raises(WriteError) as told:
        writing.file(tmp_path / place, b"here")

    assert "\n" not in str(told.value)
    assert names(tmp_path) == ["file", "folder"]


def test_a_folder_appears_with_all_its_files(tmp_path):
    with writing.folder(tmp_path / "graph") as place:
        (place / "one").write_text("1")
        (place / "two").write_text("2")
        assert not (tmp_path / "graph").exists()

    assert names(tmp_path / "graph") == ["one", "two"]
    assert names(tmp_path) == ["graph"]


def test_a_folder_keeps_its_files_of_other_names(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "notes").write_text("mine")

    with writing.folder(tmp_path / "graph") as place:
        (place / "one").write_text("1")

    assert names(tmp_path / "graph") == ["notes", "one"]


def test_a_folder_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError):
        half_written(tmp_path / "graph")

    assert names(tmp_path) == []


@pytest.mark.parametrize("place", ["file", "file/graph"])
def test_a_folder_where_a_file_stands_is_refused_before_and_after(tmp_path, place):
    (tmp_path / "file").write_text("a file")

    with pytest.raises(WriteError, match="file"):
        writing.writable(tmp_path / place)
    with pytest.raises(WriteError, match="file"), writing.folder(tmp_path / place):
        pass

    assert names(tmp_path) == ["file"]


def test_a_folder_not_yet_made_is_writable(tmp_path):
    writing.writable(tmp_path / "a" / "b")

    assert names(tmp_path) == []


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "films.ttl").write_bytes(b"before")
    (tmp_path / "link").symlink_to("there/films.ttl")
    (tmp_path / "graph").symlink_to("there")

    writing.file(tmp_path / "link", b"after")
    with writing.folder(tmp_path / "graph") as place:
        (place / "one").write_text("1")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "graph").is_symlink()
    assert (tmp_path / "there" / "films.ttl").read_bytes() == b"after"
    assert names(tmp_path / "there") == ["films.ttl", "one"]
    assert names(tmp_path) == ["graph", "link", "there"]


def test_a_pipe_is_written_straight_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    writing.file(pipe, b"through")

    reader.join(10)
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_a_file_keeps_its_rights_and_a_new_one_has_the_usual_ones(tmp_path):
    closed, new, usual = tmp_path / "closed", tmp_path / "new", tmp_path / "usual"
    closed.touch(0o600)
    usual.touch()

    for target in (closed, new):
        writing.file(target, b"here")

    assert closed.stat().st_mode & 0o777 == 0o600
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("stood", [[], ["one", "two"]], ids=["new", "stood before"])
def test_a_folder_that_fails_while_it_is_moved_is_as_it_was(tmp_path, monkeypatch, stood):
    target = tmp_path / "graph"
    for name in stood:
        target.mkdir(exist_ok=True)
        (target / name).write_text("before")
    move = Path.replace

    def fails_at_two(self, place):
        return refused() if "new" in self.parts and self.name == "two" else move(self, place)

    monkeypatch.setattr(Path, "replace", fails_at_two)
    with pytest.raises(WriteError, match="no room"):
        two_files(target)

    left = {path.name: path.read_text() for path in tmp_path.glob("*/*")}
    assert left == dict.fromkeys(stood, "before")
    assert names(tmp_path) == (["graph"] if stood else [])

"""A file or a folder is written whole or not at all."""

from pathlib import Path

import pytest

from kg.errors import WriteError
from kg.publish import whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(*_):
    raise OSError(28, "no room")


def half_written(target):
    with whole.folder(target) as place:
        (place / "one").write_text("1")
        raise RuntimeError


def test_a_file_replaces_what_stood_there(tmp_path):
    target = tmp_path / "films.ttl"
    target.write_bytes(b"before")

    whole.file(target, b"after")

    assert target.read_bytes() == b"after"
    assert names(tmp_path) == ["films.ttl"]


def test_missing_folders_are_made(tmp_path):
    whole.file(tmp_path / "a" / "b" / "films.ttl", b"here")

    assert (tmp_path / "a" / "b" / "films.ttl").read_bytes() == b"here"


def test_a_write_that_fails_leaves_what_stood_there(tmp_path, monkeypatch):
    target = tmp_path / "films.ttl"
    target.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", refused)

    with pytest.raises(WriteError, match="no room"):
        whole.file(target, b"after")

    assert target.read_bytes() == b"before"
    assert names(tmp_path) == ["films.ttl"]


@pytest.mark.parametrize("place", ["file/films.ttl", "folder", "file\0.ttl", "a" * 300])
def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path, place):
    (tmp_path / "file").write_text("a file")
    (tmp_path / "folder").mkdir()

    with pytest.raises(WriteError) as told:
        whole.file(tmp_path / place, b"here")

    assert "\n" not in str(told.value)
    assert names(tmp_path) == ["file", "folder"]


def test_a_folder_appears_with_all_its_files(tmp_path):
    with whole.folder(tmp_path / "graph") as place:
        (place / "one").write_text("1")
        (place / "two").write_text("2")
        assert not (tmp_path / "graph").exists()

    assert names(tmp_path / "graph") == ["one", "two"]
    assert names(tmp_path) == ["graph"]


def test_a_folder_keeps_its_files_of_other_names(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "notes").write_text("mine")

    with whole.folder(tmp_path / "graph") as place:
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
        whole.writable(tmp_path / place)
    with pytest.raises(WriteError, match="file"), whole.folder(tmp_path / place):
        pass

    assert names(tmp_path) == ["file"]


def test_a_folder_not_yet_made_is_writable(tmp_path):
    whole.writable(tmp_path / "a" / "b")

    assert names(tmp_path) == []

"""Articles from files, folders, standard input and strings."""

import io
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kg import read
from kg.errors import ReadError

TEXT = "Tide wins\r\n\r\nLee Park directed “Tide.”\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_bytes(f"{name}: {TEXT}".encode())
    return tmp_path


def test_a_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "tide.txt"
    path.write_bytes(TEXT.encode())

    [found] = read.articles(path)

    assert found.text == TEXT
    assert found.digest == sha256(path.read_bytes()).hexdigest()
    assert (found.id, found.title, found.sources) == ("tide", "Tide wins", (path.as_posix(),))
    assert [s.of(TEXT) for s in found.sentences] == ["Tide wins", "Lee Park directed “Tide.”"]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())

    [found] = read.articles(tmp_path)

    assert found.text == TEXT


def test_a_folder_is_read_in_order_of_name(folder: Path) -> None:
    (folder / "notes.md").write_text("no article")
    (folder / ".hidden.txt").write_text("no article")
    (folder / "inner.txt").mkdir()

    assert [found.id for found in read.articles(str(folder))] == ["a", "b", "c"]


def test_a_bad_file_of_a_folder_is_skipped_with_its_reason(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    skipped: list[ReadError] = []

    found = list(read.articles(folder, skipped=skipped))

    assert [article.id for article in found] == ["a", "b", "c"]
    assert [Path(error.source).name for error in skipped] == ["bad.txt"]


def test_several_sources_are_read_one_after_the_other(folder: Path) -> None:
    article = read.article(TEXT, id="tide")

    found = read.articles([folder / "b.txt", folder, article, article])

    assert [article.id for article in found] == ["b", "a", "c", "tide"]


def test_two_different_articles_of_one_name_are_refused() -> None:
    both = [read.article("It rained."), read.article("It shone.")]

    with pytest.raises(ReadError, match="already called “article”"):
        list(read.articles(both))


def test_the_second_article_of_a_name_in_a_folder_is_skipped(folder: Path) -> None:
    (folder / "a.TXT").write_text("It shone.", "utf-8")
    (folder / "a.tXT").write_text("It shone.", "utf-8")
    skipped: list[ReadError] = []

    found = list(read.articles(folder, skipped=skipped))

    assert [(article.id, article.text) for article in found[:1]] == [("a", "It shone.")]
    assert [article.id for article in found] == ["a", "b", "c"]
    assert [Path(error.source).name for error in skipped] == ["a.txt"]
    assert "already called “a”" in str(skipped[0])


def test_two_different_files_of_one_name_are_refused_when_each_is_named(folder: Path) -> None:
    (folder / "a.TXT").write_text("It shone.", "utf-8")

    with pytest.raises(ReadError, match="already called “a”"):
        list(read.articles([folder / "a.txt", folder / "a.TXT"]))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), "ascii"))

    [found] = read.articles("-")

    assert (found.id, found.text, found.sources) == ("article", TEXT, ())


@pytest.mark.parametrize("stream", [io.StringIO(TEXT, newline=""), io.BytesIO(TEXT.encode())])
def test_an_open_file_is_read(stream: io.StringIO | io.BytesIO) -> None:
    [found] = read.articles(stream)

    assert found.text == TEXT


def test_the_callers_date_fills_what_the_text_does_not_say() -> None:
    given = date(2021, 1, 1)

    assert read.article("It rained.", published=given).published == given
    assert read.article("date 2020-09-24 It rained.", published=given).published == date(
        2020, 9, 24
    )


def test_the_seed_article_has_its_date_and_its_sentences(seed: Path) -> None:
    [found] = read.articles(seed)

    assert found.text == seed.read_bytes().decode()
    assert found.published == date(2020, 9, 24)
    assert found.title is None
    assert len(found.sentences) == 18
    assert found.sentences[0].start == found.text.index('"')

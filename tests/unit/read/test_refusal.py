"""What is refused, in one line that says what, where, and what to do."""

import io
import os
import sys
from pathlib import Path

import pytest

from kg import read
from kg.errors import ReadError

ENGLISH = "It was said that the film had been seen by all of the people who came from the town. "
FRENCH = (
    "le film raconte une histoire qui se passe dans un petit village au bord de la mer, où les "
    "enfants jouent avec leurs amis et où personne ne sait encore ce que le destin leur réserve, "
    "car tout peut changer en une seule nuit quand la tempête arrive sur la côte."
)
GERMAN = (
    "der Film erzählt von einem jungen Mann, der in einer kleinen Stadt am Meer lebt und nicht "
    "weiß, was er mit seinem Leben anfangen soll, bis er eines Tages eine Frau trifft, die ihm "
    "zeigt, wie schön die Welt sein kann, wenn man nur genau hinsieht und keine Angst hat."
)
CHINESE = "这部电影讲述了一个发生在海边小镇的故事。" * 20
NAMES = "Ada Marsh, Lee Park, Ben Novak, Zoë Ångström, Søren Łukasz, " * 10


def refused(source: object) -> str:
    with pytest.raises(ReadError) as caught:
        list(read.articles(source))  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "there is nothing in it"),
        (b"\xef\xbb\xbf \r\n\t\n", "there is nothing in it"),
        (b"It rained.\0It shone.", "zero bytes"),
        (b"%PDF-1.7\n\x00\xff\xfe" * 100, "it is a PDF"),
        ("Zoë left.".encode("latin-1"), "not UTF-8, at byte 2"),
        ("It rained.".encode("utf-16"), "zero bytes"),
        (b"It rained. " * 1_000_000, "more than 1,000,000 characters"),
        (b"It rained." * 100_001, "more than 1,000,000 characters"),
        ("é".encode() * 1_000_001, "more than 1,000,000 characters"),
        (FRENCH.encode(), "not English"),
    ],
)
def test_a_file_that_is_no_article_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "tide.txt"
    path.write_bytes(content)

    message = refused(path)

    assert message.startswith(f"{path.as_posix()}: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "path", ["no/such.txt", "no\0such.txt", "x" * 5000, "two\nlines.txt", "", "\ud800.txt"]
)
def test_a_path_that_leads_nowhere_is_refused_in_one_line(path: str) -> None:
    message = refused(path or "no such folder/")

    assert "\n" not in message
    assert len(message) < 400


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert "no .txt file in it" in refused(tmp_path)


def test_a_folder_of_bad_files_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"\xff")
    (tmp_path / "two.txt").write_bytes(b"")

    assert "none of its 2 .txt files can be read" in refused(tmp_path)


def test_a_file_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tide.txt"
    path.write_text(ENGLISH)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)

    assert "it cannot be opened (Permission denied)" in refused(path)


def test_a_bad_open_file_is_refused_by_its_name() -> None:
    assert refused(io.BytesIO(b"")).startswith("open file: there is nothing in it")
    assert "not UTF-8" in refused(io.TextIOWrapper(io.BytesIO(b"\xff\xfe"), "utf-8"))


@pytest.mark.parametrize("text", [FRENCH, GERMAN * 2, CHINESE])
def test_another_language_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="not English"):
        read.article(text)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH * 5,
        NAMES,
        "Tide wins",
        "LEE PARK LEAVES " * 30,
        NAMES + ENGLISH,
        "Le fabuleux destin",
    ],
)
def test_english_names_and_headlines_are_not_refused(text: str) -> None:
    assert read.article(text).text == text


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ReadError, match="character 3 is half of a surrogate pair"):
        read.article("abc\ud800")


def test_a_strange_name_is_shown_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_bytes(b"")

    assert "\n" not in refused(path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Zo\xeb.txt"))
    path.write_text(ENGLISH)

    assert "its name is not UTF-8" in refused(path)

"""Bad input is told in one line, with its exit code, and leaves nothing half-written."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from faults import desk

FOOTBALL = (
    "Rovers held on for a draw at home on Saturday. The visitors scored first from a corner "
    "after ten minutes. The home side equalised from the penalty spot before half time.\n"
)
FILM = "Lee Park directed “Blue Hour”.\n"
GERMAN = (
    "der neue film erzählt von einer jungen frau, die nach vielen jahren in ihre stadt "
    "zurückkehrt und dort niemanden mehr kennt. sie sucht nach ihrem bruder und findet nur "
    "sein leeres haus. die kritik hat den film gelobt, weil er ruhig ist und nichts erklärt.\n"
)
FILM_RECORD = '{"id": "tide", "text": "Lee Park directed “Blue Hour”."}'
INPUTS = {
    "football.txt": FOOTBALL.encode(),
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "latin.txt": "Café society, “Été”.".replace("“", "'").replace("”", "'").encode("latin-1"),
    "utf16.txt": FILM.encode("utf-16"),
    "long.txt": b"Lee Park directed a film. " * 400_000,
    "german.txt": GERMAN.encode(),
    "folder/notes.md": b"no article",
    "empty.html": b"<html><head><title>Tide</title></head><body></body></html>",
    "zero.html": b"<html>\0</html>",
    "german.html": f"<html><body><p>{GERMAN}</p></body></html>".encode(),
    "bomb.html": b"<html><body>" + b"<div><p>x" * 40_000,
    "deep.json": b"[" * 100_000,
    "person.jsonld": b'{"@type": "Person", "name": "Ada Marsh"}',
    "half.json": b'{"@type": "NewsArticle", "articleBody": "It ra',
    "bad.jsonl": b'{"text": "\xff"}\n{"text": ""}\n[1,\n',
    "pages/one.html": b"<html></html>",
    "pages/two.jsonl": b"{}\n",
    "records/news.jsonl": FILM_RECORD.encode() + b'\n{"text": 5}\n',
    "news.jsonl": FILM_RECORD.encode() + b'\n{"text": 5}\n',
    "mixed/film.txt": FILM.encode(),
    "mixed/empty.txt": b"",
    "broken/films.trig": b"<a> <b> .",
    "broken.ttl": b"\xff\xfe",
    "cited.nq": b"<https://example.org/a> <https://example.org/b> <https://example.org/c> "
    b"<https://w3id.org/filmkg/data/evidence> .",
    "good.ttl": b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .",
}


@dataclass(frozen=True)
class Case:
    """A command, what it ends with, and words of the one line it tells."""

    args: str
    code: int
    told: str
    stdin: bytes = b""


CASES = [
    Case("build nowhere.txt -o out", 1, "no such file"),
    Case("build folder -o out", 1, "no .txt file in it, nor any of .html"),
    Case("build pages -o out", 1, "none of its 2 .html and .jsonl files can be read"),
    Case("build empty.html -o out", 1, "no article in the page"),
    Case("build zero.html -o out", 1, "not text: it holds zero bytes"),
    Case("facts german.html", 1, "not English"),
    Case("build bomb.html -o out", 1, "more than 30,000 tags"),
    Case("build - -o out", 1, "no article in the page", stdin=b"<!DOCTYPE html><p></p>"),
    Case("facts -", 1, "has no text", stdin=b'{"@type": "NewsArticle"}'),
    Case("build deep.json -o out", 1, "nest too deep"),
    Case("build half.json -o out", 1, "not JSON"),
    Case("build person.jsonld -o out", 1, "no article in it"),
    Case("build bad.jsonl -o out", 1, "none of its 3 articles can be read. The first: bad.jsonl, "),
    Case("build empty.txt -o out", 1, "nothing in it"),
    Case("build blank.txt -o out", 1, "nothing in it"),
    Case("build - -o out", 1, "nothing in it"),
    Case("build binary.txt -o out", 1, "not text"),
    Case("build latin.txt -o out", 1, "not UTF-8"),
    Case("build utf16.txt -o out", 1, "not text: it holds zero bytes"),
    Case("build long.txt -o out", 1, "more than 1,000,000 characters"),
    Case("build football.txt -o /proc/out", 1, "/proc"),
    Case("build football.txt -o out --base work", 1, "absolute IRI"),
    Case("facts football.txt --base=", 1, "absolute IRI"),
    Case("check football.txt --base http://x.org", 1, "absolute IRI"),
    Case("facts football.txt --base http://x.org/<>/", 1, "absolute IRI"),
    Case("build german.txt -o out", 1, "not English"),
    Case("build football.txt -o empty.txt", 1, "empty.txt"),
    Case("build football.txt -o empty.txt/out", 1, "empty.txt"),
    Case("facts nowhere.txt", 1, "no such file"),
    Case("facts german.txt --format jsonl", 1, "not English"),
    Case("facts football.txt --format jsonl", 0, "no film facts"),
    Case("facts broken", 1, "not well-formed"),
    Case("check broken.ttl", 1, "not well-formed"),
    Case("check empty.txt", 1, "nothing in it"),
    Case("query nowhere cast", 1, "nothing there"),
    Case("query nowhere", 1, "nothing there"),
    Case("query folder cast", 1, "films.trig"),
    Case("query football.txt cast", 1, "no graph"),
    Case("query good.ttl casst", 1, "Did you mean “cast”"),
    Case("query good.ttl nowhere.rq", 1, "no such file"),
    Case("query good.ttl evidence_of", 1, "about"),
    Case("query good.ttl evidence_of --person Park", 1, "about"),
    Case("explain good.ttl Park", 1, "without its evidence"),
    Case("facts good.ttl", 1, "without its evidence"),
    Case("explain cited.nq Park", 1, "nothing is known"),
    Case("network nowhere", 1, "nothing there"),
    Case("network good.ttl -o empty.txt/people.graphml", 1, "empty.txt"),
    Case("export nowhere --format nq", 1, "nothing there"),
    Case("network good.ttl -o /proc/people.graphml", 1, "/proc/people.graphml"),
    Case("export good.ttl --format nq -o /proc/films.nq", 1, "/proc/films.nq"),
    Case("export good.ttl --format nq -o folder", 1, "folder"),
    Case("export good.ttl --format nq -o empty.txt/films.nq", 1, "empty.txt"),
]


@dataclass(frozen=True)
class Outcome:
    """What a command gave, and what it left behind."""

    code: int
    out: str
    told: list[str]
    before: set[str]
    after: set[str]


def prepared(folder, args):
    for name, content in INPUTS.items():
        if name.partition("/")[0] not in args:
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def outcome(counter, folder, case):
    prepared(folder, case.args)
    given = folder.with_suffix(".stdin")
    given.write_bytes(case.stdin)
    before = files(folder)
    ended = counter.ran(*case.args.split(), cwd=folder, stdin=given)
    return Outcome(ended.code, ended.out, ended.told, before, files(folder))


@pytest.fixture(scope="module")
def counter():
    with desk() as counter:
        yield counter


@pytest.fixture(scope="module")
def outcomes(counter, tmp_path_factory):
    """Run every case once, each in a folder of its own."""
    return {case: outcome(counter, tmp_path_factory.mktemp("case"), case) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.args)
def test_bad_input_is_told_in_one_line(outcomes, case):
    found = outcomes[case]

    assert found.code == case.code
    assert len(found.told) == 1
    assert case.told in found.told[0]
    assert "Traceback" not in found.told[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.args)
def test_bad_input_gives_no_result_and_leaves_nothing_behind(outcomes, case):
    found = outcomes[case]

    assert found.out == ""
    assert found.after == found.before


@pytest.fixture(scope="module")
def football(counter, tmp_path_factory):
    return outcome(
        counter, tmp_path_factory.mktemp("football"), Case("build football.txt -o out", 0, "")
    )


def test_an_article_about_football_is_no_error(football):
    assert football.code == 0
    assert "no film facts" in football.out
    assert football.told == []
    assert "out/report.html" in football.after


@pytest.mark.parametrize(("strict", "code"), [("", 0), (" --strict", 1)])
def test_a_bad_file_in_a_folder_costs_that_file_alone(counter, tmp_path, strict, code):
    found = outcome(counter, tmp_path, Case(f"build mixed -o out{strict}", code, ""))

    assert found.code == code
    [line] = found.told
    assert "mixed/empty.txt" in line
    assert "1 article (1 file skipped)" in found.out
    assert "out/films.trig" in found.after


@pytest.mark.parametrize("source", ["records", "news.jsonl"])
def test_a_bad_line_of_a_file_costs_that_line_alone(counter, tmp_path, source):
    found = outcome(counter, tmp_path, Case(f"build {source} -o out", 0, ""))

    assert found.code == 0
    [line] = found.told
    assert "news.jsonl, line 2: the article has no text" in line
    assert "1 article (" in found.out
    assert "out/films.trig" in found.after

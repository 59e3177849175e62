"""Whoever is ended by a signal leaves the old output or the new, and says nothing."""

import os
import signal
import time

import pytest
from faults import articles, content, desk, names, until

COMMANDS = {
    "build": "build NEWS -o OUT",
    "bulk": "bulk NEWS -o OUT",
    "publish": "publish STORE OUT",
    "export": "export STORE --format trig -o OUT/films.trig",
    "page": "network STORE -o OUT/people.html",
}
CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGKILL: -9}
MOMENTS = [0.02, 0.15, 0.4]
ENDLESS = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6))


@pytest.fixture(scope="module")
def counter():
    with desk() as counter:
        yield counter


@pytest.fixture(scope="module")
def made(counter, tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    articles(place / "news")
    assert counter.ran("build", place / "news", "-o", place / "films").code == 0
    return place


def words(command, made, out):
    known = {"NEWS": made / "news", "STORE": made / "films"}
    told = [known.get(word, word) for word in COMMANDS[command].split()]
    return [str(out) + word[3:] if str(word).startswith("OUT") else word for word in told]


def begun(folder):
    return {name for name in names(folder) if name.startswith(".kg-") or "/.kg-" in name}


@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_is_ended_leaves_the_old_or_the_new(counter, made, tmp_path, command, number):
    given = words(command, made, tmp_path / "out")
    assert counter.ran(*given).code == 0
    whole = {n: len(b) for n, b in content(tmp_path).items() if "quads-" not in n}
    codes = set()
    for moment in MOMENTS:
        running = counter.start(*given)
        assert until(lambda each=running: each.minds(signal.SIGHUP))
        time.sleep(moment)
        running.send(number)
        ended = running.ended()
        codes.add(ended.code)
        assert ended.code in {0, CODES[number]}
        assert not ended.told, "\n".join(ended.told)
        assert number == signal.SIGKILL or begun(tmp_path) == set()
    for each in tmp_path.rglob(".kg-*.partial"):
        os.utime(each, (0, 0))
    assert CODES[number] in codes
    assert counter.ran(*given).code == 0
    after = {n: len(b) for n, b in content(tmp_path).items() if "quads-" not in n}
    assert begun(tmp_path) == set()
    assert after == whole


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_question_without_end_is_ended_at_once(counter, made, tmp_path, number):
    asked = tmp_path / "endless.rq"
    asked.write_text(f"SELECT (COUNT(*) AS ?all) WHERE {{ {ENDLESS} }}", "utf-8")
    running = counter.start("query", made / "films", asked)
    assert until(lambda: running.minds(signal.SIGHUP))
    assert until(lambda: not running.minds(signal.SIGHUP))

    running.send(number)

    assert running.ended().code == -number


def test_what_another_still_writes_is_not_swept(counter, made, tmp_path):
    given = words("bulk", made, tmp_path / "out")
    running = counter.start(*given)
    assert until(lambda: begun(tmp_path))
    [partial] = tmp_path.glob(".kg-*.partial")
    os.utime(partial, (0, 0))

    export = words("export", made, tmp_path)
    assert counter.ran(*export).code == 0

    assert partial.exists()
    assert running.ended().code == 0


@pytest.mark.parametrize("closed", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("asked", ["query FILMS directors", "export FILMS --format nq", "facts -"])
def test_a_closed_stream_is_no_traceback(counter, made, asked, closed):
    given = [made / "films" if word == "FILMS" else word for word in asked.split()]

    ended = counter.ran(*given, **{closed: "closed"})

    assert not any("Traceback" in line for line in ended.told), ended.told
    assert len(ended.told) <= 1
    assert ended.code in {0, 1}
    assert closed != "stdout" or ended.code == 1

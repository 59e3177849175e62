"""What pages are made of, and how often, with makers that only count."""

import asyncio
import json
from contextlib import contextmanager
from types import SimpleNamespace

import clocks
import pytest
from starlette.requests import Request

from kg.serve import live as served
from kg.serve import pages
from kg.serve.live import Copy, Limits
from kg.serve.workers import DiedError


class Makers:
    """Make a page in a moment: a file for anybody where its name has an ending."""

    def __init__(self):
        self.made = []
        self.seconds = 0.05

    async def answered(self, asked, sink, _limit):
        self.made.append(asked["path"])
        await asyncio.sleep(self.seconds)
        if "die" in asked["path"]:
            raise DiedError
        sink.write(b"page")
        fixed = "." in asked["path"]
        return {"status": 200, "fixed": True} if fixed else {"status": 200, "type": "text/html"}


@pytest.fixture
def live(tmp_path):
    (tmp_path / "base.json").write_text(json.dumps("https://example.org/"), "utf-8")
    limits = Limits()
    copy = Copy(tmp_path, tmp_path, limits)
    copy.pages = Makers()

    @contextmanager
    def now():
        with copy.used() as used:
            yield used

    return SimpleNamespace(limits=limits, room=tmp_path, copy=now, makers=copy.pages)


def asked(live, path, accept="*/*", query=""):
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}",
        "raw_path": f"/{path}".encode(),
        "query_string": query.encode(),
        "headers": [(b"accept", accept.encode())],
    }

    async def receive():
        await asyncio.sleep(9)

    return pages.path(Request(scope, receive), live)


def play(scene):
    return clocks.played(scene())


def test_a_file_is_made_once_whatever_is_accepted(live):
    async def scene():
        for number in range(4):
            await asked(live, "network.html", f"text/x{number}", f"format=x{number}")
        return (await asked(live, "network.html")).status_code

    assert play(scene) == 200
    assert live.makers.made == ["network.html"]


def test_what_is_asked_for_twice_at_once_is_made_once(live):
    async def scene():
        kinds = ("*/*", "text/html", "text/turtle", "text/turtle;q=0.5", "a/b")
        return await asyncio.gather(*(asked(live, "a.html", kind) for kind in kinds))

    assert {told.status_code for told in play(scene)} == {200}
    assert live.makers.made == ["a.html"]


def test_formats_of_an_identifier_are_made_one_by_one(live):
    async def scene():
        for accept in ("text/html", "text/html;q=0.9,image/x", "text/turtle", "text/turtle;q=0.1"):
            await asked(live, "work/a", accept)

    play(scene)

    assert live.makers.made == ["work/a", "work/a"]


def test_a_page_is_finished_and_kept_though_its_client_goes(live):
    async def scene():
        task = asyncio.create_task(asked(live, "a.html"))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(0.06)
        return (await asked(live, "a.html")).status_code

    assert play(scene) == 200
    assert live.makers.made == ["a.html"]


def test_all_who_ask_for_what_cannot_be_made_are_told_at_once(live):
    async def scene():
        told = await asyncio.gather(*(asked(live, "die.html") for _ in range(5)))
        return {each.status_code for each in told}

    assert play(scene) == {507}
    assert live.makers.made == ["die.html"]


@pytest.mark.parametrize(("memory", "most"), [(0, 0), (100, 2048), (1024, 4096)])
def test_pages_have_a_limit_of_memory_as_well(memory, most):
    assert Limits(memory=memory).page_memory == most


@pytest.mark.parametrize("broken", [False, True])
def test_who_makes_pages_has_made_one_before_it_is_asked(tmp_path, monkeypatch, broken):
    started = []

    class Worker:
        over = False

        def __init__(self, memory):
            self.memory = memory
            self.asked = []

        @classmethod
        async def start(cls, _copy, _room, memory, _text, *, loud):
            assert not loud
            started.append(cls(memory))
            return started[-1]

        async def ask(self, asked, sink):
            self.asked.append(asked["path"])
            sink.write(b"page")
            if broken:
                raise DiedError
            return {"status": 200}

        def kill(self):
            self.over = True

        async def gone(self):
            pass

    async def scene():
        copy = Copy(tmp_path, tmp_path, Limits())
        await copy.ready()
        await copy.pages.settled(1)
        alive = [each for each in started if not each.over and each.memory == "4096"]
        await copy.close()
        return [each.asked for each in alive]

    (tmp_path / "base.json").write_text(json.dumps("https://example.org/"), "utf-8")
    monkeypatch.setattr(served, "Worker", Worker)

    assert play(scene) == ([[], []] if broken else [["index.html"], ["index.html"]])

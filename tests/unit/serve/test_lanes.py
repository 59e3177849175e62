"""Who is asked what, and when, with workers that only wait."""

import asyncio
from dataclasses import replace

import clocks
import pytest

from kg.serve.lanes import BusyError, Lanes, Pages, Rules
from kg.serve.workers import DiedError

RULES = Rules(quick=2, slow=1, spare=0, waiting=4, stopped=1, patience=0.08, hurry=0.02)


class Worker:
    """Answers after as many seconds as the query says; dies of a query that says so."""

    def __init__(self):
        self.dead = asyncio.Event()
        self.asked = 0
        self.polite = False

    async def ask(self, asked, sink):
        sink.write(b"a")
        self.asked += 1
        if asked["query"] == "die":
            self.kill()
        ended = asyncio.create_task(self.dead.wait())
        done, _ = await asyncio.wait({ended}, timeout=float(asked.get("seconds", 0)))
        ended.cancel()
        if done:
            raise DiedError
        return {"status": 200, "polite": self.polite}

    @property
    def over(self):
        return self.dead.is_set()

    def give_way(self):
        self.polite = True

    def kill(self):
        self.dead.set()

    async def gone(self):
        await self.dead.wait()


class Sink:
    def __init__(self):
        self.content = b""

    def write(self, data):
        self.content += data

    def empty(self):
        self.content = b""


class Started:
    """Starts workers, and remembers them."""

    def __init__(self):
        self.workers = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self):
        await self.gate.wait()
        await asyncio.sleep(0)
        self.workers.append(Worker())
        return self.workers[-1]

    @property
    def alive(self):
        return [each for each in self.workers if not each.dead.is_set()]


def played(scene, rules=RULES):
    """Play a scene with two lanes; at its end nobody is alive."""

    async def play():
        start = Started()
        lanes = Lanes(start, rules)
        await lanes.ready()
        try:
            return await scene(lanes, start)
        finally:
            await lanes.close()
            assert not start.alive

    return clocks.played(play())


def query(text, seconds=0.0):
    return {"query": text, "seconds": seconds}


def test_quick_queries_are_answered_by_the_same_workers():
    async def scene(lanes, start):
        for _ in range(10):
            assert (await lanes.answered(query("a"), Sink(), 1))["status"] == 200
        return len(start.workers)

    assert played(scene) == 2


def test_a_slow_query_goes_over_and_gives_way():
    async def scene(lanes, start):
        told = await lanes.answered(query("slow", 0.2), Sink(), 1)
        await asyncio.sleep(0.01)
        return told["status"], len(start.alive), start.workers[0].polite

    assert played(scene) == (200, 2, True)


def test_where_there_is_no_room_it_is_begun_again():
    async def scene(lanes, _):
        sinks = [Sink(), Sink()]
        told = await asyncio.gather(
            lanes.answered(query("one", 0.2), sinks[0], 2),
            lanes.answered(query("two", 0.2), sinks[1], 2),
        )
        return [each["status"] for each in told], [sink.content for sink in sinks]

    assert played(scene) == ([200, 200], [b"a", b"a"])


def test_quick_ones_pass_by_slow_ones():
    async def scene(lanes, _):
        slow = [
            asyncio.create_task(lanes.answered(query(f"{number}", 5), Sink(), 0.6))
            for number in range(2)
        ]
        await asyncio.sleep(0.15)
        await asyncio.wait_for(lanes.answered(query("quick"), Sink(), 1), 0.1)
        return [type(each).__name__ for each in await asyncio.gather(*slow, return_exceptions=True)]

    assert played(scene) == ["TimeoutError", "TimeoutError"]


def test_too_many_are_sent_away():
    async def scene(lanes, _):
        slow = [
            asyncio.create_task(lanes.answered(query(f"{number}", 5), Sink(), 0.6))
            for number in range(9)
        ]
        found = await asyncio.gather(*slow, return_exceptions=True)
        return {type(each).__name__ for each in found}

    assert played(scene) == {"TimeoutError", "BusyError"}


def test_a_query_that_was_slow_begins_in_the_slow_lane_until_it_is_quick():
    async def scene(lanes, _):
        with pytest.raises(TimeoutError):
            await asyncio.gather(
                lanes.answered(query("one", 5), Sink(), 0.3),
                lanes.answered(query("two", 5), Sink(), 0.3),
            )
        await asyncio.sleep(0.1)
        told = [await lanes.answered(query("two"), Sink(), 1) for _ in range(2)]
        return [each["polite"] for each in told]

    assert played(scene) in ([True, False], [False, False])


def test_a_worker_that_dies_is_replaced():
    async def scene(lanes, start):
        for _ in range(5):
            with pytest.raises(DiedError):
                await lanes.answered(query("die", 1), Sink(), 1)
        await asyncio.sleep(0.01)
        told = await lanes.answered(query("a"), Sink(), 1)
        return told["status"], len(start.alive)

    assert played(scene) == (200, 2)


def test_a_worker_that_was_ended_while_it_did_nothing_is_not_asked():
    async def scene(lanes, start):
        for each in start.workers:
            each.kill()
        told = await lanes.answered(query("a"), Sink(), 1)
        await asyncio.sleep(0.01)
        return told["status"], len(start.alive)

    assert played(scene) == (200, 2)


def test_a_query_that_is_given_up_ends_its_worker():
    async def scene(lanes, start):
        for seconds in (0.01, 0.15):
            task = asyncio.create_task(lanes.answered(query(f"{seconds}", 5), Sink(), 9))
            await asyncio.sleep(seconds)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(0.01)
        return len(start.workers), len(start.alive)

    assert played(scene) == (4, 2)


def test_a_spare_worker_takes_the_place_of_one_that_is_lost():
    async def scene(lanes, start):
        start.gate.clear()  # nobody starts any more
        for _ in range(2):
            with pytest.raises(DiedError):
                await lanes.answered(query("die", 1), Sink(), 1)
        return (await lanes.answered(query("a"), Sink(), 0.1))["status"]

    assert played(scene, replace(RULES, quick=1, spare=2)) == 200


def test_spare_workers_do_not_make_more_queries_run_at_once():
    async def scene(lanes, start):
        slow = [
            asyncio.create_task(lanes.answered(query(f"{number}", 0.02), Sink(), 1))
            for number in range(4)
        ]
        await asyncio.sleep(0.01)
        busy = sum(each.asked for each in start.workers)
        await asyncio.gather(*slow)
        return busy

    assert played(scene, replace(RULES, spare=3, patience=9, hurry=9)) == 2


def test_few_may_wait_while_the_slow_line_is_full():
    async def scene(lanes, _):
        rest = [
            asyncio.create_task(lanes.answered(query(f"{number}", 5), Sink(), 0.5))
            for number in range(2)
        ]
        await asyncio.sleep(0.2)  # one runs, one waits in the slow line
        waiting = [
            asyncio.create_task(lanes.answered(query(f"then {number}", 5), Sink(), 0.5))
            for number in range(3)  # two are tried, and one waits
        ]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await asyncio.wait_for(lanes.answered(query("late"), Sink(), 1), 0.01)
        await asyncio.gather(*rest, *waiting, return_exceptions=True)
        return (await lanes.answered(query("later"), Sink(), 1))["status"]

    assert played(scene, replace(RULES, crowd=1)) == 200


def test_pages_wait_for_each_other():
    async def play():
        start = Started()
        pages = Pages(start, RULES)
        pages.begin()
        await pages.settled(1)
        told = await asyncio.gather(
            *(pages.answered(query("a", 0.01), Sink(), 1) for _ in range(4))
        )
        with pytest.raises(TimeoutError):
            await pages.answered(query("a", 1), Sink(), 0.01)
        with pytest.raises(BusyError):
            await asyncio.gather(*(pages.answered(query("a", 1), Sink(), 1) for _ in range(9)))
        await pages.close()
        return [each["status"] for each in told], start.alive

    assert clocks.played(play()) == ([200] * 4, [])

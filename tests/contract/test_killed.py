"""Whoever is killed while writing to a store loses nothing that was reported, and breaks nothing.

``python tests/benchmark/kills.py 200`` kills more often.
"""

import sys
from random import Random

import adding
import pytest
from adding import MANY, articles, built, judged, killed_again_and_again, killed_at_each_step, quads

import kg

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no SIGKILL")

IDS = [article.id for article, _ in articles()]


@pytest.fixture(scope="module")
def process():
    with adding.adding() as process:
        yield process


@pytest.fixture
def place():
    with adding.place() as place:
        yield place


@pytest.fixture(scope="module")
def undisturbed(process):
    """A store to which all articles were added and nobody was killed."""
    with adding.place() as place:
        process.start("add", place / "films")
        assert process.ended() == (IDS, False)
        yield place / "films"


def test_an_undisturbed_run_is_well_and_its_articles_touch_one_another(undisturbed):
    alone = [adding.told_by(pair) for pair in articles()]

    assert judged(undisturbed, IDS) == ([], MANY)
    assert len(built(MANY)[0]) < sum(map(len, alone)) / 2


def test_another_graph_or_a_lost_article_would_be_noticed(process, place):
    process.start("add", place / "films", 3)
    process.ended()
    with kg.store.writing(place / "films", made_by=adding.MADE_BY) as store:
        store.retract(["a01"])

    wrong, _ = judged(place / "films", IDS[:3])

    assert any("lost: ['a01']" in each for each in wrong)
    assert any("not what a build" in each for each in wrong)


@pytest.mark.parametrize("seed", [1, 2])
def test_ten_kills_lose_nothing_and_the_next_run_completes_the_store(
    process, undisturbed, place, seed
):
    wrong = killed_again_and_again(process, place / "films", Random(seed), times=10)
    process.start("add", place / "films")

    assert wrong == []
    assert process.ended() == (IDS, False)
    assert adding.exported(place / "films") == adding.exported(undisturbed)
    assert quads(place / "films") == quads(undisturbed)


def test_whoever_is_killed_at_any_step_of_the_first_addition_leaves_no_store_or_a_sound_one(
    process, place
):
    states = set()

    for each, reported in killed_at_each_step(process, place, "add", 1, every=3):
        wrong, held = judged(each, reported)
        states.add((kg.store.holds_graph(each), held))
        process.start("add", each, 2)
        assert (wrong, process.ended()) == ([], (IDS[:2], False)), each
        assert judged(each, IDS[:2]) == ([], 2), each

    assert states == {(False, 0), (True, 0), (True, 1)}


def test_whoever_is_killed_at_any_moment_of_beginning_a_store_leaves_none_or_a_sound_one(
    process, place
):
    chance = Random(3)

    for number in range(15):
        each = place / f"films-{number}"
        process.start("add", each, 1)
        adding.wait(chance, 0.02)
        assert judged(each, process.kill())[0] == []
        process.start("add", each, 1)
        assert process.ended() == (IDS[:1], False)
        assert judged(each, IDS[:1]) == ([], 1)


@pytest.mark.parametrize(("verb", "begun"), [("join", 7), ("leave", 8)])
def test_whoever_is_killed_at_any_step_of_one_change_leaves_all_of_it_or_nothing(
    process, place, verb, begun
):
    before = place / "before"
    process.start("add", before, begun)
    process.ended()
    held = []

    for each, reported in killed_at_each_step(process, place, verb, 8, before=before):
        wrong, number = judged(each, IDS[:8] if reported and verb == "join" else IDS[:7])
        assert wrong == [], each
        held.append(number)

    assert len(held) > 10
    assert set(held) == {7, 8}
    assert held == sorted(held, reverse=verb == "leave")


@pytest.mark.parametrize("begun", [0, 5], ids=["where there is none", "of another store"])
def test_a_store_that_replaces_another_is_there_wholly_or_not_at_all(process, place, begun):
    before = None
    if begun:
        before = place / "before"
        process.start("add", before, begun)
        process.ended()
    held = []

    for each, reported in killed_at_each_step(process, place, "replace", 3, every=3, before=before):
        wrong, number = judged(each, IDS[:3] if reported else [])
        assert wrong == [], each
        held.append(number)

    assert set(held) == {begun, 3}
    assert held == sorted(held, reverse=begun > 3)


def test_what_was_not_replaced_is_replaced_by_the_next_run_and_added_to_meanwhile(process, place):
    before = place / "before"
    process.start("add", before, 5)
    process.ended()

    for each, _ in killed_at_each_step(process, place, "replace", 3, every=12, before=before):
        assert judged(each, [])[1] in {3, 5}
        process.start("add", each, 6)
        assert process.ended()[0] == IDS[:6]
        assert judged(each, IDS[:6]) == ([], 6)
        process.start("replace", each, 3)
        process.ended()
        assert judged(each, IDS[:3]) == ([], 3)
        assert len(list(each.glob("quads-*"))) == 1


def test_whoever_is_killed_at_any_moment_of_replacing_a_store_leaves_the_old_or_the_new(
    process, place
):
    chance = Random(4)
    each = place / "films"

    for _ in range(8):
        process.start("replace", each, 5)
        process.ended()
        process.start("replace", each, 2)
        adding.wait(chance, 0.15)
        process.kill()
        assert judged(each, IDS[:2]) in [([], 2), ([], 5)]

"""One thing or two: what the program decides of pairs of names that readers labelled.

The open list may be learned from: each pair is a case, and what is known to go wrong stands in
``errors.txt``. The blind one is read by nobody who writes the program: only its counts are tested.
"""

from functools import cache
from pathlib import Path

import pytest
from namesakes import Decided, Pair, articles, claims, decided, pairs

from kg.resolve.knowledge import pairs as spelled
from kg.resolve.spelling import compared, keys

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold" / "identity"
SEED = ROOT / "data" / "articles" / "sound-of-metal.txt"
OPEN = pairs(*(GOLD / "open" / f"{name}.jsonl" for name in ("pairs", "people", "works")))
BLIND = pairs(GOLD / "blind" / "pairs.jsonl")
KNOWN = set((GOLD / "open" / "errors.txt").read_text("utf-8").split())


@cache
def found(half: str) -> dict[str, Decided]:
    given = articles(GOLD / half / "articles")
    listed = OPEN if half == "open" else BLIND
    return {each.pair.id: each for each in decided(listed, given, claims(given), given=True)}


def case(pair: Pair) -> object:
    marks = [pytest.mark.xfail(reason="see errors.txt")] if pair.id in KNOWN else []
    return pytest.param(pair, id=f"{pair.id} {pair.sort}", marks=marks)


def test_there_are_pairs() -> None:
    assert len(OPEN) >= 100
    assert len(BLIND) >= 40
    assert {pair.id for pair in OPEN} >= KNOWN


@pytest.mark.parametrize("pair", [case(pair) for pair in OPEN])
def test_a_pair_is_decided_as_its_readers_say(pair: Pair) -> None:
    assert found("open")[pair.id].right


def test_two_people_of_the_blind_list_are_seldom_taken_for_one() -> None:
    assert (
        sum(each.wrong_person for each in found("blind").values()) <= 1
    )  # of eight; none is hoped


def test_most_of_the_blind_list_is_decided_rightly() -> None:
    assert sum(each.right for each in found("blind").values()) >= 29


def test_shared_news_and_the_seed_meet_in_one_graph(shared: Path) -> None:
    listed = pairs(GOLD / "news.jsonl")
    given = articles(shared / "eval" / "data" / "news", SEED)

    told = decided(listed, given, claims(given), given=True)

    assert len(given) == 41
    assert len(listed) >= 30
    assert sum(each.right for each in told) >= 27
    assert not any(each.wrong_person for each in told)


@pytest.mark.parametrize("pair", spelled(), ids=lambda pair: f"{pair.one} | {pair.other}")
def test_two_names_are_judged_as_the_lexicon_says(pair) -> None:
    likeness = compared(pair.one, pair.other, pair.family)

    assert likeness.verdict == pair.verdict
    assert likeness == compared(pair.other, pair.one, pair.family)
    if pair.verdict != "other":
        assert set(keys(pair.one, pair.family)) & set(keys(pair.other, pair.family))

"""The gold corpus keeps what it promises: enough of every kind, and every quotation where it says.

The blind half is compared here by the machine alone. What fails is told by the ids of articles:
no text of theirs is a parameter, nor part of what is asserted.
"""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kg.train import corpus

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold"
HALVES = ("open", "blind")
SAMPLES = {half: corpus.of_folder(GOLD / half) for half in HALVES}
KINDS = """
casting deals production release boxoffice festival premiere awards nominees review dvd obituary
profile interview lawsuit rumour documentary sequel remake adaptation television
"""
SORTS = {
    "denied": lambda fact: fact["status"] == "denied",
    "superseded": lambda fact: fact["status"] == "superseded",
    "rumoured": lambda fact: fact.get("qualifiers", {}).get("certainty") == "rumoured",
    "quoted": lambda fact: fact["voice"] == "quoted",
    "story": lambda fact: fact["voice"] == "story",
}


def recorded(half):
    """Return the facts of a half by article; a line that is no JSON has no article."""
    found = defaultdict(list)
    for line in (GOLD / half / "facts.jsonl").read_text("utf-8").splitlines():
        try:
            fact = json.loads(line)
            found[fact["article"]].append(fact)
        except (ValueError, KeyError, TypeError):
            found[""].append(line)
    return found


FACTS = {half: recorded(half) for half in HALVES}


def wrong(half, holds):
    """Return the ids of the articles of which something does not hold, or cannot be asked."""
    found = []
    for sample in SAMPLES[half]:
        try:
            good = holds(sample)
        except Exception:  # noqa: BLE001  a traceback would show the article
            good = False
        found += [] if good else [sample.id]
    return found


each_half = pytest.mark.parametrize("half", HALVES)


def test_the_corpus_is_large_enough() -> None:
    numbers = {half: len(samples) for half, samples in SAMPLES.items()}

    assert sum(numbers.values()) >= 80
    assert min(numbers.values()) >= 40


def test_no_article_stands_in_both_halves_or_twice() -> None:
    ids = [sample.id for samples in SAMPLES.values() for sample in samples]

    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_every_kind_of_news_and_many_houses_are_there() -> None:
    heads = [sample.head for samples in SAMPLES.values() for sample in samples]

    assert set(KINDS.split()) <= {head.get("kind") for head in heads}
    assert len({head.get("style") for head in heads}) >= 8


@each_half
def test_an_article_is_as_long_as_news_is(half) -> None:
    assert wrong(half, lambda sample: 150 <= len(sample.text.split()) <= 560) == []


@each_half
def test_the_marks_are_without_errors(half) -> None:
    assert wrong(half, lambda sample: not sample.errors) == []


@each_half
def test_every_article_states_facts(half) -> None:
    assert wrong(half, lambda sample: FACTS[half][sample.id]) == []


@each_half
def test_articles_and_facts_are_what_the_marked_files_make(half, tmp_path) -> None:
    shutil.copytree(GOLD / half / "marked", tmp_path / "marked")
    try:
        corpus.written(tmp_path)
    except Exception:  # noqa: BLE001  a traceback would show the article
        pytest.fail("the marked files cannot be written; see their errors", pytrace=False)

    files = {
        path.relative_to(folder).as_posix()
        for folder in (tmp_path, GOLD / half)
        for path in (*folder.glob("articles/*"), folder / "facts.jsonl")
    }
    differing = sorted(
        name for name in files if content(tmp_path, name) != content(GOLD / half, name)
    )

    assert len(files) == len(SAMPLES[half]) + 1
    assert differing == [], "run: python -m kg.train corpus"


def content(folder, name):
    path = folder / name
    return path.read_bytes() if path.is_file() else None


@each_half
def test_every_quotation_stands_at_its_offsets(half) -> None:
    def stands(sample):
        text = content(GOLD / half, f"articles/{sample.id}.txt").decode("utf-8")
        return all(
            fact["quote"] and text[fact["start"] : fact["end"]] == fact["quote"]
            for fact in FACTS[half][sample.id]
        )

    assert wrong(half, stands) == []


@each_half
def test_every_line_of_the_facts_belongs_to_an_article(half) -> None:
    assert sorted(set(FACTS[half]) - {sample.id for sample in SAMPLES[half]}) == []


@each_half
@pytest.mark.parametrize("sort", SORTS)
def test_facts_that_are_not_plainly_so_are_well_represented(half, sort) -> None:
    number = sum(SORTS[sort](fact) for facts in FACTS[half].values() for fact in facts)

    assert number >= 30


def test_the_corpus_is_written_without_what_trains() -> None:
    program = "import sys; sys.modules['torch'] = None; import kg.train.corpus, kg.train.marked"

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")

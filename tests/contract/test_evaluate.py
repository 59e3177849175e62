"""Scores agree with the shared scorer; the commands that measure, and what they measured, hold."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from commands import ran, said

import kg
from kg import patterns, precision, resources
from kg.errors import ModelError, ReadError

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "articles" / "sound-of-metal.txt"
OPEN = ROOT / "data" / "gold" / "open"
FEW = sorted((OPEN / "articles").glob("*.txt"))[:4]


def lines(facts):
    return "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts)


# ---- The scores are those of the shared scorer -------------------------------------------


@pytest.fixture
def scorer(shared) -> Path:
    """The shared scorer, or skip the test."""
    script = shared / "eval" / "score_facts.py"
    if not script.is_file():
        pytest.skip(f"../shared/eval has no {script.name}")
    return script


def by_script(scorer, gold, told):
    """Return the counts and shares that the shared scorer prints, by the name of its line."""
    command = [sys.executable, str(scorer), str(gold), str(told), "--by-relation"]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = {}
    for line in printed.stdout.splitlines():
        name, _, figures = re.sub(r"^not actual", "not-actual", line).partition(" ")
        counts = re.search(
            r"\((\d+) right, (\d+) said, (\d+) in gold\)|\((\d+) of (\d+)\)", figures
        )
        numbers = [int(n) for n in counts.groups() if n] if counts else [figures.split()[0]]
        found[name] = tuple(numbers)
    return found


def by_kg(gold, told):
    """Return the same figures of our own score."""
    score = kg.evaluate.score(kg.evaluate.read(gold), kg.evaluate.read(told))
    found = {name: counts(tally) for name, tally in score.relations.items()}
    found["all"] = counts(score.facts)
    right = score.facts.right
    if right:
        other = [tally for name, tally in score.statuses.items() if name != "actual"]
        sums = [counts(tally) for tally in score.qualifiers.values()]
        found["status"] = (f"{total(score.statuses) / right:.3f}",)
        found["voice"] = (f"{total(score.voices) / right:.3f}",)
        found["not-actual"] = (sum(t.right for t in other), sum(t.gold for t in other))
        found["qualifiers"] = tuple(map(sum, zip((0, 0, 0), *sums, strict=True)))
        found["evidence"] = (f"{score.evidence:.3f}",)
    return found


def counts(tally):
    return tally.right, tally.said, tally.gold


def total(tallies):
    return sum(tally.right for tally in tallies.values())


def perturbed(facts, chance):
    """Return facts as a program might say them: some altered, some left out, some twice."""
    relations = sorted({fact["relation"] for fact in facts})
    names = [fact[slot] for fact in facts for slot in ("subject", "object")]
    told = []
    for fact in facts:
        for _ in range(chance.choice([0, 1, 1, 1, 1, 2])):
            one = json.loads(json.dumps(fact)) | {"quote": "words"}
            aliases = one.pop("aliases", {})
            for alter in chance.sample(ALTERATIONS, chance.choice([0, 0, 1, 2])):
                alter(one, chance, relations, names, aliases)
            told.append(one)
    chance.shuffle(told)
    return told


def another_name(fact, chance, _relations, names, _aliases):
    fact[chance.choice(["subject", "object"])] = chance.choice(names)


def an_alias(fact, chance, _relations, _names, aliases):
    for slot, others in aliases.items():
        fact[slot] = chance.choice(others)


def other_dress(fact, chance, _relations, _names, _aliases):
    slot = chance.choice(["subject", "object"])
    dress = chance.choice([str.upper, "The {}".format, "“{}”,".format, "a  {}\u0301".format])
    fact[slot] = dress(fact[slot])


def another_relation(fact, chance, relations, _names, _aliases):
    fact["relation"] = chance.choice(relations)


def another_status(fact, chance, _relations, _names, _aliases):
    fact["status"] = chance.choice(["actual", "planned", "superseded", "denied"])


def another_voice(fact, chance, _relations, _names, _aliases):
    fact["voice"] = chance.choice(["article", "quoted", "story"])


def other_qualifiers(fact, chance, _relations, names, _aliases):
    given = fact.pop("qualifiers", {})
    kept = {name: value for name, value in given.items() if chance.random() < 0.5}
    fact["qualifiers"] = kept | chance.choice([{}, {"year": "2021"}, {"category": names[0]}])
    if chance.random() < 0.3:
        fact["qualifiers"]["character"] = chance.sample(names, 2)


def another_place(fact, chance, _relations, _names, _aliases):
    fact["start"] = max(0, fact["start"] + chance.randint(-60, 60))
    fact["end"] = fact["start"] + chance.randint(1, 600)


def another_article(fact, _chance, _relations, _names, _aliases):
    fact["article"] = "no-such-article"


ALTERATIONS: list[Callable[..., None]] = [
    another_name,
    an_alias,
    other_dress,
    another_relation,
    another_status,
    another_voice,
    other_qualifiers,
    another_place,
    another_article,
]


@pytest.mark.parametrize("seed", range(12))
def test_scores_agree_with_the_shared_scorer_on_altered_facts(scorer, tmp_path, seed) -> None:
    chance = Random(seed)
    gold, told = tmp_path / "gold.jsonl", tmp_path / "told.jsonl"
    facts = kg.evaluate.read(OPEN / "facts.jsonl")
    wanted = chance.sample(facts, len(facts) // 2)
    gold.write_text(lines(wanted), "utf-8")
    told.write_text(lines(perturbed(wanted + facts[:50], chance)), "utf-8")

    ours = by_kg(gold, told)

    assert ours == by_script(scorer, gold, told)
    right, told_, asked = ours["all"]
    assert 100 < right < min(told_, asked)
    assert {"status", "not-actual", "qualifiers", "evidence", "awardReceived"} <= set(ours)


@pytest.fixture(scope="module")
def read_facts():
    """Return what is read of the seed article and a few of the open half."""
    articles = [str(path) for path in (SEED, *FEW)]
    return [row.record() for row in kg.assemble.table(kg.build(articles))]


@pytest.mark.parametrize("which", ["seed", "open"])
def test_scores_agree_with_the_shared_scorer_on_what_is_read(
    scorer, shared, tmp_path, read_facts, which
) -> None:
    few = {path.stem for path in FEW}
    wanted = kg.evaluate.read(
        shared / "eval/data/seed_gold.jsonl" if which == "seed" else OPEN / "facts.jsonl"
    )
    gold, told = tmp_path / "gold.jsonl", tmp_path / "told.jsonl"
    gold.write_text(lines(f for f in wanted if f["article"] in {SEED.stem, *few}), "utf-8")
    told.write_text(lines(read_facts), "utf-8")

    ours = by_kg(gold, told)

    assert ours == by_script(scorer, gold, told)
    assert ours["all"][0] > 20


def test_the_scored_qualifiers_are_those_of_the_shared_scorer(scorer) -> None:
    [told] = re.findall(r"^SCORED = (\{.*?\})", scorer.read_text("utf-8"), re.DOTALL | re.MULTILINE)

    assert kg.evaluate.qualifiers() == ast.literal_eval(told)


def test_a_score_of_nothing_is_nothing() -> None:
    score = kg.evaluate.score([], [])

    assert (score.facts.precision, score.facts.recall, score.facts.f1) == (0, 0, 0)
    assert (score.evidence, score.wrong, score.missed) == (0, [], [])


# ---- kg evaluate -------------------------------------------------------------------------

TEXT = "Lee Park directed “Blue Hour”.\n"
RIGHT = {"article": "blue", "subject": "Blue Hour", "relation": "director", "object": "Lee Park"}
PLACE = {"start": 0, "end": 29, "quote": "Lee Park directed “Blue Hour”"}
MISSED = RIGHT | PLACE | {"relation": "producer", "object": "Ada Marsh"}


@pytest.fixture
def gold(tmp_path) -> Path:
    """A gold folder of one article with two facts, of which one can be found."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "blue.txt").write_text(TEXT, "utf-8")
    (tmp_path / "articles" / "other.txt").write_text("Nobody asked of this.", "utf-8")
    (tmp_path / "facts.jsonl").write_text(lines([RIGHT | PLACE, MISSED]), "utf-8")
    return tmp_path


def test_evaluate_scores_a_folder_by_relation_status_voice_and_qualifier(gold) -> None:
    told = said("evaluate", gold)

    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line.strip()}
    assert rows["facts"][3:] == ["1", "1", "2"]
    assert rows["director"] == ["1.000", "1.000", "1.000", "1", "1", "1"]
    assert rows["producer"][3:] == ["0", "0", "1"]
    assert {"relation", "status", "voice", "qualifier", "actual", "article"} <= set(rows)
    assert "evidence: 1.000" in told
    assert "Ada Marsh" not in told


def test_evaluate_shows_what_was_missed_and_what_was_wrong(gold) -> None:
    (gold / "facts.jsonl").write_text(lines([MISSED]), "utf-8")

    told = said("evaluate", gold, "--misses", "5")

    assert "wrong:\nblue: Blue Hour – director – Lee Park  “Lee Park directed" in told
    assert "missed:\nblue: Blue Hour – producer – Ada Marsh" in told


def test_evaluate_takes_a_file_and_a_folder_of_texts(gold) -> None:
    elsewhere = (gold / "facts.jsonl").rename(gold / "mine.jsonl")
    texts = (gold / "articles").rename(gold / "texts")

    assert "director" in said("evaluate", elsewhere, "--texts", texts)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 2"),
        ("[1, 2]", "line 2"),
        (json.dumps(RIGHT), "'end'"),
        (lines([RIGHT | PLACE | {"start": "0"}]), "line 2"),
        (lines([RIGHT | PLACE | {"qualifiers": ["year"]}]), "line 2"),
        (lines([RIGHT | PLACE | {"aliases": ["Hour"]}]), "line 2"),
        (lines([RIGHT | PLACE | {"article": ["blue"]}]), "line 2"),
        (lines([{k: v for k, v in (RIGHT | PLACE).items() if k != "object"}]), "'object'"),
    ],
)
def test_a_line_that_is_no_fact_is_refused(gold, line, problem) -> None:
    (gold / "facts.jsonl").write_text(f"{lines([RIGHT | PLACE])}{line}\n", "utf-8")

    with pytest.raises(ReadError, match=r"line 2 .* Write one fact a line") as told:
        kg.evaluate.read(gold / "facts.jsonl")
    assert problem in str(told.value)


def bad_line(gold):
    (gold / "facts.jsonl").write_text("{\n", "utf-8")
    return [gold], "line 1 is no flat fact"


def no_facts(gold):
    (gold / "facts.jsonl").unlink()
    return [gold], "facts.jsonl: it cannot be read"


def nowhere(gold):
    return [gold / "nowhere"], "nowhere: it cannot be read"


def no_articles(gold):
    (gold / "articles" / "blue.txt").unlink()
    return [gold], "Give the folder of the articles with --texts"


def other_texts(gold):
    return [gold / "facts.jsonl", "--texts", gold / "nowhere"], "nowhere: none of the articles"


@pytest.mark.parametrize("damage", [bad_line, no_facts, nowhere, no_articles, other_texts])
def test_what_cannot_be_evaluated_is_told_in_one_line(gold, damage) -> None:
    args, problem = damage(gold)

    ended = ran("evaluate", *args)

    [line] = ended.told
    assert (ended.code, ended.out) == (1, "")
    assert problem in line


# ---- The measured precision, and what goes by it -----------------------------------------

MEASURED = tomllib.loads(resources.text("data/model/precision.toml"))


def test_relations_were_measured() -> None:
    known = {relation.name for relation in patterns.relations() if relation.in_table}

    assert len(MEASURED) > 30
    assert set(MEASURED) <= known
    assert list(MEASURED) == sorted(MEASURED)


@pytest.mark.parametrize("relation", MEASURED)
def test_a_precision_is_what_its_counts_give(relation) -> None:
    told = MEASURED[relation]

    assert 0 <= told["right"] <= told["said"] > 0
    assert told["precision"] == round((told["right"] + 1) / (told["said"] + 2), 3)
    assert precision.of(relation) == told["precision"]


def test_the_page_on_quality_tells_of_every_relation_measured() -> None:
    page = (ROOT / "docs" / "quality.md").read_text("utf-8")

    assert "python tests/benchmark/quality.py" in page
    assert all(f"\n| {relation} |" in page for relation in MEASURED)


@pytest.mark.parametrize(
    "figures", [None, "director = ", "director = 0.5", "[director]\nright = 1"]
)
def test_figures_that_cannot_be_read_are_refused(monkeypatch, figures) -> None:
    with pytest.raises(ModelError, match=r"cannot be read .* Measure again: python tests"):
        _measured(monkeypatch, figures)


@pytest.mark.parametrize("share", ["-0.1", "1.1", "nan"])
def test_figures_that_make_no_sense_are_refused(monkeypatch, share) -> None:
    with pytest.raises(ModelError, match="“director” is not from 0 to 1"):
        _measured(monkeypatch, f"director = {{ precision = {share} }}")


def _measured(monkeypatch, figures):
    def text(name):
        if figures is None:
            raise FileNotFoundError(name)
        return figures

    monkeypatch.setattr(resources, "text", text)
    return precision.measured.__wrapped__()


def records(*args):
    return [json.loads(line) for line in said("facts", *args, "--format", "jsonl").splitlines()]


@pytest.mark.parametrize("least", [0, 0.6, 0.8])
def test_facts_are_those_of_relations_that_are_right_so_often(store, least) -> None:
    every, shown = records(store), records(store, "--min-precision", least)

    assert shown == [fact for fact in every if precision.of(fact["relation"]) >= least]
    assert shown
    assert (len(shown) < len(every)) is (least > 0)


def test_facts_of_articles_and_of_their_graph_are_chosen_alike(store) -> None:
    assert records(SEED, "--min-precision", 0.8) == records(store, "--min-precision", 0.8)


def test_a_relation_that_was_not_measured_counts_as_right_half_the_time(store) -> None:
    def kinds(least):
        found = records(store, "--all", "--min-precision", least)
        return [fact for fact in found if fact["relation"] == "kind"]

    assert "kind" not in MEASURED
    assert len(kinds(0.5)) > 0
    assert kinds(0.51) == []


def test_it_is_told_when_no_relation_is_right_so_often(store) -> None:
    ended = ran("facts", store, "--min-precision", 1)

    [line] = ended.told
    assert (ended.code, ended.out) == (0, "")
    assert re.fullmatch(r"none of \d+ facts has a relation so often right", line)


@pytest.mark.parametrize("least", ["-0.1", "1.5", "nan", "much"])
def test_what_is_no_share_is_wrong_usage(store, least) -> None:
    ended = ran("facts", store, "--min-precision", least)

    assert (ended.code, ended.out) == (2, "")
    assert any("--min-precision" in line for line in ended.told)
    assert not any("Traceback" in line for line in ended.told)


# ---- kg lexicon SOURCE -------------------------------------------------------------------


def test_the_lexicon_tells_which_entry_found_what_and_which_nothing() -> None:
    claims = [c for a in kg.read.articles([SEED, FEW[0]]) for c in kg.extract.claims(a)]

    head, _, *table, blank, last = said("lexicon", SEED, FEW[0]).splitlines()

    rows = [re.split(r"\s{2,}", line, maxsplit=3) for line in table]
    assert head.split() == ["entry", "claims", "example", "words"]
    assert {entry: int(number) for entry, number, *_ in rows} == {
        rule: sum(claim.evidence.rule == rule for claim in claims)
        for rule in {claim.evidence.rule for claim in claims}
    }
    assert all(example.count(" | ") >= 2 and words for _, _, example, words in rows)
    ways = {relation.name for relation in kg.extract.lexicon.relations()}
    never = set(last.removeprefix("never: ").split(", "))
    assert blank == ""
    assert never == ways - {entry for entry, *_ in rows}
    assert never < ways


def test_the_lexicon_reads_a_folder_and_tells_what_it_skips(tmp_path) -> None:
    (tmp_path / "blue.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")

    ended = ran("lexicon", tmp_path)

    [line] = ended.told
    assert ended.code == 0
    assert "empty.txt" in line
    assert "Blue Hour | director | Lee Park" in ended.out


def test_the_lexicon_tells_what_an_entry_met_that_does_not_find_its_example(monkeypatch) -> None:
    [one] = [each for each in kg.extract.lexicon.relations() if each.name == "directed"]
    text = "Lee Park unspooled “Blue Hour”."
    entry = replace(one, finds=((text, ("Blue Hour | director | Lee Park",)),), leaves=())
    monkeypatch.setattr(kg.extract.lexicon, "relations", lambda: [entry])

    ended = ran("lexicon")

    assert ended.code == 1
    first, sentence, seen, parsed, last = ended.out.splitlines()
    assert first == "directed: it does not find Blue Hour | director | Lee Park"
    assert sentence == f"    {text}"
    assert "Lee Park (Person), Blue Hour (CreativeWork)" in seen
    assert re.search(r"parsed: \w+/NNP unspooled/\w+ \w+/NNP", parsed)
    assert last == "1 examples, 1 wrong"


def test_the_lexicon_tells_a_missing_source_in_one_line(tmp_path) -> None:
    ended = ran("lexicon", tmp_path / "nowhere.txt")

    [line] = ended.told
    assert (ended.code, ended.out) == (1, "")
    assert "nowhere.txt" in line

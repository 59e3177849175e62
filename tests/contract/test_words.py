"""The film knowledge in data/lexicon: its files parse, and say only what the catalogue knows."""

import ast
import csv
import io
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kg import resources

FOLDER = "data/lexicon"
ROOT = Path(__file__).resolve().parents[2]
ROLES = tomllib.loads(resources.text(f"{FOLDER}/roles.toml"))
WORDS = tomllib.loads(resources.text(f"{FOLDER}/words.toml"))
FILES = {
    "organizations.csv": ("Organization", 200),
    "outlets.csv": ("Organization", 100),
    "festivals.csv": ("Festival", 80),
    "awards.csv": ("Award", 80),
    "places.csv": ("Place", 300),
}
CREDITS = {
    "director",
    "screenwriter",
    "storyBy",
    "creator",
    "author",
    "producer",
    "executiveProducer",
    "composer",
    "cinematographer",
    "filmEditor",
    "castMember",
}
ALLOWED = {
    "kinds": {
        "CreativeWork",
        "ScreenWork",
        "Film",
        "TelevisionWork",
        "WrittenWork",
        "StageWork",
        "MusicalWork",
        "Game",
        "Series",
    },
    "media": {"theatrical", "streaming", "home video", "television"},
    "premieres": {"world", "national", "premiere"},
    "billing": {"lead", "supporting", "cameo", "voice"},
    "months": set(range(1, 13)),
    "weekdays": set(range(1, 8)),
}
NOTES = {
    "organizations.csv": {"studio", "platform", "broadcaster", "agency", "exhibitor"}
    | {"critics", "guild", "institution", "company"},
    "outlets.csv": {"outlet"},
    "awards.csv": {"film", "television", "stage", "music", "book"},
}


_SHOWN = {"examples", "finds", "leaves"}
"""What the tests read."""


def _code_words() -> set[str]:
    """Return the texts that stand alone in the code."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "kg").rglob("*.py"))]
    return {
        str(node.value)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(resources.text(f"{FOLDER}/names/{file}"))))


def spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(";"))]


def test_there_are_roles_and_names() -> None:
    assert len(ROLES["role"]) > 60
    assert len(ROLES["occupations"]) > 150
    assert len(rows("given.csv")) > 1500


@pytest.mark.parametrize("role", ROLES["role"], ids=lambda role: role["words"][0])
def test_a_role_states_known_credits_and_shows_it(role) -> None:
    assert set(role["credit"]) <= CREDITS
    assert role["finds"]
    assert role["leaves"]
    for find in role["finds"]:
        text = find["text"].lower()
        assert any(word in text for word in role["words"])
        for part in ("work", "person", "organisation"):
            assert find.get(part, "").lower() in text
        assert find.get("credit", "") in {"", *role["credit"]}
        assert find.get("occupation", "") in {"", *role["occupation"]}
        assert "position" not in find or role["post"]


def test_no_job_word_stands_twice() -> None:
    words = [word for role in ROLES["role"] for word in role["words"]] + [*ROLES["occupations"]]

    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert [word for word in words if word != word.lower() or word != word.strip()] == []


@pytest.mark.parametrize("file", ["words.toml", "cues.toml", "roles.toml"])
def test_nothing_stands_in_a_file_that_no_code_reads(file: str) -> None:
    tables = tomllib.loads(resources.text(f"{FOLDER}/{file}"))
    lists = [table for table in tables.values() if isinstance(table, dict)]
    blocks = [block for table in tables.values() if isinstance(table, list) for block in table]
    keys = {key for table in lists for key, value in table.items() if isinstance(value, list)}

    assert {*tables, *keys, *(key for block in blocks for key in block)} - _SHOWN <= _code_words()


@pytest.mark.parametrize("table", ALLOWED)
def test_a_table_speaks_words_of_its_list(table: str) -> None:
    assert WORDS[table]
    assert set(WORDS[table].values()) <= ALLOWED[table]


def test_kin_are_spouses_or_relatives() -> None:
    assert WORDS["kin"]
    for kin in WORDS["kin"].values():
        assert kin["relation"] in {"spouse", "relative"}
        assert kin["kind"]


def test_a_unit_gives_an_iso_duration() -> None:
    assert WORDS["units"]
    for unit in WORDS["units"].values():
        assert unit["iso"].startswith("P")
        assert "{n}" in unit["iso"]


def test_no_adjective_both_praises_and_blames() -> None:
    praise, blame = WORDS["evaluative"]["praise"], WORDS["evaluative"]["blame"]

    assert min(len(praise), len(blame)) > 120
    assert not set(praise) & set(blame)


@pytest.mark.parametrize("file", FILES)
def test_a_list_of_names_is_of_one_kind(file: str) -> None:
    kind, least = FILES[file]
    read = rows(file)

    assert len(read) > least
    assert list(read[0]) == ["name", "kind", "aliases", "note"]
    assert {row["kind"] for row in read} == {kind}
    assert all(spelling == spelling.strip() for row in read for spelling in spellings(row))
    notes = {row["note"].split("; ")[0] for row in read}
    assert notes <= NOTES.get(file, notes)
    assert all(notes)


def test_no_spelling_names_two_things() -> None:
    bearers = Counter(
        spelling
        for file in FILES
        for row in rows(file)
        for spelling in {each.casefold() for each in spellings(row)}
    )

    assert len(bearers) > 2000
    assert [spelling for spelling, times in bearers.items() if times > 1] == []


def test_a_nationality_is_of_a_listed_country() -> None:
    places = {row["name"] for row in rows("places.csv")}

    assert WORDS["nationalities"]
    assert set(WORDS["nationalities"].values()) <= places


def test_given_names_stand_once_and_have_one_word() -> None:
    names = [row["name"] for row in rows("given.csv")]

    assert len(names) == len(set(names))
    assert [name for name in names if " " in name] == []
    assert {row["pronoun"] for row in rows("given.csv")} == {"he", "she", ""}

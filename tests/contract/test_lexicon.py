"""The lexicon keeps what its own examples promise: what is found, what is left, and how it is."""

import tomllib
from typing import Any

import pytest
from telling import claims, in_film_news, line, name

from kg import resources
from kg.extract import lexicon
from kg.model import Certainty

ROLES = tomllib.loads(resources.text("data/lexicon/roles.toml"))["role"]
CUES = {
    cue: table
    for cue, table in tomllib.loads(resources.text("data/lexicon/cues.toml")).items()
    if isinstance(table, dict) and "examples" in table
}
RELATIONS = lexicon.relations()
SAYINGS = {relation.name for relation in RELATIONS}

KNOWN_BUGS = {
    "“Tide” lead Ada Marsh": "“lead” right behind a title is taken for the verb “leads”",
    "Lee Park, director of “Blue Hour”": "a job said behind the name is not read without a verb",
    "Lee Park is in talks to direct “Tide”.": "the subject of “talks to direct” is not found",
    "Culture Secretary Ada Marsh": "a post that needs no organisation is not read",
} | {
    find["text"]: "a one-word company that no list knows is not read before a post"
    for role in ROLES
    for find in role["finds"]
    if find.get("organisation") == "Northlight"
}


def case(*values: Any, text: str) -> Any:
    """One case, named after its text; expected to fail where a bug is known."""
    marks = [pytest.mark.xfail(reason=KNOWN_BUGS[text])] if text in KNOWN_BUGS else []
    return pytest.param(*values, text, id=f"{values[0]}: {text}", marks=marks)


FINDS = [
    case(relation.name, wanted, text=text)
    for relation in RELATIONS
    for text, wanted in relation.finds
]
LEAVES = [case(relation.name, text=text) for relation in RELATIONS for text in relation.leaves]
STATUSES = [case(cue, text=text) for cue, table in CUES.items() for text in table["examples"]]
ROLE_FINDS = [
    case(role["words"][0], find, text=find["text"]) for role in ROLES for find in role["finds"]
]
ROLE_LEAVES = [case(role["words"][0], role, text=text) for role in ROLES for text in role["leaves"]]


def test_every_entry_shows_what_it_finds_and_what_it_leaves() -> None:
    assert len(RELATIONS) > 30
    assert [relation.name for relation in RELATIONS if not relation.finds] == []
    assert [relation.name for relation in RELATIONS if not relation.leaves] == []
    assert len(SAYINGS) == len(RELATIONS)
    assert len(ROLES) > 60
    assert len(ROLE_FINDS) >= len(ROLES)
    assert len(ROLE_LEAVES) >= len(ROLES)


def test_every_status_has_examples() -> None:
    assert all(table["examples"] for table in CUES.values())
    assert set(CUES) == {"planned", "superseded", "denied", "rumoured"}


@pytest.mark.parametrize(("entry", "wanted", "text"), FINDS)
def test_a_relation_finds_what_it_says(entry: str, wanted: tuple[str, ...], text: str) -> None:
    said = {line(claim) for claim in claims(text) if claim.evidence.rule == entry}

    assert said >= set(wanted)


@pytest.mark.parametrize(("entry", "text"), LEAVES)
def test_a_relation_leaves_what_it_says(entry: str, text: str) -> None:
    assert [line(claim) for claim in claims(text) if claim.evidence.rule == entry] == []


@pytest.mark.parametrize(("cue", "text"), STATUSES)
def test_a_cue_decides_how_it_is_told(cue: str, text: str) -> None:
    stated = [claim for claim in claims(text) if claim.evidence.rule in SAYINGS]

    assert stated
    if cue == "rumoured":
        assert {claim.evidence.certainty for claim in stated} == {Certainty.RUMOURED}
    else:
        assert {claim.status.value for claim in stated} == {cue}
        assert {claim.evidence.certainty for claim in stated} == {Certainty.STATED}


@pytest.mark.parametrize(("word", "find", "text"), ROLE_FINDS)
def test_a_job_word_says_what_it_shows(word: str, find: dict[str, str], text: str) -> None:
    said = {line(claim) for claim in claims(in_film_news(text))}

    assert said >= _wanted(find), word


@pytest.mark.parametrize(("word", "role", "text"), ROLE_LEAVES)
def test_a_job_word_leaves_what_it_says(word: str, role: dict[str, Any], text: str) -> None:
    silent = {*role["credit"], *(["position", "employer"] if role.get("post") else [])}

    said = [
        line(claim)
        for claim in claims(in_film_news(text))
        if claim.relation in silent
        or (claim.relation == "occupation" and name(claim.object) in role["occupation"])
    ]

    assert said == [], word


def _wanted(find: dict[str, str]) -> set[str]:
    """Return the statements that a job word's example promises."""
    person = find["person"]
    wanted = {
        f"{person} | {part} | {find[part]}" for part in ("occupation", "position") if find.get(part)
    }
    if find.get("organisation"):
        wanted.add(f"{person} | employer | {find['organisation']}")
    if find.get("credit"):
        wanted.add(f"{find['work']} | {find['credit']} | {person}")
    return wanted

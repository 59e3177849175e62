"""data/lexicon → checked values: ways of saying, cues, jobs, words and known names.

Each file is read once, when first asked for. What a film person may have got wrong is told as
a ``LexiconError`` that names the file and the entry.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from kg import patterns, resources
from kg.errors import LexiconError

_FOLDER = "data/lexicon"
CREDITS = "credits"
"""In place of a relation: every one that the job words before the person's name state."""


@dataclass(frozen=True, slots=True)
class Template:
    """What a way of saying claims.

    Attributes:
        relation: a relation of ontology/patterns.toml.
        subject: a slot, or ``focal``.
        object: a slot, or a constant in single quotes.
        qualifiers: name → a slot, ``focal``, or a constant in single quotes.
        status: a status the words themselves give; empty where the clause decides.
        implied: whether the claim only follows from the words.
    """

    relation: str
    subject: str
    object: str
    qualifiers: Mapping[str, str]
    status: str
    implied: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry of relations.toml: phrases, and what they claim.

    Attributes:
        name: names the entry in every piece of evidence that it reads.
        say: the phrases, with slots in braces.
        claims: what a match claims.
        finds: texts with the claims they must give: ``(text, ("A | relation | B", …))``.
        leaves: texts on which the entry must stay silent.
        kinds: narrower kinds for slots, by the slot's name.
        supported: what the article must also say of the object, as relation and object; any
            one of them will do.
        unless: kinds of slots: with one of them in the clause, the words mean another thing.
    """

    name: str
    say: tuple[str, ...]
    claims: tuple[Template, ...]
    finds: tuple[tuple[str, tuple[str, ...]], ...]
    leaves: tuple[str, ...]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    unless: tuple[str, ...] = ()
    supported: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """One entry of roles.toml: a job word, and what it says of the person it stands before.

    Attributes:
        word: the word, in lower case.
        occupation: the occupations it states.
        credit: the relations it states for a work named with it.
        post: whether it is a post in an organisation named with it.
    """

    word: str
    occupation: tuple[str, ...]
    credit: tuple[str, ...]
    post: bool


@cache
def relations() -> tuple[Relation, ...]:
    """Return the ways of saying, in the order of the file."""
    path = f"{_FOLDER}/relations.toml"
    entries = _toml(path).get("relation", [])
    return tuple(_relation(path, entry) for entry in entries)


@cache
def roles() -> Mapping[str, Role]:
    """Return the job words: word → what it says."""
    content = _toml(f"{_FOLDER}/roles.toml")
    found = {
        word: Role(word, (occupation,), (), post=False)
        for word, occupation in content.get("occupations", {}).items()
    }
    for entry in content["role"]:
        for word in entry["words"]:
            found[word] = Role(
                word,
                tuple(entry.get("occupation", ())),
                tuple(entry.get("credit", ())),
                bool(entry.get("post", False)),
            )
    return MappingProxyType(found)


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table of words.toml: surface form → meaning."""
    return MappingProxyType(_words()[name])


@cache
def terms(name: str, key: str) -> frozenset[str]:
    """Return a list of words.toml, as a set."""
    return frozenset(_words()[name][key])


@cache
def cues(name: str) -> Mapping[str, frozenset[str]]:
    """Return a table of cues.toml: the part of speech or place → the words that count there."""
    content = _toml(f"{_FOLDER}/cues.toml")[name]
    return MappingProxyType(
        {key: frozenset(value) for key, value in content.items() if isinstance(value, list)}
    )


@cache
def stand_ins() -> Mapping[str, str]:
    """Return the word that stands for a name or a value, by the slot's kind; people aside."""
    given = _toml(f"{_FOLDER}/relations.toml")["stand_ins"]
    return MappingProxyType({kind: word for kind, word in given.items() if kind != "people"})


@cache
def people_stand_ins() -> tuple[str, ...]:
    """Return the words that stand for people, in order of appearance in a piece of text."""
    return tuple(_toml(f"{_FOLDER}/relations.toml")["stand_ins"]["people"])


def rewordings(where: str) -> Mapping[str, str]:
    """Return the verbs that the parse misreads behind a name: verb → the one put in its place."""
    return MappingProxyType(_toml(f"{_FOLDER}/cues.toml")["rewordings"][where])


@cache
def follows() -> tuple[Mapping[str, Any], ...]:
    """Return what statements take from others: the blocks ``follows`` of cues.toml."""
    return tuple(MappingProxyType(one) for one in _toml(f"{_FOLDER}/cues.toml")["follows"])


@cache
def speech_forms() -> frozenset[str]:
    """Return every form of the verbs of saying."""
    return frozenset(form for verb in terms("speech", "verbs") for form in _forms(verb))


@cache
def nationalities() -> Mapping[str, str]:
    """Return the adjectives of nationality, in lower case: adjective → country."""
    return MappingProxyType({word.lower(): land for word, land in table("nationalities").items()})


@cache
def evaluative() -> frozenset[str]:
    """Return the adjectives of praise and blame."""
    return terms("evaluative", "praise") | terms("evaluative", "blame")


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry grammar and no meaning, in lower case."""
    lines = resources.text(f"{_FOLDER}/english.txt").splitlines()
    return frozenset(
        word for line in lines if not line.startswith(("#", "[")) for word in line.split()
    )


def _relation(path: str, entry: Mapping[str, Any]) -> Relation:
    name = str(entry.get("name", "?"))

    def wrong(problem: str, remedy: str) -> LexiconError:
        return LexiconError(PurePath(path), name, problem, remedy)

    for key in ("name", "say", "claims", "finds"):
        if not entry.get(key):
            problem = f"it has no “{key}”"
            raise wrong(problem, f"Give “{key}”")
    for claim in entry["claims"]:
        for key in ("relation", "subject", "object"):
            if key not in claim:
                problem = f"a claim has no “{key}”"
                raise wrong(problem, f"Give “{key}”")
    claims = tuple(
        Template(
            relation=claim["relation"],
            subject=claim["subject"],
            object=claim["object"],
            qualifiers=MappingProxyType(dict(claim.get("qualifiers", {}))),
            status=claim.get("status", ""),
            implied=bool(claim.get("implied", False)),
        )
        for claim in entry["claims"]
    )
    known = {relation.name for relation in patterns.relations()}
    for claim in claims:
        if claim.relation not in known | {CREDITS}:
            problem = f"“{claim.relation}” is no relation"
            raise wrong(problem, "Use one of ontology/patterns.toml")
    return Relation(
        name=name,
        say=tuple(entry["say"]),
        claims=claims,
        finds=tuple((one["text"], tuple(one["claims"])) for one in entry["finds"]),
        leaves=tuple(entry.get("leaves", ())),
        kinds=MappingProxyType(
            {slot: frozenset(kinds) for slot, kinds in entry.get("kinds", {}).items()}
        ),
        unless=tuple(entry.get("unless", ())),
        supported=tuple((one["relation"], one["object"]) for one in entry.get("supported", ())),
    )


def _forms(verb: str) -> Sequence[str]:
    """Give the forms of a regular verb, and those of the irregular ones that words.toml lists."""
    irregular = _words()["speech"].get("irregular", {}).get(verb)
    if irregular:
        return (verb, *irregular)
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    ending = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
    return (verb, f"{verb}{ending}", f"{verb}ed", f"{verb}ing")


@cache
def _words() -> Mapping[str, Any]:
    return _toml(f"{_FOLDER}/words.toml")


@cache
def _toml(path: str) -> Mapping[str, Any]:
    try:
        return MappingProxyType(tomllib.loads(resources.text(path)))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(PurePath(path), "the file", str(error), "Correct its TOML") from error

"""Marked text: what the training and gold files are written in, read and checked.

A sample is a text whose mentions stand in brackets with a type letter and a number, and below it
the facts between them::

    ## cast-001 date=2024-03-12
    [W1:Glass Harbour] will star [P1:Jonas Feld] as [C1:a surgeon].
    --
    W1 castMember P1 {character=C1} planned « will star Jonas Feld »

The same thing keeps its id throughout. ``P1 = Jonas Feld | J. Feld`` gives the name, and other
right answers, where the longest mention is not the name. The quotation is asked of gold files only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract import labels

VOICES = {"quoted", "story"}

_MARK = re.compile(r"\[([A-Z])(\d+):([^\[\]]+)\]")
_FACT = re.compile(r"^([A-Z]\d+) (\w+) ([A-Z]\d+)\s*(?:\{(.*?)\})?([\w\s]*?)\s*(?:«\s?(.*?)\s?»)?$")
_NAME = re.compile(r"^([A-Z]\d+) = (.+)$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: ``id`` (its letter is its type), and where its words stand in the text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A fact between ids: as ``model.Claim``, in the words of the file."""

    subject: str
    relation: str
    object: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    status: str = "actual"
    voice: str = "article"
    quote: str = ""


@dataclass(slots=True)
class Sample:
    """A text, its mentions in order, its facts."""

    id: str
    line: int
    head: dict[str, str]
    text: str = ""
    mentions: list[Marked] = field(default_factory=list)
    facts: list[Told] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def samples(text: str, *, quoted: bool = False) -> Iterator[Sample]:
    """Yield the samples of a marked file, each with what is wrong in it.

    Args:
        text: the file's text.
        quoted: whether every fact must have its quotation.
    """
    blocks = re.split(r"^## ", text, flags=re.MULTILINE)
    line = blocks[0].count("\n") + 1
    for block in blocks[1:]:
        first, _, rest = block.partition("\n")
        name, *pairs = first.split()
        head = dict(pair.partition("=")[::2] for pair in pairs)
        sample = Sample(name, line, head)
        line += block.count("\n")
        body, bar, below = (
            re.split(r"^(--)$", rest + "\n", maxsplit=1, flags=re.MULTILINE)
            if re.search(r"^--$", rest, re.MULTILINE)
            else (rest, "", "")
        )
        if not bar:
            sample.errors.append("no line “--” between text and facts")
        _text(sample, body.strip())
        for row in below.splitlines():
            _row(sample, row.strip(), quoted=quoted)
        yield sample


def _text(sample: Sample, body: str) -> None:
    if body.startswith("title: "):  # a headline stands apart
        headline, _, rest = body.removeprefix("title: ").partition("\n")
        body = f"{headline}\n\n{rest.lstrip()}"
    parts: list[str] = []
    length = done = 0
    for mark in _MARK.finditer(body):
        before = body[done : mark.start()]
        words = mark[3]
        start = length + len(before)
        parts += [before, words]
        length = start + len(words)
        done = mark.end()
        if mark[1] not in labels.types():
            sample.errors.append(f"no type {mark[1]} in {mark[0]}")
        if words != words.strip():
            sample.errors.append(f"a space at the edge of {mark[0]}")
        sample.mentions.append(Marked(mark[1] + mark[2], start, length))
    parts.append(body[done:])
    sample.text = "".join(parts)
    if re.search(r"[\[\]]", sample.text):
        found = re.search(r".{0,15}[\[\]].{0,15}", sample.text)
        sample.errors.append(f"a bracket that marks nothing: {found[0] if found else ''}")
    if not sample.text:
        sample.errors.append("no text")


def _row(sample: Sample, row: str, *, quoted: bool) -> None:
    if not row or row.startswith("#"):
        return
    if name := _NAME.match(row):
        sample.names[name[1]] = [part.strip() for part in name[2].split("|")]
        return
    fact = _FACT.match(row)
    if not fact:
        sample.errors.append(f"not a fact: {row}")
        return
    subject, relation, thing, pairs, rest, quote = fact.groups()
    there = {mention.id for mention in sample.mentions} | set(sample.names)
    wrong = [f"{one} is not marked in the text" for one in (subject, thing) if one not in there]
    if relation not in labels.table()["relations"]:
        sample.errors.append(f"no relation {relation}: {row}")
        return
    words = (rest or "").split()
    wrong += _misfits(relation, subject, thing, story="story" in words)
    qualifiers = [
        (key.strip(), value.strip())
        for pair in (pairs or "").split(",")
        if pair.strip()
        for key, _, value in (pair.partition("="),)
    ]
    for key, value in qualifiers:
        wrong += _misvalued(key, value, there)
    known = {*labels.STATUSES, *VOICES, "actual", "article"}
    wrong += [f"neither status nor voice: {word}" for word in words if word not in known]
    if quoted and not quote:
        wrong.append("no « quotation »")
    if quote and quote not in sample.text:
        wrong.append("its quotation is not in the text")
    sample.errors += [f"{problem}: {row}" for problem in wrong]
    status = next((w for w in words if w in labels.STATUSES), "actual")
    voice = next((w for w in words if w in VOICES), "article")
    told = Told(subject, relation, thing, tuple(qualifiers), status, voice, quote or "")
    sample.facts.append(told)


def _misfits(relation: str, subject: str, thing: str, *, story: bool) -> Iterator[str]:
    for one, end in ((subject, "subject"), (thing, "object")):
        letters = labels.takes(relation, end)
        inside = story and one[0] == "C" and "P" in letters
        if one[0] not in letters and not inside:
            yield f"the {end} of {relation} is one of {letters}, not {one}"


def _misvalued(key: str, value: str, there: set[str]) -> Iterator[str]:
    told = labels.table()["qualifiers"].get(key)
    if told is None:
        yield f"no qualifier {key}"
    elif re.fullmatch(r"[A-Z]\d+", value):
        if value not in there or value[0] not in told["value"]:
            yield f"{key} cannot be {value}"
    elif "words" in told and value not in told["words"]:
        yield f"{key} is one of {', '.join(told['words'])}"

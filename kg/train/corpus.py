"""The marked gold articles → plain articles and flat facts, as ``kg evaluate`` reads them."""

import json
from pathlib import Path
from typing import Any

from kg import writing
from kg.extract import labels
from kg.train.marked import Sample, Told, samples

_ARTICLES = ("the ", "a ", "an ")


def written(folder: Path) -> None:
    """Write the articles and facts of a folder's marked files beside them.

    Args:
        folder: holds ``marked/*.txt``; gets ``articles/*.txt`` and ``facts.jsonl``.
    """
    facts: list[dict[str, Any]] = []
    for sample in of_folder(folder):
        facts += flat(sample)
        writing.file(folder / "articles" / f"{sample.id}.txt", article(sample).encode())
    lines = (json.dumps(fact, ensure_ascii=False) for fact in facts)
    writing.file(folder / "facts.jsonl", "".join(f"{line}\n" for line in lines).encode())


def of_folder(folder: Path) -> list[Sample]:
    """Return the samples of a folder's marked files, in order of file."""
    files = sorted((folder / "marked").glob("*.txt"))
    return [s for f in files for s in samples(f.read_text(encoding="utf-8"), quoted=True)]


def article(sample: Sample) -> str:
    """Return the article as a reader gets it: its date in a line above, where it has one."""
    day = sample.head.get("date")
    return f"{day}\n\n{sample.text}\n" if day else f"{sample.text}\n"


def flat(sample: Sample) -> list[dict[str, Any]]:
    """Return a sample's facts in the flat form; offsets count in ``article``."""
    shift = article(sample).index(sample.text)
    return [_flat(sample, fact, shift) for fact in sample.facts]


def _flat(sample: Sample, fact: Told, shift: int) -> dict[str, Any]:
    names = {slot: _names(sample, getattr(fact, slot)) for slot in ("subject", "object")}
    start = sample.text.index(fact.quote) + shift
    record: dict[str, Any] = {
        "article": sample.id,
        "subject": names["subject"][0],
        "relation": fact.relation,
        "object": names["object"][0],
    }
    if aliases := {slot: told[1:] for slot, told in names.items() if told[1:]}:
        record["aliases"] = aliases
    qualifiers = {
        name: _names(sample, value)[0] if _is_id(sample, value) else value
        for name, value in fact.qualifiers
    }
    if qualifiers:
        record["qualifiers"] = qualifiers
    return record | {
        "status": fact.status,
        "voice": fact.voice,
        "start": start,
        "end": start + len(fact.quote),
        "quote": fact.quote,
    }


def _is_id(sample: Sample, value: str) -> bool:
    return value in sample.names or any(mention.id == value for mention in sample.mentions)


def _names(sample: Sample, thing: str) -> list[str]:
    """Return what a thing is called: as the file says, else its longest mention."""
    told = sample.names.get(thing, [])
    said = sorted(
        {sample.text[m.start : m.end] for m in sample.mentions if m.id == thing},
        key=lambda words: (-len(words), words),
    )
    named = [words for words in said if words != words.lower()] or said
    first = told or named[:1]
    if thing[0] in "CXG":
        first = [_bare(words) for words in first]
    kept = labels.table()["types"].get(thing[0], {}).get("described")
    more = [] if told or kept else [words for words in named if words not in first]
    return list(dict.fromkeys([*first, *more]))


def _bare(words: str) -> str:
    low = words.lower()
    return next((words[len(a) :] for a in _ARTICLES if low.startswith(a)), words)

"""Short articles that tell of made-up films: what was planned, moved, shown, won; some twice.

The sentences stand in sentences.toml. Now and then an article is a near-copy of an earlier one, or
gives another date than the others do.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from string import Formatter

from made.facts import Facts
from made.films import films

FIRST, LAST = 2012, 2023
SHORTEST = (125, 200)  # words
TOLD = 5  # articles a film, about
MORE = 6  # paragraphs that may be added
COPIED = 0.03
DISPUTED = 0.06

_MORE = ("crew", "earlier", "earlier", "quote", "stars", "makers", "aside")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as plain values."""

    id: str
    title: str
    date: date
    text: str


def texts(number: int, seed: int = 0) -> Iterator[Text]:
    """Yield so many articles, no two of the same text."""
    yield from islice(_numbered(number, Random(f"texts {seed}"), seed), number)


def written(path, number, seed=0):
    """Write articles as ``.jsonl``, or as ``.txt`` files in a folder, and return its path."""
    path = Path(path)
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for each in texts(number, seed):
                record = {"id": each.id, "title": each.title, "date": f"{each.date}"}
                file.write(json.dumps(record | {"text": each.text}, ensure_ascii=False) + "\n")
        return path
    path.mkdir(parents=True, exist_ok=True)
    for each in texts(number, seed):
        head = f"{each.title}\nDate: {each.date}\n\n"
        (path / f"{each.id}.txt").write_text(f"{head}{each.text}\n", "utf-8", newline="\n")
    return path


def _numbered(number, chance, seed):
    seen = set()
    for told in _told(number, chance, seed):
        if told.text not in seen:
            seen.add(told.text)
            yield replace(told, id=f"made-{len(seen):06}")


def _told(number, chance, seed):
    """Yield more articles than asked for, film by film."""
    earlier = {}
    for film in films(2 * number // TOLD + 20, seed, first=FIRST, last=LAST):
        known = Facts(film, earlier, chance)
        for story in _spoken()["story"]:
            if chance.random() < _often(story, film):
                told = _article(story, known, chance)
                if told is not None:
                    yield told
                    if chance.random() < COPIED:
                        yield _copied(told, film, chance)
        for person in film.people:
            earlier.setdefault(person.number, []).append(film)


def _often(story, film):
    kind = story["kind"]
    if kind == "disputed":
        return DISPUTED
    if kind in ("replaced", "moved"):
        return 0.9  # of the films of which there is anything of the kind to tell
    return TOLD / 12 if kind != "dated" or film.planned is None else 0.9


def _article(story, known, chance):
    """Tell a story; nothing where its first sentence would say what there is not."""
    day = known.film.released + timedelta(story["days"] + chance.randrange(-2, 3))
    used, paragraphs = set(), []

    def said(choices):
        return _said(choices, known.of(story, day), chance, used)

    title = said(story["titles"])
    used.clear()
    for places in story["paragraphs"]:
        choices = (_spoken()["pools"][p[1:]] if isinstance(p, str) else p for p in places)
        paragraphs.append(" ".join(filter(None, map(said, choices))))
        if not title or not paragraphs[0]:
            return None
    wanted = chance.randrange(*SHORTEST)
    for pools in zip(chance.choices(_MORE, k=MORE), chance.choices(_MORE, k=MORE), strict=True):
        if len(" ".join(paragraphs).split()) < wanted:
            more = [said(_spoken()["pools"][pool]) for pool in pools]
            paragraphs.append(" ".join(filter(None, more)))
    return Text("", title, day, "\n\n".join(filter(None, paragraphs)))


def _copied(told, film, chance):
    """The same a day later in another paper: a sentence fewer, or one more."""
    paragraphs = told.text.split("\n\n")
    if chance.random() < 0.5:
        last = paragraphs[-1].split(". ")
        paragraphs[-1:] = [". ".join(last[:-1]) + "."] if len(last) > 1 else []
    else:
        paragraphs.append(f"A version of this appeared in {film.outlet}.")
    return replace(told, date=told.date + timedelta(1), text="\n\n".join(paragraphs))


def _said(choices, fields, chance, used):
    """Return one of the sentences that can be said, and tell nothing that was told, filled in."""
    known = [each for each in choices if _fields(each) <= fields.keys()]
    fitting = [each for each in known if _what(each, fields) not in used]
    if not fitting:
        return None
    chosen = chance.choice(fitting)
    used.add(_what(chosen, fields))
    return chosen.format_map(fields)


def _what(sentence, fields):
    """What a sentence tells of: two that name the same tell the same, but for their works."""
    named = {fields[name] for name in _fields(sentence)} - {fields.get("title")}
    return tuple(sorted(named)) or sentence


@cache
def _fields(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@cache
def _spoken():
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))

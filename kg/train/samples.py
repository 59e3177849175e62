"""Marked samples → what the models are trained on: stretches of text with mentions and facts.

An article is cut into chunks as it will be when it is read; a fact belongs to the chunks that its
quotation stands in, and is left open (neither right nor wrong) where both its ends are named
elsewhere. Names are replaced by others of their kind, so that no model learns one by heart.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import read
from kg.extract import chunks, labels
from kg.extract.coreference import PRONOUNS
from kg.train.marked import Marked, Sample, Told


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a chunk: its thing, its type (a small letter: named by description)."""

    id: str
    type: str
    start: int
    end: int


@dataclass(slots=True)
class Example:
    """A chunk of text.

    Attributes:
        text: its words.
        mentions: in order of place.
        facts: those it states.
        open: those its article states elsewhere.
        topics: ids spoken of before, the focal work and person first.
        names: the full names of what is named, by id.
    """

    text: str
    mentions: list[Mention]
    facts: list[Told] = field(default_factory=list)
    open: list[Told] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def type_of(mention: Marked, words: str) -> str:
    """Return a mention's type letter, small where it is a description or a pronoun."""
    letter = mention.id[0]
    if letter.lower() not in labels.types():
        return letter
    if words.lower() in PRONOUNS or words == words.lower():
        return letter.lower() if not any(c.isdigit() for c in words) else letter
    return letter


def examples(sample: Sample) -> list[Example]:
    """Return the chunks of a sample."""
    sentences = read.article(sample.text).sentences
    cuts = [(cut.start, cut.end) for cut in chunks.cuts(sample.text, sentences)]
    types = {(m.start, m.end): type_of(m, sample.text[m.start : m.end]) for m in sample.mentions}
    named = [
        (types[m.start, m.end], m.id) for m in sample.mentions if types[m.start, m.end].isupper()
    ]
    focals = [chunks.focal(letter, named) for letter in "WP"]
    names = fullest(sample)
    found: list[Example] = []
    before = chunks.Before[str]()
    for start, end in cuts:
        here = [
            Mention(m.id, types[m.start, m.end], m.start - start, m.end - start)
            for m in sample.mentions
            if start <= m.start and m.end <= end
        ]
        topics = before.topics(focals)
        found.append(Example(sample.text[start:end], here, topics=topics, names=names))
        before.add((m.type, m.id) for m in here if m.type.isupper())
    for fact in sample.facts:
        stated = _stated(sample, fact, cuts, found)
        for n, example in enumerate(found):
            ids = {m.id for m in example.mentions} | set(example.topics)
            if {fact.subject, fact.object} <= ids:
                (example.facts if n == stated else example.open).append(fact)
    return found


def _stated(
    sample: Sample, fact: Told, cuts: Sequence[tuple[int, int]], found: Sequence[Example]
) -> int:
    """Return which chunk states a fact: its quotation's, else the first after both its ends."""
    if not fact.quote:
        return max(
            min((n for n, e in enumerate(found) if end in {m.id for m in e.mentions}), default=0)
            for end in (fact.subject, fact.object)
        )
    places = [m.start() for m in re.finditer(re.escape(fact.quote), sample.text)]
    stated = [n for n, (start, end) in enumerate(cuts) if any(start <= p < end for p in places)]
    return stated[0] if stated else -1


_MOST = 110
"""Words of examples that are run together, at most."""


def mixed(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """Return the examples, short ones often run together: what stands apart belongs apart."""
    left = list(examples)
    rng.shuffle(left)
    found: list[Example] = []
    while left:
        one = left.pop()
        goal = rng.choice((0, 0, _MOST // 2, _MOST))
        while left and not left[-1].topics and not one.topics:
            if len((one.text + left[-1].text).split()) > goal:
                break
            one = _joined(one, left.pop(), rng.choice((" ", " ", "\n\n")))
        found.append(one)
    return found


def _joined(one: Example, other: Example, gap: str) -> Example:
    shift = len(one.text) + len(gap)
    plus = "+" * (1 + max((m.id.count("+") for m in one.mentions), default=0))

    def there(id_: str) -> str:
        return id_ + plus if id_[:1].isupper() and id_[1:2].isdigit() else id_

    moved = [Mention(m.id + plus, m.type, m.start + shift, m.end + shift) for m in other.mentions]
    facts = [
        Told(
            there(f.subject),
            f.relation,
            there(f.object),
            tuple((key, there(value)) for key, value in f.qualifiers),
            f.status,
            f.voice,
            f.quote,
        )
        for f in other.facts
    ]
    return Example(
        one.text + gap + other.text,
        [*one.mentions, *moved],
        [*one.facts, *facts],
        one.open,
        names=one.names | {id_ + plus: name for id_, name in other.names.items()},
    )


_RENAMED = 0.6
"""How many of the names of an example are replaced."""
_MADE_UP = 0.5
"""How many of the people put in place of others have a first and a last name of two others."""
_QUOTED = 0.12
"""How many examples get quotation marks around their titles."""


class Fillers:
    """Names to put in place of others, by type."""

    def __init__(self, samples: Iterable[Sample], lists: dict[str, list[str]]) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for sample in samples:
            for name in fullest(sample).items():
                found[name[0][0]].add(name[1])
        self.names = {
            letter: sorted(names | set(lists.get(letter, ()))) for letter, names in found.items()
        }
        people = [name.split() for name in self.names.get("P", ()) if len(name.split()) > 1]
        self.first = [name[0] for name in people]
        self.last = [" ".join(name[1:]) for name in people]

    def other(self, letter: str, rng: random.Random) -> str:
        """Return some name of a type."""
        if letter == "P" and rng.random() < _MADE_UP:
            return f"{rng.choice(self.first)} {rng.choice(self.last)}"
        return rng.choice(self.names[letter])


def fullest(sample: Sample) -> dict[str, str]:
    """Return the longest name of each thing of a sample that is named."""
    names: dict[str, str] = {}
    for mention in sample.mentions:
        words = sample.text[mention.start : mention.end]
        if type_of(mention, words).isupper() and mention.id[0] in "WPCOFAUSL":
            if mention.id[0] == "C" and words == words.lower():
                continue
            if len(words) > len(names.get(mention.id, "")):
                names[mention.id] = words
    return names


def renamed(example: Example, fillers: Fillers, rng: random.Random) -> Example:
    """Return the example with other names, and now and then with quoted titles or without."""
    said: dict[str, set[str]] = defaultdict(set)
    for m in example.mentions:
        if m.type.isupper():
            said[m.id].add(example.text[m.start : m.end])
    swaps: dict[tuple[str, str], str] = {}
    for id_, forms in said.items():
        letter = id_[0]
        longest = max(forms, key=len)
        if letter not in "WPCOFAUS" or rng.random() > _RENAMED or longest == longest.lower():
            continue
        new = fillers.other(letter, rng)
        if letter in "PC" and len(longest.split()) > 1 and len(new.split()) > 1:
            old, fresh = longest.split(), new.split()
            swaps |= {(id_, longest): new, (id_, old[-1]): fresh[-1], (id_, old[0]): fresh[0]}
            swaps[id_, " ".join(old[1:])] = " ".join(fresh[1:])
        elif letter in "WPC" or len(forms) == 1:
            swaps |= {(id_, form): new for form in forms}
    parts: list[str] = []
    mentions: list[Mention] = []
    length = done = 0
    marks = rng.random() < _QUOTED and not any(c in example.text for c in '“”"')
    for m in example.mentions:
        before = example.text[done : m.start]
        words = example.text[m.start : m.end]
        words = swaps.get((m.id, words), words) if m.type.isupper() else words
        quotes = marks and m.type == "W"
        if quotes:
            before += "“"
        start = length + len(before)
        parts += [before, words]
        mentions.append(Mention(m.id, m.type, start, start + len(words)))
        length = start + len(words)
        if quotes:
            parts.append("”")
            length += 1
        done = m.end
    parts.append(example.text[done:])
    return replace(example, text="".join(parts), mentions=mentions)

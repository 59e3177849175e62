"""Ways of saying, compiled: a plain phrase becomes a pattern over who did what.

A phrase such as “{person} directed {work}” is parsed by the same model as the articles, with a
stand-in for each slot, and brought into the same labelled graph (:mod:`kg.extract.clauses`). The
smallest tree that holds its slots and its own words is the pattern. One phrase so covers the
passive, the relative clause, the participle, and whatever words stand between.

Notation: ``{work}`` a slot; ``{outgoing:person}`` a slot with its own name; ``{skill:text=music}``
with its own stand-in; ``[directed|helmed]`` a choice; ``*shines*`` any verb in that place;
``<opens>`` words that only carry the parse; what stands in round brackets may be missing, and
may stand anywhere in the clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from kg.errors import LexiconError
from kg.extract import lexicon, masks, parse
from kg.extract.clauses import Syntax, syntax
from kg.extract.parse import Token

_PART = re.compile(
    r"\{(?P<slot>[^}]*)\}|\[(?P<choice>[^\]]*)\]|\*(?P<any>\w+)\*|<(?P<carrier>[^>]*)>"
)

LOOSE = frozenset(
    {"date", "duration", "amount", "medium", "place", "platform", "festival", "billing"}
)
"""Slots that, in round brackets, are looked for in the whole clause."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word or slot of a pattern, with what hangs on it.

    Attributes:
        slot: the slot's name; empty for a word.
        kind: what the slot takes.
        words: the lemmas and forms that fit; empty for a slot or for any word.
        edges: labels → part.
    """

    slot: str
    kind: str
    words: frozenset[str]
    edges: tuple[tuple[frozenset[str], "Part"], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase.

    Attributes:
        relation: the entry it belongs to.
        phrase: as written.
        root: the topmost part.
        triggers: sets of words; a sentence without one of each cannot match.
        loose: optional slots that are looked for in the clause: name → kind.
        slots: name → kind of all slots.
    """

    relation: lexicon.Relation
    phrase: str
    root: Part
    triggers: tuple[frozenset[str], ...]
    loose: tuple[tuple[str, str], ...]
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A phrase with its choices made."""

    text: str
    slots: dict[int, tuple[str, str]]
    words: dict[int, frozenset[str]]
    free: frozenset[int]
    carriers: tuple[tuple[int, int], ...]


@cache
def patterns(model: str = parse.MODEL) -> tuple[Pattern, ...]:
    """Return all ways of saying, compiled, in the order of the lexicon.

    Raises:
        LexiconError: a phrase whose words do not hang together.
    """
    readings = [
        (relation, phrase, *_reading(relation, phrase))
        for relation in lexicon.relations()
        for phrase in relation.say
    ]
    parsed = parse.parses([reading.text for _, _, reading, _ in readings], model=model)
    return tuple(
        _compiled(relation, phrase, reading, loose, tokens, model)
        for (relation, phrase, reading, loose), tokens in zip(readings, parsed, strict=True)
    )


def _reading(
    relation: lexicon.Relation, phrase: str
) -> tuple[_Reading, tuple[tuple[str, str], ...]]:
    """Put stand-ins into a phrase; set aside the optional slots."""
    loose: list[tuple[str, str]] = []

    def aside(found: re.Match[str]) -> str:
        for slot in re.findall(r"\{([^}]*)\}", found[1]):
            name, kind, _ = _slot(slot)
            if kind not in LOOSE:
                raise _wrong(relation, phrase, f"“{slot}” cannot be optional", "Write two phrases")
            loose.append((name, kind))
        return ""

    body = masks.unhyphenated(re.sub(r"\s*\(([^)]*)\)", aside, phrase))
    out, slots, choices, free, carriers = "", {}, {}, set(), []
    position, people = 0, 0
    for part in _PART.finditer(body):
        out += body[position : part.start()]
        if part["slot"] is not None:
            name, kind, filler = _slot(part["slot"])
            if not filler and kind in ("person", "character", "fictional"):
                filler = lexicon.people_stand_ins()[people]
                people += 1
            filler = filler or lexicon.stand_ins().get(kind, "")
            if not filler:
                raise _wrong(relation, phrase, f"“{kind}” is no kind of slot", "See [stand_ins]")
            slots[len(out) + filler.rfind(" ") + 1] = (name, kind)
            out += filler
        elif part["choice"] is not None:
            options = part["choice"].split("|")
            choices[len(out)] = frozenset(options)
            out += options[0]
        elif part["any"] is not None:
            free.add(len(out))
            out += part["any"]
        elif part["carrier"] is not None:
            carriers.append((len(out), len(out) + len(part["carrier"])))
            out += part["carrier"]
        position = part.end()
    out += body[position:]
    text = out.strip()
    if not text.endswith((".", "!", "?")):
        text += "."
    return _Reading(text, slots, choices, frozenset(free), tuple(carriers)), tuple(loose)


def _slot(written: str) -> tuple[str, str, str]:
    """Split ``name:kind=filler``.

    >>> _slot("outgoing:person"), _slot("skill:text=music"), _slot("person2")
    (('outgoing', 'person', ''), ('skill', 'text', 'music'), ('person2', 'person', ''))
    """
    head, _, filler = written.partition("=")
    name, _, kind = head.partition(":")
    return name, kind or name.rstrip("0123456789"), filler


def _wrong(relation: lexicon.Relation, phrase: str, problem: str, remedy: str) -> LexiconError:
    return LexiconError(PurePath("relations.toml"), relation.name, f"“{phrase}”: {problem}", remedy)


def _compiled(
    relation: lexicon.Relation,
    phrase: str,
    reading: _Reading,
    loose: tuple[tuple[str, str], ...],
    tokens: tuple[Token, ...],
    model: str,
) -> Pattern:
    graph = syntax(tokens)
    needed = _needed(relation, phrase, reading, tokens)
    tree = _tree(graph, needed)
    if tree is None:
        shape = " ".join(f"{t.text}/{t.dep}" for t in tokens)
        raise _wrong(relation, phrase, f"its words do not hang together ({shape})", "Reword it")
    root, children = tree

    def part(index: int) -> Part:
        slot = reading.slots.get(tokens[index].start)
        words = frozenset[str]()
        if slot is None and tokens[index].start not in reading.free:
            words = _forms(tokens[index], reading, model)
        edges = tuple((_labels(label), part(child)) for label, child in children.get(index, ()))
        return Part(slot[0] if slot else "", slot[1] if slot else "", words, edges)

    whole = part(root)
    return Pattern(
        relation=relation,
        phrase=phrase,
        root=whole,
        triggers=tuple(p.words for p in _parts(whole) if p.words),
        loose=loose,
        slots=(*reading.slots.values(), *loose),
    )


def _needed(
    relation: lexicon.Relation,
    phrase: str,
    reading: _Reading,
    tokens: Sequence[Token],
) -> set[int]:
    starts = {token.start: index for index, token in enumerate(tokens)}
    missing = [s for s in (*reading.slots, *reading.free) if s not in starts]
    if missing:
        raise _wrong(relation, phrase, "a stand-in is cut in two", "Give another stand-in")
    wanted = {starts[s] for s in (*reading.slots, *reading.words, *reading.free) if s in starts}
    return wanted | {
        index
        for index, token in enumerate(tokens)
        if token.tag[:2] in ("NN", "VB", "JJ", "RB")
        and token.dep not in ("aux", "auxpass", "neg", "det", "case", "punct", "prep", "agent")
        and not (token.lemma == "be" and token.dep != "ROOT")
        and not any(start <= token.start < end for start, end in reading.carriers)
    }


def _tree(graph: Syntax, needed: set[int]) -> tuple[int, dict[int, list[tuple[str, int]]]] | None:
    """Give the smallest tree of edges that reaches every needed word, from its best root."""
    best: tuple[int, int, dict[int, list[tuple[str, int]]]] | None = None
    for root in range(len(graph.tokens)):
        parents: dict[int, tuple[str, int]] = {}
        queue, seen = [root], {root}
        for index in queue:
            for label, child in graph.edges[index]:
                if child not in seen:
                    seen.add(child)
                    parents[child] = (label, index)
                    queue.append(child)
        if not needed <= seen:
            continue
        kept: dict[int, list[tuple[str, int]]] = {}
        for leaf in sorted(needed):
            index = leaf
            while index != root:
                label, parent = parents[index]
                edge = (label, index)
                if edge in kept.setdefault(parent, []):
                    break
                kept[parent].append(edge)
                index = parent
        size = sum(map(len, kept.values()))
        if best is None or size < best[0]:
            best = (size, root, kept)
    return None if best is None else (best[1], best[2])


def _forms(token: Token, reading: _Reading, model: str) -> frozenset[str]:
    chosen = reading.words.get(token.start, frozenset({token.text.lower()}))
    return chosen | {parse.lemma(word, token.tag, model=model) for word in chosen}


def _labels(label: str) -> frozenset[str]:
    return next((group for group in _ALIKE if label in group), frozenset({label}))


_ALIKE = (
    frozenset({"attr", "appos"}),
    frozenset({"mod", "poss"}),
)


def _parts(part: Part) -> Iterator[Part]:
    yield part
    for _, child in part.edges:
        yield from _parts(child)

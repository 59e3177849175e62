"""What an article mentions, as the trained tagger sees it: spans with their types.

Every word piece gets scores for the labels of BIO; the best allowed sequence is taken (Viterbi).
What is tagged once with certainty is then tagged wherever the same words stand in the article, and
the same words get one type throughout, by vote.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extract import chunks, gazetteer, labels, networks, wordpieces
from kg.extract.places import Places, around
from kg.extract.wordpieces import CLS, NO_WORD, SEP
from kg.model import Article, Span

if TYPE_CHECKING:
    from kg.extract.wordpieces import Pieces

    Scores = np.ndarray[Any, np.dtype[np.float32]]

_LONGEST = 250
_BATCH = 12
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mention.

    Attributes:
        type: its type's letter; small for a description or a pronoun.
        span: where it stands.
        score: how sure the tagger is, from 0 to 1.
    """

    type: str
    span: Span
    score: float


def tagged(article: Article) -> list[Tagged]:
    """Return what an article mentions, in order, none overlapping."""
    cut = chunks.cuts(article.text, article.sentences)
    found: list[Tagged] = []
    stretches = [part for chunk in cut for part in _parts(article.text, chunk)]
    for (start, pieces), scores in zip(stretches, _scored(stretches), strict=True):
        found += _decoded(article.text, start, pieces, scores)
    found = [one for one in found if _is_told(article, one)]
    found = list(parted(article.text, list(_mended(article.text, found))))
    return _carried(article, _voted(article.text, found))


def _is_told(article: Article, one: Tagged) -> bool:
    """Tell whether a mention stands in a sentence: a date line above them dates nothing."""
    sentence = around(article.sentences, one.span)
    return sentence is not None and one.span.end <= sentence.end


def label_names() -> tuple[str, ...]:
    """Return the labels in the order of the outputs."""
    return ("O", *(f"{place}-{letter}" for letter in labels.types() for place in "BI"))


def _parts(text: str, chunk: Span) -> Iterator[tuple[int, "Pieces"]]:
    """Yield a chunk's word pieces, in parts that the network takes; with the chunk's offset."""
    whole = wordpieces.pieces(chunk.of(text))
    for first in range(0, len(whole), _LONGEST):
        last = first + _LONGEST
        yield (
            chunk.start,
            wordpieces.Pieces(
                whole.ids[first:last],
                whole.casing[first:last],
                whole.starts[first:last],
                whole.ends[first:last],
                whole.opens[first:last],
            ),
        )


def _scored(stretches: Sequence[tuple[int, "Pieces"]]) -> "list[Scores]":
    """Return the log probabilities of the labels, pieces × labels, of each stretch."""
    order = sorted(range(len(stretches)), key=lambda n: len(stretches[n][1]))
    scores: dict[int, Scores] = {}
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        longest = max(len(stretches[n][1]) for n in part) + 2
        ids, casing, mask = (np.zeros((len(part), longest), np.int64) for _ in range(3))
        for row, n in enumerate(part):
            pieces = stretches[n][1]
            size = len(pieces) + 2
            ids[row, :size] = [CLS, *pieces.ids, SEP]
            casing[row, :size] = [NO_WORD, *pieces.casing, NO_WORD]
            mask[row, :size] = 1
        out = networks.run("tagger", {"ids": ids, "casing": casing, "mask": mask})
        out = out - np.logaddexp.reduce(out, axis=-1, keepdims=True)
        for row, n in enumerate(part):
            scores[n] = out[row, 1 : len(stretches[n][1]) + 1]
    return [scores[n] for n in range(len(stretches))]


@cache
def _moves() -> "tuple[Scores, Scores, Scores]":
    """Return what may follow what: between words, inside a word, at a new line."""
    names = label_names()
    size = len(names)
    between, inside, line = (np.full((size, size), -1e4, np.float32) for _ in range(3))
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            goes_on = other[0] == "I" and one[0] in "BI" and one[1:] == other[1:]
            if other[0] in "OB" or goes_on:
                between[i, j] = 0
            if goes_on or (one == other == "O"):
                inside[i, j] = 0
            if other[0] in "OB":
                line[i, j] = 0
    return between, inside, line


def _decoded(text: str, start: int, pieces: "Pieces", scores: "Scores") -> Iterator[Tagged]:
    """Yield the spans of the best allowed sequence of labels."""
    if not len(pieces):
        return
    between, inside, line = _moves()
    best = scores[0] + line[0]
    back: list[Scores] = []
    for n in range(1, len(pieces)):
        gap = text[start + pieces.ends[n - 1] : start + pieces.starts[n]]
        moves = inside if not pieces.opens[n] else line if "\n" in gap else between
        total = best[:, None] + moves
        back.append(total.argmax(axis=0))
        best = total.max(axis=0) + scores[n]
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    path.reverse()
    names = label_names()
    begun: int | None = None
    for n, label in enumerate([*path, 0]):
        if begun is not None and names[label][0] != "I":
            span = Span(start + pieces.starts[begun], start + pieces.ends[n - 1])
            sure = float(np.exp(np.mean([scores[k, path[k]] for k in range(begun, n)])))
            yield Tagged(names[path[begun]][2:], span, sure)
            begun = None
        if n < len(path) and names[label][0] == "B":
            begun = n


_WHOLE = "JKDXC"
_EDGES = " -–—,;:"


def _mended(text: str, found: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the mentions without signs at their edges, neighbours that are one phrase together."""
    last: Tagged | None = None
    for one in found:
        words = one.span.of(text)
        start = one.span.start + len(words) - len(words.lstrip(_EDGES))
        end = one.span.end - len(words) + len(words.rstrip(_EDGES))
        if start >= end:
            continue
        now = replace(one, span=Span(start, end))
        alike = last is not None and last.type == now.type and now.type in _WHOLE
        if last is not None and alike and text[last.span.end : start] == " ":
            now = replace(now, span=Span(last.span.start, end))
            last = None
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield last


_JOINS = re.compile(r", and |, | and ")
_DASH = re.compile(r" [-–—] ")


def _titled(part: str, titles: Collection[str]) -> bool:
    """Tell whether words are a title of the article, or begin with one and a colon."""
    return part in titles or part.partition(":")[0] in titles


def parted(text: str, found: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the mentions, two titles read as one apart where one of them stands alone elsewhere."""
    titles = {one.span.of(text) for one in found if one.type == "W"}
    for one in found:
        words = one.span.of(text)
        parts = _JOINS.split(words) if one.type == "W" else []
        if _DASH.search(words) and one.type == "W":
            parts = _DASH.split(words)
        elif len(parts) < 2 or not any(_titled(part, titles) for part in parts):  # noqa: PLR2004
            yield one
            continue
        start = one.span.start
        for part in parts:
            start = text.index(part, start)
            if part:
                person = part.split()[0].lower() in gazetteer.given_names() and part not in titles
                letter = "P" if person and " " in part else one.type
                yield replace(one, type=letter, span=Span(start, start + len(part)))
            start += len(part)


_VOTING = "WPOFASUC"
_SURE_OF_TITLE = 2.5
"""From here, a surname is a title too, whoever bears it."""


def _voted(text: str, found: Sequence[Tagged]) -> list[Tagged]:
    """Return the mentions, the same names of one type throughout."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in found:
        if one.type in _VOTING:
            votes[one.span.of(text)][one.type] += one.score
    surnames = {
        words.split()[-1] for words, tally in votes.items() if " " in words and tally["P"] > 0
    }
    most = {
        words: max(sorted(tally), key=lambda letter: tally[letter])
        for words, tally in votes.items()
        if " " in words
    }
    most |= {
        words: "P"
        for words, tally in votes.items()
        if words in surnames and not tally["C"] and tally["W"] < _SURE_OF_TITLE
    }
    return [
        replace(one, type=most.get(one.span.of(text), one.type)) if one.type in _VOTING else one
        for one in found
    ]


def _carried(article: Article, found: Sequence[Tagged]) -> list[Tagged]:
    """Return the mentions, with those places where the same names stand untagged."""
    text = article.text
    places = Places((one.span, one) for one in found)
    names: dict[str, Tagged] = {}
    for one in found:
        words = one.span.of(text)
        if one.type in "WP" and one.score >= _SURE and _is_name(words):
            names.setdefault(words, one)
    lengths: dict[str, dict[int, None]] = defaultdict(dict)  # of names by their first word
    for words in sorted(names, key=lambda name: (-len(name), name)):
        lengths[_WORD.findall(words)[0]][len(words)] = None
    for match in _WORD.finditer(text):
        for length in lengths.get(match[0], ()):
            span = Span(match.start(), match.start() + length)
            words = text[span.start : span.end]
            after = text[span.end : span.end + 1]
            if words not in names or after.isalnum() or after == "_":
                continue
            if " " in words or not _opens(text, span.start):
                places.add(span, Tagged(names[words].type, span, names[words].score))
    return list(places)


_WORD = re.compile(r"\w+")


def _is_name(words: str) -> bool:
    return len(words) > 1 and words[0].isalnum() and any(c.isupper() for c in words)


def _opens(text: str, start: int) -> bool:
    """Tell whether a place begins a sentence, where any word has a capital."""
    before = text[max(0, start - _GAP) : start].rstrip(" “\"‘'")
    return not before or before[-1] in ".!?\n:"


_GAP = 6

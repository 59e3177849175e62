"""Whose words are these: quotation marks, speakers, and texts that tell the fiction.

A quotation opens and closes with double quotation marks, curly or straight; where the closing
mark is missing it ends with its paragraph (the custom for quotations over several paragraphs).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extract import lexicon
from kg.extract.places import overlapping
from kg.extract.words import Word, words
from kg.model import Article, Mention, Span

_PARAGRAPH = re.compile(r"\n\s*\n")
_STRAIGHT_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–-]))\"(?=\S)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks.

    Attributes:
        outer: with its marks.
        inner: without them.
    """

    outer: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's own words, or a text that tells the story.

    Attributes:
        quoted: where they stand.
        speaker: the mention of whoever says them, where that is told.
        story: whether it is a plot telling (a synopsis, a logline).
        label: the word for a plot telling, as printed: “synopsis”.
        carried: whether the speaker only follows from the quotation before.
        tag: where the words stand that name the speaker or the text.
    """

    quoted: Quoted
    speaker: Mention | None
    story: bool
    label: str = ""
    carried: bool = False
    tag: Span | None = None


def quoted(text: str) -> list[Quoted]:
    r"""Return every stretch in double quotation marks, in order.

    >>> text = "“Tide” and \"Loud\" won."
    >>> [q.inner.of(text) for q in quoted(text)]
    ['Tide', 'Loud']
    """
    found = []
    for start, end in _paragraphs(text):
        position = start
        while position < end:
            opening = _opening(text, position, end)
            if opening is None:
                break
            mark = "”" if text[opening] == "“" else '"'
            closing = text.find(mark, opening + 1, end)
            nested = text.find("“", opening + 1, end) if mark == "”" else -1
            if closing < 0 or (0 <= nested < closing and text.find("”", closing + 1, end) < 0):
                closing = closing if closing >= 0 else end
            if closing > opening + 1:
                found.append(
                    Quoted(Span(opening, min(closing + 1, end)), Span(opening + 1, closing))
                )
            position = closing + 1
    return found


def speeches(
    article: Article,
    marks: Sequence[Quoted],
    person_at: Callable[[int, int], Mention | None],
) -> list[Speech]:
    """Return the quotations among the quoted stretches, with their speakers.

    Args:
        article: the article.
        marks: its quoted stretches that are no titles.
        person_at: gives the person whose mention lies in a stretch of the text, if any.
    """
    found: list[Speech] = []
    for mark in marks:
        before, after = _surroundings(article, mark)
        label = _story_label(article.text, before)
        if label is not None:
            found.append(Speech(mark, None, story=True, label=label[0], tag=label[1]))
            continue
        told = _speaker(article.text, before, after, person_at)
        if told is not None:
            found.append(Speech(mark, told[0], story=False, tag=told[1]))
        elif found and _goes_on(article.text, found[-1], mark):
            last = found[-1]
            found.append(Speech(mark, last.speaker, story=last.story, carried=True, tag=last.tag))
        else:
            found.append(Speech(mark, None, story=False))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    edges = [0]
    for gap in _PARAGRAPH.finditer(text):
        edges += [gap.start(), gap.end()]
    edges.append(len(text))
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _opening(text: str, start: int, end: int) -> int | None:
    curly = text.find("“", start, end)
    straight = _STRAIGHT_OPENING.search(text, start, end)
    places = [p for p in (curly, straight.start() if straight else -1) if p >= 0]
    return min(places) if places else None


def _surroundings(article: Article, mark: Quoted) -> tuple[Span | None, Span | None]:
    """Give what stands before and after a quotation in its first and last sentence."""
    text = article.text
    inside = overlapping(article.sentences, mark.outer)
    if not inside:
        return None, None
    start, end = inside[0].start, inside[-1].end
    before = Span(start, mark.outer.start) if text[start : mark.outer.start].strip() else None
    after = Span(mark.outer.end, end) if text[mark.outer.end : end].strip() else None
    return before, after


def _story_label(text: str, before: Span | None) -> tuple[str, Span] | None:
    if before is None:
        return None
    nouns = lexicon.terms("story", "nouns")
    tail = [w for w in words(text, before.start, before.end) if w.text not in ",:"][-6:]
    for word in reversed(tail):
        if word.low in nouns:
            return word.text, Span(before.start, before.end)
    return None


def _speaker(
    text: str,
    before: Span | None,
    after: Span | None,
    person_at: Callable[[int, int], Mention | None],
) -> tuple[Mention, Span] | None:
    for part, near_start in ((after, True), (before, False)):
        if part is None:
            continue
        inside = words(text, part.start, part.end)
        verbs = [w for w in inside if _speaks(w)]
        if not verbs:
            continue
        verb = verbs[0] if near_start else verbs[-1]
        gap = verb.start - part.start if near_start else part.end - verb.end
        if gap > _REACH:
            continue
        person = _nearest(inside, verb, person_at)
        if person is not None:
            return person, Span(part.start, part.end)
    return None


_REACH = 90
"""How far, in characters, a verb of saying may stand from the quotation it introduces."""


def _speaks(word: Word) -> bool:
    return word.low in lexicon.speech_forms()


def _nearest(
    inside: Sequence[Word], verb: Word, person_at: Callable[[int, int], Mention | None]
) -> Mention | None:
    at = inside.index(verb)
    for distance in range(1, len(inside)):
        for index in (at - distance, at + distance):
            if 0 <= index < len(inside):
                person = person_at(inside[index].start, inside[index].end)
                if person is not None:
                    return person
    return None


def _goes_on(text: str, last: Speech, mark: Quoted) -> bool:
    """Tell whether a quotation without a speaker goes on where the last one stopped."""
    between = text[last.quoted.outer.end : mark.outer.start]
    return last.speaker is not None and "\n" not in between.strip(" ") and len(between) < _REACH

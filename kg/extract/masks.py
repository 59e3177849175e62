"""Put one known word in the place of each name before the parse, and find the way back.

Titles break the parse (“Regina’s «One Night in the City» is …”); with one noun in the place of
each name and of what stands before it, the hard constructions of film news parse right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract import lexicon
from kg.extract.mentions import Named, is_work
from kg.extract.parse import Token
from kg.model import Span

_MASKED = frozenset({"Organization", "Festival", "Award", "amount"})
_QUOTES = '“”"'


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of masked text and where it comes from.

    Attributes:
        start: its first character in the masked text.
        end: the character after its last.
        source: where it stands in the article.
        named: what was masked; ``None`` for other text.
        whole: whether it stands for its source as a whole; else character by character.
    """

    start: int
    end: int
    source: Span
    named: Named | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of an article, ready for the parse.

    Attributes:
        text: the masked text.
        pieces: its pieces, in order, without gaps.
        span: where the stretch stands in the article.
        named: what is named in it, in order, masked or not.
    """

    text: str
    pieces: tuple[Stretch, ...]
    span: Span
    named: tuple[Named, ...]

    def source(self, start: int, end: int) -> Span:
        """Return where a stretch of the masked text comes from in the article.

        A masked name comes from its outer span, whole.
        """
        first = next(p for p in self.pieces if start < p.end)
        last = next(p for p in reversed(self.pieces) if p.start < end)
        head = first.source.start if first.whole else first.source.start + start - first.start
        tail = last.source.end if last.whole else last.source.start + end - last.start
        return Span(head, tail)

    def tokens_of(self, tokens: Sequence[Token]) -> dict[int, Named]:
        """Return the named things by the token that stands for them."""
        found: dict[int, Named] = {}
        for piece in self.pieces:
            if piece.named is not None:
                index = next((i for i, t in enumerate(tokens) if t.start >= piece.start), None)
                if index is not None and tokens[index].start < piece.end:
                    found[index] = piece.named
        masked = {id(piece.named) for piece in self.pieces}
        for named in self.named:
            if id(named) not in masked:
                inside = [
                    i
                    for i, token in enumerate(tokens)
                    if named.mention.span.covers(self.source(token.start, token.end))
                ]
                index = _head(tokens, inside)
                if index is not None and index not in found:
                    found[index] = named
        return found


def _head(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """Give the token that governs the others; what a preposition governs, not the preposition."""
    for index in inside:
        token = tokens[index]
        if token.head not in inside or token.head == index:
            if token.dep == "prep" and len(inside) > 1:
                return inside[-1]
            return index
    return inside[-1] if inside else None


def masked(text: str, span: Span, named: Iterable[Named]) -> Masked:
    """Return a stretch of an article with a stand-in for each name.

    Args:
        text: the article's text.
        span: the stretch.
        named: what is named in it; no two overlap.
    """
    inside = sorted((one for one in named if span.covers(one.outer)), key=lambda one: one.outer)
    pieces: list[Stretch] = []
    out: list[str] = []
    length, position = 0, span.start
    people: dict[str, str] = {}

    def add(words: str, source: Span, one: Named | None) -> None:
        nonlocal length
        whole = one is not None or len(words) != source.end - source.start
        pieces.append(Stretch(length, length + len(words), source, one, whole))
        out.append(words)
        length += len(words)

    def add_plain(start: int, end: int) -> None:
        if start >= end:
            return
        behind = pieces[-1].named if pieces else None
        done = start
        for first, last, words in _rewritten(text[start:end], behind):
            add_unchanged(done, start + first)
            done = start + last
            add(words, Span(start + first, done), None)
        add_unchanged(done, end)

    def add_unchanged(start: int, end: int) -> None:
        if start < end:
            source = Span(start, end)
            add(_plain(source.of(text)), source, None)

    for one in inside:
        word = _stand_in(one, people)
        if word is None or one.outer.start < position:
            continue
        add_plain(position, one.outer.start)
        ending = one.outer.of(text)
        stop = ending.rstrip("”\"’'")[-1:]
        add(word, one.outer, one)
        if ending[-1:] in '”"' and stop in ",.;":
            mark = Span(one.outer.end - 1, one.outer.end)
            add(stop, mark, None)
        position = one.outer.end
    add_plain(position, span.end)
    return Masked("".join(out), tuple(pieces), span, tuple(inside))


_COMPOUND = re.compile(r"(?<![\w-])[a-z]+-[a-z]+(?![\w-])")


_BEHIND = re.compile(
    r"(?:(?P<name>\A\s*)|\b(?:(?P<who>who)|[Ii]t|which|that)\s+)(?:also\s+)?(?P<verb>[a-z-]+)\b"
)


def _rewritten(words: str, behind: Named | None) -> list[tuple[int, int, str]]:
    """Give the words of a stretch that the parse reads better in another form, in order.

    Compounds become one word; a verb that looks like a noun behind a name becomes another verb.

    Args:
        words: the stretch.
        behind: the name right before it.
    """
    found = [(*one.span(), joined(one[0])) for one in _COMPOUND.finditer(words)]
    for one in _BEHIND.finditer(words):
        if one["name"] is not None and behind is None:
            continue
        person = one["who"] or (
            one["name"] is not None and not is_work(behind.kind if behind else "")
        )
        verb = lexicon.rewordings("after_person" if person else "after_work").get(one["verb"])
        if verb is not None:
            found.append((*one.span("verb"), verb))
    return sorted(found)


def joined(compound: str) -> str:
    """Return a compound of small letters as one word, which the parser reads better.

    >>> joined("co-wrote"), joined("heavy-metal")
    ('wrote', 'heavymetal')
    """
    return compound.removeprefix("co-").replace("-", "")


def unhyphenated(text: str) -> str:
    """Return a text with its compounds joined, as in a masked article."""
    return _COMPOUND.sub(lambda found: joined(found[0]), text)


def _stand_in(one: Named, people: dict[str, str]) -> str | None:
    if one.kind in ("Person", "Character"):
        known = lexicon.people_stand_ins()
        return people.setdefault(one.mention.name, known[len(people) % len(known)])
    words = lexicon.stand_ins()
    if is_work(one.kind):
        return words["work"]
    if one.kind == "date":
        day = one.value is not None and one.value.datatype in ("xsd:date", "xsd:gMonthDay")
        return words["date"] if day and " " in one.mention.text else None
    return words[one.kind.lower()] if one.kind in _MASKED else None


def _plain(text: str) -> str:
    """Give text as the parser likes it, of the same length: no double quotes, straight ones."""
    return text.translate(_TABLE)


_TABLE = {ord(mark): " " for mark in _QUOTES} | {ord("’"): "'", ord("‘"): "'", ord("\n"): " "}

"""Cut a text into sentences, without altering it.

A sentence ends at a mark (``.`` ``!`` ``?`` ``…``), with the quotation marks and brackets
that close on it, or where its paragraph ends. A quotation of several sentences is several
sentences. A mark ends nothing before a small letter, inside a title in quotation marks
(“Mamma Mia! Here We Go Again”), nor in an abbreviation (data/lexicon/abbreviations.txt).
What runs on without an end is cut at a blank after a thousand characters, so that whatever is
done with a sentence has a bound. Every character that is not blank lies in exactly one sentence.
Time is linear.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Span
from kg.read.words import words

_LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")
_MARK = re.compile(r"[.!?…]++[\"”'’)\]}»]*+(?:[ \t][\"”](?=\s|\Z))?")  # one stray blank
_BLANKS = re.compile(r"\s*+")
_LAST_WORD = re.compile(r"[^\s\"“”„()\[\]{}«»—–]*+\Z")
_NEXT_WORD = re.compile(r"[\"“”„‘’'(\[{«]*+([^\W_]+)")
_ITEM = re.compile(r"[-*•·–—] |[0-9]{1,3}[.)] ")
_INITIAL = re.compile(r"(?:\A|[.’'-])[^\W\d_a-z]\Z")
_LETTERS_WITH_STOPS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_NUMBER = re.compile(r"[0-9#]|(?:[IVXL]{2,}|[VX])\b")
_SPEAKER = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*+\s+){1,4}(?:[a-z]+(?:ly|er|so)\s+)?([a-z]+)\b")
_ATTRIBUTE = re.compile(r"(?:\b(?:a|an|the|her|his|its|their|our|my)|[’']s)\s+\Z", re.IGNORECASE)

_WRAPPED = 40  # a paragraph whose longest line is shorter is a list of lines
_WORD = re.compile(r"[^\W_][\w’'-]*+")
_CLOSING = {"“": "”", "‘": "’", '"': '"'}
_NEAR = 120  # how far a title's quotation marks may stand apart
_LONGEST = 1000  # characters of a sentence; the longest of real news have some 400


def spans(text: str, start: int = 0) -> list[Span]:
    """Return the sentences of a text from an offset on, in order, blanks trimmed.

    Example:
        >>> text = "“It rained.” Mr. Park left. Ada?"
        >>> [span.of(text) for span in spans(text)]
        ['“It rained.”', 'Mr. Park left.', 'Ada?']
    """
    return [
        part
        for stretch in _stretches(text, start)
        for sentence in _in_stretch(text, stretch.start, stretch.end)
        for part in _bounded(text, sentence)
    ]


def lines(text: str, start: int = 0) -> Iterator[Span]:
    """Give the lines that are not blank, trimmed."""
    for match in _LINE.finditer(text, start):
        line = match[0]
        first = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if first < end:
            yield Span(first, end)


def blank_line_between(text: str, one: Span, other: Span) -> bool:
    """Return whether at least one blank line stands between two lines."""
    between = text[one.end : other.start].replace("\r\n", "\n")
    return sum(character in "\n\r\v\f\u0085\u2028\u2029" for character in between) > 1


def _stretches(text: str, start: int) -> Iterator[Span]:
    """Give paragraphs, list items and lines of their own: no sentence leaves one."""
    paragraph: list[Span] = []
    for line in lines(text, start):
        if paragraph and blank_line_between(text, paragraph[-1], line):
            yield from _parts(text, paragraph)
            paragraph = []
        paragraph.append(line)
    yield from _parts(text, paragraph)


def _parts(text: str, paragraph: list[Span]) -> Iterator[Span]:
    """Part a paragraph at the line ends that are not mere wrapping."""
    if not paragraph:
        return
    width = max(line.end - line.start for line in paragraph)
    begun = paragraph[0]
    for line, following in pairwise(paragraph):
        if not _wrapped(text, line, following, width):
            yield Span(begun.start, line.end)
            begun = following
    yield Span(begun.start, paragraph[-1].end)


def _wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    """Return whether the next line goes on because its first word did not fit on this one."""
    if _ITEM.match(text, following.start):
        return False
    if text[following.start].islower() or text[line.end - 1] in ",;":
        return True
    head = text[following.start : min(following.end, following.start + width + 1)]
    full = line.end - line.start + 1 + len(head.split()[0]) > width
    return width >= _WRAPPED and full


def _in_stretch(text: str, start: int, end: int) -> Iterator[Span]:
    begun = start
    for mark in _MARK.finditer(text, start, end):
        if mark.end() == end:
            break
        following = _BLANKS.match(text, mark.end(), end)
        after = following.end() if following else mark.end()
        if _ends(text, begun, mark, after, end):
            yield Span(begun, mark.end())
            begun = after
    yield Span(begun, end)


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence that is too long, at a blank if it has one."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST)
        cut = blank if blank > start else start + _LONGEST
        yield Span(start, start + len(text[start:cut].rstrip()))
        following = _BLANKS.match(text, cut)
        start = following.end() if following else cut
    yield Span(start, sentence.end)


def _ends(text: str, begun: int, mark: re.Match[str], after: int, end: int) -> bool:
    """Return whether a sentence ends at a mark; the next one would begin at ``after``."""
    bare = mark[0].rstrip("\"”'’)]}» \t")
    quoted = len(bare) < len(mark[0].rstrip(")]}"))
    last = _LAST_WORD.search(text, max(begun, mark.start() - _NEAR), mark.start())
    word = last[0] if last else ""
    if after == mark.end():
        return _glued(text, bare, word, after)
    if text[after].islower() or text[after] in ".!?…,;:)]}”»—–-&/=+%":
        return False
    opener = _NEXT_WORD.match(text, after, min(end, after + _NEAR))
    opens = opener is not None and opener[1].lower() in words("english.txt", "openers")
    if bare == "." and not quoted:
        ends = _full_stop(word, opens=opens, number=bool(_NUMBER.match(text, after)))
        return ends and not (_abbreviates(word) and _inside_title(text, begun, mark, end))
    if not quoted and word + bare in words("abbreviations.txt", "either"):
        return opens
    if bare != ".":
        return not (
            _inside_title(text, begun, mark, end)
            or (quoted and not opens and _ATTRIBUTE.search(_before_title(text, begun, mark)))
            or (quoted and _speaker_follows(text, after, end))
        )
    return True


def _full_stop(word: str, *, opens: bool, number: bool) -> bool:
    """Return whether a lone full stop after a word ends a sentence before a capital."""
    stopped = f"{word}."
    if stopped in words("abbreviations.txt", "a name follows"):
        return False
    if stopped in words("abbreviations.txt", "a number follows"):
        return not number
    return opens or not _abbreviates(word)


def _abbreviates(word: str) -> bool:
    """Return whether the full stop after a word may belong to the word."""
    return bool(
        _INITIAL.search(word)
        or _LETTERS_WITH_STOPS.match(word)
        or f"{word}." in words("abbreviations.txt", "either")
    )


def _glued(text: str, bare: str, word: str, after: int) -> bool:
    """Return whether a mark without a blank after it ends a sentence: “on Friday.The film”."""
    return (
        bare == "."
        and len(word) > 2  # noqa: PLR2004  not an initial, not “a.m.Then”
        and word.isalpha()
        and word[1:].islower()
        and text[after : after + 1].isupper()
        and text[after + 1 : after + 2].islower()
        and text[after : after + 3].lower() not in {"com", "net", "org", "co."}
    )


def _inside_title(text: str, begun: int, mark: re.Match[str], end: int) -> bool:
    """Return whether a mark stands inside a title in quotation marks, not at its end."""
    left = _opened(text, begun, mark)
    if not left:
        return False
    right = text.find(_CLOSING[left[0]], mark.end(), min(end, mark.end() + _NEAR))
    rest = text[mark.end() : right] if right > 0 else ""
    small = words("english.txt", "openers")
    named = any(word.lower() not in small for word in _WORD.findall(rest))
    return named and _capitalised(left) and _capitalised(rest)


def _opened(text: str, begun: int, mark: re.Match[str]) -> str:
    """Return the words before a mark from the quotation mark that is open there, if near."""
    left = text[max(begun, mark.start() - _NEAR) : mark.start()]
    opening = max(left.rfind("“"), left.rfind("‘"), left.rfind('"'))
    quotation = left[opening:] if opening >= 0 else ""
    shut = opening > 0 and left[opening] == '"' and left[opening - 1] not in " \t\r\n([—–"
    return "" if shut or "”" in quotation else quotation


def _capitalised(title: str) -> bool:
    """Return whether all words but the small ones begin with a capital or a digit."""
    small = words("english.txt", "openers")
    found = _WORD.findall(title)
    return bool(found) and all(not word[0].islower() or word in small for word in found)


def _before_title(text: str, begun: int, mark: re.Match[str]) -> str:
    """Return the words before a title in quotation marks that ends at a mark."""
    title = _opened(text, begun, mark)
    opening = mark.start() - len(title)
    return text[max(begun, opening - 10) : opening] if _capitalised(title) else ""


def _speaker_follows(text: str, after: int, end: int) -> bool:
    """Return whether a name and a verb of saying follow: “Really?” Ada Marsh asked."""
    found = _SPEAKER.match(text, after, min(end, after + _NEAR))
    return found is not None and found[1] in words("english.txt", "saying")

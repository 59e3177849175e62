"""An article cut into pieces for the parse: sentences, and the quotations in them apart.

A long quotation parses better alone than in the sentence that introduces it; each piece knows
whose voice it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.quotations import Speech
from kg.model import Article, Span, Voice

_SHORT = 24
"""A quotation shorter than this, in characters, stays in its sentence."""
_MARKS = ' \t\r\n“”"'


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one sentence in one voice.

    Attributes:
        span: where it stands.
        voice: the article's, a quoted person's, or the story's.
        speech: the quotation that it is part of.
    """

    span: Span
    voice: Voice
    speech: Speech | None


def pieces(article: Article, speeches: Sequence[Speech]) -> list[Piece]:
    """Return the pieces of an article, in order; they cover every sentence."""
    return [piece for sentence in article.sentences for piece in _of(article, sentence, speeches)]


def _of(article: Article, sentence: Span, speeches: Sequence[Speech]) -> list[Piece]:
    found: list[Piece] = []
    position = sentence.start
    for speech in speeches:
        outer = speech.quoted.outer
        start, end = max(outer.start, sentence.start), min(outer.end, sentence.end)
        if start >= end or start < position:
            continue
        if end - start < _SHORT and not speech.story:
            continue
        _add(article, found, position, start, Voice.ARTICLE, None)
        voice = Voice.STORY if speech.story else Voice.QUOTED
        _add(article, found, start, end, voice, speech)
        position = end
    _add(article, found, position, sentence.end, Voice.ARTICLE, None)
    return found


def _add(
    article: Article,
    found: list[Piece],
    start: int,
    end: int,
    voice: Voice,
    speech: Speech | None,
) -> None:
    words = article.text[start:end]
    if any(letter.isalnum() for letter in words):
        around = _MARKS if speech is not None else None
        start += len(words) - len(words.lstrip(around))
        found.append(Piece(Span(start, start + len(words.strip(around))), voice, speech))

"""The passage that says a claim: its words, whole and exact."""

import re

from kg.model import Article, Basis, Certainty, Evidence, Span, Voice

_DETERMINER = re.compile(r"(?:^|(?<=[\s“(]))((?:[Tt]he|[Aa]n?)\s)$")
_CLOSING = re.compile(r"[.,!?]?”")
_LONGEST_DETERMINER = 5


def passage(
    article: Article,
    span: Span,
    rule: str,
    *,
    voice: Voice = Voice.ARTICLE,
    speaker: str | None = None,
    basis: Basis = Basis.EXPLICIT,
    certainty: Certainty = Certainty.STATED,
) -> Evidence:
    """Return a stretch of an article as evidence.

    The stretch is widened over the article word before it, and over the mark that closes a
    quotation or a title in it.
    """
    whole = _tidy(article.text, span)
    quote = whole.of(article.text)
    return Evidence(article.id, whole, quote, rule, voice, speaker, basis, certainty)


def _tidy(text: str, span: Span) -> Span:
    before = _DETERMINER.search(text, max(0, span.start - _LONGEST_DETERMINER), span.start)
    start = before.start(1) if before else span.start
    inside = text[start : span.end]
    close = _CLOSING.match(text, span.end)
    if close is not None and inside.count("“") > inside.count("”"):
        return Span(start, close.end())
    return Span(start, span.end)

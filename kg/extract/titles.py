"""Which spans are works, in the whole article.

A title is found once with a cue (quotation marks and title case; a word such as “film” before it;
a year in brackets behind it), and then everywhere in the article.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract import gazetteer, lexicon
from kg.extract.mentions import Named, placed
from kg.extract.places import around, overlapping
from kg.extract.quotations import Quoted
from kg.extract.words import Word, words
from kg.model import Article, Mention, Span

_LONGEST = 12
_YEAR = re.compile(r"\s*\((?:1[89]|20)\d\d\)")
_REACH = 9


def titles(
    article: Article,
    marks: Sequence[Quoted],
    taken: Sequence[Named],
    tagged: Sequence[Span] | None = None,
) -> list[Named]:
    """Return every mention of a work, in order.

    Args:
        article: the article.
        marks: its stretches in quotation marks.
        taken: names known beforehand: a title is none of them, unless it stands in quotes.
        tagged: the titles that the trained tagger sees; without them cues must do.
    """
    found = [one for mark in marks if (one := _quoted_title(article, mark)) is not None]
    if tagged is not None:
        places = placed(found)
        found += [one for span in tagged if places.add(span, one := _title(article.text, span))]
    else:
        places = placed([*found, *taken])
        found += [one for one in _cued(article) if places.add(one.outer, one)]
        found += _carried(article.text, found)
    kinds = _kinds(article, found)
    return sorted(
        (
            Named(
                Mention(m.text, kinds[m.name], m.span, m.name),
                one.outer,
            )
            for one in found
            for m in (one.mention,)
        ),
        key=lambda one: one.outer,
    )


def quoted(article: Article, marks: Sequence[Quoted]) -> frozenset[str]:
    """Return the titles that an article puts in quotation marks."""
    found = (_quoted_title(article, mark) for mark in marks)
    return frozenset(one.mention.name for one in found if one is not None)


def _quoted_title(article: Article, mark: Quoted) -> Named | None:
    text = article.text
    inner = mark.inner.of(text)
    content = inner.rstrip(" ,.;:")
    content = content.strip()
    if not content:
        return None
    parts = words(content)
    letters = [w for w in parts if w.text[0].isalnum()]
    if not letters or len(letters) > _LONGEST or not _title_case(letters):
        return None
    if _spoken(article, mark) or _nickname(text, mark):
        return None
    start = mark.inner.start + inner.index(content)
    span = Span(start, start + len(content))
    return Named(Mention(content, "CreativeWork", span, content), mark.outer)


def _title_case(letters: Sequence[Word]) -> bool:
    first, *rest = letters
    return _large(first) and all(
        _large(word) or word.low in lexicon.cues("small_words")["in_titles"] for word in rest
    )


def _large(word: Word) -> bool:
    return word.capitalised or word.text[0].isdigit() or word.low == "'s"


def _spoken(article: Article, mark: Quoted) -> bool:
    """Tell whether a verb of saying, next to the marks, makes them a quotation."""
    text = article.text
    inside = overlapping(article.sentences, mark.outer)
    start, end = (inside[0].start, inside[-1].end) if inside else (0, len(text))
    after = words(text, mark.outer.end, min(end, mark.outer.end + _NEAR))[:3]
    before = words(text, max(start, mark.outer.start - _NEAR), mark.outer.start)[-2:]
    speech = lexicon.speech_forms()
    closes = mark.inner.of(text).rstrip()[-1:] in ",.?!"
    if closes and len(after) > 1:
        told_by = after[0].capitalised or after[0].low in _SPEAKERS
        says_who = after[1].capitalised or after[1].low in _SPEAKERS
        if told_by and any(word.low in speech for word in after[1:]):
            return True
        if after[0].low in speech and says_who:
            return True
    return len(before) > 1 and before[1].text in (",", ":") and before[0].low in speech


_NEAR = 60
_GAP = 4
_SPEAKERS = frozenset({"he", "she", "they", "i", "we", "it"})


def _nickname(text: str, mark: Quoted) -> bool:
    before = words(text, max(0, mark.outer.start - 30), mark.outer.start)[-1:]
    after = words(text, mark.outer.end, min(len(text), mark.outer.end + 30))[:1]
    return (
        bool(before and after)
        and before[0].low in gazetteer.given_names()
        and before[0].capitalised
        and after[0].capitalised
        and after[0].low not in lexicon.roles()
    )


def _cued(article: Article) -> Iterator[Named]:
    """Find titles without marks: after a word such as “film” or “comedy”, or before a year."""
    kinds = {**lexicon.table("kinds"), **lexicon.table("genres")}
    for sentence in article.sentences:
        line = words(article.text, sentence.start, sentence.end)
        for index, word in enumerate(line[:-1]):
            named_so = word.text.islower() or index == 0
            if named_so and word.low in kinds and line[index + 1].capitalised:
                run = _run(line, index + 1)
                if run and not _person_like(run):
                    yield _unquoted(article.text, run)
        for index in range(len(line)):
            run = _run(line, index) if line[index].capitalised else []
            if (
                run
                and (index == 0 or not line[index - 1].capitalised)
                and _YEAR.match(article.text, run[-1].end)
            ):
                yield _unquoted(article.text, run)


def _run(line: Sequence[Word], start: int) -> list[Word]:
    """Give the capitalised words from here, small words between them included."""
    small = lexicon.cues("small_words")["in_titles"] | _INSIDE
    found: list[Word] = []
    for word in line[start:]:
        if not (_large(word) or (found and word.low in small)):
            break
        found.append(word)
    while found and not (found[-1].capitalised or found[-1].text[0].isdigit()):
        found.pop()
    return found


_INSIDE = frozenset({":", "'", "!", "?"})


def _person_like(run: Sequence[Word]) -> bool:
    return run[0].low in gazetteer.given_names()


def _unquoted(text: str, run: Sequence[Word]) -> Named:
    return _title(text, Span(run[0].start, run[-1].end))


def _title(text: str, span: Span) -> Named:
    return Named(Mention(span.of(text), "CreativeWork", span, span.of(text)), span)


def _carried(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """Find the titles again where they stand without a cue, the longest at each place."""
    forms: dict[str, list[str]] = {}
    for name in sorted({one.mention.name for one in found}, key=lambda n: (-len(n), n)):
        forms.setdefault(words(name)[0].text, []).append(name)
    taken = placed(found)
    for word in words(text):
        for name in forms.get(word.text, ()):
            span = Span(word.start, word.start + len(name))
            if not text.startswith(name, span.start) or text[span.end : span.end + 1].isalnum():
                continue
            first = text[max(0, span.start - _GAP) : span.start].rstrip()[-1:] in (
                ".",
                "",
                "!",
                "?",
                "\n",
            )
            one = Named(Mention(name, "CreativeWork", span, name), span)
            if (" " in name or not first) and taken.add(span, one):
                yield one
                break


def _kinds(article: Article, found: Sequence[Named]) -> dict[str, str]:
    """Decide each title's kind by the words around its mentions."""
    votes: dict[str, Counter[str]] = {}
    for one in found:
        tally = votes.setdefault(one.mention.name, Counter())
        for kind in _kind_cues(article, one):
            tally[kind] += 1
    return {
        name: max(sorted(tally), key=lambda kind: tally[kind]) if tally else "CreativeWork"
        for name, tally in votes.items()
    }


def _kind_cues(article: Article, one: Named) -> Iterator[str]:
    table = lexicon.table("kinds")
    sentence = around(article.sentences, one.mention.span)
    if sentence is None:
        return
    before = words(article.text, sentence.start, one.outer.start)[-1:]
    if before and table.get(before[0].low, "CreativeWork") != "CreativeWork":
        yield table[before[0].low]
    after = words(article.text, one.outer.end, sentence.end)[:_REACH]
    if len(after) > 1 and (
        (after[0].text == "," and after[1].low in ("a", "an", "the", "his", "her"))
        or (after[0].low in ("is", "was") and after[1].low in ("a", "an", "the", "his", "her"))
    ):
        for word in after[2:]:
            if word.low in ("by", "about", "in", "with", "of", "who", "that", ",", "directed"):
                break
            if table.get(word.low, "CreativeWork") != "CreativeWork":
                yield table[word.low]
                break

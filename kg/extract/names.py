"""Who and what else is named: people, companies, festivals, prizes, places.

Names known beforehand come from data/lexicon/names; the others are runs of capitalised words,
told apart by the words they are made of and by what the language model sees.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract import gazetteer, lexicon
from kg.extract.mentions import Named, placed
from kg.extract.parse import Survey
from kg.extract.places import Places
from kg.extract.words import Word, words
from kg.model import Article, Mention, Span

_LONGEST = 5
_SHORTEST_NAME = 3


def _small(where: str) -> frozenset[str]:
    return lexicon.cues("small_words")[where]


def known(article: Article) -> list[Named]:
    """Return the mentions of names known beforehand, the longest form at each place."""
    line = words(article.text)
    found: list[Named] = []
    index = 0
    while index < len(line):
        length, name = _known_at(line, index)
        if name is not None:
            span = Span(line[index].start, line[index + length - 1].end)
            mention = Mention(span.of(article.text), name.kind, span, name.name)
            found.append(Named(mention, span, note=name.note))
        index += max(length, 1)
    return found


def _known_at(line: Sequence[Word], index: int) -> tuple[int, gazetteer.Known | None]:
    opens = index == 0 or line[index - 1].text in '.!?“":'
    if not (line[index].capitalised or line[index].text[0].isdigit()):
        return 1, None
    for parts, name in gazetteer.known_names().get(line[index].text, ()):
        there = tuple(w.text.replace("'", "’") for w in line[index : index + len(parts)])
        doubtful = len(parts) == 1 and name.common and name.kind != "Award"
        if there == parts and not (doubtful and opens):
            return len(parts), name
    return 1, None


@dataclass(frozen=True, slots=True)
class _Run:
    parts: tuple[Word, ...]
    first_in_sentence: bool
    end: int

    @property
    def span(self) -> Span:
        return Span(self.parts[0].start, self.end)


def others(
    article: Article, survey: Survey, taken: Sequence[Named], stories: Sequence[Span]
) -> list[Named]:
    """Return the mentions of names that no list knows, in order.

    Args:
        article: the article.
        survey: what the language model sees in it.
        taken: works, known names, dates: what is already read.
        stories: the stretches that tell a fiction: a name in them is a character's.
    """
    labels = {n.start: n.label for n in survey.names}
    blocked = placed(taken)
    runs = [
        run
        for sentence in article.sentences
        for run in _runs(words(article.text, sentence.start, sentence.end), survey, blocked)
    ]
    told = {id(run): _kind(run, article.text, labels, stories) for run in runs}
    full = _full_names(article.text, [run for run in runs if told[id(run)] == "Person"])
    found = []
    for run in runs:
        text = run.span.of(article.text)
        name, kind = text, told[id(run)]
        if kind in ("Person", "Character", "Organization", "Place", ""):
            fuller = _fuller(run, full)
            if fuller is not None:
                name, kind = fuller, "Person"
        found.append(Named(Mention(text, kind or "Name", run.span, name), run.span))
    return _characters(found)


def _runs(line: Sequence[Word], survey: Survey, blocked: Places[Named]) -> Iterator[_Run]:
    parts: list[Word] = []
    start = 0
    for index, word in enumerate([*line, Word(".", -1, -1)]):
        usable = word.start >= 0 and blocked.free(Span(word.start, word.end))
        joins = (
            usable
            and parts
            and (word.low in _small("in_names") or word.low.rstrip(".") in _small("suffixes"))
        )
        if usable and ((word.capitalised and word.text[0].isalpha()) or joins):
            if not parts:
                start = index
            parts.append(word)
        elif usable and parts and word.text == "." and _abbreviated(parts[-1]):
            continue
        else:
            if parts:
                yield from _trimmed(parts, start, line, survey)
            parts = []


def _abbreviated(word: Word) -> bool:
    return len(word.text) == 1 or word.low in _small("courtesy") | _small("suffixes")


def _trimmed(parts: list[Word], start: int, line: Sequence[Word], survey: Survey) -> Iterator[_Run]:
    """Give a run without the job word, title or ordinary word that it begins or ends with."""
    opening = start == 0 or line[start - 1].text in '“"(:—–-'
    while parts and _leads(parts[0], opening=opening, alone=len(parts) == 1, survey=survey):
        parts = parts[1:]
        opening = False
    while parts and parts[-1].low in _small("in_names"):
        parts = parts[:-1]
    if parts:
        stop = next((w for w in line if w.start == parts[-1].end and w.text == "."), None)
        suffixed = stop is not None and parts[-1].low in _small("suffixes") and len(parts) > 1
        end = stop.end if stop is not None and suffixed else parts[-1].end
        yield _Run(tuple(parts), opening, end)


def _leads(word: Word, *, opening: bool, alone: bool, survey: Survey) -> bool:
    """Tell whether a capitalised word only stands before a name."""
    if word.low.rstrip(".") in _small("courtesy") or word.low in lexicon.nationalities():
        return True
    if word.low in lexicon.table("months") and not alone:
        return True
    if word.low in gazetteer.given_names() and not alone:
        return False
    if word.low in lexicon.roles() and (opening or not alone):
        return True
    return opening and (word.low in lexicon.function_words() or word.start not in survey.propers)


def _kind(
    run: _Run,
    text: str,
    labels: dict[int, str],
    stories: Sequence[Span],
) -> str:
    last = run.parts[-1].low
    if last in lexicon.terms("award_words", "festival") and len(run.parts) > 1:
        return "Festival"
    if last in lexicon.terms("award_words", "prize") and len(run.parts) > 1:
        return "Award"
    if last in lexicon.terms("award_words", "company") and len(run.parts) > 1:
        return "Organization"
    if last in lexicon.terms("award_words", "publication") and len(run.parts) > 1:
        return "Organization"
    in_story = any(story.covers(run.span) for story in stories)
    label = next((labels[w.start] for w in run.parts if w.start in labels), "")
    if in_story:
        bracketed = text[run.span.start - 1 : run.span.start] == "("
        return "Person" if bracketed and len(run.parts) > 1 else "Character"
    first = run.parts[0].low.partition("-")[0]
    given = first in gazetteer.given_names() or _initials(run.parts[0])
    if 1 < len(run.parts) <= _LONGEST and (given or label == "PERSON"):
        return "Person"
    if len(run.parts) == 1:
        if label == "PERSON" and not run.first_in_sentence:
            return "Person"
        return {"GPE": "Place", "ORG": "Organization"}.get(label, "")
    return {"ORG": "Organization", "GPE": "Place", "LOC": "Place"}.get(label, "")


def _initials(word: Word) -> bool:
    return word.text.endswith(".") or (word.text.isupper() and len(word.text) < _SHORTEST_NAME)


def _full_names(text: str, people: Iterable[_Run]) -> dict[str, list[str]]:
    """Give the full names by each word that may stand for them, in order of appearance."""
    full: dict[str, list[str]] = {}
    for run in people:
        if len(run.parts) == 1:
            continue
        name = run.span.of(text)
        for key in {_surname(run), run.parts[0].text}:
            if name not in full.setdefault(key, []):
                full[key].append(name)
    return full


def _surname(run: _Run) -> str:
    parts = [w for w in run.parts if w.low.rstrip(".") not in _small("suffixes")]
    return parts[-1].text


def _fuller(run: _Run, full: dict[str, list[str]]) -> str | None:
    """Give the full name that a bare surname stands for: the first introduced in the article."""
    if len(run.parts) == 1:
        return next(iter(full.get(run.parts[0].text, ())), None)
    return None


def _characters(found: Sequence[Named]) -> list[Named]:
    """Read a name that the story tells of as a character everywhere in the article."""
    people = {one.mention.name for one in found if one.kind == "Person" and " " in one.mention.name}
    names = {
        one.mention.name
        for one in found
        if one.kind == "Character" and one.mention.name not in people
    }
    return [
        replace(one, mention=replace(one.mention, kind="Character"))
        if one.mention.name in names
        else replace(one, mention=replace(one.mention, kind="Person"))
        if one.kind == "Character"
        else one
        for one in found
    ]

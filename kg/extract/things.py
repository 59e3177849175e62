"""Tagged mentions → the things they name: “Marsh” is Ada Marsh, “CFCA” what it is short for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kg.extract import gazetteer, labels, lexicon
from kg.extract.coreference import PRONOUNS
from kg.extract.mentions import Named
from kg.extract.tagger import Tagged
from kg.model import Article, Mention, Span

_SHORT = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention, and what it names.

    Attributes:
        type: as tagged.
        span: where its name stands: without “Mr”, “the”.
        name: the fullest name of the thing; empty for a description, until it is read.
        sure: how sure it is that this is such a mention, and of this thing, from 0 to 1.
    """

    type: str
    span: Span
    name: str
    sure: float = 1.0

    @property
    def key(self) -> tuple[str, str]:
        """What is the same for all mentions of one thing."""
        return self.type.upper(), self.name.casefold()


def seen(article: Article, found: Sequence[Tagged]) -> list[Seen]:
    """Return the mentions with the names of what they name, in order."""
    text = article.text
    named = [(one.type, _bare(text, one)) for one in found]
    scores = [one.score for one in found]
    full = _people(text, [span for letter, span in named if letter == "P"])
    roles = _people(text, [span for letter, span in named if letter == "C"])
    short = dict(_acronyms(text, [span for letter, span in named if letter in "OFAU"]))
    short |= _longer(text, [span for letter, span in named if letter in "OF"])
    whole = _titles(text, [span for letter, span in named if letter == "W"])
    result = []
    for (letter, span), score in zip(named, scores, strict=True):
        words = _said(text, span)
        if words == words.lower() and letter.lower() in labels.types() and not _digit(words):
            letter = letter.lower()  # noqa: PLW2901  no name has small letters alone
        if letter.islower():
            name = ""
        elif letter == "P":
            name = full.get(words, words)
        elif letter == "C":
            known = roles.get(words, words)
            known = full.get(words, words) if known == words else known
            name = known if words[0].isupper() else _undetermined(words)
            name = "" if words.lower() in PRONOUNS else name
        elif letter == "W":
            name = whole.get(words.casefold(), words)
        elif letter == "A":
            name = _one(short.get(words, words))
        elif letter in "OFU":
            name = short.get(words, words)
        else:
            name = words
        result.append(Seen(letter, span, name, score))
    best: dict[tuple[str, str], float] = {}
    for one in result:
        best[one.key] = max(one.sure, best.get(one.key, 0.0))
    return [replace(one, sure=best[one.key]) if one.name else one for one in result]


def marked(mentions: Sequence[Seen], quoted: frozenset[str]) -> list[Seen]:
    """Return the mentions, titles that lack the marks which the article gives its titles as groups.

    Args:
        mentions: what is seen.
        quoted: the titles that stand in quotation marks; where they are less than half of all
            titles, marks tell nothing.
    """
    titles = {one.name for one in mentions if one.type == "W"}
    if not quoted or len(titles - quoted) > len(quoted):
        return list(mentions)
    return [
        replace(one, type="O") if one.type == "W" and one.name not in quoted else one
        for one in mentions
    ]


def storied(article: Article, mentions: Sequence[Seen], plots: Sequence[Span]) -> list[Seen]:
    """Return the mentions, what a telling of the plot names as characters everywhere.

    Performers in brackets stay people.

    Args:
        article: the article.
        mentions: what is seen in it.
        plots: the stretches that tell a story.
    """
    text = article.text
    inside = [
        one
        for one in mentions
        if one.type in "PO" and any(plot.covers(one.span) for plot in plots)
        if text[one.span.start - 1 : one.span.start] != "("
    ]
    outside = {one.name for one in mentions if one.type == "P" and " " in one.name} - {
        one.name for one in inside
    }
    names = {one.name for one in inside} - outside
    return [
        replace(one, type="C") if one.type in "PO" and one.name in names else one
        for one in mentions
    ]


def _said(text: str, span: Span) -> str:
    """Return the words of a mention, in one line."""
    return " ".join(span.of(text).split())


def _digit(words: str) -> bool:
    return any(c.isdigit() for c in words)


def _one(name: str) -> str:
    """Return one prize of several: “Golden Globes” are won one at a time."""
    *before, last = name.split()
    single = last.removesuffix("s")
    told = single.lower() in lexicon.terms("award_words", "prize")
    return " ".join((*before, single)) if told else name


def _bare(text: str, one: Tagged) -> Span:
    """Return a mention's span without “Mr” or “the” in front, or a possessive behind."""
    span = one.span
    words = span.of(text)
    for tail in ("’s", "'s"):
        if words.endswith(tail) and one.type in "PCOFAU" and len(words) > len(tail):
            span = Span(span.start, span.end - len(tail))
            words = span.of(text)
    first, _, rest = words.partition(" ")
    drop = (
        one.type == "P" and first.lower().rstrip(".") in lexicon.cues("small_words")["courtesy"]
    ) or (one.type in "OFAUK" and first.lower() == "the")
    if drop and rest.strip():
        return Span(span.start + len(words) - len(rest.lstrip()), span.end)
    return span


def named_role(name: str) -> bool:
    """Tell whether a role has a name: “Vera” has one, “a surgeon” and “Vera's mother” have none."""
    return name[:1].isupper() and not name.rpartition(" ")[2].islower()


def _undetermined(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("a", "an", "the", "his", "her", "their") and rest else words


def _people(text: str, spans: Sequence[Span]) -> Mapping[str, str]:
    """Return the full names by the shorter forms that stand for them: the first introduced."""
    full: dict[str, str] = {}
    names = [_said(text, span) for span in spans]
    suffixes = lexicon.cues("small_words")["suffixes"]
    for name in names:
        if len(name.split()) >= _SHORT:
            full.setdefault(name, name)
    for name in sorted(dict.fromkeys(names), key=lambda n: -len(n.split())):
        parts = name.split()
        if len(parts) < _SHORT:
            continue
        core = [p for p in parts if p.lower().rstrip(".,") not in suffixes]
        longest = full[name]
        for n in range(1, len(core)):
            full.setdefault(" ".join(core[n:]), longest)
        full.setdefault(core[0], longest)
    introduced = _introduced(full)
    return {name: introduced[longest] for name, longest in full.items()}


_COMPARED = 100
"""How many full names one with initials is compared with at most: the longest."""


def _introduced(full: Mapping[str, str]) -> Mapping[str, str]:
    """Return, of each full name, the longest one that it is a part of, or itself.

    “Ní Dhálaigh” is Siobhán Ní Dhálaigh, “S. K. Nair” Sunita Kumari Nair.
    """
    names = sorted(set(full.values()), key=lambda one: (-len(one), one))
    place = {name: number for number, name in enumerate(names)}
    by_tail: dict[str, str] = {}
    alike: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in names:
        parts = name.split()
        for n in range(1, len(parts)):
            by_tail.setdefault(" ".join(parts[n:]), name)
        alike[len(parts), parts[-1]].append(name)
    found: dict[str, str] = {}
    for name in names:
        parts = name.split()
        others = [by_tail[name]] if name in by_tail else []
        if any(part.endswith(".") for part in parts):
            compared = alike[len(parts), parts[-1]][:_COMPARED]
            others += [one for one in compared if one != name and _initials(parts, one.split())]
        found[name] = min(others, key=lambda one: place[one], default=name)
    return found


def _initials(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a name is another with initials for given names."""
    return parts[-1] == whole[-1] and all(
        one == other or (one.endswith(".") and other.startswith(one[:-1]) and "." not in other)
        for one, other in zip(parts, whole, strict=True)
    )


def _longer(text: str, spans: Sequence[Span]) -> Mapping[str, str]:
    """Return what shorter names are short for: “Larch” is Larch Pictures, if nothing else is.

    A name is short for one that begins with the same word and has all its words in order.
    """
    names = sorted({_said(text, span) for span in spans})
    having: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        words = name.lower().split()
        for word in set(words):
            having[words[0], word].append(name)
    found: dict[str, str] = {}
    for name in names:
        words = name.lower().split()
        rarest = min((having[words[0], word] for word in words), key=len)
        longer = list(islice((one for one in rarest if _shortens(name, one)), 2))
        if len(longer) == 1 and not gazetteer.known(name):
            found[name] = longer[0]
    return found


def _shortens(name: str, other: str) -> bool:
    rest = iter(other.lower().split())
    return name != other and all(word in rest for word in name.lower().split())


def _titles(text: str, spans: Sequence[Span]) -> Mapping[str, str]:
    """Return each title as it is most often written, whatever its capitals."""
    said = Counter(_said(text, span) for span in spans)
    best: dict[str, str] = {}
    for words in sorted(said, key=lambda w: (-said[w], w)):
        best.setdefault(words.casefold(), words)
    for whole in sorted(best.values()):
        _, colon, rest = whole.partition(": ")
        if colon and best.get(rest.casefold()):  # “Return” of “Harbour: Return”
            best[rest.casefold()] = whole
    return best


def _acronyms(text: str, spans: Sequence[Span]) -> Mapping[str, str]:
    """Return what acronyms are short for, among the names of the article and of the lists."""
    names = dict.fromkeys(sorted({_said(text, span) for span in spans}))
    found: dict[str, str] = {}
    for name in names:
        initials = "".join(p[0] for p in name.replace("-", " ").split() if p[0].isupper())
        if len(initials) > _SHORT and initials in names:
            found.setdefault(initials, name)
    return found


_TYPES = "PCOFAUSL"


def named(article: Article, mentions: Sequence[Seen]) -> Iterator[Named]:
    """Yield the mentions that name people, companies, prizes and places, as rules take them."""
    for one in mentions:
        words = one.span.of(article.text)
        if one.type in _TYPES and one.name and (words[0].isupper() or words[0].isdigit()):
            kind = labels.table()["types"][one.type]["is"]
            yield Named(Mention(words, kind, one.span, one.name), one.span)

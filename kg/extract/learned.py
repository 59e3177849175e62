"""What the trained reader tells → claims: names and values made of its mentions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg import patterns
from kg.extract import labels, lexicon, reader, values
from kg.extract.citing import passage
from kg.extract.places import Places, around
from kg.extract.quotations import Speech
from kg.extract.reader import Told
from kg.extract.things import Seen
from kg.extract.words import words
from kg.model import (
    Article,
    Certainty,
    Claim,
    Evidence,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    Voice,
)

_RULE = "reader"


def claims(
    article: Article, mentions: Sequence[Seen], speeches: Sequence[Speech]
) -> Iterator[Claim]:
    """Yield a claim for each fact whose ends can be read as what the relation leads to.

    Args:
        article: the article.
        mentions: what it mentions.
        speeches: its quotations, and its tellings of plots.
    """
    found = Places((one.span, one) for one in values.values(article))
    speakers = Places((one.quoted.inner, one) for one in speeches if not one.story)
    for fact in reader.told(article, mentions, _LEAST):
        if fact.score < needed(article, fact):
            continue
        thing = _thing(article, fact.object, labels.table()["relations"][fact.relation], found)
        subject = _thing(article, fact.subject, {}, found)
        if fact.relation == "character" and not fact.object.name[:1].isupper():
            continue  # a role that has no name
        if thing is None or not isinstance(subject, Mention) or subject == thing:
            continue
        qualifiers = tuple(_qualifiers(article, fact, found))
        yield Claim(
            subject=subject,
            relation=fact.relation,
            object=thing,
            qualifiers=qualifiers,
            status=_status(fact),
            evidence=_evidence(article, fact, speakers),
        )


_LEAST, _SURE, _SURER = 0.3, 0.7, 0.95


def needed(article: Article, fact: Told) -> float:
    """Return how sure the reader must be of a fact: more, where it is told across sentences."""
    return _least(fact.relation) if _near(article, fact) else _SURER


def _near(article: Article, fact: Told) -> bool:
    """Tell whether both ends of a fact stand in one sentence."""
    sentence = around(article.sentences, fact.object.span)
    return all(fact.here) and sentence is not None and sentence.covers(fact.subject.span)


def _least(relation: str) -> float:
    """Return the score from which a relation is believed: data/model/labels.toml."""
    told = labels.table()["relations"][relation]
    return float(told.get("from", _SURE))


def _status(fact: Told) -> Status:
    chances = {name: fact.attributes[name] for name in labels.STATUSES}
    best = max(labels.STATUSES, key=lambda name: chances[name])
    return Status(best) if chances[best] > _HALF else Status.ACTUAL


_HALF = 0.5


def _qualifiers(article: Article, fact: Told, found: Places[values.Found]) -> Iterator[Qualifier]:
    given: dict[str, tuple[float, Mention | Value]] = {}
    for name, mention, score in fact.qualifiers:
        if score < _HALF or score <= given.get(name, (0.0,))[0]:
            continue
        value = _thing(article, mention, labels.table()["qualifiers"][name], found)
        if value is not None:
            given[name] = (score, value)
    for heard, score in fact.attributes.items():
        name, _, word = heard.partition(":")
        if not word or score < _HALF or score <= given.get(name, (0.0,))[0]:
            continue
        datatype = labels.table()["qualifiers"][name]["is"]
        given[name] = (score, Value(word, datatype))
    if labels.table()["relations"][fact.relation].get("kin"):
        kin = _kin(article, fact)
        given |= {"kind": (1.0, Value(kin))} if kin else {}
    relation = patterns.relation(fact.relation)
    for name in sorted(given):
        value = given[name][1]
        kind = value.kind if isinstance(value, Mention) else value.datatype
        if relation.admits(name, kind):
            yield Qualifier(name, value)


def _kin(article: Article, fact: Told) -> str:
    """Return the word of kinship that stands between two people, or right before them."""
    spans = sorted((fact.subject.span, fact.object.span))
    said = [word.low for word in words(article.text, spans[0].start, spans[1].end)]
    table = lexicon.table("kin")
    return next((str(table[word]["kind"]) for word in reversed(said) if word in table), "")


def _thing(
    article: Article, one: Seen, told: Mapping[str, str], found: Places[values.Found]
) -> Mention | Value | None:
    """Return what a mention is, as its relation or qualifier takes it, if it is such a thing."""
    kind = told.get("is") or labels.table()["types"][one.type.upper()]["is"]
    said = " ".join(one.span.of(article.text).split())
    if kind in ("date", "xsd:gYear"):
        value = _value(one.span, found, "date")
        if value is None:
            return None if kind == "xsd:gYear" or said.isdigit() else Value(said)
        if kind == "xsd:gYear":
            year = re.match(r"\d{4}", value.text)
            return Value(year[0], "xsd:gYear") if year else None
        return value
    if kind == "film:Amount":
        if _converted(article.text, one.span):
            return None
        value = _value(one.span, found, "amount")
        return value or Value(said, kind)
    if kind == "xsd:integer":
        count = number(said)
        return None if count is None else Value(str(count), kind)
    if kind == "xsd:string":
        return Value(said.lower() if one.type == "G" else said, kind)
    name = one.name or said
    if kind == "Occupation":
        name = said.lower() if said[1:] == said[1:].lower() else said
        known = (name.removesuffix(ending) for ending in ("s", "es"))
        name = next((n for n in known if n != name and n in lexicon.roles()), name)
    elif kind == "AwardCategory":
        name = said.lower()
    elif kind == "Place":
        name = lexicon.nationalities().get(said.lower(), name)
    return Mention(said, kind, one.span, name)


_AMOUNT = re.compile(r"[\d.]+ ?(?:[a-z]{1,8})? ?\(\Z")


def _converted(text: str, span: Span) -> bool:
    """Tell whether an amount only repeats the one before it, in brackets: “$22m (£11.7m)”."""
    return bool(_AMOUNT.search(text, max(0, span.start - 20), span.start))


def _value(span: Span, found: Places[values.Found], kind: str) -> Value | None:
    """Return the value that stands in a stretch: the one that covers most of it."""
    inside = [one for one in found.within(span) if one.kind == kind]
    over = found.at(span)
    if over is not None and over.kind == kind:
        inside.append(over)
    return max(inside, key=lambda one: one.span.end - one.span.start).value if inside else None


def number(words: str) -> int | None:
    """Read a number: “number three”, “third”, “1,204”, “two hours and ten minutes”, “double”.

    >>> [number(words) for words in ("No 3", "number three", "112 minutes", "many")]
    [3, 3, 112, None]
    """
    hours = re.search(r"(\S+)[ -]hours?", words.lower())
    minutes = re.search(r"(\S+)[ -]min", words.lower())
    if hours:
        count, more = _count(hours[1]), _count(minutes[1]) if minutes else 0
        return None if count is None else count * 60 + (more or 0)
    digits = re.search(r"\d[\d,]*", words)
    if digits:
        return int(digits[0].replace(",", ""))
    return next((n for w in re.split(r"[\s-]+", words) if (n := _count(w)) is not None), None)


def _count(word: str) -> int | None:
    word = word.lower().strip(".,")
    if word.isdigit():
        return int(word)
    told = _numerals().get(word)
    return told if told is None else int(told)


@cache
def _numerals() -> Mapping[str, int]:
    return {
        **{
            word: int(n)
            for word, n in lexicon.table("number_words").items()
            if word not in ("a", "an")
        },
        **lexicon.table("ordinals"),
    }


def _evidence(article: Article, fact: Told, speakers: Places[Speech]) -> Evidence:
    spans = [
        one.span for one, here in zip((fact.subject, fact.object), fact.here, strict=True) if here
    ]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    sentence = around(article.sentences, spans[-1])
    if sentence is not None:
        inside = [s for s in spans if sentence.covers(s)]
        if len(inside) < len(spans):  # the rest only stands for what is told of here
            span = Span(min(s.start for s in inside), max(s.end for s in inside))
        span = _clause(article.text, span, sentence)
    story = fact.attributes["story"] > _HALF or fact.subject.type == "C"
    speech = speakers.at(spans[-1])
    speaker = speech.speaker.name if speech and speech.speaker else None
    voice = Voice.STORY if story else Voice.QUOTED if speech else Voice.ARTICLE
    return passage(
        article,
        span,
        f"{_RULE}-{fact.relation}",
        voice=voice,
        speaker=speaker,
        certainty=Certainty.RUMOURED if fact.attributes["rumoured"] > _HALF else Certainty.STATED,
    )


_ENDS = re.compile(r"[,;:–—]\s|\s[-(]|\)")
_WIDE = 220


def _clause(text: str, span: Span, sentence: Span) -> Span:
    """Widen a stretch to its clause, or to its sentence where that is short."""
    if sentence.end - sentence.start <= _WIDE and "\n" not in sentence.of(text):
        return sentence
    start = max(
        (m.end() for m in _ENDS.finditer(text, sentence.start, span.start)), default=sentence.start
    )
    close = _ENDS.search(text, span.end, sentence.end)
    return Span(start, close.start() if close else sentence.end)

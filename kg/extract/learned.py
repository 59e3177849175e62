"""What the trained reader tells → claims: names and values made of its mentions."""

import re
from collections.abc import Iterator, Sequence

from kg import patterns
from kg.extract import labels, lexicon, objects, things, values
from kg.extract.citing import passage
from kg.extract.places import Places, around
from kg.extract.quotations import Speech
from kg.extract.reader import Told
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

RULE = "reader"
"""What the rules of evidence begin with where a network read: ``reader-director``."""


def claims(article: Article, told: Sequence[Told], speeches: Sequence[Speech]) -> Iterator[Claim]:
    """Yield a claim for each fact whose ends can be read as what the relation leads to.

    Args:
        article: the article.
        told: what the reader tells of it.
        speeches: its quotations, and its tellings of plots.
    """
    found = Places((one.span, one) for one in values.values(article))
    speakers = Places((one.quoted.inner, one) for one in speeches if not one.story)
    for fact in told:
        if fact.score < needed(article, fact):
            continue
        thing = objects.thing(
            article, fact.object, labels.table()["relations"][fact.relation], found
        )
        if isinstance(thing, Value) and fact.object.type == "D":
            printed = fact.object.span.of(article.text)
            thing = objects.in_time(thing, printed, fact.relation, _status(fact), article.published)
        subject = objects.thing(article, fact.subject, {}, found)
        if fact.relation == "character" and not things.named_role(fact.object.name):
            continue
        if thing is None or not isinstance(subject, Mention) or subject == thing:
            continue
        yield Claim(
            subject=subject,
            relation=fact.relation,
            object=thing,
            qualifiers=tuple(_qualifiers(article, fact, found)),
            status=_status(fact),
            evidence=_evidence(article, fact, speakers),
        )


FAINT = 0.02
"""What is told with less than this is not said at all."""
_SURE, _SURER = 0.55, 0.62


def needed(article: Article, fact: Told) -> float:
    """Return how sure the reader must be of a fact: more, where it is told across sentences."""
    return _least(fact.relation) if near(article, fact) else _SURER


def near(article: Article, fact: Told) -> bool:
    """Return whether both ends of a fact stand in one sentence."""
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
        value = objects.thing(article, mention, labels.table()["qualifiers"][name], found)
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


def _evidence(article: Article, fact: Told, speakers: Places[Speech]) -> Evidence:
    spans = [
        one.span for one, here in zip((fact.subject, fact.object), fact.here, strict=True) if here
    ]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    later = labels.table()["relations"][fact.relation].get("told") == "later"
    teller = max(spans) if later else spans[-1]
    sentence = around(article.sentences, teller)
    if sentence is not None:
        inside = [s for s in spans if sentence.covers(s)]
        if len(inside) < len(spans):  # the rest only stands for what is told of here
            span = Span(min(s.start for s in inside), max(s.end for s in inside))
        span = _clause(article.text, span, sentence)
    story = fact.attributes["story"] > _HALF or fact.subject.type == "C"
    speech = speakers.at(teller)
    speaker = speech.speaker.name if speech and speech.speaker else None
    voice = Voice.STORY if story else Voice.QUOTED if speech else Voice.ARTICLE
    return passage(
        article,
        span,
        f"{RULE}-{fact.relation}",
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

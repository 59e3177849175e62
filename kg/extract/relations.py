"""Ways of saying, over the parse and its mentions → claims.

A match gives a claim for each pair of what its slots took; who says it and how follows from the
clause and from the quotation it stands in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from kg import patterns
from kg.extract import lexicon, values
from kg.extract.citing import passage
from kg.extract.coreference import Memory
from kg.extract.lexicon import Template
from kg.extract.matching import Match
from kg.extract.mentions import Named, Said
from kg.extract.slots import Bound, Scene
from kg.extract.status import status
from kg.model import (
    Article,
    Basis,
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


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in a piece of text.

    Attributes:
        voice: the article, somebody quoted, or the story.
        speaker: who is quoted.
    """

    voice: Voice = Voice.ARTICLE
    speaker: Mention | None = None


def claims(
    article: Article, scene: Scene, found: Match, speaking: Speaking, memory: Memory
) -> Iterator[Claim]:
    """Yield what one match claims."""
    stated, certainty = status(scene.graph, found.anchor)
    told_past = _past(scene, found.anchor)
    if told_past:
        found = _dated_back(article, found)
    elif stated is Status.ACTUAL and _to_come(article, found):
        stated = Status.PLANNED
    for template in found.pattern.relation.claims:
        subjects = _values(template.subject, scene, found, memory)
        objects = _values(template.object, scene, found, memory)
        for subject, thing in product(subjects, objects):
            if not isinstance(subject.what, Mention) or subject.what == thing.what:
                continue
            evidence = _evidence(
                article,
                _passage(found, template, subject, thing),
                found.pattern.relation.name,
                speaking,
                subject.what,
                implied=template.implied,
                certainty=certainty,
            )
            for relation in _relations(template, scene, thing):
                yield Claim(
                    subject=subject.what,
                    relation=relation,
                    object=thing.what,
                    qualifiers=_qualifiers(template, scene, found, memory),
                    status=Status(template.status) if template.status else stated,
                    evidence=evidence,
                )


_PAST = frozenset({"was", "were", "had", "did"})


def _past(scene: Scene, anchor: int) -> bool:
    """Tell whether a verb stands in the past tense."""
    tokens = scene.graph.tokens
    verb = tokens[anchor]
    kids = (tokens[kid] for kid in scene.graph.kids[anchor])
    helpers = {kid.text.lower() for kid in kids if kid.dep.startswith("aux")}
    return bool(helpers & _PAST) or (verb.tag == "VBD" and not helpers)


def _to_come(article: Article, found: Match) -> bool:
    return any(
        isinstance(bound.what, Value) and values.later(bound.what, article.published)
        for bounds in found.slots.values()
        for bound in bounds
    )


def _dated_back(article: Article, found: Match) -> Match:
    """Read the days of something told in the past as the last ones before the article's date."""
    slots = {
        name: tuple(
            replace(b, what=values.past(b.what, b.span.of(article.text), article.published))
            if isinstance(b.what, Value)
            else b
            for b in bounds
        )
        for name, bounds in found.slots.items()
    }
    return replace(found, slots=slots)


def _relations(template: Template, scene: Scene, thing: Bound) -> tuple[str, ...]:
    """Give the relations of a template: one, or those that the person's job words state."""
    if template.relation != lexicon.CREDITS:
        return (template.relation,)
    made = scene.credits.get(thing.what.name, ()) if isinstance(thing.what, Mention) else ()
    return tuple(one for one in made if one not in lexicon.cues("not_makers")["relations"])


def from_phrase(article: Article, said: Said, speaking: Speaking) -> Claim:
    """Return the claim of a noun phrase; what somebody quoted holds, is theirs to hold."""
    given = [Qualifier(name, value) for name, value in said.qualifiers]
    if speaking.speaker is not None and "holder" in patterns.relation(said.relation).qualifiers:
        given.append(Qualifier("holder", speaking.speaker))
    return Claim(
        subject=said.subject,
        relation=said.relation,
        object=said.object,
        qualifiers=tuple(given),
        status=Status.SUPERSEDED if said.former else Status.ACTUAL,
        evidence=_evidence(
            article, said.span, said.rule, speaking, said.subject, implied=said.implied
        ),
    )


def listed(kind: str, word: str) -> Value:
    """Return a word of a controlled list as a value: a medium, a kind of premiere, a billing."""
    return Value(word, f"film:{kind.capitalize()}Scheme")


def fits(claim: Claim) -> bool:
    """Return whether the ontology lets such things stand in such a relation."""
    thing = claim.object
    kind = thing.kind if isinstance(thing, Mention) else thing.datatype
    return patterns.relation(claim.relation).accepts(claim.subject.kind, kind)


def _evidence(
    article: Article,
    span: Span,
    rule: str,
    speaking: Speaking,
    subject: Mention,
    *,
    implied: bool = False,
    certainty: Certainty = Certainty.STATED,
) -> Evidence:
    if subject.kind == "Character":
        voice = Voice.STORY
    else:  # what a plot telling says of real people and works is the article's
        voice = Voice.ARTICLE if speaking.voice is Voice.STORY else speaking.voice
    quoted = speaking.speaker if speaking.voice is Voice.QUOTED else None
    return passage(
        article,
        span,
        rule,
        voice=voice,
        speaker=quoted.name if quoted else None,
        basis=Basis.IMPLIED if implied else Basis.EXPLICIT,
        certainty=certainty,
    )


def _values(name: str, scene: Scene, found: Match, memory: Memory) -> tuple[Bound, ...]:
    """Give what a template's part stands for: a slot, the focal work, or a constant."""
    name, _, datatype = name.partition("^^")
    if name.startswith("'"):
        return (_constant(name.strip("'"), datatype.strip("'") or "xsd:string", scene, found),)
    slot, _, which = name.partition(".")
    if which == "role":
        return tuple(_role(bound) for bound in found.slots[slot])
    if slot in found.slots:
        bounds = {"first": found.slots[slot][:1], "rest": found.slots[slot][1:]}.get(
            which, found.slots[slot]
        )
        return tuple(_named(bound, datatype, scene) for bound in bounds)
    if slot in ("focal", "work"):
        work = spoken_of(memory)
        if work is not None:
            return (Bound(-1, found.span, work.mention),)
    return ()


def _role(bound: Bound) -> Bound:
    """Give the part that a performer plays, whose name may stand elsewhere in the article."""
    assert isinstance(bound.what, Mention)
    person = bound.what
    return replace(bound, what=replace(person, kind="Character", name=f"{ROLE_OF}{person.name}"))


ROLE_OF = "the role of "
"""Begins the name of a character that is known by its performer only, until it is settled."""


def _constant(word: str, datatype: str, scene: Scene, found: Match) -> Bound:
    if ":" in datatype:
        return Bound(-1, found.span, Value(word, datatype))
    mention = Mention(found.span.of(scene.text), datatype, found.span, word)
    return Bound(-1, found.span, mention)


def _named(bound: Bound, kind: str, scene: Scene) -> Bound:
    """Give plain words as the name of a thing of a kind: a skill, a theme."""
    if not kind or isinstance(bound.what, Mention):
        return bound
    text = bound.span.of(scene.text)
    return replace(bound, what=Mention(text, kind, bound.span, bound.what.text))


def spoken_of(memory: Memory) -> Named | None:
    """Return the work that is spoken of: the one named last, else the article's focal one."""
    names = {one.mention.name for one in memory.works}
    if len(names) == 1:
        return memory.works[0]
    return memory.focal


def _qualifiers(
    template: Template, scene: Scene, found: Match, memory: Memory
) -> tuple[Qualifier, ...]:
    given = []
    for name, part in template.qualifiers.items():
        bounds = _values(part, scene, found, memory)
        several = part.endswith((".all", ".rest"))
        given += [
            Qualifier(name, _year(bound.what) if name == "year" else bound.what)
            for bound in (bounds if several else bounds[:1])
        ]
    return tuple(given)


def _year(what: Mention | Value) -> Mention | Value:
    """Give the year of a date."""
    if isinstance(what, Value) and what.datatype in ("xsd:date", "xsd:gYearMonth"):
        return Value(what.text[:4], "xsd:gYear")
    return what


def _passage(found: Match, template: Template, subject: Bound, thing: Bound) -> Span:
    """Give the shortest stretch that says this claim: the words, and its own two names."""
    ends = {template.subject.partition(".")[0], template.object.partition(".")[0]}
    spans: list[Span] = [
        bound.span
        for slot, bounds in found.slots.items()
        for bound in bounds
        if bound is subject or bound is thing or slot not in ends
    ]
    spans += found.words
    return Span(min(s.start for s in spans), max(s.end for s in spans))

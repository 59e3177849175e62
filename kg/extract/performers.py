"""“Lou (Ada Marsh)”, “his wife Ada”: who plays whom in brackets, and kin before a name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract import coreference, lexicon, relations
from kg.extract.coreference import Memory
from kg.extract.mentions import Named, Said
from kg.extract.noun_phrases import Phrase
from kg.extract.relations import Speaking
from kg.extract.slots import Scene
from kg.model import Article, Claim, Mention, Span, Value, Voice


def folded(text: str, heads: Sequence[Named]) -> list[Named]:
    """Return the names, each character's outer span widened over its performer in brackets.

    The performer is left out: it needs no word of its own in the parse.
    """
    found: list[Named] = []
    for one in sorted(heads, key=lambda h: h.outer):
        if found and _in_brackets(text, found[-1], one):
            wide = Span(found[-1].outer.start, one.outer.end + 1)
            found[-1] = replace(found[-1], outer=wide)
        else:
            found.append(one)
    return found


def _in_brackets(text: str, character: Named, performer: Named) -> bool:
    between = text[character.mention.span.end : performer.outer.start]
    return (
        character.kind == "Character"
        and performer.kind == "Person"
        and between.strip() == "("
        and text[performer.outer.end : performer.outer.end + 1] == ")"
    )


def bracketed(
    article: Article, people: Sequence[Named], memory: Memory, speaking: Speaking
) -> Iterator[Claim]:
    """Yield the castings of performers in brackets behind their character."""
    work = relations.spoken_of(memory)
    if work is None:
        return
    # the bracket is the article's own remark, whoever tells the story
    own = replace(speaking, voice=Voice.ARTICLE, speaker=None)
    ordered = sorted(people, key=lambda one: one.outer)
    for character, performer in pairwise(ordered):
        if not _in_brackets(article.text, character, performer):
            continue
        role, person = character.mention, performer.mention
        span = Span(role.span.start, performer.outer.end + 1)
        for relation, subject, thing, qualifiers in (
            ("castMember", work.mention, person, (("character", role),)),
            ("playsCharacter", person, role, (("work", work.mention),)),
        ):
            said = Said(
                relation,
                subject,
                thing,
                span,
                "performer-in-brackets",
                qualifiers=qualifiers,
                implied=relation == "castMember",
            )
            yield relations.from_phrase(article, said, own)


def kin(
    article: Article, head: Phrase, scene: Scene, memory: Memory, speaking: Speaking
) -> Iterator[Claim]:
    """Yield whose kin a name is: “his girlfriend Lou”, “Park’s brother Dan”."""
    if head.possessor is None or head.kin is None:
        return
    owner = _owner(article, head.possessor, head.head, scene, memory)
    if owner is None or owner.mention.name == head.head.mention.name:
        return
    entry = lexicon.table("kin")[head.kin.low]
    word = str(entry["kind"])
    relation = str(entry["relation"])
    fiction = head.head.kind == "Character"
    qualifiers: tuple[tuple[str, Mention | Value], ...] = ()
    if relation == "relative" or fiction:
        relation, qualifiers = "relative", (("kind", Value(word)),)
    span = Span(head.possessor.start, head.head.mention.span.end)
    said = Said(relation, owner.mention, head.head.mention, span, "kin-before-name", qualifiers)
    yield relations.from_phrase(article, said, speaking)


def _owner(
    article: Article, possessor: Span, head: Named, scene: Scene, memory: Memory
) -> Named | None:
    word = possessor.of(article.text)
    for one in scene.masked.named:
        if one.kind == head.kind and one.outer.covers(possessor) and word[0].isupper():
            return one
    if word.lower() not in ("his", "her"):
        return None
    tokens = scene.graph.tokens
    place = next(
        (
            i
            for i, t in enumerate(tokens)
            if scene.masked.source(t.start, t.end).end > possessor.start
        ),
        len(tokens),
    )
    before = coreference.subject_before(scene.graph, scene.named, place)
    if before is not None and before.kind == head.kind:
        return before
    return memory.character if head.kind == "Character" else memory.subject

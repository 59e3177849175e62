"""“Marsh”, “he”, “the film” → the mention they stand for, sentence by sentence.

Surnames are settled with the names (:mod:`kg.extract.names`); here come pronouns and descriptions.
A pronoun prefers the subject of a clause above it, then of the last sentence; inside a quotation
the speaker is not “he”. A description (“the film”) is the last sentence's one work, else the
article's focal title: the one it names most.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract import lexicon
from kg.extract.clauses import SUBJECTS, Syntax
from kg.extract.masks import Masked
from kg.extract.mentions import Named, is_work
from kg.extract.pieces import Piece
from kg.model import Mention, Span, Voice

_HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
PRONOUNS = _HE | _IT | {"i", "me", "my", "we", "us", "our", "you", "your", "they", "them", "their"}
"""Words that stand for a person or a thing named elsewhere."""
_THE = frozenset({"the", "this", "his", "her", "their", "its"})
_SCREEN = frozenset({"Film", "TelevisionWork", "ScreenWork", "CreativeWork"})


@dataclass(slots=True)
class Memory:
    """What was spoken of so far, in one article.

    Attributes:
        focal: the work that the article is about.
        subject: the person who was the last sentence's subject.
        people: the people named, in order.
        character: the character spoken of last.
        works: the works of the last sentence that named any, its subject first.
    """

    focal: Named | None = None
    subject: Named | None = None
    people: list[Named] = field(default_factory=list)
    character: Named | None = None
    works: list[Named] = field(default_factory=list)


def focal(named: Sequence[Named], title_end: int) -> Named | None:
    """Return the work that an article is about: the most named, the first of equals.

    A work of the headline counts twice more.
    """
    works = [one for one in named if is_work(one.kind)]
    if not works:
        return None
    tally = Counter(one.mention.name for one in works)
    for one in works:
        if one.mention.span.end <= title_end:
            tally[one.mention.name] += 2
    first = {one.mention.name: place for place, one in reversed(list(enumerate(works)))}
    name = min(tally, key=lambda n: (-tally[n], first[n]))
    return works[first[name]]


def resolved(
    text: str,
    masked: Masked,
    graph: Syntax,
    named: Mapping[int, Named],
    memory: Memory,
    piece: Piece,
) -> dict[int, Named]:
    """Return what each word of a piece stands for, and remember what was spoken of.

    Args:
        text: the article's text.
        masked: the piece.
        graph: its parse.
        named: the named things by their word.
        memory: what was spoken of before; changed.
        piece: whose voice it is: in a plot telling pronouns are characters, and inside a
            quotation they are not the speaker.
    """
    found = dict(named)
    for index, token in enumerate(graph.tokens):
        if index in found:
            continue
        low = token.text.lower()
        stands_for = None
        if low in _HE:
            stands_for = _person(graph, found, index, memory, piece)
        elif low in _IT and low != "it":
            stands_for = _subject_work(graph, found, index) or _last_work(memory, _SCREEN)
        elif low == "it" and token.dep in (*SUBJECTS, "dobj"):
            stands_for = _last_work(memory, _SCREEN)
        elif token.tag in ("NN", "NNP") and _described(graph, index):
            stands_for = _work(graph, found, index, memory)
        if stands_for is not None:
            found[index] = _again(text, masked, graph, index, stands_for)
    _remember(graph, found, named, memory)
    return found


def subject_before(graph: Syntax, found: Mapping[int, Named], index: int) -> Named | None:
    """Return the person or character who is the nearest subject before a word."""
    for other in range(index - 1, -1, -1):
        named = found.get(other)
        is_subject = graph.tokens[other].dep in SUBJECTS
        if named and named.kind in ("Person", "Character") and is_subject:
            return named
    return None


def _person(
    graph: Syntax, found: Mapping[int, Named], index: int, memory: Memory, piece: Piece
) -> Named | None:
    story = piece.voice is Voice.STORY
    kind = "Character" if story else "Person"
    speaker = piece.speech.speaker.name if piece.speech and piece.speech.speaker else ""

    def may_be(named: Named | None) -> bool:
        return named is not None and named.kind == kind and named.mention.name != speaker

    own_subject = graph.tokens[index].dep in SUBJECTS
    clause = graph.clauses[index]
    if own_subject:
        told = clause
        clause = graph.clauses[graph.tokens[clause].head]
        if _said_by(graph, told, clause) and may_be(memory.subject):
            return memory.subject  # “his daughter said he died”: whoever was spoken of before
    visited = set()
    while clause not in visited:
        visited.add(clause)
        for subject in graph.subjects(clause) or [
            child for label, child in graph.edges[clause] if label == "obj"
        ]:
            named = found.get(subject)
            if may_be(named) and subject != index:
                return named
        clause = graph.clauses[graph.tokens[clause].head]
    if may_be(named := subject_before(graph, found, index)):
        return named
    if story:
        return memory.character
    before = [one for at, one in sorted(found.items()) if at < index]
    nearest = (memory.subject, *reversed(before), *reversed(memory.people))
    return next((one for one in nearest if may_be(one)), None)


def _said_by(graph: Syntax, told: int, verb: int) -> bool:
    """Tell whether a clause is what somebody is said to say."""
    token = graph.tokens[told]
    says = graph.tokens[verb].text.lower() in lexicon.speech_forms()
    return token.dep == "ccomp" and verb != told and says


def _described(graph: Syntax, index: int) -> bool:
    """Tell whether a noun is “the film”: a kind of work, determined, with no name beside it."""
    token = graph.tokens[index]
    before_noun = token.dep == "nsubj" and graph.tokens[token.head].tag.startswith("NN")
    if token.dep in ("compound", "amod", "nmod") or before_noun:
        return False
    if token.text.lower() not in lexicon.table("kinds"):
        return False
    kids = [graph.tokens[kid] for kid in graph.kids[index]]
    determined = any(t.text.lower() in _THE and t.dep in ("det", "poss") for t in kids)
    extra = [t for t in kids if t.dep in ("amod", "nummod", "compound", "relcl", "appos")]
    return determined and all(_light(t.text.lower()) for t in extra)


def _light(word: str) -> bool:
    return word in lexicon.table("genres") or word in lexicon.evaluative()


def _work(graph: Syntax, found: Mapping[int, Named], index: int, memory: Memory) -> Named | None:
    kind = str(lexicon.table("kinds")[graph.tokens[index].text.lower()])
    allowed = _SCREEN if kind in _SCREEN else frozenset({kind})
    if kind in ("Film", "TelevisionWork"):
        allowed = frozenset({kind, "CreativeWork", "ScreenWork"})
    earlier = [one for at, one in sorted(found.items()) if at < index and one.kind in allowed]
    names = {one.mention.name for one in earlier}
    if len(names) == 1:
        return earlier[0]
    return _last_work(memory, allowed)


def _last_work(memory: Memory, allowed: frozenset[str]) -> Named | None:
    works = [one for one in memory.works if one.kind in allowed]
    names = {one.mention.name for one in works}
    if len(names) == 1:
        return works[0]
    if memory.focal is not None and memory.focal.kind in allowed:
        return memory.focal
    return works[0] if works else None


def _subject_work(graph: Syntax, found: Mapping[int, Named], index: int) -> Named | None:
    for subject in graph.subjects(graph.clauses[index]):
        named = found.get(subject)
        if named is not None and is_work(named.kind):
            return named
    return None


def _leads(graph: Syntax, index: int) -> bool:
    """Tell whether a word is what its sentence is about, and not named in an aside."""
    token = graph.tokens[index]
    head = graph.tokens[token.head]
    if token.dep == "pobj" and head.text.lower() == "in":
        return graph.tokens[head.head].dep == "ROOT"
    return token.dep in (*SUBJECTS, "dobj", "ROOT")


def _again(text: str, masked: Masked, graph: Syntax, index: int, named: Named) -> Named:
    token = graph.tokens[index]
    span = masked.source(token.start, token.end)
    mention = Mention(span.of(text), named.kind, span, named.mention.name, named.mention.within)
    before = named.mention.span
    in_piece = masked.span.covers(before) and before.start < span.start
    # a passage that shows a pronoun shows whom it stands for, where that is near
    outer = Span(before.start, span.end) if in_piece and token.tag.startswith("PRP") else span
    return replace(named, mention=mention, outer=outer)


def _remember(
    graph: Syntax, found: Mapping[int, Named], named: Mapping[int, Named], memory: Memory
) -> None:
    subjects = [found[i] for i, t in enumerate(graph.tokens) if i in found and t.dep in SUBJECTS]
    people = [one for one in subjects if one.kind == "Person"]
    if people:
        memory.subject = people[0]
    elif any(one.kind == "Person" for one in named.values()):
        memory.subject = None
    characters = [one for one in subjects if one.kind == "Character"]
    if characters:
        memory.character = characters[0]
    for _, one in sorted(named.items()):
        if one.kind == "Person":
            memory.people.append(one)
        elif one.kind == "Character" and memory.character is None:
            memory.character = one
    works = [one for _, one in sorted(found.items()) if is_work(one.kind)]
    if works:
        leading = [
            one for i, one in sorted(found.items()) if is_work(one.kind) and _leads(graph, i)
        ]
        told_of = [one for one in subjects if is_work(one.kind)]
        memory.works = [*told_of, *leading] or memory.works or works

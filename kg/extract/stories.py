"""What is true only in the fiction, and the texts and quotations that an article carries.

In a plot telling every clause about a character is a note on that character, in the article's
words; quotations are facts of their own, with their speaker.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.citing import passage
from kg.extract.clauses import SUBJECTS
from kg.extract.coreference import Memory
from kg.extract.mentions import Named
from kg.extract.quotations import Speech
from kg.extract.relations import Speaking
from kg.extract.slots import Scene
from kg.model import Article, Basis, Claim, Mention, Qualifier, Span, Status, Value, Voice


def notes(
    article: Article, scene: Scene, speaking: Speaking, *, everywhere: bool
) -> Iterator[Claim]:
    """Yield what a piece says of its characters.

    Args:
        article: the article.
        scene: the piece.
        speaking: who speaks in it.
        everywhere: whether it is a plot telling: then clause by clause; else only what stands
            beside a character’s name (“Nora, the lighthouse keeper”).
    """
    graph = scene.graph
    for index, token in enumerate(graph.tokens):
        named = scene.named.get(index)
        if named is None or named.kind != "Character":
            continue
        beside = _beside(article, scene, named)
        if beside is not None:
            yield _note(article, named, beside, scene.span(index), speaking)
        if not everywhere:
            continue
        for told in _relative(scene, index):
            yield _note(article, named, told, scene.span(index), speaking)
        if token.dep in SUBJECTS and graph.tokens[token.head].tag.startswith("VB"):
            span = _predicate(scene, token.head, index)
            if _caused(scene, token.head):
                span = _whole(scene, token.head)
            if span is not None:
                yield _note(article, named, span, scene.span(index), speaking)
            for told in _before(scene, index):
                yield _note(article, named, told, told, speaking)


def _note(article: Article, named: Named, span: Span, subject: Span, speaking: Speaking) -> Claim:
    told = _PERFORMER.sub("", " ".join(span.of(article.text).split()))
    words = _ARTICLE.sub("", told)
    whole = Span(min(span.start, subject.start), max(span.end, subject.end))
    return Claim(
        subject=named.mention,
        relation="diegeticNote",
        object=Value(words),
        qualifiers=(),
        status=Status.ACTUAL,
        evidence=passage(
            article,
            whole,
            "plot-clause",
            voice=Voice.STORY,
            speaker=speaking.speaker.name if speaking.speaker else None,
        ),
    )


_PERFORMER = re.compile(r"\s\([^()]*\)")
"""Who plays a character is no part of the story."""
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s+(?:at|by|from|in|of|on|with)\b")
_BESIDE = re.compile(r"\s*,\s+(?:the|an?)\s+([^,.;:()“”\"]{4,160})(?=[,.;])")


def _beside(article: Article, scene: Scene, named: Named) -> Span | None:
    """Give the description that stands behind a name between commas."""
    found = _BESIDE.match(article.text, named.mention.span.end, scene.masked.span.end)
    if found is None:
        return None
    span = Span(*found.span(1))
    real = [
        one
        for one in scene.masked.named
        if one.kind != "Character" and span.start <= one.outer.start < span.end
    ]
    if not real:
        return span
    # what goes on to speak of the film or its makers is no part of the story
    before = _PREPOSITION.search(article.text, span.start, span.end)
    return Span(span.start, before.start()) if before else None


def _relative(scene: Scene, index: int) -> Iterator[Span]:
    """Yield what a relative clause says: “Jon, who leads a choir”."""
    tokens = scene.graph.tokens
    for verb, token in enumerate(tokens):
        if token.dep == "relcl" and token.head == index:
            pronoun = next((i for i in range(index, verb) if tokens[i].tag == "WP"), None)
            span = None if pronoun is None else _predicate(scene, verb, pronoun)
            if span is not None:
                yield span


def _caused(scene: Scene, verb: int) -> bool:
    """Tell whether a verb only completes another: “his sponsor makes him go”."""
    token = scene.graph.tokens[verb]
    return token.dep == "ccomp" and token.tag == "VB"


def _whole(scene: Scene, verb: int) -> Span | None:
    """Give the clause that a verb completes, with its subject."""
    tokens = scene.graph.tokens
    head = tokens[verb].head
    start = min((i for i in range(head) if _under(scene, i, head, len(tokens))), default=head)
    span = _predicate(scene, head, start)
    return None if span is None else Span(scene.span(start).start, span.end)


def _predicate(scene: Scene, verb: int, subject: int) -> Span | None:
    """Give the words of a clause behind its subject, other clauses of the same rank left out."""
    tokens = scene.graph.tokens
    kept = [
        index
        for index in range(subject + 1, len(tokens))
        if _under(scene, index, verb, subject) and tokens[index].dep != "punct"
    ]
    if not kept:
        return None
    run = [kept[0]]
    for index in kept[1:]:
        if all(tokens[i].dep == "punct" for i in range(run[-1] + 1, index)):
            run.append(index)
        else:
            break
    return Span(scene.span(run[0]).start, scene.span(run[-1]).end)


def _under(scene: Scene, index: int, verb: int, subject: int) -> bool:
    tokens = scene.graph.tokens
    while index != verb:
        token = tokens[index]
        if index in (subject, token.head):
            return False
        apart = token.dep == "conj" and token.head == verb and token.tag.startswith("VB")
        if apart and any(tokens[kid].dep in SUBJECTS for kid in scene.graph.kids[index]):
            return False
        index = token.head
    return True


def _before(scene: Scene, subject: int) -> Iterator[Span]:
    """Yield the description in front of a sentence: “A former drug addict, he is sober”."""
    tokens = scene.graph.tokens
    comma = next((i for i in range(subject - 1, 0, -1) if tokens[i].text == ","), None)
    if comma is None or comma != subject - 1 or tokens[0].text.lower() not in ("a", "an", "once"):
        return
    if any(t.tag.startswith("VB") and t.dep in ("ROOT", "advcl") for t in tokens[:comma]):
        return
    if any(i in scene.named for i in range(comma)):
        return
    yield Span(scene.span(0).start, scene.span(comma - 1).end)


def quotations(article: Article, speeches: Sequence[Speech], about: Memory) -> Iterator[Claim]:
    """Yield the quotations with their speakers, and the plot tellings of the focal work."""
    for speech in speeches:
        inner = speech.quoted.inner
        text = " ".join(inner.of(article.text).split()).removesuffix(",")
        if speech.story and about.focal is not None:
            start = min(speech.tag.start, inner.start) if speech.tag else inner.start
            span = Span(start, inner.end)
            yield Claim(
                subject=about.focal.mention,
                relation="synopsis",
                object=Value(text),
                qualifiers=_official(article, speech),
                status=Status.ACTUAL,
                evidence=passage(article, span, "plot-telling"),
            )
        elif speech.speaker is not None and not speech.story:
            yield _quotation(article, speech, speech.speaker, text)


def _official(article: Article, speech: Speech) -> tuple[Qualifier, ...]:
    if speech.tag is not None and "official" in speech.tag.of(article.text).lower().split():
        return (Qualifier("official", Value("true", "xsd:boolean")),)
    return ()


def _quotation(article: Article, speech: Speech, speaker: Mention, text: str) -> Claim:
    quoted = speech.quoted.outer
    span = quoted
    if speech.tag is not None and not speech.carried:
        span = Span(min(quoted.start, speech.tag.start), max(quoted.end, speech.tag.end))
    return Claim(
        subject=speaker,
        relation="quotation",
        object=Value(text),
        qualifiers=(),
        status=Status.ACTUAL,
        evidence=passage(
            article,
            span,
            "quotation",
            basis=Basis.IMPLIED if speech.carried else Basis.EXPLICIT,
        ),
    )

"""“The drama”, “road-trip comedy Tide”, “the haunting Tide”: what common nouns and adjectives say.

A description that stands for a work, or stands before its title, tells its kind and its genre; an
adjective of praise or blame is somebody's opinion.
"""

from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.mentions import GENERAL, Named, Said, is_work
from kg.extract.slots import Scene
from kg.extract.words import Word, words
from kg.model import Article, Mention, Span, Value

_LONGEST = 3


def said(article: Article, scene: Scene) -> Iterator[Said]:
    """Yield the kinds, genres and opinions that a piece of text gives to works and performances."""
    for index, named in sorted(scene.named.items()):
        if is_work(named.kind):
            if named.mention.text == named.mention.name:
                yield from _before_title(article, scene, named)
            else:
                yield from _description(scene, index, named)
        yield from _opinions(scene, index, named)


def _description(scene: Scene, index: int, named: Named) -> Iterator[Said]:
    """Yield what “the drama” says of a work named elsewhere."""
    word = scene.graph.tokens[index].text.lower()
    span = named.mention.span
    determined = _with_article(scene, index, span)
    if genre := lexicon.table("genres").get(word):
        yield Said("genre", named.mention, Value(str(genre)), determined, "description")
    kind = str(lexicon.table("kinds").get(word, "CreativeWork"))
    if kind not in GENERAL and not genre:
        value = Value(kind, "film:Class")
        yield Said("kind", named.mention, value, determined, "description")


def _with_article(scene: Scene, index: int, span: Span) -> Span:
    if index > 0 and scene.graph.tokens[index - 1].dep in ("det", "poss"):
        return Span(scene.span(index - 1).start, span.end)
    return span


def _before_title(article: Article, scene: Scene, named: Named) -> Iterator[Said]:
    """Yield kind and genres in front of a title: “road-trip comedy Tide”."""
    left = words(article.text, scene.masked.span.start, named.outer.start)
    work = named.mention
    taken = 0
    for form, span in _listed(left):
        whole = Span(span.start, work.span.end)
        if genre := lexicon.table("genres").get(form):
            taken += 1
            yield Said("genre", work, Value(str(genre)), whole, "before-title")
        kind = str(lexicon.table("kinds").get(form, "CreativeWork"))
        if kind not in GENERAL and taken == 0:
            yield Said("kind", work, Value(kind, "film:Class"), whole, "before-title")


def _listed(left: list[Word]) -> Iterator[tuple[str, Span]]:
    """Yield the words of kind and genre that end a line, nearest first, the longest form each."""
    end = len(left)
    while end > 0:
        for length in range(min(_LONGEST, end), 0, -1):
            part = left[end - length : end]
            form = " ".join(w.low for w in part)
            if form in lexicon.table("genres") or form in lexicon.table("kinds"):
                yield form, Span(part[0].start, part[-1].end)
                end -= length
                break
        else:
            return


def _opinions(scene: Scene, index: int, named: Named) -> Iterator[Said]:
    """Yield “the haunting Tide”, “Marsh's brilliant performance”; the voice tells whose."""
    for label, child in scene.graph.edges[index]:
        token = scene.graph.tokens[child]
        if label == "mod" and is_work(named.kind) and token.lemma in lexicon.evaluative():
            yield _opinion(scene, named.mention, child, named.mention.span)
    if named.kind != "Person":
        return
    for noun, token in enumerate(scene.graph.tokens):
        if (
            token.lemma in lexicon.cues("judged")["nouns"]
            and ("poss", index) in (scene.graph.edges[noun])
        ):
            for label, child in scene.graph.edges[noun]:
                if label == "mod" and scene.graph.tokens[child].lemma in lexicon.evaluative():
                    yield _opinion(scene, named.mention, child, scene.span(noun))


def _opinion(scene: Scene, target: Mention, adjective: int, end: Span) -> Said:
    word = scene.span(adjective)
    text = word.of(scene.text)
    start = min(word.start, end.start, target.span.start)
    stop = max(word.end, end.end, target.span.end)
    if end != target.span:
        text = Span(word.start, end.end).of(scene.text)
    return Said("opinion", target, Value(text), Span(start, stop), "evaluative-adjective")

"""One article from its text to its claims: the steps of this stage, in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract import (
    coreference,
    descriptions,
    joining,
    learned,
    legible,
    lexicon,
    masks,
    matching,
    names,
    noun_phrases,
    parse,
    performers,
    phrases,
    quotations,
    reader,
    relations,
    settling,
    stories,
    tagger,
    things,
    titles,
    values,
)
from kg.extract.clauses import syntax
from kg.extract.coreference import Memory
from kg.extract.mentions import Named, placed
from kg.extract.noun_phrases import Phrase
from kg.extract.pieces import Piece, pieces
from kg.extract.places import Places
from kg.extract.reader import Told
from kg.extract.relations import Speaking
from kg.extract.slots import Scene
from kg.extract.things import Seen
from kg.extract.words import words
from kg.model import Article, Claim, Mention, Span, Voice


@dataclass(frozen=True, slots=True)
class Read:
    """What is seen in an article before the parse.

    Attributes:
        named: everything named, in order, none overlapping.
        speeches: quotations and plot tellings.
        pieces: the stretches to parse.
        mentions: what the trained tagger sees, descriptions and pronouns as well.
        told: what the trained reader makes of them, the unlikely as well.
    """

    named: tuple[Named, ...]
    speeches: tuple[quotations.Speech, ...]
    pieces: tuple[Piece, ...]
    mentions: tuple[Seen, ...] = ()
    told: tuple[Told, ...] = ()


def claims(article: Article, *, model: str = parse.MODEL, trained: bool = True) -> list[Claim]:
    """Return what an article says, in the order it says it.

    Args:
        article: any article; one that says nothing of films gives no claims.
        model: the language model: any installed spaCy pipeline for English.
        trained: whether the networks of data/model read too; without them the rules alone.

    Returns:
        Claims whose quotes stand word for word in ``article.text``, each once; none whose names
        or words hold letters that cannot be seen.

    Raises:
        KgError: the language model is missing, or the lexicon says something impossible.

    Example:
        >>> from kg import read
        >>> article = read.article("Lee Park directed “Blue Hour”.")
        >>> [(c.subject.name, c.relation) for c in claims(article)]
        [('Blue Hour', 'director'), ('Blue Hour', 'kind')]
    """
    seen = survey(article, model=model, trained=trained)
    found, _ = said(article, seen, model=model)
    focal = coreference.focal(seen.named, len(article.title or ""))
    unique = dict.fromkeys(settling.settled(article, found, seen.named, focal))
    unique = dict.fromkeys(legible.claims(joining.heard(unique, seen.mentions, seen.told)))
    return sorted(unique, key=lambda c: (c.evidence.span, c.relation, c.subject.name))


def said(
    article: Article, seen: Read, *, model: str = parse.MODEL
) -> tuple[list[Claim], list[Claim]]:
    """Return what an article says, before the last look over it; and what cannot be so.

    Args:
        article: the article.
        seen: what is seen in it.
        model: as for ``claims``.

    Returns:
        The claims that the ontology lets stand, and those it does not.
    """
    memory = Memory(focal=coreference.focal(seen.named, len(article.title or "")))
    found = list(_said(article, seen, memory, model))
    found += stories.quotations(article, seen.speeches, memory)
    found = joining.together(found, list(learned.claims(article, seen.told, seen.speeches)))
    fit = [claim for claim in found if relations.fits(claim)]
    return fit, [claim for claim in found if not relations.fits(claim)]


def survey(article: Article, *, model: str = parse.MODEL, trained: bool = True) -> Read:
    """Return what is seen in an article before the parse: names, titles, quotations."""
    marks = quotations.quoted(article.text)
    known = names.known(article)
    mentions = things.seen(article, tagger.tagged(article)) if trained else []
    mentions = things.marked(mentions, titles.quoted(article, marks))
    tagged = [one.span for one in mentions if one.type == "W"] if trained else None
    works = titles.titles(article, marks, known, tagged)
    titled = {one.outer for one in works}
    open_marks = [mark for mark in marks if mark.outer not in titled]
    told = quotations.speeches(article, open_marks, _nobody)
    plots = [speech.quoted.inner for speech in told if speech.story]
    mentions = things.storied(article, mentions, plots)
    places = placed(works)
    for one in (
        *known,
        *(_value(found, article) for found in values.values(article)),
        *things.named(article, mentions),
    ):
        places.add(one.outer, one)
    if not trained:
        sight = _sight(article, model)
        for one in names.others(article, sight, list(places), plots):
            places.add(one.outer, one)
    for one in _listed(article):
        places.add(one.outer, one)

    def person_at(start: int, end: int) -> Mention | None:
        one = places.at(Span(start, end))
        return one.mention if one is not None and one.kind == "Person" else None

    speeches = quotations.speeches(article, open_marks, person_at)
    cut = tuple(pieces(article, speeches))
    heard = tuple(reader.told(article, mentions, learned.FAINT)) if trained else ()
    return Read(tuple(places), tuple(speeches), cut, tuple(mentions), heard)


_CHUNK = 5_000
"""How much of an article, in characters, the model sees at once."""


def _sight(article: Article, model: str) -> parse.Survey:
    """Return what the model sees in an article, some sentences at a time."""
    chunks: list[Span] = []
    for sentence in article.sentences:
        if chunks and sentence.end - chunks[-1].start <= _CHUNK:
            chunks[-1] = Span(chunks[-1].start, sentence.end)
        else:
            chunks.append(sentence)
    seen: list[parse.Name] = []
    propers: set[int] = set()
    surveys = parse.surveys([chunk.of(article.text) for chunk in chunks], model=model)
    for chunk, sight in zip(chunks, surveys, strict=True):
        seen += [
            parse.Name(n.start + chunk.start, n.end + chunk.start, n.label) for n in sight.names
        ]
        propers |= {start + chunk.start for start in sight.propers}
    return parse.Survey(tuple(seen), frozenset(propers))


def _nobody(_start: int, _end: int) -> None:
    """Know of no person yet."""


def _value(one: values.Found, article: Article) -> Named:
    mention = Mention(one.span.of(article.text), one.kind, one.span, one.value.text)
    return Named(mention, one.span, value=one.value, implied=one.implied)


def _listed(article: Article) -> Iterator[Named]:
    """Yield the words of lists that may run over several words: media, premieres, billing."""
    for table, kind in (("media", "medium"), ("premieres", "premiere"), ("billing", "billing")):
        yield from _of_table(article, table, kind)


def _of_table(article: Article, table: str, kind: str) -> Iterator[Named]:
    listed = lexicon.table(table)
    longest = max(len(words(form)) for form in listed)
    line = words(article.text)
    index = 0
    while index < len(line):
        for length in range(longest, 0, -1):
            part = line[index : index + length]
            said = article.text[part[0].start : part[-1].end].lower()
            if said in listed:
                span = Span(part[0].start, part[-1].end)
                mention = Mention(span.of(article.text), kind, span, str(listed[said]))
                value = relations.listed(kind, str(listed[said]))
                yield Named(mention, span, value=value)
                index += length - 1
                break
        index += 1


def _said(article: Article, seen: Read, memory: Memory, model: str) -> Iterator[Claim]:
    places = placed(seen.named)
    prepared = [_prepared(article, piece, places) for piece in seen.pieces]
    parsed = parse.parses([masked.text for masked, _ in prepared], model=model)
    patterns = phrases.patterns(model)
    for piece, (masked, heads), tokens in zip(seen.pieces, prepared, parsed, strict=True):
        graph = syntax(tokens)
        story = piece.voice is Voice.STORY
        named = coreference.resolved(
            article.text, masked, graph, masked.tokens_of(tokens), memory, piece
        )
        made = {head.head.mention.name: head.credits for head in heads}
        scene = Scene(article.text, masked, graph, named, made)
        speaking = Speaking(piece.voice, piece.speech.speaker if piece.speech else None)
        matches = list(matching.matches(scene, patterns))
        played = matching.played(matches)
        for head in heads:
            for said in head.said:
                yield relations.from_phrase(article, said, speaking)
            if head.head.kind == "Character" or head.head.mention.span not in played:
                yield from performers.kin(article, head, scene, memory, speaking)
        yield from performers.bracketed(article, [h.head for h in heads], memory, speaking)
        for match in matches:
            yield from relations.claims(article, scene, match, speaking, memory)
        for said in descriptions.said(article, scene):
            yield relations.from_phrase(article, said, speaking)
        cast = replace(scene, named=_cast(named, played))
        yield from stories.notes(article, cast, speaking, everywhere=story)


def _cast(named: Mapping[int, Named], played: frozenset[Span]) -> dict[int, Named]:
    """Read the names that are played as characters'."""
    return {
        index: replace(one, mention=replace(one.mention, kind="Character"))
        if one.mention.span in played
        else one
        for index, one in named.items()
    }


def _prepared(
    article: Article, piece: Piece, named: Places[Named]
) -> tuple[masks.Masked, list[Phrase]]:
    """Read what stands before the names of a piece, and mask it."""
    here = list(named.within(piece.span))
    line = words(article.text, piece.span.start, piece.span.end)
    heads = [
        noun_phrases.phrase(article, one, here, line)
        for one in here
        if one.kind in ("Person", "Character")
    ]
    widened = [head.head for head in heads]
    taken = placed(widened)
    swallowed = [
        one for one in here if one.kind not in ("Person", "Character") and taken.free(one.outer)
    ]
    widened = performers.folded(article.text, widened)
    return masks.masked(article.text, piece.span, [*widened, *swallowed]), heads

"""What stands around a name: “«Tide» and «Loud» writer-director Lee Park, a former dancer,”.

A small grammar of its own, read from the name outwards. It gives the claims that such a phrase
carries, and the stretch that it takes, so that the mask can replace the whole phrase by one word
before the parse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract import appositions, lexicon, premodifiers
from kg.extract.mentions import Named, Said
from kg.extract.premodifiers import Before
from kg.extract.words import Word
from kg.model import Article, Mention, Span, Value


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with what stands before it.

    Attributes:
        head: the name, its outer span widened over the phrase.
        said: what the phrase says of it.
        possessor: where the pronoun or name stands that the phrase hangs on (“his wife Ada”).
        kin: the word of kinship among what stands before.
        credits: the relations that its job words state for a work named with them.
    """

    head: Named
    said: tuple[Said, ...]
    possessor: Span | None = None
    kin: Word | None = None
    credits: tuple[str, ...] = ()


def phrase(article: Article, head: Named, named: Sequence[Named], line: Sequence[Word]) -> Phrase:
    """Return a person's or a character's name with what stands before it.

    Args:
        article: the article.
        head: the name.
        named: everything named in the sentence.
        line: the words of the sentence.
    """
    before = premodifiers.read(head, named, [w for w in line if w.end <= head.outer.start])
    behind = tuple(
        appositions.behind(article, head, named, [w for w in line if w.start >= head.outer.end])
    )
    end = max((s.span.end for s in behind), default=head.outer.end)
    if behind and article.text[end : end + 1] == ",":
        end += 1
    if before.start < 0:
        return Phrase(replace(head, outer=Span(head.outer.start, end)), behind)
    outer = Span(before.start, end)
    if head.kind == "Character":
        said = tuple(_of_character(head, before, article))
    else:
        said = tuple(_of_person(head, before, article))
    possessor = _possessor(line, before)
    if possessor is not None and possessor.of(article.text).islower():
        outer = Span(possessor.start, outer.end)
    return Phrase(
        replace(head, outer=outer), (*said, *behind), possessor, before.kin, _credits(before)
    )


def _possessor(line: Sequence[Word], before: Before) -> Span | None:
    """Give the pronoun or name in the genitive that the phrase hangs on."""
    if before.kin is None:
        return None
    left = [w for w in line if w.end <= before.start]
    if not left:
        return None
    last = left[-1]
    if last.low in ("his", "her", "their"):
        return Span(last.start, last.end)
    if last.low == "'s" and len(left) > 1:
        return Span(left[-2].start, left[-2].end)
    return None


def _of_person(head: Named, before: Before, article: Article) -> Iterator[Said]:
    person = head.mention
    end = head.mention.span.end
    yield from _of_jobs(person, before, article)
    yield from _of_works(person, before, end)
    if before.nationality is not None:
        country, word = before.nationality
        place = Mention(word.text, "Place", Span(word.start, word.end), country)
        yield Said("nationality", person, place, Span(word.start, end), "nationality-before-name")
    if before.award is not None and before.wins:
        work = _work_of_award(before, article)
        yield Said(
            "nominatedFor" if before.nominated else "awardReceived",
            person,
            before.award.mention,
            Span((work or before.award).outer.start, end),
            "prize-before-name",
            qualifiers=(("forWork", work.mention),) if work else (),
        )
        if work is not None:
            yield Said(
                "notableWork",
                person,
                work.mention,
                Span(work.outer.start, end),
                "prize-before-name",
                implied=True,
            )


def _work_of_award(before: Before, article: Article) -> Named | None:
    """Give the work that stands right before the prize: “«Tide» Emmy winner”."""
    if before.award is None:
        return None
    for work in before.works:
        if not article.text[work.outer.end : before.award.outer.start].strip():
            return work
    return None


def _of_jobs(person: Mention, before: Before, article: Article) -> Iterator[Said]:
    end = person.span.end
    for role, span in before.jobs:
        for occupation in role.occupation:
            word = Mention(span.of(article.text), "Occupation", span, occupation)
            yield Said("occupation", person, word, Span(span.start, end), "job-before-name")
    organization = before.organization
    if organization is None or not before.jobs or not before.jobs[0][0].post:
        return
    position = _position(before)
    whole = Span(organization.outer.start, end)
    yield Said(
        "position",
        person,
        Value(position),
        whole,
        "post-before-name",
        qualifiers=(("organisation", organization.mention),),
        former=before.former,
    )
    yield Said(
        "employer",
        person,
        organization.mention,
        whole,
        "post-before-name",
        qualifiers=(("position", Value(position)),),
        former=before.former,
    )


def _position(before: Before) -> str:
    known = lexicon.cues("modifiers")["ranks"]
    jobs = [(span.start, role.word) for role, span in before.jobs]
    ranks = [(w.start, w.low) for w in before.modifiers if w.low in known]
    return " ".join(word for _, word in sorted((*jobs, *ranks)))


def _of_works(person: Mention, before: Before, end: int) -> Iterator[Said]:
    """Give the credits and the notable works of works that stand before job words."""
    if before.award is not None:
        return
    credited = _credits(before)
    for work in before.works:
        span = Span(work.outer.start, end)
        for credit in credited:
            yield Said(credit, work.mention, person, span, "work-and-job-before-name")
        yield Said(
            "notableWork", person, work.mention, span, "work-and-job-before-name", implied=True
        )


def _of_character(head: Named, before: Before, article: Article) -> Iterator[Said]:
    return (
        said for said in _of_jobs(head.mention, before, article) if said.relation == "occupation"
    )


def _credits(before: Before) -> tuple[str, ...]:
    return tuple(dict.fromkeys(credit for role, _ in before.jobs for credit in role.credit))

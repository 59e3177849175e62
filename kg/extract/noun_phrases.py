"""What stands before a name: “«Tide» and «Loud» writer-director”, “Northlight chief critic”.

A small grammar of its own, read from the name to the left: works, prizes won, companies, the
nationality, job words. It gives the claims that such a phrase carries, and the stretch that it
takes, so that the mask can replace the whole phrase by one word before the parse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract import lexicon
from kg.extract.mentions import WORKS, Named
from kg.extract.words import Word, words
from kg.model import Article, Mention, Span, Value

_JOINS = frozenset({"and", ",", "/", "&", "-"})
_LONGEST_JOB = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a noun phrase, before status and voice are known.

    Attributes:
        relation: a relation of ontology/patterns.toml.
        subject: whom or what it is about.
        object: what it says.
        span: the words that say it.
        rule: the part of this grammar that read it.
        qualifiers: further parts, by name.
        implied: whether it only follows from the words.
        former: whether the words say that it is no longer so.
    """

    relation: str
    subject: Mention
    object: Mention | Value
    span: Span
    rule: str
    qualifiers: tuple[tuple[str, Mention | Value], ...] = ()
    implied: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with what stands before it.

    Attributes:
        head: the name, its outer span widened over the phrase.
        said: what the phrase says of it.
        possessor: where the pronoun or name stands that the phrase hangs on (“his wife Ada”).
        kin: the word of kinship among what stands before.
    """

    head: Named
    said: tuple[Said, ...]
    possessor: Span | None = None
    kin: Word | None = None


@dataclass(slots=True)
class _Before:
    """What was read to the left of a name, nearest first."""

    works: list[Named] = field(default_factory=list)
    award: Named | None = None
    nominated: bool = False
    wins: bool = False
    organization: Named | None = None
    jobs: list[tuple[lexicon.Role, Span]] = field(default_factory=list)
    modifiers: list[Word] = field(default_factory=list)
    nationality: tuple[str, Word] | None = None
    kin: Word | None = None
    """The word of kinship, read nearest to the name."""
    former: bool = False
    start: int = -1


def phrase(article: Article, head: Named, named: Sequence[Named], line: Sequence[Word]) -> Phrase:
    """Return a person's or a character's name with what stands before it.

    Args:
        article: the article.
        head: the name.
        named: everything named in the sentence.
        line: the words of the sentence.
    """
    before = _read(head, named, [w for w in line if w.end <= head.outer.start])
    behind = tuple(_behind(article, head, named, [w for w in line if w.start >= head.outer.end]))
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
    return Phrase(replace(head, outer=outer), (*said, *behind), possessor, before.kin)


_LONGEST_BEHIND = 7


def _behind(
    article: Article, head: Named, named: Sequence[Named], line: Sequence[Word]
) -> Iterator[Said]:
    """Yield what stands between commas behind a name: “, a former dancer,” and “, 45,”."""
    if not line or line[0].text != ",":
        return
    stop = next((i for i, w in enumerate(line[1:], 1) if w.text in ",.;:()“”"), 0)
    inner = list(line[1:stop])
    if not 0 < len(inner) <= _LONGEST_BEHIND or line[stop].text not in ",.":
        return
    whole = Span(head.mention.span.start, inner[-1].end)
    if len(inner) == 1 and inner[0].text.isdigit() and head.kind == "Person":
        yield Said("age", head.mention, Value(inner[0].text, "xsd:integer"), whole, "age-behind-name")
        return
    if any(one.outer.start < inner[-1].end and inner[0].start < one.outer.end for one in named):
        return
    if inner[0].low not in ("a", "an", "the"):
        return
    role = next(
        (
            lexicon.roles()[form]
            for length in range(_LONGEST_JOB, 0, -1)
            if (form := " ".join(w.low for w in inner[-length:])) in lexicon.roles()
        ),
        None,
    )
    if role is None or not role.occupation:
        return
    for occupation in role.occupation:
        span = Span(inner[-1].start, inner[-1].end)
        word = Mention(span.of(article.text), "Occupation", span, occupation)
        yield Said("occupation", head.mention, word, whole, "job-behind-name")
    for word in inner:
        if word.low in lexicon.nationalities() and head.kind == "Person":
            span = Span(word.start, word.end)
            country = Mention(word.text, "Place", span, lexicon.nationalities()[word.low])
            yield Said("nationality", head.mention, country, whole, "nationality-behind-name")


def _read(head: Named, named: Sequence[Named], line: Sequence[Word]) -> _Before:
    before = _Before()
    index = len(line) - 1
    starts = {one.outer.end: one for one in named}
    while index >= 0:
        word = line[index]
        one = starts.get(word.end)
        if one is not None:
            if not _take(before, one):
                break
            before.start = one.outer.start
            index = _before(line, one.outer.start)
            continue
        length = _job(before, line, index, starts)
        if length:
            index -= length
            continue
        if not _modifier(before, line, index, starts):
            break
        index -= 1
    return _settled(before, head)


def _before(line: Sequence[Word], start: int) -> int:
    return next((i for i in range(len(line) - 1, -1, -1) if line[i].end <= start), -1)


def _take(before: _Before, one: Named) -> bool:
    if one.kind in WORKS and (before.jobs or before.award) and before.organization is None:
        before.works.append(one)
    elif one.kind == "Award" and before.award is None and before.wins:
        before.award = one
    elif one.kind in ("Organization", "Festival") and before.jobs and not before.works:
        if before.organization is not None:
            return False
        before.organization = one
    else:
        return False
    return True


def _after_work(line: Sequence[Word], index: int, starts: dict[int, Named]) -> bool:
    left = starts.get(line[index - 1].end) if index else None
    return left is not None and left.kind in WORKS


def _job(
    before: _Before, line: Sequence[Word], index: int, starts: dict[int, Named]
) -> int:
    """Read a job word of up to three words; give how many it takes."""
    for length in range(_LONGEST_JOB, 0, -1):
        if index - length + 1 < 0:
            continue
        part = line[index - length + 1 : index + 1]
        said = " ".join(w.low for w in part)
        if said in _WINS and length == 1:
            before.wins = True
            before.nominated = _WINS[said]
            before.start = part[0].start
            return length
        if length == 1 and said in lexicon.table("kin"):
            before.kin = part[0]
            before.start = part[0].start
            return length
        role = lexicon.roles().get(said)
        if said in lexicon.cues("also_verbs")["words"] and _after_work(line, index, starts):
            return 0
        if role is not None and (not before.works and before.organization is None):
            before.jobs.append((role, Span(part[0].start, part[-1].end)))
            before.start = part[0].start
            return length
    return 0


_WINS = {
    "winner": False,
    "winners": False,
    "winning": False,
    "-winning": False,
    "nominee": True,
    "nominees": True,
    "nominated": True,
}


def _modifier(before: _Before, line: Sequence[Word], index: int, starts: dict[int, Named]) -> bool:
    word = line[index]
    if word.low in _JOINS:
        previous = line[index - 1] if index else None
        joins_works = (
            bool(before.works)
            and previous is not None
            and (starts.get(previous.end) is not None and starts[previous.end].kind in WORKS)
        )
        joins_jobs = (
            bool(before.jobs)
            and not before.works
            and previous is not None
            and (previous.low in lexicon.roles())
        )
        return joins_works or joins_jobs
    if word.low in lexicon.nationalities():
        before.nationality = (lexicon.nationalities()[word.low], word)
    elif word.low in ("former", "ex", "then", "onetime"):
        before.former = word.low != "then"
    elif word.low in lexicon.cues("modifiers")["before_names"] | lexicon.evaluative():
        before.modifiers.append(word)
    else:
        return False
    before.start = word.start
    return True


def _settled(before: _Before, head: Named) -> _Before:
    """Drop what was read before a name if it says nothing of the person."""
    tells = before.jobs or before.kin or (before.wins and before.award) or before.nationality
    if not tells or head.outer.start <= before.start:
        before.start = -1
    return before


def _possessor(line: Sequence[Word], before: _Before) -> Span | None:
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


def _of_person(head: Named, before: _Before, article: Article) -> Iterator[Said]:
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


def _work_of_award(before: _Before, article: Article) -> Named | None:
    """Give the work that stands right before the prize: “«Tide» Emmy winner”."""
    if before.award is None:
        return None
    for work in before.works:
        if not article.text[work.outer.end : before.award.outer.start].strip():
            return work
    return None


def _of_jobs(person: Mention, before: _Before, article: Article) -> Iterator[Said]:
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


def _position(before: _Before) -> str:
    jobs = [(span.start, role.word) for role, span in before.jobs]
    ranks = [(w.start, w.low) for w in before.modifiers if w.low in _RANKS]
    return " ".join(word for _, word in sorted((*jobs, *ranks)))


_RANKS = frozenset({"chief", "senior", "executive", "deputy"})


def _of_works(person: Mention, before: _Before, end: int) -> Iterator[Said]:
    """Give the credits and the notable works of works that stand before job words."""
    if before.award is not None:
        return
    credits = tuple(dict.fromkeys(c for role, _ in before.jobs for c in role.credit))
    for work in before.works:
        span = Span(work.outer.start, end)
        for credit in credits:
            yield Said(credit, work.mention, person, span, "work-and-job-before-name")
        yield Said(
            "notableWork", person, work.mention, span, "work-and-job-before-name", implied=True
        )


def _of_character(head: Named, before: _Before, article: Article) -> Iterator[Said]:
    return (
        said for said in _of_jobs(head.mention, before, article) if said.relation == "occupation"
    )

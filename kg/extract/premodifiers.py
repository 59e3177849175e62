"""The words in front of a name, read to the left: works, prizes, companies, jobs, nationality."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract import lexicon
from kg.extract.mentions import Named, is_work
from kg.extract.words import Word
from kg.model import Span

_JOINS = frozenset({"and", ",", "/", "&", "-"})
LONGEST_JOB = 3
"""How many words a job may have."""


@dataclass(slots=True)
class Before:
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


def read(head: Named, named: Sequence[Named], line: Sequence[Word]) -> Before:
    """Return what stands in front of a name.

    Args:
        head: the name.
        named: everything named in the sentence.
        line: the words of the sentence in front of the name.
    """
    before = Before()
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


def _take(before: Before, one: Named) -> bool:
    if is_work(one.kind) and (before.jobs or before.award) and before.organization is None:
        before.works.append(one)
    elif one.kind == "Award" and before.award is None and before.wins:
        before.award = one
    elif one.kind in ("Organization", "Festival") and before.jobs and not before.works:
        if before.organization is not None:
            return False
        before.organization = one
    elif (
        one.kind == "Name"
        and before.organization is None
        and not before.works
        and (before.jobs and before.jobs[-1][0].post)
    ):
        before.organization = replace(one, mention=replace(one.mention, kind="Organization"))
    else:
        return False
    return True


def _after_work(line: Sequence[Word], index: int, starts: dict[int, Named]) -> bool:
    """Tell whether a title, or a word that stands for one, is right before a word."""
    if index == 0:
        return False
    left = starts.get(line[index - 1].end)
    return line[index - 1].low in _STANDS_FOR if left is None else is_work(left.kind)


_STANDS_FOR = frozenset({"it", "which", "that"})


def _job(before: Before, line: Sequence[Word], index: int, starts: dict[int, Named]) -> int:
    """Read a job word of up to three words; give how many it takes."""
    for length in range(LONGEST_JOB, 0, -1):
        if index - length + 1 < 0:
            continue
        part = line[index - length + 1 : index + 1]
        said = " ".join(w.low for w in part)
        prizes = lexicon.cues("prizes")
        if length == 1 and said in prizes["won"] | prizes["nominated"]:
            before.wins = True
            before.nominated = said in prizes["nominated"]
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


def _modifier(before: Before, line: Sequence[Word], index: int, starts: dict[int, Named]) -> bool:
    word = line[index]
    if word.low in _JOINS:
        previous = line[index - 1] if index else None
        joins_works = (
            bool(before.works)
            and previous is not None
            and (starts.get(previous.end) is not None and is_work(starts[previous.end].kind))
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


def _settled(before: Before, head: Named) -> Before:
    """Drop what was read before a name if it says nothing of the person."""
    tells = before.jobs or before.kin or (before.wins and before.award) or before.nationality
    if not tells or head.outer.start <= before.start:
        before.start = -1
    return before

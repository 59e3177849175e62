"""What stands between commas behind a name: “, a former dancer,” and “, 45,”."""

import re
from collections.abc import Iterator, Sequence

from kg.extract import lexicon
from kg.extract.mentions import Named, Said
from kg.extract.premodifiers import LONGEST_JOB
from kg.extract.words import Word
from kg.model import Article, Mention, Span, Value

_LONGEST = 7
_AGE = re.compile(r"[1-9][0-9]?|1[01][0-9]")


def behind(
    article: Article, head: Named, named: Sequence[Named], line: Sequence[Word]
) -> Iterator[Said]:
    """Yield what stands between commas behind a name: “, a former dancer,” and “, 45,”."""
    if not line or line[0].text != ",":
        return
    stop = next((i for i, w in enumerate(line[1:], 1) if w.text in ",.;:()“”"), 0)
    inner = list(line[1:stop])
    if not 0 < len(inner) <= _LONGEST or line[stop].text not in ",.":
        return
    whole = Span(head.mention.span.start, inner[-1].end)
    if len(inner) == 1 and _AGE.fullmatch(inner[0].text) and head.kind == "Person":
        yield Said(
            "age", head.mention, Value(inner[0].text, "xsd:integer"), whole, "age-behind-name"
        )
        return
    if any(one.outer.start < inner[-1].end and inner[0].start < one.outer.end for one in named):
        return
    if inner[0].low not in ("a", "an", "the"):
        return
    role = next(
        (
            lexicon.roles()[form]
            for length in range(LONGEST_JOB, 0, -1)
            if (form := " ".join(w.low for w in inner[-length:])) in lexicon.roles()
        ),
        None,
    )
    if role is None or not role.occupation:
        return
    for occupation in role.occupation:
        span = Span(inner[-1].start, inner[-1].end)
        job = Mention(span.of(article.text), "Occupation", span, occupation)
        yield Said("occupation", head.mention, job, whole, "job-behind-name")
    for word in inner:
        if word.low in lexicon.nationalities() and head.kind == "Person":
            span = Span(word.start, word.end)
            country = Mention(word.text, "Place", span, lexicon.nationalities()[word.low])
            yield Said("nationality", head.mention, country, whole, "nationality-behind-name")

"""Laws of extraction that hold for every text."""

import json
import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import article_texts

from kg import extract, read
from kg.errors import KgError
from kg.extract import parse, relations
from kg.extract.masks import masked
from kg.model import Article, Claim, Status, Value

CASES = sorted((Path(__file__).parents[1] / "golden" / "cases").glob("*/article.txt"))
lawful = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def article(text: str, published: date | None = None) -> Article | None:
    """Read a text; nothing where reading refuses it."""
    try:
        return read.article(text, published=published)
    except KgError:
        return None


def claims(text: str) -> list[Claim]:
    found = article(text)
    return [] if found is None else extract.claims(found)


@lawful
@given(article_texts)
@example("“Tide” wins\n\nBy Ada Marsh\n\nLee Park directed “Tide.”\n")
@example("Lee Park directed\n“Tide”,\nthe film. It stars\nAda Marsh.")
@example("The synopsis of “Tide”: “Nora (Ada Marsh) is a\n\ndiver. She")
def test_every_mention_and_quote_stands_word_for_word_where_its_span_says(text: str) -> None:
    for claim in claims(text):
        assert claim.evidence.span.of(text) == claim.evidence.quote
        for mention in claim.mentions:
            assert mention.span.of(text) == mention.text
            assert mention.name


@lawful
@given(article_texts, st.none() | st.dates())
@example("“Tide” opens next year, in May, on May 3 and next Friday.", date.max)
@example("“Tide” opened last year, last Friday, and on May 3.", date.min)
@example("“Tide” opened on 2020-13-45.", date(2020, 1, 1))
@example("Ada Marsh, ², directed “Tide”.", None)
@example(f"It took {'9' * 5000} days. “Tide” won.", None)
def test_no_date_of_an_article_is_an_error_of_the_program(
    text: str, published: date | None
) -> None:
    found = article(text, published)

    assert found is None or isinstance(extract.claims(found), list)


@lawful
@given(article_texts)
@example("“")
@example("””“")
@example('"')
@example("’s")
@example("Ada Marsh,")
@example("Lee Park (")
@example("(Ada Marsh)")
@example("The synopsis: “")
@example("“Tide” and “Tide” and")
@example("99999999999999999999 years, May 99, 2027, $1")
@example("February 30, 2027 and 2027-02-30 and 0000-00-00")
@example("he he he. It. The film.")
def test_no_text_whatever_is_an_error_of_the_program(text: str) -> None:
    found = article(text)

    assert found is None or isinstance(extract.claims(found), list)


@pytest.mark.parametrize("text", ["Mark Park directed “Tide”.", "Jane Marsh plays Mary in “Tide”."])
def test_a_name_like_a_month_is_no_error_of_the_program(text: str) -> None:
    assert claims(text)


@lawful
@given(article_texts)
def test_claims_are_each_once_in_order_and_what_the_ontology_allows(text: str) -> None:
    found = claims(text)

    spans = [claim.evidence.span for claim in found]
    assert spans == sorted(spans)
    assert len(set(found)) == len(found)
    assert all(relations.fits(claim) for claim in found)
    assert all(isinstance(claim.status, Status) for claim in found)
    assert all(v.text for c in found if isinstance(v := c.object, Value))


@lawful
@given(article_texts)
def test_masks_lead_every_word_of_the_parse_back_into_its_piece(text: str) -> None:
    found = article(text)
    seen = extract.survey(found) if found else None
    for piece in seen.pieces if seen else ():
        mask = masked(text, piece.span, seen.named)
        [tokens] = parse.parses([mask.text])

        starts = [mask.source(token.start, token.end).start for token in tokens]

        assert starts == sorted(starts)
        assert all(piece.span.covers(mask.source(t.start, t.end)) for t in tokens)
        assert "".join(mask.text[p.start : p.end] for p in mask.pieces) == mask.text
        assert set(mask.tokens_of(tokens).values()) <= set(mask.named)


@lawful
@given(article_texts)
def test_named_things_never_overlap_and_pieces_cover_the_letters(text: str) -> None:
    found = article(text)
    seen = extract.survey(found) if found else None
    named = seen.named if seen else ()
    told = "".join(piece.span.of(text) for piece in seen.pieces) if seen else ""

    assert all(a.outer.end <= b.outer.start for a, b in pairwise(named))
    assert all(one.outer.covers(one.mention.span) for one in named)
    letters = "".join(s.of(text) for s in found.sentences) if found else ""
    assert [c for c in told if c.isalnum()] == [c for c in letters if c.isalnum()]


@lawful
@given(article_texts)
def test_reading_twice_says_the_same(text: str) -> None:
    assert claims(text) == claims(text)


TELL = """
import json, sys
from kg import extract, read
for path in sys.argv[1:]:
    [found] = read.articles(path)
    print(json.dumps([repr(claim) for claim in extract.claims(found)]))
"""


def test_claims_do_not_depend_on_the_order_of_sets() -> None:
    said = [
        subprocess.Popen(
            [sys.executable, "-c", TELL, *map(str, CASES)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for seed in ("1", "2")
    ]

    one, other = (process.communicate()[0] for process in said)

    assert one == other
    assert len(CASES) >= 6
    assert all(json.loads(line) for line in one.splitlines())

"""Where rules and networks read the same words, one of them gives way."""

import pytest

from kg import read
from kg.extract import joining
from kg.extract.citing import passage
from kg.extract.reader import Told
from kg.extract.things import Seen
from kg.model import Claim, Mention, Span, Status

TEXT = "Anna Lind and Kei Arden made Glass and Stone."
ARTICLE = read.article(TEXT)
KINDS = {"Anna Lind": "Person", "Kei Arden": "Person", "Glass": "Film", "Stone": "Film"}


def span(name: str) -> Span:
    start = ARTICLE.text.index(name)
    return Span(start, start + len(name))


def mention(name: str) -> Mention:
    return Mention(name, KINDS[name], span(name), name)


def claim(work: str, relation: str, person: str, rule: str) -> Claim:
    whole = ARTICLE.text.index(TEXT)
    evidence = passage(ARTICLE, Span(whole, whole + len(TEXT)), rule)
    return Claim(mention(work), relation, mention(person), (), Status.ACTUAL, evidence)


def seen(name: str) -> Seen:
    return Seen("P" if KINDS[name] == "Person" else "W", span(name), name)


MENTIONS = [seen(name) for name in KINDS]


def test_a_rule_keeps_out_another_subject_of_the_same_thing_and_nothing_else() -> None:
    rule = claim("Glass", "director", "Anna Lind", "directed")
    same_thing = claim("Stone", "director", "Anna Lind", "reader-director")
    other_thing = claim("Stone", "director", "Kei Arden", "reader-director")

    assert joining.together([rule], [same_thing, other_thing]) == [rule, other_thing]


@pytest.mark.parametrize(
    ("relation", "rule", "told", "stays"),
    [
        ("director", "directed", False, False),
        ("director", "directed", True, True),
        ("director", "reader-director", False, True),
        ("storyBy", "conceived-story", False, True),
    ],
)
def test_a_rule_that_the_reader_does_not_hear_is_left_out(
    *, relation: str, rule: str, told: bool, stays: bool
) -> None:
    made = claim("Glass", relation, "Anna Lind", rule)
    heard = Told(seen("Glass"), relation, seen("Anna Lind"), 0.1, {}, (), (True, True))

    kept = joining.heard([made], MENTIONS, [heard] if told else [])

    assert list(kept) == ([made] if stays else [])


def test_the_reader_has_no_say_of_what_it_did_not_see() -> None:
    made = claim("Glass", "director", "Anna Lind", "directed")

    assert list(joining.heard([made], MENTIONS[1:], [])) == [made]

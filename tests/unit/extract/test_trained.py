"""What the trained networks see and tell, and how it becomes names and claims."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import read
from kg.extract import chunks, labels, objects, tagger, things, wordpieces
from kg.extract.tagger import Tagged
from kg.model import Mention, Span, Status

NEWS = (
    "Fontaine to direct Harbour Lights\n\n"
    "British director Claire Fontaine will direct the thriller Harbour Lights, starring Ji-woo Han "
    "as a lighthouse keeper. Fontaine won a Bafta for her debut Saltwater in 2019.\n"
)


def seen(text: str) -> dict[str, set[str]]:
    """Return what is seen in a text: type → names."""
    article = read.article(text)
    found: dict[str, set[str]] = {}
    for one in things.seen(article, tagger.tagged(article)):
        found.setdefault(one.type, set()).add(one.name)
    return found


def told(text: str) -> set[tuple[str, str, str, Status]]:
    article = read.article(text)
    return {
        (
            claim.subject.name,
            claim.relation,
            claim.object.name if isinstance(claim.object, Mention) else claim.object.text,
            claim.status,
        )
        for claim in kg.extract.claims(article)
    }


def test_titles_without_marks_and_names_are_seen() -> None:
    found = seen(NEWS)

    assert found["W"] == {"Harbour Lights", "Saltwater"}
    assert found["P"] == {"Claire Fontaine", "Ji-woo Han"}
    assert "Bafta" in found["A"]


def test_a_prize_is_cited_where_its_winner_stands() -> None:
    text = (
        "Harbour Lights was named best film at the Northlight Awards in Cork on Sunday.\n\n"
        "Claire Fontaine won best director for the film, and Ji-woo Han took best actor.\n"
    )

    prizes = [c for c in kg.extract.claims(read.article(text)) if c.relation == "awardReceived"]

    assert {"Claire Fontaine", "Ji-woo Han"} <= {claim.subject.name for claim in prizes}
    assert all(claim.subject.name in claim.evidence.quote for claim in prizes)


def test_facts_are_read_with_their_status() -> None:
    found = told(NEWS)

    assert ("Harbour Lights", "director", "Claire Fontaine", Status.PLANNED) in found
    assert ("Claire Fontaine", "nationality", "United Kingdom", Status.ACTUAL) in found
    assert ("Claire Fontaine", "awardReceived", "Bafta", Status.ACTUAL) in found
    assert ("Harbour Lights", "genre", "thriller", Status.ACTUAL) in found


def test_without_the_networks_the_rules_read_alone() -> None:
    claims = kg.extract.claims(read.article(NEWS), trained=False)

    assert not any(claim.evidence.rule.startswith("reader-") for claim in claims)


def test_why_tells_what_was_seen_and_what_was_doubted() -> None:
    why = kg.extract.why(read.article(NEWS))

    assert {"Harbour Lights", "Claire Fontaine"} <= {name for _, name, _ in why.seen}
    assert why.doubted
    assert all(sure < needed for *_, sure, needed in why.doubted)


def test_two_titles_read_as_one_are_parted_where_one_stands_alone() -> None:
    text = "Glass and Harbour opened. Harbour led."
    whole, alone = Tagged("W", Span(0, 17), 0.9), Tagged("W", Span(26, 33), 0.9)

    found = [one.span.of(text) for one in tagger.parted(text, [whole, alone])]

    assert found == ["Glass", "Harbour", "Harbour"]


def test_a_surname_stands_for_the_full_name_and_letters_for_what_they_begin() -> None:
    text = "Ada Marsh of the Tide Film Circle (TFC) and Marsh Jr met the TFC."
    marks = [("P", "Ada Marsh"), ("A", "Tide Film Circle"), ("A", "TFC"), ("P", "Marsh")]
    places = [(letter, text.index(words), len(words)) for letter, words in marks[:3]]
    places.append(("P", text.index("Marsh Jr"), 5))
    tagged = [
        Tagged(letter, Span(at, at + size), 1.0)
        for letter, at, size in sorted(places, key=lambda p: p[1])
    ]

    names = [one.name for one in things.seen(read.article(text), tagged)]

    assert names == ["Ada Marsh", "Tide Film Circle", "Tide Film Circle", "Ada Marsh"]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="Aab .’\n“”İß\u0301-", max_size=80))
def test_word_pieces_lie_in_the_text_in_order(text: str) -> None:
    cut = wordpieces.pieces(text)

    assert len(cut.ids) == len(cut.casing) == len(cut.opens)
    assert all(0 <= s <= e <= len(text) for s, e in zip(cut.starts, cut.ends, strict=True))
    assert list(cut.starts) == sorted(cut.starts)
    assert all(0 <= casing < wordpieces.CASINGS for casing in cut.casing)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 60), max_size=12), st.integers(1, 4))
def test_chunks_hold_every_sentence_once_and_in_order(lengths: list[int], every: int) -> None:
    parts = [
        " ".join(["word"] * length) + "." + ("\n\n" if n % every == 0 else " ")
        for n, length in enumerate(lengths)
    ]
    text = "".join(parts)
    sentences = read.sentences.spans(text)

    cut = chunks.cuts(text, sentences)

    assert [s for chunk in cut for s in sentences if chunk.covers(s)] == sentences
    assert all(one.end <= other.start for one, other in pairwise(cut))


def test_every_relation_of_the_labels_is_one_of_the_ontology() -> None:
    for name in labels.table()["relations"]:
        assert kg.patterns.relation(name).name == name
    for qualifier in set(labels.columns().qualifiers) - {"role"}:
        assert any(qualifier in relation.qualifiers for relation in kg.patterns.relations())


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("number three", 3),
        ("No 12", 12),
        ("third", 3),
        ("two hours and ten minutes", 130),
        ("1,204", 1204),
        ("double", 2),
        ("112-minute", 112),
        ("several", None),
    ],
)
def test_a_number_is_read_off_its_words(words: str, number: int | None) -> None:
    assert objects.number(words) == number

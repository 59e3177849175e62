"""Ways of saying, compiled; and what is refused."""

from dataclasses import replace

import pytest

from kg.errors import LexiconError
from kg.extract import lexicon, phrases
from kg.extract.phrases import Part


def compiled(monkeypatch: pytest.MonkeyPatch, say: str) -> phrases.Pattern:
    """Compile one phrase as a lexicon of its own."""
    entry = replace(lexicon.relations()[0], name="tried", say=(say,))
    monkeypatch.setattr(lexicon, "relations", lambda: (entry,))
    [pattern] = phrases.patterns.__wrapped__()
    return pattern


def words(part: Part) -> set[str]:
    return set(part.words).union(*(words(child) for _, child in part.edges))


def test_every_phrase_of_the_lexicon_compiles() -> None:
    patterns = phrases.patterns()

    assert len(patterns) == sum(len(relation.say) for relation in lexicon.relations())
    assert any(pattern.triggers for pattern in patterns)
    assert all(pattern.slots for pattern in patterns)


@pytest.mark.parametrize(
    ("say", "slots"),
    [
        ("{person} directed {work}", {"person": "person", "work": "work"}),
        ("{incoming:person} replaced {person2}", {"incoming": "person", "person2": "person"}),
        ("{person} learned {skill:text=music}", {"person": "person", "skill": "text"}),
        ("{work} opened (on {date})", {"work": "work", "date": "date"}),
    ],
)
def test_a_slot_has_a_name_and_a_kind(monkeypatch, say: str, slots: dict[str, str]) -> None:
    assert dict(compiled(monkeypatch, say).slots) == slots


def test_a_choice_is_one_word_of_several_with_their_lemmas(monkeypatch) -> None:
    pattern = compiled(monkeypatch, "{person} [directed|helmed] {work}")

    assert words(pattern.root) == {"directed", "direct", "helmed", "helm"}


def test_an_optional_slot_is_loose(monkeypatch) -> None:
    pattern = compiled(monkeypatch, "{work} opened (in {medium}) (on {date})")

    assert set(pattern.loose) == {("medium", "medium"), ("date", "date")}


def test_words_that_only_carry_the_sentence_are_no_part_of_it(monkeypatch) -> None:
    pattern = compiled(monkeypatch, "{person}'s {work} <opens>")

    assert "open" not in words(pattern.root)


def test_any_verb_takes_the_place_between_stars(monkeypatch) -> None:
    pattern = compiled(monkeypatch, "As {character}, {person} *shines*")

    assert "shine" not in words(pattern.root)


@pytest.mark.parametrize(
    "say",
    [
        "{person} directed {wrok}",
        "{work} opened (with {person})",
        "{person} ate {skill:text=fish.Then} slowly",
        "{person} left. {work} opened",
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused_by_name(monkeypatch, say: str) -> None:
    with pytest.raises(LexiconError) as refused:
        compiled(monkeypatch, say)

    assert refused.value.entry == "tried"
    assert "relations.toml" in str(refused.value)
    assert say in str(refused.value)

"""Prefixes, short names, and identifiers."""

import unicodedata

import pytest

from kg.errors import VocabularyError
from kg.namespaces import (
    BASE,
    FILM,
    PREFIXES,
    SEGMENTS,
    entity_iri,
    folded,
    iri,
    node_iri,
    short,
    slug,
)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("film:director", FILM + "director"),
        ("rdf:type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ("work:tide.12345678", BASE + "work/tide.12345678"),
    ],
)
def test_a_short_name_and_its_iri_stand_for_each_other(name: str, full: str) -> None:
    assert iri(name) == full
    assert short(full) == name


def test_an_iri_that_no_prefix_fits_is_its_own_short_name() -> None:
    assert short("https://example.org/tide") == "https://example.org/tide"


@pytest.mark.parametrize("name", ["flim:director", "director", ""])
def test_a_short_name_with_an_unknown_prefix_is_refused(name: str) -> None:
    with pytest.raises(VocabularyError):
        iri(name)


def test_every_segment_is_a_prefix() -> None:
    assert set(SEGMENTS) < set(PREFIXES)
    assert len(SEGMENTS) == len(set(SEGMENTS))


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("Ada Marsh", "ada-marsh"),
        ("“Tide”: The Return?", "tide-the-return"),
        ("L’Heure Bleue", "lheure-bleue"),
        ("Ⅳ ½ ﬁlm", "iv-1-2-film"),
        ("Ærøskøbing 街", "ærøskøbing-街"),
        ("हिन्दी फ़िल्म", unicodedata.normalize("NFKC", "हिन्दी-फ़िल्म")),
        ("مد وجزر", "مد-وجزر"),
        ("a/b#c?d%20e\\f<g>", "a-b-c-d-20e-f-g"),
        ("?!…", "unnamed"),
        ("🎬", "unnamed"),
        ("\u0301x", "x"),
        ("\0", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(name: str, readable: str) -> None:
    assert slug(name) == readable


def test_a_slug_is_not_long() -> None:
    assert len(slug("word " * 200)) <= 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blue Hour", "BLUE  hour"),
        ("Blue\u00a0Hour", "Blue Hour"),
        ("Marsh’s “Tide”", 'Marsh\'s "Tide"'),
        ("ﬁlm", "film"),
    ],
)
def test_spellings_that_fold_alike_are_one_thing(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert entity_iri("work", one) == entity_iri("work", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("work", "Tide", ""), ("person", "Tide", "")),
        (("work", "Tide", ""), ("work", "The Tide", "")),
        (("work", "Tide", ""), ("work", "Tide", "novel")),
        (("work", "?", ""), ("work", "!", "")),
        (("work", "a\u241fb", ""), ("work", "a", "b")),
    ],
)
def test_different_things_have_different_identifiers(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert entity_iri(*one) != entity_iri(*other)


def test_a_node_is_known_by_its_key_and_not_by_its_readable_part() -> None:
    one = node_iri("casting", "Tide Ada Marsh", ["a", "b"])
    other = node_iri("casting", "Tide", ["a", "b"])

    assert one != other
    assert one.rpartition(".")[2] == other.rpartition(".")[2]
    assert node_iri("casting", "Tide", ["a", "-"]) != other


def test_identifiers_never_change() -> None:
    assert entity_iri("work", "Blue Hour") == BASE + "work/blue-hour.84df85df"
    assert entity_iri("work", "Blue Hour", base="urn:x:") == "urn:x:work/blue-hour.84df85df"
    assert node_iri("casting", "Tide", ["a", "b"]).startswith(BASE + "casting/tide.")


def test_an_identifier_needs_a_known_beginning() -> None:
    with pytest.raises(ValueError, match="no segment"):
        entity_iri("Film", "Tide")

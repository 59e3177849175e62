"""Prefixes, short names, and identifiers."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import assemble, flow, resolve
from kg.errors import BaseError, KgError, VocabularyError
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import (
    BASE,
    FILM,
    PREFIXES,
    SEGMENTS,
    check_base,
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


@pytest.mark.parametrize(
    "base",
    [
        BASE,
        "http://x.org/",
        "http://x.org:8080/",
        "https://me@x.org/a%20b/?c#d/",
        "https://x.org/data#",
        "https://пример.рф/été/",
        "urn:films/",
        "file:///home/films/",
    ],
)
def test_an_absolute_iri_that_is_left_open_is_a_base(base: str) -> None:
    check_base(base)

    Graph([Quad(Iri(entity_iri("work", "Tide", base=base)), Iri(FILM + "text"), Literal("a"))])


@pytest.mark.parametrize(
    "base",
    [
        "",
        "/",
        "not an iri",
        "not an iri/",
        "work/",
        "//x.org/",
        "http://x.org",
        "http://",
        "http:///",
        "http://#",
        "http://:80/",
        "http://x:port/",
        "http://x.org/<>",
        "http://x.org/<>/",
        "http://x.org/%zz/",
        "http://x.org/a#b#",
        "http://x.org/\n",
        "http://x.org/\n/",
        "http://x.org/\ue000/",
        "http://x.org/\0/",
        "1http://x.org/",
    ],
)
def test_anything_else_is_no_base(base: str) -> None:
    with pytest.raises(KgError) as told:
        check_base(base)

    assert "\n" not in str(told.value)


@pytest.mark.parametrize("take", [flow.build, resolve.facts, assemble.graph])
def test_a_base_is_checked_before_any_work(take: Callable[..., object]) -> None:
    untouched: list[str] = []

    with pytest.raises(BaseError, match="absolute IRI"):
        take((untouched.append("read") for _ in range(1)), base="http://x.org")

    assert untouched == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="aé:/#?%@[]2 <\ue000", max_size=8).map("http://a{}/".format))
def test_what_is_a_base_is_legal_to_the_engine(base: str) -> None:
    try:
        check_base(base)
    except BaseError:
        return
    Graph([Quad(Iri(base + "work/tide"), Iri(FILM + "text"), Literal("a"))])

"""Which mentions are one thing, and what it is called."""

import pytest

from kg import resolve
from kg.errors import VocabularyError
from kg.model import Claim, Entity, Evidence, Fact, Mention, Span, Status, Value
from kg.namespaces import entity_iri


def mention(
    text: str, kind: str = "Film", name: str = "", within: str = "", at: int = 0
) -> Mention:
    return Mention(text, kind, Span(at, at + len(text)), name or text, within)


def genre(subject: Mention, article: str = "news") -> Claim:
    evidence = Evidence(article, Span(0, 5), "words", "told")
    return Claim(subject, "genre", Value("drama"), (), Status.ACTUAL, evidence)


def entities(*claims: Claim) -> list[Entity]:
    facts = resolve.facts(claims)
    return [fact.subject for fact in facts if fact.relation == "name"]


def told(relation: str, *claims: Claim) -> list[Fact]:
    return [fact for fact in resolve.facts(claims) if fact.relation == relation]


def test_spellings_that_fold_alike_are_one_thing_with_the_plainest_name() -> None:
    [work] = entities(genre(mention("BLUE HOUR")), genre(mention("Blue Hour"), "other"))

    assert work.name == "Blue Hour"
    assert work.iri == entity_iri("work", "Blue Hour")


def test_works_and_people_of_one_name_are_two_things() -> None:
    found = entities(genre(mention("Tide")), genre(mention("Tide", "Person")))

    assert {entity.iri.split("/")[-2] for entity in found} == {"work", "person"}


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (["CreativeWork", "Film"], {"Film"}),
        (["ScreenWork", "ScreenWork"], {"ScreenWork"}),
        (["Film", "WrittenWork"], {"Film", "WrittenWork"}),
        (["Organization", "Festival"], {"Festival"}),
    ],
)
def test_the_more_specific_kind_wins_and_unrelated_ones_stay(
    kinds: list[str], kept: set[str]
) -> None:
    [found] = entities(*(genre(mention("Harbor", kind)) for kind in kinds))

    assert found.kinds == kept


def test_what_tells_namesakes_apart_makes_two_things() -> None:
    film = mention("Vera", "Character", within="Blue Hour")
    other = mention("Vera", "Character", within="Tide")

    assert len(entities(genre(film), genre(other))) == 2


def test_a_bare_mention_is_its_only_namesake_in_the_article() -> None:
    bare = mention("Vera", "Character")
    known = mention("Vera", "Character", within="Blue Hour")

    assert len(entities(genre(bare), genre(known))) == 1
    assert len(entities(genre(bare, "elsewhere"), genre(known))) == 2


def test_an_acronym_alone_is_what_another_article_gives_it_for() -> None:
    explained = genre(mention("HFF", "Festival", "Harbor Film Festival"))
    alone = genre(mention("HFF", "Festival"), "other")

    [festival] = entities(explained, alone)

    assert festival.name == "Harbor Film Festival"
    assert festival.aliases == {"HFF"}


@pytest.mark.parametrize("kind", ["Person", "Character"])
@pytest.mark.parametrize("alone", ["King", "KING"])
def test_a_surname_in_capitals_joins_no_strangers(kind: str, alone: str) -> None:
    known = genre(mention("KING", kind, "Nora King"))
    stranger = genre(mention(alone, kind), "other")

    assert {each.name for each in entities(known, stranger)} == {"Nora King", alone}


def test_a_name_that_is_no_acronym_is_not_taken_for_one() -> None:
    known = genre(mention("TIDE", "Organization", "Tide Pictures"))
    word = genre(mention("Tide", "Organization"), "other")

    assert {each.name for each in entities(known, word)} == {"Tide Pictures", "Tide"}


def test_an_acronym_given_for_two_things_stays_alone() -> None:
    one = genre(mention("HFF", "Festival", "Harbor Film Festival"))
    other = genre(mention("HFF", "Festival", "Hill Film Festival"))
    alone = genre(mention("HFF", "Festival"), "other")

    assert len(entities(one, other, alone)) == 3


@pytest.mark.parametrize(
    ("text", "kind", "name", "aliases"),
    [
        ("Marsh", "Person", "Ada Marsh", set()),
        ("Ada B. Marsh", "Person", "Ada Marsh", {"Ada B. Marsh"}),
        ("The film", "Film", "Tide", set()),
        ("the film", "Film", "Tide", set()),
        ("It", "Film", "Tide", set()),
        ("Tide II", "Film", "Tide Returns", {"Tide II"}),
        ("28 Tides", "Film", "Twenty-Eight Tides", {"28 Tides"}),
        ("British", "Place", "United Kingdom", set()),
        ("UK", "Place", "United Kingdom", {"UK"}),
    ],
)
def test_other_names_are_names_and_not_descriptions(
    text: str, kind: str, name: str, aliases: set[str]
) -> None:
    [found] = entities(genre(mention(text, kind, name)))

    assert found.aliases == aliases
    assert {fact.object for fact in told("alias", genre(mention(text, kind, name)))} == {
        Value(alias) for alias in aliases
    }


def test_a_name_is_evidenced_by_its_first_full_mention_in_each_article() -> None:
    early = genre(mention("The film", name="Tide", at=0))
    late = genre(mention("Tide", at=40))
    elsewhere = genre(mention("The film", name="Tide", at=7), "other")

    [fact] = told("name", early, late, elsewhere)

    assert [(e.article, e.span.start, e.quote) for e in fact.evidence] == [
        ("news", 40, "Tide"),
        ("other", 7, "The film"),
    ]
    assert {e.rule for e in fact.evidence} == {"first-mention"}


def test_a_stated_kind_is_evidenced_by_its_words() -> None:
    words = Evidence("news", Span(3, 15), "the new film", "appositive")
    stated = Claim(
        mention("Tide", "CreativeWork"),
        "kind",
        Value("Film", "film:Class"),
        (),
        Status.ACTUAL,
        words,
    )

    [fact] = told("kind", stated)

    assert fact.object == Value("Film", "film:Class")
    assert fact.evidence == (words,)
    assert fact.subject.kinds == {"Film"}


def test_a_kind_that_the_ontology_lacks_is_told() -> None:
    with pytest.raises(VocabularyError, match="Movie"):
        resolve.facts([genre(mention("Tide", "Movie"))])


def test_identifiers_stand_below_the_base_given() -> None:
    facts = resolve.facts([genre(mention("Tide"))], base="https://example.org/")

    assert facts[0].subject.iri == entity_iri("work", "Tide", base="https://example.org/")

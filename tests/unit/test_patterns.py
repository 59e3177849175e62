"""The pattern file: what it says, that it says nothing impossible, that the ontology agrees."""

from pathlib import PurePath

import pytest
import rdflib

from kg import patterns, resources
from kg.errors import LexiconError, VocabularyError
from kg.model import Value
from kg.namespaces import FILM, VOCABULARIES, iri
from kg.patterns import reading

TEXT = resources.text("ontology/patterns.toml")
SAID = reading.patterns(TEXT, PurePath("patterns.toml"))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=resources.text("ontology/film.ttl"), format="turtle")


@pytest.mark.parametrize(
    ("name", "subject", "target", "accepted"),
    [
        ("castMember", "Film", "Person", True),
        ("castMember", "CreativeWork", "Person", True),
        ("castMember", "WrittenWork", "Person", False),
        ("castMember", "Film", "Character", False),
        ("occupation", "Person", "Occupation", True),
        ("occupation", "Character", "Occupation", True),
        ("memberOf", "Person", "Character", False),
        ("memberOf", "Character", "Character", True),
        ("director", "Character", "Person", False),
        ("screenedAt", "Film", "Festival", True),
        ("screenedAt", "Film", "Place", True),
        ("releaseDate", "Film", "xsd:date", True),
        ("releaseDate", "Film", "xsd:integer", False),
        ("release", "Film", "film:MediumScheme", True),
        ("release", "Film", "MediumScheme", True),
        ("budget", "Film", "film:Amount", True),
        ("mainSubject", "Film", "xsd:string", True),
        ("mainSubject", "Film", "Event", True),
    ],
)
def test_a_relation_accepts_what_it_may_join(
    name: str, subject: str, target: str, *, accepted: bool
) -> None:
    assert patterns.relation(name).accepts(subject, target) is accepted


@pytest.mark.parametrize(
    ("relation", "qualifier", "identifying", "takes"),
    [
        ("castMember", "character", False, {"Character"}),
        ("castMember", "billing", False, {"film:BillingScheme"}),
        ("releaseDate", "medium", True, {"film:MediumScheme"}),
        ("awardReceived", "category", True, {"AwardCategory"}),
        ("screenedAt", "year", True, {"xsd:gYear", "xsd:string"}),
        ("skill", "duration", False, {"xsd:duration", "xsd:string"}),
    ],
)
def test_a_qualifier_identifies_or_is_an_edge(
    relation: str, qualifier: str, takes: set[str], *, identifying: bool
) -> None:
    slot = patterns.relation(relation).slot(qualifier)

    assert slot.identifying is identifying
    assert slot.takes.kinds | slot.takes.lists | slot.takes.datatypes == takes


def test_a_relation_or_qualifier_that_there_is_not_is_told() -> None:
    with pytest.raises(VocabularyError, match="Did you mean “director”"):
        patterns.relation("directer")
    with pytest.raises(VocabularyError, match=r"There are: billing, character|Did you mean"):
        patterns.relation("castMember").slot("year")


@pytest.mark.parametrize(
    ("value", "relation", "fitted"),
    [
        (Value("theatrical"), "release", Value("theatrical", "film:MediumScheme")),
        (Value("2019"), "releaseDate", Value("2019", "xsd:gYear")),
        (Value("97"), "runtime", Value("97", "xsd:integer")),
        (Value("early May"), "releaseDate", Value("early May")),
        (Value("drama"), "genre", Value("drama")),
    ],
)
def test_a_bare_text_is_fitted_to_what_is_meant(value: Value, relation: str, fitted: Value) -> None:
    takes = patterns.relation(relation).takes(["Film"])

    assert patterns.fitted(value, takes) == fitted


def test_a_word_that_is_in_no_list_is_told() -> None:
    with pytest.raises(VocabularyError, match="theatrical"):
        patterns.fitted(Value("theatric"), patterns.relation("release").takes(["Film"]))


def test_every_word_has_a_term_and_every_term_a_word() -> None:
    assert SAID.lists
    for scheme, words in SAID.lists.items():
        for word, term in words.items():
            assert patterns.concept(scheme, word) == term
            assert patterns.word(term) == word


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (["CreativeWork", "Film"], {"Film"}),
        (["Film", "WrittenWork"], {"Film", "WrittenWork"}),
        (["Organization", "Festival", "Organization"], {"Festival"}),
    ],
)
def test_the_more_specific_kind_wins(given: list[str], left: set[str]) -> None:
    assert patterns.most_specific(given) == left


def test_the_ontology_defines_every_kind_and_node(ontology: rdflib.Graph) -> None:
    classes = set(ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class))
    nodes = {pattern.node.name for pattern in SAID.patterns if pattern.node}

    assert {rdflib.URIRef(FILM + name) for name in (*SAID.kinds, *nodes)} <= classes
    for name, kind in SAID.kinds.items():
        above = set(ontology.transitive_objects(_term(name), rdflib.RDFS.subClassOf))
        assert not kind.under or _term(kind.under) in above


def test_the_ontology_defines_every_property(ontology: rdflib.Graph) -> None:
    used = {iri(pattern.property) for pattern in SAID.patterns}
    used |= {iri(pattern.twin) for pattern in SAID.patterns if pattern.twin}
    used |= {FILM + name for name in SAID.properties}

    defined = {str(term) for term in ontology.subjects(rdflib.RDFS.label, None)}
    assert {name for name in used if name.startswith(FILM)} <= defined


def test_the_ontology_has_the_same_lists_of_words(ontology: rdflib.Graph) -> None:
    skos = VOCABULARIES["skos"]
    listed = {
        (str(scheme).removeprefix(FILM), str(word), str(term).removeprefix(FILM))
        for term, scheme in ontology.subject_objects(rdflib.URIRef(skos + "inScheme"))
        for word in ontology.objects(term, rdflib.URIRef(skos + "prefLabel"))
    }

    said = {(s, word, term) for s, words in SAID.lists.items() for word, term in words.items()}
    assert said == listed


def test_no_property_of_a_node_bears_the_name_of_a_relation() -> None:
    relations = {relation.name for relation in patterns.relations()}

    assert not relations & SAID.properties.keys()


@pytest.mark.parametrize(
    ("said", "instead", "entry", "remedy"),
    [
        ('under = "ScreenWork"', 'under = "Screenwork"', "Film", "ScreenWork"),
        ('node    = "Casting"', 'node    = "Castings"', "castMember", "Casting"),
        ('"@billing"', '"billing"', "castMember", "@qualifier"),
        ('inRole = "=Director"', 'inRole = "=Boss"', "director", "Director"),
        ('inRole = "=Director"', 'mark = "object"', "director", "ofWork, agent, inRole"),
        ('needs   = ["work"]', 'needs   = ["film"]', "playsCharacter", "Correct needs"),
        ('object  = ["money"]', 'object  = ["coins"]', "boxOffice", "Amount|Award"),
        ('says    = { mark = "object" }', "saying  = 1", "grade", "says"),
        ('says    = { mark = "object" }', 'says    = { mark = "@mark" }', "grade", "edges"),
        ('edges   = { measure = "@measure" }', 'edges = { mark = "object" }', "boxOffice", "says"),
        ('segment = "casting"', 'segment = "castings"', "Casting", "casting"),
        ("[kinds]", "[sorts]", "the file", "Give it"),
        ("[kinds]", "[kinds", "the file", "Correct it"),
    ],
)
def test_an_impossible_entry_is_told_by_its_name(
    said: str, instead: str, entry: str, remedy: str
) -> None:
    assert said in TEXT

    with pytest.raises(LexiconError, match=remedy) as refused:
        reading.patterns(TEXT.replace(said, instead, 1), PurePath("ontology/patterns.toml"))

    assert refused.value.entry == entry
    assert str(refused.value).startswith("patterns.toml, entry “")


def _term(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(FILM + name)

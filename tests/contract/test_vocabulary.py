"""Code, queries, shapes, patterns and lexicon speak only words that the ontology defines."""

import re
import tomllib
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.namespaces import FILM, short

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = Graph().parse(ROOT / "ontology" / "film.ttl")
ALIGNMENTS = Graph().parse(ROOT / "ontology" / "alignments.ttl")
TERMS = sorted(
    term
    for term in set(ONTOLOGY.subjects(RDF.type))
    if isinstance(term, URIRef) and term.startswith(FILM)
)
DEFINED = {short(str(term)) for term in TERMS}
SPEAKERS = sorted(
    path
    for folder in ("kg", "queries", "ontology", "data/lexicon")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".rq", ".ttl", ".toml", ".csv", ".html", ".jinja"}
    and path.name != "film.ttl"
)
PATTERNS = tomllib.loads((ROOT / "ontology" / "patterns.toml").read_text("utf-8"))
RELATIONS = PATTERNS["relation"]
# “The ‘film:director’ of …” in a docstring is a word; “film:{name}” in code is none.
WORD = re.compile(r"\bfilm:[A-Za-z]\w*")


def term(name: str) -> URIRef:
    return URIRef(FILM + name)


def kinds(names: list[str]) -> list[str]:
    """Return the kinds, lists and datatypes, groups of them written out."""
    groups = PATTERNS["groups"]
    return [each for name in names for each in groups.get(name, [name])]


def below(kind: URIRef, above: URIRef) -> bool:
    return above in set(ONTOLOGY.transitive_objects(kind, RDFS.subClassOf))


def misfits(names: list[str], allowed: URIRef | None) -> list[str]:
    """Return those that the ontology's domain or range does not allow."""
    if allowed is None:
        return []
    wrong = []
    for name in kinds(names):
        if name in PATTERNS["lists"]:
            fits = allowed == SKOS.Concept
        elif ":" in name:
            fits = short(str(allowed)) == name
        else:
            fits = below(term(name), allowed)
        if not fits:
            wrong.append(name)
    return wrong


def parts(relation: dict, tables: tuple[str, ...] = ("key", "says", "edges")) -> set:
    """Return each (node, property) that a relation's pattern writes, nested nodes included."""
    found = set()

    def walk(node: str, part: dict) -> None:
        for name, source in part.items():
            if name in {"node", "status"}:
                continue
            found.add((node, name))
            if isinstance(source, dict):
                walk(source["node"], source)

    for table in tables:
        walk(relation["node"], relation.get(table, {}))
    return found


NODE_PARTS = sorted(set().union(*(parts(r) for r in RELATIONS if "node" in r)))


def test_there_are_speakers_of_every_sort() -> None:
    assert {path.suffix for path in SPEAKERS} >= {".py", ".rq", ".ttl", ".toml"}


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_is_defined(path) -> None:
    used = set(WORD.findall(path.read_text("utf-8")))

    assert used <= DEFINED


def test_there_are_terms() -> None:
    assert len(TERMS) > 200
    assert "film:castMember" in DEFINED


@pytest.mark.parametrize("each", TERMS, ids=lambda each: each.removeprefix(FILM))
def test_every_term_has_label_definition_and_example_in_english(each) -> None:
    for said in (RDFS.label, SKOS.definition, SKOS.example):
        [text] = ONTOLOGY.objects(each, said)
        assert text.language == "en"
        assert text.strip()
    assert str(ONTOLOGY.value(each, SKOS.definition)).endswith(".")
    assert ONTOLOGY.value(each, RDFS.isDefinedBy)


def test_every_concept_is_in_a_list_and_shows_the_word_of_the_flat_facts() -> None:
    concepts = set(ONTOLOGY.subjects(RDF.type, SKOS.Concept))

    assert len(concepts) > 30
    for concept in concepts:
        scheme = ONTOLOGY.value(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in ONTOLOGY
        word = str(ONTOLOGY.value(concept, SKOS.prefLabel))
        listed = PATTERNS["lists"][str(scheme).removeprefix(FILM)]
        assert listed[word] == str(concept).removeprefix(FILM)


def test_the_lists_of_the_patterns_hold_no_other_words() -> None:
    words = [concept for each in PATTERNS["lists"].values() for concept in each.values()]

    assert set(map(term, words)) == set(ONTOLOGY.subjects(RDF.type, SKOS.Concept))


def test_domains_and_ranges_are_terms() -> None:
    ends = set(ONTOLOGY.objects(None, RDFS.domain)) | set(ONTOLOGY.objects(None, RDFS.range))

    assert ends
    assert {end for end in ends if end.startswith(FILM)} <= set(TERMS)


def test_kinds_of_the_patterns_stand_below_what_the_ontology_says() -> None:
    for name, kind in PATTERNS["kinds"].items():
        assert (term(name), RDF.type, OWL.Class) in ONTOLOGY
        if "under" in kind:
            assert (term(name), RDFS.subClassOf, term(kind["under"])) in ONTOLOGY


def test_nodes_of_the_patterns_are_classes_and_those_with_a_status_are_situations() -> None:
    for name, node in PATTERNS["nodes"].items():
        assert (term(name), RDF.type, OWL.Class) in ONTOLOGY
        assert below(term(name), term("Situation")) == node.get("status", True)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation["name"])
def test_what_a_relation_joins_agrees_with_domain_and_range(relation) -> None:
    named = relation.get("property", f"film:{relation['name']}")
    if named.startswith("film:"):
        flat = term(named.removeprefix("film:"))
        assert flat in TERMS
        assert misfits(relation["subject"], ONTOLOGY.value(flat, RDFS.domain)) == []
        assert misfits(relation["object"], ONTOLOGY.value(flat, RDFS.range)) == []
    if "twin" in relation:
        twin = term(relation["twin"])
        assert twin in TERMS
        assert ONTOLOGY.value(twin, RDFS.domain) == term("Character")
        meant = relation.get("fiction", relation["object"])
        assert misfits(meant, ONTOLOGY.value(twin, RDFS.range)) == []


@pytest.mark.parametrize(("node", "part"), NODE_PARTS)
def test_a_node_has_only_properties_that_are_for_it(node, part) -> None:
    assert misfits([node], ONTOLOGY.value(term(part), RDFS.domain)) == []


@pytest.mark.parametrize("part", sorted(PATTERNS["properties"]))
def test_what_a_property_of_a_node_holds_agrees_with_its_range(part) -> None:
    holds = [
        name.removeprefix("film:") if name == "film:NewsArticle" else name
        for name in PATTERNS["properties"][part]
    ]

    assert term(part) in TERMS
    assert misfits(holds, ONTOLOGY.value(term(part), RDFS.range)) == []


def test_a_property_of_a_node_never_bears_the_name_of_a_relation() -> None:
    assert not {part for _, part in NODE_PARTS} & {relation["name"] for relation in RELATIONS}


def test_the_check_for_missing_statements_knows_which_relations_have_no_plain_triple() -> None:
    rule = (ROOT / "queries" / "checks" / "statement_missing.rq").read_text("utf-8")
    listed = re.search(r"NOT IN \(([^)]*)\)", rule)
    bare = {f"film:{each['name']}" for each in RELATIONS if not each.get("shortcut", True)}

    assert bare
    assert set(WORD.findall(listed[1])) == bare


def test_alignments_claim_no_equivalence() -> None:
    claims = set(ALIGNMENTS.predicates())

    assert claims <= {RDF.type, RDFS.label, RDFS.seeAlso, RDFS.subClassOf, RDFS.subPropertyOf}


def test_alignments_are_of_defined_terms_and_film_ttl_has_none() -> None:
    aligned = {subject for subject in ALIGNMENTS.subjects() if subject.startswith(FILM)}
    spaces = {str(term) for term in ONTOLOGY.all_nodes() if isinstance(term, URIRef)}

    assert len(aligned) > 50
    assert aligned <= set(TERMS)
    assert not [each for each in spaces if "schema.org" in each or "wikidata" in each]


def test_nothing_of_the_ontology_is_a_blank_node() -> None:
    assert all(isinstance(subject, URIRef) for subject in ONTOLOGY.subjects())


def test_real_and_fictional_people_are_disjoint_and_so_are_people_and_works() -> None:
    disjoint = {(s, o) for s, o in ONTOLOGY.subject_objects(OWL.disjointWith)}

    assert disjoint == {
        (term("Character"), term("Person")),
        (term("Person"), term("CreativeWork")),
    }

"""The ontology as a page shows it."""

from html.parser import HTMLParser

import pytest
from jinja2 import ChoiceLoader, DictLoader
from markupsafe import escape
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from kg import patterns, resources, templates
from kg.namespaces import FILM
from kg.publish.pages.ontology import vocabulary

FILE, ALIGNMENTS = (
    Graph().parse(data=resources.text(f"ontology/{name}.ttl"), format="turtle")
    for name in ("film", "alignments")
)
TERMS = sorted(str(term) for term in set(FILE.subjects(RDF.type)) if term.startswith(FILM))
LAYOUT = (
    "<!DOCTYPE html><title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}"
)
VOID = {"meta", "link", "br", "hr", "img", "input"}


def described():
    shown = vocabulary()
    for _, members in (*shown.classes, *shown.properties):
        yield from (each.term for each in members)
    for each in shown.lists:
        yield each.term
        yield from (member.term for member in each.members)
    yield from shown.datatypes


def called(groups):
    return {each.term.name: each for _, members in groups for each in members}


def names(links):
    return [link.name for link in links]


PROPERTIES, CLASSES = called(vocabulary().properties), called(vocabulary().classes)
TOLD = {term.iri: term for term in described()}


def test_every_term_is_told_once_and_no_other():
    assert len(TERMS) > 250
    assert sorted(term.iri for term in described()) == TERMS


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(FILM))
def test_a_term_is_told_with_label_definition_and_example(term):
    told = TOLD[term]

    said = [str(FILE.value(URIRef(term), each)) for each in (RDFS.label, SKOS.definition)]
    assert [told.label, told.definition] == said
    assert told.example == str(FILE.value(URIRef(term), SKOS.example))
    assert told.short == f"film:{told.name}"


def test_every_alignment_of_a_term_is_told():
    told = {
        (term.iri, link.address, near)
        for term in described()
        for near, links in ((False, term.below), (True, term.near))
        for link in links
    }

    said = {
        (str(subject), str(target), predicate == RDFS.seeAlso)
        for subject, predicate, target in ALIGNMENTS
        if subject.startswith(FILM)
    }
    assert len(said) > 120
    assert told == said


def test_alignments_of_other_terms_are_told():
    others = {link.name: names(near) for link, near in vocabulary().others}

    assert others["dcterms:title"] == ["schema:headline"]


@pytest.mark.parametrize("term", sorted(CLASSES))
def test_a_class_stands_between_those_above_and_those_beneath_it(term):
    above = {
        f"film:{o.removeprefix(FILM)}" for o in FILE.objects(URIRef(FILM + term), RDFS.subClassOf)
    }

    told = CLASSES[term]
    assert {name for name in names(told.above) if name.startswith("film:")} == {
        name for name in above if "//" not in name
    }
    for link in told.beneath:
        assert f"film:{term}" in names(CLASSES[link.name.removeprefix("film:")].above)


def test_what_excludes_each_other_says_so_on_both_sides():
    assert names(CLASSES["Person"].disjoint) == ["film:CreativeWork", "film:Character"]
    assert names(CLASSES["Character"].disjoint) == ["film:Person"]


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_a_property_has_the_domain_and_range_of_its_file(name):
    here, told = URIRef(FILM + name), PROPERTIES[name]

    for domain in FILE.objects(here, RDFS.domain):
        assert names(told.domains) == [f"film:{domain.removeprefix(FILM)}"]
        assert f"film:{name}" in names(CLASSES[domain.removeprefix(FILM)].properties)
    for target in set(FILE.objects(here, RDFS.range)) - {SKOS.Concept}:
        assert [link.address.rpartition("#")[2] for link in told.ranges] == [target.fragment]


def test_a_property_that_takes_words_says_of_which_list():
    takers = {str(name).removeprefix(FILM) for name in FILE.subjects(RDFS.range, SKOS.Concept)}

    assert len(takers) > 10
    for name in takers:
        [link] = PROPERTIES[name].ranges
        assert link.name.endswith("Scheme")
    [roles] = [each for each in vocabulary().lists if each.term.name == "RoleScheme"]
    assert "film:inRole" in names(roles.taken_by)


def test_lists_hold_their_words():
    lists = {
        f"{each.term.name}": {member.word: member.term.name for member in each.members}
        for each in vocabulary().lists
    }

    assert lists["StatusScheme"]["superseded"] == "Superseded"
    assert all(set(words) == set(patterns.words(name)) for name, words in lists.items())


def test_every_flat_relation_says_what_it_stands_for():
    for relation in patterns.relations():
        if relation.property.startswith("film:"):
            told = PROPERTIES[relation.name]
            nodes = {f"film:{p.node.name}" for p in relation.patterns if p.node}
            assert set(names(told.situations)) == nodes
            assert told.bare == any(pattern.shortcut for pattern in relation.patterns)
            assert set(told.qualifiers) == set(relation.qualifiers)
            assert names(told.twin) == ([relation.twin] if relation.twin else [])


def test_a_part_of_a_situation_says_which_relations_write_it():
    assert names(PROPERTIES["performer"].relations) == [
        "film:castMember",
        "film:playsCharacter",
        "film:skill",
        "film:recasting",
    ]
    assert names(CLASSES["Casting"].key) == ["film:ofWork", "film:performer"]
    assert "film:Release" in names(PROPERTIES["onDate"].domains)


def test_a_fiction_and_its_world_lead_to_each_other():
    assert names(PROPERTIES["occupation"].twin) == ["film:diegeticOccupation"]
    assert names(PROPERTIES["diegeticOccupation"].twin) == ["film:occupation"]


def test_terms_stand_under_the_titles_of_their_file():
    titles = [title for title, _ in vocabulary().classes]

    assert titles[:2] == ["Works", "Agents"]
    assert all(titles)
    assert names(CLASSES["CreativeWork"].beneath)[0] == "film:ScreenWork"


class Page(HTMLParser):
    """The elements of a page, each with the identifiers around it."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.headings, self.tags = [], [], [], [], set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            around = next((name for _, name in reversed(self.open) if name), "")
            self.links.append((around, given["href"]))
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag not in VOID:
            self.open.append((tag, given.get("id", "") if tag == "section" else ""))

    def handle_endtag(self, tag):
        opened, _ = self.open.pop()
        assert opened == tag


@pytest.fixture(scope="module")
def html() -> str:
    environment = templates.environment("publish/pages")
    environment.loader = ChoiceLoader(
        [DictLoader({"layout.html.jinja": LAYOUT}), environment.loader]
    )
    return environment.get_template("ontology.html.jinja").render(vocabulary=vocabulary(), root="")


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html.partition("<!DOCTYPE html>")[2])


def test_every_term_has_its_place_and_its_name_leads_there(page):
    places = {term.removeprefix(FILM) for term in TERMS}

    assert len(page.ids) == len(set(page.ids))
    assert places <= set(page.ids)
    assert {f"#{place}" for place in places} <= {href for _, href in page.links}


def test_links_within_the_page_lead_somewhere(page):
    inner = {href[1:] for _, href in page.links if href.startswith("#")}

    assert inner <= set(page.ids)


def test_every_alignment_is_a_link_beside_its_term(page):
    said = {
        (subject.removeprefix(FILM), str(target))
        for subject, _, target in ALIGNMENTS
        if subject.startswith(FILM)
    }

    assert said <= set(page.links)


def test_the_page_shows_each_definition_and_example(html):
    for term in described():
        assert f"<p>{escape(term.definition)}</p>" in html
        assert f'<p class="example">{escape(term.example)}</p>' in html


def test_headings_skip_no_level_and_there_is_one_title(page):
    assert page.headings.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)
    )


def test_the_page_loads_nothing(page, html):
    assert not {"script", "img", "link", "style", "iframe", "object"} & page.tags
    assert "src=" not in html
    assert "url(" not in templates.own("publish/pages", "ontology.css")

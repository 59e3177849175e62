"""What a page tells machines, in the terms of schema.org."""

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from corpora import dated, day, film, graph, named, says
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Literal, Namespace, URIRef
from rdflib import Graph as Triples
from strategies import claim_lists
from worked import ARTICLE, CLAIMS, VERA, claim, evidence
from worked import FILM as WORK

from kg import assemble, resolve, resources
from kg.graph import Graph, Iri
from kg.model import Status, Value, Voice
from kg.namespaces import FILM, iri
from kg.publish.pages import aligned, linked

# rdflib’s own reader of JSON-LD says so of itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SCHEMA = Namespace("https://schema.org/")
PLAIN = {"@context", "@type", "@id", "name", "alternateName", "sameAs", "url"}
ARTICLES = dated(a="2024-01-05", b="2024-06-05")
TIDE = film("Tide")
ADA, LEE = named("Ada Marsh"), named("Lee Park")
POST = named("The Reel Post", "Organization")


def things(graph: Graph) -> dict[str, Iri]:
    quads = graph.quads(None, predicate=Iri(iri("rdfs:label")))
    return {quad.object.text: quad.subject for quad in quads}


def told(graph: Graph, name: str, address=str.lower):
    return linked.data(graph, things(graph)[name], lambda thing: address(thing.rpartition("/")[2]))


def of(*claims):
    return graph(claims, ARTICLES)


def names(value) -> list[str]:
    return [each["name"] for each in (value if isinstance(value, list) else [value])]


def triples(data) -> Triples:
    """What an RDF reader makes of the data, its context given by hand."""
    local = data | {"@context": {"@vocab": str(SCHEMA)}}
    return Triples().parse(data=json.dumps(local), format="json-ld")


def quoted(claim):
    return replace(claim, evidence=replace(claim.evidence, voice=Voice.QUOTED, speaker="Kim Roe"))


def test_what_somebody_quoted_alone_says_is_left_out():
    directed, written = says("a", TIDE, "director", ADA), says("a", TIDE, "screenwriter", LEE)

    found = of(directed, quoted(written))

    assert names(told(found, "Tide")["director"]) == ["Ada Marsh"]
    assert "author" not in told(found, "Tide")
    assert "@reverse" not in told(found, "Lee Park")


def test_what_an_article_says_as_well_is_told():
    written = says("a", TIDE, "screenwriter", LEE)

    found = of(quoted(written), says("b", TIDE, "screenwriter", LEE))

    assert names(told(found, "Tide")["author"]) == ["Lee Park"]


@pytest.fixture(scope="module")
def worked() -> Graph:
    claims = [*CLAIMS, claim(WORK, "character", VERA, evidence("Lee Park plays Vera"))]
    found = resolve.resolution(claims, articles=[ARTICLE])
    return assemble.graph(found.facts, articles=[ARTICLE], notes=found.notes)


def test_a_film_is_told_with_those_who_made_it():
    cast = says("a", TIDE, "castMember", LEE)
    company = says("a", TIDE, "productionCompany", named("Northlight", "Organization"))
    written = says("a", TIDE, "screenwriter", ADA)
    music = says("a", TIDE, "composer", LEE)
    spoken = says("a", TIDE, "language", Value("Portuguese"))
    told_of = of(says("a", TIDE, "director", ADA), cast, company, written, music, spoken)

    found = told(told_of, "Tide")

    ada = {"@type": "Person", "@id": things(told_of)["Ada Marsh"], "name": "Ada Marsh"}
    assert (found["@type"], found["@id"], found["name"]) == (
        "Movie",
        things(told_of)["Tide"],
        "Tide",
    )
    assert found["director"] == found["author"] == ada
    assert names(found["actor"]) == names(found["musicBy"]) == ["Lee Park"]
    assert names(found["productionCompany"]) == ["Northlight"]
    assert found["inLanguage"] == {"@type": "Language", "name": "Portuguese"}


def test_of_a_work_whose_kind_is_open_nothing_is_said_that_is_for_films_alone():
    work = named("Tide", "ScreenWork")

    found = told(of(says("a", work, "castMember", LEE), says("a", work, "producer", ADA)), "Tide")

    assert found["@type"] == "CreativeWork"
    assert "actor" not in found
    assert names(found["producer"]) == ["Ada Marsh"]


def test_a_television_work_has_a_cast():
    found = told(of(says("a", named("Desk", "TelevisionWork"), "castMember", LEE)), "Desk")

    assert found["@type"] == "TVSeries"
    assert names(found["actor"]) == ["Lee Park"]


def test_a_value_of_another_type_than_the_property_takes_is_left_out():
    band = named("The Gulls", "Organization")

    found = told(of(says("a", TIDE, "director", band), says("a", TIDE, "basedOn", LEE)), "Tide")

    assert not {"director", "isBasedOn"} & found.keys()


def test_a_place_that_a_work_or_a_person_is_from_is_a_country():
    from_ = says("a", TIDE, "countryOfOrigin", named("Portugal", "Place"))
    shot = says("a", TIDE, "filmingLocation", named("Lisbon", "Place"))

    found = told(of(from_, shot), "Tide")

    assert found["countryOfOrigin"]["@type"] == "Country"
    assert found["locationCreated"]["@type"] == "Place"


def test_the_first_day_of_release_is_told_and_each_release():
    spain, portugal, norway = (named(name, "Place") for name in ("Spain", "Portugal", "Norway"))
    first = says("a", TIDE, "releaseDate", day("2023"), territory=spain)
    exactly = says("a", TIDE, "releaseDate", day("2023-03-04"), territory=portugal)
    again = says("b", TIDE, "releaseDate", day("2024-06-01"), territory=norway)

    found = told(of(first, exactly, again), "Tide")

    events = {(each["location"]["name"], each["startDate"]) for each in found["releasedEvent"]}
    assert found["datePublished"] == "2023-03-04"
    assert events == {("Spain", "2023"), ("Portugal", "2023-03-04"), ("Norway", "2024-06-01")}


def test_a_planned_release_is_not_told():
    plan = says("a", TIDE, "releaseDate", day("2025-03-04"), Status.PLANNED)

    found = told(of(plan), "Tide")

    assert found.keys() <= PLAIN


def test_a_release_on_which_articles_disagree_is_not_told():
    plan = says("a", TIDE, "releaseDate", day("2025-03-04"), Status.PLANNED)
    other = says("a", TIDE, "distributor", POST)

    found = told(of(plan, other), "Tide")

    assert not {"releasedEvent", "datePublished"} & found.keys()


def test_a_review_is_told_with_its_critic_and_its_mark():
    grade = says("a", TIDE, "grade", Value("A-"), critic=LEE, outlet=POST)
    denied = says("a", TIDE, "grade", Value("F"), Status.DENIED, critic=ADA, outlet=POST)

    review = told(of(grade, denied), "Tide")["review"]

    assert review["@type"] == "CriticReview"
    assert names(review["author"]) == ["Lee Park"]
    assert names(review["publisher"]) == ["The Reel Post"]
    assert review["reviewRating"] == {"@type": "Rating", "ratingValue": "A-"}


def test_a_critic_and_an_outlet_are_not_reviewed_themselves():
    told_of = of(says("a", TIDE, "grade", Value("A-"), critic=LEE, outlet=POST))

    for name in ("Lee Park", "The Reel Post"):
        assert not {"review", "@reverse"} & told(told_of, name).keys()


def test_a_person_is_told_with_post_award_and_works():
    award = says("a", ADA, "awardReceived", named("Gull Award", "Award"))
    lost = says("a", ADA, "nominatedFor", named("Reed Award", "Award"))
    post = says("a", ADA, "position", Value("chief critic"), organisation=POST)
    job = says("a", ADA, "occupation", named("cellist", "Occupation"))
    born = says("a", ADA, "birthDate", day("1975"))

    found = told(of(award, lost, post, job, born, says("a", TIDE, "director", ADA)), "Ada Marsh")

    assert found["@type"] == "Person"
    assert (found["award"], found["jobTitle"]) == ("Gull Award", "chief critic")
    assert found["hasOccupation"]["@type"] == "Occupation"
    assert found["birthDate"] == "1975"
    assert names(found["@reverse"]["director"]) == ["Tide"]


def test_a_day_without_a_year_is_no_date():
    born = says("a", ADA, "birthDate", Value("--02-27", "xsd:gMonthDay"))

    assert "birthDate" not in told(of(born), "Ada Marsh")


def test_an_organization_is_told_with_its_founder_and_its_films():
    founder = says("a", POST, "founder", LEE)

    found = told(of(founder, says("a", TIDE, "productionCompany", POST)), "The Reel Post")

    assert found["@type"] == "Organization"
    assert names(found["founder"]) == ["Lee Park"]
    assert names(found["@reverse"]["productionCompany"]) == ["Tide"]


def test_of_a_place_it_is_not_told_what_leads_to_it():
    found = told(of(says("a", TIDE, "filmingLocation", named("Lisbon", "Place"))), "Lisbon")

    assert found["@type"] == "Place"
    assert "@reverse" not in found


def test_of_very_many_works_the_first_are_told():
    films = [says("a", film(f"Tide {n}"), "director", ADA) for n in range(205)]

    assert len(told(of(*films), "Ada Marsh")["@reverse"]["director"]) == 200


def test_a_character_is_no_person(worked):
    character, work = told(worked, "Vera"), told(worked, "Blue Hour")

    assert character["@type"] == "Thing"
    assert character.keys() <= PLAIN
    assert work["character"].keys() == {"@id", "name"}


def test_no_property_of_the_fiction_is_aligned():
    properties = Graph.parse(resources.text("ontology/alignments.ttl").encode(), "ttl").quads(None)

    assert not [q for q in properties if q.subject.startswith(f"{FILM}diegetic")]


def test_nothing_of_the_article_shows_that_is_planned_replaced_fictional_or_an_opinion(worked):
    said = json.dumps([told(worked, name) for name in things(worked)])

    found = told(worked, "Blue Hour")
    assert names(found["actor"]) == ["Lee Park"]
    assert found["award"] == "Harbor Award"
    assert not {"releasedEvent", "datePublished"} & found.keys()
    assert not [word for word in ("2020-11-20", "astonishing", "A marvel") if word in said]
    assert "@reverse" not in told(worked, "Dev Novak")


def test_an_article_is_told_with_what_it_names(worked):
    article = next(quad.subject for quad in worked.quads(predicate=Iri(iri("dcterms:identifier"))))

    found = linked.data(worked, article, lambda _: "https://example.org/a.html")

    assert (found["@type"], found["headline"]) == ("NewsArticle", "Blue Hour news")
    assert found["url"] == "https://example.org/a.html"
    assert {"Blue Hour", "Ada Marsh", "Dev Novak", "Vera"} <= set(names(found["mentions"]))
    assert not {"text", "articleBody"} & found.keys()


def test_an_article_has_the_address_at_which_it_appeared():
    source = ("https://news.example/tide",)
    article = replace(
        ARTICLE, author="Kim Roe", publisher="The Reel Post", published=date(2024, 1, 5)
    )
    told_of = assemble.graph(resolve.facts(CLAIMS), articles=[replace(article, sources=source)])
    [thing] = {q.subject for q in told_of.quads(predicate=Iri(iri("dcterms:title")))}

    found = linked.data(told_of, thing, lambda _: "https://example.org/a.html")

    assert (found["url"], found["mainEntityOfPage"]) == (*source, "https://example.org/a.html")
    assert (found["author"], found["publisher"]) == (
        {"name": "Kim Roe"},
        {"name": "The Reel Post"},
    )
    assert found["datePublished"] == "2024-01-05"


@pytest.mark.parametrize(("address", "shown"), [("../tide.html", None), ("HTTPS://a.b/c", 1)])
def test_an_address_is_told_where_it_is_whole(address, shown):
    found = told(of(says("a", TIDE, "director", ADA)), "Tide", lambda _: address)

    assert ("url" in found) == bool(shown)


def test_names_and_identifiers_elsewhere_are_told():
    other = says("a", ADA, "sameAs", Value("http://www.wikidata.org/entity/Q1", "xsd:anyURI"))
    title = says("a", TIDE, "alternativeTitle", Value("High Water"))
    told_of = of(other, title, says("a", TIDE, "director", ADA))

    assert told(told_of, "Ada Marsh")["sameAs"] == "http://www.wikidata.org/entity/Q1"
    assert told(told_of, "Tide")["alternateName"] == "High Water"


def test_an_rdf_reader_reads_it(worked):
    found = triples(told(worked, "Blue Hour"))

    work, person = (URIRef(things(worked)[name]) for name in ("Blue Hour", "Ada Marsh"))
    assert (work, RDF.type, SCHEMA.Movie) in found
    assert (work, SCHEMA.director, person) in found
    assert (person, SCHEMA.name, Literal("Ada Marsh")) in found
    assert (work, SCHEMA.director, person) in triples(told(worked, "Ada Marsh"))


def test_the_same_graph_gives_the_same_data(worked):
    again = Graph(reversed(worked.quads()))

    for name in things(worked):
        assert json.dumps(told(again, name)) == json.dumps(told(worked, name))


TYPES = Triples().parse(data=resources.text("ontology/schema_org.ttl"), format="turtle")


def fits(thing, property_, end) -> bool:
    """Whether one of the types of a thing is, or is below, one that schema.org allows."""
    given = {
        above
        for kind in thing
        for above in (kind, *TYPES.transitive_objects(kind, RDFS.subClassOf))
    }
    return not thing or bool(given & {*TYPES.objects(property_, end)})


@settings(max_examples=60, deadline=None)
@given(claim_lists)
def test_each_property_is_said_of_what_it_is_for_and_leads_to_what_it_takes(drawn):
    told_of = assemble.graph(resolve.facts(drawn), articles=[])

    for thing in things(told_of).values():
        found = triples(linked.data(told_of, thing, str))
        for subject, predicate, target in found:
            if predicate in {RDF.type, SCHEMA.name, SCHEMA.sameAs, SCHEMA.ratingValue}:
                continue
            of_subject = set(found.objects(subject, RDF.type))
            assert fits(of_subject, predicate, SCHEMA.domainIncludes), (subject, predicate)
            if not isinstance(target, Literal) and (target, RDF.type, SCHEMA.Thing) not in found:
                of_target = set(found.objects(target, RDF.type))
                assert fits(of_target, predicate, SCHEMA.rangeIncludes), (predicate, target)


@settings(max_examples=60, deadline=None)
@given(claim_lists, st.sampled_from([Status.PLANNED, Status.SUPERSEDED, Status.DENIED]))
def test_of_what_is_not_so_nothing_is_told_but_names(drawn, status):
    kept = {"sameAs", "character", "alternativeTitle"}
    claims = [replace(claim, status=status) for claim in drawn if claim.relation not in kept]
    told_of = assemble.graph(resolve.facts(claims), articles=[])

    for thing in things(told_of).values():
        assert linked.data(told_of, thing, str).keys() <= PLAIN


def test_every_property_aligned_is_known_with_what_it_is_for():
    lines = Graph.parse(resources.text("ontology/alignments.ttl").encode(), "ttl").quads(None)
    used = {
        q.object.removeprefix(SCHEMA)
        for q in lines
        if isinstance(q.object, Iri)
        and q.object.startswith(SCHEMA)
        and q.object.removeprefix(SCHEMA)[0].islower()
    }

    assert len(used) > 30
    assert {name for name in used if not aligned.takes(name)} == set()
    assert {n for n in used if (URIRef(SCHEMA + n), SCHEMA.domainIncludes, None) not in TYPES} == (
        set()
    )


class Scripts(HTMLParser):
    """The elements of a page, and what stands in its scripts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, _):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data if self.tags and self.tags[-1] == "script" else ""


any_text = st.one_of(
    st.text(st.characters(), max_size=20),
    st.sampled_from(
        ["</script><b>", "<!--", "]]>", "\u2028", "\ud800", "&lt;", "<script>", "\x00", "\\u003c"]
    ),
)
values = st.recursive(
    st.one_of(any_text, st.integers(), st.booleans(), st.none()),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(any_text, below)),
    max_leaves=6,
)


@given(st.dictionaries(any_text, values, max_size=4))
def test_no_text_breaks_out_of_the_element_and_it_reads_back(data):
    page = str(linked.script(data))

    scripts = Scripts(page + "<i></i>")
    body = page.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    whole = json.dumps(data).encode("utf-8")
    assert scripts.tags == ["script", "i"]
    assert not set("<>&\u2028\u2029") & set(body)
    assert body.encode("utf-8")
    assert json.loads(body) == json.loads(whole)


def test_a_name_that_is_markup_is_told_as_it_is():
    evil = '</script><img src=x onerror="alert(1)">'

    page = linked.script(told(of(says("a", film(evil), "director", ADA)), evil))

    assert Scripts(page).tags == ["script"]
    assert json.loads(Scripts(page).text)["name"] == evil

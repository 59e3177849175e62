"""What is said of one identifier, and where it is shown."""

from functools import cache

import pytest
from published import corpus, corpus_site, ids, read_graph, seen

from kg.graph import Graph, Iri, Literal
from kg.namespaces import BASE, iri
from kg.publish import Site
from kg.publish.pages.described import described, page_of

EVIDENCE = Iri(f"{BASE}evidence")
TEXT, EXACT, SOURCE, LABEL = (
    Iri(iri(name)) for name in ("film:text", "oa:exact", "oa:hasSource", "rdfs:label")
)
STATUS, TYPE = Iri(iri("film:status")), Iri(iri("rdf:type"))


@cache
def names() -> list[Iri]:
    """Every identifier of the graph, below its base."""
    terms = (term for quad in corpus().quads() for term in (*quad[:3], quad.graph))
    return sorted({term for term in terms if isinstance(term, Iri) and term.startswith(BASE)})


def segment(name: str) -> str:
    return name.removeprefix(BASE).partition("/")[0]


@cache
def triples(graph: str | None = None) -> frozenset[tuple]:
    return frozenset(quad[:3] for quad in corpus().quads(graph))


@cache
def places(path: str) -> frozenset[str]:
    return frozenset(ids(seen(corpus_site()[path])))


@cache
def said(name: Iri, *, text: bool = True) -> frozenset[tuple]:
    return frozenset(quad[:3] for quad in described(corpus(), name, text=text).quads())


def test_all_that_is_said_is_in_one_graph_and_true_of_the_whole():
    for name in names():
        assert said(name) <= triples() | triples(EVIDENCE)
    assert described(corpus(), names()[0]).graphs() == []


def test_nothing_that_is_no_longer_so_is_said_of_a_fact():
    dropped = [
        Iri(name)
        for name in corpus().graphs()
        if segment(name) == "fact" and not {q[:3] for q in corpus().quads(name)} <= triples()
    ]

    assert dropped
    for fact in dropped:
        assert said(fact) <= triples() | triples(EVIDENCE)
        assert (fact, TYPE, Iri(iri("film:Fact"))) in said(fact)


def test_joined_they_say_all_that_the_film_graph_does():
    joined = {triple for name in names() for triple in said(name)}

    assert triples() <= joined


def test_a_thing_is_told_of_with_all_its_triples_and_the_names_of_what_they_speak_of():
    for name in names():
        if segment(name) not in ("work", "person", "casting"):
            continue
        told = said(name)

        assert {triple for triple in triples() if name in (triple[0], triple[2])} <= told
        named = {each for triple in told for each in (triple[0], triple[2])}
        assert {t for t in triples() if t[1] == LABEL and t[0] in named} <= told


@pytest.mark.parametrize("text", [True, False])
def test_an_article_is_told_of_with_its_facts_and_their_passages(text):
    articles = [name for name in names() if segment(name) == "article"]

    assert len(articles) == 15
    for article in articles:
        told = said(article, text=text)
        passages = {s for s, p, o in triples(EVIDENCE) if (p, o) == (SOURCE, article)}
        selectors = {o for s, p, o in triples(EVIDENCE) if s in passages and isinstance(o, Iri)}

        own = {t for t in triples(EVIDENCE) if t[0] in passages}
        quotes = {t for t in triples(EVIDENCE) if t[0] in selectors and t[1] == EXACT}
        assert passages
        assert own | quotes <= told
        assert {s for s, p, _ in told if p == TEXT} <= ({article} if text else set())
        assert any(p == Iri(iri("film:evidence")) for _, p, _ in told)


def test_without_texts_words_that_are_quoted_are_still_told():
    spoken = [name for name in names() if segment(name) == "quotation"]

    assert spoken
    for name in spoken:
        assert {p for s, p, _ in said(name, text=False) if s == name} >= {TEXT}


@pytest.mark.parametrize(
    "kind",
    ["work", "person", "fact", "passage", "quote", "position", "change", "judgement", "casting"],
)
def test_each_kind_of_identifier_is_told_of(kind):
    told = {subject for subject, _, _ in triples() | triples(EVIDENCE)}  # not what is over
    found = [name for name in names() if segment(name) == kind and name in told]

    assert found
    for name in found:
        assert name in {subject for subject, _, _ in said(name)}


@pytest.mark.parametrize(
    "name",
    [
        "https://elsewhere.org/x",
        f"{BASE}work/nobody.1",
        f"{BASE}fact/0",
        BASE,
        "a b",
        "",
        "\0",
        "<",
    ],
)
def test_of_what_the_graph_does_not_hold_nothing_is_said(name):
    pages = Site(corpus())

    assert pages.described(name) == Graph()
    assert pages.page_of(name) == ""


def test_every_identifier_that_is_shown_leads_to_a_page_and_a_place_in_it():
    shown = {name: page_of(corpus(), name) for name in names()}

    broken = {
        name: page
        for name, page in shown.items()
        for path, _, place in [page.partition("#")]
        if page and (path not in corpus_site() or not ({place} - {""} <= places(path)))
    }
    assert broken == {}
    assert {segment(name) for name, page in shown.items() if not page} <= {
        "evidence", "change", "judgement", "correction",
    }  # fmt: skip


def test_a_fact_leads_to_its_place_on_its_articles_page():
    fact = next(name for name in names() if segment(name) == "fact")

    assert page_of(corpus(), fact).endswith(f"#f-{fact.rpartition('/')[2]}")


def test_each_turtle_file_reads_back_and_is_about_its_page():
    of_the_whole = {"film.ttl", "films.ttl"}
    paths = [path for path in corpus_site() if path.endswith(".ttl")]

    assert of_the_whole < set(paths)
    for path in paths:
        graph = Graph.parse(corpus_site()[path], "ttl")
        about = graph.quads(subject=Iri(BASE + path.removesuffix(".ttl")))
        assert len(graph) > 0, path
        assert path in of_the_whole or about, path
        true = {quad[:3] for quad in graph.quads()} <= triples() | triples(EVIDENCE)
        assert path == "film.ttl" or true, path


def test_a_plan_is_told_with_its_status():
    graph = read_graph("Lee Park is set to direct “Tide”. Ada Marsh did not write “Tide”.")
    thing = next(q.subject for q in graph.quads(None) if q.object == Literal("Tide"))

    told = described(graph, thing).quads()

    bare = {quad.predicate for quad in told if quad.subject == thing}
    assert not bare & {Iri(iri("film:director")), Iri(iri("film:screenwriter"))}
    assert Iri(iri("film:Planned")) in {q.object for q in told if q.predicate == STATUS}

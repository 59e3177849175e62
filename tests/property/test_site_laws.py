"""What holds of the site of any graph whatever."""

import json
import tempfile
from pathlib import Path, PurePosixPath

from drawn import reports
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from published import files, ids, links, made, seen, target, words
from strategies import article_texts, claim_lists, graphs

import kg
from kg import assemble, extract, read, resolve
from kg.assemble import around
from kg.assemble.statements import Reader
from kg.errors import KgError
from kg.graph import Graph, Iri, Quad
from kg.namespaces import BASE, iri
from kg.publish import Site
from kg.publish.pages import addresses

law = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LABEL = Iri(iri("rdfs:label"))


def of_claims(claims) -> Graph:
    return assemble.graph(resolve.facts(claims))


def of_reports(told) -> Graph:
    articles = [each for each, _ in told]
    found = resolve.resolution([claim for _, own in told for claim in own], articles=articles)
    return assemble.graph(found.facts, articles=articles, notes=found.notes)


def of_text(text: str) -> Graph:
    article = read.article(text, id="a")
    found = resolve.resolution(extract.claims(article), articles=[article])
    return assemble.graph(found.facts, articles=[article], notes=found.notes)


told_graphs = claim_lists.map(of_claims) | reports().map(of_reports)


def pages(told: dict[str, bytes]):
    """Return the pages of a site; the network’s has tests of its own."""
    return {
        path: seen(content)
        for path, content in told.items()
        if path.endswith(".html") and path not in ("network.html", "ontology.html")
    }


def statements(graph: Graph):
    reader = Reader(graph.quads(), graph.base)
    return [each for fact in reader.facts for each in reader.statements(fact, everything=True)]


@law
@given(told_graphs, st.booleans())
def test_every_link_leads_to_a_file_and_a_place_and_no_place_is_named_twice(graph, text):
    told = made(graph, text=text)
    parsed = pages(told)
    places = {path: ids(page) for path, page in parsed.items()}

    for path, page in parsed.items():
        assert len(places[path]) == len(set(places[path])), path
        for link in links(page):
            there, place = target(path, link)
            if "://" not in link and not link.startswith("data:,"):
                assert there in told, (path, link)
                known = there == "ontology.html" or place in ("", *places.get(there, ()))
                assert known, (path, link)


@law
@given(told_graphs, st.booleans())
def test_every_statement_stands_once_on_the_pages_of_its_ends_and_of_its_article(graph, text):
    parsed = pages(made(graph, text=text))

    for each in statements(graph):
        for end in (each.subject, each.object):
            path = addresses.path(end, BASE) if isinstance(end, Iri) else ""
            if path in parsed:
                (line,) = parsed[path].xpath(f"//li[@id='{addresses.anchor(each.fact)}']")
                marks = [_whole(mark) for mark in line.xpath(".//blockquote/mark")]
                assert _clean(each.passage.quote) in marks
        page = parsed[addresses.path(each.passage.source, BASE)]
        assert len(page.xpath(f"//li[@data-fact='{addresses.anchor(each.fact)}']")) == 1


def _whole(element) -> str:
    return _clean(words(element))


def _clean(text: str) -> str:
    """Leave out what no page may hold as it is."""
    return "".join(letter for letter in text if letter.isprintable() and letter != "\ufffd")


@law
@given(told_graphs)
def test_around_each_thing_and_article_stands_what_the_whole_graph_says_of_it(graph):
    told = statements(graph)
    ends = {end for each in told for end in (each.subject, each.object) if isinstance(end, Iri)}

    for thing in ends:
        facts = around.facts_about(graph, thing)
        reader = Reader(around.quads_of(graph, facts), graph.base)
        assert _sorted(reader, facts) == _of(
            told, lambda each, facts=set(facts): each.fact in facts
        )
        assert {e.fact for e in told if thing in (e.subject, e.object)} <= set(facts)
    for source in {each.passage.source for each in told}:
        facts = around.facts_of(graph, source)
        reader = Reader(around.quads_of(graph, facts, source), graph.base)
        wanted = _of(told, lambda each, source=source: each.passage.source == source)
        assert _sorted(reader, facts) == wanted


def _sorted(reader, facts):
    known = set(reader.facts)
    found = (s for f in facts if f in known for s in reader.statements(f, everything=True))
    return _of(found, lambda _: True)


def _of(told, wanted):
    return sorted((e for e in told if wanted(e)), key=lambda e: (e.fact, e.article, repr(e)))


@law
@given(told_graphs | graphs)
def test_every_identifier_leads_to_a_page_and_place_of_the_site_or_nowhere(graph):
    site = Site(graph)
    known = set(site.paths())
    terms = {t for q in graph.quads() for t in (*q[:3], q.graph) if isinstance(t, Iri)}

    for name in terms:
        path, _, place = site.page_of(name).partition("#")
        assert not path or path in known
        assert not place or place in ids(seen(site.content(path)))
        assert site.described(name).graphs() == []


@law
@given(told_graphs | graphs)
def test_a_path_is_given_once_and_holds_something(graph):
    site = Site(graph)
    paths = list(site.paths())

    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        if "/" in path:
            assert site.content(path) is not None


@law
@given(graphs | told_graphs, st.text(max_size=40))
def test_any_path_holds_a_file_of_the_site_or_nothing(graph, path):
    site = Site(graph)
    known = set(site.paths())
    ends = [name.removeprefix(BASE) for name in {quad.subject for quad in graph.quads()}]

    for asked in (path, f"work/{path}", f"{path}.html", *ends, *(f"{e}.html" for e in ends)):
        assert asked in known or site.content(asked) is None
    for asked in (f"{end}.ttl" for end in ends):
        assert asked in known or site.content(asked) is None


@law
@given(told_graphs)
def test_no_more_is_told_to_machines_than_the_graph_says(graph):
    told = {quad[:3] for quad in graph.quads(None)} | {
        quad[:3] for quad in graph.quads(f"{BASE}evidence")
    }

    for path, content in made(graph).items():
        if path.endswith(".ttl") and path != "film.ttl":
            assert {quad[:3] for quad in Graph.parse(content, "ttl").quads()} <= told
        if path.endswith(".html"):
            for script in seen(content).xpath("//script[@type='application/ld+json']"):
                assert json.loads(script.text)["@id"].startswith(BASE)


@settings(law, max_examples=12)
@given(article_texts.map(lambda text: f"“Tide” opens. {text}"))
def test_the_site_of_any_text_shows_it_word_for_word_or_not_at_all(text):
    try:
        graph = of_text(text)
    except KgError:  # it is refused before it can be shown
        reject()
    name = next(quad.subject for quad in graph.quads(predicate=Iri(iri("dcterms:identifier"))))
    path = addresses.path(name, BASE)

    shown, hidden = (seen(Site(graph, text=kept).content(path)) for kept in (True, False))

    assert "".join(_whole(each) for each in shown.xpath("//div[@class='text']")) == _clean(text)
    assert hidden.xpath("//div[@class='text']") == []


@settings(law, max_examples=8)
@given(told_graphs, told_graphs)
def test_publishing_over_another_site_gives_what_publishing_afresh_does(one, other):
    with tempfile.TemporaryDirectory() as place:
        kg.publish.site(one, Path(place) / "public")
        kg.publish.site(other, Path(place) / "public")
        kg.publish.site(other, Path(place) / "fresh")

        assert files(Path(place) / "public") == files(Path(place) / "fresh")


hostile = st.sampled_from(
    [
        "..",
        ".hidden",
        "../../x",
        "UP",
        "up",
        "Up",
        "x" * 300,
        "CON.1",
        "%2e%2e",
        "a/../b",
        "İ",
        "K",
        "k",
    ]
)


@law
@given(st.lists(st.tuples(st.sampled_from(["work", "person", "article"]), hostile), max_size=8))
def test_hostile_identifiers_have_pages_below_the_root_each_its_own(named):
    things = [Iri(f"{BASE}{segment}/{name}") for segment, name in set(named)]
    site = Site(Graph(Quad(thing, LABEL, kg.graph.Literal(str(thing))) for thing in things))

    paths = [path for path in site.paths() if path.count("/")]
    found = [path for path in paths if path.startswith(("work/", "person/"))]

    assert len(found) == 2 * sum(not thing.startswith(f"{BASE}article") for thing in things)
    assert len({path.casefold() for path in found}) == len(found)
    for path in found:
        assert len(PurePosixPath(path).parts) == 2
        assert not {"..", "."} & set(PurePosixPath(path).parts)
        assert site.content(path)

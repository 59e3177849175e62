"""The pages of a site: where they lead, what they show, and what never becomes markup."""

import json
import re
from collections import Counter

import pytest
from corpora import dated, film, named, says
from corpora import graph as told_by
from published import corpus, corpus_site, faults, ids, links, made, read_graph, seen, target, words
from published import worked as worked_graph

from kg import assemble
from kg.assemble.statements import Reader
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, iri
from kg.publish import Site
from kg.publish.pages import addresses, facts

DATED = dated(a="2024-01-05")
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|//", re.IGNORECASE)


@pytest.fixture(scope="module")
def parsed():
    paths = sorted(path for path in corpus_site() if path.endswith(".html"))
    assert len(paths) > 100
    return {path: seen(corpus_site()[path]) for path in paths}


@pytest.fixture(scope="module")
def statements():
    reader = Reader(corpus().quads(), BASE)
    return [each for fact in reader.facts for each in reader.statements(fact, everything=True)]


def test_every_link_leads_to_a_file_and_to_a_place_in_it(parsed):
    places = {path: {*ids(page), ""} for path, page in parsed.items()}

    broken = {
        (path, link)
        for path, page in parsed.items()
        for link in links(page)
        if not ELSEWHERE.match(link)
        for there, place in [target(path, link)]
        if there not in corpus_site() or place not in places.get(there, {""})
    }

    assert broken == set()


def test_only_a_link_to_the_same_thing_or_a_vocabulary_leaves_the_site(parsed):
    leaving = {
        (each.tag, each.get("rel"), path.partition("/")[0])
        for path, page in parsed.items()
        for each in page.xpath("//*[@href or @src]")
        if ELSEWHERE.match(each.get("href") or each.get("src"))
        if not (each.get("href") or "").startswith("data:,")
    }

    assert {tag for tag, _, _ in leaving} <= {"a"}
    assert {path for _, rel, path in leaving if rel != "noreferrer"} <= {"ontology.html"}


def test_a_page_loads_nothing_but_files_of_the_site(parsed):
    loading = "//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe/@src"

    loaded = {
        target(path, str(link))[0] for path, page in parsed.items() for link in page.xpath(loading)
    }

    assert loaded == {"site.css", "site.js"}


def test_a_page_is_well_formed_and_names_no_place_twice(parsed):
    for path, page in parsed.items():
        twice = [name for name, count in Counter(ids(page)).items() if count > 1]

        assert faults(corpus_site()[path]) == [], path
        assert twice == [], path


def test_a_page_tells_what_it_refers_to(parsed):
    for path, page in parsed.items():
        named = {n for each in page.xpath("//@aria-labelledby | //@for") for n in each.split()}

        assert named <= set(ids(page)), path
        assert page.xpath("//title")[0].text.strip(), path
        assert len(page.xpath("//h1")) == 1, path


def test_every_statement_stands_on_the_pages_of_its_ends_beside_its_sentence(parsed, statements):
    missing = {
        (path, each.passage.quote)
        for each in statements
        for end in (each.subject, each.object)
        if isinstance(end, Iri) and (path := addresses.path(end, BASE))
        if not _shown(parsed[path], each)
    }

    assert len(statements) == len(assemble.table(corpus(), everything=True)) > 500
    assert missing == set()


def _shown(page, statement):
    lines = [
        each for each in page.xpath("//li") if each.get("id") == addresses.anchor(statement.fact)
    ]
    quotes = [
        quote
        for line in lines
        for quote in line.xpath(".//blockquote")
        if statement.passage.quote == words(quote.find("mark"))
    ]
    return len(lines) == 1 and quotes


def test_a_sentence_is_whole_and_stands_so_in_its_article(parsed):
    texts = {head["text"] for head in _articles()}

    sentences = {words(quote) for page in parsed.values() for quote in page.xpath("//blockquote")}

    assert len(sentences) > 100
    assert [each for each in sentences if not any(each in text for text in texts)] == []


def _articles():
    query = "SELECT ?a ?text WHERE { GRAPH ?g { ?a a film:NewsArticle ; film:text ?text } }"
    _, rows = corpus().select(query)
    return [{"iri": str(row["a"]), "text": row["text"].text} for row in rows]


def test_every_statement_stands_on_its_articles_page_with_its_words_marked(parsed, statements):
    missing = []
    for each in statements:
        page = parsed[addresses.path(each.passage.source, BASE)]
        name = addresses.anchor(each.fact)
        marked = "".join(
            words(mark) for mark in page.xpath("//mark") if name in mark.get("data-facts").split()
        )
        if marked != each.passage.quote or len(page.xpath(f"//li[@data-fact='{name}']")) != 1:
            missing.append((name, marked, each.passage.quote))

    assert missing == []


def test_an_articles_page_holds_its_text_word_for_word(parsed):
    for article in _articles():
        page = parsed[addresses.path(article["iri"], BASE)]

        assert words(page.xpath("//div[@class='text']")[0]) == article["text"]


def test_pages_show_no_more_facts_than_the_graph_has(parsed, statements):
    anchors = {addresses.anchor(each.fact) for each in statements}
    shown = {
        name for page in parsed.values() for name in ids(page) if re.fullmatch(r"f-[0-9a-f]+", name)
    }

    facts = corpus().quads(predicate=Iri(iri("rdf:type")), object=Iri(iri("film:Fact")))
    assert anchors <= shown <= {addresses.anchor(quad.subject) for quad in facts}


def test_what_is_not_so_is_tagged_wherever_it_is_shown(parsed, statements):
    for each in statements:
        if each.status != "actual" and isinstance(each.subject, Iri):
            path = addresses.path(each.subject, BASE)
            line = parsed[path].xpath(f"//li[@id='{addresses.anchor(each.fact)}']")[0]
            tags = line.xpath("./p//*[contains(@class, 'tag')]")

            assert each.status in [words(tag) for tag in tags]


def test_lists_hold_every_thing_once(parsed):
    for segment, name in addresses.LISTS.items():
        entries = [
            target(f"{name}.html", str(link))[0]
            for link in parsed[f"{name}.html"].xpath("//ul[contains(@class,'entries')]//a/@href")
        ]
        pages = [path for path in parsed if path.startswith(f"{segment}/")]

        assert sorted(entries) == pages


SECRET = "quetzal"
TOLD = """While quetzals sang, Ada Marsh directed “Tide”, and quetzals slept. A quetzal hummed.

Lee Park stars in “Tide”. When no quetzal sang, Lee Park directed “Blue Hour”."""


def test_without_texts_nothing_beyond_the_quoted_passages_is_in_any_file():
    graph = read_graph(TOLD)
    quoted = {quad.object.text for quad in graph.quads(predicate=Iri(iri("oa:exact")))}

    shown, left_out = made(graph), made(graph, text=False)

    assert quoted
    assert not any(SECRET in quote for quote in quoted)
    assert {"network.html", "article"} <= _holding(shown)
    assert _holding(left_out) == set()
    assert shown.keys() == left_out.keys()


def _holding(files):
    found = {path for path, content in files.items() if SECRET.encode() in content}
    return found | {path.partition("/")[0] for path in found}


def test_without_texts_each_passage_still_stands_on_every_page_of_it():
    shown = made(worked_graph(), text=False)
    reader = Reader(worked_graph().quads(), BASE)

    for fact in reader.facts:
        for each in reader.statements(fact, everything=True):
            for end in (each.subject, each.object, each.passage.source):
                path = addresses.path(end, BASE) if isinstance(end, Iri) else ""

                assert not path or each.passage.quote in words(seen(shown[path]))


EVIL = """"><script>alert(1)</script><img src=x onerror=alert(2)>' onload=a() </mark>{{ 7*7 }}"""
HOSTILE = [
    EVIL,
    "</script></style></title><!--<script>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "\u202eevil\u202c \u200f\u05e9\u05dc\u05d5\u05dd",
    "]]> --> a\u2028b\u2029c\x0bd",
    "%2e%2e/%00 ?#",
    "\U0001d518 \U0001f469\u200d\U0001f680",
]


def hostile(graph: Graph, name: str) -> Graph:
    """The graph with something before each of its texts: names, quotes, speakers, ids."""

    def changed(term):
        text = isinstance(term, Literal) and term == Literal(term.text)
        return Literal(f"{name} {term.text}") if text else term

    return Graph(quad._replace(object=changed(quad.object)) for quad in graph.quads())


@pytest.fixture(scope="module", params=HOSTILE)
def evil(request):
    graph = hostile(worked_graph(), request.param)
    return request.param, made(graph, title=request.param)


@pytest.fixture(scope="module")
def known():
    """Elements and attributes that pages of harmless names have."""
    plain = (_pages(made(worked_graph(), text=text)).values() for text in (True, False))
    return {each for pages in plain for content in pages for each in _shapes(content)}


def test_no_text_of_a_graph_becomes_markup(evil, known):
    for path, content in _pages(evil[1]).items():
        assert _shapes(content) <= known, path
        assert faults(content) == [], path


def _pages(files):
    """Return the pages of a site, but the network’s, which is tested where it is made."""
    return {
        path: content
        for path, content in files.items()
        if path.endswith(".html") and path != "network.html"
    }


def _shapes(content):
    return {(each.tag, name) for each in seen(content).iter() for name in [*each.keys(), ""]}


def test_hostile_links_stay_within_the_site(evil):
    for path, content in _pages(evil[1]).items():
        for link in links(seen(content)):
            there = target(path, link)[0]

            assert ELSEWHERE.match(link) is None or path == "ontology.html" or link == "data:,"
            assert there in evil[1] or path == "ontology.html" or link == "data:,"


def test_a_hostile_name_is_shown_as_it_is(evil):
    name, files = evil
    pages = [content for path, content in files.items() if re.match(r"person/.*html", path)]

    shown = {seen(content).xpath("//h1")[0].text_content() for content in pages}

    assert f"{name} Ada Marsh".replace("\x0b", "") in {each.replace("\x0b", "") for each in shown}


def test_what_machines_are_told_reads_back_whatever_the_names(evil):
    name, files = evil

    told = [
        json.loads(script.text)
        for content in _pages(files).values()
        for script in seen(content).xpath("//script[@type='application/ld+json']")
    ]

    assert f"{name} Ada Marsh" in {str(each.get("name")) for each in told}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_no_link_runs_what_it_leads_to(address):
    ada = next(
        quad.subject
        for quad in worked_graph().quads(None)
        if quad.object == Literal("Ada Marsh") and quad.predicate == Iri(iri("rdfs:label"))
    )
    same = Quad(ada, Iri(iri("owl:sameAs")), Iri(address))
    pages = Site(Graph([*worked_graph().quads(), same]))

    page = seen(pages.content(addresses.path(ada, BASE)))

    assert address not in links(page)


UNKNOWN = [
    "", ".", "..", "/", "/index.html", "//index.html", "../index.html", "work/../index.html",
    "./index.html", "index.html/", "index", "index.html\0", "\0", "work/", "work/.html", "work",
    "work/\0.html", "work/%2e%2e.html", "work/a b.html", "work/\ud800.html", "work/<>.html",
    "question/cast", "question/cast.ttl", "question/cast.xyz", "question/.csv", "question/x.csv",
    "question/director.html/x", "dispute/x.html", "works-2.html", "works.ttl", "index.ttl",
    "site.json", "layout.html.jinja", "work/" + "x" * 5000 + ".html", "x" * 5000, "a/" * 2000,
    "person/x.ttl", "article/x.html", "article/x.ttl", "évé/né.html", "work\\x.html", "%",
    "fact/x.html", "passage/x.html", "release/x.html", "evidence", "evidence.html", "C:/x.html",
]  # fmt: skip


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_no_path_of_the_site_holds_nothing(path):
    assert Site(worked_graph()).content(path) is None


def test_what_is_almost_a_path_holds_nothing():
    pages = Site(worked_graph())
    known = set(pages.paths())
    almost = {
        changed
        for path in known
        for changed in (
            path.upper(), f"/{path}", f"{path}/", f"{path} ", f"./{path}", f"x/{path}",
            path.replace("/", "//"), path.replace("/", "/./"), path.replace("/", "%2F"),
            path.rpartition(".")[0], f"{path}.html", f"{path}.ttl", f"{path}\0", path[1:],
            path.replace("html", "htm"), path.replace(".html", ".csv"), path.replace(".html", "."),
        )
    }  # fmt: skip

    assert {path for path in almost - known if pages.content(path) is not None} == set()


def test_a_path_is_given_once():
    paths = list(Site(corpus()).paths())

    assert len(paths) == len(set(paths))
    assert len({path.casefold() for path in paths}) == len(paths)


def test_a_graph_of_nothing_has_a_site_whose_links_all_lead_somewhere():
    empty = made(Graph())

    for path, content in empty.items():
        if path.endswith(".html"):
            for link in links(seen(content)):
                there = target(path, link)[0]
                assert ELSEWHERE.match(link) or there in empty, (path, link)
    assert b"None." in empty["works.html"]


def test_of_very_many_statements_the_rest_are_links_and_none_is_lost():
    films = [film(f"Tide {number:03}") for number in range(facts.WHOLE + 7)]
    graph = told_by([says("a", each, "director", named("Lee Park")) for each in films], DATED)
    site = Site(graph)
    pages = list(site.paths())
    path = next(path for path in pages if re.match(r"person/lee.*html", path))

    group = seen(site.content(path)).xpath("//section[@class='group']")[0]
    shown = group.xpath("./ul/li/p/a/@href")
    rest = group.xpath("./details/ul/li/a/@href")

    assert (len(shown), len(rest)) == (facts.WHOLE, 7)
    assert {target(path, link)[0] for link in shown + rest} == {
        each for each in pages if re.match(r"work/.*html", each)
    }


def test_a_graph_of_another_base_has_the_same_pages_below_it():
    other = "https://example.org/films#"
    quads = [tuple(_moved(term, other) for term in quad) for quad in worked_graph().quads()]
    moved = made(Graph((Quad(*quad) for quad in quads), base=other))

    plain = made(worked_graph())
    assert {path for path in moved if "dispute/" not in path} == {
        path for path in plain if "dispute/" not in path
    }
    for path, content in _pages(moved).items():
        assert _shapes(content) == _shapes(plain[path]), path


def _moved(term, base):
    own = isinstance(term, Iri) and term.startswith(BASE)
    return Iri(base + term.removeprefix(BASE)) if own else term


def test_names_of_the_network_lead_to_pages_of_the_site():
    data = json.loads(seen(corpus_site()["network.html"]).get_element_by_id("data").text)

    pages = {f"{data['prefix']}{name}".removeprefix(data["paged"]) for name in data["iris"]}

    assert len(pages) > 50
    assert {f"{page}.html" for page in pages} <= corpus_site().keys()

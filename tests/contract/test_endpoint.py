"""What the endpoint of ``kg serve`` promises: a real server, and clients as people use them."""

import json
import shutil
import socket
import subprocess
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from urllib.parse import quote

import httpx
import pandas as pd
import pytest
import rdflib
from endpoints import BOMB, CROSS, alive, endpoint, family
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

import kg

FILMS = "SELECT ?film ?name { ?film a film:Film ; rdfs:label ?name } ORDER BY ?name"
BASE = "https://w3id.org/filmkg/data/"
EVIDENCE = f"{BASE}evidence"
TIMEOUT = 2
ROWS = 150
ANSWERS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}


@pytest.fixture(scope="module")
def graph(store):
    return kg.store.open(store / "films.trig")


@pytest.fixture(scope="module")
def served(store, tmp_path_factory):
    options = ("--timeout", str(TIMEOUT), "--rows", str(ROWS), "--memory", "300")
    with endpoint(store, *options, folder=tmp_path_factory.mktemp("room")) as running:
        yield running


# Clients


def test_rdflib_asks_it(served, graph):
    client = SPARQLStore(served.url, returnFormat="json")

    rows = {(str(row.film), str(row.name)) for row in client.query(FILMS, initNs={})}

    assert rows == {(str(r["film"]), r["name"].text) for r in graph.select(FILMS)[1]}


def test_rdflib_sees_the_film_graph_as_its_own(served, graph):
    client = rdflib.Graph(SPARQLStore(served.url, returnFormat="xml"))
    film = rdflib.URIRef("https://w3id.org/filmkg/ontology#Film")

    assert {str(each) for each in client.subjects(rdflib.RDF.type, film)} == {
        str(row["film"]) for row in graph.select(FILMS)[1]
    }


@pytest.mark.parametrize("how", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_asks_it(served, graph, how, way):
    client = SPARQLWrapper(served.url)
    client.setMethod(how)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    client.setQuery(FILMS)

    with closing(client.query().response) as answer:
        found = json.load(answer)["results"]["bindings"]

    assert [row["name"]["value"] for row in found] == [
        row["name"].text for row in graph.select(FILMS)[1]
    ]


@pytest.mark.parametrize(
    ("form", "query", "holds"),
    [
        (CSV, FILMS, b"film,name\r\n"),
        (XML, FILMS, b"<sparql"),
        (TURTLE, "CONSTRUCT WHERE { ?s a film:Film }", b"a film:Film"),
    ],
)
def test_sparqlwrapper_gets_other_formats(served, form, query, holds):
    client = SPARQLWrapper(served.url)
    client.setReturnFormat(form)
    client.setQuery(query)

    with closing(client.query().response) as answer:
        assert holds in answer.read()


def test_sparqlwrapper_gets_triples_as_a_graph(served):
    client = SPARQLWrapper(served.url)
    client.setQuery("CONSTRUCT WHERE { ?s a film:Film }")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names a class that rdflib calls by another name now
        made = client.queryAndConvert()

    assert len(made) >= 1


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_asks_it(served):
    told = subprocess.run(
        ["curl", "-sf", served.url, "-H", "Accept: text/csv", "--data-urlencode", f"query={FILMS}"],
        capture_output=True,
        check=True,
    )

    assert told.stdout.startswith(b"film,name\r\n")


def test_pandas_reads_its_csv(served, graph):
    table = pd.read_csv(f"{served.url}?query={quote(FILMS)}&format=csv")

    assert list(table["name"]) == [row["name"].text for row in graph.select(FILMS)[1]]


# Protocol


@pytest.mark.parametrize("form", ANSWERS)
def test_rows_are_those_of_the_library(served, graph, form):
    own = "FILTER(?p != dcterms:source)"  # where an article lay is not told to others
    query = f"SELECT * {{ GRAPH <{EVIDENCE}> {{ ?s ?p ?o {own} }} }} ORDER BY ?s ?p ?o LIMIT 100"

    answer = served.ask(query, accept=ANSWERS[form])

    assert answer.headers["content-type"].startswith(ANSWERS[form])
    assert answer.content == graph.results(query, form)
    assert answer.content == served.ask(query, accept="image/png", format=form).content
    assert "x-sparql-maxrows" not in answer.headers


@pytest.mark.parametrize("form", TRIPLES)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s a film:Film ; rdfs:label ?n }", "DESCRIBE film:nothing"]
)
def test_triples_are_those_of_the_library(served, graph, form, query):
    answer = served.ask(query, accept=TRIPLES[form])

    assert answer.headers["content-type"].startswith(TRIPLES[form])
    assert answer.content == graph.results(query, form)


def test_triples_may_have_blank_nodes(served):
    query = "CONSTRUCT { [] rdfs:label ?n } WHERE { ?s a film:Film ; rdfs:label ?n }"

    films = served.ask(FILMS, format="csv").text.splitlines()[1:]
    graphs = [
        kg.graph.Graph.parse(served.ask(query, format=form).content, form) for form in TRIPLES
    ]

    assert {len(each) for each in graphs} == {len(films)}


@pytest.mark.parametrize("form", ANSWERS)
def test_yes_and_no_have_each_format(served, form):
    told = served.ask("ASK { ?s ?p ?o }", accept=ANSWERS[form])

    assert told.status_code == 200
    assert "true" in told.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ANSWERS["xml"]),
    ],
)
def test_the_format_is_what_the_client_likes_best(served, accept, kind):
    told = served.client.get(served.url, params={"query": "ASK {}"}, headers={"accept": accept})

    assert told.headers["content-type"].startswith(kind)
    assert told.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "others", "there"),
    [
        ("ASK {}", {"accept": "image/png"}, "text/csv"),
        ("CONSTRUCT WHERE {?s ?p ?o}", {"accept": "text/csv"}, "text/turtle"),
        ("ASK {}", {"format": "ttl"}, "csv"),
    ],
)
def test_a_format_that_is_not_there_is_told_with_those_that_are(served, query, others, there):
    told = served.ask(query, **others)

    assert told.status_code == 406
    assert there in told.text


def test_a_query_is_posted_in_each_way(served):
    form = served.client.post(served.url, data={"query": "ASK {}"})
    plain = served.client.post(
        f"{served.url}?default-graph-uri={quote(EVIDENCE)}",
        content="ASK { ?f film:current true }",
        headers={"content-type": "application/sparql-query; charset=utf-8"},
    )

    assert form.json() == plain.json() == {"head": {}, "boolean": True}


def test_the_graphs_of_a_query_are_named_in_the_request(served):
    count = "SELECT (COUNT(*) AS ?n) { %s }"

    def number(query, **others):
        row = served.ask(query, **others).json()["results"]["bindings"][0]
        return int(row["n"]["value"])

    inside = number(count % f"GRAPH <{EVIDENCE}> {{ ?s ?p ?o }}")
    assert number(count % "?s ?p ?o", **{"default-graph-uri": EVIDENCE}) == inside
    assert number(count % "GRAPH ?g { ?s ?p ?o }", **{"named-graph-uri": EVIDENCE}) == inside
    assert number(count % "?s ?p ?o", **{"named-graph-uri": EVIDENCE}) == 0
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{EVIDENCE}> {{ ?s ?p ?o }}") == inside
    start = f"BASE <{BASE}> SELECT (COUNT(*) AS ?n) FROM NAMED <evidence>"
    assert number(f"{start} {{ GRAPH ?g {{ ?s ?p ?o }} }}") == inside


@pytest.mark.parametrize(
    ("method", "query", "headers", "content", "status"),
    [
        ("GET", "", {}, b"", 400),
        ("GET", "query=ASK{}&query=ASK{}", {}, b"", 400),
        ("GET", "query=%ff", {}, b"", 400),
        ("GET", "query=NONSENSE", {}, b"", 400),
        ("GET", "update=CLEAR+ALL", {}, b"", 403),
        ("GET", "query=ASK{}&update=", {}, b"", 403),
        ("POST", "", {"content-type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", "query=ASK{}", {"content-type": "application/sparql-query"}, b"ASK{}", 400),
        ("POST", "", {"content-type": "application/sparql-query"}, b"\xff", 400),
        ("POST", "", {"content-type": "application/sparql-query"}, b"ASK{} #" + 2**20 * b"#", 413),
        ("POST", "", {"content-type": "text/plain"}, b"ASK{}", 415),
        ("POST", "", {"content-type": "application/x-www-form-urlencoded"}, b"update=x", 403),
        ("POST", "", {"content-type": "application/x-www-form-urlencoded"}, 2000 * b"a=b&", 400),
        ("PUT", "", {}, b"", 405),
        ("DELETE", "query=ASK{}", {}, b"", 405),
        ("PROPFIND", "", {}, b"", 405),
    ],
)
def test_what_is_no_query_is_told_in_one_line(served, method, query, headers, content, status):
    told = served.client.request(method, f"{served.url}?{query}", headers=headers, content=content)

    assert told.status_code == status
    assert told.text.count("\n") == 1
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert (status == 405) == ("allow" in told.headers)


def test_head_and_options_tell_without_content(served):
    head = served.client.head(f"{served.url}?query=ASK{{}}")
    options = served.client.options(served.url)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == "26"
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_it_describes_itself(served):
    told = served.get("sparql", accept="text/turtle")
    made = rdflib.Graph().parse(data=told.text, format="turtle")

    place = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert {str(each) for each in made.objects(None, place)} == {served.url}


def test_a_browser_gets_the_page_to_ask_from(served):
    told = served.get("sparql", accept="text/html,application/xhtml+xml,*/*;q=0.8")

    assert told.headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'none'" in told.headers["content-security-policy"]
    assert "Yasgui" in served.get("_editor/editor.js").text


# Refusals


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <PLACE> { ?s ?p ?o } }",
        "SELECT * { service silent <PLACE> { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <PLACE> { ?s ?p ?o } }",
        "SELECT*{?s ?p trueSERVICE<PLACE>{?s ?p ?o}}",
        "PREFIX a: <PLACE> PREFIX SERVICEa: <a:> ASK{SERVICEa:b{}}",
        "PREFIX a: <PLACE> ASK{SERVICESILENTa:b{}}",
        "ASK{FILTER(1<'>')SERVICE<PLACE>{}FILTER(''='')}",
        "SELECT * { VALUES ?x { <PLACE> } SERVICE ?x { ?s ?p ?o } }",
        "ASK { { SELECT * { SERVICE#>\n<PLACE> {} } } }",
        "LOAD <PLACE>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <PLACE> { ?s ?p ?o } }",
        "ASK FROM <PLACE> {}",
        "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
        "ASKFROM<file:///etc/passwd>{ ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT * FROM <{BASE}ledger> {{ ?s ?p ?o }}",
        "PREFIX a: <file:///etc/> ASK FROM a:passwd {}",
        "# SELECT\nPREFIX a: <b:>\ninsert data { a:b a:c a:d }",
        "DROP ALL",
        "\\u0044ELETE WHERE { ?s ?p ?o }",
    ],
)
def test_what_would_reach_outside_or_change_something_is_refused(served, query):
    came = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(0.05)
        place = f"http://127.0.0.1:{listening.getsockname()[1]}/"

        told = served.ask(query.replace("PLACE", place))

        with suppress(TimeoutError):
            came.append(listening.accept())

    assert (told.status_code, came) == (403, [])
    assert told.text.count("\n") == 1


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("name", ["file:///etc/passwd", f"{BASE}ledger", "nonsense", ""])
def test_a_graph_that_is_not_here_is_refused(served, field, name):
    assert served.ask("ASK {}", **{field: name}).status_code == 403


def test_a_word_in_a_text_a_name_or_a_comment_is_no_keyword(served):
    query = """PREFIX service: <a:> # SERVICE <x> FROM <y>
        SELECT ?service { ?service rdfs:label ?from ; service:from 'SERVICE <a:b> {}'@en-service
        FILTER(?from<?service&&?service>'from <x>') }"""

    assert served.ask(query).status_code == 200


def test_nothing_of_the_ledger_is_seen(served):
    names = served.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", format="csv").text

    assert "ledger" not in names
    assert served.ask(f"ASK {{ GRAPH <{BASE}ledger> {{ ?s ?p ?o }} }}").json()["boolean"] is False


# Limits


def test_a_long_answer_is_cut_and_says_so(served):
    rows = served.ask("SELECT * { ?s ?p ?o }")
    triples = served.ask("CONSTRUCT WHERE { ?s ?p ?o }", format="nt")
    just = served.ask(f"SELECT * {{ ?s ?p ?o }} LIMIT {ROWS}")

    assert len(rows.json()["results"]["bindings"]) == ROWS
    assert len(triples.text.splitlines()) == ROWS
    assert rows.headers["x-sparql-maxrows"] == triples.headers["x-sparql-maxrows"] == str(ROWS)
    assert "x-sparql-maxrows" not in just.headers


def test_a_slow_query_is_stopped(served):
    told = served.ask(CROSS.format(number=1))

    assert told.status_code == 504
    assert told.text == f"The query took longer than {TIMEOUT} seconds and was stopped.\n"
    assert told.elapsed.total_seconds() >= TIMEOUT


def test_quick_queries_do_not_wait_for_slow_ones(store, tmp_path):
    def slow(number):
        with httpx.Client(trust_env=False, timeout=60) as client:
            return client.get(served.url, params={"query": CROSS.format(number=number)})

    with (
        endpoint(store, "--timeout", "6", folder=tmp_path) as served,
        ThreadPoolExecutor(8) as others,
    ):
        running = [others.submit(slow, number) for number in range(1, 9)]
        time.sleep(3)
        answered = 0
        while not any(each.done() for each in running):
            assert served.ask("SELECT * { ?s a film:Film } LIMIT 3").status_code == 200
            answered += 1

        assert {each.result().status_code for each in running} == {504}

    assert answered >= 10


def test_a_query_that_needs_too_much_memory_is_stopped(store, tmp_path):
    with endpoint(store, "--memory", "100", folder=tmp_path) as served:
        told = served.ask(BOMB)

        assert told.status_code == 507
        assert told.text == "The query needed more memory than 100 megabytes and was stopped.\n"
        assert served.ask("ASK {}").status_code == 200
        assert served.stop() == (0, "")


def test_so_many_may_wait_and_no_more(served):
    served.ask(CROSS.format(number=100))

    def again(_):
        with httpx.Client(trust_env=False, timeout=60) as client:
            told = client.get(served.url, params={"query": CROSS.format(number=100)})
            return told.status_code, told.headers.get("retry-after")

    with ThreadPoolExecutor(60) as others:
        told = list(others.map(again, range(60)))

    assert set(told) == {(504, None), (503, "5")}
    assert served.ask("ASK {}").status_code == 200


def test_a_query_ends_when_its_client_is_gone(store, tmp_path):
    with endpoint(store, "--timeout", "60", folder=tmp_path) as served:
        before = family(served.process.pid)
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.url, params={"query": CROSS.format(number=1)}, timeout=0.5)

        deadline = time.monotonic() + 10
        while len(alive(before)) == len(before) and time.monotonic() < deadline:
            time.sleep(0.05)

        assert len(alive(before)) == len(before) - 1
        assert served.ask("ASK {}").status_code == 200


# What a browser is told


@pytest.mark.parametrize(
    "path", ["sparql", "sparql?query=ASK{}", "sparql?query=DROP+ALL", "nowhere"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(served, path):
    told = served.get(path).headers

    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-resource-policy"] == "same-origin"
    assert told["x-frame-options"] == "DENY"
    assert not {"server", "access-control-allow-origin"} & set(told)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:1234", 200),
        ("[::1]:8000", 200),
        ("example.org", 421),
        ("127.0.0.1.example.org", 421),
        ("localhost.example.org:8000", 421),
        ("", 421),
    ],
)
def test_only_this_computer_is_answered_by_name(served, host, status):
    asked = served.client.get(f"{served.url}?query=ASK{{}}", headers={"host": host})

    assert asked.status_code == status
    assert "frame-ancestors 'none'" in asked.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["nowhere", "work/nothing.00000000", "../etc/passwd", "%2e%2e/x", "a%00b"]
)
def test_what_is_not_there_is_told_without_more(served, path):
    plain = served.get(path)
    html = served.get(path, accept="text/html")

    assert (plain.status_code, html.status_code) == (404, 404)
    assert plain.text == "There is nothing here.\n"
    assert html.text.startswith("<!DOCTYPE html>")

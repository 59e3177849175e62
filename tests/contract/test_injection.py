"""What is asked, and what files say, is data: never syntax, never a command, nothing to fetch."""

import json
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from commands import ran
from endpoints import Endpoint as Served
from endpoints import endpoint
from hostile_names import NAMES, SPARQL, graph_of_names
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.check.shapefiles import ShapeGraph
from kg.errors import KgError, LexiconError, QueryError, StoreError
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, folded, iri
from kg.store.endpoint import Endpoint

LABEL = Iri(iri("rdfs:label"))
DIRECTOR = Iri(iri("film:director"))
CALLED = [*SPARQL, "<script>alert(1)</script>", "Tide", "\x1b[2J", "../../etc/passwd"]
asking = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Works that are called as queries are written, each with one director."""
    return Graph(quad for number, name in enumerate(CALLED) for quad in _work(number, name))


def _work(number: int, name: str) -> Iterator[Quad]:
    work, person = Iri(f"{BASE}work/w{number}"), Iri(f"{BASE}person/p{number}")
    yield Quad(work, LABEL, Literal(name))
    yield Quad(work, DIRECTOR, person)
    yield Quad(person, LABEL, Literal(f"director of {number}"))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("injected") / "films.trig"
    kg.publish.trig(graph_of_names(SPARQL[0], "Tide"), place)
    return place


@asking
@given(st.sampled_from(CALLED) | st.sampled_from(NAMES) | st.text(max_size=20))
def test_a_parameter_finds_what_is_called_so_and_nothing_else(graph: Graph, name: str) -> None:
    query = """SELECT ?film ?name { ?work rdfs:label ?film ; film:director/rdfs:label ?name }"""
    before = graph.serialize("nq")

    rows = kg.query.run(graph, query, film=name)

    wanted = [n for n, each in enumerate(CALLED) if each == name]
    assert [row["name"] for row in rows] == [f"director of {number}" for number in wanted]
    assert graph.serialize("nq") == before


@asking
@given(st.sampled_from(CALLED) | st.sampled_from(NAMES) | st.text(max_size=20))
def test_a_name_asked_of_a_question_is_a_name_or_is_refused(graph: Graph, name: str) -> None:
    known = {folded(quad.object.text) for quad in graph.quads(predicate=LABEL)}  # type: ignore[union-attr]

    if folded(name) in known:
        assert len(kg.query.run(graph, "cast", film=name)) == 0
    else:
        with pytest.raises(QueryError, match="nothing in the graph is called"):
            kg.query.run(graph, "cast", film=name)


@pytest.mark.parametrize("name", [*SPARQL, "javascript:alert(1)", "http://evil.invalid/> } #"])
def test_a_property_asked_for_is_one_of_the_graph_or_is_refused(stored: Path, name: str) -> None:
    question = next(q for q in kg.query.questions() if any(p.value == "property" for p in q.params))
    of_property = next(p.name for p in question.params if p.value == "property")
    others = {p.name: "Tide" for p in question.params if not p.optional and p.name != of_property}

    with pytest.raises(QueryError, match="nothing in the graph says"):
        kg.query.run(kg.store.open(stored), question.name, **others, **{of_property: name})


@pytest.mark.parametrize(
    "name", [*SPARQL, "\x1b]8;;http://evil.invalid\x1b\\x", "\udcff", "a\nb\r"]
)
@pytest.mark.parametrize(
    "command",
    [["query", "{}", "cast", "--film", "{name}"], ["explain", "{}", "{name}"],
     ["network", "{}", "--path", "{name}", "nobody"], ["retract", "{}", "{name}"],
     ["query", "{}", "{name}"], ["facts", "{name}"], ["export", "{name}", "--format", "nt"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_command_takes_a_name_as_a_name_and_tells_in_one_line(
    stored: Path, command: list[str], name: str
) -> None:
    given_as = [part.format(stored, name=name) if "{" in part else part for part in command]

    ended = ran(*given_as)

    assert ended.code in (0, 1), ended
    assert "Traceback" not in "\n".join(ended.told)
    assert len(ended.told) <= 1
    assert not {"\x1b", "\r", "\x07"} & set(ended.out + "".join(ended.told))


NESTED = {
    "terms.nt": "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 30_000 + "1 " + ")>> " * 30_000 + ".",
    "terms.ttl": "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 9_000 + "1 " + ")>> " * 9_000 + ".",
    "nodes.jsonld": '{"urn:p":' * 9_000 + "1" + "}" * 9_000,
    "lists.jsonld": '{"@id":"urn:a","urn:p":' + "[" * 90_000 + "]" * 90_000 + "}",
}
WRONG = {
    "space.nt": "<http://a b> <urn:b> <urn:c> .",
    "relative.ttl": "<tide> <urn:b> <urn:c> .",
    "quote.nq": '<http://a/"x> <urn:b> <urn:c> .',
    "half.jsonld": '{"@id": "urn:a", "urn:b": "\\ud800"}',
    "remote.jsonld": '{"@context": "http://127.0.0.1:9/context", "@id": "urn:a", "urn:b": 1}',
    "binary.trig": "\0\1\2",
    "blank.nq": "_:a <urn:b> <urn:c",
}


@pytest.mark.parametrize("name", [*NESTED, *WRONG])
@pytest.mark.parametrize("command", ["check", "export", "query"])
def test_a_hostile_file_is_refused_in_one_line(tmp_path: Path, name: str, command: str) -> None:
    (tmp_path / name).write_text((NESTED | WRONG)[name], encoding="utf-8")
    more = {"export": ["--format", "nt"], "query": ["works"]}.get(command, [])

    ended = ran(command, tmp_path / name, *more)

    assert ended.code == 1, ended
    assert len(ended.told) == 1
    assert name in ended.told[0]
    assert len(ended.told[0]) < 1000


def test_deep_lines_are_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "deep.nq").write_text(NESTED["terms.nt"], encoding="utf-8")

    ended = ran("load", tmp_path / "deep.nq", "-o", tmp_path / "store")

    assert (ended.code, len(ended.told)) == (1, 1)
    assert "line 1 cannot be read: it is nested more than 500 deep" in ended.told[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><r>&c;</r>', "declares entities"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "declares entities"),
        ("<a>" * 600 + "</a>" * 600, "nested more than 500 deep"),
        ("<a", "not rdfxml"),
    ],
)
def test_xml_that_swells_or_reaches_out_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Graph.parse(text.encode(), "rdfxml")


@pytest.mark.parametrize("sign", ['"<<"', "'<<'", "<urn:x>", '"""<<\n"<<"""', "'''<<''\\''''"])
def test_signs_within_words_count_for_nothing(sign: str) -> None:
    lines = "".join(f"<urn:{number}> <urn:b> {sign} .\n" for number in range(600))

    assert len(Graph.parse(lines.encode(), "ttl")) == 600


LONG = {
    "values told": "SELECT " + " ".join(f"(1 AS ?a{n})" for n in range(9_000)) + " {}",
    "triples": "SELECT * {" + "?s ?p ?o ." * 9_000 + "}",
    "objects": "SELECT * {?s ?p ?o" + ", ?o" * 9_000 + "}",
    "groups": "SELECT * {" + "{?s ?p ?o} " * 9_000 + "}",
    "conditions": "SELECT (COUNT(*) AS ?n) {} HAVING " + "(1) " * 9_000,
    "laterals": "SELECT * {" + "LATERAL {?s ?p ?o} " * 9_000 + "}",
    "brackets": "SELECT * {FILTER(" + "(" * 9_000 + "1" + ")" * 9_000 + ")}",
}


@pytest.mark.parametrize("sort", LONG)
def test_a_query_that_would_take_the_stack_is_refused(sort: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        Graph().select(LONG[sort])


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ FILTER(1 IN ({', '.join(['1'] * 20_000)})) }}",
        f"SELECT * {{ VALUES (?a ?b) {{ {'(1 2) ' * 9_000} }} }}",
        f"SELECT (CONCAT({', '.join(['1'] * 9_000)}) AS ?x) {{}}",
        " ".join(f"PREFIX p{n}: <urn:p>" for n in range(2_000)) + " SELECT * {}",
    ],
)
def test_a_long_list_is_no_depth(query: str) -> None:
    assert len(Graph().select(query)[1]) >= 1


DEEP = {
    "application/sparql-results+json": f'{{"head": {"[" * 90_000}{"]" * 90_000}}}',
    "application/n-triples": NESTED["terms.nt"],
}


class _Counted(BaseHTTPRequestHandler):
    """Counts what is asked of it."""

    asked: list[str]
    answers: dict[str, str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers.get("content-length", 0)))
        kind = self.headers.get("accept", "")
        self.send_response(200)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(self.answers.get(kind, "").encode())

    do_POST = do_GET  # noqa: N815  the name that http.server asks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def watched() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server, and the list of what was asked of it."""
    handler = type("Handler", (_Counted,), {"asked": [], "answers": DEEP})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.asked
    server.shutdown()
    server.server_close()


def test_the_server_that_counts_counts(watched: tuple[str, list[str]]) -> None:
    address, asked = watched

    httpx.get(f"{address}x", trust_env=False)

    assert asked == ["/x"]


def test_an_endpoint_that_answers_too_deeply_is_refused(watched: tuple[str, list[str]]) -> None:
    address, asked = watched

    with closing(Endpoint(f"{address}query")) as there:
        with pytest.raises(StoreError, match="its answer is no SPARQL result"):
            there.rows("ASK {}")
        with pytest.raises(StoreError, match="its answer is no SPARQL result"):
            there.triples("CONSTRUCT {} {}")

    assert asked == ["/query", "/query"]


def test_nothing_is_fetched_because_a_graph_or_a_query_says_so(
    watched: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = watched
    thing = f"<{BASE}work/tide.1>"
    lines = [
        f'{thing} <{LABEL}> "Tide" .',
        f"{thing} <http://www.w3.org/2002/07/owl#imports> <{address}owl> .",
        f"{thing} <http://www.w3.org/ns/shacl#shapesGraph> <{address}shapes> .",
        f"{thing} <http://www.w3.org/2002/07/owl#sameAs> <{address}same> .",
        f"{thing} <http://schema.org/image> <{address}image> .",
        f"<{address}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{iri('film:Film')}> .",
    ]
    place = tmp_path / "films.nt"
    place.write_text("\n".join(lines), encoding="utf-8")
    graph = kg.store.open(place)

    kg.check.shapes(graph)
    kg.publish.site(graph, tmp_path / "site")
    graph.films_rdflib().serialize(format="json-ld")
    for text in ("SERVICE <{}> {{ ?s ?p ?o }}", "GRAPH <{}> {{ ?s ?p ?o }}"):
        try:
            graph.select(f"SELECT * {{ {text.format(address)} }}")
        except KgError:
            continue
    for text in (f"SELECT * FROM <{address}> {{}}", f"LOAD <{address}>"):
        with pytest.raises(QueryError):
            graph.select(text)
    with pytest.raises(ValueError, match="remote contexts"):
        Graph.parse(json.dumps({"@context": f"{address}c", "@id": "urn:a"}).encode(), "jsonld")
    with pytest.raises(ValueError, match="entities"):
        Graph.parse(f'<!DOCTYPE r [<!ENTITY % x SYSTEM "{address}d">]><r/>'.encode(), "rdfxml")

    assert asked == []


_NO_SOCKETS = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print("REACHED", event, args, file=sys.stderr)
sys.addaudithook(watch)
import kg
graph = kg.store.open(sys.argv[1])
kg.check.shapes(graph); kg.check.rules(graph)
kg.publish.site(graph, sys.argv[2])
[graph.serialize(form) for form in ("ttl", "trig", "jsonld", "rdfxml")]
"""


def test_no_socket_is_opened_by_what_writes(stored: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _NO_SOCKETS, str(stored), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert "REACHED" not in ended.stderr
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.fixture(scope="module")
def served(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with endpoint(stored, "--timeout", "5", folder=tmp_path_factory.mktemp("room")) as running:
        yield running


PATHS = [
    "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cwindows", "%00", "work/%00.html",
    "work/..%2f..%2fx.html", "<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C/script%3E.html",
    "a" * 20_000, "%ff%fe", "work/%0d%0aX-Evil:%201.html", "question/../../kg.html", "_editor/../x",
    "work/x%22%20onload=alert(1).html", "//evil.invalid/x", "sparql/../..", "CON.html",
    "?" + "a=1&" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*;q=\x7f", "a" * 5000])
def test_a_path_gives_a_page_of_the_site_or_nothing(served: Served, path: str, accept: str) -> None:
    told = served.client.get(httpx.URL(f"{served.home}").copy_with(raw_path=b"/" + path.encode()),
                             headers={"accept": accept})  # fmt: skip

    assert told.status_code in (200, 400, 404, 406, 414, 431), told
    assert "root:" not in told.text
    assert "x-evil" not in told.headers
    assert "<script>alert" not in told.text
    if told.status_code != 431:
        assert "default-src 'none'" in told.headers.get(
            "content-security-policy", "default-src 'none'"
        )


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"\r\nX-Evil: 1', *SPARQL[:3]])
def test_a_wrong_query_comes_back_as_plain_text(served: Served, query: str) -> None:
    told = served.ask(query)

    assert told.status_code in (400, 403)
    assert told.headers["content-type"].startswith("text/plain")
    assert told.headers["x-content-type-options"] == "nosniff"
    assert "x-evil" not in told.headers


@pytest.mark.parametrize("sort", LONG)
def test_a_bomb_costs_its_own_answer_alone(served: Served, sort: str) -> None:
    told = served.client.post(served.url, data={"query": LONG[sort]})

    assert told.status_code == 400
    assert "nested too deeply" in told.text
    assert served.ask("ASK {}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        'SELECT (REPLACE("' + "a" * 40_000 + 'b", "(a+)+$", "x") AS ?x) {}',
        "SELECT (STRLEN(?z) AS ?n) { BIND('" + "x" * 1000 + "' AS ?a) "
        + " ".join(f"BIND(CONCAT({p}, {p}, {p}, {p}, {p}, {p}, {p}, {p}, {p}, {p}) AS {q})"
                   for p, q in zip(["?a", *(f"?b{n}" for n in range(9))],
                                   [*(f"?b{n}" for n in range(9)), "?z"], strict=True)) + "}",
        "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '" + "(a?){1000}" * 50 + "')) }",
    ],
    ids=["replace", "concat", "regex"],
)  # fmt: skip
def test_a_query_that_swells_is_stopped_and_others_are_answered(served: Served, query: str) -> None:
    told = served.client.post(served.url, data={"query": query})

    assert told.status_code in (200, 400, 504, 507)
    assert served.ask("ASK {}").status_code == 200


def test_two_lengths_of_one_request_are_refused(served: Served) -> None:
    import socket  # noqa: PLC0415  raw: no client would send this

    url = httpx.URL(served.home)
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        b"GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    with socket.create_connection((url.host, url.port or 80), timeout=20) as raw:
        raw.sendall(head)
        raw.settimeout(3)
        told = b""
        with suppress(TimeoutError):
            while piece := raw.recv(65536):
                told += piece

    assert told.startswith(b"HTTP/1.1 400")
    assert told.count(b"HTTP/1.1") == 1


def test_the_limits_that_a_deep_file_meets_are_the_same_with_little_stack(tmp_path: Path) -> None:
    (tmp_path / "deep.ttl").write_text(NESTED["terms.ttl"], encoding="utf-8")
    little = 512 * 1024

    ended = subprocess.run(
        [sys.executable, "-m", "kg", "check", str(tmp_path / "deep.ttl")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (8 * little, 8 * little)),
    )

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1


_SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix film: <https://w3id.org/filmkg/ontology#> .
film:S a sh:NodeShape ; sh:targetClass film:Film ; sh:property film:P .
film:P sh:path film:director ; sh:in film:L . film:L rdf:first 1"""


@pytest.mark.parametrize("rest", [" ; rdf:rest film:L .", " ."])
def test_a_list_of_a_shape_that_has_no_end_is_refused_with_its_file(rest: str) -> None:
    with pytest.raises(LexiconError, match=r"odd\.ttl.*leads back into itself, or breaks off"):
        ShapeGraph.read([("odd.ttl", _SHAPE + rest)])

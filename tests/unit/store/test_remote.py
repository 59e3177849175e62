"""A dataset behind an endpoint is read, asked and changed as one in memory."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePath

import httpx
import pytest
from golden.queries import made
from servers import Server, oxigraph, serving  # noqa: F401  the fixture is found by its name

from kg import query, resources
from kg.errors import QueryError, StoreError
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE
from kg.store.addresses import addresses
from kg.store.commits import Commits
from kg.store.dataset import is_address
from kg.store.endpoint import Endpoint
from kg.store.remote import Remote
from kg.store.rewriting import rewritten

A, P, Q = (Iri(f"https://example.org/{name}") for name in "apq")
XSD = "http://www.w3.org/2001/XMLSchema#"
FACT = Iri(f"{BASE}fact/1")
EVIDENCE = Iri(f"{BASE}evidence")
LEDGER = Iri(f"{BASE}ledger")
NASTY = [
    Literal("He said \"no\"\\ and 'yes'; <b> {x} ?y # z"),
    Literal("line\nline\r\ttab\x0b\x85\u2028\u2029\x7f\x01end"),
    Literal("“Ödön” 映画 🎬 e\u0301 \u200d\ufeff"),
    Literal(""),
    Literal("\\"),
    Literal('"""'),
    Literal("\\u0041 \\n"),
    Literal("oui", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "fr-ca"),
    Literal("12", f"{XSD}integer"),
    Literal("1.5", f"{XSD}decimal"),
    Literal("true", f"{XSD}boolean"),
    Literal("2020-11", f"{XSD}gYearMonth"),
    Literal("P7M", f"{XSD}duration"),
    Literal("x", "https://example.org/type"),
    Iri("https://example.org/é/%20?x=1&y='2'#z"),
]
QUESTIONS = [
    *query.names(),
    *(
        f"{folder}/{PurePath(name).stem}"
        for folder in ("networks", "checks")
        for name in resources.names(f"queries/{folder}", ".rq")
    ),
]


@pytest.fixture
def server(oxigraph: Server) -> Server:  # noqa: F811  as above
    oxigraph.clear()
    return oxigraph


@pytest.fixture(scope="module")
def made_graph() -> Graph:
    return made.graph()


@pytest.fixture(scope="module")
def filled(tmp_path_factory, made_graph) -> Iterator[Remote]:
    folder = tmp_path_factory.mktemp("filled") / "data"
    with serving(folder) as server, Remote(server.url) as remote:
        remote.change([], made_graph.quads())
        yield remote


@pytest.fixture(scope="module")
def film_named(tmp_path_factory, made_graph) -> Iterator[Remote]:
    """The same on a server without a default graph of its own."""
    folder = tmp_path_factory.mktemp("named") / "data"
    with pytest.MonkeyPatch.context() as patch, serving(folder) as server:
        patch.setenv("KG_FILM_GRAPH", f"{BASE}film")
        with Remote(server.url) as remote:
            remote.change([], made_graph.quads())
            assert not server.ask("ASK { ?s ?p ?o }")
            yield remote


def quads(*names: str, graph: Iri | None = None) -> list[Quad]:
    return [Quad(A, P, Literal(name), graph) for name in names]


def opened(server: Server, **given) -> Remote:
    return Remote(server.url, sleep=lambda _: None, **given)


def test_every_term_comes_back_as_it_went(server):
    given = {Quad(A, P, term, graph) for term in NASTY for graph in (None, FACT, EVIDENCE)}

    with opened(server) as remote:
        remote.change([], given)
        found = remote.match()

    assert len(found) == len(given)
    assert set(found) == given


@pytest.mark.parametrize("term", NASTY, ids=str)
def test_every_term_can_be_matched_and_taken_out(server, term):
    with opened(server) as remote:
        remote.change([], [Quad(A, P, other) for other in NASTY])

        assert remote.match(objects=[term]) == [Quad(A, P, term)]
        remote.change([Quad(A, P, term)], [])

        assert set(remote.match()) == {Quad(A, P, other) for other in NASTY} - {Quad(A, P, term)}


def test_match_takes_subjects_predicate_objects_and_graph(server):
    many = [Quad(Iri(f"{A}{i}"), P, Literal(str(i))) for i in range(1200)]
    other = [many[7]._replace(graph=FACT), many[7]._replace(predicate=Q)]

    with opened(server) as remote:
        remote.change([], [*many, *other])

        subjects = [quad.subject for quad in many]
        assert set(remote.match(subjects=subjects, predicate=P)) == {*many, other[0]}
        assert set(remote.match(None, subjects=subjects, predicate=P)) == set(many)
        assert remote.match(FACT) == [other[0]]
        assert remote.match(predicate=Q) == [other[1]]
        assert remote.match(subjects=[]) == []
        assert remote.match(objects=[]) == []
        assert remote.match(subjects=[A]) == []
        assert set(remote.match(subjects=subjects, objects=[Literal("7")])) == {many[7], *other}


def test_the_graph_is_everything_but_the_ledger(server):
    kept = [*quads("film"), *quads("fact", graph=FACT), *quads("evidence", graph=EVIDENCE)]

    with opened(server) as remote:
        assert remote.graph() == Graph()
        remote.change([], [*kept, *quads("note", graph=LEDGER)])

        assert remote.graph() == Graph(kept)
        assert remote.match(LEDGER) == quads("note", graph=LEDGER)


def test_a_second_writer_is_told_and_changes_nothing(server):
    with opened(server) as one, opened(server) as other:
        one.change([], quads("one"))
        with pytest.raises(StoreError, match="somebody else wrote to it meanwhile"):
            other.change([], quads("other"))
        with pytest.raises(StoreError, match="Run the command again"):
            other.change(quads("one"), [])

        assert one.match() == quads("one")
        one.change(quads("one"), quads("two"))
        assert other.match() == quads("two")


def test_a_writer_overtaken_between_question_and_change_changes_nothing(server, monkeypatch):
    with opened(server) as one, opened(server) as other:
        settle, waiting = Commits.settle, [lambda: one.change([], quads("one"))]

        def settle_late(commits):
            state = settle(commits)
            while waiting:
                waiting.pop()()
            return state

        monkeypatch.setattr(Commits, "settle", settle_late)
        with pytest.raises(StoreError, match="somebody else wrote"):
            other.change([], quads("other"))

        assert one.match() == quads("one")


@pytest.mark.parametrize("limits", [(10_000_000, 10_000), (200, 10_000), (10_000_000, 2)])
def test_a_change_is_the_same_in_one_request_and_in_many(server, limits):
    old = [Quad(A, P, term, FACT) for term in NASTY[:8]]
    new = [Quad(A, P, term, graph) for term in NASTY[6:] for graph in (None, FACT)]
    told = []

    with opened(server, limits=limits, watch=lambda *now: told.append(now)) as remote:
        remote.change([], old)
        told.clear()
        remote.change(old, new)

        assert set(remote.match()) == set(new)
    assert not server.ask(f"ASK {{ GRAPH <{LEDGER}/pending> {{ ?s ?p ?o }} }}")
    assert told == [(n + 1, len(told)) for n in range(len(told))]
    assert bool(told) == (limits != (10_000_000, 10_000))


def test_a_second_writer_of_much_is_told_and_leaves_nothing(server):
    waiting = []

    def watch(*_):
        while waiting:
            waiting.pop()()

    with opened(server) as one, opened(server, limits=(200, 2), watch=watch) as other:
        waiting.append(lambda: one.change([], quads("one")))

        with pytest.raises(StoreError, match="somebody else wrote"):
            other.change([], quads(*"abcdefgh"))

        assert one.match() == quads("one")
    assert not server.ask(f"ASK {{ GRAPH <{LEDGER}/pending> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize("moment", range(13))  # five pieces, the seal, five, the end, the rest
def test_a_change_cut_off_is_made_whole_or_not_at_all(tmp_path, monkeypatch, moment):
    before, after = quads("old", "kept"), [*quads("kept"), *quads(*"abcdefg", graph=FACT)]
    server = Server(tmp_path / "data")
    server.start()
    try:
        with opened(server, limits=(10_000, 2)) as remote:
            remote.change([], before)
            update, done = Endpoint.update, []

            def cut(endpoint, text):
                if len(done) == moment:
                    server.kill()
                done.append(text)
                update(endpoint, text)

            monkeypatch.setattr(Endpoint, "update", cut)
            with pytest.raises(StoreError):
                remote.change(before, after)
            monkeypatch.undo()

        server.start()
        with opened(server) as again:
            again.recover()
            found = set(again.match())
            assert found == set(before if moment < 6 else after)
            assert set(again.graph().quads()) == found
            assert not server.ask(f"ASK {{ GRAPH <{LEDGER}/pending> {{ ?s ?p ?o }} }}")
            again.change(found, quads("next"))
            assert again.match() == quads("next")
    finally:
        server.kill()


def test_a_change_under_way_is_told_to_a_reader_of_everything(server):
    with opened(server) as remote:
        server.update(
            f'INSERT DATA {{ GRAPH <{LEDGER}> {{ <{LEDGER}> <{LEDGER}/pending> "x 0" }} }}'
        )

        with pytest.raises(StoreError, match="a command that writes finishes it"):
            remote.graph()

        remote.recover()
        assert remote.graph() == Graph()


def test_a_sealed_change_whose_pieces_are_gone_is_told(server):
    server.update(f'INSERT DATA {{ GRAPH <{LEDGER}> {{ <{LEDGER}> <{LEDGER}/pending> "x 1" }} }}')

    with opened(server) as remote, pytest.raises(StoreError, match=r"piece 0 .* is gone"):
        remote.recover()


def test_two_may_finish_the_same_change(server, monkeypatch):
    with opened(server, limits=(10_000, 2)) as writer, opened(server) as helper:
        update, done = Endpoint.update, []

        def helped(endpoint, text):
            update(endpoint, text)
            done.append(text)
            if len(done) == 7:  # four pieces, the seal, two carried out
                helper.recover()

        monkeypatch.setattr(Endpoint, "update", helped)
        writer.change([], quads(*"abcdefgh"))

        assert set(helper.match()) == set(quads(*"abcdefgh"))
        writer.change(quads("a"), [])


def test_a_change_finished_by_another_while_it_is_recovered_is_left_alone(server, monkeypatch):
    with opened(server, limits=(10_000, 2)) as writer, opened(server) as helper:
        read, update, done = Endpoint.rows, Endpoint.update, []

        def broken(endpoint, text):
            done.append(text)
            if len(done) == 7:
                raise StoreError(endpoint.name, "cut", "x")
            update(endpoint, text)

        with monkeypatch.context() as patch:
            patch.setattr(Endpoint, "update", broken)
            with pytest.raises(StoreError, match="not yet carried out"):
                writer.change([], quads(*"abcdefgh"))

        def overtaken(endpoint, query):
            if "/text>" in query and done:
                done.clear()
                helper.recover()
            return read(endpoint, query)

        monkeypatch.setattr(Endpoint, "rows", overtaken)
        writer.recover()

        assert set(writer.match()) == set(quads(*"abcdefgh"))
        writer.change(quads("a"), [])


def test_a_change_whose_answer_was_lost_counts_once(server, monkeypatch):
    with opened(server) as remote:
        remote.change([], quads("old"))
        request, lost = httpx.Client.request, []

        def lose(client, method, url, **parts):
            reply = request(client, method, url, **parts)
            if url.endswith("/update") and not lost:
                lost.append(url)
                raise httpx.ReadError(url)
            return reply

        monkeypatch.setattr(httpx.Client, "request", lose)
        remote.change(quads("old"), quads("new"))

        assert lost
        assert remote.match() == quads("new")


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("place", ["filled", "film_named"])
def test_each_question_has_the_answer_it_has_in_memory(request, made_graph, place, name):
    remote = request.getfixturevalue(place)
    for example in query.question(name).examples:
        here = query.run(made_graph, name, **example.arguments)
        there = query.run(remote, name, **example.arguments)

        assert there == here
        assert there.columns == here.columns


@pytest.mark.parametrize("place", ["filled", "film_named"])
def test_the_whole_graph_is_got_back(request, made_graph, place):
    remote = request.getfixturevalue(place)

    assert remote.graph() == made_graph
    assert set(remote.match()) == set(made_graph.quads())
    assert set(remote.match(None)) == set(made_graph.quads(None))


@pytest.mark.parametrize("place", ["filled", "film_named"])
@pytest.mark.parametrize(
    ("asked", "form"),
    [
        (
            "SELECT ?name WHERE { ?work film:director ?x . ?work rdfs:label ?name } ORDER BY ?name",
            "csv",
        ),
        ("SELECT ?x ?name WHERE { ?x rdfs:label ?name } ORDER BY ?x ?name", "json"),
        ("ASK { ?x a film:Film }", "xml"),
        ("ASK { ?x a film:Nothing }", "tsv"),
        ("CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x rdfs:label ?name }", "ttl"),
        ("CONSTRUCT WHERE { ?x rdfs:label ?name }", "nt"),
    ],
)
def test_results_are_the_same_bytes(request, made_graph, place, asked, form):
    remote = request.getfixturevalue(place)

    assert remote.results(asked, form) == made_graph.results(asked, form)
    assert remote.select(asked) == made_graph.select(asked)


@pytest.mark.parametrize("place", ["filled", "film_named"])
@pytest.mark.parametrize(
    "asked",
    [
        "SELECT ?n ?s { ?s rdfs:label ?n }",
        "SELECT ?n ?s { { ?s rdfs:label ?m FILTER(?m = ?n) } UNION { ?s film:none ?n } }",
        "SELECT ?n ?s { ?s rdfs:label ?m OPTIONAL { ?s rdfs:label ?n } } ORDER BY ?s",
        "SELECT ?n (COUNT(*) AS ?c) { { SELECT ?s { ?s rdfs:label ?n } } } GROUP BY ?n",
        "SELECT ?n (COUNT(*) AS ?c) { { SELECT * { ?s rdfs:label ?n } } } GROUP BY ?n",
        "SELECT ?n ?c { { SELECT ?n (COUNT(*) AS ?c) { ?s rdfs:label ?n } GROUP BY ?n } }",
        "SELECT ?n ?c { SELECT ?n (COUNT(*) AS ?c) { ?s rdfs:label ?n } GROUP BY ?n }",
        "SELECT ?n ?s { ?s rdfs:label ?m BIND(?m AS ?n) }",
        "SELECT ?n ?s { VALUES ?n { 'Tide' 'Blue Hour' '}' } ?s rdfs:label ?n }",
        "SELECT ?n ?s { VALUES (?n ?x) { ('Tide' 1) ('no' UNDEF) } ?s rdfs:label ?n }",
        "SELECT ?n ?s { ?s a film:Film FILTER NOT EXISTS { ?s rdfs:label ?n } } ORDER BY ?s",
        "SELECT ?n ?s { ?s a film:Film MINUS { ?s rdfs:label ?n } } ORDER BY ?s",
        "SELECT * # ?n } {\n{ ?s rdfs:label ?n; a ?t # }\n} ORDER BY ?t",
        "PREFIX r: <http://www.w3.org/2000/01/rdf-schema#> SELECT $n { ?s r:label $n }",
        "SELECT ?n (EXISTS { ?s rdfs:label 'Tide' } AS ?e) { ?s rdfs:label ?n }",
        "SELECT ?n { ?s rdfs:label ?n FILTER(?n < 'Z' && 'A' < ?n) }",
        "SELECT ?n ?g { GRAPH ?g { ?s rdfs:label ?n } FILTER(!STRENDS(STR(?g), 'film')) }",
        "SELECT ?n {}",
    ],
)
def test_a_value_means_what_it_means_in_memory(request, made_graph, place, asked):
    remote = request.getfixturevalue(place)
    for bound in ({"n": Literal("Tide")}, {"n": Literal("no such\n“name”")}):
        assert remote.select(asked, bound) == made_graph.select(asked, bound)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * FROM <http://example.org/> { ?s ?p ?o }",
        "SELECT * { ?s ?p }",
        "SELECT * { ?s none:such ?o }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
    ],
)
def test_what_is_refused_in_memory_is_refused_alike(filled, made_graph, asked):
    with pytest.raises(QueryError) as here:
        made_graph.select(asked)
    with pytest.raises(QueryError) as there:
        filled.select(asked)

    assert str(there.value) == str(here.value)


def test_a_format_that_the_answer_does_not_have_is_refused(filled):
    with pytest.raises(QueryError, match="has no format “ttl”"):
        filled.results("ASK {}", "ttl")


def test_no_value_is_given_for_what_is_computed():
    with pytest.raises(QueryError, match="it computes n"):
        rewritten("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"n": Literal("1")}, {}, None)


class Script(BaseHTTPRequestHandler):
    """Answers as it is told, one after another, and keeps what it was asked."""

    def do_POST(self):
        self.server.seen.append((self.path, self.headers))
        self.rfile.read(int(self.headers.get("content-length", 0)))
        status, headers, body = self.server.script.pop(0)
        if status == 0:  # say nothing
            self.connection.close()
            return
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815  the name that the base class asks for

    def log_message(self, *_):
        pass


@pytest.fixture
def stub():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    server.seen, server.script = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(stub, path="", user=""):
    return f"http://{user}127.0.0.1:{stub.server_port}{path}"


JSON = {"content-type": "application/sparql-results+json"}
NOTHING = 200, JSON, b'{"head":{"vars":["p","o"]},"results":{"bindings":[]}}'


def test_what_may_pass_is_tried_again_after_longer_and_longer(stub):
    waited = []
    stub.script += [(503, {}, b""), (0, {}, b""), (502, {}, b""), NOTHING]

    with Remote(at(stub), sleep=waited.append):
        assert waited == [0.5, 1.0, 2.0]
    assert len(stub.seen) == 4


def test_a_busy_server_is_given_the_time_it_asks_for(stub):
    waited = []
    late = "Wed, 21 Oct 2115 07:28:00 GMT"
    stub.script += [(429, {"retry-after": told}, b"") for told in ("7", late, "soon")]
    stub.script += [NOTHING]

    with Remote(at(stub), sleep=waited.append):
        assert waited == [7.0, 30.0, 2.0]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([(503, {}, b"")] * 5, "it is too busy to answer \\(503\\). Try again later"),
        ([(0, {}, b"")] * 5, "it cannot be reached"),
        ([(401, {}, b"")], "\\(401\\).*Set KG_USER and KG_PASSWORD, or KG_TOKEN"),
        ([(403, {}, b"")], "\\(403\\).*KG_USER"),
        ([(404, {}, b"")], "/query takes no query \\(404\\). Check the address"),
        ([(400, {}, b"bad\nword")], "it refuses the query \\(400: bad word\\)"),
        ([(301, {"location": "http://x:y@example.org/q"}, b"")], "sends on to example.org/q"),
        ([(200, {"content-type": "text/html"}, b"<html>")], "a web page answers there"),
        ([(200, JSON, b"{")], "its answer is no SPARQL result"),
        ([(200, {"content-type": "image/png"}, b"x")], "no SPARQL result \\(image/png\\)"),
    ],
)
def test_each_failure_is_told_in_one_line(stub, answers, told):
    stub.script += answers

    with pytest.raises(StoreError, match=told) as error:
        Remote(at(stub), sleep=lambda _: None)

    assert "\n" not in str(error.value)
    assert str(error.value).startswith(f"http://127.0.0.1:{stub.server_port}: ")
    assert stub.script == []


def test_an_address_where_nothing_is_is_told(unused_port):
    with pytest.raises(StoreError, match=r"it cannot be reached .* that the server runs"):
        Remote(f"http://127.0.0.1:{unused_port}", sleep=lambda _: None)


@pytest.fixture
def unused_port():
    with socket.socket() as held:  # bound, so nobody else listens there
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_an_answer_that_does_not_come_is_told(stub, monkeypatch):
    monkeypatch.setenv("KG_TIMEOUT", "0.05")
    release = threading.Event()
    monkeypatch.setattr(Script, "do_POST", lambda _: release.wait(5))
    try:
        with pytest.raises(StoreError, match="it did not answer in time"):
            Remote(at(stub), sleep=lambda _: None)
    finally:
        release.set()


@pytest.mark.parametrize(
    ("environ", "user", "sent"),
    [
        ({"KG_USER": "ada", "KG_PASSWORD": "s3cret"}, "", "Basic YWRhOnMzY3JldA=="),
        ({"KG_TOKEN": "s3cret"}, "", "Bearer s3cret"),
        ({}, "ada:s3cret@", "Basic YWRhOnMzY3JldA=="),
    ],
)
def test_who_asks_is_told_to_the_server_and_to_nobody_else(stub, monkeypatch, environ, user, sent):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    stub.script += [NOTHING, (400, {}, b"ada and s3cret are wrong")]

    with Remote(at(stub, user=user)) as remote:
        with pytest.raises(StoreError) as told:
            remote.match()
        shown = f"{told.value} {remote.name} {remote} {addresses(at(stub, user=user), environ)}"

    assert [headers["Authorization"] for _, headers in stub.seen] == [sent, sent]
    assert "s3cret" not in shown
    assert "400" in str(told.value)


def test_virtuoso_is_known_by_its_header_and_asked_with_a_digest(stub, monkeypatch):
    monkeypatch.setenv("KG_USER", "ada")
    monkeypatch.setenv("KG_PASSWORD", "s3cret")
    challenge = 'Digest realm="SPARQL", nonce="1", opaque="2", qop="auth", algorithm="MD5"'
    duration = (
        b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"a:b"},'
        b'"p":{"type":"uri","value":"a:b"},"o":{"type":"literal","xml:lang":"x-duration",'
        b'"value":"P7M"}},{"s":{"type":"uri","value":"a:b"},"p":{"type":"uri","value":"a:b"},"o":'
        b'{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#boolean",'
        b'"value":"1"}}]}}'
    )
    stub.script += [
        (200, {"server": "Virtuoso/07.20.3229 (Linux)"}, b"<html>"),
        (401, {"www-authenticate": challenge}, b""),
        NOTHING,
        (200, JSON, duration),
        (200, {**JSON, "x-sparql-maxrows": "10000"}, duration),
    ]

    with Remote(at(stub, "/sparql")) as remote:
        assert [quad.object for quad in remote.match(None)] == [
            Literal("P7M", f"{XSD}duration"),
            Literal("true", f"{XSD}boolean"),
        ]
        with pytest.raises(StoreError, match="no more than 10000 rows"):
            remote.match()

    assert [path for path, _ in stub.seen] == ["/sparql", *["/sparql-auth"] * 4]
    assert stub.seen[-1][1]["Authorization"].startswith("Digest ")


@pytest.mark.parametrize(
    ("url", "update", "graphs"),
    [
        ("http://h:7878", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878/", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h/ds/query", "http://h/ds/update", "http://h/ds/data"),
        ("https://h/ds", "https://h/ds", "https://h/ds"),
        ("http://h:8890/sparql", "http://h:8890/sparql", "http://h:8890/sparql-graph-crud"),
        (
            "http://h/repositories/r",
            "http://h/repositories/r/statements",
            "http://h/repositories/r/rdf-graphs/service",
        ),
    ],
)
def test_one_address_tells_the_others(url, update, graphs):
    found = addresses(url, {})

    assert (found.update, found.graphs) == (update, graphs)


def test_the_environment_overrides_the_addresses():
    found = addresses(
        "http://h:1/query", {"KG_UPDATE_URL": "http://u", "KG_GRAPHS_URL": "http://g"}
    )

    assert (found.query, found.update, found.graphs) == ("http://h:1/query", "http://u", "http://g")


@pytest.mark.parametrize("url", ["films.trig", "http://", "http://me:s3cret@h:port/", "ftp://h"])
def test_what_is_no_address_is_told(url):
    with pytest.raises(StoreError, match="no address") as told:
        Endpoint(url)

    assert "s3cret" not in str(told.value)


def test_a_token_that_cannot_be_sent_is_told():
    with pytest.raises(StoreError, match="KG_TOKEN") as told:
        addresses("http://h", {"KG_TOKEN": "s3cret\nö"})

    assert "s3cret" not in str(told.value)


def test_an_address_is_told_from_a_path():
    assert is_address("HTTP://localhost:7878")
    assert is_address("https://example.org/sparql")
    assert not is_address("graph/films.trig")
    assert not is_address("C:\\films")

import io
import re
import string
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Graph, Iri, Literal, Quad, serving
from kg.graph.serving import ROWS, TRIPLES, RefusedError, UnwritableError
from kg.namespaces import BASE, FILM
from kg.store import snapshot

WORK = Iri(f"{BASE}work/tide.00000000")
ARTICLE = Iri(f"{BASE}article/one.00000000")
LEDGER = Iri(f"{BASE}ledger")
EVIDENCE = Iri(f"{BASE}evidence")
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")
TEXT = Iri(f"{FILM}text")
QUADS = [
    Quad(WORK, LABEL, Literal("Tide")),
    Quad(WORK, TEXT, Literal("no article")),
    Quad(ARTICLE, TEXT, Literal("The text."), EVIDENCE),
    Quad(ARTICLE, LABEL, Literal("One"), EVIDENCE),
    Quad(WORK, LABEL, Literal("hidden"), LEDGER),
    Quad(WORK, LABEL, Literal("hidden"), Iri(f"{LEDGER}/kept/1")),
]
GRAPH = Graph(QUADS)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    GRAPH.copy_to(folder / "quads")
    (folder / "base.json").write_text(f'"{BASE}"', "utf-8")
    return snapshot.served(folder)


EVERYTHING = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def answer(served, query, form, most=1000, **others):
    sink = io.BytesIO()
    cut = served.answer(query, sink, choose=lambda _: form, most=most, **others)
    return sink.getvalue(), cut


def in_xml(content):
    text = re.sub(
        "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", content.decode()
    )
    return text.replace("\r", "&#13;").encode()


LETTERS = st.characters(exclude_categories=["Cs"])
NAMES = st.text(string.ascii_letters + "é/#", max_size=5).map(lambda name: f"<http://a.b/{name}>")
STRINGS = st.text(LETTERS, max_size=8).map(
    lambda text: '"' + "".join(f"\\U{ord(letter):08X}" for letter in text) + '"'
)
TERMS = st.one_of(
    st.just("UNDEF"),
    NAMES,
    STRINGS,
    st.integers().map(str),
    st.sampled_from(["true", "1.50", "1e5", "'a'@en-GB", "''", "'x'^^<a:b>", "'01'^^xsd:integer"]),
    STRINGS.map(lambda text: f"{text}@de"),
)


@given(
    rows=st.lists(st.tuples(TERMS, TERMS), max_size=5),
    form=st.sampled_from(ROWS),
    most=st.integers(0, 6),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_are_written_as_the_engine_writes_them_up_to_so_many(served, rows, form, most):
    query = "SELECT ?a ?b {{ VALUES (?a ?b) {{ {} }} }}"
    told = [f"({' '.join(row)})" for row in rows]

    content, cut = answer(served, query.format(" ".join(told)), form, most)

    expected = GRAPH.results(query.format(" ".join(told[:most])), form)
    assert content == (in_xml(expected) if form == "xml" else expected)
    assert cut == (len(rows) > most)


@pytest.mark.parametrize("form", ROWS)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {}",
        "SELECT ?x {}",
        "SELECT ?x { VALUES ?x { UNDEF 'a' UNDEF } }",
        "SELECT ?x { ?x ?x ?x }",
        "SELECT (<<( <a:b> <a:c> <<( <a:d> <a:e> 'f' )>> )>> AS ?t) {}",
        "ASK {}",
        "ASK { ?x ?x ?x }",
    ],
)
def test_unusual_answers_are_written_as_the_engine_writes_them(served, query, form):
    assert answer(served, query, form) == (GRAPH.results(query, form), False)


@pytest.mark.parametrize("form", TRIPLES)
def test_triples_are_written_as_the_graph_writes_them(served, form):
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

    assert answer(served, query, form) == (GRAPH.results(query, form), False)
    assert answer(served, query, form, 1)[1]


def test_the_ledger_is_not_in_the_copy(served):
    content, _ = answer(served, EVERYTHING, "csv")

    told = sorted(content.decode().split("\r\n")[1:-1])
    assert told == ["One", "The text.", "Tide", "no article"]


def test_a_copy_without_texts_lacks_those_of_articles_alone(tmp_path):
    GRAPH.copy_to(tmp_path / "quads", text=False)
    (tmp_path / "base.json").write_text(f'"{BASE}"', "utf-8")

    content, _ = answer(
        snapshot.served(tmp_path),
        "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
        "csv",
    )

    assert sorted(content.decode().split("\r\n")[1:-1]) == ["One", "Tide", "no article"]


@pytest.mark.parametrize("name", [LEDGER, "a:b", "nonsense", "", "file:///etc/passwd"])
@pytest.mark.parametrize("place", ["default", "named"])
def test_a_graph_that_is_not_here_is_refused(served, name, place):
    with pytest.raises(RefusedError):
        answer(served, "ASK {}", "json", **{place: [name]})


@pytest.mark.parametrize(
    "query",
    [
        "DROP ALL",
        "ASK { SERVICE <a:b> {} }",
        f"ASK FROM <{LEDGER}> {{}}",
        "PREFIX a: <a:> PREFIX SERVICEa: <b:> ASK { SERVICEa:b {} }",
        "ASK { FILTER(1<'>')SERVICE<a:b>{}FILTER(''='') }",
    ],
)
def test_what_is_refused_is_told_from_what_is_wrong(served, query):
    with pytest.raises(RefusedError):
        answer(served, query, "json")


@pytest.mark.parametrize(
    "query", ["", "NONSENSE", "ASK {", "ASK { ?s ?p 'service' ", "SELECT ?from"]
)
def test_what_is_wrong_is_told_from_what_is_refused(served, query):
    with pytest.raises(QueryError) as found:
        answer(served, query, "json")

    assert not isinstance(found.value, RefusedError)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + 10_000 * "{" + 10_000 * "}",
        f"ASK {{ FILTER({10_000 * '('}1{10_000 * ')'}) }}",
        f"ASK {{ FILTER({'+'.join(20_000 * '1')}) }}",
        f"ASK {{ FILTER({20_000 * '!'}true) }}",
        f"ASK {{ {5000 * 'OPTIONAL { ?s ?p ?o } '} }}",
    ],
)
def test_what_the_engine_could_not_even_read_is_refused(served, query):
    with pytest.raises(QueryError, match="nested too deeply"):
        answer(served, query, "json")


def test_brackets_in_a_text_are_not_counted(served):
    query = f"ASK {{ FILTER('{5000 * '{'}' != '{5000 * '+'}') }}"

    assert answer(served, query, "csv") == (b"true", False)


def test_long_lists_are_not_deep(served):
    query = f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(5000)))} }} }}"

    assert answer(served, query, "csv", 9000)[0].count(b"\n") == 5001


@pytest.mark.parametrize(
    ("form", "triple"),
    [
        ("jsonld", "<a:b> <a:c> <<( <a:b> <a:c> 'd' )>>"),
        ("rdfxml", "<a:b> <http://x/> 'a'"),
        ("rdfxml", "<a:b> <http://x/1> 'a'"),
    ],
)
def test_what_a_format_cannot_hold_is_told(served, form, triple):
    with pytest.raises(UnwritableError, match="cannot hold"):
        answer(served, f"CONSTRUCT {{ {triple} }} {{}}", form)

    assert answer(served, f"CONSTRUCT {{ {triple} }} {{}}", "ttl")[0]


BROKEN = r"'a\u0001\u0000\uFFFF\rb <http: ' "


def test_xml_can_be_read_whatever_the_letters(served):
    rows = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ ({BROKEN} <<( <a:b> <a:c> {BROKEN} )>>) }} }}"
    triples = f"CONSTRUCT {{ <a:b> <a:c> {BROKEN}, <<( <a:b> <a:c> {BROKEN} )>> }} {{}}"

    for query, form, number in ((rows, "xml", 2), (triples, "rdfxml", 2)):
        texts = [each.text or "" for each in ET.fromstring(answer(served, query, form)[0]).iter()]
        assert texts.count("a\ufffd\ufffd\ufffd\rb <http: ") == number


@given(st.binary(max_size=3), st.lists(st.text(LETTERS, max_size=3), max_size=4))
def test_xml_is_the_same_however_it_is_cut(end, letters):
    pieces = [
        *(each.encode() for each in letters),
        b"\xef",
        b"\xbf",
        b"\xbf",
        b"\xef\xbf",
        b"\xbd",
        end,
    ]
    whole, cut = io.BytesIO(), io.BytesIO()

    for sink, told in ((whole, [b"".join(pieces)]), (cut, pieces)):
        clean = serving.Xml(sink)
        for each in told:
            clean.write(each)
        clean.close()

    assert whole.getvalue() == cut.getvalue()


def test_the_mark_of_a_store_is_another_when_it_has_changed(tmp_path):
    file = tmp_path / "films.ttl"
    file.write_text("", "utf-8")
    first = snapshot.mark(file)

    file.write_text("<a:b> <a:c> <a:d> .", "utf-8")

    assert snapshot.mark(file) != first
    assert snapshot.mark(file) == snapshot.mark(file)
    assert snapshot.mark("http://localhost:1/") == ()

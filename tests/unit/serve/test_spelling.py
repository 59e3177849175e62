import socket
import string
import threading
from contextlib import closing, suppress

import pyoxigraph as ox
import pytest
from endpoints import until
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Graph, Iri, Literal, Quad, spelling
from kg.graph.questions import asked
from kg.namespaces import prefixes

KNOWN = prefixes()


@pytest.fixture(scope="module")
def outside():
    """A place on loopback, and how often somebody came there."""
    came = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def listen():
            while True:
                try:
                    came.append(listening.accept()[0].close())
                except OSError:
                    return

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", came


GRAPH = Graph([Quad(Iri("urn:s"), Iri("urn:p"), Literal("o"))])

# Constructs after which a careless reader is at another place than the engine.
NOISE = [
    *("", " ", "\n", "#'\n", "# <\n", "?s ?p ?o . ", "?s?p true.", "?s ?p 1.", "?s ?p 1e0 ."),
    *("?s a a:b . ", "a:b.c a a:\\,d.", "?s ?p '''a'b''' .", "?s ?p 'x'@en-service.", "?s?p _:b ."),
    *("FILTER(1<2#>\n)", "FILTER('a'<'>')", "FILTER(?o<'>'||?o>'<')", "?s ?p '#', \"'\" .", "{}"),
    *("FILTER(?o<?s&&?s>?o)", "FILTER(1<2&&?o>'''\n''')", "BIND(<a:b#'>AS?z)", "?s <a:b#'> 'c' ."),
    *(
        "?s ?p '\\\\', '\\'' .",
        '?s ?p """a""b""" .',
        "BIND(1<2 AS ?y)",
        "FILTER(?o<a:b)",
        "?s?p true",
    ),
    *("OPTIONAL{?s?p?o}", "VALUES(?u ?v){(<a:b><a:c>)(UNDEF 'x')}", "FILTER(?o IN(<a:b>,<a:#c>))"),
]
WORDS = ["SERVICE", "service", "SeRvIcE", "SERVICE SILENT", "SERVICESILENT", "S\\u0045RVICE"]


@st.composite
def reaching(draw):
    """A query that would ask a place outside, if its reader let it."""
    word = draw(st.sampled_from(WORDS))
    gap = draw(st.sampled_from(["", " ", "\n", "#x\n", "\t\r\n"]))
    target = draw(st.sampled_from(["<HERE>", "h:", "h:x", "?place", "$place"]))
    before = draw(st.lists(st.sampled_from(NOISE), max_size=3))
    after = draw(st.lists(st.sampled_from(NOISE), max_size=2))
    names = draw(st.sampled_from(["", "PREFIX SERVICEh:<a:> ", "PREFIX trueSERVICEh:<a:> "]))
    head = draw(st.sampled_from(["ASK", "SELECT*", "SELECT * WHERE", "CONSTRUCT WHERE"]))
    place = "VALUES ?place { <HERE> } "
    body = f"{place}{''.join(before)}{word}{gap}{target}{{?a ?b ?c}}{''.join(after)}"
    return f"PREFIX a:<a:> PREFIX h:<HERE> {names}{head}{{{body}}}"


@given(query=reaching())
@example(query="PREFIX a:<HERE>PREFIX SERVICEa:<a:>ASK{SERVICEa:b{}}")
@example(query="ASK{?s ?p trueSERVICE<HERE>{}}")
@example(query="ASK{FILTER(1<'>')SERVICE<HERE>{}FILTER(''='')}")
@example(query="ASK{FILTER(1<2#>'''\n)SERVICE<HERE>{}#'''\n}")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_reaches_out_however_it_is_spelt(outside, query):
    here, came = outside

    with suppress(QueryError):  # some spell a longer name, and are no such query
        GRAPH.select(query.replace("HERE", here))

    assert not came


def test_the_place_outside_is_there_for_who_asks_the_engine_itself(outside):
    here, came = outside

    with pytest.raises(OSError, match=r"."):
        list(ox.Store().query(f"SELECT * {{ FILTER(true)SERVICE<{here}>{{}} }}"))

    assert until(lambda: came)
    came.clear()


@pytest.mark.parametrize(
    "query",
    [
        "ASK{SERVICE<a:b>{}}",
        "ASK { service ?x {} }",
        "ASK { S\\u0045RVICE <a:b> {} }",
        "ASK { \\U00000053ERVICE <a:b> {} }",
        "ASK { SERVICE#<\n<a:b> {} }",
        "ASK { ?s ?p true.SERVICEa:b{} }",
        "ASK { ?s ?p 1SERVICE<a:b>{} }",
        "PREFIX a: <a:> ASK { SERVICESILENTa:b {} }",
    ],
)
def test_service_is_seen(query):
    assert asked(query, KNOWN).service


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("ASK FROM <a:g> {}", "a:g"),
        ("ASK FROM NAMED <a:g> {}", "a:g"),
        ("ASKFROM<a:g>{}", "a:g"),
        ("SELECT * from#x\nnamed#>\n<a:g> {}", "a:g"),
        ("BASE <http://h/x/> ASK FROM <../g> {}", "http://h/g"),
        ("BASE <http://h/x/> PREFIX p: <y/> ASK FROM p:g\\,h {}", "http://h/x/y/g,h"),
        ("PREFIX p: <a:> PREFIX p: <b:> ASK FROM NAMED p:g {}", "b:g"),
        ("ASK FROM <a:\\u0067> {}", "a:g"),
        ("PREFIX a: <a:> ASK FROMa:g {}", ""),
        ("ASK FROM nowhere:g {}", ""),
    ],
)
def test_a_graph_that_is_named_is_found(query, graph):
    assert asked(query, KNOWN).graphs == (graph,)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "insertdata{}",
        "# SELECT\nPREFIX a: <a:>\nBASE <b:> DeLeTe WHERE {}",
        "WITH <a:g> DELETE {} WHERE {}",
        "\\u004COAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROPALL",
        "CREATE GRAPH <a:g>",
        "ADD DEFAULT TO <a:g>",
        "MOVE <a:g> TO DEFAULT",
        "COPY <a:g> TO DEFAULT",
        "PREFIXa:<a:>LOAD<a:b>",
    ],
)
def test_an_update_is_seen(update):
    assert asked(update, KNOWN).is_update


WORD = st.sampled_from(["service", "SERVICE", "from", "From", "FROM", "load", "insert", "as from"])
HARMLESS = [
    *(
        "?s ?p '{w}' .",
        '?s ?p "its {w}" .',
        "?s ?p '''\n'{w}\n''' .",
        "# {w}\n",
        "?s ?p 'x'@en-{v} .",
    ),
    *("?s ?p '\\\\{w}\\n' .", "?s <a:{v}#{v}> ?{v} .", "?{v} ?p ?o .", "FILTER(?{v}<?o&&?{v}>?s)"),
    *("?s a:{v} a:x.{v} .", "?s a:%20{v} a:\\,{v} .", "{v}:x {v}:{v} ?o .", "_:{v} ?p ?o . "),
    *(
        "?s ?p '\\from' .",
        "GRAPH {v}:x {{ ?s ?p ?o }}",
        "FILTER(STR(?s)<'{w}')",
        "BIND(<{v}> AS ?z{v})",
    ),
]


@given(
    parts=st.lists(
        st.tuples(st.sampled_from(HARMLESS), WORD), max_size=5, unique_by=lambda part: part[0]
    )
)
def test_a_word_in_a_string_an_iri_a_comment_or_a_name_is_no_keyword(parts):
    told = [part.format(w=word, v=word.replace(" ", "")) for part, word in parts]
    spaces = "".join(f"PREFIX {w}:<a:{w}> " for w in ("service", "SERVICE", "from", "From", "FROM"))
    spaces += "PREFIX a:<a:> PREFIX load:<b:> PREFIX insert:<b:> PREFIX asfrom:<b:> BASE <a:b> "
    body = "\n".join(f"{{ {each}\n}}" for each in told)

    found = asked(f"{spaces}SELECT * {{ {body} }}", KNOWN)

    assert (found.service, found.graphs, found.form) == (False, (), "SELECT")
    GRAPH.select(f"{spaces}SELECT * {{ {body} }}")


@given(text=st.text(max_size=200))
@example(text="'''a")
@example(text="<a b> \\u0053 \x00 \ud7ff")
def test_no_letter_is_lost(text):
    assert "".join(token.text for token in spelling.tokens(text)) == text


@given(
    words=st.lists(
        st.sampled_from(
            ["service", "FROM", "\\\\", "\\n", "é", "\\'", " from", "\\u0041", "x", "\\from"]
        )
    )
)
def test_what_is_disarmed_means_the_same(words):
    text = "".join(words)
    name = text.replace("\\", "").replace(" ", "")
    query = f"SELECT ('{text}' AS ?x) (<a:{name}> AS ?y) {{}} # from"

    [plain] = ox.Store().query(query)
    [same] = ox.Store().query(asked(query, KNOWN).text)

    assert [plain["x"], plain["y"]] == [same["x"], same["y"]]
    assert "service" not in asked(query, KNOWN).text.lower()


@pytest.mark.parametrize("size", [100_000])
@pytest.mark.parametrize("piece", ["'", '"""', "<", "a:", "a:b.", "\\u0053", "((", "#", "?x<?y&&"])
def test_a_long_query_is_read_in_time(piece, size):
    query = piece * (size // len(piece))

    asked(query, KNOWN)


LETTER = st.one_of(
    st.sampled_from("aZ09_-.:%\\,~é·\u0300\u203f\u2040\u037e\u00d7\u00f7\u3000ſ\u200c\u2190"),
    st.sampled_from(
        ["%4a", "\\.", "\\-", "\\%", "..", "\U00010000", "\ufdd0", "\ufffe", "\U000f0000"]
    ),
    st.characters(exclude_categories=["Cs", "Zs"], exclude_characters=string.printable),
)
PLACES = {
    "variable": ("SELECT ?{} {{}}", "?"),
    "name": ("PREFIX a:<a:> SELECT (a:{} AS ?x) {{}}", "a:"),
    "blank": ("SELECT * {{ _:{} ?p ?o }}", "_:"),
    "language": ("SELECT ('x'@{} AS ?x) {{}}", "@"),
}


@pytest.mark.parametrize("kind", PLACES)
@given(letters=st.lists(LETTER, min_size=1, max_size=4).map("".join))
@settings(max_examples=150)
def test_a_name_ends_where_it_ends_for_the_engine(kind, letters):
    form, start = PLACES[kind]
    assume(not letters.startswith("-"))  # a: less a number
    try:
        ox.Store().query(form.format(letters))
    except SyntaxError:
        return

    kept = [token for token in spelling.tokens(f"{start}{letters} ") if token.kind != "space"]

    assert [(token.kind, token.text) for token in kept] == [(kind, f"{start}{letters}")]

"""What a check tells of a graph, and what the gate keeps out."""

import pytest
import worked

from kg import assemble, check, resolve, resources
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import Report
from kg.namespaces import BASE, iri

TEXT = "“Tide” stars Ada Marsh and Nora. “Loud” is a comedy."
EVIDENCE = Iri(f"{BASE}evidence")
ARTICLE = Iri(f"{BASE}article/news")


def term(text: str) -> Iri | Literal:
    return Literal(text[1:-1]) if text.startswith('"') else Iri(iri(text))


def triples(*lines: str) -> list[tuple[Iri, Iri, Iri | Literal]]:
    return [(*map(term, line.split(" ", 2)),) for line in lines]


def told(name: str, *lines: str, quote: str) -> list[Quad]:
    """Return a fact whose graph and film graph hold the lines; the first is what it states."""
    fact, passage = Iri(f"{BASE}fact/{name}"), Iri(f"{BASE}passage/{name}")
    words, place = Iri(f"{BASE}quote/{name}"), Iri(f"{BASE}position/{name}")
    stated = triples(*lines)
    start = TEXT.index(quote)
    whole = iri("xsd:integer")
    parts = zip(("rdf:subject", "rdf:predicate", "rdf:object"), stated[0], strict=True)
    about = [
        (fact, "rdf:type", term("film:Fact")),
        (fact, "film:status", term("film:Actual")),
        (fact, "film:current", Literal("true", iri("xsd:boolean"))),
        (fact, "film:evidence", passage),
        *((fact, name, value) for name, value in parts),
        (passage, "oa:hasSource", ARTICLE),
        (passage, "film:voice", term("film:ArticleVoice")),
        (passage, "oa:hasSelector", words),
        (passage, "oa:hasSelector", place),
        (words, "oa:exact", Literal(quote)),
        (place, "oa:start", Literal(str(start), whole)),
        (place, "oa:end", Literal(str(start + len(quote)), whole)),
        (ARTICLE, "film:text", Literal(TEXT)),
    ]
    return [
        *(Quad(*triple, graph) for triple in stated for graph in (fact, None)),
        *(Quad(s, Iri(iri(p)), o, EVIDENCE) for s, p, o in about),
    ]


GOOD = [
    quad
    for name, quote, lines in (
        ("1", "Tide", ("work:tide rdf:type film:Film",)),
        ("2", "Tide", ('work:tide rdfs:label "Tide"',)),
        ("3", "Ada Marsh", ("person:ada-marsh rdf:type film:Person",)),
        ("4", "Ada Marsh", ('person:ada-marsh rdfs:label "Ada Marsh"',)),
        ("5", "“Tide” stars Ada Marsh", ("work:tide film:castMember person:ada-marsh",)),
        ("6", "Nora", ("character:nora rdf:type film:Character",)),
        ("7", "Nora", ('character:nora rdfs:label "Nora"',)),
    )
    for quad in told(name, *lines, quote=quote)
]
CAST = "“Tide” stars Ada Marsh and Nora."
BAD = told("8", "work:tide film:castMember character:nora", quote=CAST)
NAMELESS = told("9", "work:loud rdf:type film:Film", quote="“Loud” is a comedy.")


def fact(name: str) -> Iri:
    return Iri(f"{BASE}fact/{name}")


def test_a_good_graph_breaks_nothing() -> None:
    graph = Graph(GOOD)

    assert check.shapes(graph) == check.rules(graph) == Report(())


def test_a_violation_tells_what_where_and_in_whose_words() -> None:
    [violation] = check.shapes(Graph(GOOD + BAD)).violations

    assert violation.shape == "Character-uncredited"
    assert violation.focus == iri("character:nora")
    assert violation.path == "film:castMember"
    assert violation.severity == "Violation"
    assert violation.quotes == (CAST,)
    assert "Give the performer" in violation.message


def test_what_is_missing_is_told_with_the_words_about_the_thing() -> None:
    [violation] = check.shapes(Graph(GOOD + NAMELESS)).violations

    assert (violation.shape, violation.path) == ("Named-name", "rdfs:label")
    assert violation.quotes == ("“Loud” is a comedy.",)


def test_violations_are_sorted() -> None:
    violations = check.shapes(Graph(BAD + GOOD + NAMELESS)).violations

    assert len(violations) == 2
    assert list(violations) == sorted(violations)


def test_the_gate_takes_out_what_breaks_a_shape_and_nothing_else() -> None:
    accepted, rejected, report = check.gate(Graph(GOOD + BAD + NAMELESS))

    assert accepted == Graph(GOOD)
    assert [violation.shape for violation in report.violations] == [
        "Character-uncredited",
        "Named-name",
    ]
    assert rejected.graphs() == [EVIDENCE, fact("8"), fact("9")]
    assert len(rejected) == 0


def test_the_gate_says_why_beside_the_words() -> None:
    rejected = check.gate(Graph(GOOD + BAD))[1]

    _, rows = rejected.select(
        "SELECT ?why ?quote ?current ?text WHERE { GRAPH ?g { ?fact film:rejectedBecause ?why ;"
        " film:current ?current ; film:evidence ?p . ?p oa:hasSelector/oa:exact ?quote ;"
        " oa:hasSource/film:text ?text } }"
    )

    [row] = rows
    assert row["why"].text.startswith("A character is never cast")
    assert row["quote"] == Literal(CAST)
    assert row["current"].text == "false"
    assert row["text"] == Literal(TEXT)


def test_the_gate_leaves_a_triple_that_another_fact_holds() -> None:
    shared = "person:dev-park rdf:type film:Person"
    named = told("a", shared, 'person:dev-park rdfs:label "Dev Park"', quote="Tide")
    broken = told("b", shared, 'person:dev-park film:age "young"', quote="Tide")

    accepted, _, report = check.gate(Graph(GOOD + named + broken))

    assert report.violations
    assert accepted == Graph(GOOD + named)


def test_what_the_gate_refuses_can_make_more_break() -> None:
    # Without its kind, which clashes with the other, the company that backs “Tide” is none.
    backer = told("a", "work:tide film:backer organization:tern", quote="Tide")
    kind = told("b", "organization:tern rdf:type film:Organization", quote="Tide")
    nameless = kind + backer

    accepted, rejected, _ = check.gate(Graph(GOOD + nameless))

    assert accepted == Graph(GOOD)
    assert rejected.graphs() == [EVIDENCE, fact("a"), fact("b")]


def test_a_graph_that_conforms_passes_the_gate_whole() -> None:
    accepted, rejected, report = check.gate(Graph(GOOD))

    assert accepted == Graph(GOOD)
    assert rejected == Graph()
    assert report == Report(())


WHOLE = assemble.graph(resolve.facts(worked.CLAIMS), articles=[worked.ARTICLE])
PARTS = [
    *(f"rdf:{end}" for end in ("subject", "predicate", "object")),
    *(f"film:{name}" for name in ("status", "voice", "basis", "certainty", "evidence")),
    *(f"oa:{name}" for name in ("hasSource", "start", "end", "exact")),
]


@pytest.mark.parametrize("lost", PARTS)
def test_evidence_that_lacks_a_part_is_found(lost: str) -> None:
    gone = WHOLE.quads(EVIDENCE, predicate=Iri(iri(lost)))

    report = check.rules(Graph(quad for quad in WHOLE.quads() if quad not in gone))

    assert gone
    assert check.rules(WHOLE).conforms
    assert not report.conforms


@pytest.mark.parametrize("text", ["", "early", "-1"])
def test_an_offset_that_is_no_number_is_found(text: str) -> None:
    changed = (
        quad._replace(object=Literal(text, iri("xsd:integer")))
        if quad.predicate == iri("oa:start")
        else quad
        for quad in WHOLE.quads()
    )

    assert "damaged_evidence" in {each.shape for each in check.rules(Graph(changed)).violations}


def test_every_rule_says_what_to_do() -> None:
    names = resources.names("queries/checks", ".rq")
    headers = [resources.text(name).split("\n\n")[0] for name in names]

    assert len(names) >= 6
    for header in headers:
        [message] = [line for line in header.splitlines() if line.startswith("# message: ")]
        assert ". " in message
        assert "\n# severity: Violation\n" in header or "\n# severity: Warning\n" in header

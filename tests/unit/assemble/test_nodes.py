"""What a fact states, and which triples its graph holds."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import worked
from goldens import Golden

from kg import assemble, resolve
from kg.graph import Graph, Quad
from kg.model import Fact, Status
from kg.namespaces import short

FACTS = resolve.facts(worked.CLAIMS)
GRAPH = assemble.graph(FACTS, articles=[worked.ARTICLE], made_by={"kgVersion": "0.1.0"})
GOLDEN = Path(__file__).parents[2] / "golden" / "assemble"


def triples(relation: str, status: Status = Status.ACTUAL, *, edges: int = 0) -> list[str]:
    """The triples of the graph of the one fact of a relation, without digits."""
    [name] = [assemble.fact_iri(fact) for fact in FACTS if _is(fact, relation, status, edges)]
    quads = [quad for quad in GRAPH.quads() if quad.graph == name]
    return [" ".join(_shown(term) for term in quad[:3]) for quad in quads]


def test_the_worked_example_reads_well(golden: Golden) -> None:
    golden.agrees(GOLDEN / "blue_hour.ttl", GRAPH.serialize("ttl").decode().splitlines())


def test_a_casting_that_was_replaced_has_no_plain_triple() -> None:
    assert triples("castMember", Status.SUPERSEDED) == [
        "casting:blue-hour-dev-novak rdf:type film:Casting",
        "casting:blue-hour-dev-novak film:ofWork work:blue-hour",
        "casting:blue-hour-dev-novak film:performer person:dev-novak",
        "casting:blue-hour-dev-novak film:status film:Superseded",
    ]


def test_a_planned_release_has_its_date_and_no_plain_triple() -> None:
    assert triples("releaseDate", Status.PLANNED) == [
        "release:blue-hour-theatrical rdf:type film:Release",
        "release:blue-hour-theatrical film:inMedium film:Theatrical",
        "release:blue-hour-theatrical film:ofWork work:blue-hour",
        "release:blue-hour-theatrical film:onDate 2020-11-20",
        "release:blue-hour-theatrical film:status film:Planned",
    ]


def test_an_edge_fact_holds_the_key_and_that_edge() -> None:
    assert triples("castMember", edges=1) == [
        "casting:blue-hour-lee-park rdf:type film:Casting",
        "casting:blue-hour-lee-park film:ofCharacter character:vera",
        "casting:blue-hour-lee-park film:ofWork work:blue-hour",
        "casting:blue-hour-lee-park film:performer person:lee-park",
        "casting:blue-hour-lee-park film:status film:Actual",
    ]


def test_what_is_actual_has_its_plain_triple_beside_the_node() -> None:
    assert "work:blue-hour film:awardReceived award:harbor-award" in triples("awardReceived")
    assert "work:blue-hour film:screenedAt festival:harbor-film-festival" in triples("screenedAt")


def test_a_statement_inside_a_fiction_is_its_twin_and_nothing_else() -> None:
    assert triples("occupation") == ["character:vera film:diegeticOccupation occupation:drummer"]


def test_a_plan_without_a_node_is_reported() -> None:
    node = "reported:blue-hour-sequel-genre-comedy"
    assert triples("genre", Status.PLANNED) == [
        f"{node} rdf:object comedy",
        f"{node} rdf:predicate film:genre",
        f"{node} rdf:subject work:blue-hour-sequel",
        f"{node} rdf:type film:ReportedStatement",
        f"{node} film:status film:Planned",
    ]


def test_nodes_meet_where_claims_speak_of_the_same() -> None:
    turtle = GRAPH.serialize("ttl").decode()

    assert turtle.count("a film:Release ;") == 1
    assert turtle.count("a film:Casting ;") == 2
    assert turtle.count("a film:Review ;") == 1
    assert turtle.count("a film:FestivalEdition ;") == 1


def test_denying_tells_nothing_of_the_nodes_it_names() -> None:
    denied = [
        Fact(f.subject, f.relation, f.object, f.qualifiers, Status.DENIED, f.evidence)
        for f in FACTS
        if f.relation in ("recasting", "skill")
    ]

    graph = assemble.graph(denied)

    assert b"a film:Recasting" in graph.serialize("ttl")
    assert b"a film:Casting" not in graph.serialize("ttl")


def test_a_name_that_is_an_articles_is_known_by_its_text() -> None:
    without = assemble.graph(FACTS)

    assert {q.subject for q in _articles(without)} != {q.subject for q in _articles(GRAPH)}


def test_two_texts_of_one_id_are_refused() -> None:
    text = "Another text."
    other = type(worked.ARTICLE)(worked.ID, sha256(text.encode()).hexdigest(), text, ())

    with pytest.raises(ValueError, match="two articles have the id “blue-hour”"):
        assemble.graph(FACTS, articles=[worked.ARTICLE, other])


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys, worked; from kg import assemble, resolve; "
        "g = assemble.graph(resolve.facts(worked.CLAIMS), articles=[worked.ARTICLE]); "
        "sys.stdout.buffer.write(b''.join(map(g.serialize, ('trig', 'jsonld', 'rdfxml'))))"
    )
    path = os.pathsep.join(map(str, (Path(worked.__file__).parent, Path.cwd())))

    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(written) == 1
    assert all(written)


def _is(fact: Fact, relation: str, status: Status, edges: int) -> bool:
    edge = {"character", "billing", "premiereType"} & {each.name for each in fact.qualifiers}
    return (fact.relation, fact.status, len(edge)) == (relation, status, edges)


def _shown(term: object) -> str:
    return short(str(getattr(term, "text", term))).partition(".")[0]


def _articles(graph: Graph) -> list[Quad]:
    return [quad for quad in graph.quads() if str(quad.object).endswith("NewsArticle")]

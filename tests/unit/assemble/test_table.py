"""The flat table, read back from the graph."""

from dataclasses import replace

import pytest
import worked

from kg import assemble, resolve
from kg.assemble import Row
from kg.errors import StoreError
from kg.graph import Graph, Iri, Literal
from kg.model import Basis, Claim, Evidence, Value
from kg.namespaces import iri


def rows(*claims: Claim, everything: bool = False) -> list[Row]:
    graph = assemble.graph(resolve.facts(claims), articles=[worked.ARTICLE])
    return assemble.table(graph, everything=everything)


ROWS = rows(*worked.CLAIMS)


def row(relation: str, target: str) -> Row:
    [found] = [row for row in ROWS if (row.relation, row.object) == (relation, target)]
    return found


def test_a_row_is_a_record_of_the_agreed_form() -> None:
    assert row("castMember", "Dev Novak").record() == {
        "article": "blue-hour",
        "subject": "Blue Hour",
        "relation": "castMember",
        "object": "Dev Novak",
        "qualifiers": {"billing": "lead"},
        "status": "superseded",
        "voice": "article",
        "start": worked.TEXT.index("Dev Novak"),
        "end": worked.TEXT.index(", but Lee"),
        "quote": "Dev Novak was originally cast in the lead role",
    }


def test_a_record_without_qualifiers_has_no_such_field() -> None:
    assert "qualifiers" not in row("director", "Ada Marsh").record()


@pytest.mark.parametrize(
    ("relation", "target", "qualifiers"),
    [
        ("castMember", "Lee Park", {"character": "Vera"}),
        ("playsCharacter", "Vera", {"work": "Blue Hour"}),
        ("releaseDate", "2020-11-20", {"medium": "theatrical"}),
        ("distributor", "Northlight", {"medium": "theatrical"}),
        ("awardReceived", "Harbor Award", {"category": "best film", "year": "2019"}),
        ("screenedAt", "Harbor Film Festival", {"premiereType": "world", "year": "2019"}),
        ("grade", "A-", {"critic": "Kim Roe", "outlet": "The Reel Post"}),
        ("skill", "drumming", {"duration": "six months", "forWork": "Blue Hour"}),
        ("genre", "comedy", {"certainty": "rumoured"}),
        ("occupation", "drummer", {}),
    ],
)
def test_qualifiers_are_what_the_node_says(
    relation: str, target: str, qualifiers: dict[str, str]
) -> None:
    assert row(relation, target).qualifiers == qualifiers


def test_a_statement_inside_a_fiction_keeps_its_flat_name_and_its_voice() -> None:
    assert row("occupation", "drummer").subject == "Vera"
    assert row("occupation", "drummer").voice == "story"


def test_the_graphs_own_relations_are_shown_when_asked_for() -> None:
    plain = {row.relation for row in ROWS}
    added = {row.relation for row in rows(*worked.CLAIMS, everything=True)} - plain

    assert added == {"recasting", "opinion", "quotation", "kind", "name", "alias"}


def test_the_graphs_own_relations_have_their_qualifiers() -> None:
    found = {
        (row.relation, row.object): row.qualifiers
        for row in rows(*worked.CLAIMS, everything=True)
        if row.relation in ("recasting", "opinion", "quotation")
    }

    assert found == {
        ("recasting", "Dev Novak"): {"incoming": "Lee Park", "reason": "a clash"},
        ("opinion", "astonishing"): {"holder": "blue-hour"},
        ("opinion", "A marvel"): {"holder": "Kim Roe", "speaker": "Kim Roe"},
        ("quotation", "A marvel"): {
            "outlet": "The Reel Post",
            "work": "Blue Hour",
            "speaker": "Kim Roe",
        },
    }


def test_several_values_of_one_qualifier_are_a_list() -> None:
    claim = worked.claim(
        worked.FILM,
        "recasting",
        worked.DEV,
        worked.evidence("Dev Novak was originally cast"),
        incoming=worked.LEE,
        outgoing=worked.KIM,
    )
    more = worked.claim(
        worked.FILM,
        "recasting",
        worked.DEV,
        worked.evidence("Lee Park replaced him"),
        incoming=worked.ADA,
        outgoing=worked.KIM,
    )

    [found] = [row for row in rows(claim, more, everything=True) if row.relation == "recasting"]

    assert found.qualifiers == {"incoming": ["Ada Marsh", "Lee Park"], "outgoing": "Kim Roe"}


def test_each_article_has_its_own_row_with_what_it_says_itself() -> None:
    other = worked.claim(worked.FILM, "castMember", worked.LEE, _elsewhere("Lee Park"))

    found = [row for row in rows(worked.CLAIMS[2], other) if row.relation == "castMember"]

    assert [(row.article, dict(row.qualifiers)) for row in found] == [
        ("blue-hour", {"character": "Vera"}),
        ("elsewhere", {}),
    ]


def test_the_passage_that_says_it_outright_comes_before_one_that_implies_it() -> None:
    claim = worked.CLAIMS[0]
    implied = replace(claim, evidence=worked.evidence("Ada", basis=Basis.IMPLIED))

    assert [row.quote for row in rows(implied, claim)] == [claim.evidence.quote]
    assert [row.qualifiers for row in rows(implied)] == [{"basis": "implied"}]


def test_a_table_of_a_graph_read_back_is_the_same() -> None:
    graph = assemble.graph(resolve.facts(worked.CLAIMS), articles=[worked.ARTICLE])

    for form in ("trig", "nq", "jsonld"):
        assert assemble.table(Graph.parse(graph.serialize(form), form)) == ROWS


def test_a_venue_that_is_no_festival_has_its_year() -> None:
    claim = worked.claim(
        worked.FILM, "screenedAt", worked.POST, worked.evidence("HFF"), year=Value("2019")
    )

    [found] = rows(claim)

    assert (found.object, found.qualifiers) == ("The Reel Post", {"year": "2019"})


@pytest.mark.parametrize(
    "lost",
    [
        *(f"rdf:{end}" for end in ("subject", "predicate", "object")),
        *(f"film:{name}" for name in ("status", "voice", "basis", "certainty")),
        *(f"oa:{name}" for name in ("hasSource", "start", "end", "exact")),
    ],
)
def test_a_graph_that_lacks_a_part_of_its_evidence_is_told_in_one_line(lost: str) -> None:
    whole = assemble.graph(resolve.facts(worked.CLAIMS))
    place = Iri(whole.base + "evidence")
    gone = whole.quads(place, predicate=Iri(iri(lost)))

    with pytest.raises(StoreError, match=f"it has no {lost}.*kg check") as told:
        assemble.table(Graph(quad for quad in whole.quads() if quad not in gone))

    assert gone
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("text", ["", "early", "-1", "²", "9\n"])
def test_an_offset_that_is_no_number_is_told_in_one_line(text: str) -> None:
    whole = assemble.graph(resolve.facts(worked.CLAIMS[:1]))
    changed = (
        quad._replace(object=Literal(text)) if quad.predicate == iri("oa:start") else quad
        for quad in whole.quads()
    )

    with pytest.raises(StoreError, match=r"oa:start is no number.*kg check") as told:
        assemble.table(Graph(changed))

    assert "\n" not in str(told.value)


def _elsewhere(quote: str) -> Evidence:
    return replace(worked.evidence(quote), article="elsewhere")

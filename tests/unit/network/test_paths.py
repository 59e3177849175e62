"""How two people are joined."""

import re

import pytest
from golden.queries import made

from kg import network
from kg.errors import NetworkError
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import Status
from kg.namespaces import VOCABULARIES
from kg.network import Hop


@pytest.fixture(scope="module")
def graph() -> Graph:
    return made.graph()


def steps(found: list[Hop]) -> list[tuple[str, str, str]]:
    return [(hop.one, hop.work, hop.other) for hop in found]


def test_two_who_share_a_work_are_one_step_apart(graph: Graph) -> None:
    found = network.path(graph, ("Lee Park", "ben novak"))

    assert steps(found) == [("Lee Park", "Blue Hour", "Ben Novak")]


def test_each_step_has_the_sentences_of_both(graph: Graph) -> None:
    [hop] = network.path(graph, ("Lee Park", "Dev Stone"))

    assert {c.name for c in hop.first} == {"Lee Park"}
    assert {c.role for c in hop.first} == {"director", "screenwriter"}
    assert [c.quote for c in hop.second] == ["a story that Dev Stone conceived"]
    assert {c.title for c in (*hop.first, *hop.second)} == {"Blue Hour"}


def test_companies_are_steps_where_people_alone_do_not_lead_there(graph: Graph) -> None:
    found = network.path(graph, ("Lee Park", "Gull House"))

    assert steps(found) == [
        ("Lee Park", "Blue Hour", "Ada Marsh"),
        ("Ada Marsh", "Tide", "Gull House"),
    ]


def test_what_is_planned_is_a_step_only_where_nothing_else_leads_there(graph: Graph) -> None:
    [hop] = network.path(graph, ("Kit Lane", "Max Thorn"))

    assert hop.work == "Loud"
    assert {c.status for c in hop.first} == {"planned"}
    with pytest.raises(NetworkError):
        network.path(graph, ("Kit Lane", "Max Thorn"), status=Status.ACTUAL)


def test_of_a_chosen_status_only_its_credits_are_cited(graph: Graph) -> None:
    [hop] = network.path(graph, ("Kit Lane", "Una Grey"), status=Status.PLANNED)

    assert {c.status for c in (*hop.first, *hop.second)} == {"planned"}


def test_somebody_is_no_step_away_from_themselves(graph: Graph) -> None:
    assert network.path(graph, ("Ada Marsh", "ADA MARSH")) == []


def test_an_identifier_names_somebody_too(graph: Graph) -> None:
    people = {name: node for node, name in network.collaborations(graph).nodes(data="name")}

    found = network.path(graph, (people["Lee Park"], people["Dev Stone"]))

    assert steps(found) == [("Lee Park", "Blue Hour", "Dev Stone")]


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("Lee Prak", "Ada Marsh"), "Nobody called “Lee Prak” took part in a work that"),
        (("Lee Park", "Zzz"), "Nobody called “Zzz” took part in a work that counts here. Check"),
        (("Lee Park", "Una Grey"), "No chain of works joins “Lee Park” and “Una Grey”."),
    ],
)  # fmt: skip
def test_who_is_not_there_or_not_joined_is_told(
    graph: Graph, ends: tuple[str, str], told: str
) -> None:
    with pytest.raises(NetworkError) as caught:
        network.path(graph, ends)

    assert str(caught.value).startswith(told)


def test_no_graph_joins_nobody() -> None:
    with pytest.raises(NetworkError, match="Nobody called"):
        network.path(Graph(), ("Lee Park", "Ada Marsh"))


def with_names(*labels: tuple[str, str, str]) -> Graph:
    """The graph of the tests, and people who are called otherwise too: name, how, other name."""
    graph = made.graph()
    people = {name: node for node, name in network.collaborations(graph).nodes(data="name")}
    more = [
        Quad(Iri(people[name]), Iri(VOCABULARIES[how.partition(":")[0]] + how.partition(":")[2]),
             Literal(other))
        for name, how, other in labels
    ]  # fmt: skip
    return Graph([*graph.quads(), *more])


def test_a_name_goes_before_the_other_spelling_of_somebody_else() -> None:
    graph = with_names(("Ben Novak", "skos:altLabel", "Lee Park"))

    assert steps(network.path(graph, ("Lee Park", "Ben Novak"))) == [
        ("Lee Park", "Blue Hour", "Ben Novak")
    ]


def test_another_spelling_finds_somebody() -> None:
    graph = with_names(("Ben Novak", "skos:altLabel", "B. Novak"))

    assert steps(network.path(graph, ("Lee Park", "b. novak"))) == [
        ("Lee Park", "Blue Hour", "Ben Novak")
    ]


def test_of_several_who_are_called_so_one_must_be_named_by_identifier() -> None:
    quads = [
        Quad(q.subject, q.predicate, Literal("Lee Park"), q.graph)
        if isinstance(q.object, Literal) and q.object.text == "Dev Stone"
        else q
        for q in made.graph().quads()
    ]
    graph = Graph(quads)

    with pytest.raises(
        NetworkError, match=r"2 are called “Lee Park”\. Say which: person:"
    ) as caught:
        network.path(graph, ("Lee Park", "Ben Novak"))

    [one, other] = re.findall(r"person:[\w.-]+", str(caught.value))
    assert steps(network.path(graph, (one, other))) == [("Lee Park", "Blue Hour", "Lee Park")]

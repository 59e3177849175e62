"""Networks of people and works, from a small graph of invented films."""

from collections.abc import Callable

import networkx as nx
import pytest
from golden.queries import made

from kg import network
from kg.errors import NetworkError
from kg.graph import Graph
from kg.model import Status
from kg.network import Chosen


@pytest.fixture(scope="module")
def graph() -> Graph:
    return made.graph()


def by_name(net: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(net, dict(net.nodes(data="name")))


def test_people_are_joined_by_the_works_they_share(graph: Graph) -> None:
    people = by_name(network.collaborations(graph))
    works = dict(network.people_and_works(graph).nodes(data="name"))
    for _, _, tie in people.edges(data=True):
        assert "; ".join(sorted(works[iri] for iri in tie.pop("iris").split())) == tie["works"]

    assert dict(people["Ada Marsh"]) == {
        "Ben Novak": {
            "weight": pytest.approx(1 / 3 + 1),
            "shared": 2,
            "works": "Blue Hour; Tide",
            "roles": "director & performer; performer & performer; performer & screenwriter",
        },
        "Dev Stone": {
            "weight": pytest.approx(1 / 3),
            "shared": 1,
            "works": "Blue Hour",
            "roles": "performer & story author; screenwriter & story author",
        },
        "Lee Park": {
            "weight": pytest.approx(1 / 3),
            "shared": 1,
            "works": "Blue Hour",
            "roles": "director & performer; director & screenwriter; "
            "performer & screenwriter; screenwriter & screenwriter",
        },
    }


def test_nodes_are_identifiers_with_name_and_kind(graph: Graph) -> None:
    for node, attributes in network.collaborations(graph).nodes(data=True):
        assert node.startswith("https://w3id.org/filmkg/data/person/")
        assert set(attributes) == {"name", "kind"}
        assert attributes["kind"] == "Person"


def test_who_was_replaced_or_is_only_planned_joins_nobody(graph: Graph) -> None:
    people = by_name(network.collaborations(graph))

    assert set(people) == {"Ada Marsh", "Ben Novak", "Dev Stone", "Lee Park", "Max Thorn"}


def test_another_status_can_be_asked_for(graph: Graph) -> None:
    gone = by_name(network.collaborations(graph, status=Status.SUPERSEDED))

    assert set(gone) == {"Cy Brand"}
    assert gone.number_of_edges() == 0


def test_roles_can_be_chosen(graph: Graph) -> None:
    cast = by_name(network.collaborations(graph, roles=["performer"]))

    assert sorted(map(sorted, cast.edges)) == [["Ada Marsh", "Ben Novak"]]
    assert cast["Ada Marsh"]["Ben Novak"]["weight"] == 2


def test_people_and_works_have_two_sides(graph: Graph) -> None:
    net = network.people_and_works(graph)
    named = by_name(net)

    assert nx.is_bipartite(net)
    assert {name for name, side in named.nodes(data="bipartite") if side} == {
        "Blue Hour",
        "Loud",
        "Tide",
    }
    assert named.nodes["Tide"]["kind"] == "Film"
    assert named["Ben Novak"]["Tide"]["roles"] == "director; performer"


@pytest.mark.parametrize("made_from", [network.collaborations, network.people_and_works])
def test_a_graph_without_credits_gives_an_empty_network(
    made_from: Callable[[Graph], nx.Graph],
) -> None:
    assert made_from(Graph()).number_of_nodes() == 0


@pytest.mark.parametrize("made_from", [network.collaborations, network.people_and_works])
def test_the_order_of_quads_makes_no_difference(
    graph: Graph, made_from: Callable[[Graph], nx.Graph]
) -> None:
    here = made_from(graph)
    turned = made_from(Graph(reversed(graph.quads())))

    assert list(here.nodes(data=True)) == list(turned.nodes(data=True))
    assert list(here.edges(data=True)) == list(turned.edges(data=True))
    assert list(here.nodes)[: len(network.collaborations(graph))] == sorted(
        network.collaborations(graph)
    )


def test_works_are_joined_by_the_people_they_share(graph: Graph) -> None:
    net = by_name(network.works(graph))

    tie = net["Blue Hour"]["Tide"]
    assert tie["people"] == "Ada Marsh; Ben Novak"
    assert tie["shared"] == 2
    assert tie["weight"] == 2


def test_companies_are_joined_by_the_works_they_made_or_brought(graph: Graph) -> None:
    net = by_name(network.companies(graph))

    [work] = {c.work for c in network.citations(graph) if c.title == "Tide"}
    assert net["Gull House"]["Northlight"] == {
        "iris": work,
        "weight": 1,
        "shared": 1,
        "works": "Tide",
        "roles": "distributor & productionCompany; productionCompany & productionCompany",
    }
    assert set(by_name(network.companies(graph, roles=["productionCompany"]))) == {
        "Gull House",
        "Northlight",
    }
    assert set(by_name(network.companies(graph, status=Status.PLANNED))) == {"Lumen", "Northlight"}


def test_companies_and_works_have_two_sides(graph: Graph) -> None:
    net = by_name(network.companies_and_works(graph))

    assert net["Northlight"]["Tide"]["roles"] == "distributor; productionCompany"


def test_a_network_leads_from_one_role_to_another(graph: Graph) -> None:
    net = by_name(network.between(graph, ("director", "performer")))

    assert {(one, other): edge["works"] for one, other, edge in net.edges(data=True)} == {
        ("Lee Park", "Ada Marsh"): "Blue Hour",
        ("Lee Park", "Ben Novak"): "Blue Hour",
        ("Ben Novak", "Ada Marsh"): "Tide",
    }
    assert net["Lee Park"]["Ada Marsh"]["weight"] == 1


def test_a_weight_may_be_the_number_of_works(graph: Graph) -> None:
    people = by_name(network.collaborations(graph, weight="shared"))

    assert people["Ada Marsh"]["Ben Novak"]["weight"] == 2
    with pytest.raises(ValueError, match="heavy"):
        network.collaborations(graph, weight="heavy")


@pytest.mark.parametrize(
    ("chosen", "works"),
    [
        ({"since": 2019}, {"Blue Hour", "Loud"}),
        ({"until": 2018}, {"Tide"}),
        ({"until": 2016}, set()),
        ({"since": 2017, "until": 2017}, {"Tide"}),
        ({"genres": ["Drama"]}, {"Tide"}),
        ({"genres": ["drama"], "since": 2018}, set()),
        ({"since": 2021, "status": Status.PLANNED}, {"Loud"}),
        ({"roles": ["story author"]}, {"Blue Hour"}),
    ],
)
def test_years_genres_status_and_roles_choose_works(
    graph: Graph, chosen: Chosen, works: set[str]
) -> None:
    net = network.people_and_works(graph, **chosen)

    assert {its["name"] for _, its in net.nodes(data=True) if its["bipartite"]} == works


def test_a_role_that_nobody_can_have_is_refused(graph: Graph) -> None:
    with pytest.raises(NetworkError, match="no role “directr”"):
        network.collaborations(graph, roles=["directr"])
    with pytest.raises(NetworkError, match="no role “actor”"):
        network.between(graph, ("director", "actor"))
    with pytest.raises(NetworkError, match="no role “distributor”"):
        network.collaborations(graph, roles=["distributor"])
    with pytest.raises(TypeError, match="roles are one string"):
        network.collaborations(graph, roles="director")


def test_arrays_are_the_same_people_and_ties(graph: Graph) -> None:
    people = network.collaborations(graph)

    its = network.collaborations_as_ties(graph)

    assert list(its.nodes) == list(people)
    assert list(its.names) == [name for _, name in people.nodes(data="name")]
    assert its.weight.tolist() == [weight for *_, weight in people.edges(data="weight")]


def test_every_citation_stands_in_its_sentence_and_article(graph: Graph) -> None:
    texts = {article.id: article.text for article in made.articles().values()}

    found = network.citations(graph)

    assert len(found) > 20
    assert found == sorted(found, key=lambda c: (c.node, c.work, c.role, c.status, c.article))
    for each in found:
        assert each.quote in each.sentence
        assert each.sentence in texts[each.article]


def test_citations_are_whole_sentences_with_their_article(graph: Graph) -> None:
    net = network.collaborations(graph)
    [story] = [node for node, name in net.nodes(data="name") if name == "Dev Stone"]

    [found] = network.citations(graph, [story])

    assert found == (
        story,
        found.work,
        "Dev Stone",
        "Blue Hour",
        "story author",
        "actual",
        "a story that Dev Stone conceived",
        "Lee Park and Ada Marsh wrote the script, based on a story that Dev Stone conceived.",
        "harbor-nights",
        "Harbor nights",
        "2021-03-01",
    )


def test_citations_of_a_work_are_those_of_all_who_took_part(graph: Graph) -> None:
    [tide] = {c.work for c in network.citations(graph) if c.title == "Tide"}

    found = network.citations(graph, [tide])

    assert {c.title for c in found} == {"Tide"}
    assert {c.name for c in found} == {"Ada Marsh", "Ben Novak", "Gull House", "Northlight"}
    assert found == [c for c in network.citations(graph) if c.work == tide]


def test_a_film_graph_alone_cites_nothing(graph: Graph) -> None:
    assert network.citations(Graph(graph.quads(None))) == []


def test_roles_may_be_written_in_any_case(graph: Graph) -> None:
    assert set(network.collaborations(graph, roles=["Director"])) == set(
        network.collaborations(graph, roles=["director"])
    )


def test_a_genre_that_no_work_has_and_years_that_are_none_are_told(graph: Graph) -> None:
    with pytest.raises(NetworkError, match="no genre “drame”"):
        network.works(graph, genres=["drame"])
    with pytest.raises(NetworkError, match="No year is from 2025 on and up to 2010"):
        network.works(graph, since=2025, until=2010)


def test_nodes_of_a_network_between_roles_say_which_they_have(graph: Graph) -> None:
    net = by_name(network.between(graph, ("director", "performer")))

    assert net.nodes["Lee Park"]["roles"] == "director"
    assert net.nodes["Ben Novak"]["roles"] == "director; performer"


def test_citations_may_be_of_chosen_credits_alone(graph: Graph) -> None:
    found = network.citations(graph, roles=["performer"], status=Status.ACTUAL, until=2018)

    assert {(c.name, c.title) for c in found} == {("Ada Marsh", "Tide"), ("Ben Novak", "Tide")}
    assert {(c.role, c.status) for c in found} == {("performer", "actual")}

"""What holds of the networks of any credits whatever: each is what its definition says."""

from itertools import combinations, permutations, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import network
from kg.errors import NetworkError
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import Status
from kg.namespaces import BASE, VOCABULARIES, iri

ROLES = {"director": "Director", "composer": "Composer", "performer": "Performer"}
STATUSES = {"actual": "Actual", "planned": "Planned", "denied": "Denied"}
TYPE, LABEL = Iri(VOCABULARIES["rdf"] + "type"), Iri(VOCABULARIES["rdfs"] + "label")
Credit = tuple[str, str, str, str]

parts = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.sampled_from(["Tide", "Loud", "Blue", "Gull"]),
        st.sampled_from(sorted(ROLES)),
        st.sampled_from(["actual", "actual", "planned", "denied"]),
    ),
    max_size=14,
)
years = st.dictionaries(st.sampled_from(["Tide", "Loud", "Blue"]), st.integers(1990, 1993))


def graph(rows: list[Credit], dated: dict[str, int]) -> Graph:
    """The film graph that says so, and no more."""
    quads = []
    for number, (person, work, role, status) in enumerate(rows):
        part, who, what = (
            Iri(f"{BASE}{kind}/{name}")
            for kind, name in (("part", number), ("person", person), ("work", work))
        )
        shown = [
            (who, TYPE, _film("Person")),
            (who, LABEL, Literal(person)),
            (what, TYPE, _film("Film")),
            (what, LABEL, Literal(work)),
            (part, _film("ofWork"), what),
            (part, _film("status"), _film(STATUSES[status])),
        ]
        if role == "performer":
            shown.append((part, _film("performer"), who))
        else:
            shown += [(part, _film("agent"), who), (part, _film("inRole"), _film(ROLES[role]))]
        quads += [Quad(*triple) for triple in shown]
    for work, year in dated.items():
        release, what = Iri(f"{BASE}release/{work}"), Iri(f"{BASE}work/{work}")
        gregorian = VOCABULARIES["xsd"] + "gYear"
        quads += [
            Quad(release, TYPE, _film("Release")),
            Quad(release, _film("ofWork"), what),
            Quad(release, _film("status"), _film("Actual")),
            Quad(release, _film("onDate"), Literal(str(year), gregorian)),
        ]
    return Graph(quads)


def ways(rows: list[Credit], one: str, other: str) -> list[tuple[str, ...]]:
    """Every shortest way, people and works by turns, by plain search."""
    found = [(one,)]
    while found and not any(way[-1] == other for way in found):
        found = [
            (*way, work, next_)
            for way in found
            for person, work, _, _ in rows
            if person == way[-1]
            for next_, same, _, _ in rows
            if same == work and next_ not in way[::2]
        ]
    return [way for way in found if way[-1] == other]


def _film(name: str) -> Iri:
    return Iri(iri(f"film:{name}"))


def by_name(net: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(net, dict(net.nodes(data="name")))


def parties(rows: list[Credit], one: int = 0, by: int = 1) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row[by], set()).add(row[one])
    return found


def agrees(net: nx.Graph, sets: dict[str, set[str]]) -> None:
    """Hold a network against the definition, pair by pair."""
    everybody = set().union(*sets.values())
    assert set(net) == everybody
    for one, other in combinations(sorted(everybody), 2):
        shared = [name for name, party in sets.items() if {one, other} <= party]
        assert net.has_edge(one, other) == bool(shared)
        if shared:
            tie = net[one][other]
            assert tie["shared"] == len(shared)
            assert tie["weight"] == pytest.approx(sum(1 / (len(sets[s]) - 1) for s in shared))
            assert "; ".join(sorted(shared)) in (tie.get("works"), tie.get("people"))


@given(parts)
def test_co_workers_are_joined_as_the_definition_says(rows: list[Credit]) -> None:
    actual = [row for row in rows if row[3] == "actual"]

    agrees(by_name(network.collaborations(graph(rows, {}))), parties(actual))


@given(parts)
def test_works_are_joined_as_the_definition_says(rows: list[Credit]) -> None:
    actual = [row for row in rows if row[3] == "actual"]

    agrees(by_name(network.works(graph(rows, {}))), parties(actual, one=1, by=0))


@given(parts, years, st.integers(1990, 1993), st.sampled_from(sorted(ROLES)))
def test_filters_leave_the_network_of_what_they_leave(
    rows: list[Credit], dated: dict[str, int], year: int, role: str
) -> None:
    left = [
        row
        for row in rows
        if row[3] == "planned" and row[2] == role and dated.get(row[1], 0) >= year
    ]

    net = network.collaborations(
        graph(rows, dated), status=Status.PLANNED, roles=[role], since=year
    )

    agrees(by_name(net), parties(left))


@given(parts)
def test_roles_of_a_tie_are_those_in_which_the_two_met(rows: list[Credit]) -> None:
    actual = {row for row in rows if row[3] == "actual"}

    net = by_name(network.collaborations(graph(rows, {})))

    for one, other, told in net.edges(data="roles"):
        met = {
            " & ".join(sorted((here[2], there[2])))
            for here, there in product(actual, actual)
            if (here[0], there[0]) == (one, other) and here[1] == there[1]
        }
        assert told == "; ".join(sorted(met))


@given(parts)
def test_a_network_between_roles_has_a_tie_for_each_pair_in_them(rows: list[Credit]) -> None:
    actual = {row for row in rows if row[3] == "actual"}
    expected: dict[tuple[str, str], set[str]] = {}
    for here, there in permutations(actual, 2):
        if (here[2], there[2]) == ("director", "performer") and here[1] == there[1]:
            expected.setdefault((here[0], there[0]), set()).add(here[1])

    net = by_name(network.between(graph(rows, {}), ("director", "performer")))

    assert {(one, other): its for one, other, its in net.edges(data="works")} == {
        pair: "; ".join(sorted(works)) for pair, works in expected.items() if len(set(pair)) == 2
    }
    assert set(net) == {row[0] for row in actual if row[2] in ("director", "performer")}


@given(parts)
def test_people_and_works_are_joined_by_every_credit(rows: list[Credit]) -> None:
    actual = {row for row in rows if row[3] == "actual"}

    net = network.people_and_works(graph(rows, {}))

    names = dict(net.nodes(data="name"))
    assert {
        (names[person], names[work], role)
        for person, work, roles in net.edges(data="roles")
        for role in roles.split("; ")
    } == {row[:3] for row in actual}


@given(parts, st.sampled_from("ABCDE"), st.sampled_from("ABCDE"))
def test_a_path_is_the_first_by_name_of_the_shortest(
    rows: list[Credit], one: str, other: str
) -> None:
    actual = [row for row in rows if row[3] == "actual"]
    planned = [row for row in rows if row[3] in ("actual", "planned")]
    expected = [] if one == other else ways(actual, one, other) or ways(planned, one, other)

    try:
        found = network.path(graph(rows, {}), (one, other))
    except NetworkError:
        assert not expected
        return

    told = (one, *(part for hop in found for part in (hop.work, hop.other)))
    assert told == (min(expected) if expected else (one,))


def test_other_dates_of_a_work_are_not_its_year() -> None:
    review, tide = Iri(f"{BASE}review/1"), Iri(f"{BASE}work/Tide")
    said = [
        Quad(review, TYPE, _film("Review")),
        Quad(review, _film("ofWork"), tide),
        Quad(review, _film("status"), _film("Actual")),
        Quad(review, _film("onDate"), Literal("1950", VOCABULARIES["xsd"] + "gYear")),
    ]
    told = graph([("A", "Tide", "director", "actual")], {"Tide": 1992})

    net = network.collaborations(Graph([*told.quads(), *said]), until=1991)

    assert len(net) == 0


def test_what_has_no_name_is_called_by_its_identifier() -> None:
    told = graph([("A", "Tide", "director", "actual"), ("B", "Tide", "performer", "actual")], {})
    nameless = Graph(quad for quad in told.quads() if quad.predicate != LABEL)

    net = network.collaborations(nameless)

    assert [name for _, name in net.nodes(data="name")] == ["A", "B"]
    assert [works for *_, works in net.edges(data="works")] == ["Tide"]

"""A graph → networks: by rows of credits and a sparse matrix, not by pair-joins in SPARQL.

Nodes are IRIs; nodes, edges and attributes come in the same order each time.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Unpack

import networkx as nx

from kg.network.credits import (
    Chosen,
    Credit,
    Named,
    called,
    credits_of,
    known,
    parties_of,
    roles_of,
)
from kg.network.measures import Ties, joined
from kg.query.arguments import Asked


class Weight(StrEnum):
    """How closely two are joined who share works."""

    NEWMAN = "newman"
    """For each work shared, one over the number of the others who took part in it."""
    SHARED = "shared"
    """The number of works shared."""


def collaborations(
    graph: Asked, *, weight: str = Weight.NEWMAN, **chosen: Unpack[Chosen]
) -> nx.Graph:
    """Return the network of people who are joined by the works they share.

    Args:
        graph: any graph; one without credits gives an empty network.
        weight: ``newman`` or ``shared``: what the edges' ``weight`` is.
        chosen: which credits count, as :class:`~kg.network.credits.Chosen` explains.

    Returns:
        An undirected network without loops, its nodes the people's IRIs, those who worked
        alone included. Nodes carry ``name`` and ``kind``. Edges carry ``weight``,
        ``shared`` (how many works), ``works`` (the names of the shared works, sorted, joined by
        “; ”), ``iris`` (their identifiers, sorted, joined by a blank) and ``roles`` (the pairs
        of roles in which the two met, each pair joined by “ & ”, sorted and joined as the
        works are).

    Raises:
        NetworkError: there is no such role.
        ValueError: there is no such weight.
    """
    return _joined(credits_of(graph, **chosen), known(graph), Weight(weight), "works")


def companies(graph: Asked, *, weight: str = Weight.NEWMAN, **chosen: Unpack[Chosen]) -> nx.Graph:
    """Return the network of companies that are joined by the works they made, backed or brought.

    Args:
        graph: as for :func:`collaborations`, and so is the rest.
        weight: as there.
        chosen: roles may also be relations of companies, such as ``platform``.

    Returns:
        As :func:`collaborations`.
    """
    rows = credits_of(graph, companies=True, **chosen)
    return _joined(rows, known(graph), Weight(weight), "works")


def works(graph: Asked, *, weight: str = Weight.NEWMAN, **chosen: Unpack[Chosen]) -> nx.Graph:
    """Return the network of works that are joined by the people who took part in both.

    Args:
        graph: as for :func:`collaborations`, and so is the rest.
        weight: ``newman`` counts each person shared as one over the number of their other works.
        chosen: which credits count.

    Returns:
        As :func:`collaborations`, but ``shared`` counts people, and ``people`` names them.
    """
    turned = [Credit(work, person, role) for person, work, role in credits_of(graph, **chosen)]
    return _joined(sorted(turned), known(graph), Weight(weight), "people")


def between(graph: Asked, roles: tuple[str, str], /, **chosen: Unpack[Chosen]) -> nx.DiGraph:
    """Return the network that leads from people in one role to those in another.

    Args:
        graph: as for :func:`collaborations`.
        roles: two words of the list of roles, as ``("director", "performer")``.
        chosen: which credits count, ``roles`` apart.

    Returns:
        A directed network without loops, its nodes the people who have one of the roles, which
        of them their ``roles`` say. Edges carry ``weight`` and ``shared`` (both how many works
        they share in these roles), ``works`` and ``iris``, as :func:`collaborations`.

    Raises:
        NetworkError: there is no such role.
    """
    first, second = (roles_of([role]).pop() for role in roles)
    chosen["roles"] = roles
    rows = credits_of(graph, **chosen)
    names = known(graph)
    sides: dict[str, tuple[list[str], list[str]]] = {}
    for person, work, role in rows:
        side = sides.setdefault(work, ([], []))
        for place, wanted in enumerate((first, second)):
            if role == wanted:
                side[place].append(person)
    shared: dict[tuple[str, str], list[str]] = {}
    for work, (ones, others) in sorted(sides.items()):
        for pair in ((one, other) for one in ones for other in others if one != other):
            shared.setdefault(pair, []).append(work)
    network = nx.DiGraph()
    for person, _, role in rows:
        network.add_node(person, roles=network.nodes.get(person, {}).get("roles", set()) | {role})
    for _, attributes in network.nodes(data=True):
        attributes["roles"] = "; ".join(sorted(attributes["roles"]))
    for (one, other), its in sorted(shared.items()):
        network.add_edge(one, other, weight=float(len(its)), shared=len(its))
        network[one][other]["works"] = "; ".join(sorted(names[work].name for work in its))
        network[one][other]["iris"] = " ".join(its)
    return _described(network, names)


def people_and_works(graph: Asked, **chosen: Unpack[Chosen]) -> nx.Graph:
    """Return the two-sided network of people and the works they took part in.

    Args:
        graph: any graph; one without credits gives an empty network.
        chosen: which credits count.

    Returns:
        An undirected network of IRIs, people first. Nodes carry ``bipartite`` (0 for people,
        1 for works), ``name`` and ``kind``; edges carry ``roles`` (sorted, joined by “; ”).
    """
    return _two_sided(credits_of(graph, **chosen), known(graph))


def companies_and_works(graph: Asked, **chosen: Unpack[Chosen]) -> nx.Graph:
    """Return the two-sided network of companies and works, as :func:`people_and_works`."""
    return _two_sided(credits_of(graph, companies=True, **chosen), known(graph))


def collaborations_as_ties(
    graph: Asked, *, weight: str = Weight.NEWMAN, **chosen: Unpack[Chosen]
) -> Ties:
    """Return the network of :func:`collaborations` as arrays, for millions of pairs.

    All of ``kg.network.measures`` takes it; it has no ``works`` and no ``roles``.
    """
    newman = Weight(weight) is Weight.NEWMAN
    ties = joined(parties_of(graph, **chosen), newman=newman)
    return ties.named(called(graph, ties.nodes))


def _two_sided(rows: list[Credit], names: dict[str, Named]) -> nx.Graph:
    network = nx.Graph()
    network.add_nodes_from(sorted({row.person for row in rows}), bipartite=0)
    network.add_nodes_from(sorted({row.work for row in rows}), bipartite=1)
    for person, work, role in rows:
        earlier = network.get_edge_data(person, work, default={}).get("roles")
        network.add_edge(person, work, roles=f"{earlier}; {role}" if earlier else role)
    return _described(network, names)


def _ties(rows: Iterable[Credit], weight: Weight) -> Ties:
    parties: dict[str, set[str]] = {}
    for row in rows:
        parties.setdefault(row.work, set()).add(row.person)
    return joined(parties, newman=weight is Weight.NEWMAN)


def _joined(
    rows: list[Credit], names: dict[str, Named], weight: Weight, shared_are: str
) -> nx.Graph:
    """Return the network of those on the left of the rows, with what they share named."""
    shares: dict[str, set[str]] = {}
    parts: dict[tuple[str, str], tuple[str, ...]] = {}
    for one, shared, role in rows:  # sorted: the roles of a part follow each other
        shares.setdefault(one, set()).add(shared)
        parts[one, shared] = (*parts.get((one, shared), ()), role)
    network = _described(_ties(rows, weight).network(), names)
    for one, other, edge in network.edges(data=True):
        both = shares[one] & shares[other]
        edge[shared_are] = "; ".join(sorted(names[each].name for each in both))
        edge["iris"] = " ".join(sorted(both))
        found: set[str] = set()
        for each in both:
            found |= _met(parts[one, each], parts[other, each])
        edge["roles"] = "; ".join(sorted(found))
    return network


@cache
def _met(ones: tuple[str, ...], others: tuple[str, ...]) -> frozenset[str]:
    """Return the pairs of roles in which two met, who had these in one work."""
    return frozenset(" & ".join(sorted(pair)) for pair in product(ones, others))


def _described(network: nx.Graph, names: dict[str, Named]) -> nx.Graph:
    for node, attributes in network.nodes(data=True):
        attributes.update(names[node]._asdict())
    return network

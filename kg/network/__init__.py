"""Networks of people and works, ready for NetworkX.

A network is built from the credits of a graph: one row for each person, work and role, by
the queries in queries/networks/. Nodes are IRIs; nodes, edges and attributes come in the
same order each time.

    >>> from kg.graph import Graph
    >>> len(collaborations(Graph()))
    0
"""

from collections.abc import Collection
from typing import NamedTuple

import networkx as nx

from kg import query
from kg.graph import Graph
from kg.model import Status
from kg.network import measures
from kg.network.files import graphml

__all__ = ["Credit", "collaborations", "credits_of", "graphml", "measures", "people_and_works"]


class Credit(NamedTuple):
    """One person's part in one work.

    Attributes:
        person: IRI.
        work: IRI.
        role: a word of the list of roles.
    """

    person: str
    work: str
    role: str


class _Named(NamedTuple):
    name: str
    kind: str


def collaborations(
    graph: Graph, *, status: Status = Status.ACTUAL, roles: Collection[str] = ()
) -> nx.Graph:
    """Return the network of people who are joined by the works they share.

    Args:
        graph: any graph; one without credits gives an empty network.
        status: which credits count; the others say what was planned, replaced or denied.
        roles: which roles count; all where none is given.

    Returns:
        An undirected network without loops, its nodes the people's IRIs, those who worked
        alone included. Nodes carry ``name`` and ``kind``. Edges carry ``weight`` and
        ``shared`` (see :func:`measures.weighted_pairs`), ``works`` (the names of the shared
        works, sorted, joined by “; ”) and ``roles`` (the pairs of roles in which the two met,
        each pair joined by “ & ”, sorted and joined as the works are).
    """
    rows = credits_of(graph, status=status, roles=roles)
    companies: dict[str, set[str]] = {}
    works: dict[str, set[str]] = {}
    parts: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        companies.setdefault(row.work, set()).add(row.person)
        works.setdefault(row.person, set()).add(row.work)
        parts.setdefault((row.person, row.work), set()).add(row.role)
    known = _known(graph)
    network = _described(measures.weighted_pairs(companies), known)
    for one, other, edge in network.edges(data=True):
        shared = works[one] & works[other]
        edge["works"] = "; ".join(sorted(known[work].name for work in shared))
        met = {
            " & ".join(sorted((role, opposite)))
            for work in shared
            for role in parts[one, work]
            for opposite in parts[other, work]
        }
        edge["roles"] = "; ".join(sorted(met))
    return network


def people_and_works(
    graph: Graph, *, status: Status = Status.ACTUAL, roles: Collection[str] = ()
) -> nx.Graph:
    """Return the two-sided network of people and the works they took part in.

    Args:
        graph: any graph; one without credits gives an empty network.
        status: which credits count.
        roles: which roles count; all where none is given.

    Returns:
        An undirected network of IRIs, people first. Nodes carry ``bipartite`` (0 for people,
        1 for works), ``name`` and ``kind``; edges carry ``roles`` (sorted, joined by “; ”).
    """
    rows = credits_of(graph, status=status, roles=roles)
    network = nx.Graph()
    network.add_nodes_from(sorted({row.person for row in rows}), bipartite=0)
    network.add_nodes_from(sorted({row.work for row in rows}), bipartite=1)
    for person, work, role in rows:
        earlier = network.get_edge_data(person, work, default={}).get("roles")
        network.add_edge(person, work, roles=f"{earlier}; {role}" if earlier else role)
    return _described(network, _known(graph))


def credits_of(
    graph: Graph, *, status: Status = Status.ACTUAL, roles: Collection[str] = ()
) -> list[Credit]:
    """Return who took part in what and in which role: sorted, each once."""
    found = {
        Credit(str(row["person"]), str(row["work"]), str(row["role"]))
        for row in query.run(graph, "networks/credits")
        if row["status"] == status and (not roles or row["role"] in roles)
    }
    return sorted(found)


def _known(graph: Graph) -> dict[str, _Named]:
    """Return name and kind of all people and works: the first name, and every kind."""
    names: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for row in query.run(graph, "networks/names"):
        names.setdefault(str(row["thing"]), set()).add(str(row["name"]))
        kinds.setdefault(str(row["thing"]), set()).add(str(row["kind"]))
    return {
        thing: _Named(min(found), "; ".join(sorted(kinds[thing]))) for thing, found in names.items()
    }


def _described(network: nx.Graph, known: dict[str, _Named]) -> nx.Graph:
    for node, attributes in network.nodes(data=True):
        attributes.update(known[node]._asdict())
    return network

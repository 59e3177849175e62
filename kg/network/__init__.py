"""Networks of people, companies and works, ready for NetworkX, with the sentences behind them.

A network is built from the credits of a graph: one row for each person, work and role, by
the queries in queries/networks/. Nodes are IRIs; nodes, edges and attributes come in the
same order each time.

    >>> from kg.graph import Graph
    >>> len(collaborations(Graph()))
    0
"""

from kg.network import measures
from kg.network.citing import Citation, citations
from kg.network.credits import Chosen, Credit, credits_of
from kg.network.files import csv, gexf, graphml, json, read, save
from kg.network.making import (
    Weight,
    between,
    collaborations,
    collaborations_as_ties,
    companies,
    companies_and_works,
    people_and_works,
    works,
)
from kg.network.paths import Hop, path

__all__ = [
    "Chosen",
    "Citation",
    "Credit",
    "Hop",
    "Weight",
    "between",
    "citations",
    "collaborations",
    "collaborations_as_ties",
    "companies",
    "companies_and_works",
    "credits_of",
    "csv",
    "gexf",
    "graphml",
    "json",
    "measures",
    "path",
    "people_and_works",
    "read",
    "save",
    "works",
]

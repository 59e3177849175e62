"""A graph as files: its formats one by one, and all that a build leaves behind."""

from pathlib import Path
from typing import Any

from kg import writing
from kg.graph import Graph
from kg.publish import redirects
from kg.publish.report import report
from kg.publish.table import facts_csv

FILES = (
    "films.ttl",
    "films.trig",
    "rejected.trig",
    "facts.csv",
    "network.graphml",
    "report.html",
    redirects.NAME,
)
"""What ``everything`` writes."""


def turtle(graph: Graph, path: str | Path) -> None:
    """Write the film graph alone, as Turtle: what the articles support, without the evidence.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, graph.serialize("ttl"))


def trig(graph: Graph, path: str | Path) -> None:
    """Write all three parts of a graph as TriG: what ``kg.store.open`` reads.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, graph.serialize("trig"))


def nquads(graph: Graph, path: str | Path) -> None:
    """Write all three parts of a graph as sorted N-Quads: the form to compare two graphs by.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, graph.serialize("nq"))


def jsonld(graph: Graph, path: str | Path) -> None:
    """Write all three parts of a graph as JSON-LD.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, graph.serialize("jsonld"))


def graphml(people: Any, path: str | Path) -> None:  # noqa: ANN401  only kg.network knows NetworkX
    """Write a network that ``kg.network`` gave as GraphML, for programs that draw networks.

    Raises:
        WriteError: the file cannot be written.
    """
    from kg import network  # noqa: PLC0415  NetworkX loads only where a network is made

    network.graphml(people, path)


def everything(graph: Graph, rejected: Graph, folder: str | Path) -> None:
    """Write a build: the graph, what was kept out of it, a table, a network and a page.

    Args:
        graph: what conforms.
        rejected: the facts that do not, each with its reason.
        folder: made where it is missing; files of the same names are replaced. Identifiers that
            the build there before had, and this one has not, are listed in ``redirects.csv``.

    Raises:
        WriteError: the folder cannot be written; nothing is left half-written.
    """
    from kg import network  # noqa: PLC0415  as above

    films, dataset, refused, table, people, page, led = FILES
    changed = redirects.redirects(folder, graph)
    with writing.folder(folder) as place:
        turtle(graph, place / films)
        trig(graph, place / dataset)
        trig(rejected, place / refused)
        facts_csv(graph, place / table)
        graphml(network.collaborations(graph), place / people)
        report(graph, place / page)
        writing.file(place / led, changed)

"""A graph as files: its formats one by one, and all that a build leaves behind."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from kg import assemble, patterns, writing
from kg.graph import Graph
from kg.publish import redirects
from kg.publish.illustrated import illustrations
from kg.publish.report import page as report_page
from kg.publish.table import rows_csv

_T = TypeVar("_T")

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


class Begin(Protocol):
    """What lets work on a graph be begun, here or elsewhere."""

    def __call__(self, work: Callable[[Graph], _T], /) -> Callable[[], _T]:
        """Take the work; give what waits for its result."""


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


def everything(
    graph: Graph, rejected: Graph, folder: str | Path, begin: Begin | None = None
) -> int:
    """Write a build: the graph, what was kept out of it, a table, a network and a page.

    Args:
        graph: what conforms.
        rejected: the facts that do not, each with its reason.
        folder: made where it is missing; files of the same names are replaced. Identifiers that
            the build there before had, and this one has not, are listed in ``redirects.csv``.
        begin: lets some work be begun by others who have the same graph before them, and gives
            what waits for its result; without it all is done here.

    Returns:
        How many facts the table has.

    Raises:
        WriteError: the folder cannot be written; nothing is left half-written.
    """
    if begin is None:
        return everything(graph, rejected, folder, lambda work: partial(work, graph))
    films, dataset, refused, table, people, page, led = FILES
    drawn = begin(illustrations)
    others = {
        dataset: begin(_trig),
        films: begin(_turtle),
        people: begin(_collaborations),
        led: begin(partial(redirects.redirects, folder)),
    }
    with writing.folder(folder) as place:
        rows = assemble.table(graph, everything=True)
        told = [row for row in rows if patterns.relation(row.relation).in_table]
        trig(rejected, place / refused)
        rows_csv(told, place / table)
        writing.file(place / page, report_page(graph, rows, drawn).encode("utf-8"))
        for name, content in others.items():
            writing.file(place / name, content())
    return len(told)


def warm() -> None:
    """Load what draws and what makes networks, before there is anything to write."""
    from kg import network, pictures  # noqa: PLC0415  as above

    _ = network.collaborations, pictures.network


def _trig(graph: Graph) -> bytes:
    return graph.serialize("trig")


def _turtle(graph: Graph) -> bytes:
    return graph.serialize("ttl")


def _collaborations(graph: Graph) -> bytes:
    from kg import network  # noqa: PLC0415  as above

    with TemporaryDirectory() as place:
        path = Path(place) / "network"
        graphml(network.collaborations(graph), path)
        return path.read_bytes()

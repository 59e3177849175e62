"""Networks as files that other programs read, and read again.

The same network gives the same bytes. Read again, GraphML, GEXF and JSON give the same nodes, edges
and attributes, in the same order; only a control character, which XML cannot hold, becomes U+FFFD.
"""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from csv import QUOTE_NONNUMERIC, writer
from json import JSONDecodeError, dumps, loads
from pathlib import Path
from xml.etree.ElementTree import ParseError

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from kg import spreadsheets, writing
from kg.errors import NetworkError

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABEL = "label"
"""What Gephi shows beside a node; NetworkX knows it as an attribute."""
_HEADS = {"name": "Label", "weight": "Weight"}
"""What Gephi and others know as the heads of columns."""
_DAMAGED = (
    nx.NetworkXException,
    ParseError,
    JSONDecodeError,
    UnicodeError,
    AttributeError,
    KeyError,
    TypeError,
)


def save(network: nx.Graph, path: str | Path) -> list[Path]:
    """Write a network in the format of the file's ending, and return the files written.

    Args:
        network: any network that ``kg.network`` gives.
        path: ends in ``.graphml``, ``.gexf``, ``.json`` or ``.csv``; without an ending it is
            GraphML.

    Raises:
        NetworkError: it ends otherwise.
        WriteError: the file cannot be written.
    """
    ending = Path(path).suffix.lower() or ".graphml"
    if ending not in _FORMATS:
        problem = f"no network is written as “{ending}”"
        raise NetworkError(problem, f"Name a file that ends in {', '.join(_FORMATS)}")
    _FORMATS[ending](network, path)
    return list(_tables(path)) if ending == ".csv" else [Path(path)]


def graphml(network: nx.Graph, path: str | Path) -> None:
    """Write a network as GraphML, its attributes typed as text, whole number or real.

    Raises:
        WriteError: the file cannot be written.
    """
    # nx.write_graphml would write other bytes wherever lxml happens to be installed.
    made = GraphMLWriter(encoding="utf-8", prettyprint=True)
    made.add_graph_element(_legible(network))
    document = io.BytesIO()
    made.dump(document)
    writing.file(path, document.getvalue() + b"\n")


def gexf(network: nx.Graph, path: str | Path) -> None:
    """Write a network as GEXF 1.2, which Gephi opens: attributes typed, nodes labelled.

    Raises:
        WriteError: the file cannot be written.
    """
    made = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    meta = made.xml.find("meta")
    del meta.attrib["lastmodifieddate"]  # a clock
    meta.find("creator").text = "kg"  # NetworkX would tell its version
    made.add_graph(_legible(network, labelled=True))
    document = io.BytesIO()
    made.write(document)
    writing.file(path, document.getvalue() + b"\n")


def json(network: nx.Graph, path: str | Path) -> None:
    """Write a network as JSON in the node-link form of NetworkX; D3 reads it, its links as edges.

    Raises:
        WriteError: the file cannot be written.
    """
    told = nx.node_link_data(network, edges="edges")
    writing.file(path, (dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def csv(network: nx.Graph, path: str | Path) -> None:
    """Write a network as two tables: ``people.csv`` gives people.nodes.csv and people.edges.csv.

    Their first columns are called as Gephi, Cytoscape and others know them: ``Id``, ``Label``;
    ``Source``, ``Target``, ``Type``. A text that a spreadsheet would take for a formula begins with
    an apostrophe; the other formats give it as it is.

    Raises:
        WriteError: a file cannot be written.
    """
    sort = "Directed" if network.is_directed() else "Undirected"
    nodes = [{"Id": node, "Label": node} | _headed(its) for node, its in network.nodes(data=True)]
    edges = [
        {"Source": one, "Target": other, "Type": sort} | _headed(its)
        for one, other, its in network.edges(data=True)
    ]
    of_nodes, of_edges = _tables(path)
    writing.file(of_nodes, _table(["Id", "Label"], nodes))
    writing.file(of_edges, _table(["Source", "Target", "Type"], edges))


def read(path: str | Path) -> nx.Graph:
    """Return the network that :func:`save` wrote as GraphML, GEXF or JSON.

    Raises:
        NetworkError: it cannot be read, or is of another format.
    """
    readers: dict[str, Callable[[], nx.Graph]] = {
        ".graphml": lambda: nx.read_graphml(path),
        ".gexf": lambda: nx.read_gexf(path),
        ".json": lambda: nx.node_link_graph(loads(Path(path).read_text("utf-8")), edges="edges"),
    }
    ending = Path(path).suffix.lower()
    if ending not in readers:
        problem = f"no network is read from “{Path(path).name}”"
        raise NetworkError(problem, f"Name a file that ends in {', '.join(readers)}")
    try:
        network = readers[ending]()
    except OSError as error:
        problem = f"{path} cannot be read ({error.strerror})"
        raise NetworkError(problem, "Check its path") from error
    except _DAMAGED as error:
        problem = f"{path} is not a network as {ending} ({type(error).__name__})"
        raise NetworkError(problem, "Write it again with “kg network”") from error
    network.graph.clear()
    if ending == ".gexf":
        for _, its in network.nodes(data=True):
            its.pop(_LABEL, None)
        for _, _, its in network.edges(data=True):
            its.pop("id", None)
    return network


def _tables(path: str | Path) -> tuple[Path, Path]:
    return Path(path).with_suffix(".nodes.csv"), Path(path).with_suffix(".edges.csv")


def _headed(attributes: Mapping[str, object]) -> dict[str, object]:
    return {_HEADS.get(name, name): value for name, value in attributes.items()}


def _table(first: list[str], rows: list[dict[str, object]]) -> bytes:
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    text = io.StringIO()
    lines = writer(text, lineterminator="\n", quoting=QUOTE_NONNUMERIC)
    lines.writerow(columns)
    lines.writerows([spreadsheets.cell(row.get(name, "")) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def _legible(network: nx.Graph, *, labelled: bool = False) -> nx.Graph:
    """Return the network without what XML cannot hold; if asked, names are labels as well."""
    copy = network.__class__()
    for node, its in network.nodes(data=True):
        label = {_LABEL: its["name"]} if labelled and "name" in its else {}
        copy.add_node(_cleaned(node), **_clean((its | label).items()))
    for one, other, its in network.edges(data=True):
        copy.add_edge(_cleaned(one), _cleaned(other), **_clean(its.items()))
    return copy


def _clean(attributes: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {name: _cleaned(value) for name, value in attributes}


def _cleaned(value: object) -> object:
    return _NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value


_FORMATS: dict[str, Callable[[nx.Graph, str | Path], None]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".json": json,
    ".csv": csv,
}

"""Write a network as a file that other programs read."""

import io
import re
from pathlib import Path

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from kg import writing

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(network: nx.Graph, path: str | Path) -> None:
    """Write a network as GraphML, its attributes typed as text, whole number or real.

    The same network gives the same bytes. Read again, it gives the same nodes, edges and
    attributes; only a control character, which XML cannot hold, becomes U+FFFD.

    Raises:
        WriteError: the file cannot be written.
    """
    writing.file(path, _document(network))


def _document(network: nx.Graph) -> bytes:
    # nx.write_graphml would write other bytes wherever lxml happens to be installed.
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(_legible(network))
    document = io.BytesIO()
    writer.dump(document)
    return document.getvalue() + b"\n"


def _legible(network: nx.Graph) -> nx.Graph:
    copy = nx.Graph()
    for node, attributes in network.nodes(data=True):
        copy.add_node(node, **{name: _clean(value) for name, value in attributes.items()})
    for one, other, attributes in network.edges(data=True):
        copy.add_edge(one, other, **{name: _clean(value) for name, value in attributes.items()})
    return copy


def _clean(value: object) -> object:
    return _NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value

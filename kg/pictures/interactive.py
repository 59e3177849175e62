"""One page that shows a network, and for every person, work and tie the sentences that say so.

The page holds all it needs: it loads nothing, and its policy forbids it to. Without its
script it still lists the nodes; without WebGL it still finds and tells them.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import takewhile
from pathlib import Path

import networkx as nx
from markupsafe import Markup

from kg import templates, writing
from kg.errors import WriteError
from kg.graph.terms import is_iri
from kg.network import Citation, citations
from kg.pictures.sketch import Sketch, sketch
from kg.query.arguments import Asked

_ENDINGS = (".html", ".htm")
_LIBRARIES = ("graphology", "sigma")
_LISTED = 500
_EMBEDDED = 8_000_000
_HALVES = re.compile("[\ud800-\udfff]")  # of letters, which no file can hold


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML: one file that needs no network and no other file.

    Attributes:
        html: the page.
    """

    html: str = field(repr=False)

    def save(self, path: str | Path) -> None:
        """Write the page to a file.

        Args:
            path: its name ends in ``.html`` or ``.htm``.

        Raises:
            WriteError: the file cannot be written, or its name ends otherwise.
        """
        if Path(path).suffix.lower() not in _ENDINGS:
            raise WriteError(path, "a page is HTML", "Give a name that ends in .html")
        writing.file(path, self.html.encode("utf-8"))

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame from which it can reach nothing."""
        if len(self.html) > _EMBEDDED:
            megabytes = len(self.html) // 1_000_000
            return f"<p>A page of {megabytes} MB: save it with .save() and open the file.</p>"
        return (
            '<iframe sandbox="allow-scripts" title="Network" width="100%" height="640" '
            f'style="border:0" srcdoc="{escape(self.html)}"></iframe>'
        )


def page(
    network: nx.Graph,
    graph: Asked,
    *,
    title: str = "",
    most: int = 5000,
    seed: int = 0,
    home: str = "",
    text: bool = True,
) -> Page:
    """Return the page of a network: its picture, and the sentences behind each node and edge.

    Args:
        network: any network of :mod:`kg.network`.
        graph: the graph it was made from, whose sentences are shown.
        title: what the page is called; what it shows, where none is given.
        most: show at most so many nodes, those of greatest strength, then by name; 0 shows all.
        seed: where the search for groups and places starts.
        home: the first page of a site that this page stands beside; names then lead to the
            pages of their things.
        text: whether whole sentences are shown; else the quoted passages alone.

    Returns:
        The same page for the same network, graph and seed.

    Raises:
        ValueError: ``most`` is less than 0.
        NetworkError: an edge has a weight that is no number above 0.
    """
    drawn = sketch(network, most=most, seed=seed)
    known = [dot.node for dot in drawn.dots if is_iri(dot.node)]
    told = citations(graph, known) if known else []
    if not text:
        told = list(dict.fromkeys(each._replace(sentence=each.quote) for each in told))
    style, script, *sources = (
        templates.own("pictures", name)
        for name in ("page.css", "page.js", *(f"vendored/{name}.min.js" for name in _LIBRARIES))
    )
    scripts = [*map(_guarded, sources), script]
    strongest = sorted(drawn.dots, key=lambda dot: (-dot.strength, dot.name, dot.node))
    listed = [dot.name for dot in strongest[:_LISTED]]
    data = _data(network, drawn, told, graph.base if home else "")
    html = (
        templates.environment("pictures")
        .get_template("page.html.jinja")
        .render(
            title=title,
            home=home,
            evidence=bool(told),
            listed=listed,
            unlisted=len(network) - len(listed),
            licences=templates.own("pictures", "vendored/LICENSES.txt"),
            style=style,
            style_digest=templates.digest(style),
            scripts=scripts,
            script_digests=[templates.digest(script) for script in scripts],
            data=Markup(_json(data)),  # noqa: S704  no “<” is left in it
        )
    )
    return Page(_HALVES.sub("\ufffd", html))


def _guarded(source: Markup) -> Markup:
    """Return a library that may fail where the browser lacks WebGL; the page does without it."""
    script = str(source).partition("//# sourceMapping")[0].strip()
    return Markup(f"try {{\n{script}\n}} catch {{}}")  # noqa: S704  a file of ours, and nothing else


def _json(data: Mapping[str, object]) -> str:
    """Return data as JSON that can stand inside an element of HTML and not end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _data(
    network: nx.Graph, drawn: Sketch, told: Sequence[Citation], paged: str
) -> dict[str, object]:
    """Return what the script shows: columns of numbers, each text once.

    Things are the dots, in their order, and then what they are cited with and is not drawn.

    Args:
        network: that is shown.
        drawn: what of it.
        told: the citations.
        paged: how identifiers begin whose things have pages; empty where none have.
    """
    names = {dot.node: dot.name for dot in drawn.dots}
    for one in told:
        names.setdefault(one.work, one.title)
        names.setdefault(one.node, one.name)
    place = {thing: number for number, thing in enumerate(names)}
    prefix = _beginning(names)
    works = {one.work for one in told} | {node for node in network if _is_work(network, node)}
    return {
        "directed": drawn.directed,
        "left": drawn.left_out,
        "prefix": prefix,
        "paged": paged,
        "iris": [thing[len(prefix) :] for thing in names],
        "names": list(names.values()),
        "dots": {
            "kind": [dot.kind for dot in drawn.dots],
            "x": [round(dot.x, 5) for dot in drawn.dots],
            "y": [round(dot.y, 5) for dot in drawn.dots],
            "size": [round(dot.size, 3) for dot in drawn.dots],
            "group": [dot.group for dot in drawn.dots],
            "strength": [float(f"{dot.strength:.4g}") for dot in drawn.dots],
            "work": [int(dot.node in works) for dot in drawn.dots],
            "degree": [len(set(nx.all_neighbors(network, dot.node))) for dot in drawn.dots],
        },
        "lines": {
            "one": [line.one for line in drawn.lines],
            "other": [line.other for line in drawn.lines],
            "weight": [float(f"{line.weight:.6g}") for line in drawn.lines],
            "shared": [line.shared for line in drawn.lines],
        },
        "met": _met(network, drawn, told, place),
        "groups": [[group.name, group.size, group.colour] for group in drawn.groups],
        "cited": _cited(told, place),
    }


def _is_work(network: nx.Graph, node: str) -> bool:
    """Return whether a node is a work: the second side, or joined to others by people."""
    return network.nodes[node].get("bipartite") == 1 or any(
        "people" in edge for edge in network[node].values()
    )


def _beginning(texts: Collection[str]) -> str:
    """Return what all texts begin with."""
    letters = zip(min(texts, default=""), max(texts, default=""), strict=False)
    return "".join(one for one, other in takewhile(lambda pair: pair[0] == pair[1], letters))


def _met(
    network: nx.Graph, drawn: Sketch, told: Sequence[Citation], place: Mapping[str, int]
) -> dict[int, list[int]]:
    """Return, by line, what joins its ends, where that is not all that both are cited with.

    A network of some roles alone joins two by fewer works than they share.
    """
    around: dict[str, set[str]] = {thing: set() for thing in place}
    for each in told:
        around[each.node].add(each.work)
        around[each.work].add(each.node)
    found: dict[int, list[int]] = {}
    for number, line in enumerate(drawn.lines):
        one, other = drawn.dots[line.one].node, drawn.dots[line.other].node
        joined = network.get_edge_data(one, other).get("iris", "").split()
        both = around[one] & around[other]
        if joined and both != set(joined):
            found[number] = sorted(place[thing] for thing in joined if thing in both)
    return found


def _cited(told: Sequence[Citation], place: Mapping[str, int]) -> dict[str, object]:
    """Return the citations as columns; where a passage stands counts in UTF-16, as scripts do."""
    sentences: dict[str, int] = {}
    words: dict[str, int] = {}
    articles: dict[tuple[str, str, str], int] = {}
    rows = [
        (
            place[one.node],
            place[one.work],
            words.setdefault(one.role, len(words)),
            words.setdefault(one.status, len(words)),
            sentences.setdefault(one.sentence, len(sentences)),
            _units(one.sentence[: max(one.sentence.find(one.quote), 0)]),
            _units(one.quote) if one.quote in one.sentence else 0,
            articles.setdefault((one.article, one.headline, one.date), len(articles)),
        )
        for one in told
    ]
    columns = ("node", "work", "role", "status", "sentence", "start", "length", "article")
    return {
        **{name: [row[number] for row in rows] for number, name in enumerate(columns)},
        "words": list(words),
        "sentences": list(sentences),
        "articles": list(articles),
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

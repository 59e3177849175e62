"""What is said of one identifier, as a graph; and the page that shows it."""

from collections.abc import Iterable
from itertools import chain

from kg.assemble.around import facts_of, passages_of, statement_of
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import NODE_SEGMENTS, iri
from kg.publish.pages import addresses

_SOURCE, _EVIDENCE, _SELECTOR, _TEXT, _LABEL, _JUDGES, _EARLIER, _ID, _FILE = (
    Iri(iri(name))
    for name in (
        "oa:hasSource",
        "film:evidence",
        "oa:hasSelector",
        "film:text",
        "rdfs:label",
        "film:judges",
        "film:earlier",
        "dcterms:identifier",
        "dcterms:source",
    )
)


def described(graph: Graph, name: Iri, *, text: bool = True) -> Graph:
    """Return what is said of an identifier: in one graph, and safe to join with any other.

    Of a thing: its triples in the film graph, those of the nodes that lead to it, those that lead
    to it, and the names of what they speak of. Of an article: what it is, and its facts with
    their passages. Of a fact, a passage, a note: what the evidence graph says of it, and the
    statement's triples where they hold.

    Args:
        graph: with its evidence.
        name: any identifier; of one that the graph does not hold, nothing is said.
        text: whether the whole text of an article is given.
    """
    segment = _segment(graph, name)
    if segment == addresses.ARTICLE:
        found = _told_by(graph, name)
    else:
        found = [*graph.quads(None, subject=name), *_evidence(graph, name)]
        if segment == "fact":
            found += _of_fact(graph, name)
        else:
            found += _leading_to(graph, name)
    named = {term for q in found for term in (q.subject, q.object) if isinstance(term, Iri)}
    labels = (graph.quads(None, subject=term, predicate=_LABEL) for term in sorted(named))
    kept = (
        quad._replace(graph=None)
        for quad in chain(found, chain.from_iterable(labels))
        if (text or quad.predicate != _TEXT or _segment(graph, quad.subject) != addresses.ARTICLE)
        and not _is_file(quad)
    )
    return Graph(kept, base=graph.base)


def page_of(graph: Graph, name: Iri) -> str:
    """Return the page that shows an identifier, with the place in it; nothing where none does.

    A thing and an article have a page; a fact and a passage stand in their article's, a casting
    or a release in that of its work, what became of a fact beside the fact, and why names are one
    in the page of their thing.
    """
    segment = _segment(graph, name)
    if segment == "fact":
        return _place_of(graph, name)
    if segment == "passage":
        return _in_article(graph, name)
    if segment in ("quote", "position"):
        held = graph.quads(graph.evidence, predicate=_SELECTOR, object=name)
        return next((page for quad in held if (page := _in_article(graph, quad.subject))), "")
    if segment == "judgement":
        return next((_page(graph, each) for each in _ends(_evidence(graph, name), _JUDGES)), "")
    if segment == "change":
        earlier = _ends(_evidence(graph, name), _EARLIER)
        return next((_place_of(graph, each) for each in earlier), "")
    return node_page(graph, name) if segment in NODE_SEGMENTS else _page(graph, name)


def node_page(graph: Graph, node: Iri) -> str:
    """Return the page of the work that a node belongs to, else of another of its things."""
    ends = (quad.object for quad in graph.quads(subject=node) if isinstance(quad.object, Iri))
    paths = sorted({_page(graph, end) for end in ends} - {""})
    return min(paths, key=lambda path: not path.startswith("work/"), default="")


def _is_file(quad: Quad) -> bool:
    """Return whether a triple tells where a file lies, which is nobody’s business."""
    end = quad.object.text if isinstance(quad.object, Literal) else quad.object
    return quad.predicate == _FILE and not end.startswith(("http://", "https://"))


def _segment(graph: Graph, name: Iri) -> str:
    return name.removeprefix(graph.base).partition("/")[0] if name.startswith(graph.base) else ""


def _evidence(graph: Graph, name: Iri) -> list[Quad]:
    return graph.quads(graph.evidence, subject=name)


def _leading_to(graph: Graph, name: Iri) -> list[Quad]:
    found = graph.quads(None, object=name)
    nodes = {q.subject for q in found if _segment(graph, q.subject) in NODE_SEGMENTS}
    return [*found, *chain.from_iterable(graph.quads(None, subject=node) for node in sorted(nodes))]


def _of_fact(graph: Graph, fact: Iri) -> list[Quad]:
    """Return a fact's own triples, those that hold, and its passages."""
    passages = _all(graph, _ends(_evidence(graph, fact), _EVIDENCE))
    own = (
        graph.quads(None, subject=quad.subject, predicate=quad.predicate, object=quad.object)
        for quad in graph.quads(fact)
    )
    return [*chain.from_iterable(own), *passages, *_all(graph, _ends(passages, _SELECTOR))]


def _told_by(graph: Graph, article: Iri) -> list[Quad]:
    """Return what the evidence graph says of an article, its facts and their passages of it."""
    passages = passages_of(graph, article)
    selectors = _ends(_all(graph, passages), _SELECTOR)
    return _all(graph, [article, *facts_of(graph, article), *passages, *selectors])


def _all(graph: Graph, names: Iterable[Iri]) -> list[Quad]:
    return [quad for name in names for quad in _evidence(graph, name)]


def _ends(quads: Iterable[Quad], property_: Iri) -> list[Iri]:
    found = (quad.object for quad in quads if quad.predicate == property_)
    return [end for end in found if isinstance(end, Iri)]


def _place_of(graph: Graph, fact: Iri) -> str:
    """Return the page of the first article that shows a fact, with the place in it."""
    passages = _all(graph, _ends(_evidence(graph, fact), _EVIDENCE))
    pages = {each: _page(graph, each) for each in _ends(passages, _SOURCE)}
    for article, path in pages.items():
        shown = statement_of(graph, fact, article)
        if shown and path:
            return f"{path}#{addresses.anchor(shown)}"
    return next(iter(pages.values()), "")


def _in_article(graph: Graph, passage: Iri) -> str:
    sources = _ends(_evidence(graph, passage), _SOURCE)
    return next((_page(graph, each) for each in sources), "")


def _page(graph: Graph, name: Iri) -> str:
    """Return the page of a thing that has a name, or of an article that has an id."""
    path = addresses.path(name, graph.base)
    article = path.startswith(f"{addresses.ARTICLE}/")
    place, called = (graph.evidence, _ID) if article else (None, _LABEL)
    names = graph.quads(place, subject=name, predicate=called) if path else []
    return path if any(isinstance(quad.object, Literal) for quad in names) else ""

"""The files of ontology/shapes as one graph, without an engine that judges by it."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePath

from kg import resources
from kg.errors import LexiconError
from kg.graph import Graph, Iri, Literal, Quad, Term, ontology
from kg.namespaces import VOCABULARIES, iri

SH = "http://www.w3.org/ns/shacl#"
TARGETS = frozenset(
    f"{SH}{name}"
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
CLASSES = frozenset({iri("rdfs:Class"), iri("owl:Class")})
"""What makes a shape the class that it is for."""
TYPE = Iri(iri("rdf:type"))
BELOW = Iri(iri("rdfs:subClassOf"))
_FIRST = Iri(VOCABULARIES["rdf"] + "first")
_REST = Iri(VOCABULARIES["rdf"] + "rest")
NIL = Iri(VOCABULARIES["rdf"] + "nil")
_BLANK = "urn:kg:shape:"
_GENID = "/.well-known/genid/"

Triple = tuple[Iri, Iri, Term]


class ShapeGraph:
    """Shapes as triples; never changed once made.

    A blank node has an identifier here that begins as no other does.

    Attributes:
        triples: all of them, sorted file by file.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)
        self._told: dict[Iri, list[tuple[Iri, Term]]] = {}
        for subject, predicate, term in self.triples:
            self._told.setdefault(subject, []).append((predicate, term))
        self._ways: dict[Iri, tuple[tuple[Iri, bool], ...]] = {}

    @classmethod
    def read(cls, given: Iterable[tuple[str, str]]) -> "ShapeGraph":
        """Return the shapes of files, given by their names and their Turtle.

        Raises:
            LexiconError: one is no Turtle, or a list in it has no end.
        """
        graphs = (
            _ended(name, ontology.of_text(name, text, base=f"{_BLANK}{number}/"))
            for number, (name, text) in enumerate(given)
        )
        return cls(dict.fromkeys(quad[:3] for graph in graphs for quad in graph.quads(None)))

    def told(self, node: Term) -> list[tuple[Iri, Term]]:
        """Return what is said of a node: properties and values."""
        return self._told.get(node, []) if isinstance(node, Iri) else []

    def all(self, node: Term, name: str) -> list[Term]:
        """Return the values of a property of SHACL, given by its local name."""
        return [term for predicate, term in self.told(node) if predicate == SH + name]

    def aimed(self) -> list[Iri]:
        """Return the shapes that say which nodes they are for."""
        return [
            subject
            for subject, told in self._told.items()
            if any(p in TARGETS or (p == TYPE and term in CLASSES) for p, term in told)
        ]

    def below(self, node: Iri) -> set[Iri]:
        """Return a node and all that it leads to."""
        found, edge = set[Iri](), {node}
        while edge:
            found |= edge
            edge = {Iri(term) for each in edge for _, term in self.told(each) if _leads(term)}
            edge = {each for each in edge if each in self._told} - found
        return found

    def ways(self, shape: Iri) -> tuple[tuple[Iri, bool], ...]:
        """Return the properties of a shape's path, and whether each is followed backwards."""
        if shape not in self._ways:
            steps = [
                step
                for path in self.all(shape, "path")[:1]
                for step in self._either(path) or [path]
            ]
            self._ways[shape] = tuple(map(self._step, steps))
        return self._ways[shape]

    def listed(self, node: Term) -> list[Term]:
        """Return the members of a list."""
        found, rest = [], dict(self.told(node))
        while _FIRST in rest:
            found.append(rest[_FIRST])
            rest = dict(self.told(rest[_REST]))
        return found

    def _either(self, path: Term) -> list[Term]:
        return [step for node in self.all(path, "alternativePath") for step in self.listed(node)]

    def _step(self, step: Term) -> tuple[Iri, bool]:
        inverse = self.all(step, "inversePath")
        return (Iri(str(inverse[0])), True) if inverse else (Iri(str(step)), False)


def _ended(name: str, graph: Graph) -> Graph:
    """Return the graph of a file whose lists all end.

    Raises:
        LexiconError: one leads back into itself, or breaks off.
    """
    rests = {quad.subject: quad.object for quad in graph.quads(None, predicate=_REST)}
    known: set[Term] = {NIL}
    for member in graph.quads(None, predicate=_FIRST):
        node: Term | None = member.subject
        passed: set[Term] = set()
        while node not in known:
            if node is None or node in passed:
                problem = "a list leads back into itself, or breaks off"
                raise LexiconError(PurePath(name), "the file", problem, "End it with rdf:nil")
            passed.add(node)
            node = rests.get(Iri(str(node)))
        known |= passed
    return graph


def blank(node: str) -> str:
    """Return the name of a node that has none in its file; nothing of one that has.

    >>> blank("urn:kg:shape:3/.well-known/genid/14"), blank("https://example.org/tide")
    ('s3n14', '')
    """
    number, _, name = node.removeprefix(_BLANK).partition(_GENID)
    return f"s{number}n{name}" if node.startswith(_BLANK) else ""


def named(name: str) -> str:
    """Return the node of which ``blank`` gives the name.

    >>> named("s3n14")
    'urn:kg:shape:3/.well-known/genid/14'
    """
    number, _, node = name.removeprefix("s").partition("n")
    return f"{_BLANK}{number}{_GENID}{node}"


@cache
def every() -> ShapeGraph:
    """Return all the shapes there are."""
    return ShapeGraph.read(files())


def files() -> Iterator[tuple[str, str]]:
    """Yield the files of shapes, each with its text."""
    for name in resources.names("ontology/shapes", ".ttl"):
        yield name, ontology.text(name)


@cache
def subclasses() -> tuple[Quad, ...]:
    """Return which class of the ontology is below which: a film is a creative work."""
    return tuple(ontology.parsed("ontology/film.ttl").quads(None, predicate=BELOW))


def _leads(term: Term) -> bool:
    return not isinstance(term, Literal)

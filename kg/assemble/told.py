"""The evidence graph, read back value by value, in the words of a reader."""

from kg import patterns
from kg.graph import Graph, Iri, Literal, Term
from kg.namespaces import iri, short


class Told:
    """A graph, asked for single values.

    Attributes:
        graph: with its evidence.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def of(self, kind: str) -> list[Iri]:
        """Return the things of a class, by its short name."""
        found = self.graph.quads(predicate=Iri(iri("rdf:type")), object=Iri(iri(kind)))
        return [quad.subject for quad in found]

    def all(self, thing: Term | None, property_: str) -> list[Term]:
        """Return the values of a property, by its short name."""
        found = self.graph.quads(subject=Iri(str(thing)), predicate=Iri(iri(property_)))
        return [quad.object for quad in found]

    def one(self, thing: Term | None, property_: str) -> Term | None:
        """Return a property's first value."""
        return next(iter(self.all(thing, property_)), None)

    def text(self, thing: Term | None, property_: str) -> str:
        """Return a property's first text; nothing where there is none."""
        return text(self.one(thing, property_))

    def called(self, thing: Term | None) -> str:
        """Return what a thing is called: the text of a value, a name, a listed word."""
        if isinstance(thing, Literal):
            return thing.text
        local = short(str(thing), self.graph.base).partition(":")[2]
        return self.text(thing, "rdfs:label") or patterns.word(local) or str(thing)

    def said(self, fact: Term | None) -> str:
        """Return a fact's statement in words."""
        return " – ".join(self.parts(fact))

    def parts(self, fact: Term | None) -> tuple[str, str, str]:
        """Return a fact's subject, property and object in words."""
        subject, target = (self.one(fact, f"rdf:{end}") for end in ("subject", "object"))
        property_ = short(str(self.one(fact, "rdf:predicate"))).partition(":")[2]
        return self.called(subject), property_, self.called(target)


def text(term: Term | None) -> str:
    """Return the text of a value, or an identifier as it is; nothing where there is none."""
    return term.text if isinstance(term, Literal) else str(term or "")

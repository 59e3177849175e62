"""How far shapes look: whom a change may break, so that nobody else is judged anew."""

from functools import cache
from pathlib import PurePath

from kg.check.shapefiles import CLASSES, SH, TARGETS, TYPE, ShapeGraph, blank, every, subclasses
from kg.errors import LexiconError
from kg.graph import Iri

ANYTHING = Iri("urn:kg:anything")
"""In the place of a class: whatever a node is."""


@cache
def looked_at() -> dict[Iri, frozenset[Iri]]:
    """Return by which properties shapes look at what leads to a node, and at nodes of what kinds.

    A triple with one of these properties may break a shape of its object, any other of its
    subject alone; or of those that lead to its subject, where it tells what that is. ``ANYTHING``
    among the kinds stands for all of them.

    Raises:
        LexiconError: a shape looks farther, so that nobody could tell whom a change may break.
    """
    shapes, found = every(), dict[Iri, set[Iri]]()
    for shape in shapes.aimed():
        if _looks_farther(shapes, shape):
            problem = "it looks farther than one step from its nodes"
            remedy = "Let it look at its own properties, or write a query in queries/checks"
            raise LexiconError(PurePath("ontology/shapes"), shape, problem, remedy)
        kinds = _kinds(shapes, shape)
        for each in shapes.all(shape, "property"):
            for predicate, inverse in shapes.ways(Iri(str(each))):
                if inverse:
                    found.setdefault(predicate, set()).update(kinds)
        for each in shapes.all(shape, "targetObjectsOf"):
            found.setdefault(Iri(str(each)), set()).add(ANYTHING)
    return {predicate: frozenset(kinds) for predicate, kinds in found.items()}


def _kinds(shapes: ShapeGraph, shape: Iri) -> set[Iri]:
    """Return of what kinds the nodes are that a shape is for."""
    told = shapes.told(shape)
    found = {Iri(str(kind)) for kind in shapes.all(shape, "targetClass")}
    found |= {shape for predicate, term in told if predicate == TYPE and term in CLASSES}
    while more := {each.subject for each in subclasses() if each.object in found} - found:
        found |= more
    others = {predicate for predicate, _ in told} & (TARGETS - {f"{SH}targetClass"})
    return {*found, ANYTHING} if others else found


def _looks_farther(shapes: ShapeGraph, aimed: Iri) -> bool:
    """Return whether a shape sees more than its nodes and what is one step from them."""
    own = {Iri(str(each)) for each in shapes.all(aimed, "property")}
    allowed = {
        f"{SH}property": {aimed},
        f"{SH}path": own,
        f"{SH}node": set[Iri](),
        f"{SH}qualifiedValueShape": set[Iri](),
    }
    nested = any(
        predicate in allowed and node not in allowed[predicate]
        for node in shapes.below(aimed)
        for predicate, _ in shapes.told(node)
    )
    return nested or any(blank(step) for each in own for step, _ in shapes.ways(each))

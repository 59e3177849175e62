"""A break of a shape, as an engine tells it."""

from typing import NamedTuple

from kg.graph import Iri, Term


class Break(NamedTuple):
    """What one node does that a shape forbids; the same from every engine.

    Attributes:
        focus: the node at fault.
        shape: the property shape that it breaks.
        value: what the node leads to and should not; none where a number is wrong.
        message: what the shape says of it.
        severity: the severity, in full.
    """

    focus: Iri
    shape: Iri
    value: Term | None
    message: str
    severity: str

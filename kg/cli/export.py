"""``kg export``: a kept graph in another format."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options, screen


class Form(StrEnum):
    """The formats of a graph; the first three hold the film graph alone, the others everything."""

    TTL = "ttl"
    NT = "nt"
    RDFXML = "rdfxml"
    TRIG = "trig"
    NQ = "nq"
    JSONLD = "jsonld"


File = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else to standard output.")
]


def export(
    place: options.Store,
    form: Annotated[Form, typer.Option("--format", help="The format.")],
    output: File = None,
    no_text: options.NoText = False,  # noqa: FBT002  a switch of the command
) -> None:
    """Give a kept graph in another format.

    The same graph gives the same bytes, always.
    Turtle, N-Triples and RDF/XML hold the film graph alone, the others the evidence as well.

    Example: kg export graph --format nq -o films.nq
    """
    content = kg.store.open(place).serialize(form.value, text=not no_text)
    if output:
        kg.publish.file(output, content)
    else:
        screen.give(content)

"""What a store does with its quads, wherever they lie: on disk, in memory, behind an endpoint."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath
from typing import Protocol

from kg.graph import ALL, Graph, Iri, Quad, Term


class Dataset(Protocol):
    """Quads that are kept; the graph ``None`` is the film graph.

    Attributes:
        base: what the identifiers begin with.
        name: how people call the place: its path or address.
    """

    base: str
    name: str

    def match(
        self,
        graph: Iri | str | None = ALL,
        *,
        subjects: Iterable[Iri] | None = None,
        predicate: Iri | None = None,
        objects: Iterable[Term] | None = None,
        most: int | None = None,
    ) -> list[Quad]:
        """Return the quads that fit, in no order, each once.

        What a dataset notes of its own writing, as an endpoint's token, is none of them.

        Args:
            graph: a graph's name; ``None`` is the film graph; ``"all"`` is every graph.
            subjects: only quads with one of these subjects; any where it is not given.
            predicate: only quads with this predicate.
            objects: only quads with one of these objects; any where it is not given.
            most: at most so many quads, whichever.
        """

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take quads out and put others in: all of it, or nothing.

        Raises:
            StoreError: somebody else wrote meanwhile, or it cannot be written.
        """

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[list[str], list[dict[str, Term | None]]]:
        """Return the columns and rows of a query's answer, as ``Graph.select``."""

    def results(
        self,
        query: str,
        format: str,  # noqa: A002  the word users know
        bindings: Mapping[str, Term] | None = None,
    ) -> bytes:
        """Return a query's answer in a format, as ``Graph.results``."""

    def graph(self) -> Graph:
        """Return everything but the ledger as a graph; kept on disk, it is not read at once."""


def is_address(text: str | PurePath) -> bool:
    """Return whether a text is the address of an endpoint, and no path of a file.

    >>> is_address("http://localhost:7878"), is_address("graph/films.trig")
    (True, False)
    """
    return isinstance(text, str) and text.lower().startswith(("http://", "https://"))


def shown(place: str | PurePath) -> str:
    """Return what may be told of a place: of an address all but the user and the password.

    >>> shown("http://bob:s3cret@localhost:7878/news")
    'http://localhost:7878/news'
    """
    if not is_address(place):
        return str(place)
    scheme, _, rest = str(place).partition("//")
    return f"{scheme}//{rest.rpartition('@')[2]}"

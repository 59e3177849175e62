"""A dataset in this process: on disk (Oxigraph), or in memory."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import ALL, Graph, Iri, Quad, Term, nesting, trouble
from kg.graph.terms import Wrap, engine_term, place, plain_quad
from kg.namespaces import BASE

_CLOSED = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^<>]*>|#[^\r\n]*')
"""What may hold the sign of a blank node in a line of N-Quads, and is none."""


class Local:
    """Quads in memory, or in a folder.

    Attributes:
        base: what the identifiers begin with.
        name: how people call the place.
    """

    def __init__(
        self,
        store: ox.Store | None = None,
        *,
        base: str = BASE,
        name: str = "",
        unseen: bool = False,
    ) -> None:
        """Take a store of the engine.

        Args:
            store: the store; a new one in memory where none is given.
            base: what the identifiers begin with.
            name: how people call the place.
            unseen: whether nobody sees it before it is whole: then a change needs no transaction.
        """
        self.base = base
        self.name = name
        self._unseen = unseen
        self._store = ox.Store() if store is None else store

    def match(
        self,
        graph: Iri | str | None = ALL,
        *,
        subjects: Iterable[Iri] | None = None,
        predicate: Iri | None = None,
        objects: Iterable[Term] | None = None,
        most: int | None = None,
    ) -> list[Quad]:
        """Return the quads that fit; see ``Dataset``."""
        with trouble.told(self):
            found = self._found(graph, subjects, predicate, objects)
            return [plain_quad(each) for each in islice(found, most)]

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take quads out and put others in, in one transaction where anybody could see half of it.

        Raises:
            StoreError: it cannot be written.
        """
        try:
            if self._unseen:
                self._change_unseen(removed, added)
            elif removed:
                wrapped = Wrap()
                taken, put = (_block(map(wrapped, quads)) for quads in (removed, added))
                self._store.update(f"DELETE DATA {{{taken}}} ; INSERT DATA {{{put}}}")
            elif added:
                self._store.extend(map(Wrap(), added))
            self._store.flush()
        except (OSError, RuntimeError) as error:
            problem = f"it cannot be written ({error})"
            raise StoreError(self.name, problem, "Make room there; nothing was changed") from error

    def _change_unseen(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        wrapped = Wrap()
        for quad in removed:
            self._store.remove(wrapped(quad))
        self._store.bulk_extend(map(wrapped, added))

    def load(self, files: Iterable[Path]) -> None:
        """Load files of N-Quads, which were never part of a change: fast, and not to be undone.

        Raises:
            StoreError: it cannot be written, or a file cannot be read, is not well-formed, or
                holds a blank node.
        """
        for file in files:
            try:
                _check_lines(file)
                self._store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
                self._store.flush()
            except SyntaxError as error:
                problem = f"it is not well-formed ({error})"
                raise StoreError(file, problem, "Correct it, or export it again") from error
            except (OSError, RuntimeError) as error:
                problem = f"it cannot be loaded into {self.name} ({error})"
                raise StoreError(file, problem, "Make it readable, or make room there") from error

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing."""
        return next(iter(self._store), None) is None

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[list[str], list[dict[str, Term | None]]]:
        """Return the columns and rows of a query's answer."""
        return self.graph().select(query, bindings)

    def results(
        self,
        query: str,
        format: str,  # noqa: A002  the word users know
        bindings: Mapping[str, Term] | None = None,
    ) -> bytes:
        """Return a query's answer in a format."""
        return self.graph().results(query, format, bindings)

    def graph(self) -> Graph:
        """Return everything but the ledger as a graph, read where it lies."""
        return Graph.over(self._store, self.base, self)

    def close(self) -> None:
        """Let go of the folder."""
        self._store = ox.Store()

    def _found(
        self,
        graph: Iri | str | None,
        subjects: Iterable[Iri] | None,
        predicate: Iri | None,
        objects: Iterable[Term] | None,
    ) -> Iterator[ox.Quad]:
        where = None if graph == ALL else place(graph)
        property_ = None if predicate is None else ox.NamedNode(predicate)
        ones = [None] if subjects is None else map(ox.NamedNode, dict.fromkeys(subjects))
        others = [None] if objects is None else map(engine_term, dict.fromkeys(objects))
        for subject, target in product(ones, others):
            yield from self._store.quads_for_pattern(subject, property_, target, where)


def _check_lines(file: Path) -> None:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                nesting.check(line, "nq")
            except SyntaxError as error:
                problem = f"line {number} cannot be read: {error}"
                raise StoreError(file, problem, "Take the line out") from error
            if b"_:" in line and b"_:" in _CLOSED.sub(b"", line):
                problem = f"line {number} holds a blank node, and a store holds none"
                remedy = f"Name them: kg export {file} --format nq > named.nq"
                raise StoreError(file, problem, remedy)


def _block(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(_statement(quad) for quad in quads)


def _statement(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object}"
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return f"{triple} ."
    return f"GRAPH {quad.graph_name} {{ {triple} }}"

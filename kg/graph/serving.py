"""Answers for an endpoint: cut where they are long, written as they are found."""

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, TypedDict, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import Graph, formats, questions
from kg.namespaces import prefixes

ROWS = ("json", "xml", "csv", "tsv")
"""The formats of rows, and of yes or no."""
TRIPLES = ("ttl", "nt", "jsonld", "rdfxml")
_NO_NAME = re.compile(rb"<\w+: ")
_TSV = ox.QueryResultsFormat.TSV


class RefusedError(QueryError):
    """A query is not allowed here, however it is spelt."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__("the given text", problem, remedy)


class UnwritableError(QueryError):
    """An answer holds what cannot be written in the format that was asked for."""

    def __init__(self, form: str, problem: str) -> None:
        super().__init__("the answer", f"{problem}, which {form} cannot hold", "Ask for ttl or nt")


class Served:
    """A graph that answers anybody, from an own database that nobody writes to.

    Attributes:
        base: what its identifiers begin with.
        graph: the same, as a graph.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self.base = base
        self._store = ox.Store.read_only(str(folder))
        self.graph = Graph.over(self._store, base)

    def answer(
        self,
        query: str,
        sink: IO[bytes],
        *,
        choose: Callable[[Collection[str]], str],
        most: int,
        default: Collection[str] = (),
        named: Collection[str] = (),
    ) -> bool:
        """Write the answer to a query, and return whether it had to be cut.

        Args:
            query: SPARQL; the prefixes of the vocabularies and identifiers need no declaring.
            sink: what it is written to.
            choose: told the formats that it could have, gives one of them.
            most: after how many rows, or triples, it is cut.
            default: the graphs that make up the default graph, instead of what the query says.
            named: the graphs that it may name.

        Raises:
            RefusedError: it would change something, ask elsewhere, or read what is not here.
            UnwritableError: its answer cannot be written in the chosen format.
            QueryError: it does not parse.
        """
        asked = self._allowed(query, [*default, *named])
        form = choose(TRIPLES if asked.form in ("CONSTRUCT", "DESCRIBE") else ROWS)
        try:
            return self._written(asked.text, sink, form, most, _dataset(default, named))
        except QueryError as error:
            if isinstance(error.__cause__, SyntaxError) and questions.may_reach(query):
                raise _outside(certain=False) from error
            raise

    def _written(
        self, text: str, sink: IO[bytes], form: str, most: int, dataset: "_Dataset"
    ) -> bool:
        with questions.told():
            found = self._store.query(text, prefixes=prefixes(self.base), **dataset)
            if isinstance(found, ox.QueryBoolean):
                sink.write(found.serialize(format=formats.ANSWERS[form]) or b"")
                return False
            if isinstance(found, ox.QueryTriples):
                triples = list(islice(found, most + 1))
                sink.write(written(triples[:most], form, self.base))
                return len(triples) > most
            return _rows(found, sink, form, most)

    def _allowed(self, query: str, graphs: Iterable[str]) -> questions.Asked:
        asked = questions.asked(query, prefixes(self.base))
        if asked.is_update:
            problem = f"it is an update ({asked.form})"
            raise RefusedError(problem, "Nothing can be changed here")
        if asked.service:
            raise _outside(certain=True)
        for name in (*asked.graphs, *graphs):
            if not self._holds(name):
                shown = f"the graph <{name}>" if name else "a graph"
                problem = f"it reads {shown}, which is not here"
                raise RefusedError(problem, "GRAPH ?g finds those here")
        if asked.deep:
            raise questions.too_deep()
        return asked

    def _holds(self, name: str) -> bool:
        try:
            return self._store.contains_named_graph(ox.NamedNode(name))
        except ValueError:
            return False


def written(triples: Iterable[ox.Triple], form: str, base: str) -> bytes:
    """Return triples in one of ``TRIPLES``, sorted, with short names.

    Raises:
        UnwritableError: the format cannot hold them.
    """
    triples = list(triples)
    if form == "jsonld" and any(isinstance(term, ox.Triple) for each in triples for term in each):
        raise UnwritableError(form, "a triple stands within another")
    if form == "jsonld" and any(map(_has_blank, triples)):  # ours are written without
        return ox.serialize(triples, format=ox.RdfFormat.JSON_LD, prefixes=prefixes(base)) or b""
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").split(b"\n")[:-1]
    content = formats.written(sorted(set(lines)), [], form, prefixes(base))
    if form != "rdfxml":
        return content
    if _NO_NAME.search(content):
        raise UnwritableError(form, "a property does not end like a name")
    return formats.legible(content)


def _has_blank(triple: ox.Triple) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in triple)


class _Dataset(TypedDict, total=False):
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def _dataset(default: Collection[str], named: Collection[str]) -> _Dataset:
    """Return what the protocol says of the graphs; nothing said leaves it to the query."""
    if not default and not named:
        return {}
    return {
        "default_graph": [ox.NamedNode(name) for name in default],
        "named_graphs": [ox.NamedNode(name) for name in named],
    }


def _rows(found: ox.QuerySolutions, sink: IO[bytes], form: str, most: int) -> bool:
    """Write rows one by one: as TSV, of which the engine makes each format."""
    lines = _Lines(found, most)
    told = ox.parse_query_results(cast("IO[bytes]", lines), _TSV)
    if form == "xml":
        with closing(Xml(sink)) as clean:
            told.serialize(cast("IO[bytes]", clean), formats.ANSWERS[form])
    else:
        told.serialize(sink, formats.ANSWERS[form])
    return lines.cut


class Xml:
    """Passes XML on, with what no XML may hold as U+FFFD, and with returns that readers keep."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._rest = b""

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        whole = self._rest + data
        split = whole.rfind(b"\xef", -2)  # a letter may come in two pieces
        self._rest = whole[split:] if split >= 0 else b""
        self._pass(whole[: len(whole) - len(self._rest)])
        return len(data)

    def flush(self) -> None:
        """Pass on what was passed."""
        self._sink.flush()

    def close(self) -> None:
        """Pass on what is left."""
        self._pass(self._rest)

    def _pass(self, data: bytes) -> None:
        self._sink.write(formats.legible(data))


class _Lines(io.RawIOBase):
    """Rows as TSV, to be read.

    Attributes:
        cut: whether there were more.
    """

    def __init__(self, found: ox.QuerySolutions, most: int) -> None:
        self.cut = False
        self._lines = self._told(found, most)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most so many."""
        pieces, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            line = next(self._lines, None)
            if line is None:
                break
            pieces.append(line)
            length += len(line)
        whole = b"".join(pieces)
        given = whole if size < 0 else whole[:size]
        self._rest = whole[len(given) :]
        return given

    def _told(self, found: ox.QuerySolutions, most: int) -> Iterator[bytes]:
        yield b"\t".join(str(each).encode() for each in found.variables) + b"\n"
        for number, row in enumerate(found):
            if number == most:
                self.cut = True
                return
            yield "\t".join("" if term is None else _term(term) for term in row).encode() + b"\n"


def _term(term: object) -> str:
    if isinstance(term, ox.Triple):  # what it writes of itself lacks its brackets
        return f"<<( {' '.join(map(_term, term))} )>>"
    return str(term)


def _outside(*, certain: bool) -> RefusedError:
    problem = "it uses SERVICE" if certain else "it may use SERVICE"
    return RefusedError(problem, "Nothing else is asked from here")

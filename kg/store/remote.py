"""A dataset behind a SPARQL 1.1 endpoint.

>>> from kg.store.remote import Remote
>>> with Remote("http://localhost:7878") as films:  # doctest: +SKIP
...     films.select("SELECT ?name WHERE { ?work film:director ?who ; rdfs:label ?name }")
"""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Self, TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import ALL, Graph, Iri, Quad, Term, formats, questions
from kg.graph.terms import engine_term, evidence_of, plain_quad, plain_term
from kg.namespaces import BASE, prefixes
from kg.store import virtuoso
from kg.store.commits import Commits
from kg.store.endpoint import Endpoint
from kg.store.rewriting import rewritten

_T = TypeVar("_T")
_TERMS = 500
_LIMITS = 1_000_000, 10_000
_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Remote:
    """A dataset behind a SPARQL endpoint: what ``kg.store.dataset.Dataset`` asks for.

    Args:
        url: the endpoint, or where it takes queries: ``http://localhost:7878``.
        base: what the identifiers begin with.
        watch: told how many requests of a large change are done, and of how many.
        limits: how many bytes and quads one request may hold; each server has its own.
        sleep: waits between two tries.

    Attributes:
        base: what the identifiers begin with.
        name: the address, without user and password.

    Raises:
        StoreError: there is no endpoint, or it lets nobody in.
    """

    def __init__(
        self,
        url: str,
        *,
        base: str = BASE,
        watch: Callable[[int, int], object] | None = None,
        limits: tuple[int, int] | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.base = base
        self._endpoint = Endpoint(url, sleep=sleep)
        self.name = self._endpoint.name
        film = os.environ.get("KG_FILM_GRAPH") or (f"{base}film" if self._endpoint.named else None)
        self._film = Iri(film) if film else None
        usual = virtuoso.LIMITS if self._endpoint.virtuoso else _LIMITS
        try:
            self._commits = Commits(
                self._endpoint, base, self._film, limits=limits or usual, watch=watch
            )
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._endpoint.close()

    def recover(self) -> None:
        """Finish a change that was broken off, and begin with the state that it leaves.

        To be called before the first reading of somebody who means to write.

        Raises:
            StoreError: it cannot be finished.
        """
        self._commits.state = self._commits.settle()

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take quads out and put others in: all of it, or nothing.

        Raises:
            StoreError: somebody else wrote since this was opened, or it cannot be written.
        """
        self._commits.change(removed, added)

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

        Args:
            graph: a graph's name; ``None`` is the film graph; ``"all"`` is every graph.
            subjects: only quads with one of these subjects; any where it is not given.
            predicate: only quads with this predicate.
            objects: only quads with one of these objects; any where it is not given.
            most: at most so many quads, whichever.

        Raises:
            StoreError: the endpoint does not answer.
        """
        found: dict[Quad, None] = {}
        verb = "?p" if predicate is None else str(ox.NamedNode(predicate))
        for some, others in product(_chunks(subjects), list(_chunks(objects))):
            values = _values("s", some) + _values("o", others)
            query = f"SELECT * WHERE {{ {self._pattern(graph, values, f'?s {verb} ?o')} }}"
            limit = "" if most is None else f" LIMIT {most}"
            found |= dict.fromkeys(self._quads(query + limit, predicate, graph))
        return list(found)[:most]

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[list[str], list[dict[str, Term | None]]]:
        """Return the columns and rows of a query's answer, as ``Graph.select``.

        Raises:
            QueryError: it does not parse, or would reach outside the graph.
            StoreError: the endpoint does not answer it.
        """
        return questions.rows(self._answer(query, bindings or {}))

    def results(
        self,
        query: str,
        format: str,  # noqa: A002  the word users know
        bindings: Mapping[str, Term] | None = None,
    ) -> bytes:
        """Return a query's answer in a format, as ``Graph.results``.

        Raises:
            QueryError: as ``select``; or the answer has no such format.
            StoreError: the endpoint does not answer it.
        """
        found = self._answer(query, bindings or {})
        known = formats.FORMATS if isinstance(found, ox.QueryTriples) else formats.ANSWERS
        if format not in known:
            raise questions.no_format(format, known)
        if isinstance(found, ox.QueryTriples):
            triples = (plain_quad(ox.Quad(*triple)) for triple in found)
            return Graph(triples, base=self.base).serialize(format, part="films")
        return questions.encoded(found, formats.ANSWERS[format])

    def graph(self) -> Graph:
        """Return everything but the ledger as a graph in memory.

        Raises:
            StoreError: the endpoint does not answer, or somebody wrote while it was read.
        """
        before = self._commits.read()
        if before[1]:
            problem = "a large change is being made to it, or was broken off"
            raise StoreError(self.name, problem, "Try again; a command that writes finishes it")
        evidence = evidence_of(self.base)
        quads = [*self._whole(None), *self._whole(evidence)]
        for names in _chunks(self._others(evidence)):
            pattern = f"{_values('g', names)} GRAPH ?g {{ ?s ?p ?o }}"
            quads += self._quads(f"SELECT * WHERE {{ {pattern} }}", None, ALL)
        if self._commits.read() != before:
            problem = "somebody wrote to it while it was read"
            raise StoreError(self.name, problem, "Run the command again")
        return Graph(quads, base=self.base)

    def _answer(self, query: str, bindings: Mapping[str, Term]) -> questions.Answer:
        """Return the endpoint's answer, once the local engine has found nothing to complain of."""
        known = prefixes(self.base)
        checked = questions.answer(ox.Store(), query, bindings, known)
        text = rewritten(query, bindings, known, self._film)
        if not isinstance(checked, ox.QueryTriples):
            return self._endpoint.rows(text)
        store = ox.Store()
        store.load(self._endpoint.triples(text), format=ox.RdfFormat.N_TRIPLES)
        return questions.answer(store, _TRIPLES, {}, {})

    def _pattern(self, graph: Iri | str | None, values: str, triple: str) -> str:
        """Return the pattern of a triple in one graph or in all, its values beside it."""
        film = self._film
        if graph == ALL:
            named = f"{values} GRAPH ?g {{ {triple} }}"
            if film is None:
                return f"{{ {values} {triple} }} UNION {{ {named} }}"
            return f"{named} {self._ours()}"
        place = film if graph is None else graph
        if place is None:
            return f"{values} {triple}"
        return f"{values} GRAPH {ox.NamedNode(place)} {{ {triple} }}"

    def _ours(self) -> str:
        """Return what keeps other people's graphs out, where the film graph is one of many."""
        if self._film is None:
            return ""
        return f'FILTER(STRSTARTS(STR(?g), "{self.base}") || ?g = <{self._film}>)'

    def _quads(self, query: str, predicate: Iri | None, graph: Iri | str | None) -> Iterator[Quad]:
        rows = self._endpoint.rows(query)
        assert isinstance(rows, ox.QuerySolutions)
        columns = {variable.value for variable in rows.variables}
        for row in rows:
            name = graph
            if graph == ALL:
                told = row["g"] if "g" in columns else None
                name = None if told is None else told.value
            if name == self._film:
                name = None
            quad = Quad(
                Iri(row["s"].value),
                predicate or Iri(row["p"].value),
                plain_term(row["o"]),
                None if name is None else Iri(name),
            )
            if not self._commits.keeps(quad):
                yield quad

    def _whole(self, graph: Iri | None) -> list[Quad]:
        text = self._endpoint.whole(self._film if graph is None else graph)
        parsed = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        return [plain_quad(quad)._replace(graph=graph) for quad in parsed]

    def _others(self, evidence: Iri) -> list[Iri]:
        """Return the names of the graphs besides the film graph, the evidence and the ledger."""
        rows = self._endpoint.rows(
            f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {self._ours()} }}"
        )
        assert isinstance(rows, ox.QuerySolutions)
        names = {Iri(row["g"].value) for row in rows} - {evidence, self._film}
        return sorted(name for name in names if not name.startswith(f"{self.base}ledger"))


def _chunks(terms: Iterable[_T] | None) -> Iterator[list[_T] | None]:
    if terms is None:
        yield None
        return
    listed = list(dict.fromkeys(terms))
    for start in range(0, len(listed), _TERMS):
        yield listed[start : start + _TERMS]


def _values(name: str, terms: Iterable[Term] | None) -> str:
    if terms is None:
        return ""
    return f"VALUES ?{name} {{ {' '.join(str(engine_term(term)) for term in terms)} }} "

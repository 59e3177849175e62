"""The dataset: the film graph, one graph a fact, and the evidence graph.

The film graph is the default graph; every other graph has a name. There are no blank nodes.
Numbers, dates and durations are kept in their canonical form (``P7M``, not ``P0Y7M``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph import database, formats, questions, trouble
from kg.graph.terms import (
    XSD_STRING,
    Iri,
    Literal,
    Quad,
    Term,
    Wrap,
    engine_term,
    evidence_of,
    order,
    place,
    plain_quad,
)
from kg.namespaces import BASE, VOCABULARIES, prefixes, short

__all__ = ["ALL", "XSD_STRING", "Graph", "Iri", "Literal", "Quad", "Term"]

ALL = "all"
"""As a graph's name: every graph."""
_SHOWN = 12
_SORTED = 20_000
_TEXT = f"<{VOCABULARIES['film']}text>".encode()


class Graph:
    """What the articles support, with the words that say so; never changed once made.

    Attributes:
        base: what every identifier minted for it begins with.
        evidence: the name of the evidence graph.
    """

    def __init__(self, quads: Iterable[Quad] = (), *, base: str = BASE) -> None:
        self.base = base
        self.evidence = evidence_of(base)
        self._hidden = f"{base}ledger"
        self._keeper: object = None
        self._store = ox.Store()
        self._store.extend(map(Wrap(), quads))

    @trouble.checked
    def __len__(self) -> int:
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self.serialize("nq") == other.serialize("nq")

    def __hash__(self) -> int:
        return hash(self.serialize("nq"))

    def __or__(self, other: "Graph") -> "Graph":
        return self.union(other)

    def __repr__(self) -> str:
        counted = ", ".join(f"{number} {what}" for what, number in self._summary().items())
        return f"<Graph: {counted}>"

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><td>{escape(what)}</td><td>{number}</td></tr>"
            for what, number in self._summary().items()
        )
        return f"<table>{''.join(rows)}</table>{self._beginning()}"

    def _beginning(self) -> str:
        """Show how the film graph begins, with short names; of a large one nothing is sorted."""
        if not 0 < len(self) <= _SORTED:
            return ""
        rows = (
            "<tr>" + "".join(f"<td>{escape(self._short(term))}</td>" for term in quad[:3]) + "</tr>"
            for quad in self.quads(None)[:_SHOWN]
        )
        heads = "<tr><th>subject</th><th>predicate</th><th>object</th></tr>"
        told = f"the first of {len(self):,} triples"
        return f"<details><summary>{told}</summary><table>{heads}{''.join(rows)}</table></details>"

    def _short(self, term: Term) -> str:
        if isinstance(term, Literal):
            sort = "" if term.datatype == XSD_STRING else f"^^{short(term.datatype)}"
            return f'"{term.text}"{sort}'
        return short(term, self.base)

    @property
    @trouble.checked
    def has_evidence(self) -> bool:
        """Whether there is an evidence graph: Turtle, say, holds the film graph alone."""
        found = self._store.quads_for_pattern(None, None, None, place(self.evidence))
        return next(found, None) is not None

    @trouble.checked
    def quads(
        self,
        graph: Iri | str | None = ALL,
        *,
        subject: Iri | None = None,
        predicate: Iri | None = None,
        object: Term | None = None,  # noqa: A002  the word of RDF
    ) -> list[Quad]:
        """Return the quads that fit, sorted: all, or those of one graph.

        Args:
            graph: a graph's name; ``None`` is the film graph; ``"all"`` is every graph.
            subject: only quads with this subject.
            predicate: only quads with this predicate.
            object: only quads with this object.
        """
        if graph == ALL and subject is predicate is object is None:  # a ledger is not even read
            return [quad for name in (None, *self.graphs()) for quad in self.quads(name)]
        found = self._store.quads_for_pattern(
            None if subject is None else ox.NamedNode(subject),
            None if predicate is None else ox.NamedNode(predicate),
            None if object is None else engine_term(object),
            None if graph == ALL else place(graph),
        )
        quads = [plain_quad(each) for each in found]
        if graph == ALL:
            quads = [q for q in quads if not (q.graph or "").startswith(self._hidden)]
        return sorted(quads, key=order)

    @trouble.checked
    def graphs(self) -> list[Iri]:
        """Return the names of the named graphs, sorted; a store's ledger is none of them."""
        names = (Iri(name.value) for name in self._store.named_graphs())
        return sorted(name for name in names if not name.startswith(self._hidden))

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[list[str], list[dict[str, Term | None]]]:
        """Return the columns and rows of a query's answer.

        Args:
            query: SPARQL; ASK gives one row, CONSTRUCT the columns of its triples. The
                prefixes of the vocabularies and of the identifiers need no declaring.
            bindings: variable → the term it stands for; a SELECT must project it.

        Raises:
            QueryError: it does not parse, or would reach outside the graph.
        """
        return questions.rows(
            questions.answer(self._store, query, bindings or {}, prefixes(self.base))
        )

    def results(
        self,
        query: str,
        format: str,  # noqa: A002  the word users know
        bindings: Mapping[str, Term] | None = None,
    ) -> bytes:
        """Return a query's answer as ``csv``, ``tsv``, ``json`` or ``xml``.

        Triples (CONSTRUCT, DESCRIBE) are given as ``ttl``, ``nt`` or ``jsonld``.

        Raises:
            QueryError: as ``select``; or the answer has no such format.
        """
        found = questions.answer(self._store, query, bindings or {}, prefixes(self.base))
        known = formats.FORMATS if isinstance(found, ox.QueryTriples) else formats.ANSWERS
        if format not in known:
            raise questions.no_format(format, known)
        if isinstance(found, ox.QueryTriples):
            built = self._of((ox.Quad(*triple) for triple in found), self.base)
            return built.serialize(format, part="films")
        return questions.encoded(found, formats.ANSWERS[format])

    @trouble.checked
    def serialize(
        self,
        format: str,  # noqa: A002  the word users know
        *,
        part: str = "",
        text: bool = True,
    ) -> bytes:
        """Return the graph as ``ttl``, ``nt``, ``rdfxml``, ``trig``, ``nq`` or ``jsonld``.

        Args:
            format: one of these six.
            part: ``"films"``: the film graph; ``"evidence"``: the evidence graph, with the
                graphs of the facts where the format has named graphs; ``"all"``: everything.
                By default the film graph in the first three formats, everything in the rest.
            text: whether the articles' whole texts are given; quoted passages always are.

        Raises:
            ValueError: there is no such format or part, or the format has no named graphs.
        """
        whole = format in formats.DATASETS  # has named graphs
        part = part or ("all" if whole else "films")
        if format not in formats.FORMATS or part not in ("all", "films", "evidence"):
            message = (
                f"there is no “{part}” as “{format}”; formats are {', '.join(formats.FORMATS)}"
            )
            raise ValueError(message)
        if part == "all" and not whole:
            message = f"“{format}” holds one graph: give part “films” or “evidence”"
            raise ValueError(message)
        triples = formats.lines(self._store) if part != "evidence" else []
        quads = formats.named_lines(self._store, self._hidden) if part != "films" and whole else []
        if part == "evidence" and not whole:
            triples = formats.lines(self._store, ox.NamedNode(self.evidence))
        if not text:
            triples, quads = map(self._without_text, (triples, quads))
        return formats.written(triples, quads, format, prefixes(self.base))

    def _without_text(self, lines: list[bytes]) -> list[bytes]:
        """Return the lines without those that give the whole text of an article."""
        head = f"<{self.base}article/".encode()
        texts = {q for q in lines if q.startswith(head) and q.split(b" ", 2)[1] == _TEXT}
        return [line for line in lines if line not in texts]

    def copy_to(self, folder: Path, *, text: bool = True) -> None:
        """Write a database of its own to a new folder; ``text`` as in ``serialize``."""
        database.write(self._store, folder, self.base, text=text)

    @classmethod
    def parse(cls, data: bytes, format: str, *, base: str = BASE) -> "Graph":  # noqa: A002  as above
        """Return the graph that the bytes hold, in one of the six formats.

        Blank nodes, which kg never writes, are given identifiers below ``base``.

        Raises:
            ValueError: the format is unknown, or the bytes are not in it.
        """
        if format not in formats.FORMATS:
            message = f"there is no format “{format}”; formats are {', '.join(formats.FORMATS)}"
            raise ValueError(message)
        try:
            return cls.over(formats.loaded(data, format, f"{base}.well-known/genid/"), base)
        except SyntaxError as error:
            message = f"not {format}: {error}"
            raise ValueError(message) from error

    def union(self, *others: "Graph") -> "Graph":
        """Return a graph with the quads of this one and of the others."""
        return Graph(chain.from_iterable(each.quads() for each in (self, *others)), base=self.base)

    def to_rdflib(self) -> Any:  # noqa: ANN401  rdflib is loaded only when asked for
        """Return an ``rdflib.Dataset`` of all three parts."""
        from kg.graph import exchange  # noqa: PLC0415  rdflib loads only here

        return exchange.dataset(self.quads(), prefixes(self.base))

    def films_rdflib(self) -> Any:  # noqa: ANN401  as above
        """Return an ``rdflib.Graph`` of the film graph."""
        from kg.graph import exchange  # noqa: PLC0415  rdflib loads only here

        return exchange.graph(self.quads(None), prefixes(self.base))

    @classmethod
    def from_rdflib(cls, source: Any, *, base: str = BASE) -> "Graph":  # noqa: ANN401  as above
        """Return the graph of an ``rdflib.Dataset``; of an ``rdflib.Graph``, as film graph."""
        from kg.graph import exchange  # noqa: PLC0415  rdflib loads only here

        return cls(exchange.quads(source, f"{base}.well-known/genid/"), base=base)

    def _summary(self) -> dict[str, int]:
        kinds = self.quads(predicate=Iri(VOCABULARIES["rdf"] + "type"))
        things = {quad.subject for quad in kinds}
        segments = Counter(iri.removeprefix(self.base).partition("/")[0] for iri in things)
        return {
            "works": segments["work"],
            "people": segments["person"],
            "facts": segments["fact"],
            "articles": segments["article"],
            "triples": len(self),
        }

    @classmethod
    def over(cls, store: ox.Store, base: str, keeper: object = None) -> "Graph":
        """Return what a store of the engine holds, read where it lies; its ledger is left out.

        Args:
            store: what holds it.
            base: as ``base``.
            keeper: what must live as long as the graph does: whoever holds the store open.
        """
        graph = cls(base=base)
        graph._store, graph._keeper = store, keeper
        return graph

    @classmethod
    def _of(cls, quads: Iterable[ox.Quad], base: str) -> "Graph":
        graph = cls(base=base)
        graph._store.extend(quads)
        return graph

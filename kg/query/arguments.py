"""Turn the values that a caller gives into the terms that a query's variables are bound to."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Protocol

from kg.errors import QueryError, VocabularyError
from kg.graph import Iri, Literal, Term
from kg.namespaces import folded, iri, short
from kg.query.question import Parameter, Question

_INTEGER = iri("xsd:integer")
_IS_A_NAME = "SELECT ?name WHERE { ?thing rdfs:label ?name } LIMIT 1"
_NAMES = (
    "SELECT DISTINCT ?name ?alias WHERE "
    "{ ?thing rdfs:label ?name OPTIONAL { ?thing skos:altLabel ?alias } }"
)
_PROPERTIES = (
    "SELECT DISTINCT ?property WHERE { GRAPH ?evidence { ?fact rdf:predicate ?property } }"
)
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of letters: bytes of a command line that are no UTF-8."""


class Asked(Protocol):
    """What can be asked: a graph in memory, or a dataset that lies elsewhere.

    Attributes:
        base: what its identifiers begin with.
    """

    base: str

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


def bindings(
    graph: Asked, question: Question, params: Mapping[str, Term | str | int]
) -> dict[str, Term]:
    """Return the term that each given parameter is bound to.

    Raises:
        QueryError: a parameter is missing or unknown, or nothing in the graph is called so.
    """
    declared = {param.name: param for param in question.params}
    if not question.described:
        declared = {c.name: Parameter(c.name, "", value="text") for c in question.columns}
    for name in params:
        if name not in declared:
            known = ", ".join(declared) or "no parameters"
            raise QueryError(question.name, f"it has no parameter “{name}”", f"It takes {known}")
    for name in question.required:
        if name not in params:
            meaning = declared[name].meaning
            raise QueryError(question.name, f"it needs “{name}”", f"Give {name}: {meaning}")
    return {name: _term(graph, question, declared[name], value) for name, value in params.items()}


def _term(graph: Asked, question: Question, param: Parameter, value: Term | str | int) -> Term:
    if isinstance(value, (Iri, Literal)):
        return value
    if isinstance(value, int):
        return Literal(str(value), _INTEGER)
    if not value.isascii() and _HALVES.search(value):
        problem = f"the value of “{param.name}” is no text in UTF-8"
        raise QueryError(question.name, problem, "Write it in UTF-8")
    if param.value == "property":
        return _property(graph, question, value)
    return _name(graph, question, value) if param.value == "name" else Literal(value)


def _name(graph: Asked, question: Question, value: str) -> Literal:
    if graph.select(_IS_A_NAME, {"name": Literal(value)})[1]:
        return Literal(value)
    spellings: dict[str, set[str]] = {}
    for row in graph.select(_NAMES)[1]:
        name = text(row["name"])
        for spelling in (name, text(row["alias"]) if row["alias"] else name):
            spellings.setdefault(folded(spelling), set()).add(name)
    found = sorted(spellings.get(folded(value), ()))
    if len(found) == 1:
        return Literal(found[0])
    if found:
        problem = f"several things are called “{value}”"
        raise QueryError(question.name, problem, f"Write one of {_listed(found)}")
    near = get_close_matches(folded(value), spellings, n=3)
    known = [name for spelling in near for name in sorted(spellings[spelling])]
    remedy = f"Did you mean {_listed(known)}?" if known else "Check the spelling"
    raise QueryError(question.name, f"nothing in the graph is called “{value}”", remedy)


def _property(graph: Asked, question: Question, value: str) -> Iri:
    try:
        wanted = value if "://" in value else iri(value if ":" in value else f"film:{value}")
    except VocabularyError:
        wanted = value
    rows = graph.select(_PROPERTIES)[1]
    known = {str(row["property"]) for row in rows}
    if wanted in known:
        return Iri(wanted)
    names = sorted(short(each).removeprefix("film:") for each in known)
    near = get_close_matches(short(wanted).removeprefix("film:"), names, n=3)
    remedy = f"Did you mean {_listed(near)}?" if near else f"There are {_listed(names)}"
    raise QueryError(question.name, f"nothing in the graph says “{value}”", remedy)


def text(term: Term | None) -> str:
    """Return the text of a value; nothing of anything else."""
    return term.text if isinstance(term, Literal) else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)

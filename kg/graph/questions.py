"""SPARQL put to a store, with everything that would reach outside it refused."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import Literal, Term, engine_term, plain_term
from kg.namespaces import VOCABULARIES

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# What is no keyword: IRIs, strings, comments, prefixed names, variables, language tags.
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
    |\"{3}.*?\"{3} | '{3}.*?'{3}
    |"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    |\#[^\n\r]*
    |[\w.-]*:[\w.%:\\-]* | [?$@]\w+
    |(?P<word>\w+)""",
    re.VERBOSE | re.DOTALL,
)
_OUTSIDE = {"SERVICE", "FROM", "LOAD"}
_NAME = "the given text"

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def answer(
    store: ox.Store, query: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str]
) -> Answer:
    """Return the engine's answer to a query; the prefixes need no declaring in it.

    Raises:
        QueryError: the query does not parse, or would reach outside the graph.
    """
    _refuse_outside(query)
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): engine_term(term) for name, term in bindings.items()
    }
    with _told():
        return store.query(query, prefixes=dict(prefixes), substitutions=values)


def rows(found: Answer) -> tuple[list[str], list[dict[str, Term | None]]]:
    """Return the columns and rows of an answer.

    A yes-or-no answer is one row with the column ``answer``; triples have the columns
    ``subject``, ``predicate`` and ``object``, and are sorted.
    """
    if isinstance(found, ox.QueryBoolean):
        text = "true" if found else "false"
        return ["answer"], [{"answer": Literal(text, VOCABULARIES["xsd"] + "boolean")}]
    with _told():
        if isinstance(found, ox.QueryTriples):
            columns = ["subject", "predicate", "object"]
            table = [tuple(triple) for _, triple in sorted({str(t): t for t in found}.items())]
        else:
            columns = [variable.value for variable in found.variables]
            table = [tuple(solution) for solution in found]
    return columns, [
        {
            column: None if value is None else plain_term(value)
            for column, value in zip(columns, values, strict=True)
        }
        for values in table
    ]


def encoded(found: ox.QuerySolutions | ox.QueryBoolean, form: ox.QueryResultsFormat) -> bytes:
    """Return an answer of rows, or of yes or no, in one of the standard formats."""
    with _told():
        return found.serialize(format=form) or b""


def no_format(name: str, known: Iterable[str]) -> QueryError:
    """Return the error for an answer asked for in a format that it does not have."""
    return QueryError(_NAME, f"its answer has no format “{name}”", f"Use one of {', '.join(known)}")


@contextmanager
def _told() -> Iterator[None]:
    """Tell the engine's complaint about a query as a ``QueryError``."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        problem = f"it cannot be run: {_brief(str(error))}"
        remedy = "Correct the query at that place"
        raise QueryError(_NAME, problem, remedy) from error


def _brief(complaint: str) -> str:
    """Return the engine's complaint in one line, without the list of all it would take."""
    place, expected, wanted = " ".join(complaint.split()).rstrip(".").partition("expected one of")
    if not expected:
        return place
    return place + ("prefix not declared" if "Prefix not found" in wanted else "not expected here")


def _refuse_outside(query: str) -> None:
    text = _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if word in _OUTSIDE:
            problem = f"it uses {word}, which reaches outside the graph"
            remedy = f"Take out {word}; GRAPH reads the named graphs"
            raise QueryError(_NAME, problem, remedy)

"""SPARQL put to a store, with everything that would reach outside it refused."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import formats, spelling
from kg.graph.spelling import Token
from kg.graph.terms import Literal, Term, engine_term, plain_term
from kg.namespaces import VOCABULARIES

_NAME = "the given text"

_CLAUSE = re.compile(r"SERVICE(?:[\s#]|SILENT)*(?:<|[?$]|[^\s{}<>]*:)[^{}]*\{", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGES = ("INSERT", "DELETE", "WITH", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "LOAD")

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks for, as far as its words tell.

    Attributes:
        text: what may be put to the engine: it means the same as what was given, and holds the
            words that reach outside nowhere but where they were found.
        form: ``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``, the first word of an update, or
            nothing.
        service: whether it would ask another endpoint.
        graphs: the graphs that it names with ``FROM``; an empty name where it cannot be told.
        deep: whether the engine may have no room to read it.
    """

    text: str
    form: str
    service: bool
    graphs: tuple[str, ...]
    deep: bool = False

    @property
    def is_update(self) -> bool:
        """Whether it would change the graph."""
        return self.form in _CHANGES


def asked(query: str, prefixes: Mapping[str, str]) -> Asked:
    r"""Return what a query asks for; nothing is put to an engine.

    A keyword spelt with an escape, as ``S\u0045RVICE``, counts as what it stands for.
    """
    tokens = spelling.tokens(query)
    own = _asked(tokens, prefixes)
    if not any(token.kind == "sign" and token.text == "\\" for token in tokens):
        return own
    spelt = _asked(spelling.tokens(spelling.resolved(query)), prefixes)  # the engine refuses it
    service, graphs = own.service or spelt.service, own.graphs + spelt.graphs
    return Asked(own.text, own.form or spelt.form, service, graphs, own.deep)


def may_reach(query: str) -> bool:
    """Return whether a query that does not parse looks as if it asked another endpoint.

    It may do so in a string, or in a comment: what is certain is in ``asked``.
    """
    return _CLAUSE.search(spelling.resolved(query)) is not None


def answer(
    store: ox.Store, query: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str]
) -> Answer:
    """Return the engine's answer to a query; the prefixes need no declaring in it.

    Raises:
        QueryError: the query does not parse, or would reach outside the graph.
    """
    text = _inside(query, tuple(prefixes.items()))
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): engine_term(term) for name, term in bindings.items()
    }
    with told():
        return store.query(text, prefixes=dict(prefixes), substitutions=values)


def rows(found: Answer) -> tuple[list[str], list[dict[str, Term | None]]]:
    """Return the columns and rows of an answer.

    A yes-or-no answer is one row with the column ``answer``; triples have the columns
    ``subject``, ``predicate`` and ``object``, and are sorted.
    """
    if isinstance(found, ox.QueryBoolean):
        text = "true" if found else "false"
        return ["answer"], [{"answer": Literal(text, VOCABULARIES["xsd"] + "boolean")}]
    with told():
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
    with told():
        content = found.serialize(format=form) or b""
    return formats.legible(content) if form == ox.QueryResultsFormat.XML else content


def too_deep() -> QueryError:
    """Return the error for a query that the engine may have no room to read."""
    remedy = "Ask with fewer brackets and operators"
    return QueryError(_NAME, "it is nested too deeply", remedy)


def no_format(name: str, known: Iterable[str]) -> QueryError:
    """Return the error for an answer asked for in a format that it does not have."""
    return QueryError(_NAME, f"its answer has no format “{name}”", f"Use one of {', '.join(known)}")


@contextmanager
def told() -> Iterator[None]:
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


@lru_cache(64)
def _inside(query: str, prefixes: tuple[tuple[str, str], ...]) -> str:
    """Return a query that may be put to a store, or refuse one that would reach outside it."""
    found = asked(query, dict(prefixes))
    word = "SERVICE" if found.service else "FROM" if found.graphs else ""
    word = word or ("LOAD" if found.form == "LOAD" else "")
    if word:
        problem = f"it uses {word}, which reaches outside the graph"
        remedy = f"Take out {word}; GRAPH reads the named graphs"
        raise QueryError(_NAME, problem, remedy)
    if found.deep:
        raise too_deep()
    return found.text


def _asked(tokens: list[Token], prefixes: Mapping[str, str]) -> Asked:
    base, own, rest = spelling.declarations(tokens)
    known = {**prefixes, **own}
    outside = [
        (place, token.outside)
        for place, token in enumerate(rest)
        if token.outside and not (token.kind == "name" and token.prefix in known)
    ]
    graphs = tuple(_graph(rest, place, base, known) for place, word in outside if word == "FROM")
    service = any(word == "SERVICE" for _, word in outside)
    text = spelling.disarmed(tokens, frozenset(known))
    return Asked(text, _form(rest), service, graphs, spelling.is_too_deep(tokens))


def _form(rest: list[Token]) -> str:
    """Return the keyword that a query or an update begins with, though others be glued to it."""
    word = rest[0].text.upper() if rest and rest[0].kind in ("word", "name") else ""
    return next((form for form in (*_FORMS, *_CHANGES) if word.startswith(form)), "")


def _graph(rest: list[Token], place: int, base: str, known: dict[str, str]) -> str:
    """Return the graph that a word FROM names; nothing where it cannot be told."""
    if rest[place].kind != "word" or not rest[place].text.upper().endswith(("FROM", "NAMED")):
        return ""
    after = rest[place + 1 : place + 3]
    if after and after[0].text.upper() == "NAMED":
        after = after[1:]
    if not after or after[0].kind not in ("iri", "name"):
        return ""
    return spelling.absolute(after[0], base, known)

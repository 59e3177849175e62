"""Ask a graph the questions of queries/, or any other query.

    >>> import kg
    >>> "cast" in kg.query.names()
    True

A question is a ``.rq`` file whose header says what it needs and gives; its parameters are
bound as terms, never pasted into its text.
"""

from functools import cache
from pathlib import Path, PurePath

from kg import resources
from kg.errors import QueryError
from kg.graph import Term
from kg.query import question as _question
from kg.query.arguments import Asked, bindings
from kg.query.question import Column, Example, Parameter, Question
from kg.query.rows import Plain, Rows, rows

__all__ = [
    "Column",
    "Example",
    "Parameter",
    "Plain",
    "Question",
    "Rows",
    "names",
    "question",
    "questions",
    "run",
]

_FOLDER = "queries"
_SUFFIX = ".rq"


def names() -> list[str]:
    """Return the names of the questions, sorted."""
    return [PurePath(file).stem for file in resources.names(_FOLDER, _SUFFIX)]


def questions() -> list[Question]:
    """Return the questions, sorted by name."""
    return [question(name) for name in names()]


def question(asked: str | PurePath) -> Question:
    """Return a question by its name, by the path of its file, or by its text.

    A name may lead into a folder of queries/, such as ``networks/credits``.

    Raises:
        QueryError: there is no such question, or its header is wrong.

    Example:
        >>> question("collaborations").required
        ('person',)
    """
    if isinstance(asked, str) and ("{" in asked or "\n" in asked):
        return _question.parsed("query", asked)
    if isinstance(asked, PurePath) or asked.endswith(_SUFFIX):
        return _from_file(Path(asked))
    return _kept(asked)


def run(graph: Asked, asked: str | PurePath, /, **params: Term | str | int) -> Rows:
    """Return the answers of a graph to a question.

    Args:
        graph: the graph to ask, or a dataset behind an endpoint.
        asked: the question's name, the path of a ``.rq`` file, or a SPARQL SELECT as text.
        params: what the question asks for. The name of a thing may be written in another
            case or with other quotation marks, or be one of its other spellings. A query
            without a header takes any of the variables it selects.

    Returns:
        One row a solution, columns in the order of the SELECT.

    Raises:
        QueryError: there is no such question, a parameter is missing or unknown, nothing in
            the graph is called so, or the query does not parse.
    """
    wanted = question(asked)
    bound = bindings(graph, wanted, params)
    try:
        columns, solutions = graph.select(wanted.text, bound)
    except QueryError as error:
        raise error.named(wanted.name) from error
    return rows(columns, solutions)


@cache
def _kept(name: str) -> Question:
    folder, _, _ = f"{_FOLDER}/{name}".rpartition("/")
    file = f"{_FOLDER}/{name}{_SUFFIX}"
    if file not in resources.names(folder, _SUFFIX):
        raise QueryError.unknown(name, names())
    return _question.parsed(name, resources.text(file))


def _from_file(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise QueryError(str(path), "there is no such file", "Check its path") from error
    except (OSError, UnicodeDecodeError) as error:
        problem = "the file cannot be read as UTF-8 text"
        raise QueryError(str(path), problem, "Give a text file with a SPARQL query") from error
    return _question.parsed(path.stem, text)

"""Read the header of a query: what it asks, what it needs, what it gives.

A header is the comment at the top of a ``.rq`` file, a keyword and its words on each line::

    # title:    Directors of a film
    # question: Who directed {film}, and which sentence says so?
    # param:    film      the film's name, as written in the graph
    # column:   director  the person's name
    # column:   quote     the passage that says so, word for word
    # order:    by director, then quote
    # example:  film="Blue Hour" gives 1 row

After a parameter's name may stand marks in brackets: ``(optional)``, and what its value is:
``(property)`` a term of the ontology, ``(text)`` words to be found exactly as given. Without
the last two it is the name of a thing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.errors import QueryError

_LINE = re.compile(r"#\s*(title|question|param|column|order|example):\s*(.*\S)\s*")
_NAMED = re.compile(r"([a-z][a-z0-9_]*)\s*(?:\(([^)]*)\)\s*)?(.*)")
_EXAMPLE = re.compile(r'((?:[a-z]\w*="[^"]*"\s+)*)gives (\d+) rows?')
_ARGUMENT = re.compile(r'([a-z]\w*)="([^"]*)"')
_COMMENT = re.compile(r"""(<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*""")
_SELECT = re.compile(r"\bSELECT\b(?:\s+(?:DISTINCT|REDUCED)\b)?", re.IGNORECASE)
_ORDER = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_VALUES = ("name", "property", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question must be told, or may be told.

    Attributes:
        name: its variable in the query.
        meaning: what to give, in words.
        optional: whether the question can be asked without it.
        value: ``name`` of a thing, ``property`` of the ontology, or ``text``.
    """

    name: str
    meaning: str
    optional: bool = False
    value: str = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """One part of each answer.

    Attributes:
        name: its variable in the query.
        meaning: what it holds, in words.
    """

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Example:
    """A known answer.

    Attributes:
        arguments: parameter → value.
        rows: how many rows the graph of the tests gives for them.
    """

    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what its header says of it.

    Attributes:
        name: the file's name without its ending.
        title: a heading; the name where there is no header.
        question: the question in words, its parameters in curly brackets.
        params: in the order of the header.
        columns: in the order of the header, after the parameters in each row.
        order: how the rows are sorted, in words.
        examples: known answers.
        text: the query, header included.
        described: whether there is a header.
    """

    name: str
    title: str
    question: str
    params: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: str
    examples: tuple[Example, ...]
    text: str
    described: bool = True

    @property
    def required(self) -> tuple[str, ...]:
        """The parameters without which it cannot be asked."""
        return tuple(param.name for param in self.params if not param.optional)


def parsed(name: str, text: str) -> Question:
    """Return the question that a query's text holds.

    A query without a header is a question too: it has no parameters, and its columns
    are the variables that it selects.

    Raises:
        QueryError: the header is incomplete, or does not match the SELECT below it.

    Example:
        >>> asked = parsed("works", "SELECT ?work ?name WHERE { ?work rdfs:label ?name }")
        >>> [column.name for column in asked.columns]
        ['work', 'name']
    """
    lines = list(_header(text))
    if not lines:
        columns = tuple(Column(variable, "") for variable in selected(text))
        return Question(name, name, "", (), columns, "", (), text, described=False)
    question = Question(
        name=name,
        title=_only(name, "title", lines),
        question=_only(name, "question", lines),
        params=tuple(_parameter(name, words) for key, words in lines if key == "param"),
        columns=tuple(_column(name, words) for key, words in lines if key == "column"),
        order=_only(name, "order", lines),
        examples=tuple(_example(name, words) for key, words in lines if key == "example"),
        text=text,
    )
    _check(question)
    return question


def selected(text: str) -> list[str]:
    """Return the variables that a query selects, in order; none where it selects ``*``.

    >>> selected("SELECT DISTINCT ?film (COUNT(?person) AS ?people) WHERE { }")
    ['film', 'people']
    """
    bare = _COMMENT.sub(r"\1", text)
    start = _SELECT.search(bare)
    if start is None:
        return []
    names, depth, latest = [], 0, ""
    for word in re.findall(r"[?$]\w+|[(){]|\bWHERE\b|\bFROM\b", bare[start.end() :], re.IGNORECASE):
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if not depth:
                names.append(latest)
        elif word[0] not in "?$":
            break
        elif depth:
            latest = word[1:]
        else:
            names.append(word[1:])
    return names


def ordered(text: str) -> list[str]:
    """Return the variables that the last ORDER BY names, in order, each once.

    >>> ordered("SELECT ?film WHERE { } ORDER BY DESC(?year) ?film")
    ['year', 'film']
    """
    bare = _COMMENT.sub(r"\1", text)
    parts = _ORDER.split(bare)
    return list(dict.fromkeys(_VARIABLE.findall(parts[-1]))) if len(parts) > 1 else []


def _header(text: str) -> Iterator[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines():
        if not line.startswith("#"):
            return
        if found := _LINE.fullmatch(line):
            yield found[1], found[2]


def _only(name: str, key: str, lines: list[tuple[str, str]]) -> str:
    found = [words for line, words in lines if line == key]
    if len(found) != 1:
        problem = f"its header has {len(found)} lines “# {key}:”"
        raise QueryError(name, problem, "Write exactly one")
    return found[0]


def _parameter(name: str, words: str) -> Parameter:
    word, marks, meaning = _parts(name, words)
    given = [mark.strip() for mark in marks.split(",") if mark.strip()]
    values = [mark for mark in given if mark != "optional"]
    if len(values) > 1 or not set(values) <= set(_VALUES):
        problem = f"its parameter “{word}” is marked ({marks})"
        raise QueryError(name, problem, f"Mark it optional, and as one of {', '.join(_VALUES)}")
    return Parameter(word, meaning, "optional" in given, values[0] if values else "name")


def _column(name: str, words: str) -> Column:
    word, marks, meaning = _parts(name, words)
    return Column(word, f"({marks}) {meaning}" if marks else meaning)


def _parts(name: str, words: str) -> tuple[str, str, str]:
    found = _NAMED.fullmatch(words)
    if found is None or not found[3]:
        problem = f"its header line “{words}” does not explain a variable"
        raise QueryError(name, problem, "Write the variable's name, then what it holds")
    return found[1], found[2] or "", found[3]


def _example(name: str, words: str) -> Example:
    found = _EXAMPLE.fullmatch(words)
    if found is None:
        problem = f"its example “{words}” cannot be read"
        raise QueryError(name, problem, 'Write, for instance, film="Blue Hour" gives 2 rows')
    return Example(MappingProxyType(dict(_ARGUMENT.findall(found[1]))), int(found[2]))


def _check(question: Question) -> None:
    declared = [p.name for p in question.params] + [c.name for c in question.columns]
    found = selected(question.text)
    if declared != found:
        problem = (
            f"its header gives {', '.join(declared)}, its SELECT {', '.join(found) or 'nothing'}"
        )
        remedy = "Name the same variables in the same order, parameters first"
        raise QueryError(question.name, problem, remedy)
    known = {param.name for param in question.params}
    for example in question.examples:
        wrong = sorted(set(example.arguments) - known)
        missing = sorted(set(question.required) - set(example.arguments))
        if wrong or missing:
            problem = f"an example names the wrong parameters: {', '.join(wrong + missing)}"
            raise QueryError(question.name, problem, "Give each example what the header asks for")
    for word in re.findall(r"{(\w+)}", question.question):
        if word not in known:
            problem = f"its question mentions {{{word}}}, which is no parameter"
            raise QueryError(question.name, problem, "Mention parameters only")

"""The whole dataset against queries/checks.

Each query selects ``?focus``, the node at fault, ``?path``, the property at fault or nothing, and
``?quote``, the words behind it or nothing; or, in place of these, ``?one`` and ``?other``, two
facts. Its header says what must hold and what to do.
"""

import re
from pathlib import PurePath

from kg import resources
from kg.check import sources
from kg.errors import QueryError
from kg.graph import Graph, Iri, Literal
from kg.model import Report, Violation
from kg.namespaces import short

_HEADER = re.compile(r"^# (message|severity): +(.*\S) *$", re.MULTILINE)


def rules(graph: Graph) -> Report:
    """Return what breaks a rule of queries/checks, each with the sentences behind it."""
    found: dict[tuple[str, str, str, str, str], set[str]] = {}
    for name in resources.names("queries/checks", ".rq"):
        rule, text = PurePath(name).stem, resources.text(name)
        message, severity = _told(rule, text)
        for row in sources.standing(graph, text):
            focus, path, quote = row["focus"], row.get("path"), row.get("quote")
            place = short(path) if isinstance(path, Iri) else ""
            words = found.setdefault((str(focus), place, message, severity, rule), set())
            if isinstance(quote, Literal):
                words.add(quote.text)
            pair = (row.get("one"), row.get("other"))
            words.update(sources.quotes(graph, [each for each in pair if isinstance(each, Iri)]))
    return Report(
        tuple(sorted(Violation(*told, quotes=tuple(sorted(q))) for told, q in found.items()))
    )


def _told(rule: str, text: str) -> tuple[str, str]:
    header = dict(_HEADER.findall(text))
    if header.keys() != {"message", "severity"}:
        problem = "its header has no “# message:” or no “# severity:”"
        raise QueryError(rule, problem, "Write both")
    return header["message"], header["severity"]

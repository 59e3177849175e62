"""What the search of a site knows: names of things, articles and questions, best known first."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph import Graph, Iri, Literal
from kg.namespaces import iri
from kg.publish.pages.things import Listed
from kg.query import Question
from kg.query.articles import Heading

_ALIAS = Iri(iri("skos:altLabel"))

_NEEDED = 2
"""Parts of an entry: its name and its path."""

Entry = tuple[str, str, str, str]
"""A name, the path of its page, its other spellings, and what tells it from its namesakes."""


def index(entries: Iterable[Entry]) -> bytes:
    """Return the script that gives the search its names.

    A script, since a page from a file system may load no other data. What a browser could take
    for the end of a script is escaped.
    """
    rows = [_short(entry) for entry in entries]
    text = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"kgNames({text});\n".encode("ascii")


def entries(
    graph: Graph,
    things: Iterable[Listed],
    articles: Mapping[str, Heading],
    questions: Iterable[Question],
) -> list[Entry]:
    """Return what can be found: things that most is told of first, then articles, questions.

    Args:
        graph: whose things they are.
        things: all that have a page.
        articles: path of the page → article.
        questions: all that are asked.
    """
    more = defaultdict(list)
    for quad in graph.quads(None, predicate=_ALIAS):
        if isinstance(quad.object, Literal):
            more[quad.subject].append(quad.object.text)
    known = sorted(things, key=lambda each: (-each.told, each.name, each.iri))
    return [
        *((each.name, each.path, " ".join(more[Iri(each.iri)]), each.note) for each in known),
        *((head.title or head.id, path, head.id, "") for path, head in articles.items()),
        *((each.title, f"question/{each.name}.html", each.name, "") for each in questions),
    ]


def _short(entry: Entry) -> list[str]:
    """Return an entry without what is empty at its end."""
    parts = list(entry)
    while len(parts) > _NEEDED and not parts[-1]:
        parts.pop()
    return parts

"""The page on which a person asks the graph in SPARQL: YASGUI, with our questions and our terms.

It loads nothing from elsewhere, and its policy forbids it to. What it knows of the ontology comes
from ``ontology/`` and ``queries/``.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from types import MappingProxyType

from kg import templates
from kg.graph import Iri, Literal, ontology
from kg.namespaces import BASE, FILM, VOCABULARIES, iri, prefixes
from kg.query import Question, questions

POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; "
    "form-action 'none'"
)
"""What the page may load, as a Content-Security-Policy; a server may send it as a header too.

The digest is of the one style that YASGUI writes itself, for the grips between columns.
"""

_FOLDER = "_editor"
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
_FILES = ("vendored/yasgui.min.css", "editor.css", "vendored/yasgui.min.js", "editor.js")
_LICENCES = "vendored/LICENSES.txt"
_TERM = re.compile(rf"\b(?:{'|'.join(VOCABULARIES)}):[A-Za-z]\w*")
_HEADER = re.compile(r"(?:#.*\n)*\n*")
_START = """\
PREFIX film: <https://w3id.org/filmkg/ontology#>
PREFIX oa:   <http://www.w3.org/ns/oa#>
PREFIX rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# What is said of whom, and the sentence that says so.
SELECT ?name ?relation ?object ?status ?quote WHERE {
  GRAPH ?evidence {
    ?fact rdf:subject   ?subject ;
          rdf:predicate ?relation ;
          rdf:object    ?object ;
          film:status   ?status ;
          film:current  true ;
          film:evidence/oa:hasSelector/oa:exact ?quote .
  }
  ?subject rdfs:label ?name .
  FILTER (?relation NOT IN (rdf:type, rdfs:label))
}
ORDER BY ?name ?relation ?object ?quote
LIMIT 50
"""


def page(endpoint: str, home: str, *, title: str = "", base: str = BASE) -> bytes:
    """Return the page as HTML.

    Args:
        endpoint: where queries are sent, from the page on, such as ``sparql``.
        home: the folder of the pages of things and of ``assets()``, from the page on, such as
            ``./`` or ``../``.
        title: what the page is called.
        base: what identifiers begin with; those that do lead to ``home`` and the rest of them.
    """
    folder = f"{home.removesuffix('/') or '.'}/"
    html = (
        templates.environment("serve")
        .get_template("editor.html.jinja")
        .render(
            title=title or "Ask the graph",
            policy=POLICY,
            home=folder,
            licences=f"{folder}{_path(_LICENCES)}",
            styles=[_address(folder, name) for name in _FILES if name.endswith(".css")],
            scripts=[_address(folder, name) for name in _FILES if name.endswith(".js")],
            questions=questions(),
            data={
                "endpoint": endpoint,
                "home": folder,
                "base": base,
                "prefixes": prefixes(base),
                "terms": dict(terms()),
                "questions": {each.name: _plain(each) for each in questions()},
                "start": _START,
            },
        )
    )
    return html.encode("utf-8")


@cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """Return what the page needs beside it: path below ``home`` → media type and content."""
    files = {_path(name): (_KINDS[name.rpartition(".")[2]], _content(name)) for name in _FILES}
    licences = ("text/plain; charset=utf-8", _content(_LICENCES))
    return MappingProxyType(files | {_path(_LICENCES): licences})


@cache
def terms() -> Mapping[str, str]:
    """Return what there is to say in a query: IRI of a term → its definition, or nothing.

    These are the classes and properties of the ontology, and what the questions say beside them.
    """
    definition = Iri(VOCABULARIES["skos"] + "definition")
    found = {
        str(quad.subject): quad.object.text
        for quad in ontology.parsed("ontology/film.ttl").quads(None, predicate=definition)
        if isinstance(quad.object, Literal) and quad.subject.startswith(FILM)
    }
    said = {iri(name) for each in questions() for name in _TERM.findall(each.text)}
    return MappingProxyType(dict(sorted((dict.fromkeys(said, "") | found).items())))


def _plain(question: Question) -> dict[str, object]:
    """Return a question as the page's script needs it; of its header the page shows the rest."""
    return {
        "title": question.title,
        "question": question.question,
        "params": [asdict(param) for param in question.params],
        "text": f"# {question.question}\n\n{_HEADER.sub('', question.text, count=1)}",
    }


def _path(name: str) -> str:
    return f"{_FOLDER}/{name.rpartition('/')[2]}"


def _address(folder: str, name: str) -> str:
    """Return the address of a file, which changes when the file does: it may be kept for long."""
    return f"{folder}{_path(name)}?{sha256(_content(name)).hexdigest()[:12]}"


@cache
def _content(name: str) -> bytes:
    """Return a file as it is sent: without the name of a map of its source, which is not here."""
    return templates.own("serve", name).partition("//# sourceMapping")[0].encode("utf-8")

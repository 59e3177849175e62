"""A store written as bytes: sorted, with prefixes, no clock; the same bytes always."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import Any

import pyoxigraph as ox

from kg.graph import nesting
from kg.graph.terms import named
from kg.namespaces import VOCABULARIES

TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
DATASETS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
FORMATS = TRIPLES | DATASETS
ANSWERS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}

_TYPE = f"<{VOCABULARIES['rdf']}type>"
_STRING = VOCABULARIES["xsd"] + "string"
_BLANK = """ASK {
  { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }
  FILTER(isBlank(?s) || isBlank(?o) || isTRIPLE(?o) || isBlank(?g))
}"""
_BLANK_SIGNS = {
    "nt": (b"_:",),
    "nq": (b"_:",),
    **dict.fromkeys(("ttl", "trig"), (b"_:", b"[", b"(", b"<<", b"{|", b"~")),
}
"""Without these there is no blank node."""
_TELLS_KIND = f" {_TYPE} ".encode()
_COMMA = ",\n"
_OPENING = re.compile(rb"^(?=[^\t}\n])", re.MULTILINE)  # of what is said of a subject, of a graph
_DECLARED = re.compile(rb'xmlns:(?!its)\w+="[^"]*"')
_SCHEME = re.compile(rb"<(\w+):(?!//)")
_BYTES_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def loaded(data: bytes, format: str, space: str) -> ox.Store:  # noqa: A002  the word users know
    """Return a store of what bytes hold, with every blank node given an IRI below ``space``.

    Raises:
        SyntaxError: the bytes are not in the format, or nested too deeply.
    """
    nesting.check(data, format)
    store = ox.Store()
    store.load(input=data, format=FORMATS[format])
    signs = _BLANK_SIGNS.get(format)
    if (signs and not any(sign in data for sign in signs)) or not store.query(_BLANK):
        return store
    renamed = ox.Store()
    renamed.extend(named(ox.parse(input=data, format=FORMATS[format]), space))
    return renamed


def legible(xml: bytes) -> bytes:
    """Return XML with U+FFFD for what no XML may hold, and with returns that readers keep."""
    return _BYTES_NOT_IN_XML.sub("\ufffd".encode(), xml).replace(b"\r", b"&#13;")


def lines(store: ox.Store, graph: ox.NamedNode | None = None) -> list[bytes]:
    """Return one graph's triples as sorted lines of N-Triples."""
    source = ox.DefaultGraph() if graph is None else graph
    dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=source)
    return sorted((dump or b"").split(b"\n")[:-1])


def named_lines(store: ox.Store, hidden: str) -> list[bytes]:
    """Return the quads of the named graphs as lines of N-Quads, sorted graph by graph.

    Args:
        store: what holds them.
        hidden: how the names of graphs begin that are left out.
    """
    film, head = set(lines(store)), f"<{hidden}".encode()
    dump = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    told = (line for line in dump.split(b"\n")[:-1] if line not in film)
    return sorted((q for q in told if not _graph(q).startswith(head)), key=_by_graph)


def written(
    triples: Iterable[bytes],
    quads: Iterable[bytes],
    format: str,  # noqa: A002  the word users know
    prefixes: Mapping[str, str],
) -> bytes:
    """Return sorted lines, first of one graph and then of named ones, in another format.

    What a subject is stands before what else is said of it. Only the prefixes that are used are
    declared.
    """
    if format in ("nt", "nq"):
        return b"".join(line + b"\n" for line in chain(triples, quads))
    ordered = _types_first(triples, _subject) + _types_first(quads, _subject_in_graph)
    text = b"\n".join([*ordered, b""])
    words = b" ".join(set(text.split()))  # of what is said often, once
    used = {name: space for name, space in sorted(prefixes.items()) if space.encode() in words}
    parsed = ox.parse(input=text, format=ox.RdfFormat.N_QUADS, lenient=True)  # our own lines
    if format == "jsonld":
        return _jsonld(parsed, _unlike_schemes(used, words))
    if format == "rdfxml":
        return _rdfxml(parsed, used)
    return _spaced(_serialized(parsed, format, used), used)


def _unlike_schemes(prefixes: Mapping[str, str], words: bytes) -> dict[str, str]:
    """Return the prefixes that are no scheme of an IRI: ``<person:1>`` stands for itself."""
    schemes = set(_SCHEME.findall(words))
    return {name: space for name, space in prefixes.items() if name.encode() not in schemes}


def _serialized(
    quads: Iterable[ox.Quad] | Iterable[ox.Triple],
    format: str,  # noqa: A002  as above
    prefixes: Mapping[str, str],
) -> bytes:
    return ox.serialize(quads, format=FORMATS[format], prefixes=dict(prefixes)) or b""


def _types_first(
    lines: Iterable[bytes], subject: Callable[[bytes], tuple[bytes, ...]]
) -> list[bytes]:
    """Return sorted lines with what a subject is moved before what else is said of it."""
    found = list(lines)
    kinds = [place for place, line in enumerate(found) if _TELLS_KIND in line and _is_kind(line)]
    for place in kinds:
        line, first = found[place], place
        while (
            first and subject(found[first - 1]) == subject(line) and not _is_kind(found[first - 1])
        ):
            first -= 1
        if first < place:
            found[first : place + 1] = [line, *found[first:place]]
    return found


def _is_kind(line: bytes) -> bool:
    return line.find(_TELLS_KIND) == line.index(b" ")


def _subject(line: bytes) -> tuple[bytes, ...]:
    return (line.split(b" ", 1)[0],)


def _subject_in_graph(line: bytes) -> tuple[bytes, ...]:
    return line.split(b" ", 1)[0], _graph(line)


def _by_graph(line: bytes) -> tuple[bytes, bytes]:
    return _graph(line), line


def _graph(line: bytes) -> bytes:
    return line.rsplit(b" ", 2)[1]


def _spaced(body: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Return Turtle or TriG with its prefixes in order and a blank line before each subject."""
    head = [f"@prefix {name}: <{space}> .\n".encode() for name, space in sorted(prefixes.items())]
    declared = re.match(rb"(?:@prefix .*\n)*", body)
    assert declared is not None
    return b"".join(head) + _OPENING.sub(b"\n", body[declared.end() :])


def _rdfxml(quads: Iterator[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return RDF/XML; a control character that XML cannot hold becomes U+FFFD.

    Only vocabularies are declared, since only properties and classes are written as names.
    """
    names = {name: space for name, space in prefixes.items() if name in VOCABULARIES}
    triples = (ox.Triple(q.subject, q.predicate, _in_xml(q.object)) for q in quads)
    body = _serialized(triples, "rdfxml", names).replace(b"\r", b"&#13;")
    head, root, rest = body.split(b"\n", 2)
    declared = sorted(set(_DECLARED.findall(root)))
    return b"\n".join((head, b"<rdf:RDF " + b" ".join(declared) + b">", rest))


def _in_xml(term: Any) -> Any:  # noqa: ANN401  any term of the engine, and the same sort back
    if not isinstance(term, ox.Literal) or not _NOT_IN_XML.search(term.value):
        return term
    text = _NOT_IN_XML.sub("\ufffd", term.value)
    if term.language:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=term.datatype)


def _jsonld(quads: Iterator[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return JSON-LD with a context of prefixes, one node a line.

    Named graphs follow the film graph's nodes.
    """
    short = _Short(prefixes)
    top: list[str] = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [
            json.dumps(_json_node(subject, list(group), short), ensure_ascii=False)
            for subject, group in groupby(members, key=lambda quad: quad.subject)
        ]
        if isinstance(graph, ox.NamedNode):
            name = json.dumps(short(graph), ensure_ascii=False)
            top.append(f'{{"@id": {name}, "@graph": [\n{_COMMA.join(nodes)}\n]}}')
        else:
            top.extend(nodes)
    context = json.dumps(dict(sorted(prefixes.items())), ensure_ascii=False, indent=1)
    body = _COMMA.join(top)
    return f'{{"@context": {context},\n"@graph": [\n{body}\n]}}\n'.encode()


def _json_node(subject: Any, quads: list[ox.Quad], short: "_Short") -> dict[str, Any]:  # noqa: ANN401
    node: dict[str, Any] = {"@id": short(subject)}
    for predicate, group in groupby(quads, key=lambda quad: quad.predicate):
        terms = [quad.object for quad in group]
        if str(predicate) == _TYPE and all(isinstance(term, ox.NamedNode) for term in terms):
            node["@type"] = [short(kind) for kind in terms]
            continue
        values = [_json_term(term, short) for term in terms]
        node[short(predicate)] = values[0] if len(values) == 1 else values
    return node


def _json_term(term: Any, short: "_Short") -> dict[str, str] | str:  # noqa: ANN401
    if isinstance(term, ox.NamedNode):
        return {"@id": short(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return str(term.value)
    return {"@value": term.value, "@type": short(term.datatype)}


class _Short:
    """IRIs → compact IRIs, by the longest prefix that ends where the local name begins."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {space: name for name, space in prefixes.items()}

    def __call__(self, node: Any) -> str:  # noqa: ANN401  a named node
        iri: str = node.value
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._prefixes.get(iri[:end])
        return f"{name}:{iri[end:]}" if name and end < len(iri) else iri

"""What a page tells machines of its thing, in the terms of schema.org: JSON-LD.

Which terms those are stands in ontology/alignments.ttl, and what schema.org has them for in
ontology/schema_org.ttl: nothing is said of a thing that the term is not for. Told is what is so,
and not what somebody quoted alone says.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup

from kg.graph import XSD_STRING, Graph, Iri, Literal, Quad
from kg.namespaces import FILM, VOCABULARIES
from kg.publish.pages import aligned
from kg.publish.pages.voiced import is_only_quoted

_RDF, _RDFS, _SKOS, _OWL, _XSD = (
    VOCABULARIES[prefix] for prefix in ("rdf", "rdfs", "skos", "owl", "xsd")
)
_TYPE, _NAME, _ALIAS, _SAME = map(
    Iri, (f"{_RDF}type", f"{_RDFS}label", f"{_SKOS}altLabel", f"{_OWL}sameAs")
)
_STATUS, _ACTUAL, _OF = Iri(f"{FILM}status"), Iri(f"{FILM}Actual"), Iri(f"{FILM}ofWork")
_ARTICLE, _TEXT = Iri(f"{FILM}NewsArticle"), Iri(f"{FILM}text")
_ABOUT = """
SELECT DISTINCT ?thing ?article ?evidence WHERE { GRAPH ?evidence {
  ?passage oa:hasSource ?article . ?fact film:evidence ?passage ; rdf:subject ?thing
} }
"""
_DAYS = frozenset(f"{_XSD}{name}" for name in ("date", "dateTime", "gYear", "gYearMonth"))
_SOMEBODY, _THINGS = frozenset({"Person", "Organization"}), frozenset({"Thing"})
_FIRST = "datePublished"  # by its definition the first of several
_VALUED = {"Rating": "ratingValue"}  # what a bare text is of such a thing; else its name
_MOST = 200  # of what leads to somebody by one property, the first by identifier
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

Said = dict[str, object]


def data(graph: Graph, thing: Iri, address: Callable[[Iri], str]) -> Said:
    """Return what a page tells of its thing, as JSON-LD; the same for the same graph.

    Args:
        graph: with its evidence, where articles are to be told of.
        thing: a work, person, organization, article …
        address: the address of a thing's page; told where it is absolute.
    """
    own = graph.quads(None, subject=thing)
    if not own:
        own = graph.quads(graph.evidence, subject=thing)
    types = aligned.types(_kinds(own))
    names = _texts(own, _NAME)
    found: defaultdict[str, list[object]] = defaultdict(list)
    if _is_so(own):
        _tell(graph, own, types, found)
        _tell_situations(graph, thing, types, found)
        if _ARTICLE in _kinds(own):
            found["mentions"] += _mentioned(graph, thing)
    other = dict.fromkeys([*names[1:], *_texts(own, _ALIAS), *found.pop("alternateName", [])])
    found["alternateName"] += [each for each in other if each not in names[:1]]
    found["sameAs"] += [str(quad.object) for quad in own if quad.predicate == _SAME]
    page = address(thing)
    if _ABSOLUTE.match(page):
        found["mainEntityOfPage" if found.get("url") else "url"] += [page]
    told: Said = {"@context": "https://schema.org", "@type": _one(types or ("Thing",))}
    told |= {"@id": str(thing)} | ({"name": names[0]} if names else {})
    told |= {name: _in_order(name, found[name]) for name in sorted(found) if found[name]}
    around = _around(graph, thing, types)
    return told | ({"@reverse": around} if around else {})


def script(data: Mapping[str, object]) -> Markup:
    """Return the element in which the data stand in a page; no text in them can end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704  no “<” left


def _kinds(quads: Iterable[Quad]) -> list[str]:
    return [str(quad.object) for quad in quads if quad.predicate == _TYPE]


def _texts(quads: Iterable[Quad], property_: Iri) -> list[str]:
    found = (quad.object for quad in quads if quad.predicate == property_)
    return [term.text for term in found if isinstance(term, Literal)]


def _is_so(quads: Iterable[Quad]) -> bool:
    """Return whether what is told is so, and nothing else is told of it."""
    return {quad.object for quad in quads if quad.predicate == _STATUS} <= {_ACTUAL}


def _tell(
    graph: Graph, quads: Iterable[Quad], types: tuple[str, ...], into: dict[str, list[object]]
) -> None:
    """Add what each triple says of a thing of these types."""
    for quad in quads:
        if quad.predicate == _TEXT or is_only_quoted(graph, quad):
            continue  # an article's text is for its readers, and who says it has no place here
        for name in aligned.properties(quad.predicate):
            value = _value(graph, quad, name) if aligned.is_for(name, types) else None
            if value is not None and value not in into[name]:
                into[name].append(value)


def _tell_situations(
    graph: Graph, work: Iri, types: tuple[str, ...], into: dict[str, list[object]]
) -> None:
    """Add the situations of a work that are so, with what is told of each."""
    for quad in graph.quads(None, predicate=_OF, object=work):
        segment = quad.subject.removeprefix(graph.base).partition("/")[0]
        name, kinds = aligned.situation(segment)
        if not name or not aligned.is_for(name, types):
            continue
        own = graph.quads(None, subject=quad.subject)
        parts: defaultdict[str, list[object]] = defaultdict(list)
        if _STATUS in {each.predicate for each in own} and _is_so(own):
            _tell(graph, own, kinds, parts)
        if any(parts.values()):
            told: Said = {"@type": _one(kinds), "@id": str(quad.subject)}
            into[name].append(
                told | {part: _in_order(part, parts[part]) for part in sorted(parts) if parts[part]}
            )


def _value(graph: Graph, quad: Quad, name: str) -> object:
    """Return what a triple leads to, as a property of schema.org takes it; else nothing."""
    takes = aligned.takes(name)
    if isinstance(quad.object, Literal):
        return _bare(quad.object, takes, named=aligned.holds_text(quad.predicate))
    node = _node(graph, quad.object, takes)
    if node is None and "Text" in takes:
        return next(iter(_texts(_named(graph, quad.object), _NAME)), None)
    return node


def _bare(term: Literal, takes: frozenset[str], *, named: bool) -> object:
    """Return a literal as it is taken: a day, a length of time, a text; or what it names.

    Args:
        term: the literal.
        takes: what the property may lead to.
        named: whether a text stands for the thing that it names.
    """
    if term.datatype in _DAYS:
        return term.text if "Date" in takes else None
    if "Duration" in takes:
        return f"PT{term.text}M" if term.datatype == f"{_XSD}integer" else None
    if term.datatype == f"{_XSD}anyURI":
        return term.text if "URL" in takes else None
    if term.datatype != XSD_STRING and not term.language:
        return None
    if "Text" in takes:
        return term.text
    if not named:
        return None
    kind = next(iter(takes)) if len(takes) == 1 else ""
    return ({"@type": kind} if kind else {}) | {_VALUED.get(kind, "name"): term.text}


def _named(graph: Graph, thing: Iri) -> list[Quad]:
    return graph.quads(None, subject=thing, predicate=_NAME)


def _node(graph: Graph, thing: Iri, takes: frozenset[str]) -> Said | None:
    """Return a thing by identifier and name, of a type that is taken; of another none.

    A thing that schema.org has no type for is given without one.
    """
    names = _texts(_named(graph, thing), _NAME)
    if not names:
        return None
    types = aligned.types(_kinds(graph.quads(None, subject=thing, predicate=_TYPE)))
    fitting = aligned.narrowed(types, takes)
    if types and not fitting:
        return None
    kind = {"@type": _one(fitting)} if fitting else {}
    return {**kind, "@id": str(thing), "name": names[0]} if kind or takes - aligned.VALUES else None


def _mentioned(graph: Graph, article: Iri) -> Iterator[Said]:
    """Yield what facts with words in an article are about."""
    _, rows = graph.select(_ABOUT, {"article": article, "evidence": graph.evidence})
    for row in rows:
        thing = row["thing"]
        if isinstance(thing, Iri) and (node := _node(graph, thing, _THINGS)):
            yield node


def _around(graph: Graph, thing: Iri, types: tuple[str, ...]) -> Said:
    """Return what leads to a person or an organization, by the property that leads there."""
    if not aligned.are(types, _SOMEBODY):
        return {}
    found: defaultdict[str, dict[Iri, object]] = defaultdict(dict)
    known: dict[Iri, Said | None] = {}
    for quad in graph.quads(None, object=thing):
        if is_only_quoted(graph, quad):
            continue
        for name in aligned.properties(quad.predicate):
            if not aligned.are(types, aligned.takes(name)) or len(found[name]) >= _MOST:
                continue
            if quad.subject not in known:
                known[quad.subject] = _node(graph, quad.subject, _THINGS)
            node = known[quad.subject]
            if node and aligned.is_for(name, _types(node)):
                found[name][quad.subject] = node
    return {
        name: _in_order(name, list(found[name].values())) for name in sorted(found) if found[name]
    }


def _types(node: Said) -> list[str]:
    kind = node.get("@type", [])
    return [str(each) for each in kind] if isinstance(kind, list) else [str(kind)]


def _in_order(name: str, values: list[object]) -> object:
    """Return one value as it is, several sorted; of several first days the first."""
    if name == _FIRST:
        days = [str(day) for day in values]
        # “2019” and “2019-03-04” are one day, told less and more exactly
        return min(day for day in days if not any(d != day and d.startswith(day) for d in days))
    return _one(sorted(values, key=_key))


def _key(value: object) -> tuple[str, str]:
    if isinstance(value, dict):
        return str(value.get("name", "")), str(value.get("@id", ""))
    return str(value), ""


def _one(values: Iterable[object]) -> object:
    several = list(values)
    return several[0] if len(several) == 1 else several

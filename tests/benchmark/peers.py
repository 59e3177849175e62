"""What kg and rdflib, with pySHACL, do with the same film graph; each function gives both ways."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from random import Random
from typing import Any

import networkx as nx
import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH

from kg import network, resources
from kg.check.shacl import findings
from kg.graph import Graph, Literal

Ways = dict[str, Callable[[], object]]
FILM = rdflib.Namespace("https://w3id.org/filmkg/ontology#")
_LEFT_OUT = 400  # one line in so many, for shapes to find
_HEAD = """
PREFIX film: <https://w3id.org/filmkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
QUESTIONS = {
    "cast of a film": """
SELECT ?performer ?character WHERE {
  ?work rdfs:label "FILM" .
  ?part film:ofWork ?work ; film:performer ?person ; film:status film:Actual .
  ?person rdfs:label ?performer .
  OPTIONAL { ?part film:ofCharacter/rdfs:label ?character }
} ORDER BY ?performer ?character""",
    "filmography": """
SELECT ?film ?character WHERE {
  ?one rdfs:label "PERSON" .
  ?part film:performer ?one ; film:status film:Actual ; film:ofWork ?work .
  ?work rdfs:label ?film .
  OPTIONAL { ?part film:ofCharacter/rdfs:label ?character }
} ORDER BY ?film ?character""",
    "directors by films": """
SELECT ?director (COUNT(DISTINCT ?work) AS ?films) WHERE {
  ?work film:director ?person . ?person rdfs:label ?director
} GROUP BY ?director ORDER BY DESC(?films) ?director LIMIT 20""",
    "releases since 2015": """
SELECT ?film ?date ?company WHERE {
  ?release film:inTerritory/rdfs:label "United Kingdom" ;
           film:onDate ?date ; film:status film:Actual ; film:ofWork/rdfs:label ?film .
  OPTIONAL { ?release film:byCompany/rdfs:label ?company }
  FILTER(STR(?date) >= "2015")
} ORDER BY ?film ?date ?company""",
    "colleagues": """
SELECT ?colleague (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?one rdfs:label "PERSON" .
  ?work film:castMember ?one, ?other .
  ?other rdfs:label ?colleague .
  FILTER(?other != ?one)
} GROUP BY ?colleague ORDER BY DESC(?works) ?colleague""",
    "awards": """
SELECT ?recipient ?award ?category ?year WHERE {
  ?conferral film:outcome film:Won ; film:ofAward/rdfs:label ?award ; film:year ?year ;
             film:recipient/rdfs:label ?recipient .
  OPTIONAL { ?conferral film:category/rdfs:label ?category }
} ORDER BY ?recipient ?award ?category ?year""",
}


@dataclass(frozen=True, slots=True)
class Sides:
    """A film graph, loaded by both."""

    ours: Graph
    theirs: rdflib.Graph


def loading(data: bytes) -> Ways:
    """Load N-Triples."""
    return {
        "kg": partial(Graph.parse, data, "nt"),
        "rdflib": lambda: rdflib.Graph().parse(data=data, format="nt"),
    }


def reading(turtle: bytes) -> Ways:
    """Load Turtle."""
    return {
        "kg": partial(Graph.parse, turtle, "ttl"),
        "rdflib": lambda: rdflib.Graph().parse(data=turtle, format="turtle"),
    }


def writing(sides: Sides) -> Ways:
    """Write sorted Turtle; rdflib has two ways to."""
    return {
        "kg": partial(sides.ours.serialize, "ttl"),
        "turtle": partial(sides.theirs.serialize, format="turtle", encoding="utf-8"),
        "longturtle": partial(sides.theirs.serialize, format="longturtle", encoding="utf-8"),
    }


def same(one: bytes, other: bytes) -> bool:
    """Whether two texts of Turtle hold the same triples."""
    return Graph.parse(one, "ttl") == Graph.parse(other, "ttl")


# ---- Queries -----------------------------------------------------------------------------


def questions(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield six questions, of whoever has most parts and of the film with most."""
    person, film = _busiest(graph, "performer"), _busiest(graph, "ofWork")
    for name, text in QUESTIONS.items():
        yield name, _HEAD + text.replace("PERSON", person).replace("FILM", film)


def _busiest(graph: Graph, way: str) -> str:
    query = f"""SELECT ?name (COUNT(?part) AS ?parts) WHERE {{
      ?part film:{way} ?thing . ?thing rdfs:label ?name
    }} GROUP BY ?thing ?name ORDER BY DESC(?parts) ?name LIMIT 1"""
    [row] = graph.select(_HEAD + query)[1]
    return _text(row["name"])


def asking(sides: Sides, text: str) -> Ways:
    """Put a question; the rows are given as texts."""
    return {"kg": partial(_ours, sides.ours, text), "rdflib": partial(_theirs, sides.theirs, text)}


def _ours(graph: Graph, text: str) -> list[tuple[str, ...]]:
    _, rows = graph.select(text)
    return [tuple(map(_text, row.values())) for row in rows]


def _theirs(graph: rdflib.Graph, text: str) -> list[tuple[str, ...]]:
    return [tuple("" if each is None else str(each) for each in row) for row in graph.query(text)]


def _text(term: object) -> str:
    if isinstance(term, Literal):
        return term.text
    return "" if term is None else str(term)


# ---- Validation --------------------------------------------------------------------------


def damaged(data: bytes) -> bytes:
    """Return the lines without some, so that shapes are broken; the same each time."""
    chance = Random(0)
    lines = data.splitlines(keepends=True)
    return b"".join(line for line in lines if chance.randrange(_LEFT_OUT))


def validating(data: bytes) -> Ways:
    """Load N-Triples and find what breaks a shape."""
    return {"kg": lambda: findings(Graph.parse(data, "nt")), "rdflib": partial(_by_pyshacl, data)}


def _by_pyshacl(data: bytes) -> rdflib.Graph:
    triples = rdflib.Graph().parse(data=data, format="nt")
    for axiom in _ontology().triples((None, RDFS.subClassOf, None)):
        triples.add(axiom)
    _, results, _ = pyshacl.validate(triples, shacl_graph=_shapes(), inplace=True)
    return results


@cache
def _ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=resources.text("ontology/film.ttl"), format="turtle")


@cache
def _shapes() -> rdflib.Graph:
    merged = rdflib.Graph()
    for name in resources.names("ontology/shapes", ".ttl"):
        merged.parse(data=resources.text(name), format="turtle")
    return merged


def breaks(found: object) -> set[tuple[str, ...]]:
    """Return the breaks that either found: node, shape, severity, message."""
    if not isinstance(found, rdflib.Graph):
        told = (each.violation for each in found)
        return {(each.focus, each.shape, each.severity, each.message) for each in told}
    properties = (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.resultMessage)
    told = (
        [str(found.value(result, each)) for each in properties]
        for result in found.objects(None, SH.result)
    )
    return {
        (focus, shape.rpartition("#")[2], severity.rpartition("#")[2], message)
        for focus, shape, severity, message in told
    }


# ---- Projection --------------------------------------------------------------------------


def projecting(sides: Sides) -> Ways:
    """Join the people of a film graph by the works that they share."""
    return {
        "collaborations": partial(network.collaborations, sides.ours),
        "collaborations_as_ties": partial(network.collaborations_as_ties, sides.ours),
        "loop": partial(_loop, sides.theirs),
    }


def _loop(graph: rdflib.Graph) -> nx.Graph:
    found = nx.Graph()
    for work in set(graph.objects(None, FILM.ofWork)):
        company = set()
        for part in graph.subjects(FILM.ofWork, work):
            if (part, FILM.status, FILM.Actual) in graph:
                company.update(graph.objects(part, FILM.performer))
                company.update(graph.objects(part, FILM.agent))
        people = sorted(str(each) for each in company if (each, RDF.type, FILM.Person) in graph)
        title = str(graph.value(work, RDFS.label))
        found.add_nodes_from(people)
        for one, other in combinations(people, 2):
            if found.has_edge(one, other):
                edge = found[one][other]
                edge["weight"] += 1 / (len(people) - 1)
                edge["works"] += f"; {title}"
            else:
                found.add_edge(one, other, weight=1 / (len(people) - 1), works=title)
    for person, its in found.nodes(data=True):
        its["name"] = str(graph.value(rdflib.URIRef(person), RDFS.label))
    return found


def ties(found: Mapping[str, Any]) -> int:
    """Return how many ties all ways found, with the same weights."""
    ours, looped = found["collaborations"], found["loop"]
    arrays = found["collaborations_as_ties"].network()
    assert set(ours) == set(looped) == set(arrays)
    assert ours.size() == looped.size() == arrays.size()
    for one, other, weight in ours.edges(data="weight"):
        assert math.isclose(weight, looped[one][other]["weight"])
        assert math.isclose(weight, arrays[one][other]["weight"])
    return ours.size()

"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from kg.graph import Graph, Iri, Quad
from kg.namespaces import VOCABULARIES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_GIVEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


def graph(endpoint: str) -> Graph:
    """Return the description of the endpoint at an address."""
    service, data = Iri(endpoint), Iri(f"{endpoint}#data")
    home = Iri(f"{endpoint}#films")
    kind = Iri(f"{VOCABULARIES['rdf']}type")
    said = [
        (service, kind, f"{_SD}Service"),
        (service, f"{_SD}endpoint", service),
        (service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query"),
        (service, f"{_SD}defaultDataset", data),
        (data, kind, f"{_SD}Dataset"),
        (data, f"{_SD}defaultGraph", home),
        (home, kind, f"{_SD}Graph"),
        *((service, f"{_SD}resultFormat", f"{_FORMATS}{name}") for name in _GIVEN),
    ]
    return Graph(Quad(one, Iri(property_), Iri(other)) for one, property_, other in said)

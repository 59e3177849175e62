"""What makes two statements the same: canonical texts, and the digits of a fact."""

from kg.model import Entity, Fact, Mention, Qualifier, Value
from kg.namespaces import digest, folded, iri


def canonical(value: Entity | Mention | Value) -> str:
    """Return the text that stands for a value in a key: an IRI, or a literal as N-Triples has it.

    >>> canonical(Value("2020", "xsd:gYear"))
    '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    if isinstance(value, Entity):
        return value.iri
    if isinstance(value, Mention):
        return value.name
    return f'"{value.text}"^^<{iri(value.datatype)}>'


def alike(value: Entity | Mention | Value) -> str:
    """Return the canonical text with plain words folded: spellings of one text are alike."""
    if isinstance(value, Value) and value.datatype == "xsd:string":
        return canonical(Value(folded(value.text)))
    return canonical(value)


def order(qualifier: Qualifier) -> tuple[str, str]:
    """Return the sort key of a qualifier."""
    return qualifier.name, canonical(qualifier.value)


def statement(fact: Fact) -> tuple[str, ...]:
    """Return what makes a fact this fact: what it says and its status, never who says it."""
    qualifiers = (part for qualifier in fact.qualifiers for part in order(qualifier))
    head = (fact.subject.iri, fact.relation, canonical(fact.object))
    return (*head, *qualifiers, fact.status.value)


def fact_digits(fact: Fact) -> str:
    """Return the 24 hex digits that identify a fact."""
    return digest(statement(fact), 24)

"""A statement seen as a node of the graph with some parts of its key filled."""

from kg import patterns
from kg.model import Entity, Fact, Qualifier, Value
from kg.patterns import Origin, Pattern, keys

Values = tuple[Entity | Value | str, ...]
Path = tuple[str, ...]
Key = frozenset[tuple[Path, frozenset[str]]]
"""What a node is known by: path of properties, and what stands at its end."""


class Frame:
    """A statement seen as a node with some parts filled.

    Attributes:
        fact: the statement.
        pattern: its pattern.
        parts: path of properties → what stands at its end, where anything does.
        open: path of properties → the qualifier that would fill it, where nothing does.
    """

    def __init__(self, fact: Fact, pattern: Pattern) -> None:
        self.fact = fact
        self.pattern = pattern
        self.open: dict[Path, str] = {}
        self.parts: dict[Path, Values] = {}
        for part in pattern.key:
            for leaf in part.leaves():
                found = tuple(v for source in leaf.sources for v in values(fact, source))
                if found:
                    self.parts[leaf.path] = found
                elif all(s.origin is Origin.QUALIFIER for s in leaf.sources):
                    self.open[leaf.path] = leaf.sources[0].name

    @classmethod
    def of(cls, fact: Fact) -> "Frame | None":
        """Return the frame of a statement; none where its relation never has a node."""
        relation = patterns.relation(fact.relation)
        pattern = relation.pattern_for(fact.object)
        everything = {*pattern.needs, *(q.name for q in fact.qualifiers)}
        fiction = relation.in_fiction(fact.subject.kinds)
        return cls(fact, pattern) if pattern.stands_for_node(everything, fiction=fiction) else None

    @property
    def key(self) -> Key:
        """What its node is known by."""
        return frozenset((path, _alike(found)) for path, found in self.parts.items())

    def filled(self, other: "Frame") -> "Frame":
        """Return this frame with its open parts taken from another."""
        more = tuple(
            Qualifier(name, value)
            for path, name in self.open.items()
            for value in other.parts.get(path, ())
            if not isinstance(value, str)
        )
        fact = self.fact
        qualifiers = tuple(sorted({*fact.qualifiers, *more}, key=keys.order))
        whole = Fact(
            fact.subject, fact.relation, fact.object, qualifiers, fact.status, fact.evidence
        )
        return Frame(whole, self.pattern)


def values(fact: Fact, source: patterns.Source) -> Values:
    """Return what a source gives for a statement: entities, values, or the term of a word."""
    match source.origin:
        case Origin.SUBJECT:
            return (fact.subject,)
        case Origin.OBJECT:
            return (fact.object,)
        case Origin.WORD:
            return (source.name,)
        case _:
            found = (q.value for q in fact.qualifiers if q.name == source.name)
            return tuple(value for value in found if isinstance(value, Entity | Value))


def _alike(found: Values) -> frozenset[str]:
    return frozenset(each if isinstance(each, str) else keys.alike(each) for each in found)

"""A claim about entities → its base fact, and one fact for each further edge of its node."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg import patterns
from kg.model import Fact, Qualifier, Value
from kg.patterns import Origin, keys
from kg.resolve import merge


def parts(statements: Iterable[Fact]) -> list[Fact]:
    """Return the facts that statements give, each with the one piece of evidence of its statement.

    What an article leaves open is taken from its other statements, and from no other article.
    """
    whole = map(held, merge.completed(statements))
    return [part for each in whole for part in facts(each)]


def facts(said: Fact) -> Iterator[Fact]:
    """Yield the base fact and the edge facts of a statement.

    The base fact keeps the qualifiers that identify its node. An edge fact adds the one
    qualifier that makes the edge, or the few that make it together. Where the statement has no
    node, as inside a fiction, qualifiers of a node fall away.
    """
    relation = patterns.relation(said.relation)
    pattern = relation.pattern_for(said.object)
    given = {qualifier.name for qualifier in said.qualifiers}
    if not pattern.stands_for_node(given, fiction=relation.in_fiction(said.subject.kinds)):
        yield _with(said, ())
        return
    identifying = tuple(each for each in said.qualifiers if each.name in pattern.identifying())
    yield _with(said, identifying)
    by_name: dict[str, list[Qualifier]] = defaultdict(list)
    for qualifier in said.qualifiers:
        by_name[qualifier.name].append(qualifier)
    for edge in pattern.edges:
        leading, *others = pattern.own(edge)
        beside = [each for name in others for each in by_name[name]]
        for qualifier in by_name[leading]:
            yield _with(said, (*identifying, qualifier, *beside))


def held(said: Fact) -> Fact:
    """Return the statement with its article as a qualifier, where nobody else holds it."""
    for part in patterns.relation(said.relation).pattern_for(said.object).key:
        for leaf in part.leaves():
            origins = {source.origin for source in leaf.sources}
            names = [source.name for source in leaf.sources if source.origin is Origin.QUALIFIER]
            if Origin.ARTICLE in origins and not any(q.name in names for q in said.qualifiers):
                article = Value(said.evidence[0].article, "film:NewsArticle")
                return _with(said, (*said.qualifiers, Qualifier(names[0], article)))
    return said


def _with(said: Fact, qualifiers: tuple[Qualifier, ...]) -> Fact:
    ordered = tuple(sorted(set(qualifiers), key=keys.order))
    return Fact(said.subject, said.relation, said.object, ordered, said.status, said.evidence)

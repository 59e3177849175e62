"""Each kind of damage to a graph is found by the check meant for it, and by it alone."""

from collections.abc import Callable, Iterable

import pytest

import kg
from kg import assemble, check, read, resolve
from kg.check.disputes import checks
from kg.graph import Graph, Iri, Literal, Quad, Term
from kg.model import Claim, Evidence, Mention, Qualifier, Span, Status, Value, Voice
from kg.namespaces import iri

Quads = list[Quad]

SAID = """“Tide” is directed by Lee Park. Ada Marsh stars as Nora. Nora is a welder.

Ben Novak was originally cast in “Tide” until an injury brought Ada Marsh onto the film.
Northlight will release “Tide” in theaters on 4 March 2019.
"""
DIRECTED = "“Tide” is directed by Lee Park"
CAST = "Ada Marsh stars as Nora"
STORY = "Nora is a welder"
REPLACED = "Ben Novak was originally cast in “Tide”"
RELEASED = "Northlight will release “Tide” in theaters on 4 March 2019"


def invented() -> Graph:
    """Return the graph of the article above, from claims written by hand."""
    article = read.article(SAID, id="tide")

    def span(words: str) -> Span:
        return Span(SAID.index(words), SAID.index(words) + len(words))

    def the(name: str, kind: str, within: str = "") -> Mention:
        return Mention(name, kind, span(name), name, within)

    def claim(quote, stated, status=Status.ACTUAL, *, voice=Voice.ARTICLE, **more):
        subject, relation, target = stated
        evidence = Evidence(article.id, span(quote), quote, relation, voice)
        qualifiers = tuple(Qualifier(name, value) for name, value in more.items())
        return Claim(subject, relation, target, qualifiers, status, evidence)

    tide, marsh, novak = the("Tide", "Film"), the("Ada Marsh", "Person"), the("Ben Novak", "Person")
    nora, medium = the("Nora", "Character", "Tide"), Value("theatrical", "film:MediumScheme")
    planned, superseded = Status.PLANNED, Status.SUPERSEDED
    day, north = Value("2019-03-04", "xsd:date"), the("Northlight", "Organization")
    claims = [
        claim(DIRECTED, (tide, "director", the("Lee Park", "Person"))),
        claim(CAST, (tide, "castMember", marsh), character=nora),
        claim(CAST, (marsh, "playsCharacter", nora), work=tide),
        claim(STORY, (nora, "occupation", the("welder", "Occupation")), voice=Voice.STORY),
        claim(REPLACED, (tide, "castMember", novak), superseded),
        claim(REPLACED, (tide, "recasting", novak), incoming=marsh, reason=Value("an injury")),
        claim(RELEASED, (tide, "distributor", north), planned, medium=medium),
        claim(RELEASED, (tide, "releaseDate", day), planned, medium=medium),
    ]
    return assemble.graph(resolve.facts(claims), articles=[article])


@pytest.fixture(scope="module", params=["invented", "seed"])
def whole(request, seed) -> Quads:
    """Return a graph without damage, as quads."""
    return (invented() if request.param == "invented" else kg.build(seed)).quads()


def name(text: str) -> Iri:
    return Iri(iri(text))


def fits(quad: Quad, **pattern: Term | None) -> bool:
    return all(getattr(quad, part) == term for part, term in pattern.items())


def first(quads: Quads, **pattern: Term | None) -> Quad:
    """Return the first quad that fits; fail where there is none to damage."""
    return next(quad for quad in quads if fits(quad, **pattern))


def without(quads: Quads, gone: Iterable[Quad]) -> Quads:
    left_out = set(gone)
    return [quad for quad in quads if quad not in left_out]


def thing(quads: Quads, kind: str) -> Iri:
    return first(quads, predicate=name("rdf:type"), object=name(kind), graph=None).subject


def fact(quads: Quads, relation: str, status: str) -> Iri:
    """Return a base fact of the relation, with the status."""
    stated = {
        q.subject for q in quads if fits(q, predicate=name("film:status"), object=name(status))
    }
    return next(
        q.subject
        for q in quads
        if fits(q, predicate=name("rdf:predicate"), object=name(relation)) and q.subject in stated
    )


def statement(quads: Quads, of: Iri) -> tuple[Iri, Iri, Term]:
    parts = [
        first(quads, subject=of, predicate=name(f"rdf:{part}")).object
        for part in ("subject", "predicate", "object")
    ]
    return (*parts,)


def copied(quads: Quads, of: Iri, **changes: tuple[Term, Term]) -> Quads:
    """Return another fact like this one, with its words, some terms being exchanged."""
    swap = {of: Iri(f"{of}0"), **dict(changes.values())}
    other = [
        Quad(*(swap.get(term, term) for term in quad)) for quad in quads if of in (quad[0], quad[3])
    ]
    film = [quad._replace(graph=None) for quad in other if quad.graph == swap[of]]
    return [*quads, *other, *film]


def altered_quotation(quads: Quads) -> Quads:
    quad = first(quads, predicate=name("oa:exact"))
    return [*without(quads, [quad]), quad._replace(object=Literal(f"{quad.object.text[:-1]}…"))]


def shifted_passage(quads: Quads) -> Quads:
    quad = first(quads, predicate=name("oa:end"))
    later = Literal(str(int(quad.object.text) + 1), quad.object.datatype)
    return [*without(quads, [quad]), quad._replace(object=later)]


def uncited_credit(quads: Quads) -> Quads:
    work, relation, director = statement(quads, fact(quads, "film:director", "film:Actual"))
    credited = {quad.object for quad in quads if fits(quad, subject=work, graph=None)}
    people = {q.subject for q in quads if fits(q, object=name("film:Person"), graph=None)}
    assert director in people
    return [*quads, Quad(work, relation, min(people - credited))]


def replaced_actor_as_cast(quads: Quads) -> Quads:
    of = fact(quads, "film:castMember", "film:Superseded")
    plain = Quad(*statement(quads, of))
    return [*quads, plain, plain._replace(graph=of)]


def replaced_actor_as_cast_uncited(quads: Quads) -> Quads:
    plain = Quad(*statement(quads, fact(quads, "film:castMember", "film:Superseded")))
    return [*quads, plain]


def plan_as_fact(quads: Quads) -> Quads:
    of = fact(quads, "film:releaseDate", "film:Planned")
    plain = Quad(*statement(quads, of))
    return [*quads, plain, plain._replace(graph=of)]


def character_as_cast(quads: Quads) -> Quads:
    of = fact(quads, "film:castMember", "film:Actual")
    casting = first(
        quads, predicate=name("rdf:type"), object=name("film:Casting"), graph=of
    ).subject
    performer = statement(quads, of)[2]
    character = thing(quads, "film:Character")
    return copied(quads, of, who=(performer, character), node=(casting, Iri(f"{casting}0")))


def character_as_cast_beside_the_performer(quads: Quads) -> Quads:
    of = fact(quads, "film:castMember", "film:Actual")
    plain = Quad(statement(quads, of)[0], name("film:castMember"), thing(quads, "film:Character"))
    return [*quads, plain, plain._replace(graph=of)]


def fiction_about_a_person(quads: Quads) -> Quads:
    of = fact(quads, "film:diegeticOccupation", "film:Actual")
    character = statement(quads, of)[0]
    return copied(quads, of, who=(character, thing(quads, "film:Person")))


def story_told_of_a_person(quads: Quads) -> Quads:
    of = fact(quads, "film:diegeticOccupation", "film:Actual")
    character, twin, _ = statement(quads, of)
    person = thing(quads, "film:Person")
    return copied(quads, of, who=(character, person), what=(twin, name("film:occupation")))


def two_dates_in_one_article(quads: Quads) -> Quads:
    of = fact(quads, "film:releaseDate", "film:Planned")
    date = statement(quads, of)[2]
    return copied(quads, of, when=(date, Literal("2019-05-06", date.datatype)))


def fact_without_evidence(quads: Quads) -> Quads:
    of = fact(quads, "film:director", "film:Actual")
    return without(
        quads, [q for q in quads if fits(q, subject=of, predicate=name("film:evidence"))]
    )


def statement_gone_from_its_graph(quads: Quads) -> Quads:
    of = fact(quads, "film:director", "film:Actual")
    return without(quads, [Quad(*statement(quads, of), of)])


def statement_gone_from_both_graphs(quads: Quads) -> Quads:
    of = fact(quads, "film:director", "film:Actual")
    plain = Quad(*statement(quads, of))
    return without(quads, [plain, plain._replace(graph=of)])


def statement_gone_from_the_film_graph(quads: Quads) -> Quads:
    return without(quads, [Quad(*statement(quads, fact(quads, "film:director", "film:Actual")))])


def graph_of_a_fact_emptied(quads: Quads) -> Quads:
    of = fact(quads, "film:director", "film:Actual")
    return without(quads, [quad for quad in quads if quad.graph == of])


def part_of_a_node_gone(quads: Quads) -> Quads:
    part = first(quads, predicate=name("film:ofCharacter"), graph=None)
    lost = next(
        quad.subject
        for quad in quads
        if fits(quad, predicate=name("rdf:predicate"), object=name("film:ofCharacter"))
        and statement(quads, quad.subject) == part[:3]
    )
    return without(quads, [part._replace(graph=lost)])


def end_of_a_passage_gone(quads: Quads) -> Quads:
    return without(quads, [first(quads, predicate=name("oa:end"))])


DAMAGES: list[tuple[Callable[[Quads], Quads], str]] = [
    (altered_quotation, "altered_quotation"),
    (shifted_passage, "altered_quotation"),
    (uncited_credit, "uncited_triple"),
    (replaced_actor_as_cast, "replaced_as_actual"),
    (replaced_actor_as_cast_uncited, "replaced_as_actual"),
    (plan_as_fact, "replaced_as_actual"),
    (character_as_cast, "Character-uncredited"),
    (character_as_cast_beside_the_performer, "Character-uncredited"),
    (fiction_about_a_person, "Person-undiegetic"),
    (story_told_of_a_person, "fiction_as_fact"),
    (two_dates_in_one_article, "two_dates"),
    (fact_without_evidence, "fact_without_evidence"),
    (statement_gone_from_its_graph, "statement_missing"),
    (statement_gone_from_both_graphs, "statement_missing"),
    (statement_gone_from_the_film_graph, "statement_missing"),
    (graph_of_a_fact_emptied, "statement_missing"),
    (part_of_a_node_gone, "statement_missing"),
    (end_of_a_passage_gone, "damaged_evidence"),
]


def found(quads: Quads) -> list[tuple[str, str]]:
    graph = Graph(quads)
    violations = check.shapes(graph).violations + check.rules(graph).violations
    return [(violation.shape, violation.severity) for violation in violations]


def test_a_graph_without_damage_breaks_nothing(whole) -> None:
    assert len(whole) > 100
    assert [each for each in found(whole) if each[1] == "Violation"] == []


@pytest.mark.parametrize(("damage", "meant"), DAMAGES, ids=[each.__name__ for each, _ in DAMAGES])
def test_each_damage_is_found_by_the_check_meant_for_it_and_by_it_alone(
    whole, damage, meant
) -> None:
    before = found(whole)
    damaged = damage(whole)

    new = {each for each in found(damaged) if each not in before}

    assert set(damaged) != set(whole)
    assert new == {(meant, "Violation")}


@pytest.mark.parametrize("damage", [character_as_cast, fiction_about_a_person])
def test_the_gate_undoes_a_damage_that_a_shape_finds(whole, damage) -> None:
    accepted, rejected, report = check.gate(Graph(damage(whole)))

    assert accepted == Graph(whole)
    assert len(rejected.graphs()) == 2
    assert not report.conforms


def test_every_rule_finds_a_damage(root) -> None:
    rules = {path.stem for path in (root / "queries" / "checks").glob("*.rq")}
    disputed = {rule for rule, _ in checks()}  # tests/contract/test_disputes.py tries them

    assert rules - disputed
    assert rules - disputed <= {meant for _, meant in DAMAGES}

"""The evidence graph: what each fact states, where its words stand, and which article has them."""

from datetime import date

import worked

from kg import assemble, resolve
from kg.graph import Graph
from kg.model import Article

ARTICLE = Article(
    worked.ID,
    worked.ARTICLE.digest,
    worked.TEXT,
    (),
    title="Blue Hour news",
    author="Sam Hill",
    publisher="The Reel Post",
    published=date(2020, 10, 1),
    sources=("a.txt", "https://example.org/a"),
)
GRAPH = assemble.graph(
    resolve.facts([worked.CLAIMS[0], worked.CLAIMS[2], worked.CLAIMS[14]]),
    articles=[ARTICLE],
    made_by={"kgVersion": "0.1.0", "lexiconDigest": "abc"},
)


def rows(pattern: str) -> list[list[str]]:
    """The answers to a pattern in the evidence graph, as texts."""
    columns, found = GRAPH.select(
        f"SELECT * WHERE {{ GRAPH <{GRAPH.base}evidence> {{ {pattern} }} }} ORDER BY ?a ?b ?c ?d"
    )
    return [[_text(row[column]) for column in sorted(columns)] for row in found]


def test_a_fact_tells_its_flat_statement_and_status() -> None:
    assert rows(
        "?fact rdf:predicate film:director ; rdf:subject ?a ; rdf:object ?b ; film:status ?c ;"
        " film:current ?d FILTER (?fact != ?a)"
    )[0][:4] == [
        f"{GRAPH.base}work/blue-hour.84df85df",
        f"{GRAPH.base}person/ada-marsh.596627e3",
        "https://w3id.org/filmkg/ontology#Actual",
        "true",
    ]


def test_an_edge_fact_tells_node_property_and_value() -> None:
    [[character, node, *_]] = rows(
        "?fact rdf:predicate film:ofCharacter ; rdf:subject ?b ; rdf:object ?a"
    )

    assert node.startswith(f"{GRAPH.base}casting/blue-hour-lee-park.")
    assert character.startswith(f"{GRAPH.base}character/vera.")


def test_the_fact_is_the_name_of_its_graph() -> None:
    facts = {fact for [fact] in rows("?a a film:Fact")}

    assert facts | {f"{GRAPH.base}evidence"} == set(GRAPH.graphs())


def test_a_passage_gives_the_words_where_they_stand() -> None:
    found = rows(
        "?passage a film:Passage ; film:rule 'told' ; oa:hasSelector [ oa:exact ?a ] ;"
        " oa:hasSelector [ oa:start ?b ; oa:end ?c ]"
    )

    assert found
    for quote, start, end, *_ in found:
        assert worked.TEXT[int(start) : int(end)] == quote


def test_a_passage_tells_who_speaks_and_how() -> None:
    assert rows("?passage film:speakerName ?a ; film:voice ?b ; film:basis ?c ; film:certainty ?d")[
        0
    ][:4] == [
        "Kim Roe",
        "https://w3id.org/filmkg/ontology#QuotedVoice",
        "https://w3id.org/filmkg/ontology#Explicit",
        "https://w3id.org/filmkg/ontology#Stated",
    ]


def test_an_article_is_told_with_its_text() -> None:
    [article] = rows(
        "[] a film:NewsArticle ; dcterms:identifier ?a ; dcterms:creator ?b ;"
        " dcterms:publisher ?c ; film:datePublished ?d ; film:text ?text"
    )

    assert article[:4] == ["blue-hour", "Sam Hill", "The Reel Post", "2020-10-01"]
    assert worked.TEXT in article
    assert len(rows("[] dcterms:source ?a")) == 2


def test_of_an_article_that_was_not_given_only_the_id_is_known() -> None:
    graph = assemble.graph(resolve.facts([worked.CLAIMS[0]]))

    assert b'dcterms:identifier "blue-hour" .' in graph.serialize("ttl", part="evidence")
    assert b"film:text" not in graph.serialize("trig")


def test_an_article_without_facts_is_kept() -> None:
    graph = assemble.graph([], articles=[ARTICLE])

    assert len(graph) == 0
    assert b"Blue Hour news" in graph.serialize("trig")


def test_the_graph_tells_what_made_it() -> None:
    assert rows(f"<{GRAPH.base}evidence> film:kgVersion ?a ; film:lexiconDigest ?b") == [
        ["0.1.0", "abc"]
    ]
    assert Graph() == assemble.graph([])


def _text(term: object) -> str:
    return str(getattr(term, "text", term))

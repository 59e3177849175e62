"""What heads an article, and the sentences that a passage lies in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import article_texts

from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, iri
from kg.query.articles import Articles, Heading
from kg.read import sentences

EVIDENCE = Iri(f"{BASE}evidence")
TEXT = "Lee Park directed “Tide”. It won a prize, he said.\n\nAda Marsh left. Nobody asked."


def article(name: str, **told: str) -> list[Quad]:
    given = {"dcterms:identifier": name} | told
    thing = Iri(f"{BASE}article/{name}")
    return [
        Quad(thing, Iri(iri("rdf:type")), Iri(iri("film:NewsArticle")), EVIDENCE),
        *(Quad(thing, Iri(iri(term)), Literal(text), EVIDENCE) for term, text in given.items()),
    ]


def one(text: str) -> tuple[Articles, str]:
    return Articles(Graph(article("a", **{"film:text": text}))), f"{BASE}article/a"


class Asked:
    """A graph that only answers queries, as one behind an endpoint does."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.base = graph.base

    def select(self, query, bindings=None):
        return self._graph.select(query, bindings)


FULL = {
    "dcterms:title": "Tide opens",
    "dcterms:creator": "Kim Roe",
    "dcterms:publisher": "The Reel Post",
    "film:datePublished": "2024-01-05",
    "film:text": TEXT,
}


@pytest.mark.parametrize("wrap", [lambda graph: graph, Asked])
@pytest.mark.parametrize("told", [{}, FULL, {"dcterms:title": "Tide"}])
def test_a_heading_is_what_is_known_of_an_article(told, wrap):
    graph = wrap(Graph(article("a", **told)))
    name = f"{BASE}article/a"

    wanted = Heading(name, "a", *(told.get(term, "") for term in FULL))
    assert list(Articles(graph)) == [wanted]
    assert list(Articles(graph, {name})) == [wanted]


@pytest.mark.parametrize("wrap", [lambda graph: graph, Asked])
def test_of_an_unknown_article_the_identifier_is_known(wrap):
    articles = Articles(wrap(Graph(article("a"))), {f"{BASE}article/b"})

    assert list(articles) == []
    assert articles.heading("b") == Heading("b", "b")
    assert articles.sentence("b", 0, 4, "Tide") == "Tide"


@pytest.mark.parametrize("wrap", [lambda graph: graph, Asked])
@pytest.mark.parametrize("count", [1, 3, 45])
def test_articles_come_in_the_order_of_their_ids_however_many_are_asked_for(count, wrap):
    quads = [quad for number in range(50) for quad in article(f"a{number}", **FULL)]
    backwards = [quad._replace(object=_turned(quad.object)) for quad in quads]
    graph = wrap(Graph(backwards))
    names = {quad.subject for quad in backwards}

    some = Articles(graph, set(sorted(names)[:count]))

    ids = [head.id for head in some]
    assert ids == sorted(ids)
    assert len(ids) == count
    assert [head for head in Articles(graph) if head in list(some)] == list(some)


def _turned(term):
    """Give ids an order that is not that of the identifiers."""
    known = isinstance(term, Literal) and term.text.startswith("a")
    return Literal(f"b{100 - int(term.text[1:])}") if known else term


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("directed “Tide”", "Lee Park directed “Tide”."),
        ("It won a prize, he said.", "It won a prize, he said."),
        ("“Tide”. It won", "Lee Park directed “Tide”. It won a prize, he said."),
        ("said.\n\nAda", "It won a prize, he said.\n\nAda Marsh left."),
        ("asked", "Nobody asked."),
        (TEXT, TEXT),
    ],
)
def test_a_passage_lies_in_whole_sentences(quote, sentence):
    articles, name = one(TEXT)
    start = TEXT.index(quote)

    assert articles.sentence(name, start, start + len(quote), quote) == sentence


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 4, "Tide"), (900, 904, "Tide"), (0, 0, "Tide"), (5, 2, "Tide"), (0, 10**9, "Lee Park")],
)
def test_words_that_do_not_stand_there_are_given_alone(start, end, quote):
    articles, name = one(TEXT)

    assert articles.sentence(name, start, end, quote) == quote


@given(article_texts, st.data())
def test_a_sentence_holds_its_passage_and_is_no_more_than_sentences_of_the_text(text, data):
    articles, name = one(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]

    sentence = articles.sentence(name, start, end, quote)

    before, words, after = articles.parted(name, start, end, quote)
    assert (before + words + after, words) == (sentence, quote)
    assert sentence == quote or text[start - len(before) : end + len(after)] == sentence
    over = [s for s in sentences.spans(text) if s.start < end and start < s.end]
    assert len(sentence) <= max([s.end for s in over] + [end]) - min(
        [s.start for s in over] + [start]
    )


def test_a_passage_is_parted_from_its_sentence_where_it_stands_not_where_its_words_first_do():
    text = "Tide, as Tide was called, won. Tide opens."
    articles, name = one(text)

    assert articles.parted(name, 9, 13, "Tide") == ("Tide, as ", "Tide", " was called, won.")
    assert articles.parted(name, 31, 35, "Tide") == ("", "Tide", " opens.")
    assert articles.parted(name, 0, 4, "Loud") == ("", "Loud", "")

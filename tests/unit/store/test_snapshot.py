"""What a copy for others holds, wherever its identifiers begin."""

import pytest

from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, FILM
from kg.store import snapshot

OTHER = "https://example.org/kg/"
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TEXT = Iri(f"{FILM}text")
ARTICLE = Iri(f"{FILM}NewsArticle")


def held(base):
    article, work = Iri(f"{base}article/one.00000000"), Iri(f"{base}work/ledger.00000000")
    fact, evidence = Iri(f"{base}fact/ledger.00000000"), Iri(f"{base}evidence")
    return [
        Quad(work, LABEL, Literal("Ledger")),
        Quad(work, TEXT, Literal("a quotation")),
        Quad(work, LABEL, Literal("Ledger, told"), fact),
        Quad(article, TYPE, ARTICLE, evidence),
        Quad(article, TEXT, Literal("secret text"), evidence),
        Quad(article, Iri(f"{base}ledger/claims"), Literal("secret"), Iri(f"{base}ledger")),
        Quad(work, LABEL, Literal("secret"), Iri(f"{base}ledger/rejected")),
        Quad(work, LABEL, Literal("secret"), Iri(f"{base}ledger/fact/0")),
        Quad(article, Iri(f"{base}ledger/mark"), Literal("secret"), Iri("urn:x:moved")),
    ]


def values(quads, folder, *, text=False):
    file = folder / "films.nq"
    file.write_bytes(Graph(quads, base="urn:nobody/").serialize("nq"))  # hides nothing
    target = folder / "copy"
    target.mkdir()
    snapshot.write(file, target, text=text)
    found = (quad.object for quad in snapshot.served(target).graph.quads())
    return {each.text if isinstance(each, Literal) else each for each in found}


@pytest.mark.parametrize(
    "bases",
    [[BASE], [OTHER], [BASE, OTHER], [OTHER, "https://example.org/films#"], ["http://localhost/"]],
)
def test_nothing_of_a_ledger_or_a_text_is_copied_whatever_the_base(tmp_path, bases):
    quads = [quad for base in bases for quad in held(base)]

    found = values(quads, tmp_path)

    assert found == {"Ledger", "a quotation", "Ledger, told", ARTICLE}


def test_nor_where_no_graph_of_evidence_tells_the_base(tmp_path):
    evidence = f"{OTHER}evidence"
    quads = [
        Quad(each.subject, each.predicate, each.object) if each.graph == evidence else each
        for each in held(OTHER)
    ]

    assert not {each for each in values(quads, tmp_path) if "secret" in each}


def test_an_article_is_known_by_what_it_is_whatever_it_is_called(tmp_path):
    article = Iri("https://example.org/news/1")
    quads = [Quad(article, TYPE, ARTICLE), Quad(article, TEXT, Literal("secret text"))]

    assert values(quads, tmp_path) == {ARTICLE}


def test_a_base_may_have_the_name_of_a_ledger(tmp_path):
    base = "https://example.org/ledger/"

    found = values(held(base), tmp_path, text=True)

    assert found == {"Ledger", "a quotation", "Ledger, told", ARTICLE, "secret text"}


def test_where_an_article_lay_on_a_disk_is_nobodys_business(tmp_path):
    article, source = Iri(f"{BASE}article/one.00000000"), Iri("http://purl.org/dc/terms/source")
    places = ["/home/ada/one.txt", "one.txt", "https://example.org/one"]
    quads = [Quad(article, source, Literal(place), Iri(f"{BASE}evidence")) for place in places]

    found = values(quads, tmp_path, text=True)

    assert found == {"https://example.org/one"}

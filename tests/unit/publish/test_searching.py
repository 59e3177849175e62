"""What the search of a site is given."""

import json
import re

import pytest
from corpora import dated, film, graph, named, says
from hypothesis import given
from hypothesis import strategies as st
from published import corpus, corpus_site

from kg import query
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import iri
from kg.publish import Site
from kg.publish.pages import searching

texts = st.text(max_size=20) | st.sampled_from(["</script>", "<!--", "\u2028", "\ud800", "\0", '"'])


def rows(script: bytes) -> list[list[str]]:
    called = re.fullmatch(rb"kgNames\((.*)\);\n", script)
    assert called, script[:80]
    return json.loads(called[1])


@given(st.lists(st.tuples(texts, texts, texts, texts), max_size=4))
def test_the_script_is_one_call_whose_names_read_back(entries):
    script = searching.index(entries)

    assert [tuple([*row, "", ""][:4]) for row in rows(script)] == entries
    assert all(len(row) == 2 or row[-1] for row in rows(script))
    assert script.isascii()
    assert b"<" not in script


def test_every_thing_article_and_question_is_found_once():
    found = [row[1] for row in rows(corpus_site()["search.js"])]

    pages = {path for path in corpus_site() if path.endswith(".html")}
    known = {p for p in pages if "/" in p and not p.startswith("dispute/")}
    assert sorted(found) == sorted(known)


def test_a_thing_is_found_by_its_other_spellings():
    said = {row[1]: row[2:] for row in rows(corpus_site()["search.js"])}
    aliases = corpus().quads(None, predicate=Iri(iri("skos:altLabel")))

    assert aliases
    for quad in aliases:
        path = f"{quad.subject.removeprefix(corpus().base)}.html"

        assert quad.object.text in said[path][0]


def test_what_most_is_told_of_comes_first_then_articles_then_questions():
    lee = [says("a", film(title), "director", named("Lee Park")) for title in ("Tide", "Loud")]
    told = graph([*lee, says("a", film("Tide"), "castMember", named("Ada Marsh"))], dated(a=""))

    found = [row[0] for row in rows(Site(told).content("search.js"))]

    things, questions = {"Lee Park", "Tide", "Loud", "Ada Marsh"}, len(query.questions())
    assert set(found[:4]) == things
    assert found.index("Ada Marsh") > found.index("Lee Park")
    assert found[4] == "a"
    assert len(found) == 5 + questions


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)", "\u2028", "İstanbul", '");alert(1)//']
)
def test_a_hostile_name_is_a_name(name):
    thing = Iri("https://w3id.org/filmkg/data/work/x.1")
    told = Graph([Quad(thing, Iri(iri("rdfs:label")), Literal(name))])

    script = Site(told).content("search.js")

    assert rows(script)[0] == [name, "work/x.1.html"]


def test_namesakes_are_told_apart_by_a_year_and_somebody():
    base = Graph().base
    lee, *tides = (Iri(f"{base}{each}") for each in ("person/lee.1", "work/tide.1", "work/tide.2"))
    label, date = Iri(iri("rdfs:label")), Literal("1990-05-01", iri("xsd:date"))
    quads = [
        Quad(lee, label, Literal("Lee Park")),
        *(Quad(tide, label, Literal("Tide")) for tide in tides),
        Quad(tides[0], Iri(iri("film:director")), lee),
        Quad(tides[1], Iri(iri("film:releaseDate")), date),
    ]

    found = rows(Site(Graph(quads)).content("search.js"))

    assert [row[3:] for row in found if row[0] == "Tide"] == [["Lee Park"], ["1990"]]
    assert [row[3:] for row in found if row[0] == "Lee Park"] == [[]]

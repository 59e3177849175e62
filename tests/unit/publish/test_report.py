"""The page that shows each fact beside its words."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from kg import assemble, publish
from kg.assemble import Row
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, iri
from kg.publish.report import page

TEXT = 'Lee Park’s <b>“Blue Hour”</b> & "Tide" won.\n\nAda Marsh leads the cast of “Blue Hour”.'
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def graph(*articles):
    evidence = Iri(f"{BASE}evidence")
    quads = []
    for name, text in articles:
        article = Iri(f"{BASE}article/{name}")
        quads += [
            Quad(article, Iri(iri("rdf:type")), Iri(iri("film:NewsArticle")), evidence),
            Quad(article, Iri(iri("dcterms:identifier")), Literal(name), evidence),
        ]
        if text:
            quads.append(Quad(article, Iri(iri("film:text")), Literal(text), evidence))
    return Graph(quads)


def row(quote, subject="Blue Hour", relation="director", thing="Lee Park", **changed):
    start = TEXT.index(quote)
    fields = {"qualifiers": {}, "status": "actual", "voice": "article"} | changed
    return Row(
        "tide", subject, relation, thing, start=start, end=start + len(quote), quote=quote, **fields
    )


ROWS = [
    row("Lee Park’s <b>“Blue Hour”</b>"),
    row('“Blue Hour”</b> & "Tide" won', "Blue Hour", "awardReceived", "Tide Prize"),
    row("Ada Marsh leads", relation="castMember", thing="Ada Marsh", status="planned"),
    row("“Blue Hour”.", relation="genre", thing=EVIL, voice="quoted", qualifiers={"speaker": EVIL}),
    row("Ada Marsh", "Ada Marsh", "kind", "Person"),
]


class Page(HTMLParser):
    """What a browser would see: elements with attributes, marks with their words."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.words = {}
        self._in = None
        self._inside_text = 0
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag == "div" and given.get("class") == "text":
            self._inside_text = 1
        self._in = given if tag == "a" else None

    def handle_endtag(self, tag):
        self._in = None
        self._inside_text = 0 if tag == "div" else self._inside_text

    def handle_data(self, data):
        if self._inside_text:
            self.text += data
            for number in (self._in or {}).get("data-facts", "").split():
                self.words[number] = self.words.get(number, "") + data


@pytest.fixture
def shown(monkeypatch):
    monkeypatch.setattr(assemble, "table", lambda *_, **__: ROWS)
    return page(graph(("tide", TEXT)))


def test_the_text_stands_as_it_is(shown):
    assert Page(shown).text == TEXT


def test_each_fact_has_its_words_marked_though_marks_overlap(shown):
    words = Page(shown).words

    assert sorted(words.values()) == sorted(row.quote for row in ROWS)


def test_each_fact_leads_to_its_words_and_each_mark_to_a_fact(shown):
    elements = Page(shown).elements

    names = [given["id"] for _, given in elements if "id" in given]
    targets = [given["href"] for tag, given in elements if tag == "a"]
    assert len(names) == len(set(names))
    assert len(targets) > len(ROWS)
    assert {target.removeprefix("#") for target in targets} <= set(names)


def test_what_comes_from_a_text_is_never_markup(shown):
    elements = Page(shown).elements

    assert [tag for tag, _ in elements].count("script") == 1
    assert "img" not in [tag for tag, _ in elements]
    assert "b" not in [tag for tag, _ in elements]
    assert not any(name.startswith("on") for _, given in elements for name in given)
    assert EVIL not in shown


def test_the_page_loads_nothing(shown):
    loading = {"src", "srcset", "data", "action", "poster", "background"}

    for tag, given in Page(shown).elements:
        assert not loading & set(given)
        assert given.get("href", "#").startswith("#"), tag
    assert "url(" not in shown
    assert "@import" not in shown


@pytest.mark.parametrize("tag", ["style", "script"])
def test_its_policy_allows_its_own_style_and_script_and_no_other(shown, tag):
    [content] = re.findall(f"<{tag}>(.*?)</{tag}>", shown, re.DOTALL)
    digest = b64encode(sha256(content.encode()).digest()).decode()

    assert "default-src 'none'" in shown
    assert f"{tag}-src 'sha256-{digest}'" in shown.replace("&#43;", "+").replace("&#39;", "'")


@pytest.mark.parametrize("tag", ["planned", "quoted"])
def test_what_is_not_plainly_so_carries_a_tag(shown, tag):
    assert re.search(f'class="tag [a-z]+ {tag}"', shown)


def test_an_article_without_facts_and_one_without_text_are_shown(monkeypatch):
    monkeypatch.setattr(assemble, "table", lambda *_, **__: ROWS[:1])

    shown = page(graph(("rain", "It rained."), ("tide", "")))

    assert "No film facts" in shown
    assert "Lee Park" in shown


def test_a_graph_without_articles_gives_a_page(monkeypatch):
    monkeypatch.setattr(assemble, "table", lambda *_, **__: [])

    assert "No articles" in page(Graph())


def test_the_page_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(assemble, "table", lambda *_, **__: ROWS)

    publish.report(graph(("tide", TEXT)), tmp_path / "report.html")

    assert (tmp_path / "report.html").read_text("utf-8") == page(graph(("tide", TEXT)))

"""The page on which a person asks the graph: what it knows, and what it may load."""

import json
import re
from hashlib import sha256

import pytest

from kg import query
from kg.namespaces import BASE, FILM
from kg.serve import editor

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
OUTSIDE = re.compile(r'(?:src|href)="(?:https?:)?//')


def page(endpoint: str = "sparql", home: str = "./", **named: str) -> str:
    return editor.page(endpoint, home, **named).decode("utf-8")


def data(text: str) -> dict:
    return json.loads(DATA.search(text)[1])


def test_everything_it_names_is_an_asset_or_the_site() -> None:
    named = re.findall(r'(?:src|href)="([^"]*)"', page(home="../"))

    known = {f"../{path}" for path in editor.assets()} | {"../", "data:,"}
    assert {address.partition("?")[0] for address in named} == known


def test_nothing_is_loaded_from_elsewhere() -> None:
    styles = [body for kind, body in editor.assets().values() if kind.startswith("text/css")]

    assert not OUTSIDE.search(page())
    assert len(styles) == 2
    assert not any(re.search(rb"@import|url\((?![\"']?data:)", style) for style in styles)


def test_its_policy_allows_its_own_origin_alone() -> None:
    policy = POLICY.search(page())[1].replace("&#39;", "'")

    assert policy == f"{editor.POLICY}; base-uri 'none'"
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)


def test_no_script_stands_in_the_page_itself() -> None:
    scripts = re.findall(r"<script([^>]*)>", page())

    assert len(scripts) == 3
    assert all("src=" in script or "application/json" in script for script in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=", DATA.sub("", page()))


def test_what_stands_in_the_title_and_in_an_address_is_text() -> None:
    evil = '"></script><img src=x onerror=alert(1)>'

    text = page(endpoint=evil, home=evil, title=evil, base=evil)

    assert "<img" not in text
    assert data(text)["endpoint"] == evil


def test_an_address_of_a_file_changes_when_the_file_does() -> None:
    [script] = re.findall(r'src="\./(_editor/editor\.js)\?(\w+)"', page())

    assert sha256(editor.assets()[script[0]][1]).hexdigest().startswith(script[1])


@pytest.mark.parametrize(("home", "folder"), [("", "./"), ("..", "../"), ("/kg/", "/kg/")])
def test_home_is_a_folder_however_it_is_written(home: str, folder: str) -> None:
    text = page(home=home)

    assert data(text)["home"] == folder
    assert f'src="{folder}_editor/' in text


def test_each_question_is_offered_and_stands_there_with_its_query() -> None:
    text = page()

    offered = re.findall(r'<option value="([^"]*)">', text)
    assert offered == query.names()
    assert list(data(text)["questions"]) == query.names()
    for asked in data(text)["questions"].values():
        assert asked["text"].startswith(f"# {asked['question']}\n\nPREFIX")
        assert "# example:" not in asked["text"]


@pytest.mark.parametrize("name", query.names())
def test_a_question_without_its_header_asks_the_same(name: str) -> None:
    whole = query.question(name).text

    bare = data(page())["questions"][name]["text"]

    assert whole.endswith(bare.partition("\n\n")[2])
    assert query.question(bare).columns
    assert [each.name for each in query.question(bare).columns] == _selected(name)


def _selected(name: str) -> list[str]:
    asked = query.question(name)
    return [each.name for each in (*asked.params, *asked.columns)]


def test_the_terms_of_the_ontology_are_known_with_their_definitions() -> None:
    terms = editor.terms()

    assert terms[f"{FILM}director"].startswith("Who directed")
    assert f"{FILM}Film" in terms
    assert "http://www.w3.org/2000/01/rdf-schema#label" in terms
    assert all("://" in term for term in terms)


def test_prefixes_are_those_of_the_graph_it_asks() -> None:
    prefixes = data(page(base="https://example.org/"))["prefixes"]

    assert prefixes["person"] == "https://example.org/person/"
    assert prefixes["film"] == FILM
    assert data(page())["prefixes"]["person"] == f"{BASE}person/"


def test_what_others_made_comes_with_its_licences() -> None:
    kind, text = editor.assets()["_editor/LICENSES.txt"]

    assert kind.startswith("text/plain")
    for name in ("yasgui", "codemirror", "datatables.net", "jquery", "dompurify", "n3"):
        assert name in text.decode("utf-8")


def test_no_map_of_a_source_is_named_that_is_not_there() -> None:
    assert not any(b"sourceMappingURL" in body for _, body in editor.assets().values())

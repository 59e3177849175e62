"""What the live pages promise: a real server, each identifier in the format that a client likes."""

from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from commands import said
from endpoints import endpoint

from kg.graph import Graph, Iri

BASE = "https://w3id.org/filmkg/data/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TEXT = "Lee Park directed the film “Tide.” Ada Marsh played Mira in “Tide.”\n"
TRIPLES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}


@pytest.fixture(scope="module", params=[BASE, "http://example.org/"])
def base(request):
    return request.param


@pytest.fixture(scope="module")
def served(base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text("Åsa Öberg directed the film “Blå Timme.”\n", "utf-8")
    said("build", folder / "one.txt", folder / "two.txt", "-o", folder / "films", "--base", base)
    with endpoint(folder / "films", folder=folder) as running:
        yield running


def path(served, base, kind):
    query = f"SELECT ?it {{ ?it a film:{kind} }} ORDER BY ?it LIMIT 1"
    return served.ask(query, format="csv").text.splitlines()[1].removeprefix(base)


def test_the_first_page_leads_to_the_others(served):
    told = served.get("", accept=BROWSER)

    assert told.status_code == 200
    assert told.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in told.text


def test_an_identifier_has_its_page(served, base):
    film = path(served, base, "Film")

    told = served.get(quote(film), accept=BROWSER)

    assert told.status_code == 200
    assert told.headers["content-location"] == f"/{quote(film)}.html"
    assert told.headers["vary"] == "Accept"
    assert told.content == served.get(quote(f"{film}.html")).content
    alternates = told.headers["link"]
    assert all(f'type="{kind}"' in alternates for kind in TRIPLES.values())


@pytest.mark.parametrize("form", TRIPLES)
def test_an_identifier_has_its_description(served, base, form):
    film = path(served, base, "Film")

    told = served.get(quote(film), accept=f"{TRIPLES[form]}, text/html;q=0.5")

    made = Graph.parse(told.content, form)
    assert told.headers["content-type"].startswith(TRIPLES[form])
    assert told.headers["vary"] == "Accept"
    assert made.quads(None, subject=Iri(base + film))
    assert told.content == served.get(f"{quote(film)}?format={form}", accept=BROWSER).content


def test_an_identifier_without_a_page_leads_to_where_it_is_shown(served, base):
    casting = path(served, base, "Casting")

    told = served.get(quote(casting), accept=BROWSER)

    assert told.status_code == 303
    place = urljoin(f"{served.home}{quote(casting)}", told.headers["location"])
    shown = served.client.get(place, headers={"accept": BROWSER})
    assert shown.status_code == 200
    assert "Mira" in shown.text
    assert served.get(quote(casting), accept="text/turtle").status_code == 200


def test_a_fact_and_its_passage_lead_to_where_they_are_shown(served, base):
    query = "SELECT ?f ?p { GRAPH ?g { ?f film:evidence ?p } } LIMIT 1"
    row = served.ask(query, format="csv").text.splitlines()[1].split(",")

    codes = [served.get(quote(each.removeprefix(base)), accept=BROWSER).status_code for each in row]

    assert codes == [303, 303]


def test_letters_of_all_languages_name_things(served, base):
    query = "SELECT ?it { ?it a film:Film ; rdfs:label ?name FILTER(STRSTARTS(?name, 'Blå')) }"
    film = served.ask(query, format="csv").text.splitlines()[1].removeprefix(base)

    told = served.get(quote(film), accept=BROWSER)

    assert "blå" in film
    assert told.status_code == 200
    assert told.headers["content-location"] == f"/{quote(film)}.html"
    assert quote(film.partition("/")[2]) in told.headers["link"]


def test_a_page_that_a_client_has_is_not_sent_again(served):
    first = served.get("index.html")

    known = {"if-none-match": first.headers["etag"]}
    again = served.client.get(f"{served.home}index.html", headers=known)
    other = served.client.get(f"{served.home}index.html", headers={"if-none-match": '"x"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


def test_what_nobody_can_show_is_told(served, base):
    film = path(served, base, "Film")

    assert served.get(quote(film), accept="image/png").status_code == 406
    assert served.get(f"{quote(film)}?format=csv").status_code == 406


@pytest.mark.parametrize("page", ["", "network.html", "ontology.html", "questions.html"])
def test_the_policy_of_a_page_is_sent_with_it_and_is_closed_to_frames(served, page):
    told = served.get(page, accept=BROWSER)
    policy = told.headers["content-security-policy"]

    assert policy.startswith("default-src 'none'")
    directives = [each.split()[0] for each in policy.split("; ")]
    assert {"frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"} <= set(
        policy.split("; ")
    )
    assert len(set(directives)) == len(directives)
    assert "unsafe" not in policy
    assert policy.partition("; frame-ancestors")[0] in told.text.replace("&#39;", "'")


def test_pages_can_only_be_read(served):
    told = served.client.post(f"{served.home}index.html")

    assert (told.status_code, told.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert served.client.options(f"{served.home}index.html").status_code == 204
    assert served.client.head(f"{served.home}index.html").content == b""


def test_no_path_of_this_computer_is_told(served):
    pages = ["nowhere", "work/x.html", "%ff", "a/../../etc/passwd", "_editor/../x", "_editor/x.js"]

    told = [served.get(page, accept=accept) for page in pages for accept in ("", "text/html")]

    assert {each.status_code for each in told} <= {400, 404}
    assert not any(str(Path.home()) in each.text or "/tmp" in each.text for each in told)


def test_an_identifier_without_a_page_is_told_as_triples(served):
    told = served.get("evidence", accept="text/html, */*;q=0.5")
    refused = served.get("evidence", accept="text/html")

    assert told.headers["content-type"].startswith("text/turtle")
    assert "film:kgVersion" in told.text
    assert refused.status_code == 406

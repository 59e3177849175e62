"""The query editor, as a person uses it in a browser."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import endpoints
import pytest
from browser import driving, staged

CURLY = 'Bo "Bo" {{film}} <b>Sons</b>'
ARTICLES = {
    "tide-news": (
        f"“Tide” was directed by Zoë Ångström. Ben Novak plays in “Tide”, next to {CURLY}.",
        [
            ("Tide", "director", "Zoë Ångström", "“Tide” was directed by Zoë Ångström"),
            ("Tide", "castMember", "Ben Novak", "Ben Novak plays in “Tide”"),
            ("Tide", "castMember", CURLY, f"Ben Novak plays in “Tide”, next to {CURLY}"),
        ],
    ),
    "loud-news": (
        "Ben Novak directed “Loud” in a week.",
        [("Loud", "director", "Ben Novak", "Ben Novak directed “Loud”")],
    ),
}
PREFIXES = (
    "PREFIX film: <https://w3id.org/filmkg/ontology#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
CONTROL = "\ue009"
WIDE = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
NARROW = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}


class Address(str):
    """The page's address, which a reader opens as it opens a file."""

    __slots__ = ()

    def as_uri(self) -> str:
        return str(self)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Address]:
    """The address of the page, at a live endpoint."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "films.trig").write_bytes(staged.graph(ARTICLES).serialize("trig"))
    with endpoints.endpoint(folder / "films.trig", "--rows", "50", folder=folder) as server:
        yield Address(server.url)
        server.client.close()


@pytest.fixture
def reader(driver, served) -> Iterator[driving.Reader]:
    """A reader who opened the page for the first time, and finds nothing to complain of in it."""
    kept = {"origin": served.removesuffix("/sparql"), "storageTypes": "local_storage"}
    driver.execute_cdp_cmd("Storage.clearDataForOrigin", kept)
    reader = driving.Reader(driver)
    reader.open(served, size=WIDE)
    yield reader
    reader.look()
    assert reader.complaints == []
    assert all(asked.startswith((kept["origin"], "data:")) for asked in reader.requests)
    assert len(reader.requests) >= 5


def columns(reader: driving.Reader) -> list[str]:
    return reader.texts(".tabPanel.active th .dt-column-title")


def rows(reader: driving.Reader) -> list[list[str]]:
    told = "return [...arguments[0].cells].map((cell) => cell.innerText)"
    return [reader.script(told, row) for row in reader.all(".tabPanel.active tbody tr")]


def answered(reader: driving.Reader, *column: str) -> list[list[str]]:
    reader.until(lambda: columns(reader) == [*column])
    return rows(reader)


def choose(reader: driving.Reader, name: str) -> None:
    reader.click(f"#question option[value={name}]")


def text(reader: driving.Reader) -> str:
    """The query in the tab that is open."""
    return reader.script(
        "return document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    )


def write(reader: driving.Reader, query: str, *keys: str) -> None:
    """Empty the query, and type another."""
    reader.script(
        "const it = document.querySelector('.tabPanel.active .CodeMirror').CodeMirror;"
        "it.setValue(''); it.focus()"
    )
    reader.press(query, *keys)


def run(reader: driving.Reader) -> None:
    reader.click(".tabPanel.active .yasqe_queryButton")


def test_a_question_is_put_into_the_editor_and_answered_with_its_sentences(reader) -> None:
    choose(reader, "directors")

    reader.click("button.ask")

    assert answered(reader, "film", "director", "quote") == [
        ["Loud", "Ben Novak", "Ben Novak directed “Loud”"],
        ["Tide", "Zoë Ångström", "“Tide” was directed by Zoë Ångström"],
    ]
    assert "film:director" in text(reader)
    assert reader.texts("[role=tab][aria-selected=true] span") == ["Directors of a film"]


def test_a_question_says_in_words_what_it_asks(reader) -> None:
    choose(reader, "directors")

    assert reader.texts("#meaning") == ["Who directed film, and which sentence says so?"]
    assert reader.texts("#fields label") == ["film"]


def test_what_a_question_is_told_narrows_its_answer(reader) -> None:
    choose(reader, "directors")
    reader.all("#fields input")[0].send_keys("Tide", driving.KEYS["Enter"])

    assert [row[0] for row in answered(reader, "film", "director", "quote")] == ["Tide"]
    assert text(reader).endswith('VALUES (?film) { ("Tide") }\n')


def test_what_a_question_is_told_is_a_text_and_no_part_of_the_query(reader) -> None:
    choose(reader, "filmography")

    reader.all("#fields input")[0].send_keys(CURLY, driving.KEYS["Enter"])

    found = answered(reader, "person", "film", "role", "status", "quote")
    assert {row[0] for row in found} == {CURLY}


def test_a_relation_that_a_question_is_told_may_be_one_word(reader) -> None:
    choose(reader, "evidence_of")
    for field, told in zip(reader.all("#fields input"), ("Tide", "director"), strict=True):
        field.send_keys(told)

    reader.click("button.ask")

    reader.until(lambda: len(rows(reader)) == 1)
    assert "“Tide” was directed by Zoë Ångström" in rows(reader)[0]


def test_a_query_of_ones_own_is_typed_and_run_with_the_keyboard(reader) -> None:
    query = PREFIXES + "SELECT ?name WHERE { ?work film:castMember/rdfs:label ?name }"

    write(reader, query, f"{CONTROL}{driving.KEYS['Enter']}")

    assert sorted(row[0] for row in answered(reader, "name")) == ["Ben Novak", CURLY]


def test_a_text_is_shown_word_for_word_whatever_it_looks_like(reader) -> None:
    choose(reader, "cast")

    reader.click("button.ask")

    found = answered(reader, "film", "performer", "character", "billing", "quote")
    assert found[-1] == ["Tide", CURLY, "", "", f"Ben Novak plays in “Tide”, next to {CURLY}"]
    assert reader.all("td b") == []


def test_what_the_endpoint_says_of_a_wrong_query_is_shown(reader) -> None:
    write(reader, "SELECT * WHERE { ?a ?b }")

    run(reader)

    reader.until(lambda: reader.all(".refusal"))
    assert "Correct the query at that place." in reader.texts(".refusal")[0]
    assert reader.all(".refusal")[0].get_attribute("role") == "alert"
    reader.look()
    assert ["400" in told for told in reader.complaints] == [True]  # the browser’s own word
    reader.complaints.clear()


def test_an_identifier_of_the_graph_leads_to_its_page_here(reader, served) -> None:
    write(reader, PREFIXES + "SELECT ?work ?is WHERE { ?work film:director ?x ; a ?is } ")

    run(reader)

    answered(reader, "work", "is")
    links = reader.all("td a")
    site = served.removesuffix("sparql")
    assert links[0].text.startswith("work:")
    assert links[0].get_attribute("href").startswith(f"{site}work/")
    assert not links[0].get_attribute("target")
    assert links[1].get_attribute("href").startswith("https://w3id.org/filmkg/ontology#")
    assert links[1].get_attribute("rel") == "noopener noreferrer"


def test_only_an_address_of_the_web_becomes_a_link(reader) -> None:
    write(reader, "SELECT ?it WHERE { VALUES ?it { <javascript:alert(1)> <urn:x> } } ")

    run(reader)

    assert answered(reader, "it") == [["javascript:alert(1)"], ["urn:x"]]
    assert reader.all("td a") == []


def test_an_answer_that_was_cut_says_so(reader) -> None:
    write(reader, "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ")

    run(reader)

    answered(reader, "a", "d")
    assert reader.texts(".yasr_fallback_info") == ["There are more: the server gives the first 50."]
    choose(reader, "directors")
    reader.click("button.ask")
    reader.until(lambda: columns(reader) == ["film", "director", "quote"])
    assert reader.texts(".tabPanel.active .yasr_fallback_info") == [""]


def test_a_graph_is_shown_as_its_triples(reader) -> None:
    write(reader, PREFIXES + "CONSTRUCT WHERE { ?a film:director ?b } ")

    run(reader)

    assert len(answered(reader, "subject", "predicate", "object")) == 2


def test_a_yes_or_no_question_is_answered(reader) -> None:
    write(reader, "ASK { ?a ?b ?c }")

    run(reader)

    reader.until(lambda: "True" in reader.texts(".yasr_results")[0])


def test_a_prefix_is_added_and_a_term_completed_from_what_the_page_knows(reader) -> None:
    write(reader, "SELECT * WHERE { ?work film:")
    reader.until(lambda: "ontology#>" in text(reader))

    reader.press("cast", f"{CONTROL} ")
    reader.until(lambda: reader.all(".CodeMirror-hint"))

    assert reader.all(".CodeMirror-hint")[0].text.startswith("film:castMember")
    assert len(reader.texts(".CodeMirror-hint small")[0]) > 10
    reader.press("Enter")
    assert text(reader).endswith("?work film:castMember")


def test_a_question_leaves_a_query_of_ones_own_alone(reader) -> None:
    write(reader, "ASK { ?my ?own ?query }")

    reader.click("button.ask")

    assert len(reader.all("[role=tab]")) == 2
    reader.click("[role=tab] span", "Query")
    assert text(reader) == "ASK { ?my ?own ?query }"


def test_questions_asked_one_after_the_other_fill_one_tab(reader) -> None:
    for name in ("cast", "directors", "cast"):
        choose(reader, name)
        reader.click("button.ask")

    assert reader.texts("[role=tab] span") == ["Cast of a film"]


def test_a_new_query_has_a_tab_of_its_own(reader) -> None:
    reader.click("#new")

    assert len(reader.all("[role=tab]")) == 2


def test_a_query_is_there_again_on_the_next_visit_and_its_answer_is_not(reader, served) -> None:
    write(reader, "ASK { ?my ?own ?query }")
    run(reader)
    reader.until(lambda: "True" in reader.texts(".yasr_results")[0])

    reader.open(served, size=WIDE)

    assert text(reader) == "ASK { ?my ?own ?query }"
    assert reader.texts(".yasr_results") == [""]


def test_a_kept_query_asks_this_endpoint_whatever_was_kept_with_it(reader, served) -> None:
    write(reader, "ASK { ?my ?own ?query }")
    run(reader)
    reader.until(lambda: "True" in reader.texts(".yasr_results")[0])
    kept = json.loads(reader.script("return JSON.stringify(localStorage)"))
    for key, value in kept.items():
        elsewhere = value.replace('"requestConfig":{', '"requestConfig":{"endpoint":"//evil.test",')
        assert elsewhere != value
        reader.script("localStorage.setItem(...arguments)", key, elsewhere)

    reader.open(served, size=WIDE)
    run(reader)

    reader.until(lambda: "True" in reader.texts(".yasr_results")[0])


def test_a_link_opens_a_question_and_what_it_is_told(reader, served) -> None:
    reader.open(served, "#" + urlencode({"question": "directors", "film": "Loud"}), WIDE)

    assert [row[0] for row in answered(reader, "film", "director", "quote")] == ["Loud"]
    assert reader.all("#question")[0].get_attribute("value") == "directors"
    assert reader.all("#fields input")[0].get_attribute("value") == "Loud"


def test_a_query_is_shared_as_a_link_to_this_page(reader, served) -> None:
    write(reader, "ASK { ?a ?b 'å & #x' }")
    reader.click(".yasqe_share")
    shared = reader.all(".yasqe_sharePopup input")[0].get_attribute("value")

    reader.open(served, "#" + shared.partition("#")[2], WIDE)

    assert shared.startswith(f"{served}#query=")
    reader.until(lambda: text(reader) == "ASK { ?a ?b 'å & #x' }")
    reader.until(lambda: "False" in reader.texts(".yasr_results")[0])


def test_there_is_no_other_endpoint_to_choose_and_no_help_elsewhere(reader) -> None:
    choose(reader, "cast")
    reader.click("button.ask")
    answered(reader, "film", "performer", "character", "billing", "quote")

    shown = reader.script(
        "return [...document.querySelectorAll('.controlbar, .yasr_external_ref_btn')]"
        ".filter((each) => each.checkVisibility()).length"
    )
    assert shown == 0


def test_the_keyboard_goes_into_the_query_and_out_of_it(reader) -> None:
    write(reader, "ASK { }")

    reader.press("Tab", "Tab")

    assert reader.script("return document.activeElement.closest('.CodeMirror-scroll')") is None
    assert text(reader) == "ASK { }"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_only_the_answer_is_ever_wider_than_the_window(reader, served, size) -> None:
    reader.open(served, "#question=filmography", size)

    answered(reader, "person", "film", "role", "status", "quote")
    assert reader.script("return document.documentElement.scrollWidth <= innerWidth")


def test_each_field_and_button_has_a_name(reader) -> None:
    choose(reader, "cast")
    reader.click("button.ask")
    answered(reader, "film", "performer", "character", "billing", "quote")

    seen = [
        each
        for each in reader.all("input, select, textarea, button, a[href], [role=tab]")
        if reader.script("return arguments[0].checkVisibility()", each)
    ]
    assert len(seen) > 10
    assert [each.get_attribute("outerHTML") for each in seen if not each.accessible_name] == []

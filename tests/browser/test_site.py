"""A published site, as a reader uses it in a browser."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser import staged
from browser.driving import NARROW, WIDE, Address, Reader

import kg

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
QUOTED = 'Bo "Bo" O\'Brien & <b>Sons</b>'
LINK = "javascript:alert(1)"
HEBREW = "מיכל לוי"
TOLD = (
    f"It rained. {EVIL} plays in “Tide”. “Tide” was directed by {QUOTED}. {LINK} wrote “Tide”. "
    f"{HEBREW} sings in “Tide”."
)
HOSTILE = {
    "evil": (
        TOLD,
        [
            ("Tide", "castMember", EVIL, f"{EVIL} plays in “Tide”"),
            ("Tide", "director", QUOTED, f"“Tide” was directed by {QUOTED}"),
            ("Tide", "screenwriter", LINK, f"{LINK} wrote “Tide”"),
            ("Tide", "castMember", HEBREW, f"{HEBREW} sings in “Tide”"),
        ],
    )
}
KINDS = {
    "home": "index.html",
    "list": "people.html",
    "articles": "articles.html",
    "work": "work/tide.*.html",
    "person": "person/priya-venn.*.html",
    "article": "article/sound-of-metal.*.html",
    "dispute": "dispute/two-release-dates.*.html",
    "disputes": "disputes.html",
    "questions": "questions.html",
    "question": "question/recastings.html",
    "ontology": "ontology.html",
    "things": "things.html",
    "network": "network.html",
}
anywhere = pytest.mark.parametrize("root", ["file", "server"], indirect=True)
"""Such a test is made on a disk and on a server."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Path:
    return staged.site()


@pytest.fixture(scope="session")
def served(site) -> Iterator[str]:
    """The address of the site on a server."""
    handler = partial(_Quiet, directory=site.parents[1])
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a/b/"
        server.shutdown()


@pytest.fixture
def root(request, site) -> str:
    """Where the site begins: on a disk, or on a server."""
    if getattr(request, "param", "file") == "file":
        return f"{site.as_uri()}/"
    return request.getfixturevalue("served")


@pytest.fixture
def reader(driver) -> Iterator[Reader]:
    """A reader who asks nothing but the site, and hears no complaint."""
    reader = Reader(driver)
    reader.requests, before = Requests(), ("file:", "data:", "about:", "http://127.0.0.1:")
    yield reader
    reader.look()
    assert reader.complaints == []
    assert [each for each in reader.requests.ever if not each.startswith(before)] == []


class Requests(list):
    """What was requested, and what was before it was forgotten."""

    def __init__(self) -> None:
        self.ever: list[str] = []

    def append(self, each: str) -> None:
        self.ever.append(each)
        super().append(each)


def opened(reader: Reader, root: str, path: str, size: dict[str, object] = WIDE) -> None:
    reader.open(Address(root + path), size=size)


def at(site: Path, pattern: str) -> str:
    """The path of the one page that a pattern names."""
    (found,) = site.glob(pattern)
    return found.relative_to(site).as_posix()


def heading(reader: Reader) -> str:
    return reader.texts("h1")[0]


def found(reader: Reader) -> list[str]:
    return reader.texts("#found [data-path] span")


def search(reader: Reader, text: str, *then: str) -> None:
    reader.press("/", *text)
    reader.until(lambda: reader.all("#found li") != [])
    reader.press(*then)


def on(reader: Reader, title: str) -> None:
    reader.until(lambda: reader.texts("h1") == [title])
    reader.until(lambda: reader.script("return document.readyState === 'complete'"))


def lines(reader: Reader, title: str) -> list[str]:
    """The facts of a group, each with its sentences."""
    groups = [each for each in reader.all(".group") if each.text.startswith(title + "\n")]
    return [line.text for group in groups for line in group.find_elements("css selector", ".line")]


def visible(reader: Reader, selector: str) -> bool:
    return reader.script(
        "const it = document.querySelector(arguments[0])?.getBoundingClientRect();"
        "return !!it && it.top >= 0 && it.bottom <= innerHeight",
        selector,
    )


@anywhere
def test_a_film_is_found_by_its_name_and_opened(reader, root) -> None:
    opened(reader, root, "index.html")

    search(reader, "sound of m", "Enter")

    on(reader, "Sound of Metal")
    assert any("Darius Marder" in line for line in lines(reader, "director"))


def test_names_are_found_without_accents_in_any_case_and_by_other_spellings(reader, root) -> None:
    opened(reader, root, "index.html")
    search(reader, "ÁDA márs")
    assert found(reader)[0] == "Ada Marsh"

    reader.press("Escape", *"tiff")
    assert found(reader) == ["Toronto International Film Festival"]


def test_arrows_choose_among_what_is_found_and_enter_goes_there(reader, root) -> None:
    opened(reader, root, "index.html")
    search(reader, "marder", "Down", "Down")

    second = found(reader)[1]
    assert reader.texts("#found [aria-selected=true] span") == [second]
    chosen = reader.all("#search")[0].get_attribute("aria-activedescendant")
    assert reader.texts(f"#{chosen} span") == [second]

    reader.press("Enter")
    on(reader, second)


def test_a_found_name_is_opened_with_the_mouse(reader, root) -> None:
    opened(reader, root, "works.html")
    search(reader, "blue hour")

    reader.click("#found li", "Blue Hour")

    on(reader, "Blue Hour")


def test_escape_empties_the_search_and_what_is_nowhere_is_said_to_be_nowhere(reader, root) -> None:
    opened(reader, root, "index.html")
    search(reader, "zzqx", "Down", "Enter")
    assert reader.texts("#found li") == ["Nothing found"]
    assert reader.texts("#heard") == ["Nothing found"]

    reader.press("Escape")

    assert reader.all("#search")[0].get_attribute("value") == ""
    assert not reader.all("#found")[0].is_displayed()


@anywhere
def test_a_fact_stands_beside_its_sentence_and_leads_to_its_words_in_the_article(
    reader, root, site
) -> None:
    opened(reader, root, at(site, "work/tide.*.html"))
    fact = reader.all(".group .line")[0]
    words = fact.find_element("css selector", "mark").text
    assert words in fact.find_element("css selector", "blockquote").text
    assert words == "Lee Park is directing the film"

    fact.find_element("css selector", "figcaption a").click()

    on(reader, "Cameras Roll on “Tide” in Lisbon")
    reader.until(lambda: "".join(reader.texts("mark.live")) == words)
    reader.until(lambda: visible(reader, "mark.live"))
    assert [each.split("\n") for each in reader.texts(".facts li.live")] == [
        ["director", "Lee Park told as planned before; confirmed on 2021-09-13"]
    ]
    reader.until(lambda: visible(reader, ".facts li.live"))


def test_words_that_are_clicked_light_their_fact_and_a_fact_its_words(reader, root, site) -> None:
    opened(reader, root, at(site, "article/tide-shooting.*.html"))

    reader.click(".text mark", "Lisbon")
    assert reader.texts(".facts li.live") != []
    assert reader.driver.current_url.partition("#")[2].startswith("f-")

    reader.click(".facts .relation", "director")
    reader.until(lambda: "".join(reader.texts("mark.live")) == "Lee Park is directing the film")


def test_words_are_reached_by_the_keyboard_and_on_a_phone_their_fact_comes_into_sight(
    reader, root, site
) -> None:
    opened(reader, root, at(site, "article/tide-shooting.*.html"), size=NARROW)
    reader.script("document.querySelector('.here mark').focus()")

    reader.press("Enter")

    assert reader.driver.current_url.partition("#")[2].startswith("f-")
    reader.until(lambda: visible(reader, ".facts li.live"))


def test_a_place_that_is_none_breaks_nothing(reader, root, site) -> None:
    opened(reader, root, at(site, "article/tide-shooting.*.html") + "#100%")

    reader.click(".text mark", "Lisbon")

    assert reader.texts(".facts li.live") != []


def test_a_name_beside_an_article_leads_to_its_page(reader, root, site) -> None:
    opened(reader, root, at(site, "article/tide-shooting.*.html"))

    reader.click(".facts .object a", "Lee Park")

    on(reader, "Lee Park")
    assert any("Tide" in line for line in lines(reader, "director of"))


def test_what_is_planned_was_replaced_or_is_quoted_says_so_in_words(reader, root, site) -> None:
    opened(reader, root, at(site, "work/sound-of-metal.*.html"))
    cast = lines(reader, "cast member")
    assert any(
        line.startswith("Dakota Johnson") and "superseded" in line.split("\n")[0] for line in cast
    )
    assert any(tag.startswith("said by ") for tag in reader.texts(".tag.said"))
    assert "planned" in reader.texts(".tag.planned")

    opened(reader, root, at(site, "work/tide.*.html"))
    assert any(told.startswith("confirmed on ") for told in reader.texts(".became"))


def test_a_dispute_shows_both_sentences_and_leads_to_both_articles(reader, root, site) -> None:
    opened(reader, root, at(site, "work/tide.*.html"))

    reader.click(".notice a", "Two dates")

    on(reader, "Two dates of one release")
    assert reader.texts(".sides mark") == [
        "“Tide” opened in the UK on 28 October 2022",
        "“Tide” opened in the UK on 21 October 2022",
    ]
    links = [each.get_attribute("href") for each in reader.all(".sides figcaption a")]
    assert ["gull-awards" in links[0], "arjun-mellor" in links[1]] == [True, True]
    reader.click(".sides figcaption a", "Gull")
    reader.until(
        lambda: "".join(reader.texts("mark.live")) == "“Tide” opened in the UK on 28 October 2022"
    )


def test_a_person_s_page_tells_what_they_took_part_in(reader, root, site) -> None:
    opened(reader, root, at(site, "person/priya-venn.*.html"))

    said = "“The Tannery” stars Nell Hathersage, Imogen Tresco and Priya Venn"
    told = lines(reader, "cast member of")
    assert any(line.startswith("The Tannery\n") and said in line for line in told)


@anywhere
def test_lists_lead_to_all_that_has_a_page(reader, root) -> None:
    opened(reader, root, "index.html")
    reader.click("nav a", "More")
    on(reader, "Everything that has a page")
    reader.click(".kinds a", "People")
    on(reader, "People")
    reader.click(".entries a", "Ada Marsh")
    on(reader, "Ada Marsh")
    reader.click(".over a", "People")
    on(reader, "People")


@anywhere
def test_a_question_is_answered_and_its_table_stands_beside_it(reader, root, site) -> None:
    opened(reader, root, "questions.html")
    reader.click(".entries a", "Directors of a film")
    on(reader, "Directors of a film")

    assert reader.texts("tbody tr")[:2] == [
        "A Quiet Engine Otis Bellwether",
        "Otis Bellwether directed “A Quiet Engine”",
    ]
    table = reader.all("a[download]")[0].get_attribute("href").removeprefix(root)
    count = int(reader.texts("main > p")[0].split()[0])
    told = (site / table).read_text("utf-8")
    assert told.startswith("film,director,")
    assert len(told.splitlines()) > count


@anywhere
def test_a_kind_leads_to_its_meaning_in_the_ontology(reader, root, site) -> None:
    opened(reader, root, at(site, "work/tide.*.html"))

    reader.click(".by a", "film")

    reader.until(lambda: reader.driver.current_url.endswith("ontology.html#Film"))
    reader.until(lambda: visible(reader, "#Film h4"))
    assert reader.script("return document.querySelector(':target').id") == "Film"


@anywhere
def test_the_network_leads_to_the_pages_of_people_and_back(reader, root) -> None:
    opened(reader, root, "index.html")
    reader.click("nav a", "Network")
    on(reader, "Who worked with whom")
    reader.search("ada mar", "Enter")

    reader.click("#panel a", "all that is told of it")

    on(reader, "Ada Marsh")
    opened(reader, root, "network.html")
    reader.click("a", "All pages")
    on(reader, "What the articles say")


def test_all_can_be_done_by_keyboard_alone(reader, root) -> None:
    opened(reader, root, "index.html")
    reader.press("Tab")
    assert reader.texts(":focus") == ["To the content"]
    search(reader, "tide", "Enter")
    on(reader, "Tide")

    reader.script("document.querySelector('.line').scrollIntoView()")
    reader.script("document.querySelector('.line .fact a').focus()")
    reader.press("Tab", "Enter")
    on(reader, "Cameras Roll on “Tide” in Lisbon")
    reader.script("document.querySelector('.facts .relation').focus()")
    assert reader.texts(".facts li.live") != []
    reader.press("Enter")
    assert reader.texts("mark.live") != []


@anywhere
def test_without_scripts_facts_and_sentences_are_there_and_links_lead_on(
    reader, root, site
) -> None:
    with reader.without_scripts():
        reader.driver.get(root + at(site, "work/tide.*.html"))
        assert not reader.all("#search-box")[0].is_displayed()
        reader.click(".line mark", "Lee Park is directing the film")
        reader.click(".line figcaption a", "Cameras Roll")
        assert "Principal photography" in reader.texts(".text")[0]
        reader.click(".facts .object a", "Lee Park")
        assert heading(reader) == "Lee Park"
        reader.click("nav a", "Works")
        assert "Tide" in reader.texts(".entries a")


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_needs_no_scrolling_sideways(reader, site, kind: str) -> None:
    opened(reader, f"{site.as_uri()}/", at(site, KINDS[kind]), NARROW)

    assert reader.script("return document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_dark_scheme_is_followed(reader, site) -> None:
    def light() -> int:
        colour = reader.script("return getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(","))

    opened(reader, f"{site.as_uri()}/", "index.html")
    before = light()

    with reader.dark():
        assert light() < 150 < before


def test_hostile_names_are_shown_as_text_and_nothing_of_them_runs(reader, tmp_path) -> None:
    kg.publish.site(staged.graph(HOSTILE), tmp_path / "site", title=EVIL)
    root = f"{(tmp_path / 'site').as_uri()}/"
    opened(reader, root, at(tmp_path / "site", "work/*.html"))

    shown = {text for each in reader.all(".fact") for text in each.text.split("\n")}
    assert {EVIL, QUOTED, LINK, HEBREW} <= shown
    assert f"{EVIL} plays in “Tide”" in reader.texts(".line mark")
    assert reader.texts(".name") == [EVIL]
    name = next(each for each in reader.all(".fact a") if each.text == HEBREW)
    assert reader.script("return arguments[0].matches(':dir(rtl)')", name)
    for title in (EVIL, QUOTED, LINK):
        search(reader, title[:12].strip("</"), "Escape")
        opened(reader, root, at(tmp_path / "site", "work/*.html"))
        reader.click(".fact a", title)
        on(reader, title)
        assert reader.script("return document.images.length") == 0
        assert not reader.all("h1 b, a[href^='javascript' i]")
    opened(reader, root, at(tmp_path / "site", "article/*.html"))
    assert EVIL in reader.texts(".text")[0]
    assert reader.script("return document.scripts.length") == 2

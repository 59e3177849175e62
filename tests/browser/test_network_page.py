"""The page of a network, as a reader uses it in a browser."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import driving, staged

from kg import network
from kg.graph import Graph
from kg.pictures.interactive import page

EVIL = "</script><img src=x onerror=alert(1)>"
QUOTED = 'Bo "Bo" O\'Brien & <b>Sons</b>'
TIDE = (
    "It rained. “Tide” was directed by Zoë Ångström. Léa Ødegård plays a keeper in “Tide”, says "
    "the studio. Ben Novak plays in “Tide”."
)
LOUD = (
    "Ben Novak directed “Loud” in a week. The lead of “Loud” is Léa Ødegård. מיכל לוי plays in "
    f"“Loud”. The cast of “Loud” has {EVIL}, too."
)
GULL = f"“Gull” was directed by 大島渚. The star of “Gull” is {QUOTED}."
ARTICLES = {
    "tide-news": (
        TIDE,
        [
            ("Tide", "director", "Zoë Ångström", "“Tide” was directed by Zoë Ångström"),
            ("Tide", "castMember", "Léa Ødegård", "Léa Ødegård plays a keeper in “Tide”"),
            ("Tide", "castMember", "Ben Novak", "Ben Novak plays in “Tide”"),
        ],
    ),
    "loud-news": (
        LOUD,
        [
            ("Loud", "director", "Ben Novak", "Ben Novak directed “Loud”"),
            ("Loud", "castMember", "Léa Ødegård", "The lead of “Loud” is Léa Ødegård"),
            ("Loud", "castMember", "מיכל לוי", "מיכל לוי plays in “Loud”"),
            ("Loud", "castMember", EVIL, f"The cast of “Loud” has {EVIL}"),
        ],
    ),
    "gull-news": (
        GULL,
        [
            ("Gull", "director", "大島渚", "“Gull” was directed by 大島渚"),
            ("Gull", "castMember", QUOTED, f"The star of “Gull” is {QUOTED}"),
        ],
    ),
}
KINDS = ("people", "directed", "both", "works")


@pytest.fixture(scope="module")
def graph():
    return staged.graph(ARTICLES)


@pytest.fixture(scope="module")
def iris(graph) -> dict[str, str]:
    both = network.people_and_works(graph)
    return {name: node for node, name in both.nodes(data="name")}


@pytest.fixture(scope="module")
def pages(graph, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    networks = {
        "people": network.collaborations(graph),
        "directed": network.between(graph, ("director", "performer")),
        "both": network.people_and_works(graph),
        "works": network.works(graph),
    }
    for kind, its in networks.items():
        page(its, graph).save(folder / f"{kind}.html")
    shown = page(networks["people"], graph)._repr_html_()
    (folder / "notebook.html").write_text(f"<!DOCTYPE html>{shown}", "utf-8")
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture
def somebody(driver) -> Iterator[driving.Reader]:
    """A reader who has opened no page yet, and finds nothing to complain of in any."""
    reader = driving.Reader(driver)
    yield reader
    reader.look()
    assert reader.complaints == []


@pytest.fixture
def reader(somebody, pages) -> driving.Reader:
    """A reader of the page of people."""
    somebody.open(pages["people"])
    return somebody


def sentences(reader: driving.Reader) -> list[str]:
    return reader.texts("#panel blockquote")


def test_a_name_is_found_by_a_part_of_it_typed_without_accents(reader) -> None:
    reader.search("odeg")

    assert reader.texts("#found [role=option] span:first-child") == ["Léa Ødegård"]


def test_all_words_are_looked_for_in_any_order_and_case(reader) -> None:
    reader.search("ANGST zoe")

    assert reader.texts("#found [role=option] span:first-child") == ["Zoë Ångström"]


def test_a_name_that_is_nowhere_is_said_to_be_nowhere(reader) -> None:
    reader.search("nobody", "Enter")

    assert reader.texts("#found li") == ["No such name."]
    assert reader.ask("chosen") == []


def test_enter_opens_what_is_known_of_the_name_and_goes_there(reader, iris) -> None:
    reader.search("odeg", "Enter")

    assert reader.heading() == "Léa Ødegård"
    assert reader.ask("chosen") == [iris["Léa Ødegård"]]
    assert reader.script("return document.activeElement.tagName") == "H2"


def test_the_arrows_choose_among_the_names_found(reader) -> None:
    reader.search("o", "Down", "Down", "Up", "Down")
    options = reader.texts("#found [role=option] span:first-child")

    reader.press("Enter")

    assert len(options) > 2
    assert reader.heading() == options[1]


def test_each_sentence_stands_word_for_word_in_its_article_and_its_passage_is_marked(
    reader,
) -> None:
    reader.search("odeg", "Enter")

    assert sentences(reader) == [
        "The lead of “Loud” is Léa Ødegård.",
        "Léa Ødegård plays a keeper in “Tide”, says the studio.",
    ]
    assert all(told in TIDE + LOUD for told in sentences(reader))
    assert reader.texts("#panel mark") == [
        "The lead of “Loud” is Léa Ødegård",
        "Léa Ødegård plays a keeper in “Tide”",
    ]
    assert reader.texts("#panel cite") == [
        "Headline of loud-news · loud-news",
        "Headline of tide-news · tide-news",
    ]


def test_a_click_on_a_dot_opens_it(reader, iris) -> None:
    place = reader.ask("position", iris["Zoë Ångström"])

    reader.point(**place, click=True)

    reader.until(lambda: reader.heading() == "Zoë Ångström")
    assert sentences(reader) == ["“Tide” was directed by Zoë Ångström."]


def test_the_pointer_on_a_dot_lights_up_its_neighbours_and_opens_nothing(reader, iris) -> None:
    place = reader.ask("position", iris["Zoë Ångström"])

    reader.point(**place)

    reader.until(lambda: reader.all(".stage.dimmed.over"))
    assert reader.ask("chosen") == []


def test_a_click_on_a_line_opens_what_its_ends_share(reader, iris) -> None:
    ends = [reader.ask("position", iris[name]) for name in ("大島渚", QUOTED)]
    middle = {axis: (ends[0][axis] + ends[1][axis]) / 2 for axis in "xy"}

    reader.point(**middle)
    reader.point(**middle, click=True)

    reader.until(lambda: len(reader.ask("chosen")) == 2)
    assert set(reader.texts("#panel h2 button")) == {"大島渚", QUOTED}
    assert all(told in GULL for told in sentences(reader))
    assert len(sentences(reader)) == 2


def test_the_works_shared_with_a_colleague_show_the_sentences_of_both(reader) -> None:
    reader.search("odeg", "Enter")
    assert reader.texts(".joined .go")[0] == "Ben Novak"

    reader.click(".tie", "2 shared works")

    assert reader.heading() == "Léa Ødegård and Ben Novak"
    assert reader.texts("#panel h4") == ["Loud", "Tide"]
    assert set(sentences(reader)) == {
        "Ben Novak directed “Loud” in a week.",
        "The lead of “Loud” is Léa Ødegård.",
        "Ben Novak plays in “Tide”.",
        "Léa Ødegård plays a keeper in “Tide”, says the studio.",
    }
    assert "Ben Novak: director" in reader.texts("#panel .role")


def test_a_colleague_is_one_click_away_and_the_back_button_leads_back(reader) -> None:
    reader.search("odeg", "Enter")

    reader.click(".joined .go", "Ben Novak")
    assert reader.heading() == "Ben Novak"

    reader.driver.back()
    reader.until(lambda: reader.heading() == "Léa Ødegård")


def test_a_work_that_is_no_dot_tells_who_took_part_in_it(reader) -> None:
    reader.search("tide", "Enter")

    assert reader.heading() == "Tide"
    assert reader.texts("#panel h4") == ["Ben Novak", "Léa Ødegård", "Zoë Ångström"]
    assert reader.all(".stage.dimmed")


def test_buttons_keys_and_wheel_zoom_and_all_is_shown_again(reader) -> None:
    ratio = reader.ask("ratio")

    reader.click("#nearer")
    reader.until(lambda: reader.ask("ratio") < ratio)
    reader.press("-", "-")
    reader.until(lambda: reader.ask("ratio") > ratio)
    reader.press("0")
    reader.until(lambda: reader.ask("ratio") == ratio)
    reader.wheel(300, 400, -200)
    reader.until(lambda: reader.ask("ratio") < ratio)
    reader.click("#fit")
    reader.until(lambda: reader.ask("ratio") == ratio)


def test_the_keys_zoom_while_the_slider_has_the_focus(reader) -> None:
    ratio = reader.ask("ratio")
    reader.script("document.getElementById('least').focus()")

    reader.press("+")
    reader.until(lambda: reader.ask("ratio") < ratio)
    reader.press("0")
    reader.until(lambda: reader.ask("ratio") == ratio)


def test_escape_empties_the_search(reader) -> None:
    reader.search("odeg", "Enter")
    assert reader.script("return document.getElementById('search').value") == "Léa Ødegård"

    reader.press("Escape")

    assert reader.script("return document.getElementById('search').value") == ""


def test_whoever_is_searched_is_shown_though_another_community_was_alone(reader, iris) -> None:
    everybody = set(reader.ask("shown"))
    reader.click("#groups button", "大島渚")

    reader.search("odeg", "Enter")

    assert set(reader.ask("shown")) == everybody
    assert reader.texts("#groups [aria-pressed=true]") == []
    assert reader.ask("chosen") == [iris["Léa Ødegård"]]


def test_names_are_listed_by_the_number_beside_them(reader) -> None:
    told = [float(said.removeprefix("strength ")) for said in reader.texts(".joined .role")]

    assert len(told) == 7
    assert told == sorted(told, reverse=True)


def test_colleagues_are_listed_by_the_number_beside_them(reader) -> None:
    reader.search("odeg", "Enter")

    told = [int(said.split()[0]) for said in reader.texts(".joined .tie")]
    assert len(told) > 2
    assert told == sorted(told, reverse=True)


def test_people_and_works_are_told_apart_in_words_and_rings(somebody, pages) -> None:
    somebody.open(pages["both"])
    assert somebody.texts("#sides") == ["people works"]

    somebody.open(pages["people"])
    assert somebody.texts("#sides") == [""]


def test_a_page_without_sentences_says_so_once_and_invites_nobody_to_read(
    somebody, graph, tmp_path
) -> None:
    page(network.collaborations(graph), Graph()).save(tmp_path / "bare.html")
    somebody.open(tmp_path / "bare.html")
    assert somebody.texts("#panel")[0].count("no sentences") == 1
    assert "word for word" not in somebody.texts("footer")[0]

    somebody.search("odeg", "Enter")
    assert "sentence" not in somebody.texts("#panel")[0]
    somebody.click(".tie", "2 shared works")
    assert "2 shared works" in somebody.texts("#panel")[0]


def test_escape_lets_go(reader) -> None:
    reader.search("odeg", "Enter")
    assert "#" in reader.driver.current_url

    reader.press("Escape")

    assert reader.ask("chosen") == []
    assert reader.heading() == "Joined most closely"
    assert "#" not in reader.driver.current_url
    assert not reader.all(".stage.dimmed")


def test_a_community_is_shown_alone_until_it_is_let_go(reader, iris) -> None:
    everybody = set(reader.ask("shown"))
    reader.click("#groups button", "大島渚")

    assert set(reader.ask("shown")) == {iris["大島渚"], iris[QUOTED]}
    assert reader.texts("#count") == ["2 of 7 people · 1 of 9 ties"]

    reader.press("Escape")
    assert set(reader.ask("shown")) == everybody
    assert reader.texts("#groups [aria-pressed=true]") == []


def test_weak_ties_are_hidden_and_those_whom_none_is_left(reader, iris) -> None:
    slider = reader.all("#least")[0]
    slider.send_keys("\ue014")

    reader.until(lambda: reader.texts("#count") == ["2 of 7 people · 1 of 9 ties"])
    assert set(reader.ask("shown")) == {iris["Léa Ødegård"], iris["Ben Novak"]}
    assert slider.get_attribute("aria-valuetext") == "at least 2"


@pytest.mark.parametrize("name", [EVIL, QUOTED])
def test_a_hostile_name_is_shown_as_text_and_nothing_of_it_runs(reader, iris, name: str) -> None:
    reader.ask("choose", iris[name])

    assert reader.heading() == name
    assert any(name in told for told in sentences(reader))
    assert (
        reader.script("return document.images.length + document.querySelectorAll('h2 b').length")
        == 0
    )
    assert reader.script("return document.scripts.length") == 4


def test_a_name_written_from_right_to_left_is_shown_so(reader, iris) -> None:
    reader.ask("choose", iris["מיכל לוי"])

    name = reader.all("#panel h2 span")[0]
    assert name.text == "מיכל לוי"
    assert name.get_attribute("dir") == "auto"
    assert reader.script("return arguments[0].matches(':dir(rtl)')", name)


def test_a_link_opens_what_it_names(somebody, pages, iris) -> None:
    somebody.open(pages["people"], "#" + quote(iris["Zoë Ångström"], safe=""))
    assert somebody.heading() == "Zoë Ångström"

    somebody.open(pages["people"], "#nothing%20of%zz&ours")
    assert somebody.heading() == "Joined most closely"


def test_all_can_be_done_by_keyboard_alone(reader) -> None:
    reader.press("/", *"odeg", "Down", "Enter")
    while reader.script("return document.activeElement.className") != "tie":
        reader.press("Tab")
    reader.press("Enter")
    assert reader.heading() == "Léa Ødegård and Ben Novak"

    reader.press("Escape", "/", "Tab", "Tab")
    reader.press("Enter")
    assert len(reader.ask("shown")) < 7


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_network_shows_its_sentences(somebody, pages, iris, kind: str) -> None:
    name = "Tide" if kind == "works" else "Ben Novak"
    somebody.open(pages[kind])

    somebody.ask("choose", iris[name])

    assert somebody.heading() == name
    assert "Ben Novak plays in “Tide”." in sentences(somebody)
    assert all(told in TIDE + LOUD for told in sentences(somebody))


def test_two_works_show_whom_they_share_with_the_sentences_of_both(somebody, pages, iris) -> None:
    somebody.open(pages["works"])

    somebody.ask("choose", iris["Tide"], iris["Loud"])

    assert somebody.texts("#panel h4") == ["Ben Novak", "Léa Ødegård"]
    assert len(sentences(somebody)) == 4


def test_a_line_between_a_person_and_a_work_shows_their_sentence(somebody, pages, iris) -> None:
    somebody.open(pages["both"])

    somebody.ask("choose", iris["Ben Novak"], iris["Loud"])

    assert sentences(somebody) == ["Ben Novak directed “Loud” in a week."]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_but_the_page_and_the_browser_complains_of_nothing(
    somebody, pages, kind: str
) -> None:
    somebody.open(pages[kind])
    somebody.search("a", "Enter")
    somebody.press("Escape", "+", "0")
    somebody.look()

    assert somebody.requests == [pages[kind].as_uri()]
    assert somebody.complaints == []


def test_in_a_notebook_the_page_stands_in_a_frame_and_works(somebody, pages) -> None:
    somebody.open(pages["notebook"])
    somebody.driver.switch_to.frame(somebody.all("iframe")[0])
    somebody.until(lambda: somebody.all("#groups button") != [])

    somebody.all("#search")[0].send_keys("odeg", driving.KEYS["Enter"])

    assert somebody.heading() == "Léa Ødegård"
    assert somebody.script("return origin") == "null"
    somebody.driver.switch_to.default_content()


def test_without_webgl_the_page_says_so_and_still_finds_and_tells(somebody, pages) -> None:
    source = "HTMLCanvasElement.prototype.getContext = () => null"
    added = somebody.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": source}
    )
    try:
        somebody.open(pages["people"])
    finally:
        somebody.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)

    assert "no WebGL" in somebody.texts("[role=alert]")[0]
    somebody.search("odeg", "Enter")
    assert len(sentences(somebody)) == 2


def test_without_its_script_the_page_lists_the_names(somebody, pages) -> None:
    somebody.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        somebody.driver.get(pages["people"].as_uri())
        names = somebody.texts("ol.plain li")
    finally:
        somebody.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    assert {EVIL, QUOTED, "Léa Ødegård", "大島渚"} < set(names)


def test_a_dark_scheme_is_followed(reader) -> None:
    def light() -> int:
        colour = reader.script("return getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(","))

    feature = {"name": "prefers-color-scheme", "value": "dark"}
    before = light()
    try:
        reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        assert light() < 150 < before
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_narrow_screen_needs_no_scrolling_sideways(somebody, pages) -> None:
    narrow = {"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": False}
    somebody.open(pages["people"], size=narrow)
    somebody.search("odeg", "Enter")

    wide = "return document.documentElement.scrollWidth"
    assert somebody.script(wide) <= 360
    assert somebody.script("return document.getElementById('stage').clientHeight") > 250

"""Every kind of page, as a program sees it that looks for what keeps people out: axe-core."""

from collections.abc import Iterator
from pathlib import Path

import endpoints
import pytest
from browser import staged
from browser.driving import NARROW, WIDE, Address, Reader
from browser.test_editor import ARTICLES
from browser.test_site import KINDS, at

AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text("utf-8")
SEEN = """
const [only, done] = arguments;
const asked = only ? { runOnly: only } : {};
axe.run({ ...asked, resultTypes: ["violations"] }).then(({ violations }) => done(violations.flatMap(
  ({ id, impact, nodes }) => nodes.map(({ html }) => `${impact}: ${id}: ${html.slice(0, 200)}`))));
"""
MANY = """
document.querySelectorAll(".term ~ .term ~ .term ~ .term").forEach((each) => each.remove());
"""
"""Of hundreds of terms a few, since all are told alike."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory) -> Iterator[Address]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "films.trig").write_bytes(staged.graph(ARTICLES).serialize("trig"))
    with endpoints.endpoint(folder / "films.trig", folder=folder) as server:
        yield Address(server.url)


def violations(driver, address: object, size: dict[str, object]) -> list[str]:
    """What the program finds, in the light and in the dark."""
    reader = Reader(driver)
    reader.open(address, size=size)
    reader.script(MANY + AXE)
    seen = driver.execute_async_script(SEEN, None)
    with reader.dark():
        dark = driver.execute_async_script(SEEN, "color-contrast")
    return seen + [f"dark: {each}" for each in dark]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_page_keeps_anybody_out(driver, kind: str, size) -> None:
    site = staged.site()

    assert violations(driver, site / at(site, KINDS[kind]), size) == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_in_the_query_editor_keeps_anybody_out(driver, editor, size) -> None:
    assert violations(driver, editor, size) == []

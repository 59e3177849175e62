"""One browser for all tests of pages, started once."""

import shutil
from collections.abc import Iterator

import pytest

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--no-first-run",
    "--force-prefers-reduced-motion",
)
_SECONDS = 30


def _found(*names: str) -> str:
    paths = (shutil.which(name) for name in names)
    path = next((path for path in paths if path), None)
    if not path:
        pytest.skip(f"no Chromium: {names[0]} is not installed")
    return path


@pytest.fixture(scope="session")
def driver() -> Iterator[object]:
    binary = _found("chromium", "chromium-browser", "google-chrome")
    driver = _found("chromedriver")
    try:
        from selenium import webdriver  # noqa: PLC0415  only where there is a browser
    except ImportError:
        pytest.skip("no Chromium: selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with webdriver.Chrome(options=options, service=webdriver.ChromeService(driver)) as started:
        started.set_page_load_timeout(_SECONDS)
        started.set_script_timeout(_SECONDS)
        yield started

"""What a site costs to write, to open and to search; not part of the plain run.

    pytest tests/benchmark/test_site.py

writes docs/site.md. It takes five minutes, two of them to import the table of films.
"""

import platform
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmark.report import cost

PAGE = """# What a site costs

Wall clock on Python {python}, {machine}, two cores that others use as well; the browser is
Debian’s Chromium, the pages come from the disk. Written by `pytest tests/benchmark/test_site.py`.

| | {heads} |
|---|{lines}|
{rows}

A page is opened when all of it is loaded. A search is timed from the key to the list of names,
the names loaded before; they load when the search is first used.
"""
FILMS = 5000
OPENED = 40
SEARCHED = ("john", "smi", "the night", "anna", "lo", "charlie chaplin")
_PUBLISH = """
import kg
kg.publish.site(kg.store.open(sys.argv[1]), sys.argv[2])
"""
_CLI = """
from kg.cli import app
app(sys.argv[1:], prog_name="kg", standalone_mode=False)
"""
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader")
_TYPED = """
const [text, done] = arguments;
const input = document.getElementById("search");
const found = document.getElementById("found");
input.value = text;
const start = performance.now();
input.dispatchEvent(new Event("input"));
const look = () => found.children.length && !found.hidden
  ? requestAnimationFrame(() => done(performance.now() - start)) : setTimeout(look, 1);
look();
"""
_LOADED = """
const entry = performance.getEntriesByType("navigation")[0];
return entry.loadEventEnd - entry.startTime;
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not service:
        pytest.skip("no Chromium: chromium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in _FLAGS:
        options.add_argument(flag)
    with webdriver.Chrome(options=options, service=webdriver.ChromeService(service)) as started:
        yield started


def test_a_site_is_quick(shared: Path, root: Path, tmp_path: Path, driver: Any) -> None:
    stores = {
        "40 articles of news": _articles(shared, tmp_path),
        f"{FILMS:,} films of a table": _films(shared, root, tmp_path),
    }
    told = {name: _measured(store, tmp_path, driver) for name, store in stores.items()}
    rows = next(iter(told.values()))

    page = PAGE.format(
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        heads=" | ".join(told),
        lines="|".join("---" for _ in told),
        rows="\n".join(
            f"| {row} | {' | '.join(each[row] for each in told.values())} |" for row in rows
        ),
    )
    (root / "docs/site.md").write_text(page, encoding="utf-8")
    assert len(told) == 2


def _articles(shared: Path, place: Path) -> Path:
    store = place / "news"
    cost(_CLI, ["build", str(shared / "eval/data/news"), "-o", str(store)], times=1)
    return store


def _films(shared: Path, root: Path, place: Path) -> Path:
    table = shared / "eval/data/films/wikipedia_movies_table.jsonl"
    some = place / "films.jsonl"
    some.write_text("\n".join(table.read_text("utf-8").splitlines()[:FILMS]) + "\n", "utf-8")
    store = place / "films"
    mapped = ["--map", str(root / "data/maps/wikipedia_movies.toml")]
    cost(_CLI, ["import", str(store), str(some), *mapped], times=1)
    return store


def _measured(store: Path, place: Path, driver: Any) -> dict[str, str]:
    folder = place / f"site-{store.name}"
    written = cost(_PUBLISH, [str(store), str(folder)], times=1)
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sorted(path for path in files if path.suffix == ".html" and path.parent != folder)
    largest = max(pages, key=lambda path: path.stat().st_size)
    every = pages[:: max(len(pages) // OPENED, 1)]
    opened = [_opened(driver, path) for path in every]
    names, typed = _searched(driver, folder / "index.html")
    size = sum(path.stat().st_size for path in files)
    return {
        "files": f"{len(files):,}",
        "megabytes": f"{size / 1e6:.0f}",
        "seconds to write it": f"{written.seconds:.0f}",
        "megabytes of memory to write it": f"{written.megabytes:.0f}",
        "milliseconds to open a page, median": f"{statistics.median(opened):.0f}",
        f"… the slowest of {OPENED}": f"{max(opened):.0f}",
        "… the largest, in kilobytes": f"{largest.stat().st_size / 1e3:.0f}",
        "… and how long it takes": f"{_opened(driver, largest):.0f}",
        "… the first page": f"{_opened(driver, folder / 'index.html'):.0f}",
        "… the network": f"{_opened(driver, folder / 'network.html'):.0f}",
        "milliseconds to load the names": f"{names:.0f}",
        "milliseconds to search, median": f"{statistics.median(typed):.0f}",
        "… the slowest": f"{max(typed):.0f}",
    }


def _opened(driver: Any, path: Path) -> float:
    driver.get(path.as_uri())
    return float(driver.execute_script(_LOADED))


def _searched(driver: Any, path: Path) -> tuple[float, list[float]]:
    driver.get(path.as_uri())
    first = float(driver.execute_async_script(_TYPED, "a"))
    return first, [float(driver.execute_async_script(_TYPED, text)) for text in SEARCHED]

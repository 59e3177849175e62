"""The pages of docs/ tell the truth: what they show was run, and what they link is there."""

import re
import shutil
from pathlib import Path

import ontology_page
import pages
import pytest
from goldens import Golden

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
PLAYED = [page for page in PAGES if pages.blocks(page.read_text("utf-8"), "console", "pycon")]
TREE = ("kg", "ontology", "queries", "data/lexicon", "data/maps", "data/authorities", "tests")
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?!https?:)(?P<path>[^)#]*)(?:#(?P<place>[^)]+))?\)")
READ = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LONGEST = 120


def test_there_are_pages_to_play() -> None:
    assert {"reading.md", "extending.md", "corrections.md", "operations.md"} <= {
        page.name for page in PLAYED
    }


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a copy of what people edit, with the code that reads it."""
    for name in TREE:
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data" / "model").symlink_to(ROOT / "data" / "model")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PLAYED, ids=lambda page: page.stem)
def test_a_page_shows_what_comes_out(
    page: Path, tree: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)

    wrong = pages.played(page, tree, update=golden.update, PYTHONPATH=str(tree))

    assert golden.update or wrong == []


def test_the_page_of_terms_is_that_of_the_ontology(golden: Golden) -> None:
    golden.agrees(DOCS / "terms.md", ontology_page.lines())


def test_every_page_is_reached_from_the_first() -> None:
    reached = {DOCS / "README.md"}
    ahead = [DOCS / "README.md"]
    while ahead:
        for path, _ in links(ahead.pop()):
            if path.suffix == ".md" and path.is_relative_to(DOCS) and path not in reached:
                reached.add(path)
                ahead.append(path)

    assert len(reached) > 20
    assert set(DOCS.rglob("*.md")) - reached == set()


@pytest.mark.parametrize("page", READ, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = [
        f"{path.name}#{place}"
        for path, place in links(page)
        if not path.exists() or (place and place not in places(path))
    ]

    assert lost == []


def test_the_first_page_of_docs_lists_every_page() -> None:
    listed = {path for path, _ in links(DOCS / "README.md")}

    assert set(PAGES) | set((DOCS / "decisions").glob("*.md")) == {
        path for path in listed if path.parent in (DOCS, DOCS / "decisions")
    } | {DOCS / "README.md"}


def test_no_line_of_the_readme_is_over_long() -> None:
    prose = re.sub(r"^```.*?^```$", "", READ[0].read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)

    assert [
        line for line in prose.splitlines() if len(line) > LONGEST and not line.startswith("|")
    ] == []


def links(page: Path) -> list[tuple[Path, str]]:
    """Return where a page leads: to which file, and to which place of it."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [
        ((page.parent / one["path"]).resolve() if one["path"] else page, one["place"] or "")
        for one in LINK.finditer(text)
    ]


def places(page: Path) -> set[str]:
    """Return the names of a page's headings, as links call them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}

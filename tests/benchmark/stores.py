"""What a large store costs: a table imported, questions asked, one article added and taken out.

    python tests/benchmark/stores.py ../shared/eval/data/films/wikipedia_movies_table.jsonl

writes docs/stores.md. It takes some twenty minutes for the 24,010 rows of that table; with
``--store FOLDER`` it measures a store that was imported before, and keeps what the page says of
the import.
"""

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "stores.md"
KG = (sys.executable, "-m", "kg")
QUESTIONS = (
    ("cast", "--film", "Casino Royale"),
    ("filmography", "--person", "Humphrey Bogart"),
    ("collaborations", "--person", "Humphrey Bogart"),
    ("single_source", "--subject", "Humphrey Bogart"),
)
TIMES = 5
TEXT = """# A large store

{imported}

Asked, wall seconds of the whole command (median of {times}; Python's start and loading of kg
included):

| question | seconds | rows |
|---|---|---|
{asked}

One article added, and retracted, by a command of its own each (median of {times}, side by side in
one run; the models are loaded each time, as in use):

| article | to an empty store | to this store | ratio | retracted from this store |
|---|---|---|---|---|
{added}

The aim for the ratio is 1.5. Written by `python tests/benchmark/stores.py` on Python {python},
{machine}.
"""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--map", default="wikipedia_movies")
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.store or Path(folder) / "films"
        imported = kept() if given.store else _imported(given.table, given.map, place)
        asked = [_asked(place, words) for words in QUESTIONS]
        added = [_added(place, Path(folder), article) for article in _articles()]
        page = TEXT.format(
            imported=imported,
            asked="\n".join(asked),
            added="\n".join(added),
            times=TIMES,
            python=platform.python_version(),
            machine=f"{platform.system()} {platform.machine()}",
        )
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)


def kept() -> str:
    """Return what the page says of the import."""
    return PAGE.read_text("utf-8").split("\n\n")[1]


def _articles() -> list[Path]:
    """Return the seed article, and one of our own that names well-known things."""
    own = sorted((ROOT / "data" / "gold").glob("open/articles/*.txt"))
    return [ROOT / "data" / "articles" / "sound-of-metal.txt", own[0]]


def _run(*words: str) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run([*KG, *words], capture_output=True, encoding="utf-8", check=True)
    return time.perf_counter() - start, done.stdout


def _imported(table: Path, by: str, place: Path) -> str:
    took, said = _run("import", str(place), str(table), "--map", by)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) / 1e6
    _, facts = _run("query", str(place), str(_counting()), "--format", "csv")
    count = re.findall(r"\d+", facts)[-1]
    return (
        f"`kg import` of {table.name}: {said.strip().splitlines()[-1]}. {int(count):,} facts with\n"
        f"their passages (what things are and are called among them) in {took / 60:.1f} minutes, "
        f"{peak:,.0f} MB of memory at most, {size:,.0f} MB on disk."
    )


def _counting() -> Path:
    query = Path(tempfile.gettempdir()) / f"kg-count-{os.getpid()}.rq"
    query.write_text(
        "SELECT (COUNT(DISTINCT ?fact) AS ?facts) WHERE { GRAPH ?evidence { ?fact film:evidence "
        "?passage } FILTER(STRENDS(STR(?evidence), '/evidence')) }",
        "utf-8",
    )
    return query


def _asked(place: Path, words: tuple[str, ...]) -> str:
    runs = [_run("query", str(place), *words, "--format", "csv") for _ in range(TIMES)]
    rows = len(runs[0][1].splitlines()) - 1
    return f"| `{' '.join(words)}` | {median(took for took, _ in runs):.2f} | {rows} |"


def _added(place: Path, folder: Path, article: Path) -> str:
    empty, full, gone = [], [], []
    for number in range(TIMES):
        fresh = folder / f"{article.stem}-{number}"
        empty.append(_run("add", str(fresh), str(article))[0])
        full.append(_run("add", str(place), str(article))[0])
        gone.append(_run("retract", str(place), article.stem)[0])
    times = [median(each) for each in (empty, full, gone)]
    words = len(article.read_text("utf-8").split())
    told = f"{article.stem}, {words:,} words"
    ratio = times[1] / times[0]
    return f"| {told} | {times[0]:.2f} | {times[1]:.2f} | {ratio:.2f} | {times[2]:.2f} |"


if __name__ == "__main__":
    main()

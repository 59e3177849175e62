"""How long it takes to tell who is meant by a name that two people bear, in very many articles.

    pytest tests/benchmark/test_namesakes.py

writes a section of docs/benchmarks.md.
"""

import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmark import report  # tests/ is on the path
from corpora import film, named, says

from kg.model import Value
from kg.resolve import identity
from kg.resolve.identity import Things

SIZES = (500, 1_000, 2_000, 4_000, 8_000)
ROUNDS = 3
PAGE = """One name in made articles: in every other one somebody directs one of 97 films, in the
others somebody plays in one; every fifth tells a year of birth, 1950 or 1985. Each article is
weighed against those with which it shares a film, or which could be of somebody else; one process
does it, since nothing can be told of one article alone. Time on processors, medians of {rounds},
on {machine}. Written by `pytest tests/benchmark/test_namesakes.py`.

{table}

The time grows with the power {exponent:.2f}.
"""


def test_a_name_of_two_people_is_decided(root: Path) -> None:
    found = {size: median(_once(size) for _ in range(ROUNDS)) for size in SIZES}

    rows = [(f"{size:,}", report.seconds(took)) for size, took in found.items()]
    page = PAGE.format(
        rounds=ROUNDS,
        machine=report.machine(),
        table=report.table(("articles", "time"), rows),
        exponent=report.exponent(found),
    )
    report.section(root, "A name of two people", page)

    assert report.exponent(found) <= 2


def _once(number: int) -> float:
    said, days = [], {}
    for i in range(number):
        name, who = f"a{i}", i % 2
        days[name] = date(2000, 1, 1) + timedelta(days=i % 7000)
        work = film(f"Film {i % 97}")
        said.append(says(name, work, "director" if who else "castMember", named("Lee Park")))
        if i % 5 == 0:
            year = Value("1950" if who else "1985", "xsd:gYear")
            said.append(says(name, named("Lee Park"), "birthDate", year))
    told = identity.accounts(said, days)
    own = {thing: account for thing, account in told.items() if thing.name == "lee park"}
    start = time.process_time()
    judgements = Things(own).judgements()
    took = time.process_time() - start
    assert any(not each.same for each in judgements)
    return took

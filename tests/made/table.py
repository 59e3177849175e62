"""Made-up films as rows of a table, which films.toml explains to kg."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from made.films import Film, films
from made.people import words

MAP = Path(__file__).with_name("films.toml")
"""What the columns mean, for ``kg import --map`` and ``kg.tables.mapping``."""

FILMS = {10_000: 82, 100_000: 828, 1_000_000: 8_400}
"""How many films give about so many triples of the film graph."""

MISSPELLED = 0.02
COLUMNS = (
    *("title", "year", "released", "territories", "distributors", "directors", "writers"),
    *("producers", "companies", "composer", "cinematographer", "cast", "roles", "genres"),
    *("countries", "minutes", "festival", "award", "prize", "winner", "category", "honoured"),
)


def rows(number: int, seed: int = 0) -> Iterator[dict[str, object]]:
    """Yield so many films as rows: texts, numbers and lists of texts by column."""
    chance = Random(f"rows {seed}")
    for film in films(number, seed):
        yield _row(film, chance)


def written(path, number, seed=0):
    """Write a table of films as ``.jsonl`` or ``.csv``, and return its path."""
    path = Path(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            table.writeheader()
            for row in rows(number, seed):
                table.writerow({name: _cell(value) for name, value in row.items()})
        else:
            for row in rows(number, seed):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _row(film: Film, chance: Random):
    def called(person):
        return person.spelled(chance) if chance.random() < MISSPELLED else person.name

    def all_of(people):
        return [called(person) for person in people]

    released, territories, distributors = _releases(film, chance)
    prize = film.prize
    its = {
        "title": film.title,
        "year": film.released.year,
        "released": released,
        "territories": territories,
        "distributors": distributors,
        "directors": all_of(film.directors),
        "writers": all_of(film.writers),
        "producers": all_of(film.producers),
        "companies": [film.company],
        "composer": called(film.composer),
        "cinematographer": called(film.cinematographer),
        "cast": all_of(part.person for part in film.cast),
        "roles": [part.role for part in film.cast],
        "genres": [film.genre],
        "countries": list(film.countries),
        "minutes": film.runtime,
        "festival": film.festival,
        "award": prize.award if prize and prize.winner is None else "",
        "prize": prize.award if prize and prize.winner else "",
        "winner": prize.winner.name if prize and prize.winner else "",
        "category": prize.category if prize else "",
        "honoured": film.released.year + 1 if prize else "",
    }
    return {name: value for name, value in its.items() if value != ""}


def _releases(film, chance):
    """Days, territories and companies of one to three releases, side by side."""
    places = ["US", "UK", "France"][: chance.choice([0, 1, 1, 2, 3])]
    others = words()["companies"]["bringers"]
    days = [
        film.released.fromordinal(film.released.toordinal() + 28 * n).isoformat() for n in range(3)
    ]
    base = film.distributor.split()[0]
    companies = [film.distributor, *(f"{base} {other}" for other in others)]
    return days[: len(places)], places, companies[: len(places)]


def _cell(value):
    return "|".join(value) if isinstance(value, list) else value

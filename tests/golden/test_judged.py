"""What is said of the seed article is what readers judged true."""

import csv
from pathlib import Path

import kg

JUDGED = Path(__file__).parents[2] / "docs" / "judged" / "seed.tsv"
READERS = ("reader 1", "reader 2")


def _judged() -> dict[tuple[str, ...], bool]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {
            (row["subject"], row["relation"], row["object"], row["status"], row["voice"]): all(
                row[reader] == "TRUE" for reader in READERS
            )
            for row in csv.DictReader(file, delimiter="\t")
        }


def test_nineteen_of_twenty_facts_were_judged_true_by_both_readers(root: Path) -> None:
    judged = _judged()
    graph = kg.build(root / "data" / "articles" / "sound-of-metal.txt")

    said = [
        (row.subject, row.relation, row.object, str(row.status), str(row.voice))
        for row in kg.assemble.table(graph, everything=True)
    ]

    assert len(said) > 100
    assert sum(judged.get(fact, False) for fact in said) >= 0.95 * len(said)

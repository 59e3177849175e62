"""Print what becomes of the gold of the seed article: counts, then a line for each missed fact.

    python tests/golden/seed_report.py [STORE]

STORE is what ``kg build`` made; without one, the seed article is read anew.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from golden.seed import measure

import kg

SEED = Path(__file__).resolve().parents[2] / "data" / "articles" / "sound-of-metal.txt"


def main() -> None:
    graph = kg.store.open(sys.argv[1]) if sys.argv[1:] else kg.build(SEED)
    verdicts = measure.verdicts(graph)
    of = Counter(verdict.gold.group for verdict in verdicts)
    found = Counter(verdict.gold.group for verdict in verdicts if verdict.grade == "found")
    there = Counter(verdict.gold.group for verdict in verdicts if verdict.grade == "elsewhere")
    lines = [
        f"{group}: {found[group]} of {of[group]} found"
        f" ({there[group]} more are there, but not cited to the gold's words)"
        for group in of
    ]
    lines += [str(verdict) for verdict in verdicts if verdict.grade != "found"]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()

"""Kill the adding of articles to a store again and again, and say what came of it.

python tests/benchmark/kills.py 200
"""

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import adding

_TIMES = 10  # kills on the way to one whole store


def main(kills: int) -> int:
    """Kill so many times; return how many things were wrong."""
    began, wrong = time.monotonic(), list[str]()
    with adding.adding() as process, adding.place() as place:
        process.start("add", place / "undisturbed")
        process.ended()
        meant = adding.exported(place / "undisturbed"), adding.quads(place / "undisturbed")
        for seed in range(0, kills, _TIMES):
            films, times = place / f"films-{seed}", min(_TIMES, kills - seed)
            found = adding.killed_again_and_again(process, films, Random(1000 + seed), times)
            process.start("add", films)
            process.ended()
            if (adding.exported(films), adding.quads(films)) != meant:
                found.append("completed, it is not what an undisturbed run gives")
            wrong += (f"seed {1000 + seed}: {each}" for each in found)
    spent = time.monotonic() - began
    lines = [*wrong, f"{kills} kills in {spent:.0f} s: {len(wrong) or 'nothing'} wrong"]
    sys.stdout.write("\n".join(lines) + "\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if sys.argv[1:] else 200)))

"""Film graphs of 10⁴, 10⁵ and 10⁶ triples, made once and kept beside other temporary files.

    python tests/benchmark/filmgraphs.py 1000000

makes one and says where it lies. Names are resolved a thousand rows at a time.
"""

import sys
import tempfile
from itertools import islice
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made import table

import kg

SIZES = (10_000, 100_000, 1_000_000)
_CHUNK = 1_000
_PLACE = Path(tempfile.gettempdir()) / "kg-made-films"


def path(size: int) -> Path:
    """Return the sorted N-Triples of a film graph of about so many triples; make it if need be."""
    found = _PLACE / f"{size}.nt"
    if not found.exists():
        _PLACE.mkdir(exist_ok=True)
        rows = table.written(_PLACE / f"{size}.jsonl", table.FILMS[size])
        lines = sorted(_lines(rows))
        found.with_suffix(".part").write_bytes(b"".join(lines))
        found.with_suffix(".part").replace(found)
    return found


def _lines(rows: Path) -> set[bytes]:
    found: set[bytes] = set()
    given = kg.tables.rows(rows, kg.tables.mapping(table.MAP))
    while chunk := list(islice(given, _CHUNK)):
        claims = [claim for _, said in chunk for claim in said]
        articles = [article for article, _ in chunk]
        facts = kg.resolve.resolution(claims, articles=articles).facts
        graph = kg.assemble.graph(facts, articles=articles)
        found.update(graph.serialize("nt").splitlines(keepends=True))
    return found


if __name__ == "__main__":
    sys.stdout.write(f"{path(int(sys.argv[1]))}\n")

"""Our own articles as one folder, for builds that are measured."""

from pathlib import Path

_PLACES = (
    "data/gold/*/articles/*.txt",
    "data/gold/identity/*/articles/*.txt",
    "tests/golden/pairs/*/*.txt",
)
_STEP = 179  # no divisor of their number


def spread(root: Path, folder: Path, number: int) -> Path:
    """Copy so many of our articles into a folder, those of one sort spread evenly."""
    texts = sorted(path for place in _PLACES for path in root.glob(place))
    assert len(texts) >= number
    for each in range(number):
        path = texts[each * _STEP % len(texts)]
        (folder / f"{each:03}.txt").write_text(path.read_text("utf-8"), "utf-8")
    return folder

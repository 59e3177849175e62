"""Train the networks of data/model anew, or write the gold corpus from its marked files.

    python -m kg.train [--only tagger|reader] [--epochs N] [--seed N] [--held-out]
    python -m kg.train corpus

Reads data/training and the open half of data/gold, never the blind one. Needs the extra ``train``
for all but ``corpus``. Takes about an hour on two cores.
"""

import argparse
import logging
import sys
from pathlib import Path

from kg.train import corpus

_HALVES = ("open", "blind")
_NETWORKS = ("tagger", "reader")


def main() -> None:
    """Do what the command line asks."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("models", "corpus"), default="models")
    parser.add_argument("--only", choices=_NETWORKS)
    parser.add_argument("--epochs", type=int, help="how often all examples are seen")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", action="store_true", help="leave a twelfth out, score on it")
    parser.add_argument("--output", type=Path, default=Path("data/model"))
    asked = parser.parse_args()
    if asked.what == "corpus":
        for half in _HALVES:
            corpus.written(Path("data/gold") / half)
        return
    from kg.train import work  # noqa: PLC0415  it loads torch

    for name in (asked.only,) if asked.only else _NETWORKS:
        work.trained(
            name, asked.output, epochs=asked.epochs, seed=asked.seed, held_out=asked.held_out
        )


if __name__ == "__main__":
    main()

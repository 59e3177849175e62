"""The trained networks of data/model, run: the only module that knows their runtime.

Weights are ONNX, eight bits; their digests stand in data/model/digests.toml.
"""

import tomllib
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from onnxruntime import InferenceSession

_FOLDER = "data/model"


def run(name: str, inputs: "Mapping[str, np.ndarray[Any, Any]]") -> "np.ndarray[Any, Any]":
    """Return what a network gives.

    Args:
        name: ``tagger`` or ``reader``.
        inputs: arrays by the names of its inputs; the first axis is the batch.

    Raises:
        ModelError: its weights are missing or are not those that were tested.
    """
    (found,) = session(name).run(None, dict(inputs))
    return found  # type: ignore[no-any-return]


@cache
def session(name: str) -> "InferenceSession":
    """Return a network, its weights checked, ready to run; raises as ``run`` does."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  loads native code

    path = f"{_FOLDER}/{name}.onnx"
    weights = resources.content(path)
    if sha256(weights).hexdigest() != digests()[name]:
        problem = "its weights are not the ones that were tested"
        raise ModelError(path, problem, "Restore it, or train again: see data/model/README.md")
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@cache
def digests() -> "Mapping[str, str]":
    """Return the sha256 of each network's weights, by its name."""
    return tomllib.loads(resources.text(f"{_FOLDER}/digests.toml"))

"""The trained networks of data/model, run: the only module that knows their runtime.

Weights are ONNX, eight bits.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract import weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from onnxruntime import InferenceSession


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

    checked = weights.content(f"{name}.onnx")
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(checked, options, providers=["CPUExecutionProvider"])

"""Trained networks → ONNX, eight bits, as they ship."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn


def export(
    net: nn.Module, inputs: Mapping[str, Tensor], axes: Mapping[str, Sequence[str]], target: Path
) -> None:
    """Write a network to a file.

    Args:
        net: the network.
        inputs: an example of each input, in the order that ``forward`` takes them.
        axes: the names of each input's axes; all of them may vary.
        target: the file.
    """
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            net,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=["scores"],
            dynamic_axes={name: dict(enumerate(names)) for name, names in axes.items()},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(target),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )

"""Puts a trained network into the package: three stages in onnx with eight-bit weights, tables.

Weights are kept as whole numbers of eight bits, a scale for each column, so that a stage is a
quarter of its size; what flows between the layers is scaled as it is run. The table of pieces has
a scale for each row. Weights use seven of the bits, for processors without the newer instructions
add up two products in sixteen.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bench.reader.network import WIDTH, Reader

SHIPPED = Path(__file__).parent.parent.parent / "secondsource" / "extract" / "reader"


class _Lower(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        state = self.reader.low(x)
        return state, self.reader.names(state), self.reader.told(state)


class _Middle(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        state = self.reader.middle(x)
        return state, self.reader.cues(state)


class _Top(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        state = self.reader.top(x)
        return self.reader.roles(state), self.reader.real(state)


_STAGES = {
    "lower": (_Lower, ["state", "names", "told"]),
    "middle": (_Middle, ["state", "cues"]),
    "top": (_Top, ["roles", "real"]),
}


def shipped(reader: Reader, pieces: list[str], folder: Path = SHIPPED) -> None:
    """Write the stages, the tables and the pieces of a network into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    for stage, (part, outputs) in _STAGES.items():
        with tempfile.TemporaryDirectory() as place:
            whole = Path(place) / "whole.onnx"
            _exported(part(reader), outputs, whole)
            _quantized(whole, folder / f"{stage}.onnx")
    np.savez_compressed(folder / "words.npz", **_words(reader))
    np.savez_compressed(folder / "tables.npz", **_tables(reader))
    (folder / "pieces.txt").write_text("\n".join(pieces), encoding="utf-8")


def _exported(part: nn.Module, outputs: list[str], place: Path) -> None:
    axes = {name: {1: "pieces"} for name in ("x", *outputs)}
    torch.onnx.export(
        part,
        (torch.zeros(1, 30, WIDTH),),
        str(place),
        input_names=["x"],
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _quantized(whole: Path, place: Path) -> None:
    logging.disable(logging.WARNING)
    quantize_dynamic(
        whole,
        place,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        extra_options={"WeightSymmetric": True, "MatMulConstBOnly": True},
    )
    onnx.checker.check_model(str(place))


def _words(reader: Reader) -> dict[str, np.ndarray]:
    """The table of pieces is MiniLM's own, so its file stays the same however one trains."""
    words = reader.word.weight.detach().numpy()
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-9) / 127
    return {
        "words": np.round(words / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
    }


def _tables(reader: Reader) -> dict[str, np.ndarray]:
    tables = {
        "places": reader.place.weight[:256],
        "shapes": reader.shape.weight,
        "marked": reader.marked.weight,
        "far": reader.far.weight + reader.cue.weight[0],
        "own": reader.cue.weight[1] - reader.cue.weight[0],
    }
    return {name: table.detach().numpy().astype(np.float16) for name, table in tables.items()}

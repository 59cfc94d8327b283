"""Runs the reader model: a small transformer in three stages, with what is shipped of it.

What may live here: loading the tables and the three stages and running them on one passage.
``lower`` reads every passage, ``middle`` only those where something may be told, ``top`` once
more for each reporting word, marked in its input (``reader/reader.md`` says on what they were
trained). The stages run in onnxruntime with eight-bit weights, on one thread and one passage at a
time: eight-bit numbers are scaled by what is run together, so an answer would hang on its batch.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from secondsource.extract.wordpieces import Pieces, Vocabulary

_STAGES = ("lower", "middle", "top")
_TABLES = ("words.npz", "tables.npz")
# It joins a sum and a norm into one step that takes 59 us for 30 pieces, and the two take 13.
_SLOW = "SkipLayerNormFusion"


@dataclass(frozen=True, slots=True)
class Encoder:
    """The shipped model: its vocabulary, its tables of numbers and its three stages."""

    vocabulary: Vocabulary
    tables: dict[str, Any]
    stages: dict[str, Any]

    def lower(self, pieces: Pieces) -> tuple[Any, Any, Any]:
        """Read a passage: (its state, scores of names, scores of reporting), by piece."""
        tables, ids = self.tables, list(pieces.ids)
        summed = tables["words"][ids] * tables["scales"][ids]
        summed += tables["places"][: len(ids)]
        summed += tables["shapes"][list(pieces.shapes)]
        summed += tables["marked"][list(pieces.marked)]
        state, names, told = self.stages["lower"].run(None, {"x": summed[None]})
        return state, names[0], told[0, :, 0]

    def middle(self, state: Any) -> tuple[Any, Any]:
        """Read on: (the passage's state, scores of reporting words), by piece."""
        state, cues = self.stages["middle"].run(None, {"x": state})
        return state, cues[0]

    def top(self, state: Any, start: int, end: int) -> tuple[Any, float]:
        """Read on for one reporting word, a stretch of pieces: (scores of roles, of being one)."""
        import numpy

        far = self.tables["far"]
        near = len(far) // 2
        places = numpy.arange(state.shape[1])
        steps = numpy.minimum(places - start, 0) + numpy.maximum(places - end + 1, 0)
        x = state + far[numpy.clip(steps, -near, near) + near]
        x[0, start:end] += self.tables["own"]
        roles, real = self.stages["top"].run(None, {"x": x})
        return roles[0], float(real[0, start, 0])


@cache
def encoder(name: str) -> Encoder:
    """Load a shipped model by the folder it lies in, once a process."""
    import numpy  # deferred: importing it takes longer than --help may
    import onnxruntime

    place = resources.files("secondsource.extract") / name
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    stages = {
        stage: onnxruntime.InferenceSession(
            (place / f"{stage}.onnx").read_bytes(),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=[_SLOW],
        )
        for stage in _STAGES
    }
    tables = {}
    for file in _TABLES:
        with numpy.load(io.BytesIO((place / file).read_bytes())) as kept:
            tables.update({name: _floats(kept[name]) for name in kept.files})
    rows = (place / "pieces.txt").read_text(encoding="utf-8").split("\n")
    return Encoder(Vocabulary({piece: row for row, piece in enumerate(rows)}), tables, stages)


def _floats(table: Any) -> Any:
    return table.astype("float32") if table.dtype.kind == "f" else table

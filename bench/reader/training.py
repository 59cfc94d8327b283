"""Trains the reader: all of its heads at once, on lessons; seeds fixed.

Every batch goes through the lower stage, what may tell something on to the middle, and every
reporting word - the annotators' own, and false ones that the middle stage proposes - to the top.
Half of the passages that tell nothing are left out of each round. In a third of the passages names
are changed for other names or for made-up ones, so that it learns to see a name by its place and
writing and not by heart. What is kept is a running mean of the weights.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.reader.exercises import Exercise, Names, varied
from bench.reader.network import CUES, NAMES, NEAR, ROLES, Reader

# A head learns five times as fast as the body.
RATE, HEAD_RATE = 2e-4, 1e-3
PIECES = 2048  # a batch
_HEADS = {"names", "told", "cues", "roles", "real", "shape", "marked", "cue", "far"}
_IGNORED = -100
# A passage is read on in training where it is this likely to tell something.
_MAYBE = 0.15
# What the middle stage holds for a reporting word with this chance, wrongly, the top learns from.
_FALSE = 0.12


class Batch:
    """Exercises as tensors, padded to the longest."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self.exercises = exercises
        rows, length = len(exercises), max(len(one.pieces.ids) for one in exercises)
        self.ids, self.shapes, self.marked = (np.zeros((rows, length), np.int64) for _ in range(3))
        self.names, self.cues = (np.full((rows, length), _IGNORED) for _ in range(2))
        self.weights = np.zeros((rows, length), np.float32)
        mask = np.full((rows, 1, 1, length), -1e4, np.float32)
        for row, one in enumerate(exercises):
            count, firsts = len(one.pieces.ids), list(one.pieces.firsts)
            self.ids[row, :count] = one.pieces.ids
            self.shapes[row, :count] = one.pieces.shapes
            self.marked[row, :count] = one.pieces.marked
            mask[row, ..., :count] = 0
            self.names[row, firsts], self.weights[row, firsts] = one.names, one.weights
            if one.told:
                self.cues[row, firsts] = one.cues
        self.mask = torch.from_numpy(mask)

    def lower(self, reader: Reader) -> Tensor:
        """Read the lower stage."""
        looked = map(torch.from_numpy, (self.ids, self.shapes, self.marked))
        return reader.low(reader.summed(*looked), self.mask)


def trained(
    reader: Reader, exercises: Sequence[Exercise], names: Names, *, rounds: int, seed: int
) -> Reader:
    """Train a network in place for some rounds, and give it the mean of its weights."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    reader.word.weight.requires_grad_(False)
    optimiser = _optimiser(reader)
    mean = {name: kept.detach().clone() for name, kept in reader.state_dict().items()}
    steps = rounds * len(_batches(exercises))
    step, began = 0, time.monotonic()
    for _ in range(rounds):
        for batch in _batches(exercises):
            _stepped(reader, optimiser, [varied(one, names) for one in batch], step / steps)
            step += 1
            if step % 5 == 0:
                _averaged(mean, reader, min(0.98, step / (step + 50)))
            if step % 50 == 0:
                print(f"{step}/{steps} {time.monotonic() - began:.0f} s", flush=True)
    reader.load_state_dict(mean)
    return reader


def looked_at(reader: Reader, exercises: Sequence[Exercise], count: int = 40) -> None:
    """Run a network on some batches, changing nothing."""
    reader.eval()
    with torch.no_grad():
        for batch in _batches(exercises)[:count]:
            _loss(reader, Batch(batch))
    reader.train()


def _optimiser(reader: Reader) -> torch.optim.Optimizer:
    heads, body = [], []
    for name, weights in reader.named_parameters():
        if weights.requires_grad:
            (heads if name.split(".")[0] in _HEADS else body).append(weights)
    groups = [{"params": body, "top": RATE}, {"params": heads, "top": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), foreach=True)


def _stepped(
    reader: Reader, optimiser: torch.optim.Optimizer, batch: Sequence[Exercise], done: float
) -> None:
    for group in optimiser.param_groups:
        group["lr"] = group["top"] * min(1.0, 30 * done + 0.01) * max(0.02, 1 - done)
    optimiser.zero_grad()
    _loss(reader, Batch(batch)).backward()
    for group in optimiser.param_groups:
        nn.utils.clip_grad_norm_(group["params"], 1.0)
    optimiser.step()


def _averaged(mean: dict[str, Tensor], reader: Reader, kept: float) -> None:
    with torch.no_grad():
        for name, weights in reader.state_dict().items():
            if name != "word.weight":
                mean[name].lerp_(weights, 1 - kept)


def _batches(exercises: Sequence[Exercise]) -> list[list[Exercise]]:
    """Cut a round into batches of passages of like length, in chance order."""
    chosen = [one for one in exercises if one.tellings or not one.told or random.random() < 0.5]
    random.shuffle(chosen)
    found: list[list[Exercise]] = []
    for start in range(0, len(chosen), 4000):
        some: list[Exercise] = []
        for one in sorted(chosen[start : start + 4000], key=lambda one: len(one.pieces.ids)):
            if some and (len(some) + 1) * len(one.pieces.ids) > PIECES:
                found.append(some)
                some = []
            some.append(one)
        found.append(some)
    random.shuffle(found)
    return found


# -- what is to be small ----------------------------------------------------------------------


def _loss(reader: Reader, batch: Batch) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        state = batch.lower(reader)
        names, told = reader.names(state), reader.told(state)
    told = told.float().squeeze(-1)
    weights = torch.from_numpy(batch.weights)
    each = functional.cross_entropy(
        names.float().view(-1, NAMES),
        torch.from_numpy(batch.names).view(-1),
        reduction="none",
        ignore_index=_IGNORED,
    )
    loss = (each * weights.view(-1)).sum() / weights.sum().clamp(min=1)
    cues = torch.from_numpy(batch.cues)
    known = cues != _IGNORED
    if known.any():
        loss = loss + functional.binary_cross_entropy_with_logits(
            told[known], (cues[known] > 0).float()
        )
    chances = torch.where(known, told.detach(), -30.0).max(1).values.sigmoid()
    on = [
        row
        for row, one in enumerate(batch.exercises)
        if one.told and (one.tellings or chances[row] > _MAYBE or random.random() < 0.03)
    ]
    return loss + _upper_loss(reader, batch, on, state[on]) if on else loss


def _upper_loss(reader: Reader, batch: Batch, on: list[int], state: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        middle = reader.middle(state, batch.mask[on])
        scores = reader.cues(middle).float()
    labels = torch.from_numpy(batch.cues[on])
    loss = 2 * functional.cross_entropy(
        scores.view(-1, CUES), labels.view(-1), ignore_index=_IGNORED
    )
    exercises = [batch.exercises[row] for row in on]
    asked = [
        (row, first, end, roles)
        for row, one in enumerate(exercises)
        for first, end, roles in one.tellings
    ]
    true = len(asked)
    asked += _false(exercises, scores.detach())
    if not asked:
        return loss
    rows = [row for row, *_ in asked]
    cue, far, wanted = _marks(exercises, asked, scores.shape[1])
    with torch.autocast("cpu", torch.bfloat16):
        top = reader.cued(middle[rows], cue, far, batch.mask[on][rows])
        roles, real = reader.roles(top).float(), reader.real(top).float()
    firsts = [exercises[row].pieces.firsts[first] for row, first, *_ in asked]
    right = torch.zeros(len(asked))
    right[:true] = 1
    loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(
        real[torch.arange(len(asked)), firsts, 0], right
    )
    if true:
        loss = loss + 1.5 * functional.cross_entropy(
            roles.view(-1, ROLES), wanted.view(-1), ignore_index=_IGNORED
        )
    return loss


Asked = tuple[int, int, int, tuple[int, ...]]


def _false(exercises: Sequence[Exercise], scores: Tensor) -> Iterator[Asked]:
    """Yield what the middle stage wrongly takes for reporting words, two a passage at most."""
    chances, labels = scores.softmax(-1)[:, :, 1], scores.argmax(-1)
    for row, one in enumerate(exercises):
        firsts = one.pieces.firsts
        wrong = [
            word
            for word, first in enumerate(firsts)
            if chances[row, first] > _FALSE and not one.cues[word]
        ]
        for word in wrong[:2]:
            end = word + 1
            while end < min(len(firsts), word + 4) and (
                labels[row, firsts[end]] == 2 and not one.cues[end]
            ):
                end += 1
            yield row, word, end, ()


def _marks(
    exercises: Sequence[Exercise], asked: Sequence[Asked], length: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Give, by reporting word and piece: whether it is its own, how far it stands, its role."""
    cue, far = (np.zeros((len(asked), length), np.int64) for _ in range(2))
    wanted = np.full((len(asked), length), _IGNORED)
    places = np.arange(length)
    for number, (row, first, end, roles) in enumerate(asked):
        pieces = exercises[row].pieces
        start, stop = pieces.firsts[first], pieces.end_of(end - 1)
        cue[number, start:stop] = 1
        steps = np.minimum(places - start, 0) + np.maximum(places - stop + 1, 0)
        far[number] = np.clip(steps, -NEAR, NEAR) + NEAR
        if roles:
            wanted[number, list(pieces.firsts)] = roles
            wanted[number, list(pieces.firsts[first:end])] = _IGNORED
    return torch.from_numpy(cue), torch.from_numpy(far), torch.from_numpy(wanted)

"""Fitting the small networks that ship as plain numbers: one machine for body and lines.

Each seed gives a network of its own; who calls puts them side by side and folds the scaling in.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple


class Shape(NamedTuple):
    """How a network is built and fitted: hidden units, decay of the weights, rounds, seeds."""

    hidden: int
    decay: float
    rounds: int
    seeds: Sequence[int]


def fitted(rows: Any, labels: Any, weights: Any, shape: Shape) -> list[Any]:
    """Fit a network a seed to scaled rows (n, measures), labels (n) and their weights (n)."""
    from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

    networks = []
    for seed in shape.seeds:
        network = MLPClassifier(
            (shape.hidden,), alpha=shape.decay, max_iter=shape.rounds, random_state=seed,
            batch_size=512, learning_rate_init=0.002,
        )  # fmt: skip
        with warnings.catch_warnings():  # stopping after the rounds is meant
            warnings.simplefilter("ignore")
            networks.append(network.fit(rows, labels, sample_weight=weights))
    return networks

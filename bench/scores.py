"""Figures of scores against the truth: rank, recall at a precision, calibration; word overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np


def auc(scores: Sequence[float], truth: Sequence[int]) -> float:
    """Give the area under the ROC curve, ties counted half."""
    order = np.argsort(scores, kind="stable")
    values, ranks = np.asarray(scores)[order], np.empty(len(scores))
    _, first, counts = np.unique(values, return_index=True, return_counts=True)
    for at, count in zip(first, counts, strict=True):
        ranks[order[at : at + count]] = at + (count + 1) / 2
    wins = np.asarray(truth) == 1
    good, bad = int(wins.sum()), int((~wins).sum())
    return float((ranks[wins].sum() - good * (good + 1) / 2) / (good * bad))


def average_precision(scores: Sequence[float], truth: Sequence[int]) -> float:
    """Give the mean precision at each true pair, best scores first."""
    ranked = [truth[i] for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i))]
    hits, total = 0, 0.0
    for place, true in enumerate(ranked, 1):
        hits += true
        total += true * hits / place
    return total / hits


def recall_at(scores: Sequence[float], truth: Sequence[int], precision: float = 0.9) -> float:
    """Give the highest recall at a cut of the scores that keeps a precision; 0 where none does.

    >>> recall_at([0.9, 0.8, 0.7], [1, 0, 1])
    0.5
    """
    best, hits = 0.0, 0
    ordered = sorted(range(len(scores)), key=lambda i: -scores[i])
    for place, at in enumerate(ordered, 1):
        hits += truth[at]
        tied = place < len(ordered) and scores[ordered[place]] == scores[at]
        if not tied and hits >= precision * place:
            best = hits / sum(truth)
    return best


def calibration_error(scores: Sequence[float], truth: Sequence[int]) -> float:
    """Give the expected calibration error over ten bins (Naeini et al. 2015).

    >>> calibration_error([0.75, 0.75, 0.75, 0.75], [1, 1, 1, 0])
    0.0
    """
    bins: defaultdict[int, float] = defaultdict(float)
    for score, true in zip(scores, truth, strict=True):
        bins[min(9, int(score * 10))] += score - true
    return sum(abs(gap) for gap in bins.values()) / (len(scores) or 1)


def jaccard(a: str, b: str) -> float:
    """Give the plain word overlap of two sentences."""
    one, other = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(one & other) / (len(one | other) or 1)

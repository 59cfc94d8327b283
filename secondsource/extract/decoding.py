"""From the reader's scores to spans: labels that follow one another as labels may.

What may live here: reading the best row of labels out of scores, and how sure it is. Labels are
0 for nothing, then a pair for each kind: one that begins a span (odd) and one that goes on
(even). Where the best labels of the words by themselves break that rule, the best row that keeps
it is found (Viterbi 1967), and so it is where some places are worse to begin or end at than others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# A score so low that a label never stands there.
NEVER = -1e9


def shares(scores: Any) -> Any:
    """Turn rows of scores into probabilities that add up to one (softmax)."""
    import numpy

    powers = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@dataclass(frozen=True, slots=True)
class Costs:
    """What it costs a span of the last kind to begin, and to end, before each word."""

    begins: Sequence[float]
    ends: Sequence[float]

    def any_in(self, labels: Sequence[int], going_on: int) -> bool:
        """Say whether a row of labels begins or ends a span where that costs something."""
        spans = (going_on - 1, going_on)
        for place, label in enumerate(labels[1:], start=1):
            before = labels[place - 1]
            if label == going_on - 1 and self.begins[place]:
                return True
            if before in spans and label != going_on and self.ends[place]:
                return True
        return False


def labels_of(scores: Any, costs: Costs | None = None) -> list[int]:
    """Give the best label of each row of scores such that a span goes on only where one is.

    >>> import numpy
    >>> labels_of(numpy.array([[0.1, 0.0, 0.9], [0.0, 0.2, 0.9]]))
    [1, 2]
    """
    best: list[int] = scores.argmax(axis=-1).tolist()
    before = 0
    for label in best:
        if label and label % 2 == 0 and before not in (label - 1, label):
            return _constrained(scores, costs)
        before = label
    if costs is not None and costs.any_in(best, scores.shape[1] - 1):
        return _constrained(scores, costs)
    return best


def _constrained(scores: Any, costs: Costs | None) -> list[int]:
    import numpy

    count = scores.shape[1]
    allowed, begins, ends = numpy.zeros((3, count, count))
    for label in range(2, count, 2):
        allowed[:, label] = NEVER
        allowed[label - 1 : label + 1, label] = 0.0
    begins[:, count - 2] = 1.0
    ends[count - 2 :, : count - 1] = 1.0
    so_far = scores[0] + numpy.where(numpy.arange(count) % 2 | (numpy.arange(count) == 0), 0, NEVER)
    ways = []
    for place, row in enumerate(scores[1:], start=1):
        steps = so_far[:, None] + allowed
        if costs is not None:
            steps -= costs.begins[place] * begins + costs.ends[place] * ends
        ways.append(steps.argmax(axis=0))
        so_far = steps.max(axis=0) + row
    found = [int(so_far.argmax())]
    for way in reversed(ways):
        found.append(int(way[found[-1]]))
    return found[::-1]


def spans_of(labels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first, end, kind) of each span in a row of labels; kinds count from 0.

    >>> list(spans_of([0, 1, 2, 3, 0]))
    [(1, 3, 0), (3, 4, 1)]
    """
    first = 0
    for place, label in enumerate([*labels, 0]):
        before = labels[place - 1] if place else 0
        if before and label != (before + 1) // 2 * 2:
            yield first, place, (before - 1) // 2
        if label % 2:
            first = place

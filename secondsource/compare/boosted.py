"""Boosted trees written out as plain numbers: a sum of small decisions, and the chance it means.

What lives here: the sum over trees of the leaf that some measures fall into, turned into a
probability. A tree is a list of nodes; a node is ``[measure, cut, left, right]`` (the left
one is taken up to the cut, places in the list) or ``[value]``. Trained elsewhere; here nothing
is learned and nothing drawn, so the same measures give the same digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Node = tuple[int, float, int, int] | tuple[float]
Tree = Sequence[Node]


def height_of(measured: Sequence[float], trees: Sequence[Tree], constant: float = 0.0) -> float:
    """Give the sum of the leaves that the measures fall into.

    >>> toll = [(0, 4.0, 1, 2), (-1.5,), (2.0,)]
    >>> height_of([14.0], [toll]), height_of([2.0], [toll])
    (2.0, -1.5)
    """
    total = constant
    for tree in trees:
        node = tree[0]
        while len(node) == 4:
            measure, cut, left, right = node
            node = tree[left if measured[measure] <= cut else right]
        total += node[0]
    return total


def chance(height: float) -> float:
    """Turn a height into a probability, rounded to four digits.

    >>> chance(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, height)))), 4)

"""Boosted trees written out as plain numbers: a sum of small decisions, and the chance it means.

What lives here: the sum over trees of the leaf that some measures fall into, turned into a
probability. A tree is written as a list of nodes; a node is ``[measure, cut, left, right]`` (the
left one is taken up to the cut, places in the list) or ``[height]``, a leaf. Grown, a node holds
its two branches, which is walked in half the time. Trained elsewhere; here nothing is learned
and nothing drawn, so the same measures give the same digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Union

Tree = Union[float, tuple[int, float, "Tree", "Tree"]]  # noqa: UP007 - a type that names itself


def grown(nodes: Sequence[Sequence[float]], at: int = 0) -> Tree:
    """Give a tree from its list of nodes.

    >>> grown([[0, 4.0, 1, 2], [-1.5], [2.0]])
    (0, 4.0, -1.5, 2.0)
    """
    node = nodes[at]
    if len(node) == 1:
        return node[0]
    measure, cut, left, right = node
    return int(measure), cut, grown(nodes, int(left)), grown(nodes, int(right))


def height_of(measured: Sequence[float], trees: Iterable[Tree], constant: float = 0.0) -> float:
    """Give the sum of the leaves that the measures fall into.

    >>> toll = (0, 4.0, -1.5, 2.0)
    >>> height_of([14.0], [toll]), height_of([2.0], [toll])
    (2.0, -1.5)
    """
    total = constant
    for tree in trees:
        while isinstance(tree, tuple):
            measure, cut, left, right = tree
            tree = left if measured[measure] <= cut else right
        total += tree
    return total


def chance(height: float) -> float:
    """Turn a height into a probability, rounded to four digits.

    >>> chance(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, height)))), 4)

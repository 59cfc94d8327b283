"""Boosted trees written out as plain numbers: a sum of small decisions, and the chance it means.

What lives here: the sum over trees of the leaf that some measures fall into, turned into a
probability. A tree is written as a list of nodes; a node is ``[measure, cut, left, right]`` (the
left one is taken up to the cut, places in the list) or ``[height]``, a leaf. The trees are not
walked one after another: each cut that a measure passes rules out the leaves to its left, the
leaves that all cuts of one measure rule out are known beforehand, and what is left of a tree
begins with the leaf that a walk would reach (QuickScorer, Lucchese et al. 2015). Trained
elsewhere; here nothing is learned and nothing drawn, so the same measures give the same digits.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import and_

Nodes = Sequence[Sequence[float]]

_LEAVES = 8  # of a tree, at most: the bits of a byte


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees taken apart by measure.

    ``cuts`` holds for each measure that is cut its place, its cuts in order, and the leaves that
    are left after none of them, one, two; ``heights`` for each tree the height that each set of
    leaves left over means.
    """

    cuts: tuple[tuple[int, tuple[float, ...], tuple[int, ...]], ...]
    heights: tuple[tuple[float, ...], ...]
    constant: float = 0.0


def forest_of(trees: Sequence[Nodes], constant: float = 0.0) -> Forest:
    """Take trees apart; each has eight leaves at most, ``ValueError`` otherwise.

    >>> height_of([14.0], forest_of([[[0, 4.0, 1, 2], [-1.5], [2.0]]]))
    2.0
    """
    passed: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    heights = []
    for place, nodes in enumerate(trees):
        leaves = _leaves(nodes, 0)
        if len(leaves) > _LEAVES:
            raise ValueError(f"tree {place} has {len(leaves)} leaves, more than {_LEAVES}")
        heights.append(tuple(_first(leaves, left) for left in range(1 << _LEAVES)))
        for measure, cut, ruled_out in _ruled_out(nodes, 0, 0):
            passed[measure].append((cut, ruled_out << (_LEAVES * place)))
    whole = (1 << (_LEAVES * len(trees))) - 1
    cuts = []
    for measure, own in sorted(passed.items()):
        own.sort()
        left = accumulate((whole & ~ruled_out for _, ruled_out in own), and_, initial=whole)
        cuts.append((measure, tuple(cut for cut, _ in own), tuple(left)))
    return Forest(tuple(cuts), tuple(heights), constant)


def _leaves(nodes: Nodes, at: int) -> list[float]:
    """Give the heights of a tree's leaves from left to right."""
    node = nodes[at]
    if len(node) == 1:
        return [node[0]]
    return [*_leaves(nodes, int(node[2])), *_leaves(nodes, int(node[3]))]


def _first(leaves: Sequence[float], left: int) -> float:
    """Give the height of the first leaf that is left; ``left`` has a bit for each."""
    return next((height for at, height in enumerate(leaves) if left >> at & 1), 0.0)


def _ruled_out(nodes: Nodes, at: int, first: int) -> list[tuple[int, float, int]]:
    """Give for each cut its measure and the leaves to its left; ``first`` counts those before."""
    node = nodes[at]
    if len(node) == 1:
        return []
    left, right = int(node[2]), int(node[3])
    size = len(_leaves(nodes, left))
    own = (int(node[0]), node[1], ((1 << size) - 1) << first)
    return [own, *_ruled_out(nodes, left, first), *_ruled_out(nodes, right, first + size)]


def height_of(measured: Sequence[float], forest: Forest) -> float:
    """Give the sum of the leaves that the measures fall into.

    >>> toll = forest_of([[[0, 4.0, 1, 2], [-1.5], [2.0]]], constant=0.5)
    >>> height_of([14.0], toll), height_of([4.0], toll)
    (2.5, -1.0)
    """
    left = (1 << (_LEAVES * len(forest.heights))) - 1
    for measure, cuts, leaves in forest.cuts:
        left &= leaves[bisect_left(cuts, measured[measure])]
    of_trees = left.to_bytes(len(forest.heights), "little")
    total = forest.constant
    for heights, leaves_left in zip(forest.heights, of_trees, strict=True):
        total += heights[leaves_left]
    return total


def chance(height: float) -> float:
    """Turn a height into a probability, rounded to four digits.

    >>> chance(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, height)))), 4)

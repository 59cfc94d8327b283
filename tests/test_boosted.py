"""Trees taken apart say what a walk from the root would say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.boosted import forest_of, height_of

# The dead of a fire, the days since, whether a name is shared: cut as the trees cut them.
TREES = (
    [[0, 4.0, 1, 4], [1, 2.0, 2, 3], [-1.5], [0.25], [2, 0.5, 5, 6], [0.125], [2.0]],
    [[1, 2.0, 1, 2], [0.5], [0, 9.0, 3, 4], [-0.5], [1.0]],
    [[0.75]],
)


def _walked(nodes: Sequence[Sequence[float]], measured: Sequence[float]) -> float:
    node = nodes[0]
    while len(node) > 1:
        measure, cut, left, right = node
        node = nodes[int(left if measured[int(measure)] <= cut else right)]
    return node[0]


@given(st.tuples(*[st.sampled_from((-1.0, 0.0, 0.5, 2.0, 2.5, 4.0, 5.0, 9.0, 12.0))] * 3))
def test_the_leaf_left_over_is_the_leaf_a_walk_reaches(measured: tuple[float, ...]) -> None:
    found = height_of(measured, forest_of(TREES, constant=-0.5))
    assert found == -0.5 + sum(_walked(nodes, measured) for nodes in TREES)


def test_a_tree_of_more_leaves_than_a_byte_has_bits_is_refused() -> None:
    chain = [row for at in range(8) for row in ([0, float(at), 2 * at + 1, 2 * at + 2], [0.5])]
    with pytest.raises(ValueError, match="9 leaves"):
        forest_of([[*chain, [1.0]]])

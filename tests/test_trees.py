"""Sums over all trees of descent, against trees written out one by one."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.trees import Weights, descent_of, texts

LOGS = st.floats(-4, 4)


def written_out(weights: Weights) -> tuple[dict[tuple[int, int], float], float]:
    """Weigh every choice of parents that has no ring; -1 is alone, n + h is hidden text h."""
    n, k = len(weights.alone), len(weights.cost)
    shares: defaultdict[tuple[int, int], float] = defaultdict(float)
    total = 0.0
    for parents in product(range(-1, n + k), repeat=n):
        used = [h for h in range(k) if n + h in parents]
        lonely = weights.unnamed in used and parents.count(n + (weights.unnamed or 0)) < 2
        if lonely or runs_in_a_ring(parents, n):
            continue
        log = sum(weights.cost[h] for h in used)
        for child, parent in enumerate(parents):
            log += (
                weights.alone[child]
                if parent < 0
                else weights.edges[parent, child]
                if parent < n
                else weights.hidden[parent - n, child]
            )
        weight = math.exp(log)
        total += weight
        for child, parent in enumerate(parents):
            shares[child, parent] += weight
        for h in used:
            shares[-1, h] += weight
    return {key: share / total for key, share in shares.items()}, math.log(total)


def runs_in_a_ring(parents: tuple[int, ...], n: int) -> bool:
    for child in range(n):
        here = child
        for _ in range(n + 1):
            here = parents[here] if 0 <= here < n else -1
        if 0 <= here < n:
            return True
    return False


@given(st.lists(LOGS, min_size=3, max_size=3), st.lists(LOGS, min_size=16, max_size=16))
@settings(max_examples=30, deadline=None)
def test_shares_are_those_of_all_trees(alone: list[float], rest: list[float]) -> None:
    edges = np.array(rest[:9]).reshape(3, 3)
    weights = Weights(
        edges,
        np.array(alone),
        np.array(rest[9:15]).reshape(2, 3),
        np.array([rest[15], 0]),
        unnamed=1,
    )
    found = descent_of(weights)
    wanted, total = written_out(weights)
    for child in range(3):
        assert found.alone[child] == pytest.approx(wanted.get((child, -1), 0), abs=1e-6)
        for parent in range(3):
            if parent != child:
                share = wanted.get((child, parent), 0)
                assert found.edges[parent, child] == pytest.approx(share, abs=1e-6)
        for hidden in range(2):
            share = wanted.get((child, 3 + hidden), 0)
            assert found.hidden[hidden, child] == pytest.approx(share, abs=1e-6)
    for hidden in range(2):
        assert found.there[hidden] == pytest.approx(wanted.get((-1, hidden), 0), abs=1e-6)
    assert found.log_total == pytest.approx(total, abs=1e-6)


def test_fifty_copies_that_can_hardly_stand_alone_have_one_first() -> None:
    count = 50
    found = descent_of(
        Weights(
            np.full((count, count), 16.0),
            np.zeros(count),
            np.zeros((0, count)),
            np.zeros(0),
        )
    )
    assert found.alone.sum() == pytest.approx(1.0, abs=1e-3)
    assert (found.edges.sum(axis=0) + found.alone) == pytest.approx(1.0, abs=1e-3)


@given(
    st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=3),
)
@settings(max_examples=30, deadline=None)
def test_the_number_of_texts_is_that_of_all_choices_without_a_ring(rows: list[list[float]]) -> None:
    names = "abc"[: len(rows)]
    choices = {}
    for name, row in zip(names, rows, strict=True):
        own = dict(zip([*names, "wire", None], row, strict=False))
        own.pop(name)
        choices[name] = {parent: share / sum(own.values()) for parent, share in own.items()}
    wanted: defaultdict[int, float] = defaultdict(float)
    for drawn in product(*(own.items() for own in choices.values())):
        parents = tuple(
            names.index(parent) if parent and parent in names else -1 for parent, _ in drawn
        )
        if not runs_in_a_ring(parents, len(names)):
            count = sum(parent is None for parent, _ in drawn)
            wanted[count + any(parent == "wire" for parent, _ in drawn)] += math.prod(
                share for _, share in drawn
            )
    found = texts(choices)
    for count, share in wanted.items():
        assert found.get(count, 0) == pytest.approx(share / sum(wanted.values()), abs=1e-4)


def test_forty_copies_of_one_hidden_wire_are_one_text() -> None:
    found = texts({f"outlet {at}": {"wire": 1.0} for at in range(40)})
    assert found == {1: 1.0}


def test_nobody_carries_nothing() -> None:
    assert texts({}) == {}

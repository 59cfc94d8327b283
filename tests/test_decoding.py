"""Labels follow one another as labels may, and are the best that do."""

from __future__ import annotations

import itertools

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from secondsource.extract.decoding import Costs, labels_of, shares, spans_of

ROWS = arrays(float, st.tuples(st.integers(1, 4), st.just(5)), elements=st.floats(-9, 9, width=16))


def allowed(labels: list[int]) -> bool:
    pairs = itertools.pairwise([0, *labels])
    return all(after % 2 or after == 0 or before in (after - 1, after) for before, after in pairs)


@given(ROWS)
def test_no_other_row_of_labels_that_may_be_scores_higher(scores: numpy.ndarray) -> None:
    found = labels_of(scores)
    rows = itertools.product(range(5), repeat=len(scores))
    best = max(sum(scores[at, label] for at, label in enumerate(row)) for row in map(list, rows)
               if allowed(row))  # fmt: skip
    assert allowed(found)
    assert sum(scores[at, label] for at, label in enumerate(found)) == pytest.approx(best)


def test_a_span_ends_where_it_costs_nothing_unless_the_scores_are_plain() -> None:
    scores = numpy.zeros((4, 3))
    scores[0, 1], scores[1, 2], scores[2, 0], scores[3, 0] = 5, 5, 0.5, 5
    assert labels_of(scores) == [1, 2, 0, 0]
    assert labels_of(scores, Costs([0, 0, 0, 0], [0, 0, 1, 0])) == [1, 2, 2, 0]
    scores[2, 0] = 2
    assert labels_of(scores, Costs([0, 0, 0, 0], [0, 0, 1, 0])) == [1, 2, 0, 0]


def test_spans_end_where_another_begins() -> None:
    assert list(spans_of([1, 2, 1, 0, 3, 4, 4])) == [(0, 2, 0), (2, 3, 0), (4, 7, 1)]
    assert not list(spans_of([]))


@given(ROWS)
def test_shares_add_up_to_one(scores: numpy.ndarray) -> None:
    assert shares(scores).sum(axis=-1) == pytest.approx(numpy.ones(len(scores)))

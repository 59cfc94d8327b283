"""Which decision takes the place of which, and which stands against another."""

from __future__ import annotations

import pytest

from secondsource.edges.rulebook import against, filed, replaces
from secondsource.records import Decision

MERGED = Decision("merge", "Ada Roos", "Roos")


@pytest.mark.parametrize(
    ("new", "old", "does"),
    [
        (Decision("split", "Roos", "ADA ROOS"), MERGED, True),
        (Decision("merge", "Ada Roos", "Ivo Roos"), MERGED, False),
        (Decision("rename", "Ada Roos", "A"), Decision("rename", "ada roos", "B"), True),
        (Decision("rename", "Ada Roos", "Roos"), MERGED, False),
        (Decision("part", "a", "b"), Decision("join", "b", "a"), True),
        (Decision("derives", "a", "b"), Decision("join", "a", "b"), False),
        (Decision("join", "Ada Roos", "Roos"), MERGED, False),
    ],
)
def test_of_each_kind_two_things_have_the_latest(new: Decision, old: Decision, does: bool) -> None:
    assert replaces(new, old) == does


def test_the_order_is_kept_where_it_says_something() -> None:
    assert filed(Decision("split", "Roos", "Ada Roos")).a == "Roos"
    assert filed(Decision("merge", "Roos", "Ada Roos")).a == "Ada Roos"


def test_a_split_stands_against_a_chain_of_merges_both_ways_round() -> None:
    merges = [Decision("merge", "Roos", "Dorn"), Decision("merge", "dorn", "Belk")]
    split = Decision("split", "BELK", "Roos")
    assert set(against(split, merges)) == set(merges)
    assert against(merges[1], [merges[0], split]) == (split, merges[0])
    assert against(merges[1], [merges[0]]) == ()
    assert against(Decision("split", "Roos", "Dorn"), merges) == ()
    assert against(Decision("rename", "Roos", "Belk"), [*merges, split]) == ()

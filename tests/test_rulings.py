"""What a person decides about whose text an article is, is honoured."""

from __future__ import annotations

import pytest

from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Decision, Lineage
from tests.desk import filed
from tests.test_groups import LAMP, MILL

POST = filed("a", f"Lamp\n{LAMP}", outlet="Post", day="2024-03-14")
ECHO = filed("b", f"Pier\n{LAMP}", outlet="Echo", day="2024-03-16")
MAIL = filed("c", f"Looms\n{MILL}", outlet="Mail", day="2024-03-16")


def decided(*decisions: Decision) -> Lineage:
    accounts = (POST, ECHO, MAIL)
    return lineage_of(accounts, reuse_of(accounts), decisions)


def chance(lineage: Lineage, child: str, parent: str) -> float:
    return sum(
        one.probability for one in lineage.parents if (one.child, one.article) == (child, parent)
    )


@pytest.mark.parametrize(("parent", "child"), [("b", "a"), ("a", "b"), ("c", "a")])
def test_an_asserted_parent_is_the_parent_and_says_who_decided(parent: str, child: str) -> None:
    lineage = decided(Decision("derives", parent, child))
    assert chance(lineage, child, parent) == 0.995
    assert chance(lineage, parent, child) == 0
    first = next(one for one in lineage.parents if one.child == child)
    assert first.reasons[0].text == "decided by a person"


def test_two_that_are_independent_share_no_parent() -> None:
    lineage = decided(Decision("independent", "a", "b"))
    assert chance(lineage, "a", "b") == chance(lineage, "b", "a") == 0
    assert not lineage.hidden


def test_an_assertion_that_closes_a_ring_is_left_out() -> None:
    lineage = decided(
        Decision("derives", "a", "b"), Decision("derives", "b", "c"), Decision("derives", "c", "a")
    )
    parents = {one.child: one.article for one in reversed(lineage.parents)}
    assert sum(parent is not None for parent in parents.values()) == 2


def test_a_decision_on_stories_says_nothing_of_lineage() -> None:
    assert decided(Decision("join", "a", "b")) == decided()

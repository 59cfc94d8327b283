"""Which assertions of one story are one statement."""

from __future__ import annotations

import random
import time
from dataclasses import replace

from secondsource.compare.sameness import candidates, grouped
from secondsource.extract.statements import instances_of
from secondsource.records import Instance
from tests.newsroom import account

TOLD = {
    "a": "Fourteen people were injured in the fire.",
    "b": "The fire put 14 people in hospital.",
    "c": "Doctors treated 17 people after the fire.",
    "d": "The firm had been fined 200,000 crowns.",
    "e": "A fine of 200,000 crowns was imposed on the firm.",
}


def asserted(told: dict[str, str]) -> list[Instance]:
    """Give the assertions of short articles."""
    return [one for name, text in told.items() for one in instances_of(account(name, text), ())]


def groups(instances: list[Instance]) -> set[frozenset[str]]:
    """Group assertions, told by the articles they stand in."""
    found = grouped(instances, (), {})
    return {frozenset(one.span.page for one, _ in group.members) for group in found}


def test_other_words_are_joined_and_other_numbers_are_not() -> None:
    assert groups(asserted(TOLD)) == {frozenset("ab"), frozenset("c"), frozenset("de")}


def test_no_order_changes_the_groups() -> None:
    instances = asserted(TOLD)
    found = groups(instances)
    for seed in range(5):
        random.Random(seed).shuffle(instances)
        assert groups(instances) == found


def test_every_assertion_is_in_one_group_with_a_probability() -> None:
    instances = asserted(TOLD)
    members = [member for group in grouped(instances, (), {}) for member in group.members]
    assert sorted(one.id for one, _ in members) == sorted(one.id for one in instances)
    assert all(0 < likely <= 1 for _, likely in members)


def test_what_is_known_to_be_one_joins_unless_the_numbers_differ() -> None:
    instances = asserted({"a": "The quay is old.", "b": "Nobody mended the wall.", **TOLD})
    by_page = {one.span.page: one.id for one in instances}
    sure = [(by_page["a"], by_page["d"]), (by_page["b"], by_page["c"])]
    found = {
        frozenset(one.span.page for one, _ in group.members)
        for group in grouped(instances, sure, {})
    }
    assert any({"a", "d"} <= group for group in found)
    assert not any({"b", "c"} <= group for group in found)


def test_thousands_of_copies_cost_what_one_costs() -> None:
    (first,) = asserted({"a": TOLD["a"]})
    (other,) = asserted({"b": TOLD["b"]})
    copies = [replace(first, id=f"{n:05}") for n in range(5_000)]
    begun = time.process_time()
    (group,) = grouped([*copies, other], (), {})
    assert len(group.members) == 5_001
    assert time.process_time() - begun < 10


def test_candidates_share_a_rare_key() -> None:
    keys = {"a": ["sink", "varn"], "b": ["varn"], "c": ["dock"]}
    assert candidates(keys) == [("a", "b")]

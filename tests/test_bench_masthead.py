"""The pages of fiction with all the truth of their mastheads are read as well as once measured."""

from __future__ import annotations

import pytest

from bench.masthead import FIELDS, Tally, cases, judged
from bench.shells import SHELLS, printed

# The measured shares of 22 November 2026, on the pages tuned on; only ever raised.
FLOORS = dict.fromkeys(FIELDS, 1.0) | {"headline": 0.97, "section": 0.97, "outlet": 1.0}


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return judged("tuning")


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_is_read_worse_than_it_was(name: str, tallies: dict[str, Tally]) -> None:
    assert round(tallies[name].share, 3) >= FLOORS[name], tallies[name].faults


def test_the_unseen_pages_are_a_third_and_in_every_kind_of_markup() -> None:
    unseen, tuning = cases("unseen"), cases("tuning")
    assert len(unseen) >= len(tuning) / 2
    assert len(unseen) + len(tuning) >= 60
    assert {one["shell"] for one in unseen} == {*SHELLS, "text"}


def test_every_page_prints_what_it_is_judged_by() -> None:
    for case in (*cases("tuning"), *cases("unseen")):
        text = printed(case).decode()
        assert case["headline"].replace("&", "&amp;").replace('"', "&quot;") in text or (
            case["headline"].replace("&", "&amp;") in text or case["headline"] in text
        )


def test_a_field_wrongly_there_and_one_wrongly_absent_count_alike() -> None:
    tally = Tally()
    for gold, found in (("a", "a"), (None, None), ("a", None), (None, "a")):
        tally.judge(gold, found)
    assert (tally.share, tally.score) == (0.5, 0.5)

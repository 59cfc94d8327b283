"""The table of evidence: every row says why, and no row alone decides but what outlets say."""

from __future__ import annotations

from secondsource.compare.evidence import rows, table

SAID = {"credits it", "names it", "published by it", "links to it", "credit", "credit in part"}
PAGES = {"agency's own", "a version", "an older version", "translated"}


def test_every_row_says_why_and_keeps_the_side_it_was_thought_to_be_on() -> None:
    for name, row in rows().items():
        assert len(row.why) > 20, name
        assert row.adds * row.prior >= 0, f"{name}: the fit turned it round"


def test_a_row_that_was_measured_says_on_how_many_descents() -> None:
    assert all(row.seen >= 50 for row in rows().values() if row.adds != row.prior)


def test_days_weigh_less_than_what_an_outlet_says() -> None:
    adds = table()
    time = max(abs(adds[name]) for name in ("earlier", "later", "by the clock"))
    assert all(adds[name] > time for name in ("credits it", "names it", "published by it"))

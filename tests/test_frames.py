"""Slots that veto, whatever the words share."""

from __future__ import annotations

import pytest

from secondsource.compare.frames import alike, frame_of, vetoed, weights_of
from tests.newsroom import account, read

NAMES = [("Alma", "other"), ("Ostby", "place"), ("Brun", "place"), ("Norway", "place")]


@pytest.mark.parametrize(
    ("first", "second", "slot"),
    [
        ("Norway closed Ostby harbour.", "Norway will close Ostby harbour.", "mood"),
        ("Norway closed Ostby harbour.", "Norway never closed Ostby harbour.", "polarity"),
        ("Norway closed 12 Ostby quays.", "Norway closed nine Ostby quays.", "count"),
        ("Norway closed Ostby harbour.", "Norway closed Brun harbour.", "name"),
        ("At least 27 died at Ostby.", "The toll at Ostby has risen to 36.", "count"),
        ("Norway closed Ostby harbour.", "Norway closed Ostby harbour and wept.", None),
    ],
)
def test_a_slot_filled_differently_forbids_sameness(
    first: str, second: str, slot: str | None
) -> None:
    accounts, _, _ = read(
        account("a", first, names=NAMES),
        account("b", second, names=NAMES),  # type: ignore[arg-type]
    )
    instances = [one.instances[0] for one in accounts]
    weights = weights_of(instances)
    a, b = (frame_of(one, weights) for one in instances)
    assert vetoed(a, b) == slot
    assert alike(a, b, weights) == alike(b, a, weights)

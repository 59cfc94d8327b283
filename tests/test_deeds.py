"""One deed of two accounts: its day, and whether it was done."""

from __future__ import annotations

import pytest

from bench.collections import Text, collection_of
from bench.disagreement import scene_of
from secondsource.records import Given


def told(first: str, second: str) -> list[str]:
    given = (
        Given(outlet="The Brun Post", date="2030-05-02"),
        Given(outlet="Quay", date="2030-05-02"),
    )
    texts = (Text(f"m{n}", text, "mill", given[n]) for n, text in enumerate((first, second)))
    scene = scene_of(collection_of(texts))
    return [one.slot for one in scene.conflicts.get("mill", ())]


@pytest.mark.parametrize(
    ("first", "second", "slot"),
    [
        ("Ida Roos, the mill's director, was arrested on 28 April 2030.",
         "Ida Roos, the mill's director, was arrested on 29 April 2030.", "date"),
        ("The mill's boiler was inspected in January 2030.",
         "The mill's boiler was inspected in March 2030.", "date"),
        ("Ida Roos, the mill's director, was arrested.",
         "Ida Roos, the mill's director, was not arrested.", "denial"),
        ("The harbour minister, Ida Roos, resigned.",
         "Ida Roos said she would not resign over the fire.", "denial"),
    ],
)  # fmt: skip
def test_one_deed_told_in_two_ways_is_a_difference(first: str, second: str, slot: str) -> None:
    assert slot in told(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Roos was arrested on 28 April 2030.", "Karl Welk was arrested on 29 April 2030."),
        ("Ida Roos was arrested on 28 April 2030 in Brun.",
         "Karl Welk was not arrested in Brun."),
        ("The future of the mill is at stake.", "Nothing less than the future is at stake."),
        ("The army plans to evacuate the mill in Brun.", "The army did not evacuate the mill."),
        ("The mill's boiler was inspected in January 2030.",
         "The mill's roof was inspected in March 2030."),
    ],
)  # fmt: skip
def test_two_deeds_are_no_difference(first: str, second: str) -> None:
    assert not {"date", "denial"} & set(told(first, second))

"""Numbers: what they count, and how far they reach."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.quantities import quantities_of

TABLE = [
    ("Twelve people died and nine are missing.", [("dead", 12, 12), ("missing", 9, 9)]),
    ("At least 12 passengers were killed.", [("dead:passenger", 12, math.inf)]),
    ("The toll rose to 14 on Friday.", [("dead", 14, 14)]),
    ("About 40 people were hurt.", [("injured", 36, 44)]),
    ("Up to 300 workers may go.", [("worker", 0, 300)]),
    ("Dozens were arrested.", [("arrested", 12, 99)]),
    ("They put the number of dead at 12.", [("dead", 12, 12)]),
    ("The toll from a fire on a ferry off Brun has risen to 19.", [("dead", 19, 19)]),
    ("Two hundred and thirty-one souls were aboard.", [("aboard", 231, 231)]),
    ("Six people lost their lives.", [("dead", 6, 6)]),
    ("1,200 homes lost power.", [("home", 1150, 1250)]),
    ("120 boats were lost.", [("boat", 120, 120)]),
    (
        "It cost 38 million crowns ($4.1 million).",
        [("crown", 37.5e6, 38.5e6), ("usd", 4.05e6, 4.15e6)],
    ),
    ("It fell 3.4 per cent.", [("percent", 3.35, 3.45)]),
    ("Three of the dead were cooks.", [("part", 3, 3)]),
    ("Divers found three more bodies.", [("more", 3, 3)]),
    ("27 more were injured.", [("injured", 27, 27)]),
    ("Ninety-six passengers and crew were aboard.", [("aboard:passenger", 96, 96)]),
    ("Between 8 and 10 boats took part.", [("boat", 8, 10)]),
    ("It took 8 to 10 days.", [("day", 8, 10)]),
    ("The fare rose from 40 to 55 crowns.", [("crown", 55, 55)]),
    ("Hundreds of travellers slept there.", [("traveller", 100, 999)]),
    ("The church dates from 1340.", []),
    ("It lay 18 metres down.", [("metre", 18, 18)]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_number_has_a_unit_and_two_ends(
    text: str, expected: list[tuple[str, float, float]]
) -> None:
    found = quantities_of("p", text, 0, len(text))
    assert [(q.unit, q.low, q.high) for q in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Roos, 45, spoke.",
        "A 12-year-old boy spoke.",
        "On the 70th day of 2014 they flew the Mi-28.",
        "Flight 370 left at 10 p.m.",
        "One of the leaders left.",
    ],
)
def test_what_only_looks_like_a_count_is_left_out(text: str) -> None:
    assert quantities_of("p", text, 0, len(text)) == ()


@given(st.text(alphabet="0123456789,. -atlesmoruhnd$%€\n", max_size=200))
def test_every_number_reads_back(text: str) -> None:
    for found in quantities_of("p", text, 0, len(text)):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.low <= found.amount <= found.high or found.low <= found.high


def test_a_long_line_of_numbers_takes_linear_time() -> None:
    line = "at least 12, " * 20_000
    begun = time.perf_counter()
    quantities_of("p", line, 0, len(line))
    assert time.perf_counter() - begun < 10


VERBS = [
    ("The office handed over 14 boxes of files.", ("box", 14, 14)),
    ("The port earned over 14 crowns.", ("crown", 14, math.inf)),
    ("One missing page was found.", ("missing:page", 1, 1)),
]


@pytest.mark.parametrize(("text", "expected"), VERBS, ids=[text for text, _ in VERBS])
def test_a_verb_keeps_its_particle_and_one_thing_its_noun(
    text: str, expected: tuple[str, float, float]
) -> None:
    (one,) = quantities_of("p", text, 0, len(text))
    assert (one.unit, one.low, one.high) == expected


def test_a_number_that_is_added_to_another_is_no_toll() -> None:
    found = quantities_of("p", "Two men and a woman have died.", 0, 30)
    assert [one.unit for one in found] == ["part"]

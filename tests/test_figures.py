"""Figures as they are printed: what they count, how far they reach, and what is no figure."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.figures import figures_in
from secondsource.records import Span


def read(text: str) -> list[tuple[str, float, float]]:
    return [(f.unit, f.low, f.high) for f in figures_in(text, Span("p", 0, len(text)))]


TABLE = [
    ("Eleven boats lay in the roads.", [("vessel", 11, 11)]),
    ("At least 40 people were hurt.", [("people", 40, math.inf)]),
    ("Some 300 passengers walked out.", [("people", 250, 350)]),
    ("A dozen officers stood by.", [("people", 12, 12)]),
    ("Nobody was hurt.", [("people", 0, 0)]),
    ("The ferry carried 1, 150 people.", [("people", 1150, 1150)]),
    ("Ida Roos, 63, sold the mill.", [("age", 63, 63)]),
    ("A pilot of 66 died in Brun.", [("age", 66, 66)]),
    ("An 18-year-old cook fell.", [("age", 18, 18)]),
    ("The quake had a magnitude of 5.9 in Sarne.", [("magnitude", 5.85, 5.95)]),
    ("The tremor measured 6.1 on the Richter scale.", [("magnitude", 6.05, 6.15)]),
    ("It costs $1. 7m in Sarne.", [("usd", 1650000, 1750000)]),
    ("A dealer asked half a million crowns.", [("crown", 500000, 500000)]),
    ("The offer was four and a half per cent.", [("percent", 4.45, 4.55)]),
    ("He was given 2 1/2 years.", [("month", 30, 30)]),
    ("Between 300 and 400 protesters came.", [("people", 300, 400)]),
    ("The crowd was put at between 300 and 400 by the mayor.", [("", 300, 400)]),
]


@pytest.mark.parametrize(("text", "figures"), TABLE)
def test_a_figure_has_its_unit_and_its_bounds(
    text: str, figures: list[tuple[str, float, float]]
) -> None:
    assert [(unit, round(low, 4), round(high, 4)) for unit, low, high in read(text)] == figures


def test_miles_and_kilometres_are_of_one_unit() -> None:
    (mile,), (km,) = read("It lies 10 miles off."), read("It lies 16.1 km off.")
    assert mile[0] == km[0] == "km"
    assert mile[1] == pytest.approx(16.0934)


@pytest.mark.parametrize(
    "text",
    [
        "The mill burnt down in 1974.",
        "It began on 14 March.",
        "It began on March 14.",
        "The train left at 8.05 p.m. on time.",
        "Police seized an AK-47 in Brun.",
        "Flight 214 never came back.",
        "He was one.",
        "The 21st storm of the year passed.",
        "Call 0845 125 222 in Brun.",
    ],
)
def test_what_only_looks_like_a_count_is_left_out(text: str) -> None:
    assert read(text) == []


def test_a_number_set_against_the_things_own_is_left_out() -> None:
    assert read("They took 43 letters, not 40, in Linden.") == [("letter", 43, 43)]


def test_whose_age_it_is_is_kept() -> None:
    text = "The guard, Tomas Welk, 43, was struck; a porter of 58 was not."
    guard, porter = figures_in(text, Span("p", 0, len(text)))
    assert guard.whose == {"guard", "=tomas", "=welk"}
    assert porter.whose == {"porter"}


@given(st.text(max_size=120))
def test_every_figure_reads_back_inside_its_passage(text: str) -> None:
    for one in figures_in(text, Span("p", 0, len(text))):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.low <= one.high

"""Written dates: what is printed is found with its place, and what is no day is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.almanac import date_in_address, dates_of, stated_date

PRINTED = [
    ("It sank on 21 May 2015.", "21 May 2015", "2015-05-21", "2015-05-21", "day"),
    ("It sank on May 21, 2015, she said", "May 21, 2015", "2015-05-21", "2015-05-21", "day"),
    ("Thursday, May 21, 2015", "Thursday, May 21, 2015", "2015-05-21", "2015-05-21", "day"),
    ("the 3rd of June 2016", "3rd of June 2016", "2016-06-03", "2016-06-03", "day"),
    ("on 21/05/2015 in", "21/05/2015", "2015-05-21", "2015-05-21", "day"),
    ("on 05/06/2015 in", "05/06/2015", "2015-05-06", "2015-06-05", "undecided"),
    ("am 05.06.2015 in", "05.06.2015", "2015-06-05", "2015-06-05", "day"),
    ("2015-05-21T14:05:00+03:00", "2015-05-21T14:05:00+03:00", "2015-05-21", "2015-05-21", "time"),
    ("May 21-23, 2015", "May 21-23, 2015", "2015-05-21", "2015-05-23", "days"),
    ("since May 2015", "May 2015", "2015-05-01", "2015-05-31", "month"),
    ("in 2014, Osk", "2014", "2014-01-01", "2014-12-31", "year"),
    ("by Feb. 29, 2016", "Feb. 29, 2016", "2016-02-29", "2016-02-29", "day"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31", "day"),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest", "precision"), PRINTED)
def test_a_printed_date_is_found_in_its_place(
    text: str, words: str, earliest: str, latest: str, precision: str
) -> None:
    [found] = dates_of(text)
    assert text[found.start : found.end] == words
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00", "2015-02-30", "99/99/9999", "a 2,000-strong crowd", "you may 12 of them",
        "1.2.3.4", "$2015", "No. 20151", "score 3-2", "",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert list(dates_of(text)) == []


def test_a_date_without_a_year_keeps_what_is_printed() -> None:
    [found] = dates_of("on Thursday, May 21 the ferry")
    assert (found.earliest, found.month, found.day, found.weekday) == (None, 5, 21, 4)


def test_the_order_of_figures_can_be_settled() -> None:
    assert next(dates_of("05/06/2015", order="day-first")).earliest == "2015-06-05"
    assert next(dates_of("05/06/2015", order="month-first")).earliest == "2015-05-06"


def test_times_and_zones_stay_as_printed() -> None:
    [found] = dates_of("May 21, 2015 at 11:30 p.m. EDT")
    assert (found.earliest, found.clock, found.zone) == ("2015-05-21", "23:30", "EDT")


@pytest.mark.parametrize(
    ("url", "earliest"),
    [
        ("https://osk.example/2015/05/21/ferry", "2015-05-21"),
        ("https://osk.example/2015/may/21/ferry", "2015-05-21"),
        ("https://osk.example/ferry-20150521.html", "2015-05-21"),
        ("https://osk.example/2015/05/ferry", "2015-05-01"),
        ("https://osk.example/world-52241221", None),
        ("https://osk.example/2015/13/45/ferry", None),
        ("https://osk.example/press/2015/150521_ferry.html", "2015-05-21"),
        ("https://osk.example/press/150521_ferry.html", None),
        ("https://osk.example/2015/0521/ferry", "2015-05-21"),
    ],
)
def test_an_address_may_hold_a_day(url: str, earliest: str | None) -> None:
    found = date_in_address(url)
    assert (found.earliest if found else None) == earliest


@pytest.mark.parametrize(
    ("value", "earliest"),
    [
        ("Thu, 21 May 2015 14:05:00 GMT", "2015-05-21"),
        ("20150521", "2015-05-21"),
        ("1432215900", "2015-05-21"),
        ("1432215900000", "2015-05-21"),
        ("21. Mai 2015", "2015-05-21"),
        ("2015-05-21T14:05:00.000Z", "2015-05-21"),
        ("2015-05-21 14:05", "2015-05-21"),
        ("2015-02-30T14:05:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_value_for_programs_is_read(value: str, earliest: str | None) -> None:
    found = stated_date(value)
    assert (found.earliest if found else None) == earliest


@given(st.text(alphabet=st.sampled_from("0123456789/-. :TMaySun,May 年月日'"), max_size=80))
def test_every_date_reads_back_and_nothing_raises(text: str) -> None:
    end = 0
    for found in dates_of(text, abroad=True):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
    date_in_address(text)
    stated_date(text)


@pytest.mark.parametrize("piece", ["2015-", "May ", "1/1/", "12.", "Monday, ", "9"])
def test_a_long_line_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    for _ in dates_of(text, abroad=True):
        pass
    assert time.perf_counter() - began < 20

"""Days, hours and years as figures: two of one event are told like two numbers of one thing.

A day that is known is compared with a day that is known, a weekday of an undated article with
another weekday, an hour with an hour, and a year that stands alone with a year: each has a unit of
its own. A day that only says when somebody spoke ("said on Tuesday") is no day of what he said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.figures import Figure
from secondsource.language import language
from secondsource.records import Quantity, Span, TimeMention

DAY, WEEKDAY, DATE, HOUR, YEAR = "@day", "@weekday", "@date", "@hour", "@year"
# Hours are often told to the quarter; so many minutes either way are no difference.
_QUARTER = 15
_CUED = 32
_ZONES = re.compile(r"\b(?:GMT|UTC|Coordinated)\b|:\d\d\s[A-Z]{3,4}\b")


def dated_in(text: str, passage: Span, times: Sequence[TimeMention]) -> Iterator[Figure]:
    """Give the days, hours and years of a passage as figures.

    >>> text = "The mill burnt down on 14 March."
    >>> time = TimeMention(Span("p", 23, 31), "2024-03-14", "2024-03-14", "published", "DATE", "")
    >>> [(one.unit, one.amount) for one in dated_in(text, Span("p", 0, len(text)), (time,))]
    [('@day', 738959)]
    """
    for time in times:
        words = text[time.span.start : time.span.end + len(" GMT")]
        if (
            time.span.within(passage)
            and not _ZONES.search(words)
            and not _of_the_telling(text, passage, time.span)
        ):
            for unit, low, high in _values(time):
                shown = Quantity(time.span, low, high, unit, low)
                yield Figure(time.span, low, high, low, unit, shown, measured=True)


def _values(time: TimeMention) -> Iterator[tuple[str, float, float]]:
    clock = re.search(r"T(\d\d)(?::(\d\d))?$", time.value)
    if time.type == "TIME" and clock:
        minute = int(clock[1]) * 60 + int(clock[2] or 0)
        yield HOUR, minute - _QUARTER, minute + _QUARTER
    if time.type not in ("DATE", "TIME"):
        return
    if time.earliest and time.latest and time.earliest[:10] == time.latest[:10]:
        day = date.fromisoformat(time.earliest[:10]).toordinal()
        yield DAY, day, day
    elif week := re.fullmatch(r"XXXX-WXX-(\d)", time.value):
        yield WEEKDAY, int(week[1]), int(week[1])
    elif month := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", time.value):
        yield DATE, int(month[1]) * 31 + int(month[2]), int(month[1]) * 31 + int(month[2])
    elif re.fullmatch(r"\d{4}", time.value) and time.anchor == "absolute":
        yield YEAR, int(time.value), int(time.value)


@cache
def _cues(code: str = "en") -> re.Pattern[str]:
    return no_case(rf"\b{any_of(language(code).table('quotations.cues'))}\b[^,.;]{{0,14}}$")


def _of_the_telling(text: str, passage: Span, at: Span) -> bool:
    """Say whether a day is when somebody spoke."""
    return bool(_cues().search(text[max(passage.start, at.start - _CUED) : at.start]))

"""Time expressions of one passage, in symbols: what is printed, not yet the days it means.

A ``Phrase`` depends on its passage alone, so it can be cached with it and bound to each
article's own day by ``times.py``. Absolute dates come from the almanac, the other forms from
``timeforms.py``; of two that start together the longer one is taken, and a day and its hour
become one expression.
"""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.almanac import WrittenDate, dates_of
from secondsource.extract.timeforms import formed
from secondsource.extract.timephrases import Phrase, is_ahead, part_of


def phrases_of(text: str) -> tuple[Phrase, ...]:
    """Give the time expressions of a passage, in order, never touching; places are in ``text``.

    >>> [(p.shape, p.value) for p in phrases_of("It sank last weekend, 3 years after 2012.")]
    [('unit', 'W-WE'), ('plain', 'P3Y'), ('fixed', '2012')]
    """
    written = [one for one in (_dated(text, day) for day in dates_of(text)) if one]
    found = sorted(written + formed(text), key=lambda one: (one.start, -one.end))
    return tuple(_joined(text, found))


# -- absolute dates, and what stands before them --------------------------------------------

_PART = re.compile(
    r"\b(?P<part>early|mid|late|(?:the )?(?:start|beginning|end|middle) of|(?:early|late) in)[ -]$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|before|after|between|and|during|for|early|mid|late"
    r"|the|year|than|through|around|circa|summer|spring|autumn|winter|fall|that|his|her|its|their"
    r"|our|a|an|back|season|election|on)[ -]|[(\[,‘’'“\"–]\s?|^|['’]s )$",
    re.IGNORECASE,
)
# Before a number of things rather than a year: "more than 2014 homes", "2014 homes".
_COUNTING = re.compile(r"(?:than|to|on|and|^|[(,\[])\s?$")
_COUNTED = re.compile(r"[ \n](?!years\b)[a-z]{3,}s\b")


def _dated(text: str, one: WrittenDate) -> Phrase | None:
    if one.precision == "year":
        return _year(text, one)
    before = _PART.search(text, max(0, one.start - 20), one.start)
    part = part_of(before["part"]) if before and one.precision == "month" else ""
    start = before.start() if before and part else one.start
    ahead = is_ahead(text, start, one.end)
    hour = f"T{one.clock}" if one.clock else ""
    if one.earliest is None:
        return Phrase(
            start, one.end, "TIME" if hour else "DATE", "day", hour=hour, month=one.month or 0,
            day=one.day or 0, last_day=_last_day(text, one), weekday=one.weekday or 0, ahead=ahead,
        )  # fmt: skip
    value = one.earliest[:7] if one.precision == "month" else one.earliest + hour
    if one.precision in ("days", "undecided"):
        value = f"{one.earliest}/{one.latest}"
    return Phrase(
        start, one.end, "TIME" if hour else "DATE", "fixed", value, one.earliest, one.latest,
        part=part, hour=hour,
    )  # fmt: skip


def _last_day(text: str, one: WrittenDate) -> int:
    if one.precision != "days":
        return 0
    return max(int(figure) for figure in re.findall(r"\d\d?", text[one.start : one.end]))


def _year(text: str, one: WrittenDate) -> Phrase | None:
    year = text[one.start : one.end]
    if not "1400" < year < "2101":
        return None
    if not _YEAR_BEFORE.search(text, max(0, one.start - 12), one.start):
        return None
    counted = _COUNTED.match(text, one.end)
    if counted and (year[2:] == "00" or _COUNTING.search(text, max(0, one.start - 6), one.start)):
        return None
    if text[one.end : one.end + 1] in ("-", "–") and text[one.end + 1 : one.end + 2].isdigit():
        return None
    before = _PART.search(text, max(0, one.start - 20), one.start)
    part = part_of(before["part"]) if before else ""
    start = before.start() if before else one.start
    return Phrase(start, one.end, "DATE", "fixed", year, one.earliest, one.latest, part=part)


# -- a day and its hour are one expression --------------------------------------------------

_GLUE = re.compile(r",?\s+(?:at|on|around|about|by|in the)?\s*|,\s*")
_DAYS = frozenset({"fixed", "day", "weekday", "offset"})


def _joined(text: str, phrases: list[Phrase]) -> list[Phrase]:
    joined: list[Phrase] = []
    for one in phrases:
        if joined and one.start < joined[-1].end:
            continue
        if joined and _one_time(text, joined[-1], one):
            first = joined.pop()
            day, clock = (first, one) if one.shape == "clock" else (one, first)
            whole = replace(day, start=first.start, end=one.end, type="TIME", hour=clock.hour)
            if day.type == "SET":
                whole = replace(whole, type="SET", value=day.value.removesuffix("P1D") + clock.hour)
                joined.append(replace(whole, hour=""))
                continue
            joined.append(replace(whole, value=whole.value + clock.hour if whole.value else ""))
        else:
            joined.append(one)
    return joined


def _one_time(text: str, first: Phrase, one: Phrase) -> bool:
    if (first.shape == "clock") == (one.shape == "clock"):
        return False
    day = first if one.shape == "clock" else one
    if day.type == "SET":
        daily = day.value == "P1D" or day.value.startswith("XXXX-WXX-")
        return daily and bool(_GLUE.fullmatch(text, first.end, one.start))
    whole = day.shape != "fixed" or day.earliest == day.latest
    free = day.shape in _DAYS and not day.hour and whole and day.type == "DATE"
    return free and day.unit in ("", "D") and bool(_GLUE.fullmatch(text, first.end, one.start))

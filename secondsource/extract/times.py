"""Time expressions of an article with the days they denote.

Here the symbols of ``timewords`` are bound to days: to the article's own day ("on Thursday",
"last weekend"), to the expression before ("a week later"), or to nothing where no day is
known; then both ends are None and the value keeps what is printed (``XXXX-WXX-4``).

A time is an interval. When the day of publication is itself an interval, every expression is
bound to its first and to its last day, and what is denoted lies between the two. A weekday or
month without more is the nearest one that is not later than the report, its own day counting,
unless the words before it say that it is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from secondsource.almanac import day_of, month_of
from secondsource.extract.timephrases import LAST_DAYS, SECTIONS, Phrase
from secondsource.extract.timewords import phrases_of
from secondsource.records import Article, Dating, Page, Passage, Span, TimeMention

Days = tuple[date, date]
Anchor = Literal["absolute", "published", "text", "unknown"]

_REFERENCE = 7  # days: a wider expression is not what "the next day" is counted from
_SOON, _LONG_AGO = 30, 180  # days: a date without a year is ahead if it is soon, or was long ago
# What a number that is not given stands for: "days ago" is not one and not a month.
_VAGUE = {
    "D": (2, 9), "W": (2, 8), "2W": (2, 4), "M": (2, 11), "3M": (2, 4), "Y": (2, 10), "10Y": (2, 9),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """The days that expressions are counted from: of publication, and of the one before."""

    published: Days | None
    before: Days | None = None


def times_of(page: Page, article: Article, passages: Sequence[Passage]) -> tuple[TimeMention, ...]:
    """Give the time expressions of an article's headline and body, in order, with their days.

    Prepositions stay outside the span, as in TIMEX3. Errors: none.

    >>> page = Page("p1", "a.txt", "The ferry sank last weekend.")
    >>> story = Article("p1", "f", published=Dating("2015-05-21", "2015-05-21", 0.9))
    >>> [time] = times_of(page, story, (Passage(Span("p1", 0, 28), "k", 0),))
    >>> page[time.span], time.earliest, time.latest, time.value
    ('last weekend', '2015-05-16', '2015-05-17', '2015-W20-WE')
    """
    known = _Known(_days(article.published))
    found: list[TimeMention] = []
    for passage in sorted(passages, key=lambda one: one.span):
        text = page.text[passage.span.start : passage.span.end]
        for phrase in phrases_of(text):
            days, anchor = _bound(phrase, known)
            span = Span(page.id, passage.span.start + phrase.start, passage.span.start + phrase.end)
            found.append(_mention(span, phrase, days, anchor))
            if days and _is_reference(phrase, days):
                known = _Known(known.published, days)
    return tuple(found)


def _days(dating: Dating) -> Days | None:
    if dating.earliest is None or dating.latest is None:
        return None
    try:
        return date.fromisoformat(dating.earliest[:10]), date.fromisoformat(dating.latest[:10])
    except ValueError:
        return None


def _is_reference(phrase: Phrase, days: Days) -> bool:
    return (
        phrase.type in ("DATE", "TIME")
        and phrase.shape != "clock"
        and days[1] - days[0] <= timedelta(days=_REFERENCE)
    )


def _mention(span: Span, phrase: Phrase, days: Days | None, anchor: Anchor) -> TimeMention:
    value = _value(phrase, days)
    if days is None:
        return TimeMention(span, None, None, anchor, phrase.type, value)
    first, last = days[0].isoformat(), days[1].isoformat()
    return TimeMention(span, first, last, anchor, phrase.type, value)


# -- what an expression is counted from -----------------------------------------------------


def _bound(phrase: Phrase, known: _Known) -> tuple[Days | None, Anchor]:
    if phrase.shape == "fixed":
        return _fixed(phrase), "absolute"
    if phrase.shape == "plain":
        return None, "unknown"
    base, anchor = _base(phrase, known)
    if base is None:
        return None, "unknown"
    days = _between(phrase, base)
    return (days, anchor) if days else (None, "unknown")


def _base(phrase: Phrase, known: _Known) -> tuple[Days | None, Anchor]:
    if phrase.shape == "clock":
        return known.before, "text"
    if not phrase.of_text:
        return known.published, "published"
    if known.before is not None:
        return known.before, "text"
    backwards = (phrase.shift or 0) < 0
    return (known.published if backwards else None), "published"


def _between(phrase: Phrase, base: Days) -> Days | None:
    try:
        first, last = (_BINDERS[phrase.shape](phrase, day) for day in base)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None
    if first is None or last is None:
        return None
    return min(first[0], last[0]), max(first[1], last[1])


def _fixed(phrase: Phrase) -> Days | None:
    if phrase.earliest is None or phrase.latest is None:
        return None
    last = date.fromisoformat(_possible(phrase.latest))
    return _part_of(phrase.part, (date.fromisoformat(_possible(phrase.earliest)), last))


def _possible(day: str) -> str:
    return day if day[5:] != "02-29" or day_of(int(day[:4]), 2, 29) else f"{day[:4]}-02-28"


# -- binders, one a shape -------------------------------------------------------------------


def _part_of(part: str, days: Days) -> Days:
    """Give the first, middle or last part of an interval: thirds, as "early" May is the 1-10."""
    length = (days[1] - days[0]).days + 1
    if 365 <= length <= 366:
        year = days[0].year
        cuts = [date(year, 5, 1), date(year, 9, 1)]
    else:
        cuts = [days[0] + timedelta(days=length * step // 3) for step in (1, 2)]
    eve = timedelta(days=1)
    parts = {"START": (days[0], cuts[0] - eve), "MID": (cuts[0], cuts[1] - eve)}
    return (cuts[1], days[1]) if part == "END" else parts.get(part, days)


def _weekday(phrase: Phrase, day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    this = monday + timedelta(days=phrase.weekday - 1)
    if phrase.shift is not None:
        found = this + timedelta(days=7 * phrase.shift)
        # On a Sunday "last Thursday" is that of the same week; on a Friday it is not.
        nearest = 0 if phrase.unit == "PAST" else 2
        if phrase.shift == -1 and phrase.unit != "W" and (day - this).days > nearest:
            found = this
        return found, found
    steps = (phrase.weekday - 1 - day.weekday()) % 7
    found = day + timedelta(days=steps if phrase.ahead or steps == 0 else steps - 7)
    return found, found


def _day(phrase: Phrase, day: date) -> Days | None:
    years = (day.year - 1, day.year, day.year + 1)
    found = [d for year in years if (d := day_of(year, phrase.month, phrase.day))]
    past = [d for d in found if d <= day]
    future = [d for d in found if d >= day]
    chosen = _nearest(past, future, day, ahead=phrase.ahead)
    if phrase.weekday:
        named = [d for d in found if d.isoweekday() == phrase.weekday]
        chosen = min(named, key=lambda d: abs((d - day).days)) if named else chosen
    if chosen is None:
        return None
    last = day_of(chosen.year, phrase.month, phrase.last_day) if phrase.last_day else None
    return chosen, last or chosen


def _nearest(
    past: Sequence[date], future: Sequence[date], day: date, *, ahead: bool
) -> date | None:
    before, after = (past[-1] if past else None), (future[0] if future else None)
    if before is None or after is None:
        return before or after
    soon = (after - day).days <= _SOON and (day - before).days > _LONG_AGO
    return after if (ahead and (after - day).days < 2 * _LONG_AGO) or soon else before


def _month(phrase: Phrase, day: date) -> Days | None:
    year = day.year
    if phrase.shift == -1:
        year -= phrase.month >= day.month
    elif phrase.shift == 1:
        year += phrase.month <= day.month
    elif phrase.shift is None and phrase.ahead:
        year += phrase.month < day.month
    elif phrase.shift is None:
        year -= phrase.month > day.month
    days = month_of(year, phrase.month)
    return _part_of(phrase.part, days) if days else None


def _unit(phrase: Phrase, day: date) -> Days | None:
    shift = phrase.shift or 0
    if phrase.unit == "WE" and phrase.shift is None and not phrase.ahead:
        shift = 0 if day.isoweekday() > 5 else -1  # "the weekend" that has begun
    if phrase.unit in SECTIONS:
        return _section(phrase, day, shift)
    days = _calendar(phrase.unit, day, shift)
    if days is None:
        return None
    if phrase.part == "EARLIER":
        return days[0], max(days[0], min(day, days[1]))
    if phrase.part == "LATER":
        return min(days[1], max(day, days[0])), days[1]
    return _part_of(phrase.part, days)


def _calendar(unit: str, day: date, shift: int) -> Days | None:
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * shift)
    if unit == "W":
        return monday, monday + timedelta(days=6)
    if unit == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "M":
        months = day.year * 12 + day.month - 1 + shift
        return month_of(months // 12, months % 12 + 1)
    if unit == "2W":
        return monday + timedelta(days=7 * shift), monday + timedelta(days=7 * shift + 13)
    if unit == "3M":
        quarters = day.year * 4 + (day.month - 1) // 3 + shift
        return _of_year(f"Q{quarters % 4 + 1}", quarters // 4)
    years = {"Y": 1, "10Y": 10, "100Y": 100}[unit]
    first = (day.year // years + shift) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _section(phrase: Phrase, day: date, shift: int) -> Days | None:
    """Give a season, quarter or half: the last one over, the one of this year, the next."""
    if phrase.unit[0] in "QH":
        return _of_year(phrase.unit, day.year + shift)
    years = [_of_year(phrase.unit, day.year + step) for step in (-2, -1, 0, 1)]
    over = [days for days in years if days[1] < day]
    coming = [days for days in years if days[0] > day]
    found = {-1: over[-1:], 1: coming[:1], 0: years[2:3]}[shift]
    return _part_of(phrase.part, found[0]) if found else None


def _of_year(unit: str, year: int) -> Days:
    first, last = SECTIONS[unit]
    final = year + (last < first)
    return date(year, first, 1), date(final, last, LAST_DAYS[last - 1])


def _offset(phrase: Phrase, day: date) -> Days | None:
    if phrase.unit[0] == "T":
        return _hours_off(phrase, day)
    if phrase.count is None:
        return _vaguely(phrase, day)
    count = phrase.count
    if phrase.unit == "D":
        found = day + timedelta(days=int(count))
        return found, found
    if phrase.unit in ("W", "2W"):
        middle = day + timedelta(days=int(count * (7 if phrase.unit == "W" else 14)))
        return middle - timedelta(days=3), middle + timedelta(days=3)
    if phrase.unit == "M":
        months = day.year * 12 + day.month - 1 + int(count)
        return month_of(months // 12, months % 12 + 1)
    return _calendar("Y" if phrase.unit == "Y" else phrase.unit, day, int(count))


def _hours_off(phrase: Phrase, day: date) -> Days:
    hours = 24.0 if phrase.count is None else phrase.count
    reach = timedelta(days=int(abs(hours) + 12) // 24 if phrase.unit == "TH" else 0)
    return (day - reach, day) if (phrase.shift or 0) < 0 else (day, day + reach)


def _vaguely(phrase: Phrase, day: date) -> Days | None:
    few, many = _VAGUE.get(phrase.unit, (2, 9))
    sign = phrase.shift or -1
    ends = sorted((_moved(day, phrase.unit, sign * few), _moved(day, phrase.unit, sign * many)))
    return ends[0], ends[1]


def _moved(day: date, unit: str, count: float) -> date:
    """Move a day by whole units; the last of the month stands for a day it has not."""
    if unit == "D":
        return day + timedelta(days=int(count))
    if unit in ("W", "2W"):
        return day + timedelta(days=int(count * (7 if unit == "W" else 14)))
    months = day.year * 12 + day.month - 1 + int(count * _MONTHS[unit])
    days = month_of(months // 12, months % 12 + 1)
    if days is None:
        raise OverflowError
    return min(days[1], days[0] + timedelta(days=day.day - 1))


_MONTHS = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}


def _stretch(phrase: Phrase, day: date) -> Days:
    sign = phrase.shift or -1
    if phrase.unit[0] == "T":
        return _hours_off(phrase, day)
    count = phrase.count if phrase.count is not None else _VAGUE.get(phrase.unit, (2, 9))[1]
    ends = sorted((day, _moved(day, phrase.unit, sign * count)))
    return ends[0], ends[1]


def _clock(phrase: Phrase, day: date) -> Days:
    return day, day


_BINDERS: Mapping[str, Callable[[Phrase, date], Days | None]] = {
    "weekday": _weekday,
    "day": _day,
    "month": _month,
    "unit": _unit,
    "offset": _offset,
    "stretch": _stretch,
    "clock": _clock,
}

# -- values ---------------------------------------------------------------------------------


def _value(phrase: Phrase, days: Days | None) -> str:
    """Write the TIMEX3 value; what is not known stands as X."""
    if phrase.shape in ("fixed", "plain", "stretch"):
        return phrase.value
    return _VALUES[phrase.shape](phrase, days) + phrase.hour


def _day_value(phrase: Phrase, days: Days | None) -> str:
    if days is not None and days[0] == days[1]:
        return days[0].isoformat()
    if phrase.shape == "day":
        return f"XXXX-{phrase.month:02}-{phrase.day:02}"
    if phrase.shape == "weekday":
        return f"XXXX-WXX-{phrase.weekday}"
    return "XXXX-XX-XX"


def _month_value(phrase: Phrase, days: Days | None) -> str:
    if days is not None and days[0].strftime("%Y-%m") == days[1].strftime("%Y-%m"):
        return f"{days[0].year:04}-{days[0].month:02}"
    return f"XXXX-{phrase.month:02}"


def _unit_value(phrase: Phrase, days: Days | None) -> str:
    unit = phrase.unit
    if unit in SECTIONS:
        return f"{days[0].year:04}-{unit}" if days else f"XXXX-{unit}"
    if unit in ("W", "WE", "2W"):
        ending = "-WE" if unit == "WE" else ""
        if days is None or days[0].isocalendar()[:2] != days[1].isocalendar()[:2]:
            return f"XXXX-WXX{ending}"
        year, week, _ = days[0].isocalendar()
        return f"{year:04}-W{week:02}{ending}"
    if unit == "3M" and days is not None:
        return f"{days[0].year:04}-Q{(days[0].month + 2) // 3}"
    if days is None:
        return {"M": "XXXX-XX", "Y": "XXXX", "10Y": "XXX", "100Y": "XX"}.get(unit, "XXXX")
    return _within(unit, days)


def _within(unit: str, days: Days) -> str:
    first, last = days[0].isoformat(), days[1].isoformat()
    length = {"M": 7, "Y": 4, "10Y": 3, "100Y": 2}[unit]
    return first[:length] if first[:length] == last[:length] else "XXXX-XX"[:length]


def _offset_value(phrase: Phrase, days: Days | None) -> str:
    if phrase.unit == "D" and phrase.count is not None:
        return _day_value(phrase, days)
    if days is not None and phrase.count is not None:
        if phrase.unit in ("W", "2W"):
            year, week, _ = (days[0] + (days[1] - days[0]) // 2).isocalendar()
            return f"{year:04}-W{week:02}"
        if phrase.unit in ("M", "Y", "10Y", "100Y"):
            return _within(phrase.unit, days)
    return phrase.value


_VALUES: Mapping[str, Callable[[Phrase, Days | None], str]] = {
    "day": _day_value,
    "weekday": _day_value,
    "clock": lambda _, days: days[0].isoformat() if days and days[0] == days[1] else "",
    "month": _month_value,
    "unit": _unit_value,
    "offset": _offset_value,
}

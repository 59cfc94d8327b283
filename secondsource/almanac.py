"""The grammar of written dates, which reading and extracting share.

Here live the forms in which a day is printed - ``2015-05-21``, ``21 May 2015``, ``May 21``,
``21.05.2015``, ``May 2015``, ``2015``, with a time and a zone or without - and the forms that
addresses and machines use. Nothing here knows what a date is the date *of*.

One compiled expression finds every form; whichever stands first in the text wins, the longest
form first. What is not a day (the 31st of June, the year 0) is not found, and nothing raises.
A day whose order cannot be known (05/06/2015) is an interval from its one reading to its other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from typing import Literal

from secondsource.language import language

Precision = Literal["time", "day", "days", "undecided", "month", "year"]
Order = Literal["day-first", "month-first"]


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is printed, with the days it may mean, inclusive, as ISO strings.

    ``start`` and ``end`` are its place in the text. Without a printed year ``earliest`` and
    ``latest`` are None, and ``month`` and ``day`` say what is printed. ``clock`` is the printed
    time (``14:05``), ``zone`` the printed zone (``+02:00``, ``GMT``); zones are never converted.
    ``weekday`` counts from Monday = 1.
    """

    start: int
    end: int
    earliest: str | None
    latest: str | None
    precision: Precision
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str | None = None
    zone: str | None = None


_CLOCK = re.compile(
    r"(?:T|(?:\s*[,|·•(–-])?\s*(?:(?:at|um|à|@|,)\s*)?)"
    r"(?:(?P<h>[01]?\d|2[0-4])[:.h](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap])(?:\.\s?m\b\.?|m\b))?|(?P<h12>1[0-2]|0?[1-9])\s?(?P<half12>[ap])(?:\.\s?m\b\.?|m\b))(?!\d)"
    r"(?:\s?(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-]\d\d:?\d\d\b|[A-Z]{2,4}T\b|GMT\b|UTC\b|Uhr\b))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>19[89]\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:T?(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)(?:[0-5]\d)?)?(?!\d)"
)
# What most fields hold; read without the grammar, which takes ten times as long.
_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"
    r"(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?P<s>:[0-5]\d)?(?:[.,]\d{1,9})?"
    r"\s?(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d\d:?\d\d\b)?)?",
    re.ASCII,
)
# Six figures are a day only where the address names their year as well.
_SHORT = re.compile(
    r"(?<!\d)(?P<y>\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII
)
_EPOCH = re.compile(r"1[0-9]{9}(?:\d{3})?(?!\d)")


def day_of(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar, or None where there is no such day.

    >>> day_of(2015, 2, 28), day_of(2015, 2, 30), day_of(0, 1, 1)
    (datetime.date(2015, 2, 28), None, None)
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def month_of(year: int, month: int) -> tuple[date, date] | None:
    """Give the first and last day of a month, or None where there is no such month."""
    first = day_of(year, month, 1)
    if first is None:
        return None
    return first, first.replace(day=monthrange(year, month)[1])


@cache
def _words(code: str, kind: str, abroad: bool) -> Mapping[str, int]:
    pack = language(code)
    own = pack.table(f"calendar.{kind}")
    if not abroad:
        return own
    others = pack.groups(f"calendar.abroad.{kind}")
    return {**{word: own[name] for word, name in others.items()}, **own}


@cache
def _grammar(code: str, abroad: bool) -> re.Pattern[str]:
    def any_of(kind: str) -> str:
        # Parted by their first letter: a search then tries forty letters, not two hundred words.
        words = sorted(_words(code, kind, abroad), key=lambda word: (word[0], -len(word), word))
        return "|".join(
            f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})"
            for first, group in groupby(words, key=lambda word: word[0])
        )

    month, weekday = any_of("months"), any_of("weekdays")
    return re.compile(
        rf"""
        # Fails at once where neither a figure nor one of the words begins: ten times as fast.
        (?<![A-Za-z\u00ad\u00c0-\u024f\u0400-\u04ff0-9_])(?=\d|(?:{month}|{weekday})\b)
        (?:
        (?<![\d/.-])(?P<iso_y>\d{{4}})(?P<iso_s>[-/.])(?P<iso_m>\d\d?)(?P=iso_s)
          (?P<iso_d>\d\d?)(?![\d%]|[-/.]\d)
      | (?<![\d/.,-])(?P<num_a>\d\d?)(?P<num_s>[-/]|\.[ ]?|[ ][|/][ ])(?P<num_b>\d\d?)(?P=num_s)
          (?P<num_y>\d{{4}}(?:(?=\d\d?[./])|(?!\d))|\d\d(?!\d))(?!%|[-/.]\d)
      | (?<!\d)(?P<cjk_y>\d{{4}})\s?[年년]\s?(?P<cjk_m>\d\d?)\s?[月월]\s?(?P<cjk_d>\d\d?)\s?[日일]
      | (?:\b(?P<dmy_w>{weekday})\b\.?,?[ ]+(?:the[ ]+|den[ ]+|le[ ]+)?)?
        (?<![\d.,:/$£€-])(?P<dmy_d>\d\d?)
          (?:(?:st|nd|rd|th)?[ ]?(?:[-–]|to|and)[ ]?(?P<dmy_e>\d\d?))?
          (?:st|nd|rd|th|er|º|\.)?[\s-]?(?:of[ ]|de[ ])?[ ]?
          (?P<dmy_m>{month})\b\.?
          (?:,?[\s-]{{0,2}}(?:of[ ]|de[ ]|del[ ])?(?P<dmy_y>\d{{4}})(?:(?!\d)|(?=\d\d?[.])))?
      | (?:\b(?P<mdy_w>{weekday})\b\.?,?[ ]+)?
        \b(?P<mdy_m>{month})\b\.?[\s-]{{0,2}}(?P<mdy_d>\d\d?)(?:st|nd|rd|th)?(?![\d%]|[:.,]\d)
          (?:[ ]?(?:[-–]|to|and|through)[ ]?(?P<mdy_e>\d\d?)(?:st|nd|rd|th)?(?![\d%]|[:.,]\d))?
          (?:[ ]?,?[\s-]{{1,2}}(?P<mdy_y>\d{{4}})(?![\d%]|,\d))?
      | \b(?P<my_m>{month})\b\.?,?[ ]?(?:[ ]of|[ ]de)?[ ]?(?P<my_y>\d{{4}})(?![\d%]|,\d)
      | (?<![\d.,/:$£€#-])(?P<y>[12]\d{{3}})(?![\w%]|[.,:/]\d)
        )
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def dates_of(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    order: Order | None = None,
    abroad: bool = False,
) -> Iterator[WrittenDate]:
    """Yield the dates printed in ``text[start:end]``, in order, never touching.

    ``order`` settles figures such as 05/06/2015; ``abroad`` also reads the months of other
    languages. Errors: none.

    >>> [(d.earliest, d.latest) for d in dates_of("From May 2015 to 3 June 2016.")]
    [('2015-05-01', '2015-05-31'), ('2016-06-03', '2016-06-03')]
    """
    stop = len(text) if end is None else min(end, len(text))
    at = start
    grammar = _grammar("en", abroad)
    while found := grammar.search(text, at, stop):
        written = _written(found, order, abroad)
        if written is None:
            at = max(found.start() + 1, _past_digits(text, found.start()))
            continue
        if written.precision in ("day", "undecided"):
            written = _with_clock(text, written, stop)
        yield written
        at = written.end


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _written(found: re.Match[str], order: Order | None, abroad: bool) -> WrittenDate | None:
    kind = (found.lastgroup or "y").split("_")[0]
    get = found.groupdict()
    if kind in ("iso", "cjk"):
        return _single(found, _figure(get, f"{kind}_y"), get[f"{kind}_m"], get[f"{kind}_d"])
    if kind == "num":
        return _in_figures(found, order)
    if kind == "y":
        return _year(found)
    name = get[f"{kind}_m"]
    if name.islower() and name in language("en").terms("calendar.need_capital"):
        return None
    month = _words("en", "months", abroad)[name.lower()]
    if kind == "my":
        return _month(found, _figure(get, "my_y"), month)
    named = get[f"{kind}_w"]
    weekday = _words("en", "weekdays", abroad)[named.lower()] if named else None
    year = int(get[f"{kind}_y"]) if get[f"{kind}_y"] else None
    last = int(get[f"{kind}_e"]) if get[f"{kind}_e"] else None
    return _day(found, (year, month, int(get[f"{kind}_d"])), last, weekday)


def _figure(groups: Mapping[str, str], name: str) -> int:
    return int(groups[name])


def _single(found: re.Match[str], year: int, month: str, day: str) -> WrittenDate | None:
    return _day(found, (year, int(month), int(day)), None, None)


def _day(
    found: re.Match[str],
    parts: tuple[int | None, int, int],
    last: int | None,
    weekday: int | None,
) -> WrittenDate | None:
    year, month, day = parts
    # A full stop after a month that ends the date is the sentence's.
    place = (found.start(), found.end() - found.group().endswith("."))
    # A leap year stands in where none is printed, so that 29 February is a day.
    first = day_of(2000 if year is None else year, month, day)
    if first is None:
        return None
    final = first
    if last is not None:
        ending = day_of(first.year, month, last)
        if ending is None or ending <= first:
            return None
        final = ending
    precision: Precision = "day" if last is None else "days"
    if year is None:
        return WrittenDate(*place, None, None, precision, month, day, weekday)
    return WrittenDate(*place, first.isoformat(), final.isoformat(), precision, month, day, weekday)


def _month(found: re.Match[str], year: int, month: int) -> WrittenDate | None:
    days = month_of(year, month)
    if days is None:
        return None
    return WrittenDate(*found.span(), days[0].isoformat(), days[1].isoformat(), "month", month)


def _year(found: re.Match[str]) -> WrittenDate:
    year = found["y"]
    return WrittenDate(*found.span(), f"{year}-01-01", f"{year}-12-31", "year")


def _in_figures(found: re.Match[str], order: Order | None) -> WrittenDate | None:
    a, b, written = int(found["num_a"]), int(found["num_b"]), found["num_y"]
    year = int(written) if len(written) == 4 else int(written) + (1900 if written > "69" else 2000)
    by_day, by_month = day_of(year, b, a), day_of(year, a, b)
    if order == "month-first" and by_month and "." not in found["num_s"]:
        by_day = by_month
    elif order == "day-first" or "." in found["num_s"] or by_month is None:
        by_month = by_day or by_month
    days = sorted(day for day in (by_day or by_month, by_month) if day)
    if not days:
        return None
    if days[0] != days[-1]:
        return WrittenDate(*found.span(), days[0].isoformat(), days[-1].isoformat(), "undecided")
    day = days[0]
    return WrittenDate(*found.span(), day.isoformat(), day.isoformat(), "day", day.month, day.day)


def _with_clock(text: str, written: WrittenDate, stop: int) -> WrittenDate:
    found = _CLOCK.match(text, written.end, stop)
    clock = clock_of(found) if found else None
    if found is None or clock is None:
        return written
    return WrittenDate(
        written.start,
        found.end(),
        written.earliest,
        written.latest,
        "time" if written.precision == "day" else written.precision,
        written.month,
        written.day,
        written.weekday,
        clock,
        found["zone"],
    )


def clock_of(found: re.Match[str]) -> str | None:
    """Give the ISO time of a matched clock (groups h, m, s, half, h12, half12), or None."""
    hour = int(found["h"] or found["h12"])
    half = (found["half"] or found["half12"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    if found["h12"]:
        return f"{hour:02}"
    return f"{hour:02}:{found['m']}" + (f":{found['s']}" if found["s"] else "")


# -- addresses and machines -----------------------------------------------------------------

_ADDRESS = re.compile(
    r"/(?P<y>19[89]\d|20\d\d)[/-](?P<m>\d\d?|[a-z]{3,9})(?:[/-](?P<d>\d\d?)(?=[/._-]|$))?(?=[/._-]|$)"
    r"|/(?P<y4>20\d\d)/(?P<m4>[01]\d)(?P<d4>[0-3]\d)(?=[/._-])"
    r"|(?<!\d)(?P<y2>19[89]\d|20\d\d)[-_.](?P<m2>\d\d)[-_.](?P<d2>\d\d)(?!\d)"
    r"|(?<!\d)(?P<d3>\d\d)[-_.](?P<m3>\d\d)[-_.](?P<y3>20\d\d)(?!\d)",
    re.IGNORECASE,
)


def date_in_address(url: str) -> WrittenDate | None:
    """Give the date that an address holds, a day before a month; places are in the address.

    >>> date_in_address("https://gazette.example/2015/05/21/ferry").earliest
    '2015-05-21'
    >>> date_in_address("https://gazette.example/20150521-ferry").earliest
    '2015-05-21'
    """
    months: WrittenDate | None = None
    for found in _ADDRESS.finditer(url):
        written = _addressed(found)
        if written and written.precision == "day":
            return written
        months = months or written
    if compact := _COMPACT.search(url):
        day = _single(compact, int(compact["y"]), compact["m"], compact["d"])
        if day:
            return day
    return _short_day(url) or months


def _short_day(url: str) -> WrittenDate | None:
    for found in _SHORT.finditer(url):
        if re.search(rf"(?<!\d)20{found['y']}(?!\d)", url):
            return _single(found, 2000 + int(found["y"]), found["m"], found["d"])
    return None


def _addressed(found: re.Match[str]) -> WrittenDate | None:
    year = int(found["y"] or found["y2"] or found["y3"] or found["y4"])
    named = found["m"] or found["m2"] or found["m3"] or found["m4"]
    month = int(named) if named.isdigit() else _words("en", "months", False).get(named.lower(), 0)
    day = found["d"] or found["d2"] or found["d3"] or found["d4"]
    if not day:
        return _month(found, year, month)
    return _day(found, (year, month, int(day)), None, None)


def stated_date(value: str, *, order: Order | None = None) -> WrittenDate | None:
    """Give the first date of a value that a page or feed states for programs.

    Reads all printed forms, ``20150521`` and seconds or milliseconds since 1970 (in UTC).

    >>> stated_date("Thu, 21 May 2015 14:05:00 GMT").earliest
    '2015-05-21'
    >>> stated_date("1432215900").earliest
    '2015-05-21'
    """
    plain = value.strip()[:200]
    if iso := _ISO.match(plain):
        whole = _single(iso, int(iso["y"]), iso["m"], iso["d"])
        if whole:
            clock = f"{iso['clock']}{iso['s'] or ''}" if iso["clock"] else None
            exact: Precision = "time" if clock else "day"
            return replace(whole, precision=exact, clock=clock, zone=iso["zone"])
    if _EPOCH.match(plain):
        seconds = int(plain[:10])
        day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return WrittenDate(0, len(plain), day, day, "day")
    compact = _COMPACT.match(plain)
    if compact:
        whole = _single(compact, int(compact["y"]), compact["m"], compact["d"])
        if whole:
            return whole
    found = [one for one in dates_of(plain, order=order, abroad=True) if one.earliest]
    days = [one for one in found if one.precision in ("time", "day")]
    return next(iter(days or found), None)

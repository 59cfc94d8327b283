"""When something was said: the day that the telling prints, or else the day of the print.

The two are never mixed up. "Halas said on Tuesday" states a day; an article of Wednesday that
states none says only that it was said by then. A time expression belongs to the telling if it
stands in the clause of the reporting word: beside it or beside whoever speaks or is spoken to,
outside of what was said, with no other clause and not "since" or "until" between. What is left
in doubt is left out: the day of the print is late at worst, a wrong day of the telling is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secondsource.almanac import month_of, stated_date
from secondsource.errors import Misuse
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Quotation, Span, TimeMention
from secondsource.sentences import words_of
from secondsource.tell.desk import Desk

_FAR = 8  # words between a day and the telling; beyond, another verb stands between them
_COMMAS = 1
_WEEK = 7  # days
_PARTLY = re.compile(r"(\d{4})(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Day:
    """When something was said, inclusive, and how that is known.

    ``told``: the telling prints it, in the words of ``span``. ``printed``: the day of the
    article; it was said by then. ``unknown``: neither is known; ``span`` may hold a weekday
    whose week is not known.
    """

    how: Literal["told", "printed", "unknown"]
    earliest: str | None = None
    latest: str | None = None
    span: Span | None = None

    @property
    def order(self) -> tuple[str, str]:
        """Give what it is sorted by: the unknown last."""
        return (self.earliest or self.latest or "9999", self.latest or "9999")

    def within(self, since: str | None, until: str | None) -> bool:
        """Say whether it can lie between two days; an unknown day never does.

        >>> Day("told", "2024-03-14", "2024-03-16").within("2024-03-16", None)
        True
        """
        if self.earliest is None and self.latest is None:
            return False
        first, last = (self.earliest or "")[:10], (self.latest or "9999")[:10]
        return (since is None or last >= since) and (until is None or first <= until)


@dataclass(frozen=True, slots=True)
class Days:
    """The times and the quotations of a desk by their places, for finding days of tellings."""

    desk: Desk
    times: Laid[TimeMention]
    quotations: Laid[Quotation]

    @classmethod
    def of(cls, desk: Desk) -> Days:
        """Lay out the times and quotations of a desk."""
        accounts = desk.report.accounts
        times = [one for account in accounts for one in account.times]
        quotations = [one for account in accounts for one in account.quotations]
        return cls(
            desk,
            Laid.of(times, lambda one: one.span),
            Laid.of(quotations, lambda one: one.span),
        )

    def around(self, quotation: Quotation) -> list[Quotation]:
        """Give the quotations in which one is told ("Roos said that Orlov had promised")."""
        at = quotation.cue or quotation.span
        return [
            one
            for one in self.quotations.touching(at)
            if one.id != quotation.id and any(at.within(part) for part in content_of(one))
        ]

    def day_of(self, quotation: Quotation) -> Day:
        """Say when one print tells that something was said."""
        told = self._told(quotation)
        if told and told.earliest:
            return Day("told", told.earliest, told.latest, told.span)
        published = self.desk.accounts[quotation.span.page].article.published
        if published.earliest or published.latest:
            return Day("printed", published.earliest, published.latest)
        return Day("unknown", span=told.span if told else None)

    def _told(self, quotation: Quotation) -> TimeMention | None:
        """Give the time nearest to the reporting word that belongs to its clause."""
        if quotation.cue is None:
            return None
        sentence = self.desk.passage(quotation.cue)
        times = [one for one in self.times.touching(sentence) if self._may_be(one)]
        if not times:
            return None
        text = self.desk.accounts[quotation.span.page].page.text
        holding = {one.id for one in self.around(quotation)}
        own = [*_telling(quotation, sentence)]
        contents = [
            part
            for one in self.quotations.touching(sentence)
            if one.id not in holding
            for part in content_of(one)
        ]
        found = [
            (far, time)
            for time in times
            if not any(time.span.touches(part) for part in contents)
            if (far := _far(text, time.span, own, contents)) is not None
        ]
        return min(found, key=lambda pair: (pair[0], pair[1].span), default=(0, None))[1]

    def _may_be(self, time: TimeMention) -> bool:
        """Say whether a time is a day, and none that was still to come when it was printed."""
        if time.type not in ("DATE", "TIME"):
            return False
        published = self.desk.accounts[time.span.page].article.published.latest
        return not (published and time.earliest and time.earliest[:10] > published[:10])


def content_of(quotation: Quotation) -> Sequence[Span]:
    """Give the pieces of what was said."""
    return quotation.parts or (quotation.span,)


def _telling(quotation: Quotation, sentence: Span) -> Iterator[Span]:
    """Yield the words of the telling that stand in the sentence of the reporting word."""
    for one in (
        quotation.cue,
        quotation.speaker_span,
        quotation.addressee,
        quotation.via,
        quotation.occasion,
    ):
        if one is not None and one.touches(sentence):
            yield one


def _far(text: str, time: Span, own: Iterable[Span], contents: Iterable[Span]) -> int | None:
    """Count the words between a time and the telling; None if it is not of the telling."""
    parts = sorted(own)
    if any(time.within(part) for part in parts):
        return 0
    before = max((part for part in parts if part.end <= time.start), default=None)
    after = min((part for part in parts if part.start >= time.end), default=None)
    if _stands_off(text, time):
        return None
    gaps = [
        (one.end, time.start) if one.end <= time.start else (time.end, one.start)
        for one in (before, after)
        if one is not None
    ]
    if any(_divided(text, *gap, contents) for gap in gaps):
        return None
    return min((len([*words_of(text, *gap)]) for gap in gaps), default=None)


def _stands_off(text: str, time: Span) -> bool:
    """Say whether the word before a time makes another day of it ("since Tuesday")."""
    found = [*words_of(text, max(0, time.start - 20), time.start)]
    return bool(found) and text[slice(*found[-1])].lower() in _table("away")


def _divided(text: str, start: int, end: int, contents: Iterable[Span]) -> bool:
    """Say whether another clause, or what was said, stands between two places of one page."""
    words = [text[a:b].lower() for a, b in words_of(text, start, end)]
    between = text[start:end]
    return (
        len(words) > _FAR
        or between.count(",") > _COMMAS
        or any(mark in between for mark in ';:()"“”«»')
        or not _table("breaks").isdisjoint(words)
        or any(part.start < end and start < part.end for part in contents)
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(f"said.{name}"))


def joined(days: Iterable[Day]) -> Day:
    """Give the day of a quotation from those of its prints: a stated day before a day of print.

    Of several stated days the narrowest counts if they agree, else all they span; of days of
    print the earliest.

    >>> days = ("printed", "2024-03-15"), ("told", "2024-03-14")
    >>> joined(Day(how, day, day) for how, day in days)
    Day(how='told', earliest='2024-03-14', latest='2024-03-14', span=None)
    """
    found = sorted(days, key=lambda one: (one.order, one.span or Span("", 0, 0)))
    told = [one for one in found if one.how == "told"]
    if told:
        return _agreed(told)
    printed = [one for one in found if one.how == "printed"]
    spoken = [one for one in found if one.span]
    return next(iter([*printed, *spoken, *found]), Day("unknown"))


def _agreed(told: Sequence[Day]) -> Day:
    first = max((one.earliest or "")[:10] for one in told)
    last = min((one.latest or one.earliest or "")[:10] for one in told)
    if first <= last:
        narrow = min(told, key=lambda one: (_width(one), one.order))
        return Day("told", narrow.earliest, narrow.latest, narrow.span)
    latest = max(told, key=lambda one: one.latest or one.earliest or "")
    return Day("told", told[0].earliest, latest.latest or latest.earliest, told[0].span)


def span_of(days: Iterable[Day]) -> tuple[str | None, str | None]:
    """Give the first and last day of several; "last month" counts only where nothing else does.

    >>> span_of([Day("told", "2024-03-01", "2024-03-31"), Day("printed", "2024-04-08")])
    ('2024-04-08', '2024-04-08')
    """
    known = [one for one in days if one.earliest or one.latest]
    narrow = [one for one in known if _width(one)[0] <= _WEEK] or known
    stamps = [day[:10] for one in narrow for day in (one.earliest, one.latest) if day]
    return (min(stamps), max(stamps)) if stamps else (None, None)


def _width(day: Day) -> tuple[int, int]:
    """Give what tells a narrow interval from a wide one: how much its two ends differ."""
    first, last = (day.earliest or "")[:10], (day.latest or day.earliest or "")[:10]
    parts = [int(b) - int(a) for a, b in zip(first.split("-"), last.split("-"), strict=False)]
    return (sum(n * m for n, m in zip(parts, (372, 31, 1), strict=False)), len(day.earliest or ""))


def asked_days(value: str) -> tuple[str, str]:
    """Read a day, month or year that a person asks for: its first and last day.

    ``Misuse`` says what can be read; a weekday cannot, since it does not say of which week.

    >>> asked_days("2024-02"), asked_days("14 March 2024")
    (('2024-02-01', '2024-02-29'), ('2024-03-14', '2024-03-14'))
    """
    plain = value.strip()
    found = _PARTLY.fullmatch(plain)
    if found and found[2]:
        month = month_of(int(found[1]), int(found[2]))
        if month:
            return month[0].isoformat(), month[1].isoformat()
    elif found and int(found[1]):
        return f"{plain}-01-01", f"{plain}-12-31"
    written = stated_date(plain)
    whole = written is not None and (written.start, written.end) == (0, len(plain))
    if written is None or not whole or not written.earliest or not written.latest:
        raise Misuse(f"{value!r} is no day; say 2024-03-14, 2024-03, 2024 or 14 March 2024")
    if written.precision == "undecided":
        raise Misuse(f"{value!r} can be two days; say it as {written.earliest}")
    return written.earliest[:10], written.latest[:10]

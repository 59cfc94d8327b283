"""When an article's news happened, as far as it says, and how far two such days lie apart.

Here live the days of a lede and of publication, and what clustering asks of them.
A weekday without a date is a clue too: a lede that says Wednesday and one that says Thursday
tell of different days unless they are weeks apart, and then they differ all the more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from secondsource.language import language
from secondsource.records import Account, Span
from secondsource.sentences import words_of

_LEDE_PARAGRAPHS = 2
_WIDEST = 3
"""Days: a wider interval of publication than this says nothing about the day."""

_SURE = 0.3
"""Confidence under which a publication day is not used."""

_MOST = 12
"""Different days that a group keeps, those of most units: a saga of a year has enough of them."""

GAPS = (
    "days known",
    "days between",
    "days between at least",
    "weekdays known",
    "same weekday",
    "weekdays between",
    "said on other days",
    "no day known",
)
"""What ``gaps_of`` measures."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an article's news: a date if known, the lede's weekday (1-7) if only that.

    ``said`` says that the news is what somebody said on that day.
    """

    day: date | None = None
    weekday: int | None = None
    said: bool = False
    span: Span | None = None


def day_of(account: Account) -> Day:
    """Give the day that an account's lede speaks of, or that it was published, or neither."""
    weekday, span = _lede_weekday(account)
    said = span is not None and _said(account, span)
    published = _published(account)
    if published is None:
        return Day(None, weekday, said, span)
    if weekday is None:
        return Day(published)
    back = (published.isoweekday() - weekday) % 7
    return Day(published - timedelta(days=back), weekday, said, span)


def _said(account: Account, weekday: Span) -> bool:
    """Say whether somebody whom the headline names said something on that weekday."""
    headline = account.article.headline
    before = account.page.text[max(0, weekday.start - 24) : weekday.start].lower().split()
    if headline is None or not any(word in _saying() for word in before[-3:]):
        return False
    people = [one.span for one in account.mentions if one.kind == "person"]
    named = {_surname(account, one) for one in people if one.within(headline)}
    lede = [one.span for one in account.passages if weekday.within(one.span)]
    return any(
        one.within(passage) and one.end <= weekday.start and _surname(account, one) in named
        for one in people
        for passage in lede
    )


def _surname(account: Account, span: Span) -> str:
    return account.page[span].rpartition(" ")[2].lower()


@cache
def _saying() -> frozenset[str]:
    return frozenset(language("en").terms("stories.saying"))


def _published(account: Account) -> date | None:
    dating = account.article.published
    if not dating.earliest or not dating.latest or dating.confidence < _SURE:
        return None
    try:
        first, last = (
            date.fromisoformat(dating.earliest[:10]),
            date.fromisoformat(dating.latest[:10]),
        )
    except ValueError:
        return None
    return first if (last - first).days <= _WIDEST else None


@cache
def _weekdays() -> Mapping[str, int]:
    return {name: int(day) for name, day in language("en").table("calendar.weekdays").items()}


def _lede_weekday(account: Account) -> tuple[int | None, Span | None]:
    """Find the first weekday of the lede, leaving out "last Monday"."""
    before = ""
    for passage in account.passages:
        if passage.headline or passage.paragraph >= _LEDE_PARAGRAPHS:
            continue
        for start, end in words_of(account.page.text, passage.span.start, passage.span.end):
            word = account.page.text[start:end]
            found = _weekdays().get(word.lower().removesuffix("'s").removesuffix("’s"))
            if found and word[0].isupper() and len(word) > 5 and before not in _back():
                return found, Span(account.page.id, start, end)
            before = word.lower()
    return None, None


@cache
def _back() -> frozenset[str]:
    return frozenset(language("en").terms("stories.back"))


def gaps_of(one: Mapping[Day, int], other: Mapping[Day, int]) -> tuple[float, ...]:
    """Measure how far the days of two groups lie apart, in the order of ``GAPS``.

    Days between are logarithms of days and one, the average and the least; weekdays are compared
    where a date is missing, and what somebody said on one is not what was said on another.

    >>> thursday, friday = {Day(date(2024, 3, 14)): 1}, {Day(None, 5): 2}
    >>> gaps_of(thursday, thursday)
    (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    >>> gaps_of(friday, friday), gaps_of({}, friday)[-1]
    ((0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0), 1.0)
    """
    gaps: Counter[int] = Counter()
    weekdays: Counter[tuple[int, bool]] = Counter()
    for a, many in one.items():
        for b, more in other.items():
            if a.day is not None and b.day is not None:
                gaps[abs((a.day - b.day).days)] += many * more
            elif a.weekday is not None and b.weekday is not None:
                apart = min((a.weekday - b.weekday) % 7, (b.weekday - a.weekday) % 7)
                weekdays[apart, bool(apart) and (a.said or b.said)] += many * more
    return *_dated(gaps), *_named(weekdays, dated=bool(gaps)), float(not (gaps or weekdays))


def _dated(gaps: Counter[int]) -> tuple[float, float, float]:
    if not gaps:
        return 0.0, 0.0, 0.0
    mean = math.fsum(math.log1p(gap) * many for gap, many in gaps.items()) / gaps.total()
    return 1.0, mean, math.log1p(min(gaps))


def _named(weekdays: Counter[tuple[int, bool]], *, dated: bool) -> tuple[float, ...]:
    if not weekdays:
        return 0.0, 0.0, 0.0, 0.0
    total = weekdays.total()
    same = sum(many for (apart, _), many in weekdays.items() if not apart)
    between = sum(apart * many for (apart, _), many in weekdays.items())
    said = sum(many for (_, said), many in weekdays.items() if said)
    return float(not dated), same / total, between / total, said / total


def commonest(days: Counter[Day]) -> dict[Day, int]:
    """Give the days of most units, of which a group keeps a few."""
    if len(days) <= _MOST:
        return dict(days)
    ranked = sorted(days, key=lambda one: (-days[one], str(one.day), one.weekday or 0, one.said))
    return {day: days[day] for day in ranked[:_MOST]}


def counted(days: Iterable[Day]) -> Counter[Day]:
    """Count days without their spans."""
    return Counter(Day(one.day, one.weekday, one.said) for one in days)

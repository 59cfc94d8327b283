"""When an article's news happened, as far as it says, and how far two such days lie apart.

Here live the days of a lede and of publication, and the one question clustering asks of them.
A weekday without a date is a clue too: a lede that says Wednesday and one that says Thursday
tell of different days unless they are weeks apart, and then they differ all the more.
"""

from __future__ import annotations

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

_APART = ((1, 1.0), (2, 0.9), (4, 0.8), (8, 0.6), (31, 0.45))
_FAR = 0.3
_OTHER_WEEKDAY = 0.3


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an article's news: a date if known, the lede's weekday (1-7) if only that."""

    day: date | None = None
    weekday: int | None = None
    span: Span | None = None


def day_of(account: Account) -> Day:
    """Give the day that an account's lede speaks of, or that it was published, or neither."""
    weekday, span = _lede_weekday(account)
    published = _published(account)
    if published is None:
        return Day(None, weekday, span)
    if weekday is None:
        return Day(published, None, None)
    back = (published.isoweekday() - weekday) % 7
    return Day(published - timedelta(days=back), weekday, span)


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


def nearness(one: Mapping[Day, int], other: Mapping[Day, int]) -> float:
    """Say how well two groups' days go together: 1 the same or unknown, towards 0 apart.

    >>> thursday, friday = {Day(date(2024, 3, 14)): 1}, {Day(date(2024, 3, 15)): 1}
    >>> nearness(thursday, thursday), nearness(thursday, friday) < 1, nearness(thursday, {Day(): 1})
    (1.0, False, 1.0)
    """
    total, weight = 0.0, 0
    for a, many in one.items():
        for b, more in other.items():
            factor = _factor(a, b)
            if factor is not None:
                total, weight = total + factor * many * more, weight + many * more
    return total / weight if weight else 1.0


def _factor(a: Day, b: Day) -> float | None:
    if a.day is not None and b.day is not None:
        gap = abs((a.day - b.day).days)
        return next((factor for most, factor in _APART if gap <= most), _FAR)
    if a.weekday is None or b.weekday is None:
        return None
    return 1.0 if a.weekday == b.weekday else _OTHER_WEEKDAY


def counted(days: Iterable[Day]) -> Counter[Day]:
    """Count days without their spans."""
    return Counter(Day(one.day, one.weekday) for one in days)

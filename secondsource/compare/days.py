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

_APART = ((1, 0.0), (3, 0.04), (8, 0.06), (31, 0.09))
_FAR = 0.12
"""What likeness loses for so many days between two happenings: in wire-events one happening's
reports lie a day apart in the middle, those of the next episode of an affair a week or more."""

_WEEKDAYS_APART = {0: 0.06, 1: 0.12, 2: 0.22, 3: 0.22}
"""And where only the weekdays of the ledes are known, by how far apart they are at least. Of pairs
that name one day, 79 of 100 are of one happening; of those that do not, 28 (draws of five of
ECB+'s even topics). Follow-ups come on the next day; an earlier speech lies further back."""

_UNKNOWN = 0.07
"""And where no day of the two groups can be compared: what could tell twins apart is missing, so
the rest must say more."""

_SAID_APART = 0.5
"""What somebody said on Wednesday is not what was said on Thursday: there are no follow-ups."""


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


def apartness(one: Mapping[Day, int], other: Mapping[Day, int]) -> float:
    """Say how much the days of two groups speak against their being one, or fail to speak for it.

    >>> thursday, later = {Day(date(2024, 3, 14)): 1}, {Day(date(2024, 5, 14)): 1}
    >>> apartness(thursday, thursday), apartness(thursday, later), apartness(thursday, {Day(): 1})
    (0.0, 0.12, 0.07)
    """
    total, weight = 0.0, 0
    for a, many in one.items():
        for b, more in other.items():
            apart = _apart(a, b)
            if apart is not None:
                total, weight = total + apart * many * more, weight + many * more
    return total / weight if weight else _UNKNOWN


def _apart(a: Day, b: Day) -> float | None:
    if a.day is not None and b.day is not None:
        gap = abs((a.day - b.day).days)
        return next((loss for most, loss in _APART if gap <= most), _FAR)
    if a.weekday is None or b.weekday is None:
        return None
    if a.weekday != b.weekday and (a.said or b.said):
        return _SAID_APART
    return _WEEKDAYS_APART[min((a.weekday - b.weekday) % 7, (b.weekday - a.weekday) % 7)]


def counted(days: Iterable[Day]) -> Counter[Day]:
    """Count days without their spans."""
    return Counter(Day(one.day, one.weekday, one.said) for one in days)

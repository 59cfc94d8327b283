"""A clue to a page's day as the choice sees it: the days it may name and what marks it.

Here live the record that reading fields (``stateddays.py``), the printed page (``daylines.py``)
and what lies behind it (``behind.py``) share, and the days that no page can be from; nothing
here looks for clues or decides between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from secondsource.almanac import Order, Precision, WrittenDate
from secondsource.language import language
from secondsource.records import Clue, Page

# The web's first pages are of 1990. The clocks of 32 bits end in January 2038, and systems write
# that or a later day for "never"; a page of a later day is not believed without a given day.
FIRST_PLAUSIBLE, LAST_PLAUSIBLE = "1990-01-01", "2037-12-31"
ANOTHERS = "other article"  # the kind of a day that a program's data state of another article
_EARLIEST_GIVEN = "1600-01-01"  # a person may give the day of a paper older than the web
# Hours of UTC at which it is still the day before on the Pacific coast, or the next day in Tokyo.
_WEST, _EAST = 9, 15
_UTC = frozenset({"Z", "z", "GMT", "UTC", "+00:00", "+0000", "-00:00"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clue with the days it may name.

    ``days`` holds the day it names; both readings of figures that can be read in two ways;
    nothing for a month or a year, which is ``earliest`` to ``latest``. ``beside`` is the day that
    a time stated in UTC may be where the page is read. ``marks`` is what the choice weighs
    (``weighing.py``): where the clue stands and how it is printed.
    """

    clue: Clue
    earliest: str
    latest: str
    days: tuple[str, ...] = ()
    precision: Precision = "day"
    beside: str | None = None
    marks: tuple[str, ...] = ()

    def names(self, day: str) -> bool:
        """Say whether the clue may name a day."""
        return day in self.days

    def marked(self, *marks: str) -> Candidate:
        """Add marks; written out, since ``replace`` takes five times as long."""
        return Candidate(
            self.clue, self.earliest, self.latest, self.days, self.precision, self.beside,
            (*self.marks, *marks),
        )  # fmt: skip


def candidate(clue: Clue, written: WrittenDate, marks: tuple[str, ...] = ()) -> Candidate | None:
    """Give a clue its days; None where no page can be from them.

    >>> from secondsource.almanac import stated_date
    >>> clue = Clue("meta", "21 May 2015", False, field="meta:date")
    >>> candidate(clue, stated_date("21 May 2015")).days
    ('2015-05-21',)
    >>> candidate(clue, stated_date("21 May 2099")) is None
    True
    """
    earliest, latest = written.earliest, written.latest
    if earliest is None or latest is None:
        return None
    first = _EARLIEST_GIVEN if clue.kind == "given" else FIRST_PLAUSIBLE
    if not first <= earliest <= latest <= LAST_PLAUSIBLE:
        return None
    days: tuple[str, ...] = ()
    if written.precision in ("day", "time"):
        days = (earliest,)
    elif written.precision == "undecided":
        days = (earliest, latest)
    return Candidate(clue, earliest, latest, days, written.precision, _beside(written), marks)


def _beside(written: WrittenDate) -> str | None:
    """Give the neighbouring day of a time in UTC, which is what an outlet's clock may show."""
    if written.earliest is None or written.clock is None or written.zone not in _UTC:
        return None
    hour = int(written.clock[:2])
    if hour < _WEST:
        return day_after(written.earliest, -1)
    return day_after(written.earliest) if hour >= _EAST else None


def day_after(day: str, days: int = 1) -> str | None:
    """Give the day that many days after a day, None beyond the calendar.

    >>> day_after("2015-05-31"), day_after("2015-05-01", -1), day_after("9999-12-31")
    ('2015-06-01', '2015-04-30', None)
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


@cache
def _country_order(lang: str) -> Order | None:
    code, _, country = lang.lower().replace("_", "-").partition("-")
    if country in language("en").terms("calendar.month_first"):
        return "month-first"
    return "day-first" if country or code not in ("en", "") else None


def order_of(page: Page) -> Order | None:
    """Give the order of figures in a page's language and country, None where it is open."""
    for one in page.fields:
        if one.name == "html:lang":
            return _country_order(one.value.strip()[:8])
    return None

"""A clue to a page's day as the vote sees it: the days it names and what its kind has earned.

Here live the record and the weights that reading fields (``dates.py``) and reading the printed
page (``daylines.py``) share; nothing here looks for clues or decides between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from secondsource.almanac import Order, WrittenDate
from secondsource.language import language
from secondsource.records import Clue, Page

# What a clue of each kind has earned as a vote. Set on the tuning half of 800 dated pages: of
# the pages where only one kind speaks, the share whose day is right orders the kinds.
WEIGHTS = {
    "given": 30.0,
    "json-ld datePublished": 8.0,
    "meta": 8.0,
    "published line": 6.0,
    "address": 5.5,
    "byline line": 4.0,
    "dateline": 4.0,
    "json-ld dateCreated": 3.5,
    "meta created": 3.0,
    "meta date": 3.5,
    "time element": 4.0,
    "updated line": 1.2,
    "json-ld dateModified": 1.5,
    "meta modified": 1.5,
    "later time element": 0.6,
    "line": 1.5,
    "far line": 1.4,
    # Not enough to win alone: they choose among the days of a month that the address names.
    "related": 0.4,
    "text": 0.4,
    "comment": 0.2,
    "notice": 0.0,
    "copyright": 0.0,
}
# What an outlet's own clock shows: beside these a time in UTC may be of the day before or after.
PRINTED = frozenset({"published line", "byline line", "dateline", "address", "line"})
ENOUGH = 1.0  # votes that a day needs to win
_UTC = frozenset({"Z", "z", "GMT", "UTC", "+00:00", "+0000", "-00:00"})
_FIRST_YEAR, _LAST_YEAR = "1990-01-01", "2100-12-31"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clue with the days it names and the weight of its vote."""

    clue: Clue
    earliest: str
    latest: str
    weight: float
    beside: str | None = None  # the day it may be where the page is read, if it is stated in UTC

    @property
    def exact(self) -> bool:
        """Say whether the clue names one day."""
        return self.earliest == self.latest


def candidate(clue: Clue, written: WrittenDate, weight: float) -> Candidate | None:
    """Give a clue its days and its vote; None where no day can be meant."""
    if written.earliest is None or written.latest is None:
        return None
    if not _FIRST_YEAR <= written.earliest <= written.latest <= _LAST_YEAR:
        return None
    if written.precision == "year" and clue.kind != "given":
        weight = 0.0
    return Candidate(clue, written.earliest, written.latest, weight, _beside(written))


def _beside(written: WrittenDate) -> str | None:
    """Give the neighbouring day of a time in UTC, which is what an outlet's clock may show."""
    if written.earliest is None or written.clock is None or written.zone not in _UTC:
        return None
    day = date.fromisoformat(written.earliest)
    hour = int(written.clock[:2])
    if hour < 12 and day > date.min:
        return (day - timedelta(days=1)).isoformat()
    return (day + timedelta(days=1)).isoformat() if hour >= 12 and day < date.max else None


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

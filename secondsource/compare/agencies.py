"""Which names are agencies: those that an article credits, or opens with.

Here live the two questions that shared text and lineage ask alike. A collection says itself who
its agencies are, so one that no table knows is found by its dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.records import Account, Span

_DATELINE = re.compile(r"[^()\n]{0,60}\((?P<name>[^()\n]{2,30})\)\s?[-\u2010-\u2015]")


def agencies_of(accounts: Iterable[Account]) -> set[str]:
    """Give the names of all agencies that the accounts credit, or open with: "ROME (ANSA) -"."""
    found: set[str] = set()
    for account in accounts:
        found.update(credit.agency for credit in account.article.credits)
        opening = opened_by(account)
        if opening is not None:
            found.add(account.page[opening])
    return found


def opened_by(account: Account) -> Span | None:
    """Find the agency that the lede opens with, in brackets before a dash.

    >>> from secondsource.records import Article, Page, Passage
    >>> page = Page("p1", "a.txt", "ROME, May 3 (ANSA) - A ferry sank.")
    >>> account = Account(page, Article("p1", "x"), (Passage(Span("p1", 0, 34), "", 0),))
    >>> page[opened_by(account)]
    'ANSA'
    """
    ledes = [one.span for one in account.passages if not one.headline][:1]
    for span in ledes:
        first = account.article.dateline.start if account.article.dateline else span.start
        found = _DATELINE.match(account.page.text, min(first, span.start))
        if found:
            return Span(account.page.id, found.start("name"), found.end("name"))
    return None

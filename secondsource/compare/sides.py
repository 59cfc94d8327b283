"""One article as the weighing of pairs reads it, once for all its pairs.

Here live its words with their weights, spoken and not, its words on translation, and what tells
that it has a reporter of its own. What two articles say together is told by ``pairs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from secondsource.compare.agencies import agencies_of, opened_by
from secondsource.compare.spoken import spoken_of
from secondsource.compare.weights import telling
from secondsource.language import language
from secondsource.records import Account, Span
from secondsource.sentences import words_of
from secondsource.textview import level

_NAME = 0.4
"""Weight of a capitalised word, as for shared text itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """One article, read once for all its pairs."""

    account: Account
    starts: tuple[int, ...]
    spoken_before: tuple[int, ...]
    prose_before: tuple[float, ...]
    words: int
    flat: str
    foreign: tuple[Span, ...]
    agency: bool
    opening: Span | None


def sides_of(accounts: Iterable[Account], articles: Iterable[str]) -> dict[str, Side]:
    """Read the articles that share text, each once; keyed by id."""
    wanted = set(articles)
    chosen = [account for account in accounts if account.page.id in wanted]
    agencies = agencies_of(chosen)
    return {account.page.id: _side(account, agencies) for account in chosen}


def _side(account: Account, agencies: set[str]) -> Side:
    text = account.page.text
    spoken = spoken_of(account)
    places = sorted(
        place for one in account.passages for place in words_of(text, one.span.start, one.span.end)
    )
    said = [spoken.covers(start) for start, _ in places]
    prose = [
        0.0 if quoted else _NAME if text[start].isupper() else telling(text[start:end].lower())
        for (start, end), quoted in zip(places, said, strict=True)
    ]
    flat = level(" \n ".join(account.page[passage.span] for passage in account.passages), fold=True)
    agency = account.article.outlet in agencies
    opening = opened_by(account)
    return Side(
        account,
        tuple(start for start, _ in places),
        (0, *accumulate(said)),
        (0.0, *accumulate(prose)),
        len(places),
        flat,
        _foreign(account),
        agency,
        opening,
    )


@cache
def _translating() -> re.Pattern[str]:
    pack = language("en")
    words = "|".join(map(re.escape, pack.terms("lineage.translated")))
    tongues = "|".join(map(re.escape, pack.terms("lineage.languages")))
    return re.compile(rf"\b(?:{words}|in (?:{tongues}))\b", re.IGNORECASE)


def _foreign(account: Account) -> tuple[Span, ...]:
    """Find the words that say a quotation was not spoken in English."""
    found = _translating().finditer(account.page.text)
    spans = (Span(account.page.id, one.start(), one.end()) for one in found)
    return tuple(span for span in spans if any(span.within(one) for one in account.article.body))


def own_report(side: Side) -> Iterator[Span]:
    """Give the byline of an article without credits, and where somebody told its outlet."""
    article = side.account.article
    if article.byline is not None and not side.agency and not article.credits:
        yield article.byline
    if article.outlet is None:
        return
    name = re.escape(level(article.outlet, fold=True).removeprefix("the "))
    told = re.compile(rf"\b(?:told|tells)(?: \w+)? (?:the )?{name}\b")
    for passage in side.account.passages:
        if told.search(level(side.account.page[passage.span], fold=True)):
            yield passage.span
            return

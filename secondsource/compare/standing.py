"""Standing lines: what an outlet prints around everything, where no reader of furniture cut it.

Here lives the one question whether a paragraph speaks to the reader instead of telling news: asks
for money or a click, thanks, offers a letter. Outlets word such lines alike, so shared ones say
nothing of whose text an article is. News prose says "you" and "we" only in quotation marks; a
paragraph that does so outside of them is a standing line if it also stands at an edge of the
article or speaks of subscribing and supporting.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.compare.sides import Side
from secondsource.language import language

_FIRST, _LAST = 1, 5
"""Paragraphs at the head and at the end that are its edges: an appeal is broken in two or three."""

_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)['‘]|['’](?!\w)")


def standing_in(side: Side) -> frozenset[int]:
    """Give the numbers of an article's passages that are standing lines.

    >>> from secondsource.records import Account, Article, Page, Passage, Span
    >>> from secondsource.compare.sides import sides_of
    >>> text = "Never miss a story: join the readers of our letter."
    >>> one = Passage(Span("p1", 0, len(text)), "", 0)
    >>> account = Account(Page("p1", "a", text), Article("p1", "x"), (one,))
    >>> [side] = sides_of([account], ["p1"]).values()
    >>> sorted(standing_in(side))
    [0]
    """
    last = max((one.paragraph for one in side.passages), default=0)
    paragraphs: dict[int, list[int]] = {}
    for number, one in enumerate(side.passages):
        if not one.headline:
            paragraphs.setdefault(one.paragraph, []).append(number)
    found: set[int] = set()
    for paragraph, numbers in paragraphs.items():
        start = side.passages[numbers[0]].span.start
        text = side.account.page.text[start : side.passages[numbers[-1]].span.end]
        if _addresses(text, edge=paragraph < _FIRST or paragraph > last - _LAST):
            found.update(numbers)
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def _addresses(text: str, *, edge: bool) -> bool:
    person, reader, asks = _patterns()
    if not person.search(text) or _MARKS.search(text):
        return False
    return bool(edge or (reader.search(text) and asks.search(text)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    told = language("en").table("furniture.appeals")
    asks = [re.escape(word) for word in (*told["asks"], *told["trade"])]
    return (
        re.compile(str(told["person"]), re.IGNORECASE),
        re.compile(str(told["reader"]), re.IGNORECASE),
        re.compile("|".join([*asks, str(told["money"])]), re.IGNORECASE),
    )

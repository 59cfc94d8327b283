"""Lines at an article's end that ask its readers to get in touch, where no reader of furniture
cut them: "Do you know more? Email us at ...".

Here lives the one question whether a paragraph is such a line. Outlets share a newsroom's
address, and forms of words, over articles that have nothing in common, so what is shared in
such a line is furniture and says nothing of whose text an article is.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.language import language
from secondsource.records import Account, Span

_LAST = 5
"""Paragraphs from the end that may be a tip line; higher up an address belongs to the news."""

_QUESTION = 160
"""Characters of a question to the reader that may stand alone before the line with the address."""

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ()/-]{0,2}\d){8,14}\b")


@cache
def _person(which: str) -> re.Pattern[str]:
    return re.compile(str(language("en").table("furniture.appeals")[which]), re.IGNORECASE)


def tips_of(account: Account) -> tuple[Span, ...]:
    """Give the paragraphs that are tip lines, in the order of the page.

    >>> from secondsource.records import Article, Page, Passage
    >>> text = "Seen the lamp? You can email us at tips@post.example."
    >>> span = Span("p1", 0, len(text))
    >>> account = Account(Page("p1", "a", text), Article("p1", "x"), (Passage(span, "", 0),))
    >>> tips_of(account) == (span,)
    True
    """
    found: list[Span] = []
    for span in _last(account):
        text = account.page[span]
        if _asks(text) or (found and _leads(text) and account.page[found[-1]] != text):
            found.append(span)
    return tuple(reversed(found))


def _last(account: Account) -> list[Span]:
    """Give the last paragraphs, the very last first."""
    paragraphs: dict[int, Span] = {}
    for one in sorted(account.passages, key=lambda one: -one.span.end):
        if one.headline:
            continue
        hull = paragraphs.get(one.paragraph)
        if hull is None and len(paragraphs) == _LAST:
            break
        paragraphs[one.paragraph] = (
            one.span
            if hull is None
            else Span(hull.page, min(hull.start, one.span.start), max(hull.end, one.span.end))
        )
    return list(paragraphs.values())


def _asks(text: str) -> bool:
    if '"' in text or "“" in text:
        return False
    named = ("@" in text and _ADDRESS.search(text)) or _NUMBER.search(text)
    return bool(named and _person("person").search(text))


def _leads(text: str) -> bool:
    return len(text) < _QUESTION and text.endswith("?") and bool(_person("reader").search(text))

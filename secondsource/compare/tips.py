"""Lines in which an outlet speaks to its readers, where no reader of furniture cut them: "Do you
know more? Email us at ...", "Join our members today".

Here lives the one question whether a paragraph is such a line. Outlets share a newsroom's
address, and forms of words, over articles that have nothing in common, so what is shared in
such a line is furniture and says nothing of whose text an article is.

Why it works: outside quotation marks news has hardly a "you" or "we", and hardly a paragraph
without a name; one that has neither names nor marks, but words of what is asked of the reader or
served ("subscribe", "our readers"), is no news. A text that has many such paragraphs is a column,
and none of them is a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.words import Stream, number_of
from secondsource.language import language
from secondsource.records import Account, Span

_LAST = 5
"""Paragraphs from the end that may be a tip line; higher up an address belongs to the news."""

_QUESTION = 160
"""Characters of a question to the reader that may stand alone before the line with the address."""

_LONGEST = 400
"""Characters; an outlet that speaks to its readers is brief."""

_CLOSING = 3
"""Paragraphs from the end in which an outlet disclaims ("The Post is not responsible for ...")."""

_FEW, _SHARE = 4, 0.25
"""Paragraphs, and share of an article's; where more speak of "you" and "us" it is a column or a
letter."""

_PERSON, _SERVICE = 1, 2
_MARKS = re.compile(r"[\"“„«‘]|(?<!\w)'(?=\w)")
_NAMED = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w'’-]{2,}(?: [A-Z][\w'’-]{2,})*")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ()/-]{0,2}\d){8,14}\b")


@cache
def _reader() -> re.Pattern[str]:
    return re.compile(str(language("en").table("furniture.appeals")["reader"]), re.IGNORECASE)


def tips_of(stream: Stream, spoken: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Give the paragraphs that are tip lines, in the order of the page.

    ``spoken`` says which words stand in quotation marks (``spoken_words``).

    >>> from secondsource.compare.words import stream_of
    >>> from secondsource.records import Article, Page, Passage
    >>> text = "Seen the lamp? You can email us at tips@post.example."
    >>> span = Span("p1", 0, len(text))
    >>> account = Account(Page("p1", "a", text), Article("p1", "x"), (Passage(span, "", 0),))
    >>> tips_of(stream_of(account), np.zeros(10, np.bool_)) == (span,)
    True
    """
    account, text = stream.account, stream.account.page.text
    paragraphs = _paragraphs(account)
    kinds = _kinds(stream.words)
    persons = stream.starts[(kinds == _PERSON) & ~spoken].tolist()
    served = stream.starts[kinds == _SERVICE].tolist()
    told = _holding(paragraphs, [at for at in persons if text[at : at + 2] != "US"])
    serving = _holding(paragraphs, served)
    own = (account.article.outlet or "").lower()
    found = [one for one in paragraphs[-_CLOSING:] if one in serving and _disclaims(one, account)]
    last = paragraphs[: -_LAST - 1 : -1]
    asks: list[Span] = []
    for span in (one for one in last if one in told):
        line = account.page[span]
        if _asks(line) or (asks and _leads(line) and account.page[asks[-1]] != line):
            asks.append(span)
    addresses = [one for one in told if one in serving and _nobody_named(account.page[one], own)]
    if len(addresses) <= max(_FEW, _SHARE * len(paragraphs)):
        found += addresses
    return tuple(sorted({*found, *asks}))


def _holding(paragraphs: Sequence[Span], places: Sequence[int]) -> list[Span]:
    return [one for one in paragraphs if any(one.start <= at < one.end for at in places)]


def _kinds(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Say which words speak of "you" and "us", and which of what is served."""
    numbers, kinds = _listed()
    at = np.searchsorted(numbers, words)
    at[at == len(numbers)] = 0
    return np.where(numbers[at] == words, kinds[at], np.uint8(0))


@cache
def _listed() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    tables = {"persons": _PERSON, "service": _SERVICE}
    kinds = {
        number_of(word): kind
        for table, kind in tables.items()
        for word in language("en").terms(f"furniture.{table}")
    }
    numbers = sorted(kinds)
    return np.array(numbers, np.uint64), np.array([kinds[one] for one in numbers], np.uint8)


def _paragraphs(account: Account) -> list[Span]:
    hulls: dict[int, tuple[int, int]] = {}
    for one in account.passages:
        if not one.headline:
            start, end = hulls.get(one.paragraph, (one.span.start, one.span.end))
            hulls[one.paragraph] = min(start, one.span.start), max(end, one.span.end)
    return [Span(account.page.id, *ends) for ends in sorted(hulls.values())]


def _disclaims(span: Span, account: Account) -> bool:
    """Say whether a closing paragraph speaks of the outlet itself, and of nobody else."""
    text = account.page[span]
    own = (account.article.outlet or "").lower()
    return bool(own) and own in text.lower() and _nobody_named(text, own)


def _nobody_named(text: str, own: str) -> bool:
    if len(text) > _LONGEST or _MARKS.search(text):
        return False
    return all(_no_name(found.group().lower(), own) for found in _NAMED.finditer(text))


def _no_name(name: str, own: str) -> bool:
    """Say whether words with capitals are a day, an outlet's name or part of this outlet's."""
    last = name.split()[-1].strip("'’-")
    return name in own or last in _days() or last in _outlets()


@cache
def _outlets() -> frozenset[str]:
    return frozenset(language("en").terms("mastheads.nouns"))


@cache
def _days() -> frozenset[str]:
    pack = language("en")
    return frozenset([*pack.table("calendar.weekdays"), *pack.table("calendar.months")])


def _asks(text: str) -> bool:
    if '"' in text or "“" in text:
        return False
    return bool(("@" in text and _ADDRESS.search(text)) or _NUMBER.search(text))


def _leads(text: str) -> bool:
    return len(text) < _QUESTION and text.endswith("?") and bool(_reader().search(text))

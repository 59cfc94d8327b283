"""Two prints side by side: which stretch of each is shown, and which of its words are shared.

What may live here: choosing stretches and marking them, on the page's own characters. A stretch
is made of whole sentences round the words in question, more of them where the shared text goes
on: a sentence that two have of one speaker shows little, the reporter's words round it do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from secondsource.records import Passage, Span
from secondsource.tell.alike import shared_words
from secondsource.tell.desk import Desk
from secondsource.tell.plain import safe

LONGEST = 420  # characters of a stretch: eleven lines of forty, three sentences of a wire
_SPACES = re.compile(r"\s+")

Piece = tuple[str, bool]


def stretch_of(desk: Desk, words: Span, shared: Span | None = None) -> Span:
    """Give the stretch to show for some words: their sentence, and what is shared round it.

    At most about ``LONGEST`` characters; always at least some of the words themselves.

    >>> from secondsource.records import Account, Article, Page, Report
    >>> from secondsource.tell.desk import desk_of
    >>> page = Page("p", "a.txt", "It sank. Nine died.")
    >>> told = tuple(Passage(Span("p", *ends), "", 0) for ends in ((0, 8), (9, 19)))
    >>> desk = desk_of(Report((Account(page, Article("p", "Post"), told),)))
    >>> died = Span("p", 9, 13)
    >>> page[stretch_of(desk, died)], page[stretch_of(desk, died, told[0].span)]
    ('Nine died.', 'It sank. Nine died.')
    """
    account = desk.accounts[words.page]
    whole = desk.passage(words)
    if whole.end - whole.start > LONGEST:
        return _cut(account.page.text, whole, words)
    if shared is None:
        return whole
    body = [one for one in account.passages if not one.headline]
    first = bisect_right(body, whole.start, key=lambda one: one.span.end)
    last = first
    while last + 1 < len(body) and body[last + 1].span.start < whole.end:
        last += 1
    return _grown(account.page.text, body, whole, (first, last), shared)


def _grown(
    text: str, body: Sequence[Passage], whole: Span, ends: tuple[int, int], shared: Span
) -> Span:
    """Take in the sentences after and before by turns, as long as they are shared and fit."""
    first, last = ends
    start, end = whole.start, whole.end
    grew = True
    while grew:
        grew = False
        if last + 1 < len(body) and _goes_on(text, end, body[last + 1].span, shared):
            stop = body[last + 1].span.end
            if stop - start <= LONGEST:
                end, last, grew = stop, last + 1, True
        if 0 < first < len(body) and _goes_on(text, start, body[first - 1].span, shared):
            begin = body[first - 1].span.start
            if end - begin <= LONGEST:
                start, first, grew = begin, first - 1, True
    return Span(whole.page, start, end)


def _goes_on(text: str, edge: int, other: Span, shared: Span) -> bool:
    """Say whether a sentence is shared too, with nothing but space between it and the edge."""
    between = text[edge : other.start] if other.start >= edge else text[other.end : edge]
    return other.touches(shared) and not between.strip()


def _cut(text: str, whole: Span, words: Span) -> Span:
    start = max(whole.start, words.start - LONGEST // 4)
    end = min(whole.end, start + LONGEST)
    if start > whole.start:
        start = text.find(" ", start, words.start) + 1 or words.start
    if end < whole.end:
        space = text.rfind(" ", start + 1, end)
        end = space if space > start else end
    return Span(whole.page, start, end)


def shared_in(desk: Desk, left: Span, right: Span) -> tuple[Span, ...]:
    """Give the spans of the words that two stretches share: those of the left, then of the right.

    Each half has as many as the other, and the words at one place of both are alike.
    """
    mine, yours = (desk.accounts[span.page].page[span] for span in (left, right))
    return tuple(
        Span(side.page, side.start + start, side.start + end)
        for side, found in zip((left, right), shared_words(mine, yours), strict=True)
        for start, end in found
    )


def pieces_of(desk: Desk, span: Span, marked: Sequence[Span]) -> list[Piece]:
    """Read a stretch on one line, safe to show, in pieces that are marked or not.

    Dots at an end say that the sentence goes on.
    """
    text = desk.accounts[span.page].page.text
    whole = desk.passage(span)
    found = [piece for piece in _pieces(text, span, marked) if piece[0]]
    if found:
        found[0] = (found[0][0].lstrip(), found[0][1])
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    opening = [("... ", False)] if whole.start < span.start else []
    closing = [(" ...", False)] if span.end < whole.end else []
    return [*opening, *found, *closing]


def _pieces(text: str, span: Span, marked: Sequence[Span]) -> Iterator[Piece]:
    at = span.start
    for mark in sorted(one for one in marked if one.within(span) and one.start < one.end):
        if mark.start >= at:
            yield _flat(text[at : mark.start]), False
            yield _flat(text[mark.start : mark.end]), True
            at = mark.end
    yield _flat(text[at : span.end]), False


def _flat(text: str) -> str:
    return _SPACES.sub(" ", safe(text))

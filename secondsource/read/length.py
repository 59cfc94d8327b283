"""How much of a page and of an article is analysed: all, unless it is longer than any.

What may live here: the limits and the cuts they make. A book, a log or a megabyte of noise
given as one page must not hold up a collection, and nothing may be left out in silence: what
stands beyond the limit stays in the page and becomes a ``Cut`` that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.records import Cut, Page, Span
from secondsource.sentences import sentences_of

# The longest of 470 public pages has 320 sentences, 93,000 characters; a book has 5,000 sentences.
MOST_SENTENCES = 3_000
MOST_CHARACTERS = 300_000  # a hundred for each sentence, as in news
MOST_LINES = 20_000  # of a plain text that are judged; the longest of 1,800 flattened has 829
WHY = "length: longer than any article; not analysed from here on"
MOST_OF_PAGE = 1_000_000  # characters of a web page; of 2 150 pages the longest has 114 000


def looked_at(page: Page) -> tuple[Page, tuple[Cut, ...]]:
    """Give the part of a web page in which its article is looked for, and the cut of the rest.

    Nearly always it is the page itself. Of a giant the blocks end before the text does.

    >>> from secondsource.records import Block
    >>> page = Page("p1", "a.html", "Nine died.\\nIt sank.", media="html", blocks=(Block(0, 10),))
    >>> [(page[cut.span], cut.why[:7]) for cut in looked_at(page)[1]]
    [('It sank.', 'length:')]
    """
    last = page.blocks[-1].end if page.blocks else 0
    if page.media != "html" or last == len(page.text) <= MOST_OF_PAGE:
        return page, ()
    stop = min(last, MOST_OF_PAGE)
    blocks = (replace(one, end=min(one.end, stop)) for one in page.blocks if one.start < stop)
    links = tuple(link for link in page.links if link.end <= stop)
    seen = replace(page, text=page.text[:stop], blocks=tuple(blocks), links=links)
    rest = page.text[stop:]
    start, end = stop + len(rest) - len(rest.lstrip()), stop + len(rest.rstrip())
    return seen, (Cut(Span(page.id, start, end), WHY),) if start < end else ()


def within_length(page: Page, body: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Cut, ...]]:
    """Keep the first of a body, up to the limits, and cut the rest; both in the page's order.

    >>> page = Page("p1", "log.txt", "It sank. " * 5_000)
    >>> body, cuts = within_length(page, (Span("p1", 0, 44_999),))
    >>> (body[0].end, cuts[0].span, len(cuts[0].why) > 0)
    (26999, Span(page='p1', start=27000, end=44999), True)
    """
    if sum(span.end - span.start for span in body) <= 2 * MOST_SENTENCES:
        return tuple(body), ()
    last = _last(page, body)
    kept = tuple(Span(page.id, s.start, min(s.end, last)) for s in body if s.start < last)
    rest = (Span(page.id, max(s.start, last), s.end) for s in body if s.end > last)
    return kept, tuple(Cut(_opened(page.text, span), WHY) for span in rest)


def _last(page: Page, body: Sequence[Span]) -> int:
    """Give the place at which the limits are reached, or the end of the page."""
    left = MOST_CHARACTERS
    for number, (start, end) in enumerate(_sentences(page, body), start=1):
        if end - start > left:
            return start + left
        left -= end - start
        if number == MOST_SENTENCES:
            return end
    return len(page.text)


def _sentences(page: Page, body: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in body:
        start = span.start
        while start < span.end:
            stop = page.text.find("\n", start, span.end) + 1 or span.end
            yield from sentences_of(page.text, start, stop)
            start = stop


def _opened(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end - 1 and text[start].isspace():
        start += 1
    return Span(span.page, start, span.end)

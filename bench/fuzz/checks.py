"""The laws of reading: what must hold for any bytes at all, under any name.

A reader may refuse with a reason; it may not crash, read one file in two ways, or give a span that
does not stand in its text. Nothing is lost: every visible character of a page is in its headline,
its body or its furniture.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from secondsource.edges.files import inputs_of
from secondsource.edges.raw import Raw
from secondsource.edges.shelves import spans_in
from secondsource.errors import Unreadable
from secondsource.pipeline import read_page
from secondsource.records import Article, Page, Unread

MOST = 40  # pages of one input that are looked at; the others are read alike


class BrokenLawError(AssertionError):
    """A law of reading does not hold."""


def checked_file(raw: bytes, name: str) -> int:
    """Read bytes as a file of this name, keep the laws, and count the pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        found = list(_first(inputs_of([str(path)])))
    if not found:
        raise BrokenLawError("a file gives neither a page nor a reason")
    pages = 0
    for one in found:
        if isinstance(one, Unread):
            if not one.reason.strip() or not one.input:
                raise BrokenLawError(f"an unread without a reason or a name: {one}")
        else:
            pages += checked_raw(one)
    return pages


def _first(found: Iterator[Raw | Unread]) -> Iterator[Raw | Unread]:
    for _, one in zip(range(MOST), found, strict=False):
        yield one


def checked_raw(raw: Raw) -> int:
    """Read what came in twice and keep the laws; 0 where it is refused with a reason."""
    read = _read(raw)
    if isinstance(read, str):
        if not read.strip():
            raise BrokenLawError("refused without a reason")
        return 0
    page, article = read
    again = _read(raw)
    if isinstance(again, str) or again != read:
        raise BrokenLawError("the same bytes read differently")
    check_spans(page, article)
    return 1


def _read(raw: Raw) -> tuple[Page, Article] | str:
    try:
        return read_page(
            raw.raw, input=raw.input, media=raw.media, given=raw.given, url=raw.url, key=raw.key
        )
    except Unreadable as error:
        return str(error)


def check_spans(page: Page, article: Article) -> None:
    """Every span stands in the text; body, furniture and headline cover it and do not touch."""
    page.text.encode()  # a lone surrogate could not be kept
    for span in spans_in(article):
        if span.page != page.id or span.end > len(page.text):
            raise BrokenLawError(f"a span outside the page: {span}")
    parts = [*article.body, *(cut.span for cut in article.furniture)]
    if article.headline is not None:
        parts.append(article.headline)
    at = 0
    for span in sorted(parts):
        if span.start < at:
            raise BrokenLawError(f"parts of the page that touch at {span.start}")
        _blank(page.text[at : span.start], at)
        at = span.end
    _blank(page.text[at:], at)


def _blank(text: str, at: int) -> None:
    if any(char.isprintable() and not char.isspace() for char in text):
        raise BrokenLawError(f"words in no part of the page, from {at}: {text.strip()[:40]!r}")

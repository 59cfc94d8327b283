"""Who else tells a page's body: trafilatura in its four modes and resiliparse, and ours.

What lives here: the readers that ``bench.body`` measures side by side, each from a page's bytes
to the text of its article, the headline included where the reader gives it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from secondsource.errors import Unreadable
from secondsource.read import body
from secondsource.read.articles import article_of
from secondsource.read.body import Network
from secondsource.read.decoding import decoded
from secondsource.read.pages import page_of

Reader = Callable[[bytes], str]


def ours(raw: bytes) -> str:
    """Read a page as the program does, and print headline and body."""
    try:
        page = page_of(raw, input="page.html", media="html")
    except Unreadable:
        return ""
    article = article_of(page, raw)
    spans = [article.headline] if article.headline else []
    return "\n".join(page[span] for span in sorted([*spans, *article.body]))


@contextmanager
def judged_by(network: Network) -> Iterator[None]:
    """Read with a network other than the one that ships, one that has not seen the pages."""
    shipped = body.shipped
    setattr(body, "shipped", lambda: network)  # noqa: B010 - mypy forbids the plain assignment
    try:
        yield
    finally:
        setattr(body, "shipped", shipped)  # noqa: B010


def peers() -> dict[str, Reader]:
    """Give the other readers by name."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def mode(**options: bool) -> Reader:
        return lambda raw: trafilatura.extract(raw, include_comments=False, **options) or ""

    return {
        "trafilatura": mode(),
        "trafilatura for precision": mode(favor_precision=True),
        "trafilatura for recall": mode(favor_recall=True),
        "trafilatura fast": mode(fast=True),
        "resiliparse": lambda raw: extract_plain_text(
            decoded(raw, html=True)[0], main_content=True, alt_texts=False
        ),
    }

"""The canonical address: where a page says that its text belongs.

What may live here: reading that statement and judging whose it is. A page may name another
site's page as the true place of its text: that is a trace of copying, worth saying, and it is
never taken for the page's own outlet. A front page named by an article says nothing.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from secondsource.publishers import page_address
from secondsource.read.mastheads import registrable
from secondsource.records import Page, Stated

ELSEWHERE = "the page of another site: this text may be a copy of it"
_FIELDS = ("link:canonical", "meta:og:url", "jsonld:mainEntityOfPage", "jsonld:url", "front:url")
_LONGEST = 2_000  # characters of an address
_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


def address_of(page: Page) -> str:
    """Give the address at which a page was read, else the one that it states; or nothing.

    >>> address_of(Page("p", "https://osk.example/ferry", "x"))
    'https://osk.example/ferry'
    """
    if page.url or "://" in page.input:
        return page.url or page.input
    stated = canonical_of(page)
    return stated.value if stated else ""


def canonical_of(page: Page) -> Stated | None:
    """Give a page's canonical address, whole; its note says where it is another site's.

    >>> from secondsource.records import Field
    >>> stated = (Field("link:canonical", "https://post.example/ferry"),)
    >>> canonical_of(Page("p", "a", "x", url="https://osk.example/1", fields=stated)).note
    'the page of another site: this text may be a copy of it'
    """
    read = page.url or (page.input if "://" in page.input else "")
    told = [one for one in page.fields if one.name in _FIELDS and len(one.value) <= _LONGEST]
    for one in sorted(told, key=lambda one: _FIELDS.index(one.name)):
        address = _whole(one.value.strip(), read)
        if address and not _front(address, read):
            away = bool(read) and registrable(address) != registrable(read)
            return Stated(address, field=one.name, note=ELSEWHERE if away else None)
    return None


def _whole(address: str, read: str) -> str | None:
    """Complete an address that leaves out its site; None for what is no address of a page."""
    try:
        joined = urljoin(read, address) if read else address
    except ValueError:
        return None
    joined = f"https:{joined}" if joined.startswith("//") else joined
    return joined if _WEB.match(joined) and " " not in joined else None


def _front(address: str, read: str) -> bool:
    """Say whether this is a site's front page, named by a page that is none."""
    return "/" not in page_address(address) and (not read or "/" in page_address(read))

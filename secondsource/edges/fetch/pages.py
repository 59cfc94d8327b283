"""From answers to raw pages: one page, or the pages that a feed or a sitemap lists.

What may live here: telling a page from a list of pages, and what a list states of a page (its day,
its true publisher) put beside it. A page is named by the address it was found at in the end, so
that it is the same page in an archive; its input is the address that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from secondsource.edges.encodings import MOST, decoded_body, media_of, moment_of, type_of
from secondsource.edges.fetch.crowd import together
from secondsource.edges.fetch.fetcher import Fetched, Fetcher
from secondsource.edges.fetch.targets import without_secret
from secondsource.edges.files import pages_in
from secondsource.edges.opening import opened_over
from secondsource.edges.raw import Raw
from secondsource.errors import Unreadable
from secondsource.records import Given, Unread

if TYPE_CHECKING:
    from secondsource.edges.listings import Entry, Listing

LIMIT = 100  # pages of one feed: feeds list 10 to 50, sitemaps up to 50,000
MOST_LISTS = 50  # feeds or sitemaps that a list of them is followed to
_HEAD = 262_144  # bytes of an answer in which it shows what it is
_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_FEED_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


def inputs_at(address: str, *, fetcher: Fetcher, limit: int = LIMIT) -> Iterator[Raw | Unread]:
    """Yield the page at an address, or up to ``limit`` pages that it lists, as they come.

    What cannot be fetched becomes an ``Unread`` with its reason; nothing is raised for it.
    """
    waiting, met = [address], {address}
    left = limit
    while waiting:
        here = waiting.pop(0)
        one = _fetched(here, fetcher)
        if isinstance(one, Unread):
            yield one
            continue
        try:
            listing = listing_in(one)
        except Unreadable as error:
            yield Unread(here, str(error))
            continue
        if listing is None:
            yield from raws_of(one)
            continue
        pages = pages_listed(listing)
        yield from _entries(pages[:left], fetcher)
        left = max(0, left - len(pages))
        new = [feed for feed in dict.fromkeys(listing.feeds) if feed not in met] if left else []
        waiting += new[: max(0, MOST_LISTS - len(met))]
        met.update(waiting)


def listing_in(one: Fetched) -> Listing | None:
    """Give what an answer lists, if it is a feed, a sitemap or a list of feeds; else None.

    Raises ``Unreadable`` for a list that is broken.
    """
    from secondsource.edges.feeds import is_feed
    from secondsource.edges.sitemaps import entries_of, is_listing

    raw = one.raw
    if raw.startswith(b"\x1f\x8b"):
        raw = decoded_body(raw, "gzip", most=MOST).raw
    head = raw[:_HEAD]
    return entries_of(raw, one.address) if is_feed(head) or is_listing(head) else None


def feeds_named(one: Fetched) -> tuple[str, ...]:
    """Give the feeds that a web page names as its own (``<link rel="alternate">``)."""
    found = []
    for link in _LINK.findall(one.raw[:_HEAD].decode("utf-8", "replace")):
        told = {name.lower(): words.strip("\"'") for name, words in _ATTRIBUTE.findall(link)}
        kind = told.get("type", "").lower()
        if "alternate" in told.get("rel", "").lower().split() and kind in _FEED_KINDS:
            try:
                found.append(urljoin(one.address, unescape(told.get("href", ""))))
            except ValueError:
                continue  # an address that nobody can read
    return tuple(dict.fromkeys(found))


def pages_listed(listing: Listing) -> tuple[tuple[str, Entry], ...]:
    """Give the pages that a list names, by address, each once, in the order of the list."""
    found: dict[str, Entry] = {}
    for entry in listing.entries:
        if entry.url:
            found.setdefault(entry.url, entry)
    return tuple(found.items())


def raws_of(one: Fetched, given: Given | None = None) -> Iterator[Raw | Unread]:
    """Yield the page that an answer is, with what a feed states of it, or the pages it holds."""
    media = media_of(one.kind, one.raw)
    stated = replace(
        given or Given(), fetched=one.fetched, served=moment_of(one.served), charset=one.charset
    )
    if media is not None:
        yield Raw(one.raw, one.asked, one.address, media, stated, one.address)
        return
    if "xml" in type_of(one.kind):
        yield Unread(one.asked, "it is XML, and neither a page nor a feed nor a sitemap")
        return
    for found in pages_in(opened_over(BytesIO(one.raw).read), one.address):
        if isinstance(found, Unread):
            yield Unread(one.asked, found.reason)
        else:
            # What is one of many in a document keeps its own name; else the document is the page.
            url = found.url or (None if found.key else one.address)
            yield replace(found, input=one.asked, url=url)


def lane_of(address: str) -> str:
    """Give the host of an address, by which its fetching is kept apart from others'."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _fetched(address: str, fetcher: Fetcher) -> Fetched | Unread:
    try:
        return fetcher.fetched(address)
    except Unreadable as error:
        return Unread(without_secret(address), str(error))


def _entries(pages: Sequence[tuple[str, Entry]], fetcher: Fetcher) -> Iterator[Raw | Unread]:
    from secondsource.edges.listings import given_of

    answers = together(
        pages, lambda page: _fetched(page[0], fetcher), lane=lambda page: lane_of(page[0])
    )
    for (_, entry), one in answers:
        if isinstance(one, Unread):
            yield one
        else:
            yield from raws_of(one, given_of(entry))

"""Feeds: RSS, RDF, Atom and JSON Feed, to what they list, and as files to pages.

What may live here: choosing the reader of a feed, and the page that an entry makes where the
feed is read as a file. An entry that gives the whole text is a page; one that gives only its
beginning is a page too, and says so (``Given.part``), for the article stands elsewhere. Such a
page is written with the feed's own words: its title as the heading, its content beneath.

XML that ``elements`` can mend is read by ``feed_entries``; what is broken beyond that goes to
feedparser.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from dataclasses import replace

from secondsource.edges.elements import root_of, tree_of
from secondsource.edges.feed_entries import entries_in
from secondsource.edges.json_feeds import json_feed_of
from secondsource.edges.listings import Entry, Listing, given_of
from secondsource.edges.raw import Raw
from secondsource.errors import Unreadable
from secondsource.read.mastheads import registrable
from secondsource.read.nameplates import name_in_feed
from secondsource.records import Unread

_FEEDS = frozenset({"rss", "feed", "rdf"})
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_LOOSEST = 4_000_000  # bytes that feedparser is asked to guess at: 3 s a million of the worst
_LONGEST_NAME = 60  # characters of an outlet's name


def is_feed(head: bytes) -> bool:
    """Say whether bytes begin like a feed.

    >>> is_feed(b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'), is_feed(b"{}")
    (True, False)
    """
    if head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return bool(_JSON_FEED.search(head[:65_536]))
    return root_of(head) in _FEEDS


def feed_of(raw: bytes, address: str | None = None) -> Listing:
    """Read a feed; ``address`` is where it was found, against which its links are resolved.

    Entries that were closed before a break are kept, and ``broken`` says where it was. Raises
    ``Unreadable`` where the bytes are no feed.

    >>> feed = feed_of(b"<rss><channel><title>Osk Herald</title><item><title>Ferry & tug"
    ...     b"</title><link>/ferry</link></item></channel></rss>", "https://osk.example/rss")
    >>> [(entry.title, entry.url) for entry in feed.entries]
    [('Ferry & tug', 'https://osk.example/ferry')]
    """
    if raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return json_feed_of(raw, address)
    tree = tree_of(raw)
    found = entries_in(tree, address)
    if tree.broken and len(raw) <= _LOOSEST:
        from secondsource.edges.loose_feeds import loosely

        guessed = loosely(raw, address)
        if len(guessed.entries) > len(found.entries):
            return replace(guessed, broken=tree.broken)
    return found


def pages_in_feed(raw: bytes, name: str) -> Iterator[Raw | Unread]:
    """Yield a page for each entry of a feed that was given as a file; ``name`` names the file.

    An entry without any words is passed over. Yields an ``Unread`` for a feed that cannot be read
    or breaks off.
    """
    try:
        feed = feed_of(raw)
    except Unreadable as error:
        yield Unread(name, f"the feed cannot be read: {error}")
        return
    made = 0
    for number, entry in enumerate(feed.entries, start=1):
        if page := page_of_entry(entry, feed, name, number):
            made += 1
            yield page
    if feed.broken:
        yield Unread(name, f"the feed breaks off or is damaged: {made} entries are kept")
    elif not made:
        yield Unread(name, "the feed lists nothing that can be read")


def page_of_entry(entry: Entry, feed: Listing, name: str, number: int) -> Raw | None:
    """Write an entry as a page of its own; None where it has no words."""
    if not entry.title and not entry.text:
        return None
    title = html.escape(entry.title or "", quote=False)
    spoken = f' lang="{html.escape(feed.language)}"' if feed.language else ""
    written = (
        f'<!DOCTYPE html>\n<html{spoken}><head><meta charset="utf-8"><title>{title}</title>'
        "</head>\n"
        f"<body><article>\n<h1>{title}</h1>\n{entry.text or ''}\n</article></body></html>\n"
    )
    key = None if entry.url else entry.key or str(number)
    place = "-" if name == "-" else os.path.abspath(name)
    given = given_of(entry)
    return Raw(
        raw=written.encode("utf-8", "replace"),
        input=name,
        address=entry.url or f"{place}#{key}",
        media="html",
        given=replace(
            given,
            outlet=entry.outlet or _own_outlet(entry, feed),
            outlet_url=entry.outlet_url or (None if entry.url else feed.address),
            part="entry" if entry.whole else "teaser",
        ),
        url=entry.url,
        key=key,
    )


def _own_outlet(entry: Entry, feed: Listing) -> str | None:
    """Name the outlet as its feed does: by the part of the feed's title that is a site's name.

    "World news | Osk Herald" names the Osk Herald, and so does "Osk Herald" of osk.example; a
    feed that lists the articles of others names nobody, nor does the title "Latest posts".
    """
    site = registrable(entry.url or feed.address or "")
    if not feed.title or (site and feed.address and registrable(feed.address) != site):
        return None
    if site is None:
        return feed.title if len(feed.title) <= _LONGEST_NAME else None
    return name_in_feed(feed.title, site.split(".")[0])

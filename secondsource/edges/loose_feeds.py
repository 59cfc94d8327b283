"""Feeds whose XML cannot be mended, guessed at by feedparser.

What may live here: what feedparser finds, as entries. It reads tags as a browser would, so that
mismatched and unclosed ones cost an entry a field, not the feed its entries.
"""

from __future__ import annotations

from typing import Any

from secondsource.edges.encodings import moment_of
from secondsource.edges.feed_texts import is_whole, plain_words
from secondsource.edges.listings import MOST_ENTRIES, Entry, Listing, joined

# What feedparser raises on some feeds that were cut and glued by chance: faults of its own.
_ITS_OWN = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)


def loosely(raw: bytes, address: str | None) -> Listing:
    """Read what can be found of a broken feed; an empty listing where nothing can.

    >>> feed = loosely(b"<rss><channel><item><title>Ferry sinks<link>https://osk.example/1", None)
    >>> len(feed.entries)
    1
    """
    import feedparser  # slow to load, and few feeds need it

    try:
        found = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    except _ITS_OWN:
        return Listing()
    home = joined(address, _word(found.feed, "link"))
    listed = found.entries[:MOST_ENTRIES]
    return Listing(
        title=plain_words(_word(found.feed, "title")) or None,
        address=home or address,
        entries=tuple(_entry(one, home or address, n) for n, one in enumerate(listed, start=1)),
        language=_word(found.feed, "language") or None,
    )


def _entry(one: Any, base: str | None, number: int) -> Entry:
    contents = [_word(part, "value") for part in dict.get(one, "content") or ()]
    content, summary = max(contents, key=len, default=""), _word(one, "summary")
    tags = dict.get(one, "tags") or ()
    publisher = dict.get(one, "source") or {}
    return Entry(
        url=joined(base, _word(one, "link")),
        title=plain_words(_word(one, "title")) or None,
        byline=_word(one, "author")[:300] or None,
        section=_word(tags[0], "term")[:120] or None if tags else None,
        listed=moment_of(_word(one, "published")),
        modified=moment_of(_word(one, "updated")),
        outlet=_word(publisher, "title")[:120] or None,
        outlet_url=joined(base, _word(publisher, "href")),
        text=(content or summary) or None,
        whole=is_whole(content, summary) if content else is_whole(summary, None),
        key=(_word(one, "id") or str(number))[:300],
    )


def _word(told: Any, name: str) -> str:
    """Read a value as it was kept: feedparser's own look-up warns and substitutes."""
    value = dict.get(told, name)
    return value.strip() if isinstance(value, str) else ""
